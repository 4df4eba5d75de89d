"""Ledgers, search and the API: what a filter leaves, how it is counted, and that all three agree."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from urllib.parse import quote_plus

import pytest
import record_kit as kit
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readout.record import mentions
from readout.record.asking import facets, ledger
from readout.record.record import Record, filters

PAPERS = ("The Harbour Times", "Northern Wire", None)
HOSTILE = """A report <script>alert(1)</script>
<contact visit planned|Eve Moe@Norland;Westland@Westland|2025-01-15> A <b onclick="x()">visit</b> & more is due.
<transfer 40 trucks|Norland@Norland;Sudland@Sudland|2024-06-01> Forty trucks will go south in June.
<ask demand troops-out|Ada Lund@Norland;Bo Rask@Sudland|2024-05-05> Lund wants the troops out of the valley.
<statement calm|Ada Lund@Norland|the valley is calm> "The valley is calm," said Lund of the harbour.
"""
INJECTIONS = (
    "' OR 1=1 --",
    '"; DROP TABLE item; --',
    "%",
    "_",
    "a' UNION SELECT 1",
    "\\",
    "NEAR(a b)",
    "é\x00",
    "x" * 190,
)


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        kit.install(patch)
        with Record(tmp_path_factory.mktemp("ledgers") / "r.db") as opened:
            made = [replace(one, publisher=PAPERS[n % 3]) for n, one in enumerate(kit.many(60))]
            opened.add_reports([*made, kit.report(HOSTILE, "hostile.txt", "2024-07-01")])
            opened.accept(opened.contacts()[0].id)
            opened.reject(opened.contacts()[5].id)
            opened.correct(opened.contacts()[7].id, where="Norhaven")
            yield opened
    kit.uninstall()


@pytest.fixture(scope="module")
def client(record):
    from readout.web.app import make_app

    return TestClient(make_app(record), base_url="http://127.0.0.1")


def counted(record, plural, **asked):
    item_type = record.item_type(plural)
    with record.reading() as connection:
        return facets.counted(connection, ledger.Asked.of(connection, item_type, filters(item_type, **asked)))


def listed(client, plural, **asked):
    found = client.get(f"/api/{plural}", params={"size": 500, **asked})
    assert found.status_code == 200, found.text
    return found.json()


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(("call", "visit")),
        "status": st.sampled_from(("held", "planned")),
        "publisher": st.sampled_from(("The Harbour Times", "northern wire", "no such paper")),
        "actor": st.sampled_from(("Norland", "Ada Lund", "rask", "Westland")),
        "since": st.sampled_from(("2024", "2024-05", "2024-04-10")),
        "until": st.sampled_from(("2024-06", "2025", "2024-05-20")),
        "min_confidence": st.sampled_from((0.5, 0.65, 0.7, 0.8)),
    },
)
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICK
@given(asked=FILTERS, plural=st.sampled_from(("contacts", "figures", "checks")))
def test_the_api_and_the_python_api_leave_the_same_entries(client, record, asked, plural):
    if plural != "contacts":
        asked = {name: value for name, value in asked.items() if name not in ("kind", "status")}
    found = listed(client, plural, **asked)
    assert [line["id"] for line in found["results"]] == [e.id for e in record.entries(plural, **asked, passages=False)]
    assert found["total"] == len(found["results"])


@QUICK
@given(asked=FILTERS)
def test_every_count_of_a_facet_is_what_choosing_it_gives(record, asked):
    found = counted(record, "contacts", **asked)
    assert found.total == len(record.contacts(**asked, passages=False))
    for facet in found.facets:
        for value in facet.values:
            if facet.name == "when":
                chosen = {**asked, "since": value.value, "until": value.value}
                if not asked.keys() & {"since", "until"}:
                    assert len(record.contacts(**chosen, passages=False)) == value.count
            elif facet.name == "between":
                chosen = {name: given for name, given in asked.items() if name != "actor"}
                pair = (asked["actor"], value.value)
                assert len(record.contacts(between=pair, **chosen, passages=False)) == value.count
            elif facet.name == "actor":
                assert len(record.contacts(**{**asked, "actor": value.value}, passages=False)) == value.count
            else:
                least = float(value.value) if facet.name == "min_confidence" else value.value
                assert counted(record, "contacts", **{**asked, facet.name: least}).total == value.count


def test_kinds_and_statuses_add_up(record):
    found = {facet.name: facet for facet in counted(record, "contacts").facets}
    total = counted(record, "contacts").total
    assert sum(value.count for value in found["kind"].values) == total
    assert sum(value.count for value in found["status"].values) == total


def test_a_page_of_every_type_opens_and_leads_to_its_items(client, record):
    for item_type in mentions.by_name().values():
        entries = record.entries(item_type.name, passages=False)
        for address in (f"/{item_type.plural}", f"/{item_type.plural}/table"):
            if address == "/figures":
                continue  # the chart
            shown = client.get(address)
            assert shown.status_code == 200
            if entries:
                assert "/items/" in shown.text
                assert f"{len(entries)} {item_type.plural if len(entries) != 1 else item_type.name}" in shown.text


def test_filters_stand_in_the_address_and_can_be_taken_away(client):
    shown = client.get("/contacts?kind=call&actor=Norland").text
    assert 'href="/contacts?actor=Norland"' in shown
    assert 'href="/contacts?kind=call"' in shown
    assert 'value="Norland"' in shown
    assert "Clear all" in shown


def test_fields_left_empty_do_not_stay_in_the_address(client):
    shown = client.get("/contacts?q=&actor=Norland&since=&until=&kind=call")
    assert shown.url.query == b"actor=Norland&kind=call"


def test_leafing_keeps_the_filter_and_never_falls_off_the_end(client, record):
    everything = [entry.id for entry in record.contacts(sort="-day")]
    if len(everything) <= 50:
        pytest.skip("one page holds them")
    pages = [client.get(f"/contacts?page={n}").text for n in (1, 2)]
    ids = [list(dict.fromkeys(re.findall(r'href="/items/(c-\w+)" hx', page))) for page in pages]
    assert [*ids[0], *ids[1]][: len(everything)] == everything[:100]
    assert client.get("/contacts?page=99999").status_code == 200
    assert client.get("/contacts?page=0").status_code == 422


def test_bounds_cut_the_same_list(record):
    everything = [entry.id for entry in record.figures(passages=False)]
    for offset, limit in ((0, 3), (4, 5), (len(everything) - 1, 9), (len(everything) + 5, 3)):
        found = [entry.id for entry in record.figures(offset=offset, limit=limit, passages=False)]
        assert found == everything[offset : offset + limit]


@pytest.mark.parametrize("plural", ["contacts", "figures", "asks", "transfers", "checks", "statements"])
def test_sorting_by_any_column_loses_nothing_and_puts_the_unknown_last(record, plural):
    item_type = record.item_type(plural)
    everything = {entry.id for entry in record.entries(plural, passages=False)}
    for name in (*item_type.columns, "confidence", "witnesses", "day"):
        public = {"sender": "from", "receiver": "to"}.get(name, name)
        for sort in (public, f"-{public}"):
            found = record.entries(plural, sort=sort, passages=False)
            assert {entry.id for entry in found} == everything
            assert len(found) == len(everything)
            half = record.entries(plural, sort=sort, limit=3, offset=2, passages=False)
            assert [e.id for e in half] == [e.id for e in found[2:5]]


def test_sorted_downwards_is_upwards_turned_round_among_the_known(record):
    up = [entry.item.confidence for entry in record.contacts(sort="confidence")]
    down = [entry.item.confidence for entry in record.contacts(sort="-confidence")]
    assert up == sorted(up)
    assert down == sorted(down, reverse=True)


@pytest.mark.parametrize("words", INJECTIONS)
@pytest.mark.parametrize("name", ["q", "actor", "publisher", "kind", "sort", "since", "between"])
def test_whatever_is_typed_is_only_words(client, record, name, words):
    before = record.counts()
    for address in ("/contacts", "/api/contacts", "/disputes", "/search"):
        found = client.get(f"{address}?{name}={quote_plus(words)}")
        assert found.status_code in (200, 400, 404, 422)
        assert "Traceback" not in found.text
    assert record.counts() == before


def test_words_of_reports_are_escaped_everywhere(client):
    for address in ("/contacts?actor=Westland", "/search?q=visit", "/search?q=%3Cscript%3E"):
        shown = client.get(address).text
        assert "<script>alert" not in shown
        assert "<b onclick" not in shown


def test_a_name_the_record_does_not_hold_is_told_in_place(client):
    shown = client.get("/contacts?actor=Ada+Lunt")
    assert shown.status_code == 200
    assert "did you mean Ada Lund" in shown.text


def test_publisher_is_that_of_any_report_that_tells(record):
    found = record.contacts(publisher="the harbour times")
    assert found
    for entry in found:
        assert any(record.report(p.report).publisher == "The Harbour Times" for p in entry.passages)


def test_words_find_entries_by_their_fields_and_passages(record):
    assert len(record.transfers(words="forty trucks")) == 1
    assert len(record.asks(words="rask troops")) == 1
    assert record.contacts(words="nothing of the sort") == []
    assert len(record.transfers(words="tru")) == 1


def test_decided_or_not(record, client):
    assert listed(client, "contacts", decided="yes")["total"] == 2
    assert listed(client, "contacts", decided="rejected")["total"] == 1
    everything = listed(client, "contacts")["total"]
    assert listed(client, "contacts", decided="no")["total"] == everything - 2
    assert client.get("/api/contacts?decided=perhaps").status_code == 400


def test_counts_follow_a_decision(client, record):
    before = listed(client, "figures")["total"]
    first = record.figures()[0].id
    record.reject(first)
    assert listed(client, "figures")["total"] == before - 1
    record.undo()
    assert listed(client, "figures")["total"] == before
    assert client.get("/figures/table").text.count("/items/")


def test_search_marks_the_words_and_counts_by_type(client):
    shown = client.get("/search?q=valley").text
    assert "<mark>valley</mark>" in shown
    assert "/asks?q=valley" in shown
    told = client.get("/api/search?q=trucks").json()
    assert told["counts"] == {"transfer": 1}
    assert told["items"][0]["item"]["type"] == "transfer"
    assert "\x02trucks\x03" in told["items"][0]["around"]
    assert client.get("/search?q=troo").text.count("<mark>") >= 1
    assert "Nothing holds" in client.get("/search?q=zeppelin").text


def test_rejected_items_are_not_found(client, record):
    first = record.transfers()[0].id
    record.reject(first)
    assert client.get("/api/search?q=trucks").json()["counts"] == {}
    record.undo()


def test_lines_fit_their_models(client):
    from readout.web import lines

    for item_type in mentions.by_name().values():
        for line in listed(client, item_type.plural)["results"]:
            told = lines.line_model(item_type).model_validate(line)
            assert told.id == line["id"]


def test_pages_of_the_api_lead_on(client):
    seen, address = [], "/api/contacts?size=7&kind=call"
    while address:
        found = client.get(address).json()
        seen += [line["id"] for line in found["results"]]
        address = found["next"]
    assert seen == [line["id"] for line in listed(client, "contacts", kind="call")["results"]]


def test_csv_holds_all_that_pass_and_no_formulas(client):
    found = client.get("/api/transfers?format=csv")
    rows = list(csv.DictReader(io.StringIO(found.text.lstrip("\ufeff"))))
    assert [row["id"] for row in rows] == [line["id"] for line in listed(client, "transfers")["results"]]
    assert rows[0]["items"] == "40 trucks"
    assert "value_amount" in rows[0]
    assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


@pytest.mark.parametrize("address", ["/api/contacts", "/api/disputes", "/api/timeline?left=France&right=Germany"])
def test_a_parameter_that_the_api_does_not_know_is_named(client, address):
    answer = client.get(f"{address}{'&' if '?' in address else '?'}actr=France")
    assert answer.status_code == 422
    assert answer.json() == {"error": "actr is nothing that can be asked for here"}


def test_the_api_describes_itself(client):
    told = client.get("/api/openapi.json").json()
    assert all(path.startswith("/api") for path in told["paths"])
    assert {"/api/contacts", "/api/search", "/api/items/{id_}", "/api/export"} <= set(told["paths"])
    page = client.get("/api").text
    assert "/api/contacts" in page
    assert client.get("/api/nowhere").json()["error"]
    assert client.get("/api/items/nothing").status_code == 404


def test_one_item_and_the_whole_record(client, record):
    first = record.contacts()[0]
    assert client.get(f"/api/items/{first.id}").json()["id"] == first.id
    out = io.StringIO()
    record.export("jsonl", out)
    assert client.get("/api/export").text == out.getvalue()
    sure = io.StringIO()
    record.export("jsonl", sure, min_confidence=0.8)
    assert client.get("/api/export?min_confidence=0.8").text == sure.getvalue()
    assert '"type": "contact"' in out.getvalue()
    assert len(sure.getvalue()) < len(out.getvalue())


def test_the_rows_of_a_record_of_before_are_made_anew(record):
    from readout.record import schema
    from readout.record.making import ledger_rows

    asked = {"contacts": {"actor": "Norland"}, "figures": {}, "checks": {"sort": "-confidence"}}
    before = {plural: [e.id for e in record.entries(plural, **given)] for plural, given in asked.items()}
    counts = counted(record, "contacts")
    with record._writing() as connection:
        connection.execute(schema.ledger.delete())
        assert connection.scalar(schema.tagged.select().limit(1)) is None
        ledger_rows.fill(connection)
    assert {plural: [e.id for e in record.entries(plural, **given)] for plural, given in asked.items()} == before
    assert counted(record, "contacts") == counts
    assert len(record.transfers(words="forty trucks")) == 1
