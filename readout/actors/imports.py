"""Facts that users bring: YAML in the registry's own form, CSV, or a Wikidata query result as JSON or CSV.

CSV and JSON give one holder a row. The columns, each by any of its names (Wikidata's `...Label` included):

    person, name                 who (needed)
    office, position, title      which office (needed); "Prime Minister of Israel" names the country as well
    country, of, jurisdiction    the country or body (needed where the office does not name it)
    from, start, since           first day: 2009-03-31, 2009-03 or 2009; Wikidata's 2009-03-31T00:00:00Z too
    to, end, until               last day; empty: still in office
    aliases                      further names, separated by |
    rank                         as in the registry's form; else told from the office
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from readout.actors.reading import RegistryError, plain, read_yaml
from readout.actors.schema import Body, OfficesFile

_COLUMNS = {
    "person": ("person", "name", "holder", "item"),
    "office": ("office", "position", "title", "role"),
    "country": ("country", "of", "jurisdiction", "state"),
    "from": ("from", "start", "since", "starttime", "begin"),
    "to": ("to", "end", "until", "endtime"),
    "aliases": ("aliases", "alias", "altlabel"),
    "rank": ("rank",),
}
_RANKS = (
    (
        "head of government",
        re.compile(r"^(acting |caretaker |interim )?(prime minister|premier|chancellor|taoiseach)$"),
    ),
    ("head of state", re.compile(r"^(acting |interim )?(president|king|queen|emir|sultan|emperor|pope)$")),
    ("foreign minister", re.compile(r"^(foreign (minister|secretary)|minister (of|for) foreign affairs)$")),
    ("defence minister", re.compile(r"^(defen[cs]e (minister|secretary)|minister (of|for) defen[cs]e)$")),
    ("security adviser", re.compile(r"^national security advis[eo]r$")),
)
_OF = re.compile(r"^(.*?) of (?:the )?(?!state\b|staff\b|defen|foreign\b|finance\b|intelligence\b)([A-Z].*)$")
_DATE = re.compile(r"^(\d{4})(-\d\d)?(-\d\d)?(T.*)?$")


def read_import(path: Path) -> list[OfficesFile | Body]:
    """The checked entries of a user's file, told apart by its suffix (.yaml, .yml, .csv, .json).

    Raises RegistryError, in words for a person, for a file or row that cannot be used.
    """
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        offices, bodies = read_yaml(path)
        return [*offices, *bodies]
    if suffix not in (".csv", ".json"):
        raise RegistryError(f"{path}: not a registry file; expected .yaml, .csv or .json")
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text))) if suffix == ".csv" else _json_rows(json.loads(text))
    except (OSError, ValueError, csv.Error) as error:
        raise RegistryError(f"{path}: cannot be read: {error}") from error
    return list(_from_rows(path, rows))


def facts_of(path: Path) -> dict[str, Any]:
    """A user's file in the compiled form that `Registry` takes. Raises RegistryError."""
    entries = read_import(path)
    return {
        "offices": plain(e for e in entries if isinstance(e, OfficesFile)),
        "bodies": plain(e for e in entries if isinstance(e, Body)),
    }


def _json_rows(data: Any) -> list[dict[str, Any]]:
    """Rows of a list of objects or of a SPARQL result, whose cells are objects with a value."""
    if isinstance(data, dict):
        data = data.get("results", data)
        data = data.get("bindings", data) if isinstance(data, dict) else data
    if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
        raise ValueError("expected a list of objects, or a SPARQL result with results.bindings")
    return [{k: v.get("value") if isinstance(v, dict) else v for k, v in row.items()} for row in data]


def _from_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> Iterable[OfficesFile]:
    countries: dict[str, dict[str, dict[str, Any]]] = {}
    for number, raw in enumerate(rows, start=1):
        row = _columns(raw)
        office, country = row["office"], row["country"]
        match = _OF.match(office) if not country else None
        if match:
            office, country = match.groups()
        if not (row["person"] and office and country):
            missing = [c for c, v in (("person", row["person"]), ("office", office), ("country", country)) if not v]
            raise RegistryError(f"{path}: row {number} has no {' and no '.join(missing)}")
        if country and office.lower().endswith(f" of {country.lower()}"):
            office = office[: -len(country) - 4]
        office = office.lower()
        entry = countries.setdefault(country, {}).setdefault(
            office, {"office": office, "rank": row["rank"] or _rank(office), "holders": []}
        )
        entry["holders"].append(_holder(path, number, row))
    for country, offices in countries.items():
        try:
            yield OfficesFile.model_validate({"country": country, "offices": list(offices.values())})
        except ValidationError as error:
            raise RegistryError(f"{path}: {country}: {error.errors()[0]['msg']}") from error


def _columns(raw: Mapping[str, Any]) -> dict[str, str]:
    """The row under our names. A column with Wikidata's `Label` goes before the one that holds the address."""
    cells = {re.sub(r"[^a-z]", "", str(k).lower()): str(v or "").strip() for k, v in raw.items() if k}
    found = {}
    for column, names in _COLUMNS.items():
        options = (cells.get(name + end) for name in names for end in ("label", ""))
        found[column] = next((cell for cell in options if cell), "")
    return found


def _holder(path: Path, number: int, row: Mapping[str, str]) -> dict[str, Any]:
    holder: dict[str, Any] = {"name": row["person"]}
    if row["aliases"]:
        holder["aliases"] = [a.strip() for a in row["aliases"].split("|") if a.strip()]
    for end in ("from", "to"):
        if row[end]:
            match = _DATE.match(row[end])
            if not match:
                raise RegistryError(f"{path}: row {number}: {row[end]!r} is no date (YYYY-MM-DD, YYYY-MM or YYYY)")
            holder[end] = "".join(part or "" for part in match.groups()[:3])
    return holder


def _rank(office: str) -> str:
    return next((rank for rank, form in _RANKS if form.match(office)), "other")
