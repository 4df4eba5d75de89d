"""The page as files: readable from any file server, nothing of it leading nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.record.errors import RecordError
from readout.record.record import Record
from readout.reports.intake import from_text
from readout.web.files import MANIFEST, file_of, write_site

TEXT = """The president of France telephoned the German chancellor on Tuesday, his office said.

French President Emmanuel Macron met Chancellor Olaf Scholz in Berlin on 4 March 2024 and urged Germany to send
missiles to Ukraine. <script>alert("from a report")</script> href="/contacts" is no link.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    with Record(folder / "record.db") as record:
        record.add_reports([from_text(TEXT, published="2024-03-05", source="berlin.txt")])
        write_site(record, folder / "out")
    return folder / "out"


def test_every_link_leads_to_a_file(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 5
    for page in pages:
        for address in re.findall(r'\s(?:href|src)="([^"]*)"', page.read_text(encoding="utf-8")):
            path = address.partition("#")[0].partition("?")[0]
            if path and not path.startswith(("http:", "https:", "data:")):
                assert not path.startswith("/")
                assert (page.parent / path).resolve().is_file(), (page, address)


def test_a_report_s_words_stay_words(site: Path) -> None:
    texts = "".join(page.read_text(encoding="utf-8") for page in site.rglob("*.html"))
    assert "<script>alert" not in texts
    assert "default-src &#x27;none&#x27;" in texts or "default-src 'none'" in texts


def test_no_form_is_left_that_nobody_answers(site: Path) -> None:
    assert not [page for page in site.rglob("*.html") if 'method="post"' in page.read_text(encoding="utf-8")]


def test_twice_is_once_and_what_is_gone_goes(site: Path, tmp_path: Path) -> None:
    with Record(tmp_path / "record.db") as record:
        write_site(record, tmp_path / "out")
        before = sorted(tmp_path.joinpath("out").rglob("*"))
        record.add_reports([from_text(TEXT, published="2024-03-05", source="berlin.txt")])
        write_site(record, tmp_path / "out")
        assert len(sorted(tmp_path.joinpath("out").rglob("*"))) > len(before)
        manifest = (tmp_path / "out" / MANIFEST).read_bytes()
        write_site(record, tmp_path / "out")
        assert (tmp_path / "out" / MANIFEST).read_bytes() == manifest


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("Dear all")
    with Record(tmp_path / "record.db") as record, pytest.raises(RecordError, match="holds other files"):
        write_site(record, tmp_path / "letters")
    assert (tmp_path / "letters" / "dear.txt").read_text() == "Dear all"


@given(st.text())
def test_no_address_leads_out_of_the_folder(step: str) -> None:
    path = Path("/site") / file_of("/reports/" + step.replace("?", "").replace("#", ""))
    assert ".." not in path.parts
    assert path.resolve().is_relative_to("/site")
