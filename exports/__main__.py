"""``python -m exports KIND --page map --view QUERY -o FILE``: a view as a file, with no browser."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from analysis.atlas import Atlas, open_atlas
from analysis.exhibits import Shown
from exports.command_line import output_argument, view_arguments, views_taken
from exports.kind import CannotExport, Command, Kind
from exports.kinds import COMMANDS, KINDS
from language.catalogue import translate
from loaders.problems import InvalidData
from loaders.writing import write_atomically


def main(arguments: Sequence[str] | None = None) -> int:
    """Write one file; exit status 1 for bad data, 2 for what cannot be exported, with the reason."""
    options = _parser().parse_args(arguments)
    try:
        content = options.run(open_atlas(), options)
        write_atomically(options.output, content)
    except InvalidData as error:
        print(error, file=sys.stderr)
        return 1
    except (CannotExport, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{options.output}: {len(content):,} bytes", file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m exports", description=__doc__)
    commands = parser.add_subparsers(dest="what", required=True, metavar="KIND")
    for command in [*map(_of_kind, KINDS), *COMMANDS]:
        own = commands.add_parser(command.name, help=command.help)
        command.arguments(own)
        output_argument(own)
        own.set_defaults(run=command.run)
    return parser


def _of_kind(kind: Kind) -> Command:
    """The command that every kind has: one view, or several where the kind can hold them."""

    def arguments(parser: argparse.ArgumentParser) -> None:
        view_arguments(parser)
        if kind.group == "Image" and kind.name != "images":
            parser.add_argument(
                "--chart", type=int, default=1, metavar="N", help="which of the view's charts"
            )
        if kind.template:
            parser.add_argument(
                "--template", type=Path, metavar="FILE",
                help=f"the client's own template, a .{kind.template} file",
            )  # fmt: skip

    def run(atlas: Atlas, options: argparse.Namespace) -> bytes:
        taken = views_taken(options, atlas)
        if len(taken) == 1:
            only = taken[0]
            if not kind.applies(only.shown):
                raise CannotExport(f"{only.cover.address} has nothing that {kind.name} can hold")
            shown = _of_chart(only.shown, getattr(options, "chart", 0))
            return kind.make(atlas, shown, only.view, only.cover)
        if kind.make_several is None:
            raise CannotExport(f"{kind.name} holds one view; give one --at")
        return kind.make_several(atlas, taken)

    text = f"{kind.group}: {translate('en', kind.label)} (.{kind.extension})"
    return Command(kind.name, text, arguments, run)


def _of_chart(shown: Shown, number: int) -> Shown:
    """What a view shows with one of its charts, counted from 1; all of them for 0.

    Raises:
        CannotExport: the view has no chart of that number.
    """
    if not number:
        return shown
    if not 0 < number <= len(shown.exhibits):
        raise CannotExport(f"no chart {number}: the view has {len(shown.exhibits)}")
    return replace(shown, exhibits=(shown.exhibits[number - 1],))


if __name__ == "__main__":
    sys.exit(main())
