"""Everyone: WCAG 2.2 AA by axe-core, a phone, 200 % zoom, and what the browser is told.

Each page is looked at in both languages and both themes, in two passes; ``make axe`` looks at all
four combinations.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from analysis.atlas import Atlas
from exports.story_page import story_page, story_payload
from loaders.stories import load_stories
from tests.browser.conftest import settled
from tests.loaders.test_own import PLAN

_AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
_RUN = """async () => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const found = await axe.run(document, {runOnly: tags, resultTypes: ['violations']});
  if (found.passes.length < 5) return ['axe looked at next to nothing'];
  return found.violations.flatMap(rule =>
    rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`));
}"""
#: What a violation of Streamlit's own begins with -> its issue. Every entry is in
#: docs/accessibility.md too; the list is empty as long as each can be worked around.
ALLOWED: dict[str, str] = {}
METAVERSE = "sectors=metaverse"
PAGES = {
    "overview": "",
    "map": "map?region=510000",
    "timeline": f"timeline?{METAVERSE}",
    "evidence": f"timeline?target=sichuan-metaverse-2025&{METAVERSE}",
    "compare": f"compare?regions=510000&regions=500000&{METAVERSE}",
    "indicator": "indicator?indicator=metaverse_industry",
    "plans": "plans",
    "plan": "plan?plan=sichuan-metaverse-2023",
    "curation": "curation",
    "curate": "curate",
    "changes": "changes?since=2026-01-01",
    "your_data": "your_data",
    "mistakes": "your_data",
    "editor": "story",
    "present": "present",
    "story": "present?story=metaverse-race",
}
#: A phone, and a window of 1440 × 900 at a zoom of 200 %, in CSS pixels.
PHONE, ZOOMED = {"width": 390, "height": 844}, {"width": 720, "height": 450}
PASSES = [("zh", "light"), ("en", "dark")]
if os.environ.get("ATLAS_AXE") == "all":
    PASSES += [("zh", "dark"), ("en", "light")]
OVERFLOW = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  return [main.scrollWidth - main.clientWidth,
          document.documentElement.scrollWidth - innerWidth];
}"""


@pytest.fixture
def story_file(atlas: Atlas, tmp_path: Path) -> Path:
    """The metaverse story as one file, as a presenter takes it along."""
    story = load_stories(atlas.collection)["metaverse-race"]
    path = tmp_path / "story.html"
    path.write_bytes(story_page(story_payload(atlas, story, "s", date(2026, 1, 1))))
    return path


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands, but for what is allowed."""
    page.evaluate(_AXE)
    found = page.evaluate(_RUN)
    return [text for text in found if not any(text.startswith(known) for known in ALLOWED)]


def with_language(path: str, lang: str) -> str:
    """The address with its language."""
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"


def prepare(page: Page, name: str) -> None:
    """Bring a page into the state that its name stands for."""
    if name == "mistakes":
        wrong = PLAN.replace("亿元", "亿圆").encode()
        file = {"name": "mine.yaml", "mimeType": "text/yaml", "buffer": wrong}
        page.locator("input[type=file]").set_input_files(file)
        page.locator("table.mistakes").wait_for()
    elif name == "editor":
        page.get_by_role("button", name=re.compile("Start from|从此开始")).click()
        page.locator("[class*=st-key-story_start_] button").first.click()
        page.locator(".ps-preview .ps-headline").wait_for()


@pytest.mark.parametrize(("lang", "theme"), PASSES)
def test_no_page_violates_wcag(app: str, browser: Browser, lang: str, theme: str) -> None:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900},
        color_scheme="dark" if theme == "dark" else "light",
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    found: dict[str, list[str]] = {}
    for name, path in PAGES.items():
        page.goto(f"{app}/{with_language(path, lang)}")
        page.locator(".ps-headline" if name == "story" else "h1.finding").first.wait_for()
        settled(page)
        prepare(page, name)
        settled(page)
        expect(page.locator("html")).to_have_attribute("lang", "zh-CN" if lang == "zh" else "en")
        if wrong := violations(page):
            found[name] = wrong
    context.close()
    assert found == {}


def test_the_story_file_violates_nothing(browser: Browser, story_file: Path) -> None:
    for theme in ("light", "dark"):
        context = browser.new_context(
            viewport={"width": 1440, "height": 900},
            color_scheme="dark" if theme == "dark" else "light",
        )
        page = context.new_page()
        page.goto(story_file.as_uri())
        page.locator(".ps-headline").wait_for()
        assert violations(page) == []
        context.close()


def test_a_phone_and_200_percent_show_every_page_without_scrolling_sideways(
    app: str, browser: Browser
) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.set_default_timeout(60_000)
    for name, path in PAGES.items():
        if name in ("evidence", "story"):  # a dialog over a page, and a full screen
            continue
        page.goto(f"{app}/{with_language(path, 'en')}")
        page.locator("h1.finding").wait_for()
        settled(page)
        prepare(page, name)
        settled(page)
        assert page.evaluate(OVERFLOW) == [0, 0], name
        if name == "timeline":  # the lanes have the window, not what a column of labels leaves
            page.wait_for_function(
                "() => document.querySelector('.js-plotly-plot .nsewdrag')"
                "?.getBoundingClientRect().width > 300"
            )
        page.set_viewport_size(ZOOMED)
        settled(page)
        assert page.evaluate(OVERFLOW) == [0, 0], f"{name} at 200 %"
        page.set_viewport_size(PHONE)
    context.close()


def test_pages_are_named_in_their_language(open_page: Callable[..., Page]) -> None:
    page = open_page("map")
    expect(page).to_have_title("地图 · 政策目标图谱")
    expect(page.get_by_test_id("stSkipToContent")).to_have_text("跳到正文")
    page.get_by_role("radio", name="English").click()
    expect(page).to_have_title("Map · Policy Target Atlas")
    expect(page.locator("html")).to_have_attribute("lang", "en")
