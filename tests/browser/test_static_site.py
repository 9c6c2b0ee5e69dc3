"""The static site in a browser, from a folder and from a web server, with everything else blocked."""

from __future__ import annotations

import threading
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request, expect

from analysis.atlas import build_atlas
from exports.site.build import build_site
from exports.site.templates import Place
from loaders.collection import load_collection

PLAN = "四川省元宇宙产业发展行动计划"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(small: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    build_site(
        build_atlas(load_collection(small)), {}, folder, Place(day=date(2026, 1, 1)), processes=1
    )
    return folder


def _unserved(request: Request) -> list[str]:
    """Of a failed request its address and why; none where the reader left before it came.

    A page's pictures may still be on their way when the next link is followed: Chromium
    then breaks the requests off (ERR_ABORTED), which is no fault of the site. One that leads
    outside, which the test refuses, fails otherwise (ERR_FAILED), as does a missing file.
    """
    why = request.failure or ""
    return [] if why == "net::ERR_ABORTED" else [f"{request.url}: {why}"]


def test_a_reader_searches_reads_and_changes_language(site: Path, browser: Browser) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for root in (site.as_uri(), f"http://127.0.0.1:{server.server_port}"):
        wrong: list[str] = []
        context = browser.new_context(color_scheme="light")
        context.route(lambda url, own=root: not url.startswith(own), lambda route: route.abort())
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("console", lambda message, wrong=wrong: wrong.append(message.text))
        page.on("requestfailed", lambda request, wrong=wrong: wrong.extend(_unserved(request)))
        page.goto(f"{root}/zh/index.html")
        page.get_by_role("searchbox").fill("宇宙产业 2500")
        page.get_by_role("searchbox").press("Enter")
        page.wait_for_url("**/search.html?q=*")
        expect(page.locator("#results mark").first).to_have_text("宇宙产业")
        page.locator("#results a").first.click()
        expect(page.locator("h1")).to_have_text(PLAN)
        expect(page.locator(".figure:target .wording")).to_contain_text(
            "相关产业规模达到 2500 亿元"
        )
        page.get_by_role("link", name="English").click()
        expect(page.locator("h1")).to_have_text("Sichuan Action Plan")
        assert page.locator("html").get_attribute("lang") == "en"
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.get_by_role("button", name="Light or dark").click()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
        page.goto(f"{root}/en/map.html")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        page.locator("a[href$='510000.html'] .land").click()
        expect(page.locator("h1")).to_have_text("Sichuan")
        assert wrong == []
        context.close()
    server.shutdown()
