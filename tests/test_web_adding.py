"""Adding in the browser: under the person's names, within limits, with all that was left out and why."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
import record_kit as kit
from fastapi.testclient import TestClient

from readout.record.record import Record
from readout.reports.raw import Limits
from readout.web import jobs, uploads
from readout.web.app import make_app

TEXT = (
    "Lund rings Rask\nNORHAVEN, May 3, 2024 — The leaders of both countries spoke by telephone on Thursday, as their "
    "aides said, and agreed that they would meet in the mountains before the end of the summer.\n"
)


@pytest.fixture
def record(monkeypatch, tmp_path):
    kit.install(monkeypatch)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Record(tmp_path / "record.db") as opened:
        yield opened
    kit.uninstall()


@pytest.fixture
def app(record):
    made = make_app(record)
    made.state.limits = Limits(max_bytes=20_000, max_upload_bytes=60_000, max_upload_files=3)
    made.state.jobs = jobs.Jobs(record.place, made.state.limits, work=jobs.work)
    return made


@pytest.fixture
def client(app):
    return TestClient(app, base_url="http://127.0.0.1")


def done(client, answer) -> str:
    """The page of a job once it is over."""
    assert answer.status_code == 200, answer.text
    for _ in range(4000):
        page = client.get(answer.url.path).text
        if "hx-get" not in page:
            return page
        time.sleep(0.02)
    raise AssertionError("the job does not end")


def put(client, *files: tuple[str, bytes], **data: str):
    return client.post("/add", files=[("files", file) for file in files] or None, data=data)


def test_files_are_added_under_the_persons_names(client, record, tmp_path):
    names = ["../../etc/passwd", "C:\\papers\\wire one.txt"]
    page = done(client, put(client, *((name, (TEXT + name).encode()) for name in names)))
    assert "2 reports added" in page
    assert sorted(source.path for source in record.reports()) == ["passwd", "wire one.txt"]
    assert not list(tmp_path.glob("readout-add-*"))  # nothing is left behind
    assert "2</span> known already" in done(client, put(client, *((name, (TEXT + name).encode()) for name in names)))


def test_what_is_left_out_is_named_with_the_reason(client, record):
    page = done(
        client,
        put(client, ("empty.txt", b""), ("large.txt", b"x " * 15_000), ("good.txt", TEXT.encode())),
    )
    assert "1 report added" in page
    rows = re.findall(r"<bdi>([^<]*)</bdi></th><td data-label=\"Why\">([^<]*)", page)
    assert rows == [("empty.txt", "empty"), ("large.txt", "larger than 20,000 bytes")]


def test_a_file_that_cannot_be_read_is_named_as_the_person_named_it(client, record, tmp_path):
    page = done(client, put(client, ("scan.pdf", b"%PDF-1.4 broken"), ("few.txt", b"Too few.")))
    assert "Nothing was added" in page
    assert "scan.pdf" in page
    assert "few.txt" in page
    assert str(tmp_path) not in page
    assert "readout-add-" not in page


def test_a_text_is_pasted_with_what_is_known_of_it(client, record):
    page = done(client, put(client, text=TEXT, title="A call / at last", publisher="The Wire", published="2024-05-04"))
    assert "1 report added" in page
    (source,) = record.reports()
    assert (source.title, source.publisher, source.published) == ("A call / at last", "The Wire", "2024-05-04")
    assert source.published_basis == "given"
    assert source.path == "A call at last.txt"


def test_what_is_unclear_is_said_and_what_was_typed_is_kept(client, record):
    answer = put(client, text=TEXT, published="last Friday", title='"quoted" <b>')
    assert answer.status_code == 422
    assert "last Friday is not a date" in answer.text
    assert "Lund rings Rask" in answer.text
    assert "&#34;quoted&#34; &lt;b&gt;" in answer.text
    assert "Choose files, or paste a text" in put(client, text="  ").text
    assert record.reports() == []


def test_files_that_are_all_empty_begin_nothing(client, record):
    answer = put(client, ("a.txt", b""), ("b.txt", b""))
    assert answer.status_code == 422
    assert "Nothing to add: a.txt is empty; b.txt is empty." in answer.text
    assert record.reports() == []


def test_a_text_that_is_called_a_document_is_left_out(client, record):
    page = done(client, put(client, ("a.docx", TEXT.encode())))
    assert "its name ends in .docx, but it is no Word document" in page
    assert record.reports() == []


def test_a_form_that_cannot_be_read_is_told_to_the_sender_alone(client, capfd, caplog):
    sent = {"content-type": "multipart/form-data; boundary=abc"}
    answer = client.post("/add", content=b"--xyz nonsense\r\n\r\n", headers=sent)
    assert answer.status_code == 400
    assert "What was sent cannot be read" in answer.text
    assert "boundary" not in answer.text
    assert "boundary" not in "".join(capfd.readouterr()) + caplog.text


def test_too_much_at_once_is_refused(client, record):
    assert put(client, ("a.txt", b"x" * 70_000)).status_code == 413
    assert put(client, *((f"{n}.txt", TEXT.encode()) for n in range(4))).status_code == 400
    unsized = client.post("/add", content=iter([b"x"]), headers={"content-type": "multipart/form-data; boundary=b"})
    assert unsized.status_code == 411
    assert record.reports() == []


def test_names_that_do_harm_or_say_nothing():
    assert uploads.plain_name("../../x/.bashrc", "f") == "bashrc"
    assert uploads.plain_name("a\x00b\u202e.txt\n", "f") == "ab.txt"
    assert uploads.plain_name("..", "file 3") == "file 3"
    assert uploads.plain_name(None, "file 3") == "file 3"
    long = uploads.plain_name("n" * 5000 + ".warc.gz", "f")
    assert len(long) <= uploads.LONGEST
    assert long.endswith(".warc.gz")


def test_markup_in_a_name_is_escaped(client):
    page = done(client, put(client, ("<img src=x onerror=alert(1)>.txt", TEXT.encode())))
    assert "<img" not in page


def test_a_job_that_fails_says_so_and_cleans_up(record, tmp_path):
    def broken(place, job, limits, tell):
        tell("report", 40)
        raise RuntimeError("the disk is full")

    app = make_app(record)
    app.state.jobs = jobs.Jobs(record.place, Limits(), work=broken)
    client = TestClient(app, base_url="http://127.0.0.1")
    page = done(client, put(client, ("a.txt", TEXT.encode())))
    assert "That did not work" in page
    assert "the disk is full" in page
    assert not list(tmp_path.glob("readout-add-*"))
    assert client.get("/add/nonsense").status_code == 404


def test_a_process_that_dies_is_told_of(record, tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "_in_process", _dies)
    folder = uploads.folder()
    made = jobs.Jobs(record.place, Limits())
    job = made.start("Ann", [], None, folder)
    for _ in range(6000):
        if job.over:
            break
        time.sleep(0.02)
    assert (job.state, job.trouble) == ("failed", jobs.DIED)
    assert not Path(job.folder).exists()


def _dies(*given):
    os._exit(9)
