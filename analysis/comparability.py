"""Which figures may stand side by side: one engine, one verdict, always with its reasons.

The rules are explained, with the practice they follow, in ``docs/comparability.md``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from language.catalogue import mark
from loaders.regions import containing
from loaders.tables import Figure


class Verdict(StrEnum):
    """Whether two figures may be compared."""

    COMPARABLE = "comparable"
    CAVEAT = "caveat"
    NOT_COMPARABLE = "not_comparable"


class Reason(StrEnum):
    """Why two figures are not the same thing, or not quite; the first six forbid comparison."""

    INDICATOR = "indicator"
    SCOPE = "scope"
    PART = "part"
    KIND = "kind"
    FAMILY = "family"
    CUMULATIVE = "cumulative"
    DEADLINE = "deadline"
    NATURE = "nature"
    OPEN_END = "open_end"
    ABOUT = "about"
    DRAFT = "draft"
    SUPERSEDED = "superseded"
    LEVEL = "level"
    WITHIN = "within"
    CUMULATIVE_UNSTATED = "cumulative_unstated"
    BASE_UNSTATED = "base_unstated"
    NO_DEADLINE = "no_deadline"


FORBIDDING = frozenset(
    {Reason.INDICATOR, Reason.SCOPE, Reason.PART, Reason.KIND, Reason.FAMILY, Reason.CUMULATIVE}
)

#: Each reason as a sentence, to be translated by the language room.
SENTENCES: dict[Reason, str] = {
    Reason.INDICATOR: mark("They count different things: the indicators differ."),
    Reason.SCOPE: mark("They cover different parts of the industry: the scopes differ."),
    Reason.PART: mark("They cover different parts of a region, or of what is counted."),
    Reason.KIND: mark("A goal, a subsidy and a legal threshold are different kinds of figures."),
    Reason.FAMILY: mark("One is an amount, the other a rank or a multiple: the units differ."),
    Reason.CUMULATIVE: mark("One is a running total, the other an amount within one year."),
    Reason.DEADLINE: mark("The deadlines differ."),
    Reason.NATURE: mark("One is a range, the other a single number."),
    Reason.OPEN_END: mark(
        "One is a minimum or a maximum (at least, more than, at most), the other is not "
        "bounded on the same side."
    ),
    Reason.ABOUT: mark("One is approximate (“about”)."),
    Reason.DRAFT: mark("One stands in a draft that is not in force."),
    Reason.SUPERSEDED: mark("One stands in a plan that a later one has replaced."),
    Reason.LEVEL: mark("The regions are of different levels (nation, province, city, district)."),
    Reason.WITHIN: mark("One region lies within the other: the two must not be added up."),
    Reason.CUMULATIVE_UNSTATED: mark(
        "One says whether it is a running total or an amount within one year; the other does not."
    ),
    Reason.BASE_UNSTATED: mark(
        "Both are multiples, and what they multiply is not stated for both as of one year."
    ),
    Reason.NO_DEADLINE: mark("One names no deadline."),
}

#: What to mind at one figure of a chart, where others differ from it, to be translated.
FIGURE_SENTENCES: dict[Reason, str] = {
    Reason.DEADLINE: mark("Its deadline is not that of most others."),
    Reason.NATURE: mark("It is a range; others are single numbers."),
    Reason.OPEN_END: mark("It is a minimum or a maximum; others are not."),
    Reason.ABOUT: mark("It is approximate (“about”)."),
    Reason.DRAFT: mark("It stands in a draft that is not in force."),
    Reason.SUPERSEDED: mark("It stands in a plan that a later one has replaced."),
    Reason.LEVEL: mark("Its region is of another level than others (nation, province, city)."),
    Reason.WITHIN: mark("Its region lies within another one here: do not add the two up."),
    Reason.CUMULATIVE_UNSTATED: mark(
        "It does not say whether it is a running total or an amount within one year."
    ),
    Reason.BASE_UNSTATED: mark("It is a multiple of a base that is not that of others."),
    Reason.NO_DEADLINE: mark("It names no deadline."),
}

#: The side on which a figure is bounded; a minimum and a maximum are no more alike than either
#: and a plain number.
_BOUND = {"at_least": "low", "more_than": "low", "at_most": "high", "less_than": "high"}


#: The level that a group is about, if it is there; figures of other levels are marked.
_MAIN_LEVELS = ("province", "nation", "city", "district")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict with the reasons for it, in the order of :class:`Reason`."""

    verdict: Verdict
    reasons: tuple[Reason, ...]


def compare(one: Figure, other: Figure) -> Comparison:
    """Compare two rows of ``atlas.targets``. Symmetric; a figure is comparable with itself."""
    found = [reason for reason in Reason if _DIFFERS[reason](one, other)]
    if FORBIDDING & set(found):
        return Comparison(Verdict.NOT_COMPARABLE, tuple(found))
    return Comparison(Verdict.CAVEAT if found else Verdict.COMPARABLE, tuple(found))


def forbidding(one: Figure, others: Iterable[Figure]) -> list[tuple[Reason, ...]]:
    """Per figure of ``others``: the reasons of :func:`compare` that forbid it beside ``one``.

    All of them lie in ``group`` and ``cumulative``: figures that share both are judged once.
    """
    judged: dict[tuple[str, bool | None], tuple[Reason, ...]] = {}
    found = []
    for other in others:
        key = other["group"], other["cumulative"]
        if key not in judged:
            judged[key] = tuple(
                reason for reason in Reason if reason in FORBIDDING and _DIFFERS[reason](one, other)
            )
        found.append(judged[key])
    return found


def base_keys(frame: pd.DataFrame) -> list[str]:
    """Per row: indicator, scope, part, kind and unit family, which one chart must share."""
    columns = (frame[name] for name in ("indicator", "scope", "part", "kind", "si_unit"))
    return [
        f"{indicator}|{scope_key(scope)}|{part or ''}|{kind}|{unit}"
        for indicator, scope, part, kind, unit in zip(*columns, strict=True)
    ]


def group_keys(frame: pd.DataFrame) -> pd.Series:
    """A key per row: figures with equal keys may stand in one chart, perhaps with a caveat.

    ``frame["group"]`` holds the key of :func:`base_keys`. Where running totals and amounts within
    a year both occur under one such name, the amounts within a year stand apart.
    """
    pairs = list(zip(frame["group"], frame["cumulative"], strict=True))
    totals = {key for key, cumulative in pairs if cumulative is True}
    keys = [
        f"{key}|annual" if cumulative is False and key in totals else key
        for key, cumulative in pairs
    ]
    return pd.Series(keys, index=frame.index, dtype=object)


def caveats_of_each(group: Sequence[Figure]) -> dict[str, tuple[Reason, ...]]:
    """Per target id of a comparable group: what to mind at this figure beside the others.

    A caveat belongs to the figure that is unlike: the draft, the range, the city, the deadline
    that is not the one of most. Found from how often each property occurs, so that a group of n
    costs n steps and not n²; together they are what :func:`compare` finds between any two.
    """
    bearers = _bearers(group)
    return {
        figure["target_id"]: tuple(reason for reason, bears in bearers.items() if bears[place])
        for place, figure in enumerate(group)
    }


def _bearers(group: Sequence[Figure]) -> dict[Reason, list[bool]]:
    """Per caveat: which rows bear it, all False where the rows do not differ in it."""

    def all_of(name: str) -> list[Any]:
        return [figure[name] for figure in group]

    deadlines = all_of("deadline")
    comparators, statuses = all_of("comparator"), all_of("plan_status")
    found = {
        Reason.DEADLINE: _unlike_most(deadlines),
        Reason.NATURE: _some([value == "range" for value in comparators]),
        Reason.OPEN_END: _bounded(comparators),
        Reason.ABOUT: _some([value == "about" for value in comparators]),
        Reason.DRAFT: _some([status == "draft" for status in statuses]),
        Reason.SUPERSEDED: _some([status == "superseded" for status in statuses]),
        Reason.LEVEL: _other_level(all_of("level")),
        Reason.WITHIN: _contained(all_of("adcode")),
        Reason.CUMULATIVE_UNSTATED: _some([value is None for value in all_of("cumulative")]),
        Reason.BASE_UNSTATED: _unlike_bases(all_of("si_unit"), all_of("base_year")),
        Reason.NO_DEADLINE: _some([not value for value in deadlines]),
    }
    return found


def _some(bears: list[bool]) -> list[bool]:
    """What all or none bear sets nobody apart."""
    return [False] * len(bears) if all(bears) else bears


def _unlike_most(values: list[str | None]) -> list[bool]:
    """Who has another value than most, the later value being most among equals; None has none."""
    count = Counter(value for value in values if value)
    if len(count) < 2:
        return [False] * len(values)
    usual = max(count, key=lambda value: (count[value], value))
    return [bool(value) and value != usual for value in values]


def _other_level(levels: list[str]) -> list[bool]:
    """Who is of another level than the provinces, or than the highest level where there are none."""
    main = next(level for level in _MAIN_LEVELS if level in levels)
    return [level != main for level in levels]


def _bounded(comparators: list[str]) -> list[bool]:
    bounds = [_BOUND.get(comparator) for comparator in comparators]
    return [bound is not None and len(set(bounds)) > 1 for bound in bounds]


def _contained(adcodes: list[str]) -> list[bool]:
    """Whose region lies within another of the group."""
    here = set(adcodes)
    return [any(other in here for other in containing(adcode)) for adcode in adcodes]


def _unlike_bases(units: list[str], years: list[int | None]) -> list[bool]:
    """Multiples whose base year is not stated, or not that of others."""
    same = len(set(years)) == 1 and None not in years
    return [unit == "x" and len(units) > 1 and not same for unit in units]


def scope_key(scope: str | None) -> str:
    """The scope terms in one order, so that core+revenue is revenue+core."""
    return "+".join(sorted(scope.split("+"))) if scope else ""


def _nature(row: Figure) -> str:
    return "range" if row["comparator"] == "range" else "number"


_DIFFERS = {
    Reason.INDICATOR: lambda a, b: a["indicator"] != b["indicator"],
    Reason.SCOPE: lambda a, b: scope_key(a["scope"]) != scope_key(b["scope"]),
    Reason.PART: lambda a, b: (a["part"] or "") != (b["part"] or ""),
    Reason.KIND: lambda a, b: a["kind"] != b["kind"],
    Reason.FAMILY: lambda a, b: a["si_unit"] != b["si_unit"],
    Reason.CUMULATIVE: lambda a, b: {a["cumulative"], b["cumulative"]} == {True, False},
    Reason.DEADLINE: lambda a, b: bool(
        a["deadline"] and b["deadline"] and a["deadline"] != b["deadline"]
    ),
    Reason.NATURE: lambda a, b: _nature(a) != _nature(b),
    Reason.OPEN_END: lambda a, b: _BOUND.get(a["comparator"]) != _BOUND.get(b["comparator"]),
    Reason.ABOUT: lambda a, b: (a["comparator"] == "about") != (b["comparator"] == "about"),
    Reason.DRAFT: lambda a, b: (a["plan_status"] == "draft") != (b["plan_status"] == "draft"),
    Reason.SUPERSEDED: lambda a, b: (
        (a["plan_status"] == "superseded") != (b["plan_status"] == "superseded")
    ),
    Reason.LEVEL: lambda a, b: a["level"] != b["level"],
    Reason.WITHIN: lambda a, b: (
        b["adcode"] in containing(a["adcode"]) or a["adcode"] in containing(b["adcode"])
    ),
    Reason.BASE_UNSTATED: lambda a, b: (
        a["si_unit"] == b["si_unit"] == "x"
        and a["target_id"] != b["target_id"]
        and (a["base_year"] is None or a["base_year"] != b["base_year"])
    ),
    Reason.CUMULATIVE_UNSTATED: lambda a, b: (a["cumulative"] is None) != (b["cumulative"] is None),
    Reason.NO_DEADLINE: lambda a, b: bool(a["deadline"]) != bool(b["deadline"]),
}
