"""Reports of every kind are read, and their text is put right in the same way each time."""

# ruff: noqa: E501 - a made-up sentence stands on one line

import io
import json
import os
import sys
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from readout.reports.intake import from_text, load
from readout.reports.model import Report
from readout.reports.raw import Limits, Refusal, Unreadable
from readout.reports.readers.text import clean, decode

TITLE = "Envoys of the two countries meet in Bern"
PARAGRAPHS = [
    "The envoys of Peru and Kenya met in Bern on Thursday to talk about fishing rights, officials of both countries said.",
    "It was their third meeting this year, and the Kenyan envoy called it useful and friendly at the same time.",
    "They will speak again by telephone in June, the Peruvian embassy said in a statement that it sent out on Friday.",
]
PLAIN = "\n\n".join([TITLE, *PARAGRAPHS])
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>{TITLE} | The Sample Post</title>
<meta property="og:site_name" content="The Sample Post"><meta name="author" content="Ada Example">
<meta property="article:published_time" content="2022-03-04T09:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>{TITLE}</h1>
{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}</article><footer>About us</footer></body></html>"""


def one(path: Path | str) -> Report:
    found = list(load([path]))
    assert len(found) == 1, found
    assert isinstance(found[0], Report), found
    return found[0]


def put(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def paragraphs(report: Report) -> list[str]:
    return [" ".join(report.text[b.start : b.end].split()) for b in report.blocks if b.role == "paragraph"]


def pdf(lines: list[list[str]]) -> bytes:
    """A PDF with the given lines on each page."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(lines)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(lines)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for i, page in enumerate(lines):
        shown = "".join(f"({line}) Tj T* " for line in page)
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown}ET"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 820]/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * i} 0 R>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{body}endobj\n".encode()
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{p:010} 00000 n \n" for p in places)
    return out + f"{table}trailer<</Root 1 0 R/Size {len(objects) + 1}>>\nstartxref\n{len(out)}\n%%EOF".encode()


def test_plain_text_is_stored_as_it_is(tmp_path: Path) -> None:
    report = one(put(tmp_path / "a.txt", PLAIN))
    assert report.text == PLAIN
    assert report.title == TITLE
    assert paragraphs(report) == PARAGRAPHS
    assert report.source == str(tmp_path / "a.txt")


def test_markdown(tmp_path: Path) -> None:
    text = (
        f"---\ntitle: {TITLE}\ndate: 2022-03-04\n---\n\n# {TITLE}\n\n![a photo](x.png)\n\n"
        f"**{PARAGRAPHS[0]}**\n\nSee [the *full* statement](http://example.org/s). {PARAGRAPHS[1]}\n"
    )
    report = one(put(tmp_path / "a.md", text))
    assert report.title == TITLE
    assert str(report.published) == "2022-03-04"
    assert report.published_basis == "metadata"
    assert paragraphs(report)[-2:] == [PARAGRAPHS[0], f"See the full statement. {PARAGRAPHS[1]}"]
    assert not set("*#[]") & set(report.text)


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a"])
def test_html_is_told_by_what_it_holds(tmp_path: Path, name: str) -> None:
    report = one(put(tmp_path / name, PAGE))
    assert (report.title, report.publisher, report.byline) == (TITLE, "The Sample Post", ("Ada Example",))
    assert (str(report.published), report.published_basis) == ("2022-03-04", "metadata")
    assert paragraphs(report) == PARAGRAPHS
    assert report.text.count(TITLE) == 1


def test_html_in_the_encoding_that_it_claims(tmp_path: Path) -> None:
    page = PAGE.replace("utf-8", "windows-1252").replace("Peru", "Perú").encode("cp1252")
    assert "Perú" in one(put(tmp_path / "a.html", page)).text


def test_pdf_lines_are_joined_and_running_heads_dropped(tmp_path: Path) -> None:
    head = "The Sample Post - 4 March 2022"
    first = [
        head,
        TITLE,
        "The envoys of Peru and Kenya met in Bern on Thursday to talk about fishing rights, offi-",
        "cials of both countries said in a long statement that they read out together in",
        "the hall of the hotel.",
        "It was their third meeting this year, and the Kenyan envoy called it a well-",
        "known and friendly way of doing things, as he said to the reporters who were",
        "1",
    ]
    second = [head, "waiting outside. The well-known hall was full.", "2"]
    report = one(put(tmp_path / "a.pdf", pdf([first, second])))
    assert paragraphs(report) == [
        "The envoys of Peru and Kenya met in Bern on Thursday to talk about fishing rights, officials of both countries "
        "said in a long statement that they read out together in the hall of the hotel.",
        "It was their third meeting this year, and the Kenyan envoy called it a well-known and friendly way of doing "
        "things, as he said to the reporters who were waiting outside. The well-known hall was full.",
    ]
    assert report.title == TITLE
    assert "Sample Post" not in report.text


def test_docx(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading(TITLE)
    for paragraph in PARAGRAPHS[:2]:
        document.add_paragraph(paragraph)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Meetings held so far:", "three."
    document.add_paragraph(PARAGRAPHS[2])
    document.save(str(tmp_path / "a.docx"))
    report = one(tmp_path / "a.docx")
    assert report.title == TITLE
    assert report.text == "\n\n".join([TITLE, *PARAGRAPHS[:2], "Meetings held so far: three.", PARAGRAPHS[2]])


def mail(**parts: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "Sample Wire Alerts <alerts@example.org>", "desk@example.org"
    message["Subject"], message["Date"] = f"Fwd: {TITLE}", "Fri, 04 Mar 2022 10:00:00 +0000"
    message["Message-ID"] = "<1@example.org>"
    if "plain" in parts:
        message.set_content(parts["plain"])
    if "html" in parts:
        (message.add_alternative if "plain" in parts else message.set_content)(parts["html"], subtype="html")
    message.add_attachment(b"%PDF-1.4 not to be read", maintype="application", subtype="pdf", filename="a.pdf")
    return message.as_bytes()


@pytest.mark.parametrize("parts", [{"plain": "\n\n".join(PARAGRAPHS)}, {"plain": "See the page.", "html": PAGE}])
def test_mail(tmp_path: Path, parts: dict[str, str]) -> None:
    report = one(put(tmp_path / "a.eml", mail(**parts)))
    assert (report.title, report.publisher, str(report.published)) == (TITLE, "Sample Wire Alerts", "2022-03-04")
    assert paragraphs(report) == PARAGRAPHS
    assert report.text.startswith(TITLE)


def test_mail_in_hard_wrapped_lines_and_an_old_encoding(tmp_path: Path) -> None:
    body = "\n".join(
        [
            "The envoys of Perú and Kenya met in Bern on Thursday to talk about",
            "fishing rights, officials of both countries said, and the two will",
            "meet once more before the summer comes to its end.",
            "",
            "It was their third meeting this year, and the Kenyan envoy called",
            "it useful and friendly at the same time, although he would not say",
            "what had been agreed on.",
        ]
    )
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "a@example.org", TITLE, "<2@example.org>"
    message.set_content(body, charset="iso-8859-1")
    report = one(put(tmp_path / "a.eml", message.as_bytes()))
    assert len(paragraphs(report)) == 2
    assert "Perú" in report.text


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        {
            "text": PLAIN,
            "title": "Given title",
            "published": "2022-03-04T10:00:00Z",
            "publisher": "P",
            "url": "http://e.org/1",
        },
        {"text": PARAGRAPHS[2], "published": "2022-03", "more": 1},
        {"text": PARAGRAPHS[1]},
    ]
    path = put(tmp_path / "a.jsonl", "\n".join(map(json.dumps, lines)) + "\n\n")
    first, second, third = load([path])
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert isinstance(third, Report)
    assert (first.title, str(first.published), first.published_basis) == ("Given title", "2022-03-04", "metadata")
    assert (first.publisher, first.url, first.source) == ("P", "http://e.org/1", f"{path}#1")
    assert str(second.published) == "2022-03"
    assert (third.published, third.published_basis) == (None, "unknown")


@pytest.mark.parametrize("packed", [False, True])
def test_warc(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    with open(path, "wb") as file:
        writer = WARCWriter(file, gzip=packed)
        for number, (kind, code, body) in enumerate(
            [("text/html", "200 OK", PAGE), ("image/png", "200 OK", "x"), ("text/html", "404 Not Found", PAGE),
             ("text/html; charset=utf-8", "200 OK", "<html><body></body></html>"), ("text/plain", "200 OK", PLAIN)]
        ):  # fmt: skip
            headers = StatusAndHeaders(code, [("Content-Type", kind)], protocol="HTTP/1.0")
            url = f"http://example.org/{number}"
            writer.write_record(
                writer.create_warc_record(url, "response", io.BytesIO(body.encode()), http_headers=headers)
            )
    page, bare, plain = load([path])
    assert isinstance(page, Report)
    assert (page.source, page.url, page.title) == ("http://example.org/0", "http://example.org/0", TITLE)
    assert isinstance(bare, Refusal)
    assert "no article" in bare.reason
    assert isinstance(plain, Report)
    assert plain.text == PLAIN
    if packed:
        put(path, path.read_bytes()[:700])
        assert any(isinstance(found, Refusal) and "truncated" in found.reason for found in load([path]))


def test_a_warc_without_a_page_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    with open(path, "wb") as file:
        headers = StatusAndHeaders("200 OK", [("Content-Type", "image/png")], protocol="HTTP/1.0")
        writer = WARCWriter(file, gzip=False)
        body = io.BytesIO(b"picture")
        writer.write_record(writer.create_warc_record("http://example.org/", "response", body, http_headers=headers))
    (found,) = load([path])
    assert isinstance(found, Refusal)
    assert "without a page" in found.reason


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    report = one("-")
    assert report.source == "standard input"
    assert report.title == TITLE


def test_folders_and_globs_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", "sub/deep/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        put(tmp_path / name, PLAIN)
    assert [os.path.relpath(one.source, tmp_path) for one in load([tmp_path])] == [
        "a.txt", "b.txt", "sub/c.txt", "sub/deep/d.txt",
    ]  # fmt: skip
    assert [Path(one.source).name for one in load([str(tmp_path / "*.txt")])] == ["a.txt", "b.txt"]
    assert [Path(one.source).name for one in load([str(tmp_path / "**" / "*.txt")])] == [
        "a.txt",
        "b.txt",
        "c.txt",
        "d.txt",
    ]


def test_a_name_with_brackets_is_a_name(tmp_path: Path) -> None:
    assert one(put(tmp_path / "a [1].txt", PLAIN)).title == TITLE


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_encodings(encoding: str) -> None:
    text = PLAIN.replace("Peru", "Perú").replace("useful and friendly", "“useful” – and friendly")
    assert decode(text.encode(encoding)) == text


def test_a_stray_byte_in_utf_8() -> None:
    data = "“It’s agreed”, said the ministers of Perú – and of Kenya.".encode() + b" It\x92s done."
    assert decode(data).endswith("It’s done.")


def test_mojibake_is_mended_and_nothing_else_touched() -> None:
    limits = Limits()
    assert clean("The ministerâ€™s words: â€œPerÃº agreesâ€\x9d.", limits) == "The minister’s words: “Perú agrees”."
    kept = "Straight ' and \" and curly ’ “ ” quotes, a dash — and ﬁne, ＷＩＤＥ letters; Âge d’or. Ärger, Ö, naïve"
    assert clean(kept, limits) == kept


def test_line_ends_and_control_characters() -> None:
    assert (
        clean("One\r\ntwo\rthree\u2028four\x00 \x07fi\u00adve\u200b\ufeff\tsix", Limits())
        == "One\ntwo\nthree\nfour five\tsix"
    )


def clean_or_none(data: bytes) -> str | None:
    try:
        return clean(decode(data), Limits())
    except Unreadable:
        return None


@given(st.binary(max_size=400))
def test_any_bytes_give_clean_text_or_a_reason(data: bytes) -> None:
    text = clean_or_none(data)
    if text is None:
        return
    assert clean(text, Limits()) == text or "Â" in text or "Ã" in text
    text.encode()
    assert text.strip()
    assert not any(character < " " and character not in "\n\t" for character in text)


def test_from_text() -> None:
    report = from_text(PLAIN, published="2022-03-04", title="Mine", source="memo")
    assert (report.title, report.source, report.published_basis) == ("Mine", "memo", "given")
    for bad in ("", " \n "):
        with pytest.raises(ValueError, match="empty"):
            from_text(bad)
    with pytest.raises(ValueError, match="EDTF"):
        from_text(PLAIN, published="soon")
