"""Every page in a real browser: it fits its width, in light and dark, and a screen reader can make sense of it."""

from __future__ import annotations

import re

import pytest
from conftest import Open, Served, picture

PAGES = {
    "start": "/",
    "between": "/between/united-states/israel",
    "contacts": "/contacts",
    "asks": "/asks",
    "transfers": "/transfers",
    "figures": "/figures",
    "statements": "/statements",
    "checks": "/checks",
    "disputes": "/disputes",
    "network": "/network",
    "actors": "/actors",
    "actor": "/actors/benjamin-netanyahu",
    "reports": "/reports",
    "search": "/search?q=ceasefire",
    "review": "/review",
    "agreement": "/review/agreement",
    "add": "/add",
    "api": "/api",
}
LOOKS = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]


def _addresses(shown: Served) -> dict[str, str]:
    pages = {name: shown.address + path for name, path in PAGES.items()}
    for plural in ("contacts", "asks", "checks", "transfers", "figures", "statements"):
        pages[f"item-{plural}"] = f"{shown.address}/items/{shown.record.entries(plural, limit=1)[0].id}"
    told = max(shown.record.contacts(), key=lambda entry: (entry.witnesses, entry.reports))
    pages["item-told-most"] = f"{shown.address}/items/{told.id}"
    pages["dispute"] = f"{shown.address}/disputes/{shown.record.disputes()[0].id}"
    copied = next(source for source in shown.record.reports() if source.copy_of)
    pages["report"] = f"{shown.address}/reports/{copied.id}"
    pages["diff"] = f"{shown.address}/reports/{copied.id}/diff/{copied.copy_of}"
    return pages


NAMES = [*PAGES, *(f"item-{p}" for p in ("contacts", "asks", "checks", "transfers", "figures", "statements"))]
NAMES += ["item-told-most", "dispute", "report", "diff"]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_and_stands_alone(shown: Served, open_page: Open, name: str, width: int, scheme: str) -> None:
    page = open_page(_addresses(shown)[name], width=width, scheme=scheme)
    page.wait_for_load_state("networkidle")
    picture(page, f"{name}-{width}-{scheme}")
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert not re.search(r"\b(None|undefined|NaN|\[object)\b", page.locator("main").inner_text())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_no_serious_fault_for_a_screen_reader(shown: Served, open_page: Open, name: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(_addresses(shown)[name], scheme=scheme)
    page.wait_for_load_state("networkidle")
    found = Axe().run(page).response["violations"]
    serious = [
        (fault["id"], [node["html"][:160] for node in fault["nodes"][:3]])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
    assert not serious, serious


@pytest.mark.parametrize("name", NAMES)
def test_a_page_weighs_less_than_300_kilobytes(shown: Served, open_page: Open, name: str) -> None:
    page = open_page("about:blank")
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    weights: list[float] = []
    devtools.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    page.goto(_addresses(shown)[name])
    page.wait_for_load_state("networkidle")
    assert sum(weights) < 300_000


@pytest.mark.parametrize("name", ["start", "between", "contacts", "item-told-most", "report", "review", "search"])
def test_it_reads_without_scripts(shown: Served, open_page: Open, name: str) -> None:
    page = open_page(_addresses(shown)[name], scripts=False)
    assert len(page.locator("main").inner_text()) > 100
