"""Time and peak memory of making files: for the collection, and for a hundred times as much.

    python -m benchmarks.exports [--times 100] [--kind pack] [--kind deck]

Each file is made in a process of its own; its peak includes the collection itself, which is given
beside it; what is refused because nobody could use it is told so. ``pack`` is the workbook of everything, ``deck`` and the others are the Overview's. The
larger collection is synthetic (benchmarks/generate.py).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from datetime import date

from analysis.atlas import build_atlas, open_atlas
from analysis.view import View
from benchmarks.generate import synthetic_collection
from benchmarks.growth import peak_memory
from exports.kind import CannotExport, Cover
from exports.kinds import BY_NAME
from exports.taking import take

_KINDS = ("pack", "deck", "package", "csv")
_DAY = date(2026, 11, 21)


def main() -> None:
    """Run every case in a process of its own, and print one line for each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=100, help="how much larger")
    parser.add_argument("--kind", action="append", choices=tuple(BY_NAME), default=[])
    parser.add_argument("--case", nargs=2, metavar=("KIND", "TARGETS"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.case:
        _case(given.case[0], int(given.case[1]))
        return
    print("| file | figures | seconds | of the processor | peak MB | before MB | file kB |")
    print("|---|---|---|---|---|---|---|", flush=True)
    size = len(open_atlas().targets)
    for kind in given.kind or _KINDS:
        for targets in (0, size * given.times):
            command = [sys.executable, "-m", "benchmarks.exports", "--case", kind, str(targets)]
            subprocess.run(command, check=True)  # noqa: S603


def _case(kind: str, targets: int) -> None:
    """Make one file of the project's own collection (0 targets) or of a synthetic one."""
    atlas = build_atlas(synthetic_collection(targets)) if targets else open_atlas()
    before = peak_memory()
    view = View()
    start, worked = time.perf_counter(), time.process_time()
    cover = Cover("overview", _DAY)
    taken = take(atlas, view, "overview", cover)
    try:
        size = f"{len(BY_NAME[kind].make(atlas, taken.shown, view, cover)) / 1000:,.0f}"
    except CannotExport:
        size = "refused, in a sentence"
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    cells = (
        kind, f"{len(atlas.targets):,}", f"{seconds:.1f}", f"{worked:.1f}", f"{peak_memory():.0f}", f"{before:.0f}",
        size,
    )  # fmt: skip
    print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
