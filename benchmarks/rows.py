"""The rows of the table: what is measured, on whom, round by round and interleaved."""

from __future__ import annotations

import io
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.figures import CARDS
from benchmarks.in_browser import Visit, chromium
from benchmarks.servers import Server, serve

#: Row -> who -> one value a round (seconds, bytes, MB, targets a second).
Measured = dict[str, dict[str, list[float]]]
#: Streamlit pages with a part of what Map has: its parts without data, its map by Plotly, its map.
_STREAMLIT = ("as_many", "only_map", "only_own_map", "least")
_WITHOUT_MAP = ("blank", "as_many")
#: Sessions opened on each server, after two that warm it up, where their memory is measured.
_SESSIONS = 20


@contextmanager
def _served(folder: Path, names: tuple[str, ...]) -> Iterator[tuple[Browser, dict[str, Server]]]:
    """A browser and these servers, each visited once: the first visit is not what users meet."""
    with ExitStack() as stack:
        browser = stack.enter_context(chromium())
        servers = {name: stack.enter_context(serve(name, folder)) for name in names}
        for server in servers.values():
            _cold(browser, server)
        yield browser, servers


def cold_rows(folder: Path, rounds: int) -> Measured:
    """Cold loads, all rivals in turn in every round."""
    found: Measured = {"cold": defaultdict(list)}
    with _served(folder, ("app", "blank", "only_map", "only_own_map", "dash_map", "page")) as (
        browser,
        servers,
    ):
        for number in range(rounds):
            print(f"cold {number + 1}", file=sys.stderr)
            for name, server in servers.items():
                found["cold"][name].append(_cold(browser, server))
    return found


def click_rows(folder: Path, rounds: int) -> Measured:
    """Interactions, all rivals in turn in every round."""
    found: Measured = defaultdict(lambda: defaultdict(list))
    with _served(folder, ("app", "blank", *_STREAMLIT, "dash_map")) as (browser, servers):
        _clicks(browser, servers, rounds, found, counted=False)
        _clicks(browser, servers, rounds, found, counted=True)
    return found


def _cold(browser: Browser, server: Server) -> float:
    visit = Visit(browser, server, "map" if server.name == "app" else "")
    try:
        return visit.loaded(with_map=server.name not in _WITHOUT_MAP)
    finally:
        visit.close()


def _clicks(
    browser: Browser, servers: dict[str, Server], rounds: int, found: Measured, *, counted: bool
) -> None:
    """One open page each, pressed in turn; the first press of each warms up and is not counted.

    Found are seconds, or where it is ``counted``, bytes.
    """
    visits = {
        name: Visit(browser, server, "map" if name == "app" else "", counted=counted)
        for name, server in servers.items()
    }
    for name, visit in visits.items():
        visit.loaded(with_map=name not in _WITHOUT_MAP)
    app = visits["app"]
    least = visits["least"]
    rows: dict[str, dict[str, Callable[[int], tuple[float, int]]]] = {
        "language": {
            "app": lambda number: app.press(_other("lang")),
            "least": lambda number: least.press(_other("lang")),
        },
        "filter": {"app": lambda number: app.press(_other("others"))},
        "indicator": {
            "app": lambda number: _other_indicator(app),
            "least": lambda number: _other_indicator(least),
            "as_many": lambda number: visits["as_many"].press(
                ".st-key-question button", redraws=False
            ),
        },
        "card": {
            "app": lambda number: app.press_unit(CARDS[number % 2]),
            "least": lambda number: least.press_unit(CARDS[number % 2]),
        },
    }
    for number in range(-1, rounds):
        print(f"clicks {number + 1}{', bytes' if counted else ''}", file=sys.stderr)
        done: list[tuple[str, str, tuple[float, int]]] = []
        for name in ("blank", *_STREAMLIT, "dash_map"):
            button = ".st-key-switch" if name == "dash_map" else ".st-key-switch button"
            taken = visits[name].press(button, redraws=name not in _WITHOUT_MAP)
            done.append(("bytes" if counted else "switch", name, taken))
        taken = visits["as_many"].press(".st-key-menu button", redraws=False)
        done.append(("bytes rename" if counted else "rename", "as_many", taken))
        for row, acts in rows.items():
            for name, act in acts.items():
                done.append((f"bytes {row}" if counted else row, name, act(number)))
        for row, name, (seconds, size) in done if number >= 0 else ():
            found[row][name].append(size if counted else seconds)
    for visit in visits.values():
        visit.close()


def _other(name: str) -> str:
    """The entry of the app's switch that is not chosen."""
    return f'.choice[data-name="{name}"] input:not(:checked)'


def _other_indicator(visit: Visit) -> tuple[float, int]:
    """Open the list of indicators, then choose the next one: the time of the choice."""
    box = visit.page.locator('input[role="combobox"]').first
    box.click()
    option = visit.page.locator('[role="option"][aria-selected="false"]').nth(2)
    option.wait_for()
    return visit.act(option.click)


def start_rows(folder: Path, rounds: int) -> Measured:
    """Start of a process to its first page painted, in a browser that is open already."""
    found: Measured = {"start": defaultdict(list)}
    with chromium() as browser:
        for _ in range(rounds):
            for name in ("app", "blank"):
                with serve(name, folder) as server:
                    visit = Visit(browser, server)
                    visit.loaded(with_map=False)
                    found["start"][name].append(time.perf_counter() - server.started)
                    visit.close()
    return found


def memory_rows(folder: Path) -> Measured:
    """MB of the server per session that is opened after the first ones."""
    found: Measured = {"memory": defaultdict(list)}
    with chromium() as browser:
        for name in ("app", "blank"):
            with serve(name, folder) as server:
                visits = []
                for number in range(2 + _SESSIONS):
                    before = server.memory()
                    visit = Visit(browser, server, "map" if name == "app" else "")
                    visit.loaded(with_map=name == "app")
                    visit.settle()
                    visits.append(visit)
                    if number >= 2:
                        found["memory"][name].append(server.memory() - before)
                for visit in visits:
                    visit.close()
    return found


def load_rows(rounds: int) -> Measured:
    """Targets of the project's own file parsed, checked, and taken from the snapshot, a second."""
    import tempfile

    from loaders.collection import TARGETS, check_collection
    from loaders.data_files import DataFiles, keep_snapshot, read_records
    from loaders.yaml_source import read_yaml

    found: Measured = defaultdict(lambda: defaultdict(list))
    files = DataFiles()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        records = read_records(files)
        keep_snapshot(files, records, folder)
        count = sum(len(plan.targets) for plan in records.collection.plans)
        for _ in range(rounds):
            began = time.perf_counter()
            source = read_yaml(TARGETS)
            parsed = time.perf_counter()
            check_collection(source)
            checked = time.perf_counter()
            assert read_records(files, folder).kept  # noqa: S101
            kept = time.perf_counter()
            found["load"]["parse"].append(count / (parsed - began))
            found["load"]["check"].append(count / (checked - parsed))
            found["load"]["snapshot of all three files"].append(count / (kept - checked))
    return found


def workbook_rows(rounds: int) -> Measured:
    """The workbook of the whole collection, and openpyxl writing the same cells bare."""
    from openpyxl import Workbook, load_workbook

    from analysis.atlas import open_atlas
    from analysis.shown import pack
    from analysis.view import View
    from exports.kind import Cover, Taken
    from exports.workbook import workbook

    atlas, view, day = open_atlas(), View(), date(2026, 1, 1)
    found: Measured = {"workbook": defaultdict(list)}
    cells: list[list[tuple[object, ...]]] = []
    for number in range(rounds + 1):
        began = time.perf_counter()
        taken = [Taken(pack(atlas, view, day), view, Cover("overview", day))]
        shown = time.perf_counter()
        content = workbook(atlas, taken)
        written = time.perf_counter()
        if not cells:
            book = load_workbook(io.BytesIO(content))
            cells = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
        bare = time.perf_counter()
        plain = Workbook()
        for rows in cells:
            sheet = plain.create_sheet()
            for row in rows:
                sheet.append(row)
        plain.save(io.BytesIO())
        ended = time.perf_counter()
        if number:  # the first warms up
            found["workbook"]["answering"].append(shown - began)
            found["workbook"]["app"].append(written - shown)
            found["workbook"]["openpyxl"].append(ended - bare)
    return found
