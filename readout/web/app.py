"""The application: every page's addresses, behind one entrance."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.staticfiles import StaticFiles

from readout import __version__
from readout.record.record import Record
from readout.web import failures, pages
from readout.web.accounts.store import Accounts
from readout.web.context import Web
from readout.web.entrance import Entrance

LARGEST_FORM = 1_000_000  # bytes; addresses that take reports set their own limit
ASSETS = Path(__file__).parent / "assets"


def make_app(
    record: Record,
    *,
    read_only: bool = False,
    local: bool = True,
    accounts: Accounts | None = None,
    files: bool = False,
) -> FastAPI:
    """The application that shows a record.

    `read_only`: nothing can be decided or added. `local`: it answers to this machine's own names alone. With
    `accounts` every page asks for one; without, whoever reaches the page may do everything. `files`: its
    pages become files, without forms.
    """
    app = FastAPI(
        title="Readout",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        max_body_size=LARGEST_FORM,
        telemetry={"tracing": False},
    )
    app.state.web = Web(record, read_only=read_only, local=local, accounts=accounts, files=files)
    app.add_middleware(Entrance)
    app.add_middleware(GZipMiddleware, minimum_size=1500, compresslevel=6)
    failures.explain(app)
    app.mount("/assets", StaticFiles(directory=ASSETS), name="assets")
    for module in pkgutil.iter_modules(pages.__path__):
        router = import_module(f"{pages.__name__}.{module.name}").router
        app.include_router(router, include_in_schema=module.name == "api")  # pages are for people
    return app
