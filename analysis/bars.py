"""Bars of comparable figures: their order, their place, their words, and what to mind at each."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.atlas import Atlas
from analysis.comparability import SENTENCES, Reason, caveats_of_each
from analysis.comparison import ComparisonAnswer, Row
from analysis.exhibits import Bar, BarsExhibit, LeftOut
from analysis.findings import bars_finding, ranking_finding
from analysis.map_states import MapAnswer, State
from analysis.measures import SENTENCES as MISSING
from analysis.measures import Measure, Measured, interval, measure
from analysis.places import Place, places
from analysis.ranking import Ranking, rank
from analysis.view import View
from analysis.words import (
    measure_inputs,
    measure_name,
    measured_words,
    place_name,
    qualified,
    scope_name,
)
from language.catalogue import counted, translate
from language.figures import axis_unit, figure
from loaders.tables import Figure


def ranking_bars(atlas: Atlas, view: View, ranking: Ranking) -> BarsExhibit:
    """All who set the view's indicator, in the view's measure, with what was left out and why."""
    rows = [(item.row, item.measured) for item in ranking.ranked]
    moved = {}
    if view.measure != Measure.AMOUNT:
        by_amount = rank(atlas, view, Measure.AMOUNT)
        moved = _moves(ranking, by_amount)
    name = _name(atlas, view, ranking.scope)
    left_out = [
        LeftOut(name, " ".join(translate(view.lang, SENTENCES[reason]) for reason in reasons))
        for name, reasons in ranking.apart
    ]
    left_out += [
        LeftOut(str(row["target_id"]), translate(view.lang, MISSING[missing]))
        for row, missing in ranking.unmeasured
    ]
    unit, bars = _drawn(rows, view, [], moved)
    return BarsExhibit(
        f"ranking:{view.indicator}:{ranking.scope}",
        name,
        ranking_finding(atlas, view, ranking),
        _subtitle(atlas, view, ranking.scope, len(rows)),
        unit,
        bars,
        caveats=_caveats(bars, view.lang),
        left_out=tuple(left_out),
    )


def row_bars(atlas: Atlas, view: View, row: Row, regions: Sequence[str]) -> BarsExhibit:
    """One row of a comparison: a bar per figure in the view's measure, the largest first.

    A region without a figure, or without a value in the measure, stands last with the reason.
    """
    how = Measure(view.measure)
    measured = [(figure, measure(atlas, figure, how)) for figure in row.figures]
    valued = [(figure, value) for figure, value in measured if value.missing is None]
    valued.sort(key=lambda pair: -interval(pair[1])[1])
    moved = {}
    if how is not Measure.AMOUNT and valued:
        amounts = [interval(measure(atlas, figure, Measure.AMOUNT)) for figure, _ in valued]
        before, now = places(amounts), places([interval(value) for _, value in valued])
        moved = _moved([str(figure["target_id"]) for figure, _ in valued], before, now)
    empty = [
        (adcode, translate(view.lang, "no figure of this kind"))
        for adcode in regions
        if not row.cells[adcode]
    ]
    empty += [
        (str(figure["adcode"]), translate(view.lang, MISSING[value.missing]))
        for figure, value in measured
        if value.missing is not None
    ]
    name = qualified(atlas, row.figures[0], view.lang)
    unit, bars = _drawn(valued, view, empty, moved)
    return BarsExhibit(
        f"bars_{row.key}",
        name,
        bars_finding(name, bars, view.lang),
        " · ".join([name, measure_name(how, view.lang)]),
        unit,
        bars,
        regions=tuple(regions),
        caveats=_caveats(bars, view.lang),
        left_out=tuple(
            LeftOut(str(figure["target_id"]), translate(view.lang, MISSING[value.missing]))
            for figure, value in measured
            if value.missing is not None
        ),
    )


def valued_rows(atlas: Atlas, view: View, answer: ComparisonAnswer) -> list[Row]:
    """Shared rows of which a figure has a value in the view's measure, so that there are bars."""
    how = Measure(view.measure)
    return [
        row for row in answer.shared
        if row.drawable and any(measure(atlas, f, how).missing is None for f in row.figures)
    ]  # fmt: skip


def map_bars(atlas: Atlas, view: View, answer: MapAnswer, subtitle: str) -> BarsExhibit:
    """The values of the map as bars: provinces and cities of the one scope and deadline."""
    regions = pd.concat([answer.provinces, answer.cities])
    ids = list(regions[regions["state"] == State.VALUE]["target_id"])
    rows = [(row, measure(atlas, row, Measure.AMOUNT)) for row in atlas.figures(ids)]
    rows.sort(key=lambda pair: -interval(pair[1])[1])
    unit, bars = _drawn(rows, view.but(measure="amount"), [], {})
    name = _name(atlas, view, answer.scope)
    return BarsExhibit(
        f"map_bars_{view.indicator}",
        name,
        bars_finding(name, bars, view.lang),
        subtitle,
        unit,
        bars,
        caveats=_caveats(bars, view.lang),
    )


def _drawn(
    rows: list[tuple[Figure, Measured]],
    view: View,
    empty: list[tuple[str, str]],
    moved: dict[str, int],
) -> tuple[str, tuple[Bar, ...]]:
    """The axis' unit and the bars, those without a value last."""
    how, lang = Measure(view.measure), view.lang
    if not rows:
        return "", tuple(_no_bar(adcode, why, lang) for adcode, why in empty)
    ends = [interval(value) for _, value in rows]
    unit = rows[0][1].unit
    step, name = 1.0, unit if unit == "%" else translate(lang, unit)
    if how is Measure.AMOUNT:
        step, name = axis_unit(unit, lang, max(high for _, high in ends))
    reasons = caveats_of_each([row for row, _ in rows])
    units = {row["unit"] for row, _ in rows}
    several = how is Measure.AMOUNT and len(units) > 1 and unit in _SCALED
    same_deadline = len({row["deadline"] for row, _ in rows}) == 1
    bars = []
    for (row, value), place in zip(rows, places(ends), strict=True):
        draft = row["plan_status"] != "in_force"
        region = place_name(str(row["adcode"]), lang)
        label = [region] if same_deadline else [region, str(row["deadline"] or "–")]
        label += [translate(lang, "draft")] if row["plan_status"] == "draft" else []
        bars.append(
            Bar(
                str(row["target_id"]),
                str(row["adcode"]),
                str(row["level"]),
                region,
                " ".join(label),
                _words(row, value, how, lang, (step, name) if several else None),
                str(row["comparator"]),
                None if value.low is None else value.low / step,
                None if value.high is None else value.high / step,
                str(row["deadline"] or ""),
                draft,
                measure_inputs(value, lang),
                reasons[str(row["target_id"])],
                place.best,
                place.worst,
                moved.get(str(row["target_id"])),
            )
        )
    return name, (*bars, *(_no_bar(adcode, why, lang) for adcode, why in empty))


#: Base units whose figures come in several sizes of unit: 亿元 and 万亿元, PFLOPS and EFLOPS.
_SCALED = ("CNY", "FLOPS", "byte", "bit/s")


def _words(
    row: Figure, value: Measured, how: Measure, lang: str, common: tuple[float, str] | None
) -> str:
    """The figure in the chart's unit where the sources use several, and then as its source has it."""
    own = measured_words(row, value, how, lang)
    if common is None or row["unit"] == common[1] or row["comparator"] == "multiple":
        return own
    step, unit = common
    low, high = (None if end is None else end / step for end in (value.low, value.high))
    if lang == "en" and value.unit == "CNY":
        return own
    shown = figure(str(row["comparator"]), low, high, unit, value.low, value.high, value.unit, lang)
    return f"{shown} ({own})"


def _no_bar(adcode: str, why: str, lang: str) -> Bar:
    name = place_name(adcode, lang)
    return Bar(None, adcode, "", name, name, why, None, None, None)


def _caveats(bars: Sequence[Bar], lang: str) -> tuple[str, ...]:
    """What to mind in a chart: the caveats that any of its figures bears, each once."""
    borne = {reason for bar in bars for reason in bar.reasons}
    return tuple(translate(lang, SENTENCES[reason]) for reason in Reason if reason in borne)


def _moves(now: Ranking, before: Ranking) -> dict[str, int]:
    """Places gained among the regions that stand in both rankings."""
    common = {item.row["target_id"] for item in now.ranked}
    common &= {item.row["target_id"] for item in before.ranked}
    both = [
        [item for item in ranking.ranked if item.row["target_id"] in common]
        for ranking in (before, now)
    ]
    orders = [
        {
            str(item.row["target_id"]): place
            for item, place in zip(
                items, places([interval(item.measured) for item in items]), strict=True
            )
        }
        for items in both
    ]
    return {
        name: round(orders[0][name].middle - orders[1][name].middle) for name in map(str, common)
    }


def _moved(names: list[str], before: list[Place], now: list[Place]) -> dict[str, int]:
    return {
        name: round(old.middle - new.middle)
        for name, old, new in zip(names, before, now, strict=True)
    }


def _name(atlas: Atlas, view: View, scope: str) -> str:
    row = {"indicator": view.indicator, "scope": scope, "part": None, "part_en": None}
    return qualified(atlas, row, view.lang)


def _subtitle(atlas: Atlas, view: View, scope: str, count: int) -> str:
    lang = view.lang
    return " · ".join(
        [
            scope_name(atlas, scope, lang),
            measure_name(Measure(view.measure), lang),
            translate(lang, "deadline {year}", year=view.deadline)
            if view.deadline
            else translate(lang, "each region's latest deadline"),
            counted(lang, count, "region"),
        ]
    )
