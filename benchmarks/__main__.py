"""``make bench``: everything, or ``make bench ROUNDS=5 ONLY="cold load"``."""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from benchmarks import growth, large, report, rows
from benchmarks.in_browser import chromium
from benchmarks.servers import make_rivals

PARTS = ("cold", "clicks", "start", "memory", "load", "workbook", "large", "growth")
HERE = Path(__file__).parent
PICTURE = HERE.parent / "docs" / "growth.png"
RESULTS = HERE / "results"


def main() -> int:
    """Measure, write ``benchmarks/results/`` and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--only", nargs="*", choices=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--sizes", type=int, nargs="*", default=list(growth.SIZES))
    given = parser.parse_args()
    chosen = given.only or PARTS
    logging.disable(logging.WARNING)
    failed = []
    with chromium() as browser:
        known = browser.version
    with tempfile.TemporaryDirectory(prefix="atlas-bench-") as name:
        folder = Path(name)
        if {"cold", "clicks", "start", "memory"} & set(chosen):
            make_rivals(folder)
        steps: dict[str, Callable[[], rows.Measured]] = {
            "cold": lambda: rows.cold_rows(folder, given.rounds),
            "clicks": lambda: rows.click_rows(folder, given.rounds),
            "start": lambda: rows.start_rows(folder, given.rounds),
            "memory": lambda: rows.memory_rows(folder),
            "load": lambda: rows.load_rows(given.rounds),
            "workbook": lambda: rows.workbook_rows(given.rounds),
            "large": lambda: large.large_rows(folder, given.rounds),
        }
        for part in (part for part in PARTS if part in chosen):
            began = time.monotonic()
            try:
                # What one part found is kept where a later one fails.
                if part == "growth":
                    records = growth.grow(tuple(given.sizes))
                    growth.plot(records, PICTURE)
                    report.write({}, records, RESULTS, known)
                else:
                    report.write(steps[part](), [], RESULTS, known)
            except Exception:
                traceback.print_exc()
                failed.append(part)
            print(f"{part}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    print((RESULTS / "latest.md").read_text("utf-8") if len(failed) < len(chosen) else "")
    if failed:
        print(f"not measured: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
