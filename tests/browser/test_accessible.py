"""Everyone: WCAG 2.2 AA by axe-core, the keyboard alone, a phone, and what the browser is told.

Each page is looked at in both languages and both themes, in two passes; ``make axe`` looks at all
four combinations.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from analysis.atlas import Atlas
from exports.story_page import story_page, story_payload
from loaders.stories import load_stories
from tests.browser.conftest import painted

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
    "present": "present",
    "story": "present?story=metaverse-race",
}
PASSES = [("zh", "light"), ("en", "dark")]
if os.environ.get("ATLAS_AXE") == "all":
    PASSES += [("zh", "dark"), ("en", "light")]
_STILL = """() => !document.querySelector('[data-stale="true"]') &&
  document.getAnimations().every(one =>
    one.playState !== 'running' || one.effect.getComputedTiming().iterations === Infinity)"""
OVERFLOW = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  return [main.scrollWidth - main.clientWidth,
          document.documentElement.scrollWidth - innerWidth];
}"""
FOCUS = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const whole = ['MAIN', 'BODY'].includes(at.tagName);  // the skip link's own target
  const name = whole ? '' : at.getAttribute('aria-label') || at.textContent || '';
  const ringed = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  return [at.tagName, name.trim(), ringed];
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


def settled(page: Page) -> None:
    """Wait until the script of the page has run to its end, and nothing fades any more."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_function(_STILL)


def with_language(path: str, lang: str) -> str:
    """The address with its language."""
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"


def tab_to(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until the named thing has the focus; on the way, see that focus can be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        tag, text, ringed = page.evaluate(FOCUS)
        if tag in ("A", "BUTTON", "SUMMARY"):
            assert ringed, f"focus cannot be seen on {text}"
        if name in text:
            return
    raise AssertionError(f"Tab does not reach {name}")


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


def test_a_phone_shows_every_page_without_scrolling_sideways(app: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(60_000)
    for name in ("overview", "map", "timeline", "compare", "indicator", "curation"):
        page.goto(f"{app}/{with_language(PAGES[name], 'en')}")
        page.locator("h1.finding").wait_for()
        settled(page)
        assert page.evaluate(OVERFLOW) == [0, 0], name
        if name == "timeline":  # the lanes have the window, not what a column of labels leaves
            page.wait_for_function(
                "() => document.querySelector('.js-plotly-plot .nsewdrag')"
                "?.getBoundingClientRect().width > 300"
            )
    context.close()


def test_pages_are_named_in_their_language(open_page: Callable[..., Page]) -> None:
    page = open_page("map")
    expect(page).to_have_title("地图 · 政策目标图谱")
    expect(page.get_by_test_id("stSkipToContent")).to_have_text("跳到正文")
    page.get_by_role("radio", name="English").click()
    expect(page).to_have_title("Map · Policy Target Atlas")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_compare_with_the_keyboard_alone(open_page: Callable[..., Page]) -> None:
    page = open_page(f"map?lang=en&{METAVERSE}")
    painted(page)
    figure = page.get_by_test_id("stPlotlyChart")
    expect(figure).to_have_accessible_name(page.locator("h1.finding").inner_text())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the skip link
    tab_to(page, "Open a region")
    page.keyboard.type("Sichuan")
    page.keyboard.press("Enter")
    expect(page.locator("h2.part").filter(has_text="Sichuan")).to_be_visible()
    expect(page.locator(".figure .amount").first).to_be_visible()
    tab_to(page, "Compare")
    page.keyboard.press("Enter")
    summary = page.locator("table.matrix summary").first
    summary.wait_for()
    settled(page)
    text = summary.inner_text().split()[0]
    tab_to(page, text)
    page.keyboard.press("Enter")
    expect(page.locator("table.matrix .wording").first).to_be_visible()


def test_the_timelines_table_marks_the_chart_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page(f"timeline?lang=en&{METAVERSE}")
    page.locator(".js-plotly-plot .scatterlayer").first.wait_for()
    settled(page)
    tab_to(page, "Table")
    page.keyboard.press("Enter")
    page.get_by_test_id("data-grid-canvas").wait_for()
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "CANVAS":
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    frame = page.locator(".js-plotly-plot .shapelayer path[d$='Z'][style*='fill-opacity: 0']")
    link = page.get_by_test_id("stExpander").get_by_test_id("stPageLink")
    expect(link).to_be_visible()
    expect(frame).to_have_count(1)
    tab_to(page, link.inner_text().split("\n")[-1])
    page.keyboard.press("Enter")
    expect(page.locator(".figure .wording").first).to_be_visible()


def test_export_and_present_with_the_keyboard_alone(open_page: Callable[..., Page]) -> None:
    page = open_page(f"compare?lang=en&{METAVERSE}&regions=510000&regions=500000")
    settled(page)
    tab_to(page, "Export")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Excel with native charts").wait_for()
    tab_to(page, "Excel with native charts")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".xlsx")
    assert (
        waiting.value.failure() is None
    )  # to its end: a browser with one under way does not close
    page.keyboard.press("Escape")
    tab_to(page, "Present")
    page.keyboard.press("Enter")
    title: Any = page.locator("h2.part a").first
    title.wait_for()
    settled(page)
    tab_to(page, title.inner_text())
    page.keyboard.press("Enter")
    page.locator(".ps-headline").wait_for()
    page.keyboard.press("PageDown")
    expect(page.locator(".ps-number")).to_have_text("2 / 11")
    page.keyboard.press("Escape")
    expect(page.locator("h1.finding")).to_have_text("Present")
    settled(page)


def test_curate_with_the_keyboard_alone(open_page: Callable[..., Page]) -> None:
    page = open_page("curate?lang=en")
    settled(page)
    tab_to(page, "Or paste the text")
    page.keyboard.insert_text(
        "贵阳市人工智能产业发展行动计划（2026—2028年）\n到2028年，人工智能核心产业规模突破300亿元。"
    )
    page.keyboard.press("Control+Enter")
    tab_to(page, "Propose targets")
    page.keyboard.press("Enter")
    page.locator(".clause").first.wait_for()
    settled(page)
    tab_to(page, "Accept", most=80)
    page.keyboard.press("Enter")
    expect(page.locator(".clause.accepted").first).to_be_visible()
