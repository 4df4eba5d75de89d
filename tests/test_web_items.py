"""The pages of items, of actors, of a dispute, and the start page, on a small record."""

from __future__ import annotations

import html
import re

import pytest
import record_kit as kit
from fastapi.testclient import TestClient

from readout.record.record import Record
from readout.web.ahead import Answer
from readout.web.app import make_app

RANG = "Lund rang Rask for an hour, in what aides called a tense call."
TEXT = (
    "Leaders speak\n"
    "<contact call held|Ada Lund@Norland;Bo Rask@Sudland|2024-05-02> {rang}\n"
    "<statement contact:{at}|Ada Lund@Norland|I pressed him to free the hostages> Lund said she wanted them freed.\n"
    "<statement contact:{at}|Bo Rask@Sudland|We spoke of tariffs on timber> Rask spoke of timber.\n"
    "<ask demand timber|Ada Lund@Norland;Bo Rask@Sudland|2024-05-02> She demanded timber of him.\n"
)


def speech(rang: str = RANG, more: str = "") -> str:
    start = TEXT.format(rang=rang, at="0:0").index(rang)
    return TEXT.format(rang=rang, at=f"{start}:{start + len(rang)}") + more


@pytest.fixture
def record(monkeypatch, tmp_path):
    kit.install(monkeypatch)
    with Record(tmp_path / "record.db") as opened:
        yield opened
    kit.uninstall()


@pytest.fixture
def client(record):
    return TestClient(make_app(record), base_url="http://127.0.0.1", follow_redirects=False)


def add(record, *texts, published="2024-05-03"):
    record.add_reports([kit.report(text, f"paper{n}.txt", published) for n, text in enumerate(texts)])


def words_of(answer) -> str:
    assert answer.status_code == 200, answer.text
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2])).split())


def test_a_contact_shows_both_accounts_the_tone_and_its_passage(client, record):
    add(record, speech())
    contact = record.contacts()[0]
    answer = client.get(f"/items/{contact.id}")
    told = words_of(answer)
    assert told.index("I pressed him to free the hostages") < told.index("We spoke of tariffs on timber")
    assert "Hostages and prisoners speaks of it not in it" in told
    assert RANG in told
    assert "tense" in told
    assert f'href="/reports/{contact.passages[0].report}#{contact.id}"' in answer.text
    assert 'href="/between/norland/sudland"' in answer.text


def test_a_statement_on_what_the_leaders_discussed_is_of_the_contact_that_the_report_is_about(client, record):
    more = (
        "<statement none|Bo Rask@Sudland|the two leaders discussed the harvest> Rask said they spoke of it.\n"
        "<contact call held|Ada Lund@Norland;Bo Rask@Sudland|2024-03-01> They had spoken in March.\n"
    )
    add(record, speech(more=more))
    first, last = sorted(record.contacts(), key=lambda one: one.item.when.text, reverse=True)
    assert "by its words “the two leaders discussed”" in words_of(client.get(f"/items/{first.id}"))
    assert "by its words" not in words_of(client.get(f"/items/{last.id}"))


def test_a_contact_that_no_one_is_quoted_on_says_so(client, record):
    add(record, "News\n<contact call held|Ada Lund@Norland;Bo Rask@Sudland|2024-05-02> They rang.\n")
    assert "No one is quoted on this call" in words_of(client.get(f"/items/{record.contacts()[0].id}"))


def test_contacts_of_the_same_sides_within_two_weeks_stand_before_and_after(client, record):
    more = (
        "<contact meeting planned|Cy Moe@Norland;Di Voss@Sudland|2024-04-29> Their envoys were to meet.\n"
        "<contact call held|Cy Moe@Norland;Di Voss@Sudland|2024-05-09> Their envoys spoke again.\n"
        "<contact call held|Cy Moe@Norland;Di Voss@Sudland|2024-08-09> Their envoys spoke in summer.\n"
    )
    add(record, speech(more=more))
    call = next(one for one in record.contacts() if one.item.when.text == "2024-05-02")
    told = words_of(client.get(f"/items/{call.id}"))
    assert "3 days before" in told
    assert "7 days after" in told
    assert "Aug" not in told


def test_the_beginning_of_an_id_and_a_mention_lead_to_the_item(client, record):
    add(record, speech(), speech("Ada Lund and Bo Rask spoke by telephone on Thursday.") + "Another paper.\n")
    item = record.contacts()[0]
    for passage in item.passages:
        answer = client.get(f"/items/{passage.mention}")
        assert answer.status_code == 200 or answer.headers["location"] == f"/items/{item.id}"
    assert client.get(f"/items/{item.id[:8]}").headers["location"] == f"/items/{item.id}"
    report = item.passages[0].report
    assert client.get(f"/items/{report}").headers["location"] == f"/reports/{report}"


def test_an_id_that_is_not_there_is_told_as_a_page(client, record):
    answer = client.get("/items/c-nothing")
    assert answer.status_code == 404
    assert "no such id in the record" in answer.text
    assert "/search" in answer.text


def test_copies_are_folded_into_one_witness(client, record):
    lines = [f"The harbour master of town {n} counted {n * 7} barges and {n * 3} tugs on the quay." for n in range(40)]
    long = speech(more="\n".join(lines) + "\n")
    add(record, long, long + "Printed again by the Evening Gazette.\n")
    contact = record.contacts()[0]
    assert (contact.reports, contact.witnesses) == (2, 1)
    told = words_of(client.get(f"/items/{contact.id}"))
    assert "1 witness in 2 reports" in told
    assert "1 copy of it says the same" in told
    assert told.count(RANG) == 1


def test_a_persons_value_stands_beside_what_the_reports_gave(client, record):
    add(record, speech())
    contact = record.contacts()[0]
    record.correct(contact.id, when="2024-05-04")
    told = words_of(client.get(f"/items/{contact.id}"))
    assert "4 May 2024" in told
    assert "put right by a person" in told
    assert "reports: 2 May 2024" in told


def test_a_rejected_item_says_that_it_is_in_no_ledger(client, record):
    add(record, speech())
    contact = record.contacts()[0]
    record.reject(contact.id)
    assert "A person rejected this" in words_of(client.get(f"/items/{contact.id}"))


def test_a_check_shows_its_verdict_and_what_it_rests_on(client, record):
    add(record, speech(more="<check count 1|Ada Lund@Norland;Bo Rask@Sudland|2024-05-03> They spoke once.\n"))
    check = record.checks()[0]
    assert check.verdict is not None
    told = words_of(client.get(f"/items/{check.id}"))
    assert "The record" in told
    assert "What the verdict rests on" in told
    assert "They spoke once." in told


def test_every_type_has_a_page(client, record):
    more = (
        "<transfer 40 tanks|Norland;Sudland|2024-05-02> Norland sends tanks.\n"
        "<figure killed 12|villagers|2024-05-01> Twelve died.\n"
    )
    add(record, speech(more=more))
    for plural in ("contacts", "asks", "transfers", "figures", "statements"):
        entry = record.entries(plural)[0]
        answer = client.get(f"/items/{entry.id}")
        assert entry.passages[0].text in words_of(answer)
        assert answer.text.count("<h1") == 1
        assert not re.search(r"\bNone\b", words_of(answer))
    told = words_of(client.get(f"/items/{record.transfers()[0].id}"))
    assert "40 tanks, from Norland to Sudland" in told
    assert "approved" in told


def test_a_reports_words_are_never_markup(client, record):
    add(record, speech("They rang <script>alert(1)</script> & <img src=x onerror=y>."))
    for address in (f"/items/{record.contacts()[0].id}", "/"):
        text = client.get(address).text
        assert "<script>alert" not in text
        assert "<img" not in text


def test_a_page_stays_light_whatever_a_report_does(client, record):
    add(record, speech("They rang " + "and rang " * 60_000 + "again."))
    answer = client.get(f"/items/{record.contacts()[0].id}")
    assert answer.status_code == 200
    assert len(answer.content) < 300_000


def test_a_dispute_shows_each_version_with_its_words(client, record):
    texts = [
        f"Toll {n}\n<figure killed {n}|villagers|2024-05-02> The flood in the valley of Oren left {n} villagers dead.\n"
        for n in (20, 24)
    ]
    add(record, *texts)
    (dispute,) = record.disputes()
    told = words_of(client.get(f"/disputes/{dispute.id}"))
    for n in (20, 24):
        assert f"left {n} villagers dead" in told
    assert client.get(f"/disputes/{dispute.id[:8]}").headers["location"] == f"/disputes/{dispute.id}"
    assert client.get(f"/disputes/{dispute.items[0].id}").status_code == 404


def test_an_empty_record_says_what_to_do(client):
    told = words_of(client.get("/"))
    assert "The record holds no reports yet" in told
    assert "readout add" in told
    assert "No actors yet" in words_of(client.get("/actors"))


def test_the_start_page_shows_counts_pairs_and_newest_and_follows_the_record(client, record):
    add(record, speech())
    answer = client.get("/")
    assert "Norland and Sudland 1 contact May 2024" in words_of(answer)
    assert 'href="/between/norland/sudland"' in answer.text
    contact = record.contacts()[0]
    assert f'href="/items/{contact.id}"' in answer.text
    record.add_reports([kit.report(speech().replace("2024-05-02", "2024-06-02"), "later.txt", "2024-06-03")])
    assert "2 contacts" in words_of(client.get("/"))


def test_actors_are_listed_and_found_and_each_has_a_page(client, record):
    add(record, speech())
    told = words_of(client.get("/actors"))
    assert "Governments" in told
    assert "Ada Lund Norland" in told
    assert "Bo Rask" not in words_of(client.get("/actors", params={"q": "lund"}))
    assert "No actor of that name" in words_of(client.get("/actors", params={"q": "zzz"}))
    told = words_of(client.get("/actors/ada-lund"))
    assert "1 made, 0 received" in told
    assert "2 May 2024" in told
    assert "Bo Rask" in told
    assert "Who acted for Norland" in words_of(client.get("/actors/norland"))
    assert client.get("/actors/nobody-at-all").status_code == 404


def test_the_current_page_is_marked_and_a_single_heading_leads(client, record):
    add(record, speech())
    answer = client.get("/actors")
    assert '<a href="/actors" aria-current="page">' in answer.text
    assert answer.text.count("<h1") == 1
    assert "favicon.svg" in answer.text


def test_what_the_start_page_needs_is_asked_as_serving_begins(record):
    add(record, speech())
    with TestClient(make_app(record), base_url="http://127.0.0.1") as served:
        assert "1 contact" in words_of(served.get("/"))


def test_an_answer_is_kept_until_the_record_changes(record):
    asked = []
    known = Answer(record, lambda connection: asked.append(1) or len(asked))
    add(record, speech())
    for _ in range(3):
        with record.reading() as connection:
            known.get(connection)
    assert len(asked) == 1
    record.reject(record.contacts()[0].id)
    with record.reading() as connection:
        assert known.get(connection) == 2


def test_the_start_page_quotes_a_claim_that_the_record_contradicts(client, record):
    claim = "<check count 0 2024-01-01|Ada Lund@Norland;Bo Rask@Sudland|2024-05-03> They have not spoken this year.\n"
    add(record, speech(), speech(more=claim))
    told = words_of(client.get("/"))
    assert "“They have not spoken this year.”" in told
    assert "Ada Lund and Bo Rask: the record holds" in told
