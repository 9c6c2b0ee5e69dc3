"""What has not changed is not drawn again: the browser's time is the user's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import painted, settled

#: Counts how often the shape of each bar of a chart is written, from the first one on.
_COUNT_WRITES = """() => {
  window.writes = new Map();
  new MutationObserver(list => {
    for (const { target } of list)
      if (target.closest(".js-plotly-plot .barlayer")) writes.set(target, (writes.get(target) ?? 0) + 1);
  }).observe(document, { subtree: true, attributeFilter: ["d"] });
}"""
#: What of the map is written: [the coasts, the rest].
_COUNT_PAINTING = """() => {
  const [coasts, values] = document.querySelectorAll(".china svg");
  window.written = [0, 0];
  [coasts, values].forEach((part, number) =>
    new MutationObserver(list => (written[number] += list.length))
      .observe(part, { subtree: true, childList: true, attributes: true }));
}"""


@pytest.mark.parametrize("address", ["timeline", "indicator?indicator=ai_industry"])
def test_a_chart_is_drawn_once(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(address)
    page.add_init_script(f"({_COUNT_WRITES})()")
    page.reload()
    page.locator(".js-plotly-plot .points path").first.wait_for()
    settled(page)
    assert set(page.evaluate("[...writes.values()]")) == {1}


def test_another_indicator_leaves_the_coasts_alone(open_page: Callable[..., Page]) -> None:
    page = open_page("map?lang=en")
    painted(page)
    settled(page)
    assert page.locator(".china svg").first.locator("path").count() == 34
    page.evaluate(f"({_COUNT_PAINTING})()")
    before = page.locator("h1.finding").inner_text()
    page.locator(".st-key-view_indicator input").click()
    page.locator('[role="option"][aria-selected="false"]').nth(2).click()
    expect(page.locator("h1.finding")).not_to_have_text(before)
    settled(page)
    coasts, values = page.evaluate("written")
    assert values > 0
    assert coasts == 0
