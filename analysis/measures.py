"""Measures of a figure: its amount, its share of GDP, its amount per resident, the growth it asks for.

Both ends of a range go through every measure, and an open end stays open: no single number is
made up. Where a measure cannot be had, the reason is kept instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from analysis.atlas import Atlas
from analysis.progress import observations_for
from language.catalogue import mark
from loaders.models import ContextFigure, ContextIndicator, Observation
from loaders.quantities import Quantity
from loaders.tables import Figure


class Measure(StrEnum):
    """How figures are put in proportion."""

    AMOUNT = "amount"
    GDP = "gdp"
    HEAD = "head"
    GROWTH = "growth"


class Missing(StrEnum):
    """Why a measure cannot be had."""

    NO_CONTEXT = "no_context"
    NOT_MONEY = "not_money"
    NO_AMOUNT = "no_amount"
    NO_BASE = "no_base"


#: Each reason as a sentence, to be translated.
SENTENCES = {
    Missing.NO_CONTEXT: mark("no context figure (GDP or population) for this region"),
    Missing.NOT_MONEY: mark("only money can be set against GDP"),
    Missing.NO_AMOUNT: mark("a rank or a multiple is no amount"),
    Missing.NO_BASE: mark("no baseline and no earlier observation of the same indicator and scope"),
}

#: What each measure is called, to be translated.
NAMES = {
    Measure.AMOUNT: mark("Amount"),
    Measure.GDP: mark("Per 100 yuan of GDP"),
    Measure.HEAD: mark("Per resident"),
    Measure.GROWTH: mark("Growth a year"),
}

_GDP_UNIT, _POPULATION_UNIT = 1e8, 1e4
#: Base unit -> (factor, unit) of an amount per resident.
_PER_HEAD = {
    "CNY": (1.0, mark("CNY per resident")),
    "FLOPS": (1e-9, mark("GFLOPS per resident")),
    "count": (1e4, mark("per 10,000 residents")),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure in one measure.

    ``low`` and ``high`` are in ``unit``; an open end is None. ``context`` is the GDP or population
    that went in, ``base`` (value, year) what growth starts from; ``missing`` is set where there is
    no value.
    """

    low: float | None
    high: float | None
    unit: str
    missing: Missing | None = None
    context: ContextFigure | None = None
    base: tuple[Quantity, int] | None = None


def measure(atlas: Atlas, row: Figure, how: Measure) -> Measured:
    """One row of ``atlas.targets`` in the measure asked for.

    Formulas: share of GDP = 100 × amount / GDP of the region's latest year (yuan per 100 yuan of
    GDP); per resident = amount / year-end residents of the latest year; growth = (target / base)
    ^ (1 / years) − 1, the compound annual growth rate from the stated baseline, else from the
    latest observation of the same indicator, scope and region before the deadline. A multiple
    ("double") is resolved where its plan states the base, and is no amount where it does not.
    """
    unit = str(row["si_unit"])
    low, high = (None if row[end] is None else float(row[end]) for end in ("si_low", "si_high"))
    base = None
    if row["comparator"] == "multiple":
        base = _stated_base(atlas, row)
        if base is not None:
            unit = base[0].unit.base
            low = high = float(base[0].si_low or 0) * float(row["low"])
    if row["comparator"] == "rank" or (row["comparator"] == "multiple" and base is None):
        return Measured(None, None, unit, missing=Missing.NO_AMOUNT)
    if how is Measure.AMOUNT:
        return Measured(low, high, unit, base=base)
    if how is Measure.GROWTH:
        return _growth(atlas, row, low, high)
    if how is Measure.GDP:
        if unit != "CNY":
            return Measured(None, None, "%", missing=Missing.NOT_MONEY)
        context = atlas.context_of(row["adcode"], ContextIndicator.GDP)
        size, factor, name = _GDP_UNIT, 100.0, "%"
    else:
        if unit not in _PER_HEAD:
            return Measured(None, None, unit, missing=Missing.NO_AMOUNT)
        context = atlas.context_of(row["adcode"], ContextIndicator.POPULATION)
        size = _POPULATION_UNIT
        factor, name = _PER_HEAD[unit]
    if context is None:
        return Measured(None, None, name, missing=Missing.NO_CONTEXT)
    whole = context.value * size
    return Measured(
        None if low is None else low / whole * factor,
        None if high is None else high / whole * factor,
        name,
        context=context,
    )


def _growth(atlas: Atlas, row: Figure, low: float | None, high: float | None) -> Measured:
    base = _base(atlas, row)
    if base is None or row["deadline_year"] is None:
        return Measured(None, None, "%", missing=Missing.NO_BASE)
    quantity, year = base
    value = float(quantity.si_low or 0)
    years = int(row["deadline_year"]) - year
    if years <= 0 or value <= 0:
        return Measured(None, None, "%", missing=Missing.NO_BASE)

    def rate(end: float | None) -> float | None:
        return None if end is None else ((end / value) ** (1 / years) - 1) * 100

    return Measured(rate(low), rate(high), "%", base=base)


def interval(value: Measured) -> tuple[float, float]:
    """The promised ends: a minimum or a maximum counts as the number it names."""
    low = value.low if value.low is not None else value.high
    high = value.high if value.high is not None else value.low
    return float(low or 0), float(high or 0)


def _stated_base(atlas: Atlas, row: Figure) -> tuple[Quantity, int] | None:
    baseline = atlas.target_by_id[row["target_id"]].target.baseline
    if baseline is None or baseline.value.si_low is None:
        return None
    return baseline.value, baseline.year.year


def _base(atlas: Atlas, row: Figure) -> tuple[Quantity, int] | None:
    """(value, year) that the growth starts from."""
    stated = _stated_base(atlas, row)
    if stated is not None:
        return stated
    fitting = [
        item
        for item in observations_for(atlas, row)
        if _plain(item) and (row["deadline_year"] or 0) > item.date.year
    ]
    if not fitting:
        return None
    return fitting[-1].value, fitting[-1].date.year


def _plain(item: Observation) -> bool:
    """Whether an observation is one amount: a range or an open end is no base to grow from."""
    return item.value.comparator.value in ("exact", "about")
