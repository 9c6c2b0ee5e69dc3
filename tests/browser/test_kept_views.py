"""Views kept for a deck outlast a reload; a deck that would be too long is refused in a sentence."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serve

ENTRY = "policy-target-atlas.basket"
KEEP = "kept => localStorage.setItem(kept.entry, JSON.stringify({ stamp: 'before', views: kept.views }))"
INDICATORS = (
    "metaverse_industry", "ai_industry", "ai_firms", "computing_power", "robotics_industry",
    "data_industry", "software_revenue", "metaverse_firms", "metaverse_parks", "ai_parks", "a", "b",
)  # fmt: skip


def _opened(browser, address):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(60_000)
    page.goto(address)
    page.locator("h1.finding").wait_for()
    return page


def test_kept_views_outlast_a_reload_and_a_refusal_is_a_sentence(browser, tmp_path):
    server = serve(tmp_path)
    page = _opened(browser, f"{next(server)}/timeline?lang=en")
    try:
        page.get_by_role("button", name="Export").first.click()
        page.get_by_role("button", name="Keep for a deck").click()
        expect(page.get_by_role("button", name="Kept for a deck")).to_be_disabled()
        page.wait_for_function(f"localStorage.getItem('{ENTRY}')?.includes('timeline')")
        page.reload()
        page.locator("h1.finding").wait_for()
        page.get_by_role("button", name="Export").first.click()
        expect(page.get_by_role("button", name="PowerPoint of kept views: 1")).to_be_visible()
        # As another visit left them: all plans a dozen times, more than two hundred slides.
        views = [
            {"page": "timeline", "query": f"search={name}&indicator={name}", "address": name}
            for name in INDICATORS
        ]
        page.evaluate(KEEP, {"entry": ENTRY, "views": views})
        page.reload()
        page.locator("h1.finding").wait_for()
        page.get_by_role("button", name="Export").first.click()
        page.get_by_role("button", name=f"PowerPoint of kept views: {len(views)}").click()
        expect(page.get_by_test_id("stToast")).to_contain_text("more than 200 slides")
        expect(page.get_by_text("Failed to generate")).not_to_be_visible()
    finally:
        page.close()
        # The refusal is in the log, with where it came from: the check for tracebacks finds it.
        with pytest.raises(AssertionError, match="more than 200 slides"):
            next(server, None)
