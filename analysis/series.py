"""Figures of one group joined along time: milestones, stated bases and reported results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from analysis.atlas import Atlas
from analysis.exhibits import Path, PathsExhibit, Point
from analysis.measures import Measure, Measured, measure
from analysis.progress import observations_for
from analysis.view import View
from analysis.words import figure_of, place_name, quantity_in_words
from language.catalogue import counted, mark, translate
from language.figures import axis_unit
from loaders.quantities import Quantity
from loaders.tables import Figure


def paths_of(
    atlas: Atlas, view: View, group: Sequence[Figure], key: str, name: str
) -> PathsExhibit | None:
    """The regions of a comparable group that have two dates or more, or None where none has."""
    by_region: dict[str, list[Figure]] = defaultdict(list)
    for row in group:
        by_region[row["adcode"]].append(row)
    points = {code: _points(atlas, own, view.lang) for code, own in sorted(by_region.items())}
    kept = {code: own for code, own in points.items() if len({point.when for point in own}) > 1}
    if not kept:
        return None
    largest = max(end or 0 for own in kept.values() for p in own for end in (p.low, p.high))
    step, unit = axis_unit(_unit(atlas, group), view.lang, largest)
    order = sorted(kept, key=lambda code: -max(_end(point) for point in kept[code]))
    paths = tuple(
        Path(
            code,
            place_name(code, view.lang),
            tuple(_scaled(point, step) for point in sorted(kept[code], key=lambda p: p.when)),
        )
        for code in order
    )
    return PathsExhibit(
        key, name, _finding(name, paths, view.lang),
        translate(view.lang, "Milestones joined; circles are reported results or stated bases"),
        unit, paths,
    )  # fmt: skip


def _finding(name: str, paths: tuple[Path, ...], lang: str) -> str:
    text = mark("{what}: the path of {region}.")
    if len(paths) > 1:
        text = mark("{what}: the paths of {count}; {region}’s leads highest.")
    count = counted(lang, len(paths), "region")
    return translate(lang, text, what=name, region=paths[0].region, count=count)


def _points(atlas: Atlas, own: list[Figure], lang: str) -> list[Point]:
    """Points in ``si_unit``; the plan in force that was announced last speaks for each day."""
    found: dict[tuple[date, bool], tuple[Figure, Measured] | Quantity] = {}
    for row in sorted(own, key=_last_word):
        if row["deadline_date"] is None or row["comparator"] == "rank":
            continue
        value = measure(atlas, row, Measure.AMOUNT)
        if value.missing is not None:
            continue
        found[row["deadline_date"], False] = row, value
        baseline = atlas.target_by_id[row["target_id"]].target.baseline
        if baseline is not None:
            found[baseline.year.last, True] = baseline.value
        for item in observations_for(atlas, row):
            found[item.date.last, True] = item.value
    return [
        _observed(what, day, lang) if isinstance(what, Quantity) else _promised(*what, day, lang)
        for (day, _), what in found.items()
    ]


def _promised(row: Figure, value: Measured, day: date, lang: str) -> Point:
    return Point(day, value.low, value.high, figure_of(row, lang), False, str(row["target_id"]))


def _last_word(row: Figure) -> tuple[bool, str, int]:
    return row["plan_status"] == "in_force", str(row["since"] or ""), row["order"]


def _observed(value: Quantity, day: date, lang: str) -> Point:
    low, high = (None if end is None else float(end) for end in (value.si_low, value.si_high))
    return Point(day, low, high, quantity_in_words(value, lang), True)


def _unit(atlas: Atlas, group: Sequence[Figure]) -> str:
    for row in group:
        value = measure(atlas, row, Measure.AMOUNT)
        if value.missing is None:
            return value.unit
    return str(group[0]["si_unit"])


def _end(point: Point) -> float:
    return max(end for end in (point.low, point.high, 0.0) if end is not None)


def _scaled(point: Point, step: float) -> Point:
    low, high = (None if end is None else end / step for end in (point.low, point.high))
    return Point(point.when, low, high, point.text, point.observed, point.target_id)
