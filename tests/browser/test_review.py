"""Review by keys in a real browser: fast, without a lost keystroke, and without a page being loaded anew."""

from __future__ import annotations

import pytest
from conftest import Open, Served


@pytest.fixture(autouse=True)
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_WHO", "Ann")


def said(own: Served) -> list[tuple[str, str]]:
    return [(d.who, d.what) for d in own.record.decisions() if d.undone_by is None and d.what != "undo"]


def saved(page, text: str = "saved") -> None:
    page.wait_for_function("text => document.getElementById('say').textContent.includes(text)", arg=text)


def fetched(page, count: int = 3) -> None:
    """Wait until so many items have been fetched ahead."""
    page.wait_for_function("n => document.getElementById('desk').dataset.ahead >= n", arg=count)


def fetches(route) -> bool:
    return route.request.method == "GET"


def here(page) -> str:
    return page.locator("article.item").get_attribute("data-item")


def test_keys_typed_at_once_decide_each_item_that_was_shown(own: Served, open_page: Open) -> None:
    page = open_page(f"{own.address}/review")
    loads = []
    page.on("load", lambda _: loads.append(1))
    page.keyboard.type("aarna")
    page.wait_for_function("() => document.getElementById('done').textContent === '4'")
    saved(page)
    assert [what for _, what in said(own)] == ["accept", "accept", "reject", "accept"]
    assert len({d.target[0][0]["mention"] for d in own.record.decisions()}) == 4
    assert loads == []
    page.reload()
    assert page.locator("#done").inner_text() == "4"


def test_undo_brings_the_item_back(own: Served, open_page: Open) -> None:
    page = open_page(f"{own.address}/review")
    first = here(page)
    page.keyboard.press("r")
    page.keyboard.press("u")
    page.wait_for_function("id => document.querySelector('article.item').dataset.item === id", arg=first)
    page.get_by_text("Taken back. The item waits again").wait_for()
    assert said(own) == []
    assert own.record.show(first).state == ""


def test_back_and_forth_decides_nothing(own: Served, open_page: Open) -> None:
    page = open_page(f"{own.address}/review")
    first = here(page)
    page.keyboard.press("n")
    page.wait_for_function("id => document.querySelector('article.item').dataset.item !== id", arg=first)
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("id => document.querySelector('article.item').dataset.item === id", arg=first)
    assert said(own) == []


def test_the_browsers_back_leads_to_the_item_before(own: Served, open_page: Open) -> None:
    page = open_page(f"{own.address}/review")
    first = here(page)
    page.keyboard.press("a")
    page.wait_for_function("id => document.querySelector('article.item').dataset.item !== id", arg=first)
    second = here(page)
    page.keyboard.press("n")
    page.wait_for_function("id => document.querySelector('article.item').dataset.item !== id", arg=second)
    third = here(page)
    for back in (second, first):
        page.evaluate("history.back()")
        page.wait_for_function("id => document.querySelector('article.item').dataset.item === id", arg=back)
    assert page.locator(".history").inner_text().startswith("Ann accepted")
    for forth in (second, third):
        page.evaluate("history.forward()")
        page.wait_for_function("id => document.querySelector('article.item').dataset.item === id", arg=forth)
    assert said(own) == [("Ann", "accept")]


def test_a_mistake_is_put_right_at_once(own: Served, open_page: Open) -> None:
    page = open_page(f"{own.address}/review")
    first = here(page)
    page.keyboard.type("apr")
    page.wait_for_function("() => document.getElementById('done').textContent === '2'")
    saved(page, "Rejected")
    saved(page)
    assert said(own) == [("Ann", "accept"), ("Ann", "reject")]
    assert own.record.show(first).state == "rejected"


def test_messages_hold_whole_words(own: Served, open_page: Open) -> None:
    page = open_page(f"{own.address}/review")
    gist = page.locator(".head-gist").inner_text()
    page.keyboard.press("a")
    saved(page)
    told = page.locator("#say").inner_text().split("“")[1].split("”")[0].removesuffix(" …")
    assert gist.startswith(told)
    assert not gist[len(told) :][:1].isalnum()


def test_fields_are_edited_by_keyboard_alone(own: Served, open_page: Open) -> None:
    page = open_page(f"{own.address}/review?type=contact")
    first = here(page)
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "field.kind"
    page.locator("[name='field.where']").focus()
    page.keyboard.press("End")
    page.keyboard.type("arn")  # letters of keys, typed into a field
    page.keyboard.press("Control+Enter")
    saved(page, "Saved")
    assert own.record.show(first).item.where.endswith("arn")
    assert said(own) == [("Ann", "correct")]


def test_what_cannot_be_read_is_said_in_place(own: Served, open_page: Open) -> None:
    page = open_page(f"{own.address}/review?type=contact", refused="422")
    first = here(page)
    page.locator("[name='field.when']").fill("2024-99")
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        page.keyboard.press("Control+Enter")
    assert answer.value.status == 422
    page.get_by_role("alert").wait_for()
    assert here(page) == first
    assert page.locator("[name='field.when']").input_value() == "2024-99"


def test_a_decision_of_another_is_shown_before_it_is_passed_over(own: Served, open_page: Open) -> None:
    page = open_page(f"{own.address}/review", refused="409")
    first = here(page)
    own.record.reject(first, who="Ben")
    page.keyboard.press("a")
    page.get_by_role("alert").wait_for()
    assert here(page) == first
    assert "Ben" in page.locator(".history").inner_text()
    assert said(own) == [("Ben", "reject")]
    page.keyboard.press("a")
    saved(page)
    assert said(own) == [("Ben", "reject"), ("Ann", "accept")]


def test_a_refusal_is_shown_though_the_next_item_comes_after_it(own: Served, open_page: Open) -> None:
    page = open_page("about:blank", refused="409")
    held = []
    page.route("**/review?*item=*", lambda route: held.append(route) if fetches(route) else route.fallback())
    page.goto(f"{own.address}/review")
    first = here(page)
    own.record.reject(first, who="Ben")
    page.keyboard.type("ar")  # the second key is meant for the item that is still on its way
    page.get_by_role("alert").wait_for()
    with page.expect_event("requestfinished", lambda request: request == held[0].request):
        for route in held:
            route.continue_()
    page.keyboard.press("e")
    page.wait_for_function("() => document.activeElement.name")
    assert here(page) == first
    assert said(own) == [("Ben", "reject")]


def test_an_item_is_decided_once_though_the_next_is_out_of_reach(own: Served, open_page: Open) -> None:
    page = open_page("about:blank", refused="ERR_FAILED")
    page.route("**/review?*item=*", lambda route: route.abort() if fetches(route) else route.fallback())
    with page.expect_event("requestfailed"):
        page.goto(f"{own.address}/review")
    first = here(page)
    with page.expect_event("requestfailed"), page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("a")
    page.unroute("**/review?*item=*")
    page.keyboard.press("a")
    page.wait_for_function("id => document.querySelector('article.item').dataset.item !== id", arg=first)
    assert said(own) == [("Ann", "accept")]


def test_help_opens_and_closes(own: Served, open_page: Open) -> None:
    page = open_page(f"{own.address}/review")
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")
    assert said(own) == []


def test_nothing_is_lost_while_the_server_is_away(own: Served, open_page: Open) -> None:
    page = open_page(f"{own.address}/review", refused="INTERNET_DISCONNECTED")
    fetched(page)
    page.context.set_offline(True)
    page.keyboard.type("aa")
    saved(page, "2 waiting to be sent")
    page.context.set_offline(False)
    saved(page)
    assert [what for _, what in said(own)] == ["accept", "accept"]


def test_without_a_script_the_forms_do_the_same(own: Served, open_page: Open) -> None:
    page = open_page(f"{own.address}/review", scripts=False)
    first = here(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Reject").click()
    assert here(page) != first
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    assert here(page) == first
    assert said(own) == []
