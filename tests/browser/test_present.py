"""The story, walked through with real keys: from the file on disk, and in the app."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from analysis.atlas import Atlas
from exports.story_page import story_page, story_payload
from loaders.stories import load_stories

SIZES = [(1920, 1080), (1280, 720)]


@pytest.fixture(scope="session")
def file(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The metaverse story as a file."""
    story = load_stories(atlas.collection)["metaverse-race"]
    path = tmp_path_factory.mktemp("story") / "story.html"
    path.write_bytes(story_page(story_payload(atlas, story, "s", date(2026, 1, 1))))
    return path


@pytest.mark.parametrize("size", SIZES)
def test_the_file_is_walked_through_with_keys_and_asks_nobody(browser: Browser, file, size):
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
    )
    page = context.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(file.as_uri())
    expect(page.locator(".ps-headline")).to_contain_text("3,500亿元")
    expect(page.locator(".ps-source")).to_contain_text("来源")
    lit = page.locator(".ps-outline").evaluate_all("all => all.map(p => p.dataset.adcode).sort()")
    assert lit == ["310000", "500000", "510000"]
    seen = []
    for _ in range(10):
        page.keyboard.press("PageDown")
        seen.append(page.locator(".ps-number").inner_text())
    assert seen == [f"{number} / 11" for number in range(2, 12)]
    page.keyboard.press("5")
    page.keyboard.press("Enter")
    expect(page.locator(".ps-row.ps-lit")).to_have_count(2)
    page.keyboard.press("b")
    expect(page.locator(".ps-blank")).to_be_visible()
    page.keyboard.press("b")
    page.go_back()
    expect(page.locator(".ps-number")).to_have_text("11 / 11")
    page.keyboard.press("l")
    expect(page.locator(".ps-headline")).to_contain_text("The deadline has come")
    assert errors == []
    assert asked == [file.as_uri()]
    context.close()
