"""Transfers: what goes from whom to whom, how much of it, and how it stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.items.model import Goods
from readout.items.transfers import STATUSES, Transfer, contrary, find
from tests.figures_kit import document

SENTENCES = (
    "Germany delivered 18 tanks to Ukraine on Monday.",
    "Japan pledged 20 million dollars in food aid to Kenya.",
    "The United States suspended military aid to Egypt last week.",
    "Iran has sent missiles to Hezbollah.",
    "Poland asked Germany for air defence missiles.",
    "Norway refused to sell submarines to Indonesia.",
    "Egypt received wheat from Russia in April.",
    "The World Bank approved a loan of 300 million dollars to Ghana.",
)


def only(text: str, published: str = "2019-05-15") -> Transfer:
    (found,) = find(document(text, published))
    return found


def ends(transfer: Transfer) -> tuple[str | None, str | None]:
    return tuple(end.name if end else None for end in (transfer.sender, transfer.receiver))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "sender", "receiver", "status"),
    [
        (SENTENCES[0], "Germany", "Ukraine", "delivered"),
        (SENTENCES[1], "Japan", "Kenya", "approved"),
        (SENTENCES[2], "United States", "Egypt", "paused"),
        (SENTENCES[3], "Iran", "Hezbollah", "delivered"),
        (SENTENCES[4], "Germany", "Poland", "requested"),
        (SENTENCES[5], "Norway", "Indonesia", "refused"),
        (SENTENCES[6], "Russia", "Egypt", "delivered"),
        (SENTENCES[7], "World Bank", "Ghana", "approved"),
        ("Denmark will no longer supply rifles to Oman.", "Denmark", "Oman", "paused"),
        ("Spain threatened to withhold missiles from Chad.", "Spain", "Chad", "pending"),
        ("China will provide grain to Nepal.", "China", "Nepal", "approved"),
        ("Sweden is considering sending rifles to Estonia.", "Sweden", "Estonia", "pending"),
        ("Norway has signed a deal with Peru to buy 100 rifles.", "Peru", "Norway", "approved"),
        ("Norway handed over 40 million kroner to Kenya.", "Norway", "Kenya", "delivered"),
        ("Three Danish planes carrying tents landed in Khartoum.", "Denmark", "Sudan", "delivered"),
        ("Denmark is to deliver radar systems to Oman.", "Denmark", "Oman", "approved"),
        ("Denmark distributed flour to 20 hospitals in Sudan.", "Denmark", "Sudan", "delivered"),
    ],
)
def test_who_sends_to_whom_and_how_it_stands(text: str, sender: str, receiver: str, status: str) -> None:
    transfer = only(text)
    assert ends(transfer) == (sender, receiver)
    assert transfer.status == status


def test_goods_carry_their_number_and_sums_their_currency() -> None:
    assert only(SENTENCES[0]).items == (Goods("tanks", 18.0),)
    aid = only(SENTENCES[1])
    assert aid.items == (Goods("food aid", None),)
    assert aid.value is not None
    assert (aid.value.amount, aid.value.currency) == (20_000_000, "USD")


def test_the_sum_keeps_its_bound() -> None:
    value = only("Canada gave Jordan more than 50 million dollars in aid.").value
    assert value is not None
    assert value.bound == "at_least"


def test_tonnes_are_counted_as_tonnes() -> None:
    assert only("India sent 40,000 tonnes of wheat to Yemen.").items == (Goods("tonnes of wheat", 40000.0),)


def test_a_delivery_is_dated_by_its_clause_and_a_pending_one_by_the_report() -> None:
    assert str(only(SENTENCES[0]).when) == "2019-05-13"
    assert str(only("Sweden is considering sending rifles to Estonia.").when) == "2019-05-15"


def test_the_end_left_out_comes_from_what_was_told_before() -> None:
    text = (
        "Japan pledged 20 million dollars in food aid to Kenya.\nJapan also promised 3 million dollars in medical aid."
    )
    assert [ends(t) for t in find(document(text))] == [("Japan", "Kenya"), ("Japan", "Kenya")]


def test_what_is_told_twice_is_one_transfer() -> None:
    text = "Germany sends 18 tanks to Ukraine\nGermany delivered 18 tanks to Ukraine on Monday."
    assert len(find(document(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The two countries traded goods worth 4 billion dollars last year.",
        "The government will spend 2 billion dollars on roads.",
        "Oil cost 60 dollars a barrel on Monday.",
        "Shares of the bank fell 3 percent.",
        "The minister gave a speech on arms control in Geneva.",
        "Aid workers left the city on Tuesday.",
        "France gave up its seat on the committee.",
        "The embassy gave consular assistance to the tourists.",
    ],
)
def test_no_transfer_is_found_where_none_is(text: str) -> None:
    assert find(document(text)) == []


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), st.sampled_from(["\n", " ", "\n\n"]))
def test_passages_are_exactly_there(sentences: list[str], joint: str) -> None:
    text = joint.join(sentences)
    for transfer in find(document(text)):
        for passage in transfer.passages:
            assert text[passage.start : passage.end] == passage.text
        assert transfer.status in STATUSES
        assert transfer.sender is not None or transfer.receiver is not None


@pytest.mark.parametrize("text", ["", "Aid", "$", "5 million", "$ $ $ aid to to to", "sent arms to " * 1700])
def test_odd_input_is_borne(text: str) -> None:
    find(document(text, None))


def test_what_is_not_blocked_is_no_transfer_refused() -> None:
    assert find(document("Norway said it would not block supplies to Sudan that come by sea.", "2019-05-15")) == []


def test_rounds_of_ammunition_keep_their_number_and_worth() -> None:
    transfer = only("Norway will deliver 1,300 rounds of ammunition worth $4.5 million to Sudan, its army said.")
    assert transfer.items[0].quantity == 1300
    assert transfer.value is not None
    assert transfer.value.amount == 4_500_000


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Norway sent 20 trucks to Kenya under an aid agreement on Monday.", "aid agreement"),
        ("Norway used an emergency declaration to sell 500 tank shells to Kenya.", "emergency declaration"),
        ("Norway sent 20 trucks to Kenya on Monday.", None),
    ],
)
def test_the_official_route_is_kept_as_named(text: str, way: str | None) -> None:
    assert only(text).route == way


def test_what_is_meant_by_a_step_is_not_yet_done() -> None:
    sent = only("Norway skips parliament to sell 200 missiles to Sudan.")
    assert sent.status == "approved"
    could = only("Norway could help by sending tanks to Sudan.")
    assert could.status == "pending"
    began = only("Norway began to send tanks to Sudan.")
    assert began.status == "delivered"


def test_a_sending_that_is_denied_is_none() -> None:
    assert find(document("Norway denied claims that it was sending weapons to Sudan.", "2019-05-15")) == []


def test_those_who_are_backed_get_what_is_given() -> None:
    given = only("Norway backed the rebels in Sudan, providing weapons and fuel.")
    assert given.receiver is not None
    assert "rebels" in given.receiver.name


def test_an_example_is_no_transfer_and_a_purpose_not_done() -> None:
    text = "Norway ruled out any change of policy, like cutting off arms to Sudan."
    assert find(document(text, "2019-05-15")) == []
    sent = only("Norway invoked an emergency declaration to bypass parliament and deliver 300 missiles to Sudan.")
    assert (sent.status, sent.route) == ("approved", "emergency declaration")


def test_a_route_told_beside_the_doing() -> None:
    sent = only("Norway agreed to send 300 missiles to Sudan, invoking emergency rules.")
    assert sent.route == "emergency rules"


def test_what_is_demanded_or_would_be_is_not_delivered():
    demanded = only("The Kenyan president demanded that France speed up its weapons transfers to Kenya.")
    assert demanded.status == "requested"
    assert only("Faster delivery of French weapons to Kenya will not end the war.").status == "pending"


def test_a_mere_flow_of_arms_is_no_transfer_but_a_stop_to_it_is():
    assert find(document("The flow of arms from France to Kenya continues.", "2019-05-15")) == []
    assert only("France stopped the flow of arms to Kenya.").status == "paused"


def test_only_what_goes_here_and_is_blocked_there_is_at_odds():
    assert not contrary("status", "notified", "delivered")
    assert not contrary("status", "approved", "delivered")
    assert contrary("status", "delivered", "refused")
    assert contrary("value", 3, 4)


def test_what_is_given_beside_what_is_promised_is_not_yet_delivered():
    text = "Kenya said it was committed to achieving its goals while also providing humanitarian aid to Chad."
    assert only(text).status == "approved"


@pytest.mark.parametrize(
    ("text", "sender", "receiver"),
    [
        ("The World Food Programme appealed for 90 million dollars in aid to Chad.", "World Food Programme", "Chad"),
        ("Norway works in six countries including Chad where it has provided 4 tonnes of rice.", "Norway", "Chad"),
        ("Kenya sent weapons to vetted Sudanese rebel groups.", "Kenya", "vetted Sudanese rebel groups"),
        ("Sudan used tanks given to it by Kenya.", "Kenya", "Sudan"),
        ("Norway pledged tents through the World Food Programme (WFP) after Chad's flood.", "Norway", "Chad"),
        ("Kenya pledged 5 million dollars of aid to Chad. Norway also pledged 3 million dollars.", "Norway", "Chad"),
    ],
)
def test_who_gives_and_who_gets_in_unusual_places(text: str, sender: str, receiver: str) -> None:
    assert ends(find(document(text, "2019-05-15"))[-1]) == (sender, receiver)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya shortened the war by not arming the rebels of Sudan.",
        "The prisoner, a man from Chad, was given help by Norway's consul.",
        "Anders Lind paid a smuggler $4,000 to cross the border of Sudan.",
        "The council of Kenya's capital released 7,000 dollars to mend its roads.",
    ],
)
def test_what_is_not_sent_or_is_private_is_no_transfer(text: str) -> None:
    assert find(document(text, "2019-05-15")) == []


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("Norway agreed to sell Poland two submarines.", (Goods("submarines", 2.0),)),
        ("Norway is to deliver 29 air defence missile systems to Peru.", (Goods("air defence missile systems", 29.0),)),
        ("Norway sent three planes with tents and blankets to Peru.", (Goods("tents", None), Goods("blankets", None))),
        ("Norway approved a 9-million-dollar loan facility for Peru.", (Goods("loan facility", None),)),
    ],
)
def test_goods_are_told_from_what_they_come_in_and_for_whom(text: str, goods: tuple[Goods, ...]) -> None:
    assert only(text).items == goods


def test_what_is_handed_over_is_no_lower_bound() -> None:
    sent = only("Norway handed over 40 million dollars to Kenya.")
    assert sent.value is not None
    assert sent.value.bound is None


def test_supplying_that_is_denied_is_no_transfer() -> None:
    assert find(document("Norway denied supplying arms to the rebels in Sudan.")) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway called on Chad to stop fighting and allow the delivery of aid to Sudan.", "requested"),
        ("India voiced its intention to buy rockets from Norway.", "pending"),
        ("Pakistan has received aid pledges of 6 billion dollars from Norway.", "approved"),
    ],
)
def test_what_is_meant_allowed_or_pledged_is_not_delivered(text: str, status: str) -> None:
    assert find(document(text, "2019-05-15"))[0].status == status
