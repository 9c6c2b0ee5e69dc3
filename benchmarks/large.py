"""The clicks of a hundred figures at a hundred thousand: what a user of each page waits for.

A server for each size, with an invented collection, and a browser: every round asks each page of all for a
view that nobody has seen, so that nothing of the answer is kept. Times are those of
:mod:`benchmarks.in_browser`, from the press to the last change of the page, and for a file to its
last byte.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from analysis.view import View
from analysis.words import region_name
from benchmarks.generate import synthetic_data, write_folder
from benchmarks.in_browser import Visit, chromium
from benchmarks.rows import Measured
from benchmarks.servers import serve
from language.catalogue import translate
from loaders.models import Level
from loaders.regions import OUTSIDE_SCOPE, regions

SIZES = (100, 1_000, 100_000)
#: Where an answer is seen, on every page.
_MAIN = '[data-testid="stMain"]'
#: Kinds of files that are made of the Map's view.
_FILES = {"workbook": "Excel with native charts", "deck": "PowerPoint with native charts"}


def large_rows(folder: Path, rounds: int) -> Measured:
    """Seconds of each click and file; who is the number of figures."""
    found: Measured = defaultdict(lambda: defaultdict(list))
    names = _indicators(rounds + 1)
    with ExitStack() as stack:
        browser = stack.enter_context(chromium())
        servers = {}
        for size in SIZES:
            own = folder / f"of {size}"
            write_folder(own, size)
            servers[size] = stack.enter_context(
                serve("app", folder, ATLAS_DATA=str(own), ATLAS_CACHE=str(own / "cache"), ATLAS_MAX_MB="200")
            )  # fmt: skip
        for page, act in _PAGES.items():
            visits = {size: Visit(browser, server, page) for size, server in servers.items()}
            for visit in visits.values():
                visit.loaded(with_map=page == "map")
            for number in range(-1, rounds):  # the first fetches code of the page
                print(f"large: {page} {number + 1}", file=sys.stderr)
                for size, visit in visits.items():
                    for row, seconds in act(visit, number + 1, names).items():
                        if number >= 0:
                            found[f"large: {row}"][str(size)].append(seconds)
            for visit in visits.values():
                visit.close()
    return found


def _indicators(count: int) -> list[str]:
    """Names of indicators with figures in all collections, the most frequent first; not the one
    that a page begins with.
    """
    data = synthetic_data(SIZES[0])
    used = Counter(
        target["indicator"] for plan in data["plans"] for target in plan.get("targets", ())
    )
    most = [name for name, _ in used.most_common() if name != View().indicator]
    return [data["indicators"][most[number % len(most)]]["zh"] for number in range(count)]


def _map(visit: Visit, number: int, names: list[str]) -> dict[str, float]:
    """Another indicator, a region's card, and files of the view."""
    found = {"another indicator on Map": _indicator(visit, number, names)}
    found["a region's card"] = visit.press_unit(_PROVINCES[number % len(_PROVINCES)])[0]
    close = visit.page.locator("button[data-press=close]").first
    visit.act(close.click)
    visit.settle()
    if number % 4 == 1:  # a file takes seconds
        found |= _files(visit)
    return found


def _files(visit: Visit) -> dict[str, float]:
    """Seconds from the click to the file."""
    found = {}
    opener = visit.page.get_by_role("button", name=translate("zh", "Export")).first
    opener.click()
    for row, name in _FILES.items():
        button = visit.page.get_by_role("button", name=translate("zh", name))
        button.wait_for()
        visit.settle()
        began = time.perf_counter()
        with visit.page.expect_download() as waiting:
            button.click()
        waiting.value.path()
        found[f"{row} of a map"] = time.perf_counter() - began
    visit.page.keyboard.press("Escape")
    return found


def _ranking(visit: Visit, number: int, names: list[str]) -> dict[str, float]:
    return {"another indicator on Indicator": _indicator(visit, number, names)}


def _indicator(visit: Visit, number: int, names: list[str]) -> float:
    """Find the indicator in its list by name, then choose it: the time of the choice."""
    box = visit.page.locator('[data-name="indicator"] input')
    box.click()
    box.fill(names[number])
    option = visit.page.locator('[role="option"]:visible').first
    option.wait_for()
    return visit.act(option.click, redraws=False, words=_MAIN)[0]


def _sector(row: str) -> Callable[[Visit, int, list[str]], dict[str, float]]:
    """One sector more, or one less: no two rounds ask for the same ones (a Gray code)."""

    def act(visit: Visit, number: int, names: list[str]) -> dict[str, float]:
        flipped = ((number + 1) & -(number + 1)).bit_length() - 1
        pill = visit.page.locator(".st-key-view_sectors button").nth(flipped)
        # At a hundred figures, other sectors may have the same next to nothing to show.
        return {row: visit.act(pill.click, redraws=False, words="")[0]}

    return act


def _search(visit: Visit, number: int, names: list[str]) -> dict[str, float]:
    box = visit.page.locator(".st-key-view_search input")
    box.fill(region_name(_PROVINCES[number % len(_PROVINCES)], "zh"))
    seconds, _ = visit.act(lambda: box.press("Enter"), redraws=False, words=_MAIN)
    return {"a search on Plans": seconds}


_PROVINCES = [
    code
    for code, own in regions().items()
    if own.level is Level.PROVINCE and code not in OUTSIDE_SCOPE
]
_PAGES: dict[str, Callable[[Visit, int, list[str]], dict[str, float]]] = {
    "map": _map,
    "indicator": _ranking,
    "overview": _sector("a filter on Overview"),
    "timeline": _sector("a filter on Timeline"),
    "compare": _sector("a filter on Compare"),
    "plans": _search,
}
