"""The application: every page's addresses, behind one entrance."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from readout import __version__
from readout.record.record import Record
from readout.web import entrance, failures, pages
from readout.web.context import Web

ASSETS = Path(__file__).parent / "assets"


def make_app(record: Record, *, read_only: bool = False, local: bool = True) -> FastAPI:
    """The application that shows a record.

    `read_only`: nothing can be decided or added. `local`: it is served to this machine alone and asks for no
    account; otherwise every page asks for one.
    """
    app = FastAPI(title="Readout", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.web = Web(record, read_only=read_only, local=local)
    entrance.guard(app)
    failures.explain(app)
    app.mount("/assets", StaticFiles(directory=ASSETS), name="assets")
    for module in pkgutil.iter_modules(pages.__path__):
        app.include_router(import_module(f"{pages.__name__}.{module.name}").router)
    return app
