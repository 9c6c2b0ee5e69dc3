"""``make bench``: everything, or ``make bench ROUNDS=5 ONLY="cold load"``."""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from pathlib import Path

from benchmarks import growth, report, rows
from benchmarks.in_browser import chromium
from benchmarks.servers import make_rivals

PARTS = ("cold", "clicks", "start", "memory", "load", "workbook", "growth")
HERE = Path(__file__).parent
PICTURE = HERE.parent / "docs" / "growth.png"


def main() -> int:
    """Measure, write ``benchmarks/results/`` and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--only", nargs="*", choices=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--sizes", type=int, nargs="*", default=list(growth.SIZES))
    given = parser.parse_args()
    chosen = given.only or PARTS
    logging.disable(logging.WARNING)
    found: rows.Measured = {}
    with tempfile.TemporaryDirectory(prefix="atlas-bench-") as name:
        folder = Path(name)
        if {"cold", "clicks", "start", "memory"} & set(chosen):
            make_rivals(folder)
        if {"cold", "clicks"} & set(chosen):
            found |= rows.browser_rows(folder, given.rounds, lambda part: part in chosen)
        steps = {
            "start": lambda: rows.start_rows(folder, given.rounds),
            "memory": lambda: rows.memory_rows(folder),
            "load": lambda: rows.load_rows(given.rounds),
            "workbook": lambda: rows.workbook_rows(given.rounds),
        }
        for part, step in steps.items():
            if part in chosen:
                print(f"{part} …", file=sys.stderr)
                found |= step()
    records = growth.grow(tuple(given.sizes)) if "growth" in chosen else []
    with chromium() as browser:
        known = browser.version
    if records:
        growth.plot(records, PICTURE)
    print(report.write(found, records, HERE / "results", known))
    return 0


if __name__ == "__main__":
    sys.exit(main())
