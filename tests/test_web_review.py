"""Deciding in the browser, without a script: signed, shown, never passing over another person's decision unseen."""

from __future__ import annotations

import html
import re

import pytest
import record_kit as kit
from fastapi.testclient import TestClient

from readout.record.record import Record
from readout.web.app import make_app

PAIR = "Ada Lund@Norland;Bo Rask@Sudland"
ONE = kit.report(f"First\n<contact call held|{PAIR}|2024-05-02> Lund rang Rask on Thursday.", "a.txt", "2024-05-03")
TWO = kit.report(f"Second\n<contact call held|{PAIR}|2024-05-02> The two spoke by telephone.", "b.txt", "2024-05-04")
THREE = kit.report(
    f"Third\n<contact meeting held|{PAIR}|2024-05-09> They met in a mountain inn.\n"
    "<figure killed 12|<b villagers|2024-05> Twelve were killed.",
    "c.txt",
    "2024-05-10",
)


@pytest.fixture
def record(monkeypatch, tmp_path):
    kit.install(monkeypatch)
    monkeypatch.setenv("READOUT_WHO", "Ann")
    with Record(tmp_path / "record.db") as opened:
        opened.add_reports([ONE, TWO, THREE])
        yield opened
    kit.uninstall()


@pytest.fixture
def client(record):
    return TestClient(make_app(record), base_url="http://127.0.0.1", follow_redirects=True)


def hidden(page: str, form: str = "decide") -> dict[str, list[str]]:
    """What a browser would send of a form that nobody has touched."""
    body = re.search(rf'<form[^>]*id="{form}".*?</form>', page, re.S)[0]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", body):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and "radio" not in tag and "checkbox" not in tag:
            found.setdefault(name[1], []).append(html.unescape(value[1]) if value else "")
    for name, options in re.findall(r'<select[^>]*name="([^"]*)">(.*?)</select>', body, re.S):
        chosen = re.search(r'<option(?: value="([^"]*)")? selected>([^<]*)', options)
        found[name] = [chosen[1] if chosen[1] is not None else chosen[2]]
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', body):
        found[name] = [html.unescape(text)]
    return found


def sent(client, page: str, what: str, **changes) -> str:
    form = {**hidden(page), "what": [what], **{f"field.{name}": value for name, value in changes.items()}}
    action = re.search(r'<form[^>]*id="decide"[^>]*action="([^"]*)"', page)[1]
    return client.post(action, data=form)


def the(record, kind):
    (entry,) = record.contacts(kind=kind, rejected=True)
    return entry


def test_the_queue_is_walked_without_a_script(client, record):
    total = sum(len(record.entries(plural)) for plural in ("contacts", "figures"))
    page = client.get("/review").text
    for left in range(total, 0, -1):
        assert f"{left} item" in page
        answer = sent(client, page, "accept")
        assert answer.status_code == 200
        page = answer.text
    assert "Nothing waits for a decision" in page
    assert {d.who for d in record.decisions()} == {"Ann"}
    assert [d.what for d in record.decisions()] == ["accept"] * total


def test_an_untouched_form_changes_nothing_and_says_so(client, record):
    page = client.get(f"/review?item={the(record, 'call').id}").text
    answer = sent(client, page, "correct")
    assert answer.status_code == 422
    assert "no field was changed" in answer.text
    assert record.decisions() == []


def test_fields_are_put_right_and_shown_as_the_persons(client, record):
    id_ = the(record, "call").id
    page = client.get(f"/review?item={id_}").text
    sent(client, page, "correct", when=["2024-05-01"], parties=["Ada Lund", "", "Cy Moe "], kind=["video"])
    item = record.show(id_)
    assert (item.item.when.text, item.item.kind) == ("2024-05-01", "video")
    assert [party.name for party in item.item.parties] == ["Ada Lund", "Cy Moe"]
    shown = client.get(f"/review?item={id_}").text
    assert shown.count("put right by a person") == 3
    assert "corrected when" in shown
    client.post("/review/undo", data={"back": "/review"})
    assert record.show(id_).corrected == ()


def test_what_cannot_be_read_is_said_and_what_was_typed_is_kept(client, record):
    page = client.get(f"/review?item={the(record, 'call').id}").text
    answer = sent(client, page, "correct", when=["next week"])
    assert answer.status_code == 422
    assert "not a date" in answer.text
    assert 'value="next week"' in answer.text
    assert record.decisions() == []
    again = sent(client, answer.text, "correct")  # what is typed still differs from what stands
    assert again.status_code == 422


def test_accepting_with_edited_fields_corrects_and_accepts(client, record):
    id_ = the(record, "meeting").id
    sent(client, client.get(f"/review?item={id_}").text, "accept", where=["Norhaven"])
    entry = record.show(id_)
    assert (entry.item.where, entry.state) == ("Norhaven", "accepted")


def test_nobody_passes_over_anothers_decision_unseen(client, record, monkeypatch):
    id_ = the(record, "call").id
    page = client.get(f"/review?item={id_}").text
    record.reject(id_, who="Ben")
    answer = sent(client, page, "accept")
    assert answer.status_code == 409
    assert "meanwhile Ben decided: reject" in html.unescape(answer.text)
    assert record.show(id_).state == "rejected"
    assert sent(client, answer.text, "accept").status_code == 200  # now it was seen
    assert record.show(id_).state == "accepted"
    shown = client.get(f"/review?item={id_}").text
    assert re.search(r"Ann</span> accepted", shown)
    assert re.search(r"Ben</span> rejected", shown)


def test_nor_ones_own_of_another_window(client, record):
    id_ = the(record, "call").id
    left = right = client.get(f"/review?item={id_}").text
    assert sent(client, left, "accept").status_code == 200
    answer = sent(client, right, "reject")
    assert answer.status_code == 409
    assert "meanwhile you, in another window, decided: accept" in html.unescape(answer.text)
    assert record.show(id_).state == "accepted"
    assert sent(client, answer.text, "reject").status_code == 200
    assert record.show(id_).state == "rejected"


def test_nor_that_a_decision_was_taken_back(client, record):
    id_ = the(record, "call").id
    record.accept(id_, who="Ben")
    page = client.get(f"/review?item={id_}").text
    record.undo(who="Ben")
    answer = sent(client, page, "reject")
    assert answer.status_code == 409
    assert "what Ben decided was taken back" in answer.text
    assert sent(client, answer.text, "reject").status_code == 200
    shown = client.get(f"/items/{id_}").text
    record.undo(who="Ann")
    again = client.get(f"/items/{id_}").text
    seen = [re.search(r'name="seen" value="(\d+)"', one)[1] for one in (shown, again)]
    form = {"what": "reject", "back": f"/items/{id_}"}
    assert [client.post(f"/items/{id_}/decide", data={**form, "seen": one}).status_code for one in seen] == [409, 200]


@pytest.mark.parametrize("what", ["accept", "reject", "correct", "accept corrected"])
def test_a_double_click_does_no_harm(client, record, what):
    id_ = the(record, "meeting").id
    page = client.get(f"/review?item={id_}").text
    changes = {"where": ["Norhaven"]} if "correct" in what else {}
    for _ in range(2):
        assert sent(client, page, what.split()[0], **changes).status_code == 200
    entry = record.show(id_)
    assert (
        entry.state == {"accept": "accepted", "reject": "rejected", "correct": "", "accept corrected": "accepted"}[what]
    )
    assert entry.item.where == ("Norhaven" if changes else the(record, "meeting").item.where)


def test_what_was_understood_is_said(client, record):
    page = client.get(f"/review?item={the(record, 'call').id}").text
    answer = sent(client, page, "correct", parties=["Ada Lund", "Cy Moe"], when=["2024-05-01"])
    said = html.unescape(re.search(r"data-understood>([^<]*)<", answer.text)[1])
    assert "Parties: Ada Lund of Norland, Cy Moe" in said
    assert "When: 1 May 2024" in said
    assert "data-understood" not in client.get("/review?saved=99&saved=x&saved=99999999999999").text


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("123", "has no letters"), ("–", "has no letters"), ("a", "is no name"), ("<b>hi</b>", "is no name")],
)
def test_what_can_be_no_name_is_refused(client, record, typed, reason):
    page = client.get(f"/review?item={the(record, 'call').id}").text
    answer = sent(client, page, "correct", parties=["Ada Lund", typed])
    assert answer.status_code == 422
    assert reason in answer.text
    assert record.decisions() == []


@pytest.mark.parametrize(
    ("typed", "name"), [("UK", "United Kingdom"), ("uk", "uk"), ("EU", "European Union"), ("Xi", "Xi Jinping")]
)
def test_a_short_name_is_no_alias_unless_it_is_written_as_one(record, typed, name):
    id_ = the(record, "call").id
    record.correct(id_, parties=f"Ada Lund; {typed}")
    assert record.show(id_).item.parties[1].name == name


def test_undo_takes_back_ones_own_and_leads_to_it(client, record):
    call, meeting = the(record, "call").id, the(record, "meeting").id
    record.accept(call, who="Ann")
    record.reject(meeting, who="Ben")
    answer = client.post("/review/undo", data={"back": "/review?type=contact&item=x"})
    assert str(answer.url).endswith(f"/review?type=contact&item={call}&undone=accept")
    assert record.show(call).state == ""
    assert record.show(meeting).state == "rejected"
    number = next(d.number for d in record.decisions() if d.who == "Ben")
    assert client.post("/review/undo", data={"number": number}).status_code == 403


def test_joining_parting_and_splitting_by_hand(client, record):
    call, meeting = the(record, "call").id, the(record, "meeting").id
    client.post(f"/items/{call}/decide", data={"what": "same", "with": ["", meeting], "back": "/review"})
    (entry,) = record.contacts()
    assert entry.reports == 3
    mention = next(p.mention for p in entry.passages if p.report == record.reports()[-1].id)
    refused = client.post(f"/items/{entry.id}/decide", data={"what": "split", "with": mention})
    assert refused.status_code == 422  # a person said that they are the same
    record.undo()
    call = the(record, "call")
    client.post(f"/items/{call.id}/decide", data={"what": "split", "with": call.passages[0].mention})
    assert len(record.contacts(kind="call")) == 2
    assert client.post(f"/items/{call.id}/decide", data={"what": "same"}).status_code == 422


def test_a_form_leads_nowhere_else(record):
    client = TestClient(make_app(record), base_url="http://127.0.0.1", follow_redirects=False)
    id_ = the(record, "call").id
    for back in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb"):
        answer = client.post(f"/items/{id_}/decide", data={"what": "accept", "back": back})
        assert answer.headers["location"] == f"/items/{id_}"


def test_words_of_reports_are_escaped_in_the_form(client, record):
    page = client.get(f"/review?item={record.figures()[0].id}").text
    assert "<b villagers" not in page
    assert 'value="&lt;b villagers"' in page


def test_the_fragment_for_the_script_stands_alone(client):
    page = client.get("/review", headers={"HX-Request": "true"}).text
    assert "<html" not in page
    assert page.count("<article") == 1
    assert "data-next=" in page


def test_reading_only_shows_no_queue(record):
    client = TestClient(make_app(record, read_only=True), base_url="http://127.0.0.1")
    for path in ("/review", "/review/progress", "/review/agreement", "/review/second?first=x", "/add"):
        assert client.get(path).status_code == 403
    assert client.post(f"/items/{the(record, 'call').id}/decide", data={"what": "accept"}).status_code == 403
    assert client.post("/add", data={"text": "x"}).status_code == 403
    assert record.decisions() == []


def test_filters_and_unclear_addresses(client, record):
    assert "figure" in client.get("/review?type=figure").text
    assert client.get("/review?type=nonsense").status_code == 400
    assert client.get("/review?item=c-zzzzzzzzzz").status_code == 404
    assert client.get("/review?order=sideways").status_code == 200
    assert client.get(f"/review?report={record.reports()[0].id[:8]}").status_code == 200
    assert client.get("/review/suggest?q=ad").json()[:1] == ["Ada Lund"]
    assert client.get("/review/suggest?q=a").json() == []


def test_progress_tells_who_and_how_much(client, record):
    record.accept(the(record, "call").id, who="Ben")
    record.correct_fields(the(record, "meeting").id, {"where": "Oldburg"}, who="Ann")
    page = client.get("/review/progress").text
    assert "2 of 3 items decided, by 2 people" in page
    assert "corrected where" in page
    assert "Oldburg" in page


def test_a_second_reader_judges_blind_and_agreement_is_reckoned(client, record, monkeypatch):
    call, meeting = the(record, "call").id, the(record, "meeting").id
    record.correct_fields(call, {"where": "Oldburg"}, who="Ben")
    record.reject(meeting, who="Ben")
    record.accept(record.figures()[0].id, who="Ben")
    assert "Ben" in client.get("/review/agreement").text
    page = client.get("/review/second?first=Ben").text
    for left in (3, 2, 1):
        assert f'value="{3 - left}"' in page
        assert "Oldburg" not in page
        assert "rejected" not in page
        id_ = re.search(r'data-item="([^"]*)"', page)[1]
        what = "reject" if id_ == meeting else "accept"
        page = sent(client, page, what).text
    assert "You have judged the whole sample" in page
    assert record.show(call).item.where == "Oldburg"
    shown = re.sub(r"<[^>]*>", "", client.get("/review/agreement").text)
    assert re.search(r"67%\s+agreement", shown)
    assert "0.50" in shown
    assert "where Oldburg" in shown
    assert client.get("/review/second?first=Ann").status_code == 400
