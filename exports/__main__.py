"""``python -m exports workbook --page map --view QUERY -o FILE``: a view as a file, with no browser."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs

from analysis.atlas import build_atlas
from analysis.shown import PAGES, finding_of, shown_targets
from analysis.view import parse_view
from exports.table import csv_bytes, export_table
from exports.workbook import Cover, workbook
from loaders.collection import load_collection
from loaders.problems import InvalidData
from loaders.side_files import load_context, load_curation


def main(arguments: Sequence[str] | None = None) -> int:
    """Write one file; exit status 1 for bad data, 2 for an address that names something unknown."""
    options = _parser().parse_args(arguments)
    try:
        atlas = build_atlas(load_collection(), load_curation(), load_context())
    except InvalidData as error:
        print(error, file=sys.stderr)
        return 1
    parsed = parse_view(parse_qs(options.view.lstrip("?"), keep_blank_values=True), atlas)
    if parsed.unknown:
        names = ", ".join(f"{item.parameter}={item.value}" for item in parsed.unknown)
        print(f"the view names something unknown: {names}", file=sys.stderr)
        return 2
    view = parsed.view
    rows = shown_targets(atlas, view, options.page)
    if rows.empty:
        print("the view shows no figures: nothing to write", file=sys.stderr)
        return 2
    if options.what == "csv":
        content = csv_bytes(export_table(atlas, rows, view.lang), view.lang)
    else:
        title = finding_of(atlas, view, options.page, date.today())
        address = f"{options.page}?{view.query_string()}"
        content = workbook(atlas, rows, Cover(title, "", address, date.today()), view.lang)
    options.output.write_bytes(content)
    print(f"{options.output}: {len(rows)} figures", file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m exports", description=__doc__)
    commands = parser.add_subparsers(dest="what", required=True)
    for name, text in (("workbook", "an Excel workbook"), ("csv", "a CSV file")):
        command = commands.add_parser(name, help=text)
        command.add_argument("--page", choices=PAGES, default="plans")
        command.add_argument("--view", default="", metavar="QUERY", help="what stands after the ?")
        command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    return parser


if __name__ == "__main__":
    sys.exit(main())
