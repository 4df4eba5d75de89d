"""Serving a record to browsers."""

from __future__ import annotations

import gc
import socket
import sys
import webbrowser
from pathlib import Path

import uvicorn

from readout.record.errors import RecordError
from readout.record.record import Record
from readout.views import words
from readout.web.accounts.store import Accounts, place
from readout.web.app import make_app
from readout.web.entrance import LOOPBACK


def serve(
    record: Record,
    *,
    host: str,
    port: int,
    read_only: bool = False,
    accounts: bool = False,
    certificate: Path | None = None,
    key: Path | None = None,
    browse: bool = False,
) -> None:
    """Serve until stopped.

    Beyond this machine's own addresses, or where `accounts` asks for it, everyone has to sign in. `certificate` and
    `key` (PEM files) encrypt what is sent. Raises RecordError where the port is taken or no one could sign in.
    """
    local = host in LOOPBACK
    known = _accounts(record) if accounts or not local else None
    listening = _listen(host, port)
    app = make_app(record, read_only=read_only, local=local, accounts=known)
    try:
        config = uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            ssl_certfile=certificate,
            ssl_keyfile=key,
            timeout_graceful_shutdown=5,
        )
    except OSError as error:
        raise RecordError(str(certificate), f"is no certificate that can be used: {error.strerror}") from None
    address = f"{'https' if certificate else 'http'}://{_shown(host)}:{listening.getsockname()[1]}"
    _tell(record, address, read_only, known, open_line=not local and certificate is None)
    if browse:
        webbrowser.open(address)
    keep()
    uvicorn.Server(config).run(sockets=[listening])


def keep() -> None:
    """Leave what is loaded by now out of every later search for garbage: it stays, and pages would wait for that."""
    gc.collect()
    gc.freeze()


def _accounts(record: Record) -> Accounts:
    known = Accounts(place(record.place))
    if not known.all():
        raise RecordError(
            "accounts", "everyone who can reach this page must sign in, and no one can yet: readout accounts add NAME"
        )
    return known


def _listen(host: str, port: int) -> socket.socket:
    bare = host.strip("[]")
    listening = socket.socket(socket.AF_INET6 if ":" in bare else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((bare, port))
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or error
        raise RecordError(f"{host}:{port}", f"cannot be listened on: {reason}") from None
    listening.listen(128)
    return listening


def _shown(host: str) -> str:
    bare = host.strip("[]")
    if bare in ("0.0.0.0", "::"):
        bare = socket.gethostname()
    return f"[{bare}]" if ":" in bare else bare


def _tell(record: Record, address: str, read_only: bool, known: Accounts | None, *, open_line: bool) -> None:
    held = words.plural(record.counts()["report"], "report")
    print(f"Readout shows {record.place} ({held}) at {address}" + (", to read only" if read_only else ""))
    if known is not None:
        print(f"Everyone has to sign in ({words.plural(len(known.all()), 'account')}).")
    if open_line:
        print("Passwords travel in the clear: give --certificate and --key, or put it behind a proxy.", file=sys.stderr)
    print("Ctrl-C ends it.", flush=True)
