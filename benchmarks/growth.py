"""Cost against size: the server's work for each page at a hundred to a hundred thousand targets.

One process per size (``python -m benchmarks.growth SIZE``), so that memory is that of the size.
Time is the processor's, not the clock's: what else runs on the machine does not count.
"""

from __future__ import annotations

import gc
import json
import logging
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

SIZES = (100, 1_000, 10_000, 100_000)
ROUNDS = 9
#: Looks at a view that nobody has seen, of which the median counts.
LOOKS = 9
PAGES: dict[str, dict[str, Any]] = {
    "overview": {},
    "map": {},
    "card": {"region": "510000"},
    "timeline": {},
    "compare": {"regions": ["510000", "310000", "440000"]},
    "indicator": {},
    "plans": {"search": "四川"},
    "curation": {},
}


def grow(sizes: tuple[int, ...] = SIZES) -> list[dict[str, Any]]:
    """One record per size: seconds of each step and page, MB of memory."""
    found = []
    for size in sizes:
        command = [sys.executable, "-m", "benchmarks.growth", str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        found.append(json.loads(done.stdout.splitlines()[-1]))
        print(f"growth {size:,}: done", file=sys.stderr)
    return found


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def measure_size(size: int) -> dict[str, Any]:
    """Build a collection of this size in this process and run every page of the app on it."""
    from analysis.atlas import build_atlas
    from analysis.library import Standing, make_ready
    from benchmarks.generate import synthetic_data
    from loaders.collection import check_collection
    from loaders.side_files import load_context
    from loaders.yaml_source import YamlSource
    from pages.shared import live

    data = synthetic_data(size)
    before = peak_memory()
    check, collection = _timed(lambda: check_collection(YamlSource("synthetic", data)))
    build, atlas = _timed(lambda: build_atlas(collection, context=load_context(), digest="s"))
    index, _ = _timed(lambda: make_ready(atlas))
    gc.freeze()  # as the server does with what its library holds
    standing = Standing(atlas, (), datetime.now(UTC), 1)
    live.standing = lambda: standing

    def forget() -> None:
        for kept in (atlas.answers, atlas.lists, atlas.drawings, atlas.selections):
            kept.forget()

    pages = {name: _page(name, query, forget) for name, query in PAGES.items()}
    return {
        "targets": size,
        "check": check,
        "build": build + index,
        "pages": pages,
        "memory": peak_memory() - before,
    }


def peak_memory() -> float:
    """MB that this process has used at most, from Linux' own count.

    The count of ``resource`` begins with what the process that started this one had used.

    Raises:
        OSError: another system.
    """
    text = Path("/proc/self/status").read_text("ascii")
    return (
        int(next(line for line in text.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024
    )


def _page(
    name: str, query: dict[str, Any], forget: Callable[[], None] = lambda: None
) -> dict[str, float]:
    """Seconds of a run that nothing is kept for, of a rerun that changes the language, bytes of HTML.

    ``forget`` empties what the app keeps of views that somebody has seen.
    """
    from streamlit.testing.v1 import AppTest

    from benchmarks.servers import ROOT

    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=900)
    app.run()
    page = "map" if name == "card" else name
    if page != "overview":
        app.switch_page(f"pages/{page}.py")
    for key, value in query.items():
        app.query_params[key] = value
    first = []
    for _ in range(LOOKS):
        forget()
        first.append(_timed(app.run)[0])
    if app.exception:
        raise RuntimeError(f"{name}: {app.exception}")
    again = []
    for number in range(ROUNDS):
        app.query_params["lang"] = ("en", "zh")[number % 2]
        again.append(_timed(app.run)[0])
    blocks = [str(getattr(block, "value", None) or "") for block in app.get("html")]
    sent = sum(len(text.encode()) for text in blocks)
    return {"first": median(first), "again": median(again), "html": sent}


def plot(records: list[dict[str, Any]], file: Path) -> None:
    """The picture of cost against size: pages at the left, loading and memory at the right."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    sizes = [record["targets"] for record in records]
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4.2), layout="constrained")
    for name in PAGES:
        values = [record["pages"][name]["again"] for record in records]
        left.plot(sizes, values, marker="o", markersize=4, linewidth=1.5, label=name)
    left.set(
        xscale="log", yscale="log", xlabel="targets", ylabel="seconds of processor time",
        title="A rerun of each page",
    )  # fmt: skip
    left.legend(frameon=False, fontsize=8, ncols=2)
    for name, style in (("check", "-"), ("build", "--")):
        right.plot(
            sizes, [record[name] for record in records], style, marker="o", markersize=4,
            color="#2b6ea6", label=f"{name} (s)",
        )  # fmt: skip
    right.plot(
        sizes, [record["memory"] for record in records], marker="s", markersize=4,
        color="#b5651d", label="memory (MB)",
    )  # fmt: skip
    right.set(xscale="log", yscale="log", xlabel="targets", title="Checking, building, memory")
    right.legend(frameon=False, fontsize=8)
    for axes in (left, right):
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(color="#e3e7eb", linewidth=0.6)
        axes.set_axisbelow(True)
        axes.title.set_fontsize(11)
    figure.savefig(file, dpi=110)
    plt.close(figure)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    print(json.dumps(measure_size(int(sys.argv[1]))))
