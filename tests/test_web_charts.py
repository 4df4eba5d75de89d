"""The pages with charts: two sides over time, figures, the network; on a small record of plain sentences."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
import record_kit as kit
from fastapi.testclient import TestClient

from readout.record.record import Record
from readout.web.app import make_app

CALL = "<contact call {status}|Ada Lund@Norland;Bo Rask@Sudland|{when}> {said}\n"
FRONTEND = Path(__file__).parent.parent / "frontend"
ASSETS = Path(__file__).parent.parent / "readout" / "web" / "assets"


@pytest.fixture
def record(monkeypatch, tmp_path):
    kit.install(monkeypatch)
    with Record(tmp_path / "record.db") as opened:
        yield opened
    kit.uninstall()


@pytest.fixture
def client(record):
    return TestClient(make_app(record), base_url="http://127.0.0.1", follow_redirects=False)


def add(record, *texts, published="2024-06-01"):
    record.add_reports([kit.report(text, f"paper{n}.txt", published) for n, text in enumerate(texts)])


def call(when, said, status="held"):
    return CALL.format(when=when, said=said, status=status)


def story(record):
    add(
        record,
        "Calls\n"
        + call("2024-01-10", "They rang on the tenth.")
        + call("2024-01-12", "They rang again two days on.")
        + call("2024-04-20", "After a long quiet they rang once more.")
        + call("2024-06-20", "A further call is set for late June.", "planned")
        + "<ask request grain|Ada Lund@Norland;Bo Rask@Sudland|2024-01-10> Lund asked him for grain.\n"
        + "<ask demand timber|Bo Rask@Sudland;Ada Lund@Norland|2024-04-20> Rask demanded timber of her.\n"
        + "<transfer 40 tents|Norland;Sudland|2024-02-01> Norland sent forty tents.\n"
        + "<figure killed 12|villagers|2024-04> Twelve villagers were dead by April.\n",
    )


def words_of(answer) -> str:
    assert answer.status_code == 200, answer.text
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2])).split())


def data_of(answer, name: str):
    return json.loads(re.search(rf"data-{name}-data>(.*?)</script>", answer.text, re.DOTALL)[1])


# ------------------------------------------------------------------ two sides


def test_the_overview_counts_contacts_asks_and_the_longest_silence(client, record):
    story(record)
    told = words_of(client.get("/between/norland/sudland"))
    assert "3 contacts held 3 calls" in told
    assert "besides: 1 planned" in told
    assert "99 days, the longest silence none reported from 12 Jan 2024 to 20 Apr 2024" in told
    assert "42 days since the last" in told  # to the newest report, of 1 June
    assert "1 ask of Sudland by Norland" in told
    assert "1 ask of Norland by Sudland" in told


def test_the_longest_silence_is_the_one_that_the_command_line_names(client, record):
    from readout.record.asking.given import filters
    from readout.views.timeline import gaps, longest

    story(record)
    series, _ = gaps(record, filters(None, between=("Norland", "Sudland"), status="held"))
    found = data_of(client.get("/between/norland/sudland"), "timeline")["silences"][0]
    assert found[0] == longest(series).least


def test_each_direction_and_kind_has_its_lane(client, record):
    story(record)
    lanes = data_of(client.get("/between/norland/sudland"), "timeline")["lanes"]
    assert [lane["title"] for lane in lanes] == [
        *("Calls", "Asks: Norland → Sudland", "Asks: Sudland → Norland", "Transfers: Norland → Sudland", "Figures"),
    ]


def test_every_item_on_the_timeline_stands_in_the_list_with_its_link(client, record):
    story(record)
    answer = client.get("/between/norland/sudland")
    marks = data_of(answer, "timeline")["marks"]
    assert len(marks) == 8
    for mark in marks:
        assert f'<li id="{mark[4]}">' in answer.text
        assert f'href="/items/{mark[4]}"' in answer.text


def test_persons_may_be_asked_for_in_place_of_sides(client, record):
    story(record)
    assert "3 contacts held" in words_of(client.get("/between/ada-lund/sudland"))
    assert "3 contacts held" in words_of(client.get("/between/lund/rask"))


def test_filters_stand_in_the_address(client, record):
    story(record)
    told = words_of(client.get("/between/norland/sudland?since=2024-04&kind=call&status=held"))
    assert "1 contact held" in told
    assert "asks of" not in told
    assert client.get("/between/norland/sudland?since=soon").status_code == 400
    nothing = words_of(client.get("/between/norland/sudland?since=2030"))
    assert "Nothing with a date passes these filters" in nothing


def test_sides_that_nobody_knows_are_not_found_but_near_names_are_named(client, record):
    story(record)
    answer = client.get("/between/norlant/sudland")
    assert answer.status_code == 404
    assert "did you mean Norland" in answer.text


@pytest.mark.parametrize("odd", ["%00", "-", "%E2%80%8B", "..%2F..", "'%20or%201=1", "x" * 500])
def test_odd_addresses_are_not_found(client, record, odd):
    story(record)
    assert client.get(f"/between/{odd}/sudland").status_code == 404
    assert client.get(f"/figures/of/{odd}").status_code == 404
    assert client.get(f"/network/{odd}").status_code in (404, 422)


def test_sides_without_dealings_say_what_to_do(client, record):
    add(record, "Two\n" + call("2024-01-10", "They rang.") + "<statement said|Estland|oil> Estland spoke of oil.\n")
    assert "Nothing between them yet" in words_of(client.get("/between/norland/estland"))


def test_a_call_on_a_vague_day_keeps_its_span(client, record):
    add(record, "Vague\n" + call("2024-03", "At some point in March they rang."))
    (mark,) = data_of(client.get("/between/norland/sudland"), "timeline")["marks"]
    assert mark[2] - mark[1] == 30
    assert mark[5] == "Mar 2024"


def test_a_great_many_items_are_counted_by_spans_and_months_lead_on(client, record, monkeypatch):
    monkeypatch.setattr("readout.web.drawing.timeline.ITEMS", 3)
    monkeypatch.setattr("readout.web.drawing.timeline.timeline.__defaults__", (3,))
    story(record)
    answer = client.get("/between/norland/sudland")
    shown = data_of(answer, "timeline")
    assert shown["marks"] == []
    assert sum(sum(count[4::2]) for count in shown["counts"]) == 8
    assert "?since=2024-01&amp;until=2024-01#list" in answer.text


def test_a_window_is_fetched_item_by_item(client, record):
    story(record)
    whole = client.get("/api/timeline?left=norland&right=sudland").json()
    day = next(mark[1] for mark in whole["marks"] if "2024" in mark[5] and mark[3] == "planned")
    found = client.get(f"/api/timeline?left=norland&right=sudland&first={day - 2}&last={day + 2}").json()
    assert [mark[3] for mark in found["marks"]] == ["planned"]
    assert (found["first"], found["last"]) == (day - 2, day + 2)


def test_report_words_cannot_break_out_of_the_data(client, record):
    add(record, "Evil\n<ask request </script/x|Norland;Sudland|2024-01-10> They asked.\n")
    answer = client.get("/between/norland/sudland")
    assert len(data_of(answer, "timeline")["marks"]) == 1
    assert "</script/x" not in answer.text


def test_without_script_there_is_a_drawing(client, record):
    story(record)
    drawn = re.search(r'<svg class="still".*?</svg>', client.get("/between/norland/sudland").text, re.DOTALL)[0]
    ElementTree.fromstring(drawn)
    assert "longest silence: 99 days" in drawn


def test_charts_are_sent_small(client):
    with client.stream("GET", "/assets/charts.js", headers={"accept-encoding": "gzip"}) as answer:
        sent = sum(len(part) for part in answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert sent < 212 * 1024


# ------------------------------------------------------------------ figures


FIGURES = (
    "Toll\n"
    "<figure killed 12|villagers|2024-04-02> Twelve villagers were dead.\n"
    "<figure killed 40|soldiers|2024-04-03> Forty soldiers were dead.\n"
    "<figure displaced 900|villagers|2024-04-02> Nine hundred had fled.\n"
)


def test_figures_are_charted_by_measure_and_of_whom(client, record):
    add(record, FIGURES)
    assert data_of(client.get("/figures"), "figures")["title"] == "Killed"
    marks = data_of(client.get("/figures/of/killed/villagers"), "figures")["marks"]
    assert [(mark["low"], mark["when"]) for mark in marks] == [(12, "2 Apr 2024")]
    assert client.get("/figures/of/eaten").status_code == 404
    assert client.get("/figures/of/killed/martians").status_code == 404


def test_every_report_is_a_mark_and_disputes_are_marked(client, record, monkeypatch):
    plain = kit.build

    def by_speaker(type_, words, *rest):
        return replace(plain(type_, words, *rest), according_to=kit.actor(words[2]))

    monkeypatch.setattr(kit, "build", by_speaker)
    add(
        record,
        "One\n<figure killed 12 Norland|villagers|2024-04-02> Twelve villagers were dead at the mill on Tuesday.\n",
        "Two\n<figure killed 30 Sudland|villagers|2024-04-02> Thirty villagers were dead at the mill on Tuesday.\n",
    )
    shown = data_of(client.get("/figures/of/killed"), "figures")
    assert sorted(mark["low"] for mark in shown["marks"]) == [12, 30]
    assert {shown["speakers"][mark["speaker"]] for mark in shown["marks"]} == {"Norland", "Sudland"}
    assert all(mark["disputes"] for mark in shown["marks"])
    assert "disputed" in words_of(client.get("/figures/of/killed"))


def test_a_person_s_correction_is_what_the_chart_shows(client, record):
    add(record, FIGURES)
    figure = next(entry for entry in record.figures() if entry.item.value == 12)
    record.correct(figure.id, value="14")
    mark = next(m for m in data_of(client.get("/figures/of/killed"), "figures")["marks"] if m["item"] == figure.id)
    assert (mark["low"], mark["human"]) == (14, True)
    record.reject(figure.id)
    marks = data_of(client.get("/figures/of/killed"), "figures")["marks"]
    assert [m["low"] for m in marks] == [40]


def test_the_chart_comes_as_svg_and_csv(client, record):
    add(record, FIGURES)
    picture = client.get("/figures/svg/killed.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "Killed" in "".join(ElementTree.fromstring(picture.text).itertext())
    table = list(csv.DictReader(io.StringIO(client.get("/figures/csv/killed.csv").text)))
    assert [(row["low"], row["who"]) for row in table] == [("12", "villagers"), ("40", "soldiers")]


def test_csv_cells_are_no_formulas(client, record):
    add(record, "Toll\n<figure killed 3|=HYPERLINK(1)|2024-04-02> Three were dead.\n")
    assert "'=HYPERLINK(1)" in client.get("/figures/csv/killed.csv").text


def test_hostile_words_stay_words_in_the_picture(client, record):
    add(record, "Toll\n<figure killed 3|<script & 'so on\"|2024-04-02> Three were dead.\n")
    assert "<script & 'so on" in "".join(ElementTree.fromstring(client.get("/figures/svg/killed.svg").text).itertext())


def test_an_empty_record_says_what_to_do(client):
    assert "Add some reports" in words_of(client.get("/figures"))
    assert "No network yet" in words_of(client.get("/network"))


# ------------------------------------------------------------------ network


def test_the_network_counts_contacts_held_by_sides_and_by_persons(client, record):
    story(record)
    sides = words_of(client.get("/network"))
    assert "Norland Sudland 3 overview" in sides
    persons = words_of(client.get("/network/persons"))
    assert "Ada Lund Bo Rask 3 overview" in persons
    assert "No contacts in this span" in words_of(client.get("/network?since=2030"))


def test_the_network_is_kept_until_the_record_changes(client, record):
    story(record)
    assert "Norland Sudland 3 overview" in words_of(client.get("/network"))
    record.add_reports([kit.report("More\n" + call("2024-05-28", "One more call."), "more.txt", "2024-06-02")])
    assert "Norland Sudland 4 overview" in words_of(client.get("/network"))
    record.reject(record.contacts(since="2024-05-28", until="2024-05-28")[0].id)
    assert "Norland Sudland 3 overview" in words_of(client.get("/network"))


def test_the_slider_has_each_month(client, record):
    story(record)
    data = data_of(client.get("/network"), "network")
    assert data["step"] == 1
    assert [data["links"][at + 2] for at in range(0, len(data["links"]), 4)] == [0, 3]


# ------------------------------------------------------------------ what is built


def test_the_scripts_in_the_package_are_built_from_the_sources():
    built = json.loads((ASSETS / "built.json").read_text())
    sources = sorted(path.name for path in (FRONTEND / "src").glob("*.ts"))
    digest = hashlib.sha256()
    for name in [*(f"src/{one}" for one in sources), "package-lock.json"]:
        digest.update(name.encode() + b"\0" + (FRONTEND / name).read_bytes() + b"\0")
    assert built["from"] == digest.hexdigest(), "run `npm run build` in frontend/ and commit what it writes"
    assert built["pages"] == [name for name in sources if not name.startswith("_")]
    for name in built["pages"]:
        assert (ASSETS / name.replace(".ts", ".js")).is_file()


def test_an_overview_needs_two_sides(client, record):
    story(record)
    answer = client.get("/between/norland/norland")
    assert answer.status_code == 404
    assert "An overview needs two sides" in answer.text
