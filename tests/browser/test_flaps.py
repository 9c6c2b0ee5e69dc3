"""What lies below a button: opened and closed by pointer and keyboard, within the window, of use."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

#: The box of an open flap within the window: [left, top, right, bottom] beyond its edges.
_BEYOND = """box => {
  const { left, top, right, bottom } = box.getBoundingClientRect();
  return [Math.min(0, left), Math.min(0, top), Math.max(0, right - innerWidth), Math.max(0, bottom - innerHeight)];
}"""


def test_the_keyboard_opens_uses_and_closes_it(open_page: Callable[..., Page]) -> None:
    page = open_page("map?lang=en")
    button = page.get_by_role("button", name="Filters")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    box = page.locator(".st-key-flap_filters")
    province = box.get_by_text("province", exact=True)
    expect(province).to_be_visible()
    province.click()
    expect(page).to_have_url(re.compile("levels=province"))
    button = page.get_by_role("button", name="Filters (1)")
    expect(button).to_have_attribute("aria-expanded", "true")  # stays, for a second choice
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


def test_a_click_beside_it_closes_it_and_opens_the_other(open_page: Callable[..., Page]) -> None:
    page = open_page("map?lang=en")
    page.get_by_role("button", name="Filters").click()
    expect(page.locator(".st-key-flap_filters")).to_be_visible()
    page.get_by_role("button", name="Export").click()
    expect(page.locator(".st-key-flap_export_map")).to_be_visible()
    expect(page.locator(".st-key-flap_filters")).to_have_count(0)
    page.locator("h1.finding").click()
    expect(page.locator(".st-key-flap_export_map")).to_have_count(0)


def test_escape_closes_it_wherever_the_keyboard_is(open_page: Callable[..., Page]) -> None:
    page = open_page("map?lang=en")
    button = page.get_by_role("button", name="Export")
    button.click()
    expect(page.locator(".st-key-flap_export_map")).to_be_visible()
    page.evaluate("document.activeElement.blur()")  # as where what was pressed is gone
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-flap_export_map")).to_have_count(0)
    expect(button).to_be_focused()


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_it_stays_within_the_window(open_page: Callable[..., Page], width: int) -> None:
    page = open_page("compare?lang=en&regions=510000&regions=500000")
    page.set_viewport_size({"width": width, "height": 800})
    for name in ("Filters", "Export", "On the map", "Regions like these"):
        page.get_by_role("button", name=name, exact=True).click()
        box = page.locator('[data-testid="stLayoutWrapper"]:has(> [class*="st-key-flap_"])')
        expect(box).to_have_count(1)
        box.scroll_into_view_if_needed()
        settled(page)
        assert box.evaluate(_BEYOND)[0::2] == [0, 0], name
        page.keyboard.press("Escape")
        expect(box).to_have_count(0)


def test_a_filter_is_chosen_after_a_card_was_closed(open_page: Callable[..., Page]) -> None:
    """The card's own flap is no part of the page any more."""
    page = open_page("map?lang=en&region=510000")
    page.get_by_role("button", name="Close the card").click()
    page.get_by_role("button", name="Filters").click()
    page.locator(".st-key-flap_filters").get_by_text("province", exact=True).click()
    expect(page.get_by_role("button", name="Filters (1)")).to_be_visible()
