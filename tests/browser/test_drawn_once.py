"""What has not changed is not drawn again: the browser's time is the user's."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.conftest import INSIDE, click_province, painted, settled

#: Counts how often the shape of each bar of a chart is written, from the first one on.
_COUNT_WRITES = """() => {
  window.writes = new Map();
  new MutationObserver(list => {
    for (const { target } of list)
      if (target.closest(".js-plotly-plot .barlayer")) writes.set(target, (writes.get(target) ?? 0) + 1);
  }).observe(document, { subtree: true, attributeFilter: ["d"] });
}"""
#: What of the map is written: [the coasts, the values, what is selected and the points].
_COUNT_PAINTING = """() => {
  window.written = [0, 0, 0];
  document.querySelectorAll(".china svg").forEach((part, number) =>
    new MutationObserver(list => (written[number] += list.length))
      .observe(part, { subtree: true, childList: true, attributes: true }));
}"""
#: Elements that a run may change: [how many, how many of them begin to fade]. For that a browser
#: makes a layer of each, and paints all that is in it.
_COUNT_FADING = """() => {
  window.fading = [0, 0];
  new MutationObserver(list => {
    for (const { target } of list)
      if (target.dataset.stale === "true") {
        fading[0] += 1;
        fading[1] += getComputedStyle(target).transitionDuration !== "0s";
      }
  }).observe(document, { subtree: true, attributeFilter: ["data-stale"] });
}"""


@pytest.mark.parametrize("address", ["timeline", "indicator?indicator=ai_industry"])
def test_a_chart_is_drawn_once(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(address)
    page.add_init_script(f"({_COUNT_WRITES})()")
    page.reload()
    page.locator(".js-plotly-plot .points path").first.wait_for()
    settled(page)
    assert set(page.evaluate("[...writes.values()]")) == {1}


@pytest.fixture
def still_map(open_page: Callable[..., Page]) -> Page:
    """The map, at rest, with what is written of it counted from now on."""
    page = open_page("map?lang=en")
    painted(page)
    settled(page)
    assert page.locator(".china svg").first.locator("path").count() == 34
    page.evaluate(f"({_COUNT_PAINTING})()")
    return page


def test_another_indicator_leaves_the_coasts_alone(still_map: Page) -> None:
    before = still_map.locator("h1.finding").inner_text()
    still_map.locator('[data-name="indicator"] input').click()
    still_map.locator('[role="option"][aria-selected="false"]').nth(2).click()
    expect(still_map.locator("h1.finding")).not_to_have_text(before)
    settled(still_map)
    coasts, values, _ = still_map.evaluate("written")
    assert values > 0
    assert coasts == 0


def test_a_region_that_is_opened_leaves_the_values_alone(still_map: Page) -> None:
    click_province(still_map, "510000")
    expect(still_map.locator(".st-key-map_side h2.part").first).to_contain_text("Sichuan")
    settled(still_map)
    coasts, values, marks = still_map.evaluate("written")
    assert marks > 0
    assert (coasts, values) == (0, 0)


def _slowly(page_side: WebSocketRoute) -> None:
    """Messages of the server one after the other: else a quick run has ended before anything is drawn."""
    server = page_side.connect_to_server()

    def pass_on(message: str | bytes) -> None:
        time.sleep(0.03)
        page_side.send(message)

    server.on_message(pass_on)


def test_what_a_filter_changes_does_not_fade(open_page: Callable[..., Page]) -> None:
    page = open_page(
        "timeline?lang=en"
    )  # a run of the whole page: the map's parts come all at once
    page.route_web_socket(re.compile("/_stcore/stream"), _slowly)
    page.reload()
    settled(page)
    page.evaluate(f"({_COUNT_FADING})()")
    page.get_by_test_id("stButtonGroup").get_by_text("Metaverse").click()
    expect(page).to_have_url(re.compile("sectors=metaverse"))
    settled(page)
    stale, fading = page.evaluate("fading")
    assert stale > 0
    assert fading == 0


def test_the_pointer_over_the_map_changes_nothing_of_its_look(still_map: Page) -> None:
    """Streamlit colours the scroll bars of what is under the pointer: all would be painted again."""
    sichuan = still_map.locator('.china .provinces path[data-adcode="510000"]')
    look = "path => getComputedStyle(path).scrollbarColor"
    before = sichuan.evaluate(look)
    still_map.mouse.move(*still_map.evaluate(INSIDE, "510000"))
    expect(still_map.locator(".china .tip")).to_contain_text("Sichuan")
    assert sichuan.evaluate("path => path.matches(':hover')")
    assert sichuan.evaluate(look) == before


def test_what_takes_long_says_that_it_is_under_way(still_map: Page) -> None:
    """A line over the page, half a second after a run began that has not ended."""
    line = "app => getComputedStyle(app, '::after').content"
    app = still_map.get_by_test_id("stApp")
    assert app.evaluate(line) == "none"
    app.evaluate("app => app.setAttribute('data-test-script-state', 'running')")
    assert app.evaluate(line) == '""'
    assert app.evaluate("app => getComputedStyle(app, '::after').animationDelay") == "0.5s"
