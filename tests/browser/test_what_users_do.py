"""What users do, in a real Chromium: look, click, switch, copy the address, compare, search."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import click_province, painted, settled

PROVINCES = """() => new Set(
  [...document.querySelectorAll('.china .provinces path')].map(path => path.dataset.adcode)
).size"""


def click_middle(page: Page, mark: Locator) -> None:
    """Click a mark of a chart; Plotly catches clicks on a sheet above its marks."""
    mark.wait_for()
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_the_map_paints_34_provinces(open_page):
    page = open_page("map")
    painted(page)
    assert page.evaluate(PROVINCES) == 34


def test_the_map_fits_the_window(open_page):
    page = open_page("map?lang=en&region=510000")
    painted(page)
    heights = page.evaluate(
        "() => { const m = document.querySelector('[data-testid=stMain]');"
        " return [m.scrollHeight, m.clientHeight]; }"
    )
    assert heights[0] <= heights[1]


def test_a_click_on_sichuan_opens_its_card(open_page):
    page = open_page("map?indicator=metaverse_industry&scope=related&deadline=2025")
    click_province(page, "510000")
    expect(page.locator(".figure").first).to_contain_text("2,500亿元")
    expect(page.locator(".wording").first).to_contain_text("全省元宇宙相关产业规模达到 2500 亿元")
    expect(page).to_have_url(re.compile("region=510000"))


def test_a_citys_point_opens_its_own_card_beside_its_provinces_figure(open_page):
    page = open_page("map?indicator=metaverse_industry&scope=related&deadline=2025")
    painted(page)
    page.locator('.china circle[data-adcode="510100"]').first.click()
    expect(page).to_have_url(re.compile("region=510100"))
    expect(page.locator(".figure .amount").first).to_have_text("1,500亿元")
    own = page.locator(".figure .amount").filter(has_text="2,500亿元")
    expect(own).to_be_visible()


def test_a_provinces_cities_are_listed_and_open_their_own_cards(open_page):
    page = open_page("map?indicator=metaverse_industry&region=510000&lang=en")
    row = page.locator(".st-key-card_cities tbody tr", has_text="Chengdu")
    expect(row.locator("td").first).to_have_text("¥150 bn")
    row.get_by_role("button", name="Chengdu").press("Enter")
    expect(page).to_have_url(re.compile("region=510100"))
    expect(page.locator(".st-key-map_side h2.part").first).to_contain_text("Chengdu")


def test_a_row_beside_the_map_opens_its_card_and_cuts_no_word(open_page):
    page = open_page("map?indicator=metaverse_industry&deadline=2025&lang=en")
    rows = page.locator("table.cards tbody tr")
    expect(rows.filter(has_text="Chongqing")).to_contain_text("deadline passed, no report found")
    assert rows.locator("td, th").evaluate_all(
        "cells => cells.every(cell => cell.scrollWidth <= cell.clientWidth)"
    )
    rows.filter(has_text="Chongqing").locator("td").last.click()
    expect(page.locator("h2.part", has_text="Chongqing")).to_be_visible()
    expect(page).to_have_url(re.compile("region=500000"))
    page.get_by_role("button", name="Close the card").click()
    expect(rows.filter(has_text="Chongqing")).to_be_visible()


def test_a_hatched_province_opens_too(open_page):
    page = open_page("map?indicator=metaverse_industry&scope=related&deadline=2025")
    click_province(page, "420000")
    expect(page.locator("h2.part").filter(has_text="湖北")).to_be_visible()


def test_the_language_switch_translates_the_page(open_page):
    page = open_page("map?region=510000")
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_text("Scope", exact=True)).to_be_visible()
    expect(page.locator(".figure .amount").first).to_have_text("¥250 bn")
    expect(page.get_by_role("link", name="Timeline")).to_be_visible()
    expect(page).to_have_url(re.compile("lang=en"))


def test_the_language_goes_along_to_the_next_page(open_page):
    page = open_page("map?lang=en")
    painted(page)
    page.get_by_role("link", name="Compare").click()
    expect(page.locator("h1.finding")).to_contain_text("can be compared")
    expect(page).to_have_url(re.compile("lang=en"))


def test_links_keep_the_page_that_is_open(open_page):
    """From page to page without loading the app again: one step back for each."""
    page = open_page("map?lang=en&region=510000")
    painted(page)
    page.evaluate("window.here = true")
    page.locator(".st-key-map_side .place a", has_text="Sichuan Action Plan").first.click()
    expect(page.locator("h1.finding")).to_contain_text("Sichuan Action Plan for the Metaverse")
    expect(page.locator("nav.pages [aria-current]")).to_have_count(
        0
    )  # a plan is no page of the menu
    page.get_by_role("link", name="Compare").click()
    expect(page.locator("h1.finding")).to_contain_text("can be compared")
    expect(page.locator("nav.pages [aria-current]")).to_have_text("Compare")
    page.locator("nav.pages").get_by_text(
        "Compare"
    ).click()  # the page that is shown stays as it is
    settled(page)
    expect(page.locator("h1.finding")).to_contain_text("can be compared")
    page.go_back()
    expect(page.locator("h1.finding")).to_contain_text("Sichuan Action Plan for the Metaverse")
    page.go_back()
    expect(page.locator(".st-key-map_side h2.part").first).to_contain_text("Sichuan")
    assert page.evaluate("window.here")


def test_the_first_link_goes_past_the_menu(open_page):
    page = open_page("map?lang=en")
    settled(page)
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("stSkipToContent")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1.finding")).to_be_focused()


def test_a_copied_address_shows_the_same_in_a_new_browser(open_page):
    page = open_page("map?indicator=metaverse_industry&scope=related&deadline=2025&lang=en")
    click_province(page, "500000")
    expect(page.locator(".figure .amount").first).to_have_text("¥100 bn")
    address = page.url.split("/", 3)[3]
    other = open_page(address)
    painted(other)
    expect(other.locator(".figure .amount").first).to_have_text("¥100 bn")
    assert other.locator("h1.finding").inner_text() == page.locator("h1.finding").inner_text()


def test_a_shared_link_is_the_first_thing_a_fresh_server_is_asked_for(fresh_app, browser):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{fresh_app}/compare?regions=510000&regions=500000&lang=en")
    expect(page.locator("h1.finding")).to_contain_text("Sichuan", timeout=30_000)
    expect(page.get_by_role("link", name="Map")).to_be_visible()
    context.close()


def test_compare_sichuan_with_chongqing(open_page):
    page = open_page("compare?regions=510000&regions=500000&sectors=metaverse")
    row = page.locator("table.matrix tbody tr").filter(has_text="元宇宙产业规模").first
    expect(row).to_contain_text("2,500亿元")
    expect(row).to_contain_text("1,000亿元")
    row.locator("summary").first.click()
    expect(row.locator(".wording").first).to_contain_text("相关产业规模达到 2500 亿元")


def test_a_bar_opens_the_evidence_of_its_figure(open_page):
    page = open_page("compare?regions=510000&regions=500000&sectors=metaverse")
    click_middle(page, page.locator(".js-plotly-plot .bars path").first)
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".wording").first).to_be_visible()
    expect(page).to_have_url(re.compile("target="))
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page).not_to_have_url(re.compile("target="))


def test_search_for_metaverse_and_open_a_plan(open_page):
    page = open_page("plans")
    page.get_by_role("textbox").fill("四川 元宇宙")
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="四川省元宇宙产业发展行动计划（2023—2025年）")
    link.click()
    expect(page.locator("h1.finding")).to_have_text("四川省元宇宙产业发展行动计划（2023—2025年）")
    expect(page.locator(".wording").first).to_contain_text("2500 亿元")


def test_a_timeline_milestone_opens_its_evidence(open_page):
    page = open_page("timeline?sectors=metaverse")
    mark = page.locator(".js-plotly-plot .scatterlayer .trace").last.locator(".point").last
    click_middle(page, mark)
    expect(page.get_by_role("dialog").locator(".wording").first).to_be_visible()


def test_the_year_slider_is_in_the_address(open_page):
    page = open_page("map?indicator=metaverse_industry&scope=related&announced=2022")
    painted(page)
    expect(page.locator("h1.finding")).to_contain_text("只有上海")
    expect(page.locator("h1.finding")).not_to_contain_text("四川")


def test_on_a_phone_all_pages_of_the_menu_can_be_reached(open_page):
    """The switch of languages, at the end of the menu's line, does not lie over its last page."""
    page = open_page("map?lang=en")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="Present", exact=True).click()
    expect(page.locator("h1.finding")).to_have_text("Present")
    page.get_by_role("radio", name="中文").click()
    expect(page.locator("h1.finding")).to_have_text("演示讲稿")


def test_back_returns_to_the_view_before(open_page):
    page = open_page("map?indicator=metaverse_industry&scope=related&deadline=2025")
    click_province(page, "510000")
    expect(page).to_have_url(re.compile("region=510000"))
    page.go_back()
    expect(page).not_to_have_url(re.compile("region=510000"))


def test_an_unknown_address_gets_a_sentence_and_a_way_back(open_page):
    page = open_page("map?region=999999&lang=en")
    expect(page.locator(".notice")).to_contain_text("region=999999")
    page.get_by_role("button", name="Correct the address").click()
    expect(page.locator(".notice")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("999999"))


def test_dark_mode_is_dark(open_page):
    page = open_page("map", color_scheme="dark")
    painted(page)
    expect(page.locator("h1.finding")).to_have_css("color", "rgb(232, 235, 238)")


def test_what_was_changed_can_be_changed_back(open_page):
    page = open_page("map")
    page.get_by_role("radio", name="English").click()
    expect(page).to_have_url(re.compile("lang=en"))
    page.get_by_role("radio", name="中文").click()
    expect(page.get_by_text("口径", exact=True)).to_be_visible()
    expect(page).not_to_have_url(re.compile("lang=en"))


def test_the_only_filter_can_be_cleared(open_page):
    page = open_page("timeline?sectors=metaverse")
    few = page.locator("h1.finding").inner_text()
    page.get_by_role("button", name="元宇宙", exact=True).click()
    expect(page.locator("h1.finding")).not_to_have_text(few)
    expect(page).not_to_have_url(re.compile("sectors"))


def test_the_same_bar_opens_its_evidence_twice(open_page):
    page = open_page("compare?regions=510000&regions=500000&sectors=metaverse")
    for number in range(2):
        chart = page.locator(f'[class*="st-key-bars_metaverse_industry"][class*="-{number} "]')
        click_middle(page, chart.locator(".bars path").first)
        expect(page.get_by_role("dialog").locator(".wording").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_page_of_a_list_is_in_the_address(open_page):
    page = open_page("plans?page=2")
    first = page.get_by_role("link").filter(has_text="行动").first.inner_text()
    other = open_page("plans")
    assert other.get_by_role("link").filter(has_text="行动").first.inner_text() != first


def test_a_milestone_of_several_figures_opens_them_all(open_page):
    page = open_page("timeline?target=sichuan-metaverse-2025&sectors=metaverse")
    expect(page.get_by_role("dialog").locator(".wording")).to_have_count(5)
