"""A running app and a real Chromium; nothing but this machine may be asked for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts.find_chromium import find_chromium
from scripts.processes import free_port, wait_until_served

# What is expected may take long on a busy machine; it is waited for no longer than needed.
expect.set_options(timeout=30_000)

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
#: Streamlit's own search for its server, one step above a page's address, ends in these.
PROBES = ("/_stcore/health", "/_stcore/host-config")
#: plotly.js waits for fonts and geometry, then draws; if its figure was taken off the page
#: meanwhile, this is what it says. Nobody sees it, and Streamlit offers nothing to stop it.
GONE = "reading 'typesetMath'"


def serve(tmp: Path, port: int = 0, **variables: str) -> Iterator[str]:
    """A fresh server process; yields its address, stops it, and shows a log with warnings.

    ``port`` is a free one if not given; ``variables`` are added to its environment.
    """
    port = port or free_port()
    log = tmp / "server.log"
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    environment = {**os.environ, "HOME": str(tmp), "PYTHONUNBUFFERED": "1"}
    environment |= {"ATLAS_CACHE": str(tmp / "cache"), **variables}
    with log.open("wb") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            wait_until_served(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)
    text = log.read_text("utf-8", "replace")
    # A browser that closes while it connects makes the web server log a traceback of its own;
    # an exception of the app always has a file of the app in it.
    ours = re.search(rf'File "{re.escape(str(ROOT))}/(?!\.venv)', text)
    assert not ours, text[max(0, ours.start() - 3000) :][:6000]
    assert "deprecat" not in text.lower(), text[-4000:]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a browser test once more when it fails: two cores, two browsers, much else to wait for.

    What fails twice is broken; what fails once is named at the end of the run.
    """
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an app that all tests share."""
    yield from serve(tmp_path_factory.mktemp("home"))


@pytest.fixture
def fresh_app(tmp_path: Path) -> Iterator[str]:
    """Address of an app that nobody has opened yet."""
    yield from serve(tmp_path)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine."""
    path = find_chromium()
    assert path, "no Chromium: python -m scripts.find_chromium says what to install"
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        # A page whose headers a test changes counts as one from elsewhere; it asks this machine.
        arguments.append("--disable-features=LocalNetworkAccessChecks")
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(app: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open an address of the app in a new browser; at the end, check console and requests."""
    contexts, errors, outside = [], [], []

    def opened(path: str = "", **options: object) -> Page:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("console", lambda m: errors.append((m.text, m.location)) if _counts(m) else None)
        page.on("pageerror", lambda e: None if GONE in str(e) else errors.append((str(e), {})))
        page.on("request", lambda r: outside.append(r.url) if _leaves(r.url) else None)
        page.goto(f"{app}/{path}")
        page.locator("h1.finding").wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []
    assert outside == []


def _counts(message: object) -> bool:
    address = str(message.location.get("url", ""))  # type: ignore[attr-defined]
    return message.type == "error" and not address.endswith(PROBES)  # type: ignore[attr-defined]


def _leaves(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:"))


MAP_PAINTED = """() => {
  const paths = [...document.querySelectorAll('.china .provinces path')];
  return paths.filter(p => p.getBoundingClientRect().width > 0).length >= 34;
}"""


def painted(page: Page) -> None:
    """Wait until the map shows its provinces."""
    page.wait_for_function(MAP_PAINTED)


#: A point on the screen near the middle of a province that a click takes for this province, and
#: not for one of its cities.
INSIDE = """adcode => {
  const { svg, shapes } = document.querySelector('.china').china;
  const middle = new DOMPoint(...shapes.places[adcode]).matrixTransform(svg.getScreenCTM());
  for (let far = 0; far < 60; far += 4)
    for (let turn = 0; turn < 8; turn++) {
      const x = middle.x + far * Math.cos(turn), y = middle.y + far * Math.sin(turn);
      const there = document.elementFromPoint(x, y);
      if (there?.matches('.provinces path') && there.dataset.adcode === adcode) return [x, y];
    }
  return null;
}"""


def click_province(page: Page, adcode: str) -> None:
    """Click near the middle of a province of the page's map, beside the points of cities."""
    painted(page)
    page.mouse.click(*page.evaluate(INSIDE, adcode))


#: The script has run, the code of what it shows has come, and nothing fades any more.
_STILL = """() => !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]') &&
  document.getAnimations().every(one =>
    one.playState !== 'running' || one.effect.getComputedTiming().iterations === Infinity)"""


def settled(page: Page) -> None:
    """Wait until the script of the page has run to its end, all is drawn, and nothing fades."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_function(_STILL)
