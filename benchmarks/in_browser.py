"""Times and bytes as a user's browser has them: cold loads, clicks, what goes over the wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.servers import Server
from scripts.find_chromium import find_chromium

_SCRIPT = Path(__file__).with_name("painted.js").read_text("utf-8")
#: Milliseconds without a change of the document that end an interaction.
_QUIET = 700
_PATIENCE = 90_000
#: What of a page must change before an interaction can be over, wherever it is.
_WORDS = "h1.finding, p.subtitle, .legend, .st-key-map_side"
SIZE = {"width": 1440, "height": 900}


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine, headless."""
    path = find_chromium()
    if path is None:
        raise RuntimeError("no Chromium: python -m scripts.find_chromium says what to install")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


class Visit:
    """One page in a browser context of its own: no cache, no storage of an earlier one."""

    def __init__(
        self, browser: Browser, server: Server, path: str = "", *, counted: bool = False
    ) -> None:
        """Open the address.

        What it receives is ``counted`` where that is asked for: it takes the browser time, the
        more the more messages there are, so it is not done where seconds are measured.
        """
        self._context = browser.new_context(viewport=SIZE, locale="zh-CN")  # type: ignore[arg-type]
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(_PATIENCE)
        self.page.add_init_script(_SCRIPT)
        self._received = 0
        if counted:
            wire = self._context.new_cdp_session(self.page)
            wire.send("Network.enable")
            wire.on("Network.webSocketFrameReceived", self._frame)
            wire.on("Network.loadingFinished", self._answer)
        self.page.goto(f"{server.address}/{path}")

    def _frame(self, event: dict[str, Any]) -> None:
        response = event["response"]
        size = len(response["payloadData"])
        self._received += size if response["opcode"] == 1 else size * 3 // 4

    def _answer(self, event: dict[str, Any]) -> None:
        self._received += int(event["encodedDataLength"])

    def loaded(self, *, with_map: bool = True) -> float:
        """Seconds from the address to the painted map, or title where the page has no map."""
        what = "map" if with_map else "title"
        handle = self.page.wait_for_function(f"window.bench.{what} || null")
        found = float(handle.json_value()) / 1000
        self.page.evaluate("bench.looking = false")
        return found

    def settle(self) -> None:
        """Wait until the page is quiet."""
        self.page.wait_for_function(f"performance.now() - bench.last > {_QUIET}", polling=50)

    def act(
        self, how: Callable[[], Any], *, redraws: bool = True, words: str = _WORDS
    ) -> tuple[float, int]:
        """(seconds, bytes if counted) from the press of the pointer or of Enter to the last change.

        The ``words`` (a selector; without one the address) must have changed, and the map must have
        been drawn anew where it ``redraws``.
        """
        self.settle()
        before = self.page.evaluate(
            f"bench.clicked = null; bench.drawn = 0; bench.words({words!r})"
        )
        self._received = 0
        how()
        self.page.wait_for_function(
            f"before => bench.clicked !== null && bench.last > bench.clicked && bench.words({words!r}) !== before"
            f" && bench.drawn >= {int(redraws)} && performance.now() - bench.last > {_QUIET}",
            arg=before,
            polling=50,
        )
        seconds = self.page.evaluate("(bench.last - bench.clicked) / 1000")
        return float(seconds), self._received

    def press(self, selector: str, *, redraws: bool = True) -> tuple[float, int]:
        """The same for a click on an element."""
        return self.act(self.page.locator(selector).first.click, redraws=redraws)

    def press_unit(self, adcode: str) -> tuple[float, int]:
        """The same for a click on a province of the app's map, at the point inside it that names it."""
        place = self.page.evaluate(
            """adcode => {
              const { svg, shapes } = document.querySelector(".china").china;
              const point = new DOMPoint(...shapes.places[adcode]).matrixTransform(svg.getScreenCTM());
              return [point.x, point.y];
            }""",
            adcode,
        )
        return self.act(lambda: self.page.mouse.click(*place))

    def close(self) -> None:
        """End the visit."""
        self._context.close()
