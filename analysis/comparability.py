"""Which figures may stand side by side: one engine, one verdict, always with its reasons.

The rules are explained, with the practice they follow, in ``docs/comparability.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from language.catalogue import mark


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
    CUMULATIVE_UNSTATED = "cumulative_unstated"
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
    Reason.LEVEL: mark(
        "The regions are of different levels: a city's figure is part of its province's."
    ),
    Reason.CUMULATIVE_UNSTATED: mark(
        "One says whether it is a running total or an amount within one year; the other does not."
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
    Reason.LEVEL: mark("It is the figure of a city or district, part of its province's."),
    Reason.CUMULATIVE_UNSTATED: mark(
        "It does not say whether it is a running total or an amount within one year."
    ),
    Reason.NO_DEADLINE: mark("It names no deadline."),
}

#: The side on which a figure is bounded; a minimum and a maximum are no more alike than either
#: and a plain number.
_BOUND = {"at_least": "low", "more_than": "low", "at_most": "high", "less_than": "high"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict with the reasons for it, in the order of :class:`Reason`."""

    verdict: Verdict
    reasons: tuple[Reason, ...]


def compare(one: pd.Series, other: pd.Series) -> Comparison:
    """Compare two rows of ``atlas.targets``. Symmetric; a figure is comparable with itself."""
    found = [reason for reason in Reason if _DIFFERS[reason](one, other)]
    if FORBIDDING & set(found):
        return Comparison(Verdict.NOT_COMPARABLE, tuple(found))
    return Comparison(Verdict.CAVEAT if found else Verdict.COMPARABLE, tuple(found))


def group_keys(frame: pd.DataFrame) -> pd.Series:
    """A key per row: figures with equal keys may stand in one chart, perhaps with a caveat.

    A key names indicator, scope, part, kind and unit family. Where running totals and amounts
    within a year both occur under one such name, the amounts within a year stand apart.
    """
    if frame.empty:
        return pd.Series([], index=frame.index, dtype=object)
    base = frame.apply(_base_key, axis=1)
    totals = set(base[frame["cumulative"].map(lambda value: value is True)])
    annual = [
        f"{key}|annual" if value is False and key in totals else key
        for key, value in zip(base, frame["cumulative"], strict=True)
    ]
    return pd.Series(annual, index=frame.index, dtype=object)


def caveats_among(group: pd.DataFrame) -> tuple[Reason, ...]:
    """The caveats that :func:`compare` finds between any two rows of a comparable group.

    Found from how often each property occurs, so that a group of n costs n steps and not n².
    """
    return tuple(reason for reason, bearers in _bearers(group).items() if bearers.any())


def caveats_of_each(group: pd.DataFrame) -> dict[str, tuple[Reason, ...]]:
    """Per target id of a comparable group: what to mind at this figure beside the others.

    A caveat belongs to the figure that is unlike: the draft, the range, the city, the deadline
    that is not the one of most.
    """
    bearers = _bearers(group)
    return {
        str(name): tuple(reason for reason, bears in bearers.items() if bears[name])
        for name in group.index
    }


def _bearers(group: pd.DataFrame) -> dict[Reason, pd.Series]:
    """Per caveat: which rows bear it, all False where the rows do not differ in it."""
    deadlines = group["deadline"].map(lambda value: value or "")
    known = deadlines[deadlines != ""]
    usual = known.mode().iloc[-1] if len(known) else ""
    several = known.nunique() > 1
    bound = group["comparator"].map(lambda value: _BOUND.get(value, ""))
    found = {
        Reason.DEADLINE: (deadlines != usual) & (deadlines != "") & several,
        Reason.NATURE: group["comparator"] == "range",
        Reason.OPEN_END: (bound != "") & (bound.nunique() > 1),
        Reason.ABOUT: group["comparator"] == "about",
        Reason.DRAFT: group["plan_status"] == "draft",
        Reason.SUPERSEDED: group["plan_status"] == "superseded",
        Reason.LEVEL: group["level"].isin(("city", "district"))
        if (group["level"] == "province").any() or (group["level"] == "nation").any()
        else group["level"] == "district",
        Reason.CUMULATIVE_UNSTATED: group["cumulative"].isna(),
        Reason.NO_DEADLINE: deadlines == "",
    }
    if group["level"].nunique() > 1 and not found[Reason.LEVEL].any():
        found[Reason.LEVEL] = group["level"] == "nation"
    nothing = pd.Series(False, index=group.index)
    told = (Reason.DEADLINE, Reason.OPEN_END)  # these two look at the differences themselves
    return {
        reason: bears if reason in told or (bears.any() and not bears.all()) else nothing
        for reason, bears in found.items()
    }


def _base_key(row: pd.Series) -> str:
    parts = (
        row["indicator"],
        scope_key(row["scope"]),
        row["part"] or "",
        row["kind"],
        row["si_unit"],
    )
    return "|".join(parts)


def scope_key(scope: str | None) -> str:
    """The scope terms in one order, so that core+revenue is revenue+core."""
    return "+".join(sorted(scope.split("+"))) if scope else ""


def _nature(row: pd.Series) -> str:
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
    Reason.CUMULATIVE_UNSTATED: lambda a, b: (a["cumulative"] is None) != (b["cumulative"] is None),
    Reason.NO_DEADLINE: lambda a, b: bool(a["deadline"]) != bool(b["deadline"]),
}
