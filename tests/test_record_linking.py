"""Which mentions are one item, and what becomes of their differences."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from itertools import cycle

from hypothesis import given, settings
from hypothesis import strategies as st

from readout.actors.model import Actor
from readout.items.contacts import LINKING, Contact
from readout.items.model import ItemType, Passage
from readout.language import edtf
from readout.record.making.linking import Mention, block_keys, cluster, compare, link, links
from readout.record.making.merging import merge

ANNA = Actor("Anna Lind", "person", "Norland", "prime minister")
OMAR = Actor("Omar Haddad", "person", "Sudland", "president")
EVA = Actor("Eva Roth", "person", "Norland", "foreign minister")
_words = cycle(
    (
        "They spoke about grain.",
        "A river treaty was on the table for an hour.",
        "Prisoners came up, the palace said.",
        "The border road took most of the time.",
        "Fishing was left to the ministers.",
    )
)
TYPE = ItemType("contact", "contacts", Contact, lambda document: [], linking=LINKING)


def contact(when: str | None, parties=(ANNA, OMAR), kind="call", status="held", where=None, text=None, sure=0.8):
    text = text or next(_words)
    return Contact(
        passages=(Passage(0, len(text), text),),
        confidence=sure,
        why="a verb of calling",
        kind=kind,
        status=status,
        parties=parties,
        when=edtf.parse(when) if when else None,
        where=where,
    )


def mention(number: int, item: Contact, witness: str | None = None, published="2024-03-20") -> Mention:
    return Mention(f"m{number}", f"r{number}", witness or f"r{number}", "contact", item, edtf.parse(published))


def groups(mentions, **decisions):
    return [c.mentions for c in link(mentions, TYPE, **decisions)]


def test_the_same_call_on_the_same_day_is_one():
    assert groups([mention(1, contact("2024-03-18")), mention(2, contact("2024-03-18"))]) == [("m1", "m2")]


def test_a_call_the_next_day_is_another():
    assert groups([mention(1, contact("2024-03-18")), mention(2, contact("2024-03-19"))]) == [("m1",), ("m2",)]


def test_other_people_on_the_same_day_are_another():
    pair = [mention(1, contact("2024-03-18")), mention(2, contact("2024-03-18", parties=(EVA, OMAR)))]
    assert groups(pair) == [("m1",), ("m2",)]


def test_a_call_is_no_visit():
    pair = [mention(1, contact("2024-03-18")), mention(2, contact("2024-03-18", kind="visit"))]
    assert groups(pair) == [("m1",), ("m2",)]


def told(*days, **details):
    return [mention(i, contact(None, **details), published=day) for i, day in enumerate(days, 1)]


def test_undated_mentions_join_where_they_are_told_together():
    assert groups(told("2024-03-20", "2024-03-20")) == [("m1", "m2")]
    assert groups(told("2024-03-20", "2024-04-16")) == [("m1",), ("m2",)]


def test_copied_words_join_undated_mentions():
    words = "Lind rang Haddad to talk about the river treaty and the price of grain."
    assert groups(told("2024-03-20", "2024-03-25", text=words)) == [("m1", "m2")]


SUDLAND = Actor("Sudland", "government", "Sudland")


def test_a_visit_planned_and_then_held_is_one():
    told_before = mention(1, contact("2024-04-02/2024-04-06", (ANNA, SUDLAND), "visit", "planned"))
    told_after = mention(2, contact("2024-04-05", (ANNA, SUDLAND), "visit"), published="2024-04-06")
    assert groups([told_before, told_after]) == [("m1", "m2")]
    assert merge([told_before, told_after]).item.status == "held"
    assert merge([told_after, told_before]).item.status == "held"


def test_what_is_over_is_not_what_is_yet_to_come():
    over = mention(1, contact(None, (ANNA, SUDLAND), "visit"))
    ahead = mention(2, contact(None, (ANNA, SUDLAND), "visit", "planned"), published="2024-03-27")
    assert groups([over, ahead]) == [("m1",), ("m2",)]


def test_a_visit_returned_is_another():
    there = contact("2024-03-18", (ANNA, SUDLAND), "visit")
    back = contact("2024-03-18", (OMAR, Actor("Norland", "government", "Norland")), "visit")
    assert groups([mention(1, there), mention(2, back)]) == [("m1",), ("m2",)]


def test_a_misspelt_name_is_the_same_minister():
    slip = Actor("Anna Lint", "person", "Norland", "prime minister")
    assert groups([mention(1, contact("2024-03-18")), mention(2, contact("2024-03-18", (slip, OMAR)))]) == [
        ("m1", "m2")
    ]
    other = Actor("Anna Lint", "person", "Norland", "interior minister")
    assert groups([mention(1, contact("2024-03-18")), mention(2, contact("2024-03-18", (other, OMAR)))]) == [
        ("m1",),
        ("m2",),
    ]


def test_a_person_decides_over_the_score():
    same = [mention(1, contact("2024-03-18")), mention(2, contact("2024-03-18"))]
    other = [mention(1, contact("2024-03-18")), mention(2, contact("2024-05-01"))]
    assert groups(same, apart={("m1", "m2")}) == [("m1",), ("m2",)]
    assert groups(other, together={("m1", "m2")}) == [("m1", "m2")]


def test_two_mentions_in_one_report_stay_apart():
    item = contact("2024-03-18")
    pair = [Mention("m1", "r1", "r1", "contact", item), Mention("m2", "r1", "r1", "contact", item)]
    assert groups(pair) == [("m1",), ("m2",)]


def test_a_link_says_why():
    found = compare(mention(1, contact("2024-03-18")), mention(2, contact("2024-03-18")), TYPE)
    assert found is not None
    assert "Anna Lind" in found.why
    assert "2024-03-18" in found.why


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["call", "meeting", "talks"])), max_size=8), st.randoms())
def test_the_order_of_mentions_never_matters(drawn, random):
    mentions = [
        mention(i, contact((date(2024, 3, 15) + timedelta(days=d)).isoformat(), kind=k))
        for i, (d, k) in enumerate(drawn)
    ]
    shuffled = list(mentions)
    random.shuffle(shuffled)
    assert groups(mentions) == groups(shuffled)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=7))
def test_every_mention_is_in_exactly_one_cluster(days):
    mentions = [mention(i, contact(f"2024-03-{10 + d}")) for i, d in enumerate(days)]
    placed = [m for c in cluster(mentions, links(mentions, TYPE)) for m in c.mentions]
    assert sorted(placed) == sorted(m.id for m in mentions)


def test_linked_mentions_share_a_block():
    a, b = mention(1, contact("2024-03-31")), mention(2, contact("2024-03-31/2024-04-01"))
    assert block_keys(a, TYPE) & block_keys(b, TYPE)


def test_the_narrower_date_and_the_fuller_name_stand():
    brief = contact("2024-03", parties=(Actor("Lind", "person", "Norland"), OMAR))
    merged = merge([mention(1, brief), mention(2, contact("2024-03-18"))])
    assert str(merged.item.when) == "2024-03-18"
    assert {p.name for p in merged.item.parties} == {"Anna Lind", "Omar Haddad"}
    assert merged.versions == ()


def test_copies_do_not_outvote_a_second_witness():
    wrong = contact("2024-03-17", sure=0.5)
    right = contact("2024-03-18", sure=0.6)
    told = [mention(i, wrong, witness="r1") for i in (1, 2, 3)] + [mention(4, right), mention(5, right)]
    merged = merge(told)
    assert str(merged.item.when) == "2024-03-18"
    assert {str(v.value) for v in merged.versions if v.field == "when"} == {"2024-03-17", "2024-03-18"}


def test_more_witnesses_make_an_item_surer():
    one, two = contact("2024-03-18", sure=0.6), contact("2024-03-18", sure=0.6)
    assert merge([mention(1, one), mention(2, two)]).item.confidence > 0.6
    assert merge([mention(1, one), mention(2, two, witness="r1")]).item.confidence == 0.6


def test_a_summit_told_by_its_leaders_is_the_one_told_by_their_lands():
    lands = (Actor("Norland", "government", "Norland"), SUDLAND, Actor("Estland", "government", "Estland"))
    told_by_lands = mention(1, contact("2024-03-22", lands, "meeting", "planned"))
    assert groups([told_by_lands, mention(2, contact("2024-03-22", kind="meeting", status="planned"))]) == [
        ("m1", "m2")
    ]
    assert groups([told_by_lands, mention(2, contact("2024-03-22", kind="call", status="planned"))]) == [
        ("m1",),
        ("m2",),
    ]


def test_a_status_is_what_most_say_and_else_what_was_said_last():
    days = ("2024-03-10", "2024-03-12", "2024-03-20")
    stood = ("planned", "postponed", "postponed")
    told_thrice = [
        mention(i, contact("2024-03-18", status=s), published=d)
        for i, (d, s) in enumerate(zip(days, stood, strict=True))
    ]
    assert merge(told_thrice).item.status == "postponed"
    assert merge(told_thrice[:2]).item.status == "postponed"
    assert merge(told_thrice[1::-1]).item.status == "postponed"


STAGES = (frozenset(("planned", "proposed")), frozenset(("postponed", "cancelled")), frozenset(("held",)))


def _told_so(*pairs: tuple[str, str]) -> list[Mention]:
    return [
        mention(i, contact("2024-03-18", kind="meeting", status=status), published=day)
        for i, (status, day) in enumerate(pairs)
    ]


def test_what_came_to_pass_decides_over_plans_told_before_it():
    told_of = _told_so(
        ("planned", "2024-03-15"), ("planned", "2024-03-16"), ("planned", "2024-03-17"), ("held", "2024-03-19")
    )
    assert merge(told_of, STAGES).item.status == "held"
    assert merge(told_of[::-1], STAGES).item.status == "held"


def test_a_calling_off_told_after_the_plans_decides():
    told_of = _told_so(("planned", "2024-03-15"), ("planned", "2024-03-16"), ("cancelled", "2024-03-17"))
    assert merge(told_of, STAGES).item.status == "cancelled"


def test_a_plan_taken_up_again_is_not_called_off():
    told_of = _told_so(("planned", "2024-03-12"), ("postponed", "2024-03-13"), ("planned", "2024-03-16"))
    assert merge(told_of, STAGES).item.status == "planned"


def test_a_plan_told_when_its_day_is_over_has_overlooked_what_became_of_it():
    told_of = _told_so(("held", "2024-03-19"), ("planned", "2024-03-21"), ("planned", "2024-03-22"))
    assert merge(told_of, STAGES).item.status == "held"


def test_of_two_alike_in_one_report_the_one_told_first_is_linked():
    first = Contact(**{**_fields(contact("2024-03-18", kind="meeting")), "passages": (Passage(10, 20, "They spoke."),)})
    later = Contact(**{**_fields(contact("2024-03-18", kind="meeting")), "passages": (Passage(90, 99, "They dined."),)})
    one = mention(1, contact("2024-03-18", kind="meeting"))
    for ids in ((2, 3), (3, 2)):
        told_twice = [
            Mention(f"m{n}", "r9", "r9", "contact", c, one.published) for n, c in zip(ids, (first, later), strict=True)
        ]
        assert tuple(sorted(("m1", f"m{ids[0]}"))) in groups([one, *told_twice])


def _fields(item: Contact) -> dict:
    return {f.name: getattr(item, f.name) for f in fields(item)}
