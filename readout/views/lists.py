"""The shorter lists: reports, actors, disputes, what a search found, decisions; and what adding came to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from readout.formats.objects import Writer, dispute_object, report_object
from readout.record import naming, offices
from readout.record.adding import Added
from readout.record.asking import query
from readout.record.asking.query import Filters
from readout.record.errors import RecordError
from readout.record.record import Record
from readout.views import table, words

_FOUND, _END = "\x02", "\x03"


def reports(record: Record, filters: Filters, *, as_json: bool) -> None:
    """Print the reports, in order of time."""
    found = [source for source in record.reports() if _within(source.published, filters)][: filters.limit]
    if as_json:
        table.show_json([report_object(source) for source in found])
        return
    if not found:
        table.note("No reports. Add some: readout add PATH")
        return
    with record.reading() as connection:
        short = query.short(connection, [source.id for source in found])
        short |= query.short(connection, [source.copy_of for source in found if source.copy_of])
    rows = [
        [
            short[s.id],
            words.day(s.published),
            s.published_basis,
            s.publisher or "",
            s.title or "",
            s.source,
            f"copies {short[s.copy_of]}" if s.copy_of else "",
        ]
        for s in found
    ]
    table.show(["id", "published", "basis", "publisher", "title", "source", "copy"], rows)


def _within(published: str | None, filters: Filters) -> bool:
    if filters.since is None and filters.until is None:
        return True
    if published is None:
        return False
    from readout.language.edtf import parse

    value = parse(published)
    late = filters.since is None or value.last is None or value.last >= (filters.since.first or 0)
    return late and (filters.until is None or value.first is None or value.first <= (filters.until.last or 10**7))


def actors(
    record: Record,
    kind: str | None,
    actor: str | None,
    limit: int | None,
    *,
    as_json: bool,
    min_confidence: float = 0.0,
) -> None:
    """Print everyone that an item names."""
    with record.reading() as connection:
        found = [a for a in Writer.open(connection, min_confidence).actors() if kind is None or a["kind"] == kind]
        if actor is not None:
            keys = set(naming.resolve(connection, actor))
            found = [a for a in found if keys & {naming.fold(a["name"]), naming.fold(a["side"] or "")}]
        short = query.short(connection, [a["id"] for a in found])
    found = found[:limit]
    if as_json:
        table.show_json(found)
        return
    if not found:
        table.note("No actors. They come with the reports that name them: readout add PATH")
        return
    rows = [[short[a["id"]], a["name"], a["kind"], a["side"] or "", _roles(a["roles"])] for a in found]
    table.show(["id", "name", "kind", "side", "roles"], rows)


def _roles(roles: Sequence[dict[str, Any]]) -> str:
    told = []
    for role in roles:
        years = f" {(role['from'] or '')[:4]}–{(role['to'] or '')[:4]}" if role["from"] or role["to"] else ""
        told.append(f"{role['title']}{years}")
    return ", ".join(told)


_THEN = "read the reports with them: readout refresh"


def brought(place: str, file: Path) -> None:
    """Bring a registry file in and say so."""
    count = offices.bring(place, file)
    table.write(f"{words.plural(count, 'entry', 'entries')} from {file.name} kept in {offices.folder(place)}; {_THEN}")


def appointed(place: str, person: str, office: str, country: str, *rest: Any) -> None:
    """Add the holder of an office to the registry and say so."""
    offices.add(place, person, office, country, *rest)
    table.write(f"{person}, {office} of {country}, kept in {offices.folder(place)}; {_THEN}")


def disputes(record: Record, filters: Filters, *, as_json: bool) -> None:
    """Print items that cannot all be right."""
    with record.reading() as connection:
        found = query.disputes(connection, filters)
        if as_json:
            table.show_json([dispute_object(one) for one in found])
            return
        if not found:
            counts = query.counts(connection)
            table.note(f"No disputes. The record holds {words.plural(counts['report'], 'report')}.")
            return
        short = query.short(connection, [one.id for one in found] + [e.id for one in found for e in one.items])
    rows = [[short[one.id], one.type, one.field, one.why, ", ".join(short[e.id] for e in one.items)] for one in found]
    table.show(["id", "type", "field", "why", "items"], rows)


def search(record: Record, query_: str, limit: int | None, *, as_json: bool) -> None:
    """Print the reports that hold these words, with the words around."""
    found = record.search(query_, limit=limit)
    if as_json:
        plain = [(source, around.replace(_FOUND, "").replace(_END, "")) for source, around in found]
        table.show_json([{**report_object(source), "around": around} for source, around in plain])
        return
    if not found:
        held = words.plural(record.counts()["report"], "report")
        table.note(f"No report holds {query_!r}. The record holds {held}. Try fewer words.")
        return
    with record.reading() as connection:
        short = query.short(connection, [source.id for source, _ in found])
    if not table.in_terminal():
        rows = [
            [short[s.id], words.day(s.published), s.source, around.replace(_FOUND, "").replace(_END, "")]
            for s, around in found
        ]
        table.show(["id", "published", "source", "around"], rows)
        return
    from rich.text import Text

    out = table.console()
    for source, around in found:
        head = Text.assemble(
            (short[source.id], "cyan"), f"  {words.day(source.published)}  ", (table.safe(source.source), "bold")
        )
        body = Text("  ")
        for part in around.split(_FOUND):
            hit, end, rest = part.partition(_END)
            body.append(table.safe(hit), style="bold yellow" if end else "")
            body.append(table.safe(rest))
        out.print(head)
        out.print(body)


def decisions(record: Record, *, as_json: bool) -> None:
    """Print the log of decisions."""
    found = record.decisions()
    if as_json:
        names = ("number", "time", "who", "what", "payload", "undoes", "undone_by")
        shown = [{name: getattr(d, name) for name in names} for d in found]
        targets = [[[a["mention"] for a in side] for side in d.target] for d in found]
        table.show_json([{**one, "target": target} for one, target in zip(shown, targets, strict=True)])
        return
    if not found:
        table.note("No decisions yet. Make one: readout accept ID, reject ID, correct ID field=value, same ID ID")
        return
    rows = []
    for d in found:
        target = " / ".join(side[0]["mention"][:8] if side else "?" for side in d.target)
        told = f"{d.payload['field']} = {_payload(d.payload['value'])}" if d.what == "correct" else ""
        told = f"takes back {d.undoes}" if d.undoes else told
        state = f"taken back by {d.undone_by}" if d.undone_by else ""
        rows.append([str(d.number), d.time[:16].replace("T", " "), d.who, d.what, target, told, state])
    table.show(["number", "time", "who", "what", "id", "value", ""], rows)


def _payload(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("edtf") or value.get("name") or ", ".join(f"{k} {v}" for k, v in value.items() if v))
    if isinstance(value, list):
        return ", ".join(_payload(part) for part in value)
    return "nothing" if value is None else str(value)


def added(outcome: Added) -> None:
    """Say what adding came to; what was left out goes to standard error, a line each."""
    for refusal in outcome.left_out:
        table.note(f"readout: {near(refusal.source)}: {refusal.reason}")
    counts = [
        (len(outcome.added), "added"),
        (len(outcome.unchanged), "unchanged"),
        (len(outcome.reread), "read again"),
        (len(outcome.copies), "of the added a copy" if len(outcome.copies) == 1 else "of the added copies"),
        (len(outcome.left_out), "left out"),
    ]
    told = [f"{count:,} {what}" for count, what in counts if count or what in ("added", "unchanged")]
    table.write(", ".join(told))


def near(source: str) -> str:
    """A path as seen from here."""
    if not os.path.isabs(source):
        return source
    try:
        seen = os.path.relpath(source)
    except ValueError:  # another drive
        return source
    return source if seen.startswith("..") else seen


def deciding(record: Record, wanted: Sequence[str], what: str) -> list[int]:
    """Make a decision on ids; gives the numbers."""
    if what in ("same", "notsame") and len(wanted) < 2:
        raise RecordError(what, "needs two ids or more")
    numbers: list[int] = getattr(record, what)(*wanted)
    return numbers
