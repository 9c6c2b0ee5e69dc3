"""What is downloaded from a page holds what the page shows, value by value."""

from __future__ import annotations

import json
import re

import openpyxl
from playwright.sync_api import expect

from analysis.view import parse_view
from exports.kind import Cover
from exports.table import HEADINGS
from exports.taking import take
from language.catalogue import translate
from tests.browser.conftest import settled

#: Each page with a view, in turn in Chinese and in English.
ADDRESSES = (
    "overview?lang=zh",
    "map?lang=en&indicator=metaverse_industry&scope=related&deadline=2025",
    "timeline?lang=zh&sectors=metaverse&levels=city",
    "compare?lang=en&regions=510000&regions=500000&regions=310000",
    "indicator?lang=zh&indicator=ai_industry&scope=core",
    "plans?lang=en&search=metaverse",
    "plan?lang=zh&plan=sichuan-metaverse-2023",
    "curation?lang=en&tab=conflicts",
)
#: The figures that a page names in its own text, and those in the cells of its tables.
AMOUNTS = "all => all.map(one => one.textContent.replace('△', '').trim())"


def test_the_excel_file_of_every_page_holds_what_the_page_shows(atlas, open_page, tmp_path):
    page = None
    for address in ADDRESSES:
        name, _, query = address.partition("?")
        lang = "zh" if "lang=zh" in query else "en"
        if page is None:
            page = open_page(address)
            page.set_default_timeout(90_000)  # eight pages and their files on a busy machine
        else:
            page.goto(f"{page.url.partition('://')[0]}://{page.url.split('/')[2]}/{address}")
            page.locator("h1.finding").wait_for()
        finding = page.locator("h1.finding").inner_text()
        page.get_by_role("button", name=translate(lang, "Export")).first.click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name=translate(lang, "Excel with native charts")).click()
        assert waiting.value.suggested_filename.endswith(".xlsx")
        assert re.search(r"_\d{4}-\d{2}-\d{2}\.xlsx$", waiting.value.suggested_filename)
        file = tmp_path / f"{name}.xlsx"
        waiting.value.save_as(file)
        book = openpyxl.load_workbook(file, data_only=True)
        front = book.worksheets[0]
        assert front["A1"].value == finding
        view = parse_view(_query(query), atlas).view
        day = next(
            row[1].date() for row in front.iter_rows(values_only=True)
            if row[0] == translate(lang, "Made on")
        )  # fmt: skip
        shown = take(atlas, view, name, Cover("", day)).shown
        lines = _lines(book, lang)
        assert [line["target_id"] for line in lines][: len(shown.targets)] == list(shown.targets)
        for line in lines:
            own = atlas.targets.loc[line["target_id"]]
            assert (line["source_low"], line["source_high"]) == (own["low"], own["high"])
            assert line["wording"] == own["wording"]
        if name in ("compare", "indicator"):
            _unfold(page)
        seen = {text for text in page.locator(".amount").evaluate_all(AMOUNTS) if text}
        held = {line["figure"] for line in lines}
        # A figure that the page lists as not comparable stands on Notes, with the reason.
        notes = book[translate(lang, "Notes")].iter_rows(min_col=3, max_col=3, values_only=True)
        noted = " ".join(str(row[0]) for row in notes)
        missing = {
            text for text in seen
            if not any(text.endswith(figure) for figure in held) and f": {text} (" not in noted
        }  # fmt: skip
        assert not missing, (name, missing)
        if name in ("overview", "compare", "indicator", "plan", "curation"):
            assert seen
        if name == "map":
            _same_as_the_map_lists(page, lines)
        if name == "timeline":
            _same_as_the_timeline_lists(page, lines)


def _close(page):
    """What was opened for the download lies over the page."""
    page.keyboard.press("Escape")
    expect(page.locator('[class*="st-key-flap_"]')).to_have_count(0)


def _unfold(page):
    """Open every section of the page: what is folded is not there yet."""
    _close(page)
    folded = page.locator('[data-testid="stExpander"] > details:not([open]) > summary')
    while folded.count():
        left = folded.count()
        folded.first.click()
        expect(folded).to_have_count(left - 1)
    settled(page)


#: The cells of a table, also of one that is drawn on a canvas: as a screen reader gets them.
CELLS = "rows => rows.map(row => [...row.children].map(cell => cell.textContent))"


def _table(page):
    rows = page.get_by_test_id("data-grid-canvas").locator("tbody tr")
    rows.first.wait_for(state="attached")
    return rows.evaluate_all(CELLS)


def _same_as_the_map_lists(page, lines):
    """Region, figure and deadline of every row of the page's table, and no figure more."""
    listed = [tuple(row[:3]) for row in page.locator("table.cards tbody tr").evaluate_all(CELLS)]
    held = [(line["region"], line["figure"], str(line["deadline"] or "")) for line in lines]
    assert len(listed) == len(held) > 5
    for region, figure, deadline in listed:
        same = [place for place, *rest in held if rest == [figure, deadline]]
        assert any(place.split(",")[0] == region for place in same), (region, figure, deadline)


def _same_as_the_timeline_lists(page, lines):
    """Region, plan, day of issue, last deadline, figures and status of every row of the table."""
    _close(page)
    page.get_by_role("button", name="表格").or_(
        page.locator("summary", has_text="表格")
    ).first.click()
    listed = _table(page)
    assert len(listed) > 5
    assert {line["plan"] for line in lines} == {row[1] for row in listed if row[4] != "0"}
    for region, plan, issued, last, figures, status in listed:
        own = [line for line in lines if line["plan"] == plan and line["region"] == region]
        assert len(own) == int(figures), plan
        for line in own:
            assert line["status"] == status
            assert line["issued"] is None or str(line["issued"])[:10] == issued
        due = [str(line["due"])[:10] for line in own if line["due"]]
        assert max(due, default=last) == last, plan


def _query(text):
    found = {}
    for part in text.split("&"):
        key, _, value = part.partition("=")
        found.setdefault(key, []).append(value)
    return found


def _lines(book, lang):
    rows = list(book[translate(lang, "Data")].iter_rows(values_only=True))
    assert rows[0] == tuple(translate(lang, text) for text in HEADINGS.values())
    return [dict(zip(HEADINGS, row, strict=True)) for row in rows[1:]]


def test_json_and_clipboard_hold_the_same_figures(open_page, tmp_path):
    page = open_page(
        "indicator?lang=en&indicator=metaverse_industry&scope=related&deadline=2025",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page.set_default_timeout(90_000)
    page.get_by_role("button", name="Export").first.click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="JSON").click()
    waiting.value.save_as(tmp_path / "view.json")
    found = json.loads((tmp_path / "view.json").read_text("utf-8"))["targets"]
    page.get_by_role("button", name="Copy table").click()
    expect(page.get_by_text("On the clipboard.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert len(copied) == len(found) + 1
    assert copied[1].startswith("Shanghai\t")


def test_where_copying_is_refused_a_note_says_so(open_page):
    page = open_page("indicator?lang=en&indicator=metaverse_industry&scope=related&deadline=2025")
    page.set_default_timeout(90_000)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Export").first.click()
    page.get_by_role("button", name="Copy table").click()
    expect(page.get_by_text("does not let the page copy")).to_be_visible()
