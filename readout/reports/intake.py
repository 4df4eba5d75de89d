"""Reports in: files, folders, addresses and plain text to `Report`, with what is known of each."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from readout.language.edtf import Edtf, parse
from readout.reports.dating.published import date_report
from readout.reports.english import other_language
from readout.reports.furniture import mark
from readout.reports.metadata import own_words
from readout.reports.model import Basis, Block, Report
from readout.reports.raw import Limits, RawReport, Refusal, Unreadable
from readout.reports.readers import read_source
from readout.reports.readers.text import clean


class Known(BaseModel):
    """A line of a sidecar CSV: what someone knows of a report. `source` is its path or file name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    published: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None


def load(
    paths: Iterable[str | Path],
    *,
    limits: Limits | None = None,
    published: str | None = None,
    sidecar: str | Path | None = None,
) -> Iterator[Report | Refusal]:
    """The reports in files, folders, globs and `-` (standard input), in order; a Refusal for each that is left out.

    `published` (EDTF) is taken as the date of every report that has none in the sidecar; `sidecar` is a CSV with the
    columns source, published, title, publisher, url. Raises ValueError where either cannot be understood.
    """
    limits = limits or Limits()
    given = parse(published) if published else None
    known = read_sidecar(sidecar) if sidecar else {}
    return _load(paths, limits, given, known)


def from_text(
    text: str,
    *,
    source: str = "text",
    published: str | Edtf | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    limits: Limits | None = None,
) -> Report:
    """A report from its text. Raises ValueError where the text is empty or too long, or the date is no EDTF."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    try:
        cleaned = clean(text, limits or Limits())
    except Unreadable as error:
        raise ValueError(f"{source}: {error}") from None
    given = parse(published) if isinstance(published, str) else published
    return report_of(RawReport(source, cleaned, digest, title=title, publisher=publisher, url=url), given)


def report_of(raw: RawReport, given: Edtf | None = None) -> Report:
    """A report with its parts marked and its date found; `given` is the date that someone gave for it."""
    blocks = mark(raw.text)
    words = own_words(raw.text, blocks)
    published, basis, why = _date(raw, blocks, given)
    return Report(
        source=raw.source,
        text=raw.text,
        sha256=raw.sha256,
        blocks=blocks,
        title=raw.title or words.title,
        publisher=raw.publisher or words.publisher,
        byline=raw.byline or words.byline,
        dateline=words.dateline,
        published=published,
        published_basis=basis,
        published_why=why,
        url=raw.url,
    )


def read_sidecar(path: str | Path) -> Mapping[str, Known]:
    """What a sidecar CSV tells of each source. Raises ValueError that names the line it cannot understand."""
    known: dict[str, Known] = {}
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            rows = csv.DictReader(file)
            if "source" not in (rows.fieldnames or ()):
                raise ValueError(f"{path}: the first line must name the columns, one of them source")
            for row in rows:
                entry = Known.model_validate({key: value.strip() or None for key, value in row.items() if value})
                if entry.published:
                    parse(entry.published)
                known[entry.source] = entry
    except (ValidationError, AttributeError):
        raise ValueError(
            f"{path}, line {len(known) + 2}: the columns are source, published, title, publisher and url"
        ) from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ValueError(f"{path}: {error}") from None
    return known


def _load(
    paths: Iterable[str | Path], limits: Limits, given: Edtf | None, known: Mapping[str, Known]
) -> Iterator[Report | Refusal]:
    for path in paths:
        for raw in read_source(path, limits):
            if isinstance(raw, Refusal):
                yield raw
                continue
            reason = _unfit(raw.text, limits)
            yield Refusal(raw.source, reason) if reason else _with_known(raw, given, known)


def _unfit(text: str, limits: Limits) -> str | None:
    if limits.min_words > 1 and len(text.split(maxsplit=limits.min_words)) < limits.min_words:
        return f"fewer than {limits.min_words} words"
    language = other_language(text) if limits.english_only else None
    return f"not in English (it seems to be in {language})" if language else None


def _with_known(raw: RawReport, given: Edtf | None, known: Mapping[str, Known]) -> Report:
    entry = known.get(raw.source) or known.get(Path(raw.source).name) or (known.get(raw.url) if raw.url else None)
    if entry is None:
        return report_of(raw, given)
    told = RawReport(
        raw.source,
        raw.text,
        raw.sha256,
        title=entry.title or raw.title,
        publisher=entry.publisher or raw.publisher,
        byline=raw.byline,
        published=raw.published,
        url=entry.url or raw.url,
    )
    return report_of(told, parse(entry.published) if entry.published else given)


def _date(raw: RawReport, blocks: tuple[Block, ...], given: Edtf | None) -> tuple[Edtf | None, Basis, str]:
    """The date given, else stated in the text, else in the file's metadata, else inferred from the text."""
    if given is not None:
        return given, "given", "given by the person who added it"
    dated = date_report(raw.text, blocks)
    if dated.published is not None and dated.basis == "stated":
        return dated.published, dated.basis, dated.why
    if raw.published:
        try:
            return parse(raw.published), "metadata", "the file's metadata give this date"
        except ValueError:
            pass
    return dated.published, dated.basis, dated.why
