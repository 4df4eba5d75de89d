"""Reports in the browser: the list, the text with its items in place, copies compared; hostile words stay words."""

from __future__ import annotations

import html
import re

import pytest
import record_kit as kit
from fastapi.testclient import TestClient

from readout.record.record import Record
from readout.web.app import make_app

PAIR = "Ada Lund@Norland;Bo Rask@Sudland"
NASTY = (
    "Nasty \u202etitle\n"
    "<script>alert('x')</script><img src=x onerror=alert(1)> said \"she\" & <b>he</b>.\n"
    f"<contact call held|{PAIR}|2024-05-02> Lund <i>rang</i> Rask & \u202eksaR\u202c agreed.\n"
    + "long" * 30_000
    + "\n"
    + f"<contact meeting held|{PAIR}|2024-05-09> At the end they met.\n"
)


def text_of(page: str) -> str:
    """The words that a browser shows of a report's text, and no others."""
    sheet = page[page.index('class="sheet"') :]
    paragraphs = re.findall(r'<p class="words[^>]*>(.*?)</p>', sheet, re.S)
    return "\n".join(html.unescape(re.sub(r"<[^>]*>", "", one)) for one in paragraphs)


@pytest.fixture
def record(monkeypatch, tmp_path):
    kit.install(monkeypatch)
    with Record(tmp_path / "record.db") as opened:
        yield opened
    kit.uninstall()


@pytest.fixture
def client(record):
    return TestClient(make_app(record), base_url="http://127.0.0.1")


def test_an_empty_record_says_how_to_fill_it(client):
    page = client.get("/reports").text
    assert "holds no reports yet" in page
    assert "/add" in page


def test_hostile_words_are_shown_and_do_nothing(client, record):
    record.add_reports([kit.report(NASTY, "<svg onload=alert(1)>.txt", "2024-05-03")])
    (report,) = record.reports()
    stored = record.report(report.id).text
    shown = ""
    page = client.get(f"/reports/{report.id}").text
    parts = int(re.search(r"part 1 of (\d+)", page)[1])
    assert parts > 1
    for part in range(1, parts + 1):
        page = client.get(f"/reports/{report.id}?part={part}").text
        assert len(page) < 300_000
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "<svg onload" not in page
        assert not re.search(r"\son\w+=", re.sub(r">[^<]*<", "><", page))
        shown += text_of(page) + "\n"
    assert shown.replace("\n", "") == stored.replace("\n", "")
    assert client.get(f"/reports/{report.id}?part={parts + 1}").status_code == 404


def test_a_turned_line_is_shown_for_what_it_is(client, record):
    record.add_reports([kit.report("Head\nHe paid \u202e0001 crowns.\n")])
    page = client.get(f"/reports/{record.reports()[0].id}").text
    assert '<bdi class="hidden-character" title="right-to-left override (U+202E)">\u202e</bdi>' in page


def test_items_stand_in_place_with_a_note_that_leads_to_them(client, record):
    text = f"Head\n<contact call held|{PAIR}|2024-05-02> Lund rang Rask.\n"
    text += f"<ask demand timber|{PAIR}|2024-05-02> She wanted it.\n"
    record.add_reports([kit.report(text, "a.txt", "2024-05-03")])
    (call,), (ask,) = record.contacts(), record.asks()
    page = client.get(f"/reports/{call.passages[0].report}").text
    for entry, words in ((call, "Lund rang Rask."), (ask, "She wanted it.")):
        assert re.search(rf'<mark [^>]*data-item="{entry.id}" id="{entry.id}">{re.escape(words)}</mark>', page)
        assert re.search(rf'<li class="note [^"]*"[^>]*data-item="{entry.id}"><a href="/items/{entry.id}">', page)
    record.reject(call.id)
    assert re.search(r'<mark class="told [^"]*rejected"', client.get(f"/reports/{call.passages[0].report}").text)


def test_an_item_in_a_later_part_can_be_found(client, record):
    record.add_reports([kit.report(NASTY, "n.txt", "2024-05-03")])
    (meeting,) = record.contacts(kind="meeting")
    page = client.get(f"/reports/{meeting.passages[0].report}").text
    place = int(re.search(rf'"{meeting.id}": (\d+)', page)[1])
    assert f'id="{meeting.id}"' in client.get(f"/reports/{meeting.passages[0].report}?part={place}").text


def test_the_list_is_sorted_filtered_and_paged(client, record):
    reports = [kit.report(f"Title {n:03d}\nWords of {n}.", f"f{n}.txt", f"2024-{n % 12 + 1:02d}-03") for n in range(60)]
    record.add_reports([*reports, kit.report("Undated one\nWithout a day.", "u.txt")])
    first, second = client.get("/reports").text, client.get("/reports?page=2").text
    assert "61 reports" in first
    titles = re.findall(r"<bdi>((?:Title|Undated)[^<]*)</bdi>", first + second)
    assert len(titles) == len(set(titles)) == 61
    assert titles[-1] == "Undated one"
    assert "1 report of 61" in client.get("/reports?q=title+007").text
    assert "5 reports of 61" in client.get("/reports?since=2024-12").text
    assert "No report fits" in client.get("/reports?q=nowhere").text
    assert re.findall(r"<bdi>(Title[^<]*)", client.get("/reports?sort=title").text)[0] == "Title 000"
    for sort in ("oldest", "publisher", "items", "added", "nonsense"):
        assert client.get(f"/reports?sort={sort}").status_code == 200
    assert client.get("/reports?since=yesterday").status_code == 400
    assert client.get("/reports?q=%25_'\"").status_code == 200


def test_copies_are_listed_and_compared_word_by_word(client, record):
    words = " ".join(f"The mission number {n} left Norhaven for the hills with all its carts." for n in range(20))
    record.add_reports(
        [
            kit.report(f"Mission leaves\n{words}", "wire.txt", "2024-05-03"),
            kit.report(f"Mission leaves\n{words} So it <u>said</u>.", "paper.txt", "2024-05-04"),
            kit.report("Other\nNothing of the kind was told here at all.", "other.txt", "2024-05-04"),
        ]
    )
    ids = {source.path: source.id for source in record.reports()}
    assert "1 copy of this report" in client.get(f"/reports/{ids['wire.txt']}").text
    assert "no second witness" in client.get(f"/reports/{ids['paper.txt']}").text
    page = client.get(f"/reports/{ids['wire.txt']}/diff/{ids['paper.txt']}").text
    assert "So it &lt;u&gt;said&lt;/u&gt;." in page
    assert "words alike</summary>" in page
    assert client.get(f"/reports/{ids['wire.txt']}/diff/{ids['other.txt']}").status_code == 404
    assert "2 reports of 3" in client.get("/reports?standing=originals").text


def test_addresses_of_what_is_not_there(client, record):
    record.add_reports([kit.report(f"H\n<contact call held|{PAIR}|2024-05-02> Lund rang.", "a.txt", "2024-05-03")])
    assert client.get("/reports/r-zzzzzzzzzz").status_code == 404
    assert client.get(f"/reports/{record.contacts()[0].id}").status_code == 404
    assert client.get("/reports/..%2f..%2fetc%2fpasswd").status_code == 404
    assert client.get("/reports?page=0").status_code == 422
