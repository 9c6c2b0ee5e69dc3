"""``python -m loaders check | table | coverage | diff | draft | schema``: data to stdout.

Messages go to stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pandas as pd
from watchfiles import watch

from language.catalogue import LANGUAGES, translate
from loaders.boundaries import check_boundaries
from loaders.collection import TARGETS, load_collection
from loaders.diff import diff_as_data, diff_as_text, diff_collections
from loaders.drafting.command import add_draft, run_draft
from loaders.history import HISTORY, load_history, record_changes
from loaders.models import Collection
from loaders.problems import InvalidData, Problem
from loaders.schema import SCHEMA, STORY_SCHEMA, write_schema
from loaders.side_files import CONTEXT, CURATION, load_context, load_curation
from loaders.stories import load_stories
from loaders.tables import coverage_table, targets_table


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0, or 1 when the data has problems."""
    options = _parser().parse_args(arguments)
    if options.command == "draft":
        return run_draft(options)
    if options.command == "schema":
        write_schema()
        print(f"{SCHEMA.name} and {STORY_SCHEMA.name} written", file=sys.stderr)
        return 0
    if options.command == "check":
        status = _check(options)
        if options.watch:
            for _ in _changes(options.file):
                print(flush=True)
                _check(options)
            return 0
        return status
    try:
        if options.command == "diff":
            return _diff(options)
        collection = load_collection(options.file)
    except InvalidData as error:
        return _tell(error.problems, options.lang)
    table = targets_table if options.command == "table" else coverage_table
    sys.stdout.write(_written(table(collection), options.format))
    return 0


def _diff(options: argparse.Namespace) -> int:
    """Print what changed from one file to another; with ``--record`` write it to the history."""
    changes = diff_collections(load_collection(options.old), load_collection(options.new))
    if options.json:
        print(json.dumps(diff_as_data(changes), ensure_ascii=False, indent=2))
    else:
        sys.stdout.write(diff_as_text(changes, options.lang))
    if options.record:
        path = record_changes(changes, options.date or date.today().isoformat(), options.history)
        print(f"{path} written" if path else "nothing to record", file=sys.stderr)
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
    add_draft(commands)
    diff = commands.add_parser("diff", help="what changed from one version to another")
    diff.add_argument("old", type=Path)
    diff.add_argument("new", nargs="?", type=Path, default=TARGETS)
    diff.add_argument("--json", action="store_true", help="as data instead of text")
    diff.add_argument("--lang", choices=tuple(LANGUAGES), default="en")
    diff.add_argument("--record", action="store_true", help="keep it in the history of the data")
    diff.add_argument("--date", help="day of the record, today unless told (2026-11-21)")
    diff.add_argument("--history", type=Path, default=HISTORY, help=argparse.SUPPRESS)
    for command in (check, table, coverage):
        command.add_argument("file", nargs="?", type=Path, default=TARGETS)
        command.add_argument(
            "--lang", choices=tuple(LANGUAGES), default="en", help="language of the messages"
        )
    check.add_argument(
        "--sources", type=Path, metavar="FOLDER", help="look each wording up in its document"
    )
    check.add_argument(
        "--watch", action="store_true", help="check again after every change, until Ctrl-C"
    )
    for command in (table, coverage):
        command.add_argument("--format", choices=("csv", "json"), default="csv")
    return parser


def _check(options: argparse.Namespace) -> int:
    """Check the file; the project's own also with the files beside it."""
    problems: list[Problem] = []
    collection, stories = None, 0
    try:
        collection = load_collection(options.file, options.sources)
    except InvalidData as error:
        problems += error.problems
    if collection is not None:
        try:
            stories = len(load_stories(collection, options.file.parent / "stories"))
        except InvalidData as error:
            problems += error.problems
    if options.file == TARGETS:
        sectors = tuple(collection.sectors) if collection else None
        for check in (
            lambda: load_curation(sectors=sectors),
            load_context,
            check_boundaries,
            load_history,
        ):
            try:
                check()
            except InvalidData as error:
                problems += error.problems
    if problems or collection is None:
        return _tell(problems, options.lang, options.file)
    print(_summary(collection, stories, options.lang), flush=True)
    return 0


def _tell(problems: Sequence[Problem], lang: str, file: Path | None = None) -> int:
    """Print the problems; the last line counts those of ``file``, or of the first one's file."""
    for problem in problems:
        print(problem.in_language(lang), file=sys.stderr)
    name = (file or Path(problems[0].file)).name
    text = translate(lang, "Problems in {file}: {count}", file=name, count=len(problems))
    print(text, file=sys.stderr, flush=True)
    return 1


def _changes(file: Path) -> Iterator[None]:
    """One item for each change of the file (or of the project's own files), until Ctrl-C.

    The folder is watched and not the file: editors put a new file in its place.
    """
    files = (TARGETS, CURATION, CONTEXT) if file == TARGETS else (file,)
    names = {path.name for path in files}
    found = watch(
        file.resolve().parent, watch_filter=lambda _, name: Path(name).name in names,
        debounce=400, recursive=False, raise_interrupt=False,
    )  # fmt: skip
    for _ in found:
        yield


def _summary(collection: Collection, stories: int, lang: str) -> str:
    return translate(
        lang,
        "ok: {targets} targets in {plans} plans of {regions} regions, "
        "from {documents} documents, {observations} observations, {stories} stories",
        targets=sum(len(plan.targets) for plan in collection.plans),
        plans=len(collection.plans),
        regions=len({plan.jurisdiction for plan in collection.plans}),
        documents=len(collection.documents),
        observations=len(collection.observations),
        stories=stories,
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
