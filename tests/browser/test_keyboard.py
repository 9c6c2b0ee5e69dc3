"""The three jobs by keyboard alone: no pointer in any of these tests.

Each task of the jobs has its test: find a figure and its evidence, compare, export, keep for a
story, present, read what changed, bring data of one's own, and decide drafted targets.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import painted, settled
from tests.loaders.test_own import PLAN

METAVERSE = "sectors=metaverse"
FOCUS = """() => {
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;  // a part of its own
  const style = getComputedStyle(at);
  const whole = ['MAIN', 'BODY'].includes(at.tagName);  // the skip link's own target
  const name = whole ? '' : at.getAttribute('aria-label') || at.textContent || '';
  const ringed = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  return [at.tagName, name.trim(), ringed];
}"""


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


def to_table(page: Page) -> None:
    """Press Tab until a table has the focus."""
    page.get_by_test_id("data-grid-canvas").first.wait_for()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "CANVAS":
            return
    raise AssertionError("Tab does not reach the table")


def test_find_a_figure_and_its_evidence(open_page: Callable[..., Page]) -> None:
    page = open_page("plans?lang=en")
    settled(page)
    tab_to(page, "Search")
    page.keyboard.type("Sichuan metaverse")
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Sichuan Action Plan for the Metaverse Industry")
    expect(link).to_have_count(1)
    settled(page)
    tab_to(page, "Sichuan Action Plan for the Metaverse")
    page.keyboard.press("Enter")
    expect(page.locator("h1.finding")).to_contain_text("Sichuan Action Plan for the Metaverse")
    expect(page.locator(".figure .wording").first).to_contain_text("2500")


def test_compare(open_page: Callable[..., Page]) -> None:
    page = open_page(f"map?lang=en&{METAVERSE}")
    painted(page)
    figure = page.locator(".china svg[role=img]")
    expect(figure).to_have_accessible_name(page.locator("h1.finding").inner_text())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the skip link
    tab_to(page, "Sichuan")  # the list opens the same cards as the provinces
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Close the card")).to_be_visible()
    expect(page.locator("h2.part", has_text="Sichuan")).to_be_visible()
    expect(page.locator(".figure .wording").first).to_be_visible()
    # Where the table was is the card now, with all its links; the menu comes after them.
    tab_to(page, "Compare", 400)
    page.keyboard.press("Enter")
    summary = page.locator("table.matrix summary").first
    summary.wait_for()
    settled(page)
    text = summary.inner_text().split()[0]
    tab_to(page, text)
    page.keyboard.press("Enter")
    expect(page.locator("table.matrix .wording").first).to_be_visible()


def test_the_timelines_table_marks_the_chart(open_page: Callable[..., Page]) -> None:
    page = open_page(f"timeline?lang=en&{METAVERSE}")
    page.locator(".js-plotly-plot .scatterlayer").first.wait_for()
    settled(page)
    tab_to(page, "Table")
    page.keyboard.press("Enter")
    to_table(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    frame = page.locator(".js-plotly-plot .shapelayer path[d$='Z'][style*='fill-opacity: 0']")
    link = page.get_by_test_id("stExpander").get_by_test_id("stPageLink")
    expect(link).to_be_visible()
    expect(frame).to_have_count(1)
    tab_to(page, link.inner_text().split("\n")[-1])
    page.keyboard.press("Enter")
    expect(page.locator(".figure .wording").first).to_be_visible()


def test_export_and_present(open_page: Callable[..., Page]) -> None:
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
    expect(page.locator(".ps-headline")).to_have_count(1)  # the previews of the page below are gone
    page.keyboard.press("PageDown")
    expect(page.locator(".ps-number")).to_have_text("2 / 11")
    page.keyboard.press("Escape")
    expect(page.locator("h1.finding")).to_have_text("Present")
    settled(page)


def test_accept_a_drafted_target(open_page: Callable[..., Page]) -> None:
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


def test_keep_for_a_story_and_play_it(open_page: Callable[..., Page]) -> None:
    page = open_page("map?lang=en")
    settled(page)
    tab_to(page, "Add to story")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Edit the story").wait_for()
    settled(page)
    tab_to(page, "Edit the story")
    page.keyboard.press("Enter")
    expect(page.locator("h1.finding")).to_have_text("Your story")
    preview = page.locator(".ps-preview .ps-headline")
    preview.wait_for()
    settled(page)
    tab_to(page, "Headline · English", most=80)
    page.keyboard.press("Control+a")
    page.keyboard.type("What Sichuan promised")
    page.keyboard.press("Control+Enter")
    expect(preview).to_have_text("What Sichuan promised")
    settled(page)
    tab_to(page, "Play", most=90)
    page.keyboard.press("Enter")
    expect(page.locator(".ps-player .ps-headline")).to_have_text("What Sichuan promised")
    page.keyboard.press("Escape")
    expect(page.locator(".ps-player")).to_have_count(0)


def test_check_data_of_ones_own(open_page: Callable[..., Page]) -> None:
    page = open_page("your_data?lang=en")
    # Playwright asks the browser to tell of file choosers when the first listener comes, and does
    # not wait for its answer: a listener of now is in time for the key that is pressed later.
    page.on("filechooser", lambda _: None)
    for text, button, then in (
        (PLAN.replace("亿元", "亿圆"), "Choose a file", "table.mistakes"),
        (PLAN, "Add files", "table.changes"),  # Streamlit's names
    ):
        settled(page)
        tab_to(page, button)
        with page.expect_file_chooser() as waiting:
            page.keyboard.press("Enter")
        file = {"name": "mine.yaml", "mimeType": "text/yaml", "buffer": text.encode()}
        waiting.value.set_files(file)
        page.locator(then).first.wait_for()
    settled(page)
    tab_to(page, "The built-in collection")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("p.own")).to_contain_text("mine.yaml")
