"""Lists and spans of the app's own: searched in both languages, used by keyboard, never beyond the window."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import settled
from tests.browser.test_accessible import PHONE, violations
from tests.robustness.wire import Visitor

OPTIONS = '[role="option"]:visible'
METAVERSE = "indicator=metaverse_industry&scope=related&deadline=2025"


def field(page: Page, name: str) -> Locator:
    """What one clicks, or types into, of a list or span."""
    return page.locator(f'[data-name="{name}"] input')


@pytest.mark.parametrize(
    ("lang", "typed", "shown"),
    [("en", "算力", "Computing power ("), ("zh", "computing power", "算力规模 ("), ("zh", "算力 规模", "算力规模 (")],
)  # fmt: skip
def test_an_entry_is_found_by_its_name_in_either_language(
    open_page: Callable[..., Page], lang: str, typed: str, shown: str
) -> None:
    page = open_page(f"map?{METAVERSE}&lang={lang}")
    field(page, "indicator").select_text()  # as the Tab key does
    page.keyboard.type(typed)
    expect(field(page, "indicator")).to_have_value(typed)
    expect(page.locator(OPTIONS).first).to_contain_text(shown)
    assert 0 < page.locator(OPTIONS).count() < 8
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("indicator=computing_power"))
    expect(field(page, "indicator")).to_have_value(re.compile(re.escape(shown)))
    expect(page.locator(OPTIONS)).to_have_count(0)


def test_what_is_not_chosen_changes_nothing(open_page: Callable[..., Page]) -> None:
    page = open_page(f"map?{METAVERSE}&lang=en")
    own = field(page, "deadline")
    own.fill("no such year")
    expect(page.get_by_text("Nothing of this name")).to_be_visible()
    expect(page.locator(OPTIONS)).to_have_count(0)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(own).to_have_value(re.compile("^2025"))
    own.press("ArrowDown")
    expect(own).to_have_attribute("aria-expanded", "true")
    own.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(own).to_have_value(re.compile("^2025"))
    expect(own).to_have_attribute("aria-expanded", "false")
    settled(page)
    assert "deadline=2025" in page.url


def test_the_keyboard_chooses_and_stays_where_it_is(open_page: Callable[..., Page]) -> None:
    page = open_page(f"map?{METAVERSE}&lang=en")
    own = field(page, "deadline")
    own.press("ArrowDown")
    at_hand = page.locator(f'[id="{own.get_attribute("aria-activedescendant")}"]')
    expect(at_hand).to_contain_text("2025")
    expect(at_hand).to_have_attribute("aria-selected", "true")
    own.press("ArrowDown")
    own.press("Enter")
    expect(page).to_have_url(re.compile("deadline=2026"))
    expect(own).to_be_focused()
    years = field(page, "announced")
    years.focus()
    years.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"announced=20\d\d"))
    expect(years).to_be_focused()
    others = page.get_by_role("radio", name="mark")
    others.focus()
    others.press("ArrowRight")
    expect(page).to_have_url(re.compile("others=hide"))
    expect(page.get_by_role("radio", name="leave out")).to_be_focused()


def test_an_open_list_is_read_out_and_is_within_the_window(open_page: Callable[..., Page]) -> None:
    page = open_page(f"map?{METAVERSE}&lang=zh")
    settled(page)
    for name in ("indicator", "region"):  # one below its field, the other with no room there
        field(page, name).click()
        assert violations(page) == []
        _within(page)
        page.keyboard.press("Escape")
    page.set_viewport_size(PHONE)
    for name in ("indicator", "scope", "deadline", "region"):
        field(page, name).click()
        _within(page)
        page.keyboard.press("Escape")


def _within(page: Page) -> None:
    panel = page.locator(".panel:popover-open")
    expect(panel).to_be_visible()
    left, top, right, bottom, *size = panel.evaluate(
        "panel => { const { left, top, right, bottom } = panel.getBoundingClientRect();"
        " return [left, top, right, bottom, innerWidth, innerHeight]; }"
    )
    assert left >= 0
    assert top >= 0
    assert right <= size[0]
    assert bottom <= size[1]
    assert bottom - top > 100


def test_a_value_that_is_not_offered_is_not_taken(app: str) -> None:
    async def tell() -> None:
        visitor = Visitor(app)
        await visitor.open()
        for name, value in (
            ("deadline", 1850),
            ("deadline", "2026"),
            ("announced", 3000),
            ("lang", ["en"]),
        ):
            shown = await visitor.visit("map", METAVERSE)
            await visitor.use(shown.chosen(name, value))
            assert visitor.query == METAVERSE
        await visitor.close()

    with ThreadPoolExecutor(1) as pool:  # this thread may have the browser's event loop
        pool.submit(asyncio.run, tell()).result()
