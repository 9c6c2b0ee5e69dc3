"""``python -m analysis compare ID ID`` and ``python -m analysis rank``: what the pages say, as text."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date

from analysis.atlas import Atlas, open_atlas
from analysis.bars import ranking_bars
from analysis.comparability import FIGURE_SENTENCES, SENTENCES, compare
from analysis.findings import ranking_finding
from analysis.measures import SENTENCES as MISSING
from analysis.measures import Measure
from analysis.outcome_words import words_of
from analysis.progress import outcome
from analysis.ranking import rank
from analysis.view import View
from analysis.words import (
    figure_of,
    indicator_name,
    place_name,
    region_name,
    scope_name,
)
from language.catalogue import counted, translate
from loaders.problems import InvalidData


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; exit status 0, 1 when the data have problems, 2 for an unknown name."""
    options = _parser().parse_args(arguments)
    try:
        atlas = open_atlas()
    except InvalidData as error:
        print(error, file=sys.stderr)
        return 1
    return _compare(atlas, options) if options.command == "compare" else _rank(atlas, options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    pair = commands.add_parser("compare", help="may two targets stand side by side, and why (not)")
    pair.add_argument("target", nargs=2, metavar="TARGET_ID")
    table = commands.add_parser("rank", help="all who set an indicator, ranked")
    table.add_argument("--indicator", required=True)
    table.add_argument("--deadline", type=int, default=0, help="a year; without it, the latest")
    table.add_argument("--scope", help="core, related, core+revenue ...; '' for none stated")
    table.add_argument("--per", choices=("gdp", "head", "growth"), help="in proportion to")
    table.add_argument(
        "--today",
        type=date.fromisoformat,
        default=date.today(),
        help="the day that outcomes are for",
    )
    for command in (pair, table):
        command.add_argument("--lang", choices=("zh", "en"), default="zh")
    return parser


def _compare(atlas: Atlas, options: argparse.Namespace) -> int:
    unknown = [name for name in options.target if name not in atlas.target_by_id]
    if unknown:
        print(
            f"unknown target: {', '.join(unknown)} (see python -m loaders table)", file=sys.stderr
        )
        return 2
    one, other = (atlas.figure(name) for name in options.target)
    found = compare(one, other)
    print(found.verdict.value)
    for reason in found.reasons:
        print(f"{reason.value}: {translate(options.lang, SENTENCES[reason])}")
    return 0


def _move(places: int | None) -> str:
    """Places gained or lost against the ranking by amount: ▲2, ▼1, = or nothing."""
    if places is None:
        return ""
    return f"▲{places}" if places > 0 else f"▼{-places}" if places else "="


def _rank(atlas: Atlas, options: argparse.Namespace) -> int:
    if options.indicator not in atlas.collection.indicators:
        print(f"unknown indicator: {options.indicator}", file=sys.stderr)
        return 2
    lang = options.lang
    view = View(
        lang=lang, indicator=options.indicator, scope=options.scope, deadline=options.deadline,
        measure=options.per or "amount",
    )  # fmt: skip
    ranking = rank(atlas, view, Measure(view.measure))
    title = [indicator_name(atlas, view.indicator, lang), scope_name(atlas, ranking.scope, lang)]
    print(" · ".join(title))
    bars = {bar.target_id: bar for bar in ranking_bars(atlas, view, ranking).bars}
    print(ranking_finding(atlas, view, ranking))
    for item in ranking.ranked:
        bar = bars[str(item.row["target_id"])]
        place = f"{item.best}" if item.best == item.worst else f"{item.best}-{item.worst}"
        parts = [place, _move(bar.moved), bar.region, figure_of(item.row, lang), bar.deadline]
        if options.per:
            parts += [bar.text, bar.note]
        parts.append(words_of(outcome(atlas, item.row, options.today), lang))
        parts.append(" ".join(translate(lang, FIGURE_SENTENCES[r]) for r in bar.reasons))
        print("\t".join(parts))
    for row, missing in ranking.unmeasured:
        name = place_name(row["adcode"], lang)
        print(f"-\t{name}\t{figure_of(row, lang)}\t{translate(lang, MISSING[missing])}")
    if ranking.apart:
        print(
            translate(lang, "Left out: {count}", count=counted(lang, len(ranking.apart), "figure"))
        )
        for name, reasons in ranking.apart:
            why = " ".join(translate(lang, SENTENCES[reason]) for reason in reasons)
            print(f"  {name}\t{place_name(atlas.figure(name)['adcode'], lang)}\t{why}")
    if ranking.missing:
        names = translate(lang, ", ").join(region_name(adcode, lang) for adcode in ranking.missing)
        print(translate(lang, "No figure of this indicator: {names}", names=names))
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())
