"""Templates into responses. Everything is escaped; nothing marks a report's words as safe."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from readout.record.deciding.overtaking import last_line
from readout.views import words
from readout.web import addresses, columns, forms, history


def page(request: Request, template: str, *, status_code: int = 200, **given: Any) -> HTMLResponse:
    """The page that a template makes of what it is given; it also knows `request`, `web` and `visitor`."""
    known = {
        "request": request,
        "web": request.app.state.web,
        "visitor": getattr(request.state, "visitor", None),
        "bare": request.headers.get("hx-request") == "true",  # asked for by htmx, to be put into a page that stands
    }
    return HTMLResponse(environment().get_template(template).render(known | given), status_code=status_code)


@cache
def environment() -> Environment:
    """The templates, with the filters that they may use."""
    made = Environment(
        loader=PackageLoader("readout.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        day=words.day, number=words.number, told=words.told, sentence=words.sentence, slug=addresses.slug
    )
    made.filters.update(given=history.given, moment=history.moment, sure=sure)
    made.globals.update(asset=asset, plural=words.plural, to=addresses)
    made.globals.update(controls=forms.controls, history_of=history.of, last_line=last_line, decided=history.told)
    made.globals.update(columns=columns.columns, item_types=columns.item_types)
    return made


def sure(share: float) -> str:
    """A probability as an editor writes it: `70%`, `over 99%`."""
    return "over 99%" if share > 0.99 else f"{share:.0%}" if share >= 0.01 else "under 1%"


@cache
def asset(name: str) -> str:
    """The address of an asset, which changes when the asset does."""
    content = (Path(__file__).parent / "assets" / name).read_bytes()
    return f"/assets/{name}?{hashlib.sha256(content).hexdigest()[:10]}"
