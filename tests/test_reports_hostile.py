"""Bad input: one clear line each, and the rest goes on."""

# ruff: noqa: E501 - a made-up sentence stands on one line

import gzip
import io
import json
import os
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest

from readout.reports.intake import load
from readout.reports.model import Report
from readout.reports.raw import Limits, Refusal

GOOD = (
    "Ministers agree to meet again\n\n"
    "The foreign minister of Norway spoke with her colleague from Chile on Tuesday, and the two agreed to meet in May.\n"
)


def read(path: Path | str, **limits: object) -> list[Report | Refusal]:
    return list(load([path], limits=Limits(**limits)))  # type: ignore[arg-type]


def refusal(path: Path | str, **limits: object) -> str:
    found = read(path, **limits)
    assert len(found) == 1, found
    assert isinstance(found[0], Refusal), found
    assert "\n" not in str(found[0])
    assert Path(path).name in str(found[0])
    return found[0].reason


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_the_rest_goes_on(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", b"")
    put(tmp_path / "b.txt", GOOD.encode())
    put(tmp_path / "c.pdf", b"%PDF-1.7 and then nothing")
    found = read(tmp_path)
    assert [type(one).__name__ for one in found] == ["Refusal", "Report", "Refusal"]


@pytest.mark.parametrize("data", [b"", b"  \n\n\t \n", "\ufeff \u200b\n".encode()])
def test_empty(tmp_path: Path, data: bytes) -> None:
    assert refusal(put(tmp_path / "x.txt", data)) == "empty"


def test_a_few_words_are_no_report(tmp_path: Path) -> None:
    assert refusal(put(tmp_path / "x.txt", b"Page not found")) == "fewer than 5 words"


@pytest.mark.parametrize("name", ["x.txt", "x.bin", "x.html"])
def test_binary(tmp_path: Path, name: str) -> None:
    assert refusal(put(tmp_path / name, bytes(range(256)) * 40)) == "binary data, not text"


@pytest.mark.parametrize("content", [bytes(range(256)) * 40, b"Lund rang Rask on Thursday. They agreed to meet.\n" * 9])
@pytest.mark.parametrize(("name", "kind"), [("x.docx", "Word document"), ("X.DOCX", "Word document"), ("x.pdf", "PDF")])
def test_what_is_not_what_its_name_says(tmp_path: Path, name: str, kind: str, content: bytes) -> None:
    ending = name[-5:].lower().lstrip("x")
    assert refusal(put(tmp_path / name, content)) == f"its name ends in {ending}, but it is no {kind}"


def test_a_picture_named_as_text(tmp_path: Path) -> None:
    assert "PNG image" in refusal(put(tmp_path / "x.txt", b"\x89PNG\r\n\x1a\n" + bytes(100)))


def test_an_old_or_locked_word_file(tmp_path: Path) -> None:
    assert "encrypted or old-style Office file" in refusal(
        put(tmp_path / "x.docx", b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(99))
    )


def test_a_large_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.txt"
    with open(path, "wb") as file:
        file.write(b"News. ")
        file.truncate(200_000_000)  # a hole: takes no room on the disk
    assert refusal(path) == "200,000,000 bytes, the limit is 50,000,000"


def test_a_line_of_ten_million_characters(tmp_path: Path) -> None:
    reason = refusal(put(tmp_path / "x.txt", b"word " * 2_000_000))
    assert reason == "10,000,000 characters of text, the limit is 2,000,000"


def test_one_long_line_within_the_limits_is_read(tmp_path: Path) -> None:
    [found] = read(put(tmp_path / "x.txt", b"the talks of the two sides went on and on, " * 1_000))
    assert isinstance(found, Report)
    assert [block.role for block in found.blocks] == ["paragraph"]


@pytest.mark.parametrize("letter", ["x", "A", "(", "- ", "\u00a0", "A ", "By A ", "A, "])
def test_odd_lines_take_no_time(tmp_path: Path, letter: str) -> None:
    read(put(tmp_path / "x.txt", (letter * 8_000 + "\nand the rest of it.\n" + letter * 60).encode()))


@pytest.mark.parametrize("tag", ["div", "b", "x-thing", "table><tr><td"])
def test_deep_html(tmp_path: Path, tag: str) -> None:
    page = f"<html><body>{f'<{tag}>' * 20_000}Hello there, said the minister to the other minister.</body></html>"
    found = read(put(tmp_path / "x.html", page.encode()))
    assert len(found) == 1
    if tag in ("div", "b"):
        assert refusal(tmp_path / "x.html") == "elements nested more than 200 deep"


def test_a_page_that_is_too_long(tmp_path: Path) -> None:
    path = put(tmp_path / "x.html", b"<html><body><p>" + b"Talks. " * 1000)
    assert refusal(path, max_html_characters=5000) == "a page of 7,015 characters, the limit is 5,000"


def test_html_without_an_article(tmp_path: Path) -> None:
    page = b"<!doctype html><html><head><title>Log in</title></head><body><form><input></form></body></html>"
    assert refusal(put(tmp_path / "x.html", page)) == "no article text found in this page"


def test_encrypted_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A PDF 1.4 whose encryption dictionary asks for a password that no one gave.
    body = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 3 0 R/Size 4/ID[<00112233445566778899aabbccddeeff>"
        b"<00112233445566778899aabbccddeeff>]>>\n%%EOF"
    )
    assert refusal(put(tmp_path / "x.pdf", body)) == "an encrypted PDF; a password is needed"


def test_damaged_pdf(tmp_path: Path) -> None:
    assert refusal(put(tmp_path / "x.pdf", b"%PDF-1.4\n" + b"garbage " * 50)) == "a damaged PDF"


def test_pdf_of_pictures(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    document.save(str(tmp_path / "x.pdf"))
    assert "without text" in refusal(tmp_path / "x.pdf")


def test_pdf_of_too_many_pages(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    for _ in range(4):
        document.new_page(200, 200)
    document.save(str(tmp_path / "x.pdf"))
    assert refusal(tmp_path / "x.pdf", max_pdf_pages=3) == "4 pages, the limit is 3"


def test_truncated_gzip(tmp_path: Path) -> None:
    whole = gzip.compress(os.urandom(20_000))
    assert refusal(put(tmp_path / "x.txt.gz", whole[:9000])) == "a truncated or damaged gzip file"
    assert refusal(put(tmp_path / "x.warc.gz", whole[:12])) == "a truncated or damaged gzip file"


def test_gzip_that_unpacks_without_end(tmp_path: Path) -> None:
    bomb = put(tmp_path / "x.txt.gz", gzip.compress(b"a" * 3_000_000))
    assert refusal(bomb, max_bytes=1_000_000) == "unpacks to more than 1,000,000 bytes"


def test_zip_bomb_in_docx(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:document>" + b" " * 30_000_000)
    assert "times its size, the limit is 200" in refusal(path)
    assert refusal(path, max_docx_bytes=1_000_000).startswith("unpacks to 30,000,012 bytes")


def test_docx_that_is_another_archive_or_damaged(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", GOOD)
    assert "not a Word document" in refusal(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document")
    assert "damaged Word document" in refusal(path)
    held = io.BytesIO()
    docx.Document().save(held)
    assert "damaged" in refusal(put(path, held.getvalue()[:2000]))


def test_deep_xml_in_docx(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    document = docx.Document()
    document.add_paragraph(GOOD)
    document.save(str(path))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 50_000)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert "damaged Word document" in refusal(path)


def test_wrong_encoding(tmp_path: Path) -> None:
    reason = refusal(put(tmp_path / "x.txt", b"\xff\xfe" + "Talks in Geneva went on".encode("utf-16-le") + b"\x00"))
    assert reason.startswith("not readable as UTF-16-LE")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "x.txt", GOOD.encode())
    real = open

    def refuse(file: object, *rest: object, **more: object) -> object:
        if file == str(path):
            raise PermissionError(13, "Permission denied")
        return real(file, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr("builtins.open", refuse)
    assert refusal(path) == "no permission to read it"


def test_vanished(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "gone.txt")
    assert "no such file" in refusal(str(tmp_path / "*.txt").replace("*", "gone"))
    for name in ("a.txt", "b.txt"):
        put(tmp_path / name, GOOD.encode())
    reading = load([tmp_path])
    assert isinstance(next(reading), Report)
    (tmp_path / "b.txt").unlink()
    last = next(reading)
    assert isinstance(last, Refusal)
    assert "no such file" in last.reason


def test_a_glob_without_matches_and_an_empty_folder(tmp_path: Path) -> None:
    assert "no such file" in read(str(tmp_path / "*.html"))[0].reason  # type: ignore[union-attr]
    (tmp_path / "none").mkdir()
    assert refusal(tmp_path / "none") == "an empty folder"


def test_links_that_lead_round(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    put(tmp_path / "in" / "a.txt", GOOD.encode())
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "in" / "z").symlink_to(tmp_path / "nowhere")
    found = read(tmp_path)
    assert sum(isinstance(one, Report) for one in found) == 1
    assert any(isinstance(one, Refusal) and "link back" in one.reason for one in found)


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == "not a regular file"


def test_json_lines_name_the_line(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": GOOD}),
        '{"text": "broken',
        json.dumps({"title": "no text"}),
        json.dumps(["a list"]),
        "[" * 100_000,
        json.dumps({"text": GOOD, "published": "last spring"}),
        json.dumps({"text": "x" * 5000}),
        json.dumps({"text": GOOD + "And they did."}),
    ]
    path = put(tmp_path / "x.jsonl", "\n".join(lines).encode())
    found = read(path, max_record_bytes=4000)
    assert [one.source.rpartition("#")[2] for one in found] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert [isinstance(one, Report) for one in found] == [True] + [False] * 6 + [True]
    reasons = [one.reason for one in found if isinstance(one, Refusal)]
    assert all("line" in reason for reason in reasons)
    assert "not JSON" in reasons[0]
    assert "no field text" in reasons[1]
    assert "last spring" in reasons[4]


def test_not_in_english(tmp_path: Path) -> None:
    french = (
        "Le ministre a rencontré son homologue dans la capitale et les deux ont parlé de la guerre pour une heure. " * 3
    )
    path = put(tmp_path / "x.txt", french.encode())
    assert refusal(path) == "not in English (it seems to be in French)"
    assert isinstance(read(path, english_only=False)[0], Report)
    russian = "Министр встретился со своим коллегой в столице, и они говорили о войне. " * 6
    assert "another script" in refusal(put(tmp_path / "y.txt", russian.encode()))


def test_lists_and_names_are_not_taken_for_another_language(tmp_path: Path) -> None:
    text = "\n".join(f"{n}. Rio de Janeiro {n}, Los Angeles {n + 2}, La Paz {n * 3}" for n in range(30))
    assert isinstance(read(put(tmp_path / "x.txt", text.encode()))[0], Report)


def test_damaged_mail(tmp_path: Path) -> None:
    data = (
        b"From: a@b\r\nMessage-ID: <1>\r\nSubject: =?x-unknown?q?a?=\r\nContent-Type: multipart/mixed\r\n\r\n\x00\xff"
    )
    found = read(put(tmp_path / "x.eml", data))
    assert len(found) == 1
    assert isinstance(found[0], Refusal)


def test_mail_in_mail_in_mail(tmp_path: Path) -> None:
    data = b"From: a@b\nMessage-ID: <1>\nSubject: deep\n" + b"Content-Type: message/rfc822\n\n" * 3000 + b"text"
    assert len(read(put(tmp_path / "x.eml", data))) == 1
