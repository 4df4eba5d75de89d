"""The figures over time: a chart for each measure, one mark a report; with its table, as a picture and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlencode

import sqlalchemy as sa
from fastapi import APIRouter, HTTPException, Query, Request, Response

from readout.record.asking import reported
from readout.record.asking.given import filters
from readout.record.asking.reported import Group, Told
from readout.record.asking.sides import slug
from readout.views import words
from readout.web.context import TheWeb
from readout.web.drawing import figures as figure_chart
from readout.web.drawing import figures_svg as figure_svg
from readout.web.render import environment, page

router = APIRouter()
Asked = Annotated[str, Query(max_length=60)]
CHARTED, ROWS, PICKED = 300, 80, 60  # items on a chart, rows of its table, choices of a picker


@dataclass(frozen=True, slots=True)
class Series:
    """A measure, of whom, and what reports tell of it."""

    measure: str | None
    who: str | None
    found: tuple[Told, ...]
    measures: tuple[Group, ...]
    populations: tuple[Group, ...]
    days: str = ""  # the filter on days as it stands in the address

    @property
    def held(self) -> int:
        """How many figures of this kind the record holds."""
        groups, name = (self.populations, self.who) if self.who else (self.measures, self.measure)
        return sum(one.count for one in groups if one.name == name)

    @property
    def items(self) -> int:
        """How many figures are shown; more reports than one may give each."""
        return len({one.item for one in self.found})

    @property
    def title(self) -> str:
        """As a heading: `Killed: Palestinians`."""
        told = words.told(self.measure).capitalize()
        return f"{told}: {self.who}" if self.who else told

    def address(self, form: str) -> str:
        """Where this series stands as a page (`of`), a picture (`svg`) or a table (`csv`)."""
        return address(form, self.measure or "", self.who) + (f"?{self.days}" if self.days else "")


def address(form: str, measure: str, who: str | None = None) -> str:
    """Where a measure (of whom) stands as a page (`of`), a picture (`svg`) or a table (`csv`)."""
    ending = "" if form == "of" else f".{form}"
    return "/".join(["/figures", form, *(quote(slug(part)) for part in (measure, who) if part)]) + ending


@router.get("/figures")
@router.get("/figures/of/{measure}")
@router.get("/figures/of/{measure}/{who}")
def figures(
    request: Request, web: TheWeb, measure: str = "", who: str = "", since: Asked = "", until: Asked = ""
) -> Response:
    """A chart of figures; without a measure, of the one that most reports give."""
    with web.record.reading() as connection:
        series = _series(connection, measure, who, since, until)
    chart = figure_chart.chart(series.title, series.found)
    return page(
        request,
        "figures.html",
        series=series,
        chart=chart,
        looks=[figure_svg.look(chart, number) for number in range(len(chart.speakers))],
        rows=list(reversed(series.found))[:ROWS],
        picked=0 if web.files else PICKED,  # files lead to the main ones alone
        charted=CHARTED,
        address=address,
        value=figure_chart.told_value,
        given={"since": since, "until": until},
    )


@router.get("/figures/svg/{measure}", include_in_schema=False)
@router.get("/figures/svg/{measure}/{who}", include_in_schema=False)
def picture(web: TheWeb, measure: str, who: str = "", since: Asked = "", until: Asked = "") -> Response:
    """The chart as a picture that stands by itself."""
    with web.record.reading() as connection:
        series = _series(connection, measure.removesuffix(".svg"), who.removesuffix(".svg"), since, until)
    chart = figure_chart.chart(series.title, series.found)
    drawn = figure_svg.drawing(chart, _subtitle(series))
    made = environment().get_template("figures.svg").render(drawing=drawn)
    return Response(made, media_type="image/svg+xml", headers=_named(series, "svg", inline=True))


@router.get("/figures/csv/{measure}", include_in_schema=False)
@router.get("/figures/csv/{measure}/{who}", include_in_schema=False)
def as_csv(web: TheWeb, measure: str, who: str = "", since: Asked = "", until: Asked = "") -> Response:
    """What the chart shows, as CSV."""
    with web.record.reading() as connection:
        series = _series(connection, measure.removesuffix(".csv"), who.removesuffix(".csv"), since, until)
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    for one in series.found:
        writer.writerow([_cell(value) for value in _row(one)])
    return Response(file.getvalue(), media_type="text/csv; charset=utf-8", headers=_named(series, "csv"))


_COLUMNS = (
    *("id", "measure", "as_of", "low", "high", "bound", "who", "according_to", "source", "publisher", "published"),
    *("copies", "disputed"),
)


def _row(one: Told) -> list[object]:
    f = one.figure
    low, high = f.value if isinstance(f.value, tuple) else (f.value, f.value)
    dates = [f.as_of.text if f.as_of else None, one.published.text if one.published else None]
    speaker = f.according_to.name if f.according_to else None
    told = [one.item, f.measure, dates[0], low, high, f.bound, f.who, speaker, one.source, one.publisher, dates[1]]
    return [*told, one.copies, "yes" if one.disputes else "no"]


def _cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _series(connection: sa.Connection, measure: str, who: str, since: str, until: str) -> Series:
    measures = reported.measures(connection)
    name = _named_so(measures, measure) if measure else next((one.name for one in measures), None)
    if name is None:
        if measure:
            raise HTTPException(404, f"There is no such measure: no figure in the record counts {measure!r}.")
        return Series(None, None, (), (), ())
    populations = reported.populations(connection, name)
    of = _named_so(populations, who) if who else None
    if who and of is None:
        raise HTTPException(404, f"There is no such figure: no report gives {words.told(name)} of {who!r}.")
    days = filters(None, since=since or None, until=until or None)
    found = reported.told(
        connection,
        name,
        who=of,
        since=days.since.first if days.since else None,
        until=days.until.last if days.until else None,
        limit=CHARTED,
    )
    asked = urlencode({name: value for name, value in (("since", since), ("until", until)) if value})
    return Series(name, of, tuple(found), tuple(measures), tuple(populations), asked)


def _named_so(groups: Sequence[Group], wanted: str) -> str | None:
    """The first of the names that stands so in an address."""
    return next((one.name for one in groups if one.name and slug(one.name) == slug(wanted)), None)


def _subtitle(series: Series) -> str:
    return f"{words.plural(series.items, 'figure')} in reports, by who said so"


def _named(series: Series, ending: str, *, inline: bool = False) -> dict[str, str]:
    name = "-".join(slug(part) for part in ("figures", series.measure, series.who) if part)
    plain = name.encode("ascii", "ignore").decode() or "figures"
    return {"Content-Disposition": f'{"inline" if inline else "attachment"}; filename="{plain}.{ending}"'}
