"""Comparing fairly, as an analyst does it: measures, likeness, what to mind."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import click_province

METAVERSE = "compare?regions=310000&regions=510000&regions=500000&sectors=metaverse&lang=en"


def test_the_measure_is_switched_in_place(open_page):
    page = open_page(METAVERSE)
    expect(page.get_by_text("¥350 bn").first).to_be_visible()
    page.get_by_role("radio", name="Per 100 yuan of GDP").click()
    expect(page).to_have_url(re.compile("measure=gdp"))
    expect(page.get_by_text(re.compile(r"% \(¥350 bn, GDP 20\d\d\)")).first).to_be_visible()


def test_a_region_like_these_joins_the_comparison(open_page):
    page = open_page(METAVERSE)
    page.get_by_role("button", name="Regions like these").click()
    page.locator('[class*="st-key-like_510000"] button:not([disabled])').first.click()
    expect(page).to_have_url(re.compile(r"(regions=\d{6}.*){4}"))


def test_a_click_on_the_small_map_takes_a_province_in(open_page):
    page = open_page(METAVERSE)
    page.get_by_role("button", name="On the map").click()
    click_province(page, "650000")
    expect(page).to_have_url(re.compile("regions=650000"))
    expect(page.get_by_text("Xinjiang").first).to_be_visible()


def test_a_figure_to_mind_says_why(open_page):
    page = open_page("indicator?indicator=metaverse_industry&scope=related&deadline=2025&lang=en"
                     "&target=chengdu-metaverse-2025")  # fmt: skip
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Its region lies within another one here")).to_be_visible()
    expect(dialog.get_by_text("Would be 60%")).to_be_visible()
