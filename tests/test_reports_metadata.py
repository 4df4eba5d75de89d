"""What is known of a report: from its own lines, its file, the command line or a sidecar."""

from pathlib import Path

import pytest

from readout.language.edtf import parse
from readout.reports.furniture import mark
from readout.reports.intake import from_text, load, read_sidecar, report_of
from readout.reports.metadata import OwnWords, own_words
from readout.reports.model import Report
from readout.reports.raw import RawReport

LEAD = "The premier of Samoa flew to Lisbon, where she is to meet her colleague and talk about the price of tuna."
BODY = "Portugal buys most of the tuna that Samoa sells, and both sides want a treaty, her office said in a note."
HEADLINE = "Premier of Samoa flies to Lisbon for talks"


def told(*lines: str) -> OwnWords:
    text = "\n\n".join(lines)
    return own_words(text, mark(text))


@pytest.mark.parametrize(
    ("line", "people", "publisher"),
    [
        ("By Ada Example", ("Ada Example",), None),
        ("By Ada Example and Ben Sample, CNN", ("Ada Example", "Ben Sample"), "CNN"),
        ("by Ada Example, Ben Sample and Carla Muster", ("Ada Example", "Ben Sample", "Carla Muster"), None),
        ("By Ada Example, The Sample Courier", ("Ada Example",), "The Sample Courier"),
        ("By Ada Example, Associated Press", ("Ada Example",), "Associated Press"),
        ("By Sample writer Ada Example", ("Ada Example",), None),
        ("Ada Example and Ben Sample", ("Ada Example", "Ben Sample"), None),
        ("Reporting from Lisbon", (), None),
    ],
)
def test_bylines(line: str, people: tuple[str, ...], publisher: str | None) -> None:
    found = told(HEADLINE, line, LEAD, BODY)
    assert found.title == HEADLINE
    assert found.byline == people
    assert found.publisher == publisher


@pytest.mark.parametrize(
    ("dateline", "place", "publisher"),
    [
        ("LISBON, March 4, 2022 (Sample Wire)", "LISBON", "Sample Wire"),
        ("APIA, Samoa, March 4, 2022", "APIA, Samoa", None),
        ("2022-03-04", None, None),
        ("Published March 4, 2022", None, None),
    ],
)
def test_datelines(dateline: str, place: str | None, publisher: str | None) -> None:
    found = told(HEADLINE, dateline, LEAD, BODY)
    assert (found.dateline, found.publisher) == (place, publisher)


def test_a_dateline_within_the_lead() -> None:
    found = told(HEADLINE, f"Lisbon (SW) — {LEAD}", BODY)
    assert (found.dateline, found.publisher) == ("Lisbon", "SW")


def test_the_owner_of_the_copyright_publishes() -> None:
    assert told(HEADLINE, LEAD, BODY, "© 2022 The Sample Post. All rights reserved.").publisher == "The Sample Post"


def test_nothing_told_is_nothing_known() -> None:
    assert told(LEAD, BODY) == OwnWords()


def dated(text: str, *, given: str | None = None, file: str | None = None) -> tuple[str | None, str]:
    report = report_of(RawReport("x", text, "0", published=file), parse(given) if given else None)
    assert report.published_why
    return str(report.published) if report.published else None, report.published_basis


def test_which_date_counts() -> None:
    stated = f"{HEADLINE}\n\nLISBON, March 4, 2022 (Sample Wire)\n\n{LEAD}\n\n{BODY}"
    assert dated(stated, given="2022-03-05", file="2022-03-06") == ("2022-03-05", "given")
    assert dated(stated, file="2022-03-06") == ("2022-03-04", "stated")
    assert dated(f"{HEADLINE}\n\n{LEAD}", file="2022-03-06") == ("2022-03-06", "metadata")
    assert dated(f"{HEADLINE}\n\n{LEAD}", file="some day") == (None, "unknown")


def sidecar(folder: Path, *lines: str) -> Path:
    path = folder / "known.csv"
    path.write_text("\n".join(["source,published,title,publisher,url", *lines]), encoding="utf-8-sig")
    return path


def test_a_sidecar_tells_what_the_files_do_not(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(f"{LEAD}\n\n{BODY}\n\n{name}")
    path = sidecar(
        tmp_path, "a.txt,2022-03-04,A title,The Post,http://e.org/a", f'{folder / "b.txt"},2022-03,"Yes, b",,'
    )
    a, b, c = load([folder], sidecar=path, published="2021")
    assert isinstance(a, Report)
    assert isinstance(b, Report)
    assert isinstance(c, Report)
    assert (str(a.published), a.title, a.publisher, a.url) == ("2022-03-04", "A title", "The Post", "http://e.org/a")
    assert (str(b.published), b.title, b.published_basis) == ("2022-03", "Yes, b", "given")
    assert (str(c.published), c.published_basis) == ("2021", "given")


@pytest.mark.parametrize("line", ["a.txt,someday,,,", "a.txt,2022,,,,,more", ",2022-13,,,"])
def test_a_sidecar_that_cannot_be_understood(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match=r"known\.csv|date|month"):
        read_sidecar(sidecar(tmp_path, line))


def test_a_sidecar_without_columns_or_missing(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(ValueError, match="source"):
        read_sidecar(tmp_path / "x.csv")
    with pytest.raises(ValueError, match=r"gone\.csv"):
        read_sidecar(tmp_path / "gone.csv")


def test_a_given_date_that_is_none() -> None:
    with pytest.raises(ValueError, match="EDTF"):
        list(load(["x.txt"], published="last week"))


def test_twice_is_the_same() -> None:
    text = f"{HEADLINE}\n\n{LEAD}\n\n{BODY}"
    assert from_text(text) == from_text(text)
