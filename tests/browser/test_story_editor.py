"""A story of one's own: added from pages, kept by the browser through a reload, played."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect


def kept(page: Page) -> list[dict[str, object]]:
    """The scenes that the browser keeps."""
    entry = page.evaluate("localStorage.getItem('policy-target-atlas.story')")
    scenes: list[dict[str, object]] = json.loads(entry)["story"]["scenes"]
    return scenes


def test_scenes_are_added_edited_kept_through_a_reload_and_played(open_page):
    page = open_page("map?lang=en&scope=related")
    add = page.get_by_role("button", name="Add to story")
    add.click()
    add.click()
    page.get_by_role("link", name="Edit the story").click()
    headline = page.get_by_label("Headline · English")
    headline.fill("Sichuan {sichuan-metaverse-2025.value}")
    # Nothing is pressed: a pause in typing hands the words in, and the field keeps the cursor.
    preview = page.locator(".ps-preview .ps-headline")
    expect(preview).to_have_text("Sichuan ¥250 bn")
    expect(headline).to_be_focused()
    page.reload()
    expect(preview).to_have_text("Sichuan ¥250 bn")
    assert [scene["id"] for scene in kept(page)] == ["map-1", "map-2"]
    page.get_by_role("button", name="Later").first.click()
    expect(page.get_by_text("2 · Sichuan")).to_be_visible()
    assert [scene["id"] for scene in kept(page)] == ["map-2", "map-1"]
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".ps-number")).to_have_text("1 / 2")
    page.keyboard.press("PageDown")
    expect(page.locator(".ps-player .ps-headline")).to_have_text("Sichuan ¥250 bn")
    page.keyboard.press("Escape")
    expect(page.locator(".ps-number")).to_have_count(0)
    # A browser of somebody else has none of it.
    other = open_page("story?lang=en")
    expect(other.get_by_text("No scene yet")).to_be_visible()
