"""Your data in a real browser: from a mistake to the map and a plan's page, in one session only."""

from __future__ import annotations

import io
from collections.abc import Callable

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from analysis.atlas import Atlas
from loaders.own import read_own
from loaders.template import filled
from tests.browser.conftest import painted
from tests.loaders.test_own import PLAN

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Follows a link as pages write them.
LINK = """() => {
  const link = document.createElement('a');
  Object.assign(link, { href: './curation?lang=en' });
  document.querySelector('.stMain').prepend(link);
  link.click();
}"""


def workbook(atlas: Atlas, figure: str) -> dict[str, object]:
    """The form, filled with one plan whose figure is written like this."""
    own = read_own("mine.yaml", PLAN.encode(), atlas.collection)
    few = own.collection.model_copy(update={"observations": ()})
    book = load_workbook(io.BytesIO(filled(few, few, "en")))
    book["Figures"]["D2"].value = figure
    out = io.BytesIO()
    book.save(out)
    return {"name": "mine.xlsx", "mimeType": XLSX, "buffer": out.getvalue()}


def test_a_corrected_upload_is_seen_here_and_nowhere_else(
    open_page: Callable[..., Page], atlas: Atlas
) -> None:
    page = open_page("your_data?lang=en")
    field = page.locator("input[type=file]")
    field.set_input_files(workbook(atlas, "700 亿圆"))
    mistakes = page.locator("table.mistakes tbody tr")
    expect(mistakes).to_have_count(1)
    expect(mistakes).to_contain_text("sheet Figures, cell D2")
    field.set_input_files(workbook(atlas, "700 亿元"))
    expect(page.locator("table.changes").first.locator("tbody")).to_have_count(
        3
    )  # plan, figure, document
    expect(page.locator("h1.finding")).to_contain_text("1 plan, 1 figure, nothing to correct")
    badge = page.locator("p.own")
    expect(badge).to_have_count(0)
    page.get_by_role("radio", name="Your data beside it").click()
    expect(badge).to_contain_text("mine.xlsx")
    # The map takes the figure over, and so do pages behind its links.
    page.locator("nav.pages a", has_text="Map").click()
    expect(page.locator("h1.finding")).not_to_contain_text("mine.xlsx")
    painted(page)
    expect(badge).to_be_visible()
    page.locator("nav.pages a", has_text="Plans").click()
    page.get_by_role("textbox", name="Search", exact=True).fill("My metaverse plan")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="My metaverse plan").click()
    expect(page.locator("h1.finding")).to_contain_text("My metaverse plan")
    expect(badge).to_be_visible()
    address = page.url.rsplit("/", 1)[1]
    # Somebody else who opens the same address is told that there is no such plan.
    other = open_page(address)
    expect(other.locator(".notice")).to_contain_text("my-plan-2026")
    expect(other.locator("p.own")).to_have_count(0)
    # A plain link to another page keeps the session, too.
    page.evaluate(LINK)
    expect(page.locator("h1.finding")).to_contain_text("have no figure yet")
    expect(badge).to_be_visible()
    page.go_back()
    expect(page.locator("h1.finding")).to_contain_text("My metaverse plan")
    page.get_by_role("button", name="Back to the built-in collection").click()
    expect(badge).to_have_count(0)
    expect(page.locator(".notice")).to_contain_text("my-plan-2026")
