"""The running app takes changes of its data files over, on pages that are open already."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from loaders.data_files import DataFiles
from tests.browser.conftest import painted, serve

OLD, NEW = "2500 亿元", "2501 亿元"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the curated files, to change."""
    folder = tmp_path / "data"
    folder.mkdir()
    for path in DataFiles().paths():
        shutil.copy(path, folder)
    return folder


def test_open_pages_follow_the_files(data: Path, tmp_path: Path, browser: Browser) -> None:
    targets = data / "targets.yaml"
    good = targets.read_text("utf-8")
    better = good.replace(f"value: {OLD}", f"value: {NEW}", 1)
    assert better != good
    plan = "sichuan-metaverse-2023"
    for app in serve(tmp_path, ATLAS_DATA=str(data)):
        contexts = [browser.new_context(locale="zh-CN") for _ in range(2)]
        reading, searching = (context.new_page() for context in contexts)
        reading.goto(f"{app}/plan?plan={plan}&lang=en")
        searching.goto(f"{app}/plans?lang=zh")
        heading = searching.locator("h1.finding")
        everything = heading.inner_text()
        searching.get_by_role("textbox").first.fill("元宇宙")
        searching.get_by_role("textbox").first.press("Enter")
        searching.wait_for_url("**search=**")
        expect(heading).not_to_have_text(everything)
        found = heading.inner_text()
        amount = reading.get_by_text("¥250 bn").first
        expect(amount).to_be_visible()

        targets.write_text(better, "utf-8")
        expect(reading.get_by_text("¥250.1 bn").first).to_be_visible()

        targets.write_text(better.replace(f"value: {NEW}", "value: <b>much</b>", 1), "utf-8")
        banner = reading.locator(".notice[role=status]")
        expect(banner).to_contain_text("last good state")
        expect(reading.get_by_text("¥250.1 bn").first).to_be_visible()
        banner.locator("summary").click()
        expect(banner).to_contain_text("targets.yaml:")
        expect(banner).not_to_contain_text(str(data))
        expect(banner).to_contain_text("<b>much</b>")
        expect(searching.locator(".notice[role=status]")).to_contain_text("最后一次正确")
        # What the reader had typed and found is still there.
        assert heading.inner_text() == found
        assert searching.get_by_role("textbox").first.input_value() == "元宇宙"

        targets.write_text(good, "utf-8")
        expect(banner).to_have_count(0)
        expect(amount).to_be_visible()
        for context in contexts:
            context.close()


def test_a_bad_file_at_the_start(data: Path, tmp_path: Path, browser: Browser) -> None:
    targets = data / "targets.yaml"
    good = targets.read_bytes()
    targets.write_bytes(good + b"\nplans: [")
    for app in serve(tmp_path, ATLAS_DATA=str(data)):
        page = browser.new_page()
        page.goto(f"{app}/map?lang=en")
        expect(page.get_by_role("heading", level=1)).to_contain_text("have problems")
        expect(page.locator(".problems")).to_contain_text("targets.yaml:")
        targets.write_bytes(good)
        expect(page.get_by_role("heading", level=1)).not_to_contain_text("problems")
        page.close()
    targets.write_bytes(good + b"\nplans: [")
    for app in serve(tmp_path, ATLAS_DATA=str(data)):
        page = browser.new_page()
        page.goto(f"{app}/map?lang=en")
        expect(page.locator(".notice[role=status]")).to_contain_text("last good state")
        page.close()


def test_a_page_that_ran_in_parts_follows_too(data: Path, tmp_path: Path, browser: Browser) -> None:
    targets = data / "targets.yaml"
    better = targets.read_text("utf-8").replace(f"value: {OLD}", f"value: {NEW}", 1)
    for app in serve(tmp_path, ATLAS_DATA=str(data)):
        context = browser.new_context(locale="zh-CN")
        page = context.new_page()
        page.goto(f"{app}/map")
        page.locator('[data-name="others"] input:not(:checked)').click()
        page.wait_for_url("**others=hide**")
        expect(page.get_by_text("2,500亿元", exact=True)).to_be_visible()
        targets.write_text(better, "utf-8")
        expect(page.get_by_text("2,501亿元", exact=True)).to_be_visible()
        context.close()


def test_a_page_whose_server_was_replaced_works_on(tmp_path: Path, browser: Browser) -> None:
    """A control of a part would do nothing on a server that has not run the page."""
    before = serve(tmp_path)
    app = next(before)
    page = browser.new_page()
    page.goto(f"{app}/map?region=510000&lang=en")
    expect(page.get_by_role("heading", name="Sichuan")).to_be_visible()
    next(before, None)
    for _ in serve(tmp_path, int(app.rpartition(":")[2])):
        for _ in range(20):  # until the browser has connected anew
            page.locator('[data-name="others"] input:not(:checked)').click()
            page.wait_for_timeout(1500)
            if "others=hide" in page.url:
                break
        assert "others=hide" in page.url
        assert "region=510000" in page.url
        page.close()


def test_the_data_are_loaded_before_the_first_visitor_comes(fresh_app: str, tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    deadline = time.monotonic() + 60
    while "serving" not in log.read_text("utf-8"):
        assert time.monotonic() < deadline, f"{fresh_app} waits for a visitor"
        time.sleep(0.1)


def test_code_that_did_not_come_is_asked_for_again(app: str, browser: Browser) -> None:
    """A server that went while a page was loading leaves no part of it empty when it is back."""
    context = browser.new_context()
    page = context.new_page()
    lost: list[str] = []

    def lose(route: Route) -> None:
        if lost.count(route.request.url) < 2:
            lost.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    page.route(re.compile(r"/app/static/(components|choices|china)\.js"), lose)
    page.goto(f"{app}/map?lang=en")
    expect(page.locator('[data-name="deadline"] input')).to_be_visible(timeout=30_000)
    painted(page)
    assert len(lost) >= 4
    context.close()
