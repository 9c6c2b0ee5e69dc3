"""``python -m loaders check | table | coverage | schema``: data to stdout, messages to stderr."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from loaders.collection import TARGETS, load_collection
from loaders.models import Collection
from loaders.problems import InvalidData
from loaders.schema import SCHEMA, STORY_SCHEMA, write_schema
from loaders.stories import Story, load_stories
from loaders.tables import coverage_table, targets_table


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0, or 1 when the data has problems."""
    options = _parser().parse_args(arguments)
    if options.command == "schema":
        write_schema()
        print(f"{SCHEMA.name} and {STORY_SCHEMA.name} written", file=sys.stderr)
        return 0
    try:
        collection = load_collection(options.file, getattr(options, "sources", None))
        checked = options.command == "check"
        stories = load_stories(collection, options.file.parent / "stories") if checked else {}
    except InvalidData as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        count = len(error.problems)
        print(f"{count} problem{'s' if count != 1 else ''} in {options.file}", file=sys.stderr)
        return 1
    if options.command == "check":
        print(_summary(collection, stories))
    else:
        table = targets_table if options.command == "table" else coverage_table
        sys.stdout.write(_written(table(collection), options.format))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser(
        "check", help="check a collection and its stories; every problem with its place"
    )
    table = commands.add_parser("table", help="one row per target")
    coverage = commands.add_parser("coverage", help="plans and figures per province and sector")
    commands.add_parser("schema", help="write data/targets.schema.json anew from the models")
    for command in (check, table, coverage):
        command.add_argument("file", nargs="?", type=Path, default=TARGETS)
    check.add_argument(
        "--sources", type=Path, metavar="FOLDER", help="look each wording up in its document"
    )
    for command in (table, coverage):
        command.add_argument("--format", choices=("csv", "json"), default="csv")
    return parser


def _summary(collection: Collection, stories: dict[str, Story]) -> str:
    targets = sum(len(plan.targets) for plan in collection.plans)
    regions = len({plan.jurisdiction for plan in collection.plans})
    return (
        f"ok: {targets} targets in {len(collection.plans)} plans of {regions} regions, "
        f"from {len(collection.documents)} documents, {len(collection.observations)} observations"
        + (f"; {len(stories)} stories" if stories else "")
    )


def _written(table: pd.DataFrame, form: str) -> str:
    if form == "csv":
        return table.to_csv(index=False, lineterminator="\n")
    plain = table.astype(object).where(table.notna(), None)
    return json.dumps(plain.to_dict("records"), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())
