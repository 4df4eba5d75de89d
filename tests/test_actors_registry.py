"""The registry of offices: who held what when, what words stand for, and what users bring."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.actors import reading, sources
from readout.actors.imports import read_import
from readout.actors.reading import RegistryError
from readout.actors.registry import Registry, load, surname_of
from readout.actors.schema import OfficesFile
from readout.language.edtf import parse


def test_the_holder_of_an_office_follows_the_day() -> None:
    registry = load()
    for day, name in (
        ("2005-06-01", "Ariel Sharon"),
        ("2007-06-01", "Ehud Olmert"),
        ("2023-10-10", "Benjamin Netanyahu"),
    ):
        holder = registry.holder("Israel", "prime minister", parse(day))
        assert holder is not None
        assert holder.person.name == name


def test_an_interval_with_two_holders_gives_none() -> None:
    assert load().holder("United States", "president", parse("2008/2010")) is None
    assert load().holder("United States", "president", None) is None


def test_on_the_day_of_a_handover_it_is_the_incoming_one() -> None:
    holder = load().holder("United States", "president", parse("2009-01-20"))
    assert holder is not None
    assert holder.person.name == "Barack Obama"


def test_an_office_is_known_by_its_titles_and_rank() -> None:
    registry = load()
    for office in ("foreign minister", "secretary of state"):
        holder = registry.holder("United States", office, parse("2006-05"))
        assert holder is not None
        assert holder.person.name == "Condoleezza Rice"


def test_people_by_surname_begin_with_who_was_in_office() -> None:
    assert load().people("Bush", parse("2006-03"))[0].name == "George W. Bush"
    assert load().people("Bibi")[0].name == "Benjamin Netanyahu"
    assert load().people("Nobody Knowsthisname") == []


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Washington", "United States"), ("the Kremlin", "Russia"), ("Downing Street", "United Kingdom"),
        ("the Blue House", "South Korea"), ("Élysée", "France"), ("Israelis", "Israel"), ("U.S.", "United States"),
        ("Kiev", "Ukraine"), ("Kyiv", "Ukraine"), ("Geneva", "Switzerland"), ("Filipinos", "Philippines"),
    ],
)  # fmt: skip
def test_words_that_stand_for_countries(word: str, country: str) -> None:
    found = load().country(word)
    assert found is not None
    assert found.name == country


def test_regions_are_no_governments() -> None:
    for word in ("Europe", "the Middle East", "Gaza", "Nowhere at all"):
        assert load().country(word) is None


def test_bodies_and_armed_groups_by_alias() -> None:
    registry = load()
    for alias, name in (("UN", "United Nations"), ("EU", "European Union")):
        body = registry.body(alias)
        assert body is not None
        assert body.name == name
    group = registry.armed_group("Hamas")
    assert group is not None
    assert group.kind == "armed_group"
    assert registry.body("Hamas") is None


def test_every_shipped_file_keeps_its_form_and_names_known_sides() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        files = [(f, f.read_bytes()) for f in sorted(sources.DATA.rglob("*.yaml"))]
        registry = Registry([reading.compile_files(files)])
    sides = {term.side for person in registry.persons.values() for term in person.terms}
    assert sides <= registry.countries.keys() | registry.bodies.keys()
    assert all(
        t.first is None or t.last is None or t.first <= t.last for p in registry.persons.values() for t in p.terms
    )
    assert {c.leader for c in registry.countries.values()} - {None}


def test_a_compiled_form_is_kept_and_made_anew_when_spoilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_CACHE", str(tmp_path))
    first = sources.shipped()
    (kept,) = tmp_path.glob("registry-*.json")
    kept.write_text("{ broken")
    assert sources.shipped() == first


def test_user_files_extend_the_registry(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "country: Israel\noffices:\n  - office: chief archivist\n    holders: [{name: Dana Example, from: 2020}]\n"
    )
    registry = load([path])
    holder = registry.holder("Israel", "chief archivist", parse("2021-02-03"))
    assert holder is not None
    assert holder.person.key == "israel/dana-example"
    assert load().holder("Israel", "chief archivist", parse("2021-02-03")) is None


def test_csv_import(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "person,office,country,from,to,aliases\nDana Example,Harbour Minister,Utopia,2001-02-03,2004,D. Example|Dee\n"
    )
    (entry,) = read_import(path)
    assert isinstance(entry, OfficesFile)
    holder = entry.offices[0].holders[0]
    assert (entry.country, entry.offices[0].office) == ("Utopia", "harbour minister")
    assert (holder.from_, holder.to, holder.aliases) == ("2001-02-03", "2004", ["D. Example", "Dee"])


def test_wikidata_result_import(tmp_path: Path) -> None:
    rows = [
        {
            "person": {"type": "uri", "value": "http://example.org/Q1"},
            "personLabel": {"type": "literal", "value": "Dana Example"},
            "positionLabel": {"value": "Prime Minister of Utopia"},
            "start": {"value": "2009-03-31T00:00:00Z"},
        }
    ]
    path = tmp_path / "query.json"
    path.write_text(json.dumps({"head": {}, "results": {"bindings": rows}}))
    (entry,) = read_import(path)
    assert isinstance(entry, OfficesFile)
    assert (entry.country, entry.offices[0].office, entry.offices[0].rank) == (
        "Utopia",
        "prime minister",
        "head of government",
    )
    assert entry.offices[0].holders[0].from_ == "2009-03-31"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yaml", "country: Xanadu\noffices: [{office: king, holders: [{name: Alf, from: tomorrow}]}]", "from"),
        ("b.yaml", "just words", "expected"),
        ("c.yaml", "{ unclosed", "YAML"),
        ("d.csv", "person,office\nDana,king\n", "no country"),
        ("e.csv", "person,office,country,from\nDana,king,X,soon\n", "no date"),
        ("f.json", '{"rows": 3}', "list"),
        ("g.txt", "hello", "expected .yaml"),
    ],
)
def test_bad_files_are_told_in_words(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(RegistryError, match=said) as caught:
        read_import(path)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_office_cannot_end_before_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("country: Xanadu\noffices: [{office: king, holders: [{name: Alfred, from: 2010, to: 2001}]}]")
    with pytest.raises(RegistryError, match="after"):
        read_import(path)


def test_surnames_follow_the_custom_of_the_country() -> None:
    assert surname_of("Hu Jintao", "China") == "Hu"
    assert surname_of("Dominique de Villepin", "France") == "de Villepin"
    assert surname_of("Bashar al-Assad", "Syria") == "al-Assad"


@given(st.text(max_size=40))
def test_any_words_may_be_asked_about(word: str) -> None:
    registry = load()
    registry.country(word)
    registry.body(word)
    registry.people(word, parse("2006"))
