"""What the map says of each province: a value, or in words why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from analysis.atlas import Atlas
from analysis.comparability import scope_key
from analysis.selection import FILTERED, select_plans, select_targets
from analysis.view import View
from loaders.models import Level
from loaders.regions import OUTSIDE_SCOPE, provinces, regions
from loaders.units import BASE_UNITS


class State(StrEnum):
    """What is known of a province for one indicator and deadline."""

    VALUE = "value"
    DRAFT = "draft"
    OTHER_DEADLINE = "other_deadline"
    OTHER_KIND = "other_kind"
    LEFT_OUT = "left_out"
    NO_FIGURE = "no_figure"
    NO_PLAN = "no_plan"
    OUTSIDE = "outside"


#: Comparators whose figure is an amount that a colour can stand for.
_AMOUNTS = {"exact", "at_least", "more_than", "at_most", "less_than", "about"}


#: States in which the figure is an amount of the chosen scope.
_AMOUNT_STATES = (State.VALUE, State.DRAFT, State.OTHER_DEADLINE)


@dataclass(frozen=True)
class MapAnswer:
    """``provinces``: one row for each of the 34 (adcode, name, name_en, state, target_id, value,
    plans, city_plans); ``cities``: one row per city or district with a figure of the group
    (adcode, name, name_en, longitude, latitude, state, target_id, value). ``value`` is in
    ``si_unit``. ``breaks`` are the upper bounds of the classes but the last, in ``si_unit``.
    ``groups`` are the scopes to choose from, with the number of figures of each.
    """

    provinces: pd.DataFrame
    cities: pd.DataFrame
    breaks: list[float]
    si_unit: str
    scope: str
    groups: dict[str, int]
    deadlines: dict[int, int]


def scopes_of(atlas: Atlas, view: View) -> dict[str, int]:
    """Scopes of the view's indicator with the number of amounts in each, most figures first."""
    return atlas.answers.ask(("scopes", *_chosen(view)), lambda: _scopes_of(atlas, view))


def _scopes_of(atlas: Atlas, view: View) -> dict[str, int]:
    frame = _figures(atlas, view)
    amounts = frame[frame["comparator"].isin(_AMOUNTS)]
    chosen = amounts if len(amounts) else frame
    return {str(k): int(n) for k, n in chosen["scope_key"].value_counts().items()}


def regions_of_scopes(atlas: Atlas, view: View) -> dict[str, list[str]]:
    """Adcodes of the regions with an amount in each scope of the view's indicator, by code."""
    frame = _figures(atlas, view)
    amounts = frame[frame["comparator"].isin(_AMOUNTS)]
    chosen = amounts if len(amounts) else frame
    return {str(scope): sorted(set(own)) for scope, own in chosen.groupby("scope_key")["adcode"]}


def deadlines_of(atlas: Atlas, view: View) -> dict[int, int]:
    """Deadlines (years) of the view's indicator with the number of figures for each."""
    return atlas.answers.ask(("deadlines", *_chosen(view)), lambda: _deadlines_of(atlas, view))


def _deadlines_of(atlas: Atlas, view: View) -> dict[int, int]:
    years = _figures(atlas, view)["deadline_year"].dropna().astype(int)
    return {int(year): int(n) for year, n in years.value_counts().sort_index().items()}


#: What of a view decides the answer; the rest, its language too, is only about showing it.
_ASKED = ("indicator", "scope", "deadline", "kinds", "levels", "statuses", "announced", "others")


def map_answer(atlas: Atlas, view: View) -> MapAnswer:
    """The state and value of every province and city for the view's indicator and deadline.

    The atlas keeps the answer: whoever asks again shares it, and nobody changes it.
    """
    question = ("map", *(getattr(view, name) for name in _ASKED))
    return atlas.answers.ask(question, lambda: _map_answer(atlas, view))


def _map_answer(atlas: Atlas, view: View) -> MapAnswer:
    figures = _figures(atlas, view)
    groups = scopes_of(atlas, view)
    scope = view.scope if view.scope is not None else next(iter(groups), "")
    scope = scope_key(scope)
    plans = select_plans(atlas, view.but(sectors=(), kinds=(), due=(), levels=()))
    plan_counts = plans["adcode"][plans["level"] == "province"].value_counts()
    below = plans["level"].isin(("city", "district"))
    city_counts = plans["province_adcode"][below].value_counts()
    by_region = _by_region(figures)
    rows = []
    for region in provinces():
        state, row = _state(by_region.get(region.adcode, []), scope, view)
        if state is State.NO_PLAN and plan_counts.get(region.adcode, 0):
            state = State.NO_FIGURE
        if region.adcode in OUTSIDE_SCOPE and state is State.NO_PLAN:
            state = State.OUTSIDE
        rows.append(
            {
                "adcode": region.adcode,
                "name": region.name,
                "name_en": region.name_en,
                "state": state.value,
                "target_id": None if row is None else row.target_id,
                "value": _value(row) if state in _AMOUNT_STATES else None,
                "plans": int(plan_counts.get(region.adcode, 0)),
                "city_plans": int(city_counts.get(region.adcode, 0)),
            }
        )
    frame = pd.DataFrame(rows, dtype=object)
    cities = _cities(by_region, scope, view)
    shown = [*frame[frame["state"] == State.VALUE]["value"]]
    shown += [*cities[cities["state"] == State.VALUE]["value"]]
    unit = _unit(atlas, view)
    return MapAnswer(
        frame, cities, nice_breaks(shown), unit, scope, groups, deadlines_of(atlas, view)
    )


def _figures(atlas: Atlas, view: View) -> pd.DataFrame:
    """Targets of the view's indicator, the page's other filters applied; the columns needed here."""
    own = atlas.figures_of(view.indicator)[list(dict.fromkeys([*FILTERED, *_Row._fields]))]
    view = view.but(sectors=(), due=())
    question = ("figures", *_chosen(view))
    return atlas.answers.ask(question, lambda: select_targets(atlas, view, own))


def _chosen(view: View) -> tuple[object, ...]:
    """What of a view decides which figures of its indicator are asked for."""
    return view.indicator, view.kinds, view.levels, view.statuses, view.announced


def _unit(atlas: Atlas, view: View) -> str:
    return BASE_UNITS[atlas.collection.indicators[view.indicator].family]


class _Row(NamedTuple):
    """What is needed of a row of ``atlas.targets``: a region has few, and frames of few rows are slow."""

    target_id: str
    adcode: str
    scope_key: str
    comparator: str
    part: str | None
    si_low: float | None
    si_high: float | None
    deadline_year: int | None
    plan_status: str
    since: date | None
    order: int


def _by_region(figures: pd.DataFrame) -> dict[str, list[_Row]]:
    """Rows of each region by adcode, in the file's order."""
    found: dict[str, list[_Row]] = {}
    for row in map(_Row._make, figures[list(_Row._fields)].to_numpy().tolist()):
        found.setdefault(row.adcode, []).append(row)
    return found


def _value(row: _Row | None) -> float | None:
    if row is None:
        return None
    low = row.si_low
    return float(low if low is not None else row.si_high or 0)


def _state(own: list[_Row], scope: str, view: View) -> tuple[State, _Row | None]:
    """The state of one region from its figures for the indicator."""
    if not own:
        return State.NO_PLAN, None
    in_group = [row for row in own if _in_group(row, scope)]
    due = _due(in_group, view.deadline)
    in_force = [row for row in due if row.plan_status != "draft"]
    if in_force:
        return State.VALUE, _latest(in_force)
    if due:
        return State.DRAFT, _latest(due)
    other = [row for row in own if not _in_group(row, scope)]
    other_due = _due(other, view.deadline)
    if in_group and view.others == "mark":
        return State.OTHER_DEADLINE, _nearest(in_group, view.deadline)
    if other_due:
        return State.OTHER_KIND, _latest(other_due)
    if view.others == "mark":
        return State.OTHER_KIND, _nearest(other, view.deadline)
    return State.LEFT_OUT, None


def _in_group(row: _Row, scope: str) -> bool:
    """Whether a figure is an amount of the scope, for the whole region."""
    return row.comparator in _AMOUNTS and row.part is None and row.scope_key == scope


def _due(rows: list[_Row], deadline: int) -> list[_Row]:
    """Rows due in the year; all where 0 asks for any."""
    return [row for row in rows if row.deadline_year == deadline] if deadline else rows


def _latest(rows: list[_Row]) -> _Row:
    """The figure of the plan in force that was announced last; the latest deadline among equals."""
    return max(
        rows,
        key=lambda row: (
            row.plan_status == "in_force",
            row.deadline_year or 0,
            str(row.since or ""),
            row.order,
        ),
    )


def _nearest(rows: list[_Row], deadline: int) -> _Row:
    """The figure whose deadline is nearest to the one picked, the later one among equals."""
    nearest = min(
        (row.deadline_year for row in rows),
        key=lambda year: (abs((year or 0) - deadline), -(year or 0)),
    )
    return _latest([row for row in rows if row.deadline_year == nearest])


def _cities(by_region: dict[str, list[_Row]], scope: str, view: View) -> pd.DataFrame:
    rows = []
    for adcode, own in sorted(by_region.items()):
        region = regions()[adcode]
        if region.level not in (Level.CITY, Level.DISTRICT):
            continue
        state, row = _state(own, scope, view)
        if row is None:
            continue
        rows.append(
            {
                "adcode": region.adcode,
                "name": region.name,
                "name_en": region.name_en,
                "longitude": region.longitude,
                "latitude": region.latitude,
                "state": state.value,
                "target_id": row.target_id,
                "value": _value(row) if state in _AMOUNT_STATES else None,
            }
        )
    columns = ["adcode", "name", "name_en", "longitude", "latitude", "state", "target_id", "value"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


#: Steps of a scale that a person would choose, within one power of ten.
_STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8)


def nice_breaks(values: list[float], classes: int = 5) -> list[float]:
    """Rounded upper bounds of at most ``classes`` classes with about equally many values each.

    Every break lies within the values; fewer distinct values give fewer classes.
    """
    distinct = sorted({value for value in values if value is not None and value > 0})
    if len(distinct) < 2:
        return []
    steps = [
        step * 10.0**power
        for power in range(
            math.floor(math.log10(distinct[0])), math.ceil(math.log10(distinct[-1])) + 1
        )
        for step in _STEPS
    ]
    steps = [step for step in steps if distinct[0] < step <= distinct[-1]]
    wanted = min(classes, len(distinct)) - 1
    breaks: list[float] = []
    for number in range(1, wanted + 1):
        at = distinct[min(len(distinct) - 1, round(number * len(distinct) / (wanted + 1)))]
        below = [step for step in steps if step <= at] or steps[:1]
        if below and below[-1] not in breaks:
            breaks.append(below[-1])
    return sorted(breaks)


def class_of(value: float, breaks: list[float]) -> int:
    """Number of the class, from 0, that a value falls in; a break belongs to the class above it."""
    return sum(value >= bound for bound in breaks)
