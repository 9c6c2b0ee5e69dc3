"""A change that concerns some parts of the map's page draws them alone, and leaves what a whole run would."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Page, expect
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.browser.conftest import click_province, settled
from tests.robustness.wire import Shown, Visitor

#: What each shape of the map shows; its patterns are named anew at each load.
_PAINTED = """paths => paths.map(path => {
  const [, name] = (path.getAttribute("fill") ?? "").match(/#(china[^)]*)/) ?? [];
  const patterns = [...path.ownerSVGElement.querySelectorAll("pattern")].map(one => one.id);
  return [path.dataset.adcode ?? "", path.getAttribute("d"),
    name ? patterns.indexOf(name) : path.getAttribute("fill")];
})"""
#: What is done on the page, on which address, and what the address says then.
CHANGES: list[tuple[str, Callable[[Shown], WidgetState], str]] = [
    ("", lambda shown: shown.chosen("others", "hide"), "others=hide"),
    ("", lambda shown: shown.chosen("deadline", 2026), "deadline=2026"),
    ("", lambda shown: shown.chosen("scope", "core"), "scope=core"),
    ("", lambda shown: shown.chosen("indicator", "ai_industry"), "indicator=ai_industry"),
    ("", lambda shown: shown.chosen("announced", 2023), "announced=2023"),
    ("", lambda shown: shown.click("china", "clicked", "510000"), "region=510000"),
    ("", lambda shown: shown.click("card_table", "opened", "310000"), "region=310000"),
    ("region=510000", lambda shown: shown.click("html", "pressed", "close"), ""),
    ("region=510000", lambda shown: shown.chosen("others", "hide"), "region=510000&others=hide"),
    ("region=510000", lambda shown: shown.chosen("indicator", "ai_industry"), "indicator=ai_industry"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "act", "then"), CHANGES, ids=[f"{q}>{t}" for q, _, t in CHANGES])
def test_parts_show_what_a_whole_run_shows(
    app: str, query: str, act: Callable[[Shown], WidgetState], then: str
) -> None:
    async def compare(visitor: Visitor) -> None:
        shown = await visitor.use(act(await visitor.visit("map", query)))
        assert then in visitor.query
        by_parts, sent = _content(shown), visitor.sent
        assert visitor.told == sent  # the address last: the browser draws all of the page for it
        assert by_parts == _content(await visitor.visit("map", visitor.query))
        assert sent <= visitor.sent - 3  # colours, menu, what tells the browser: none of it again

    _alone(app, compare)


def test_another_language_sends_no_colours_and_no_list_of_pages(app: str) -> None:
    async def compare(visitor: Visitor) -> None:
        await visitor.visit("map", "region=510000")
        whole = visitor.sent
        shown = await visitor.choose("lang", "en")
        assert visitor.query in ("lang=en&region=510000", "region=510000&lang=en")
        assert visitor.sent == whole - 1  # the colours
        by_parts = _content(shown)
        assert by_parts == _content(await visitor.visit("map", visitor.query))

    _alone(app, compare)


def test_an_event_is_followed_in_whatever_parts_name_it_comes(app: str) -> None:
    """A browser sends events that come together with the part of one of them."""

    async def compare(visitor: Visitor) -> None:
        shown = await visitor.visit("map", "region=510000")
        card = shown.click("china", "clicked", "540000")
        shown = await visitor.use(card, shown.part_of("flap"))
        assert visitor.query == "region=540000"
        assert _content(shown) == _content(await visitor.visit("map", visitor.query))

    _alone(app, compare)


def test_a_filter_sends_none_of_the_lists(app: str) -> None:
    async def compare(visitor: Visitor) -> None:
        shown = await visitor.visit("map", "")
        shown = await visitor.use(shown.chosen("others", "hide"))
        by_filter = visitor.sent
        await visitor.use(shown.chosen("indicator", "ai_industry"))
        assert by_filter == visitor.sent - 1  # indicators, scopes, deadlines, years

    _alone(app, compare)


def test_the_browser_shows_what_it_would_show_after_a_reload(
    open_page: Callable[..., Page],
) -> None:
    """Card, its brief, a shorter card, filter, list: nothing of what was there before stays."""
    page = open_page("map?indicator=metaverse_industry&scope=related&deadline=2025&lang=en")
    click_province(page, "510000")
    _as_after_a_reload(page, "Sichuan")
    page.get_by_role("button", name="Brief on one page").click()
    expect(page.get_by_test_id("stDownloadButton")).to_have_count(2)
    page.keyboard.press("Escape")
    click_province(page, "540000")
    _as_after_a_reload(page, "Tibet")
    page.get_by_role("radio", name="leave out").click()
    expect(page).to_have_url(re.compile("others=hide"))
    _as_after_a_reload(page, "Tibet")
    page.get_by_role("button", name="Close the card").click()
    _as_after_a_reload(page, "Figures on this map")


def test_a_section_is_made_when_it_is_opened(open_page: Callable[..., Page]) -> None:
    """Opening it leaves the rest of the page as it is, and a figure in it opens its evidence."""
    page = open_page("indicator?indicator=metaverse_industry&scope=related&deadline=2025&lang=en")
    chart = page.locator(".js-plotly-plot").first
    chart.evaluate("chart => (chart.here = true)")
    expect(page.locator("td.apart")).to_have_count(0)
    page.locator("summary", has_text="Left out, with the reason").click()
    expect(page.locator("td.apart").first).to_be_visible()
    assert chart.evaluate("chart => chart.here")
    page.locator("td details.evidence summary").first.click()
    expect(page.locator("td .wording").first).to_be_visible()


def _as_after_a_reload(page: Page, heading: str) -> None:
    """What stands on the page, button by button, is what its address shows anew."""
    expect(page.locator(".st-key-map_side h2.part").first).to_contain_text(heading)
    page.mouse.move(700, 5)  # off the map, whose words follow the pointer
    settled(page)
    shown = page.get_by_test_id("stMain").inner_text()
    painted = page.locator(".china svg path").evaluate_all(_PAINTED)
    page.reload()
    expect(page.locator(".st-key-map_side h2.part").first).to_contain_text(heading)
    page.locator(".china .provinces path").nth(33).wait_for()
    settled(page)
    assert page.get_by_test_id("stMain").inner_text() == shown
    assert page.locator(".china svg path").evaluate_all(_PAINTED) == painted


def test_what_runs_as_a_whole_keeps_what_parts_have_changed(app: str) -> None:
    async def compare(visitor: Visitor) -> None:
        shown = await visitor.visit("map", "")
        shown = await visitor.use(shown.chosen("others", "hide"))
        shown = await visitor.use(shown.click("china", "clicked", "510000"))
        shown = await visitor.use(shown.chosen("lang", "en"))
        assert set(visitor.query.split("&")) == {"lang=en", "others=hide", "region=510000"}
        assert "Sichuan" in " ".join(shown.texts())
        shown = await visitor.use(shown.click("html", "pressed", "close"))
        assert set(visitor.query.split("&")) == {"lang=en", "others=hide"}

    _alone(app, compare)


def test_a_part_of_a_page_in_other_colours_draws_the_whole_page(app: str) -> None:
    """As it does where the data, or the day, are others than those of the page."""

    async def compare(visitor: Visitor) -> None:
        shown = await visitor.visit("map", "")
        whole, visitor.theme = visitor.sent, "dark"
        shown = await visitor.use(shown.chosen("others", "hide"))
        assert visitor.sent >= whole
        assert "--page:#12161b" in " ".join(shown.texts())
        assert _content(shown) == _content(await visitor.visit("map", "others=hide"))

    _alone(app, compare)


def _content(shown: Shown) -> list[object]:
    """What the page shows; the browser itself keeps what is chosen in a control."""
    found: list[object] = []
    for element in shown.in_order():
        kind = element.WhichOneof("type")  # type: ignore[arg-type]
        own = getattr(element, str(kind))
        if kind == "download_button":  # its file has another number each time
            found.append((own.label, own.help))
        else:
            found.append(own.SerializeToString(deterministic=True))
    return found


def _alone(app: str, work: Callable[[Visitor], Awaitable[None]]) -> None:
    """A visitor in a thread of its own: this one may have the browser's event loop."""

    async def visit() -> None:
        visitor = Visitor(app)
        await visitor.open()
        await work(visitor)
        await visitor.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(visit())).result()
