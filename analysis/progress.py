"""What became of a target: told from reported results only, never inferred without one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from analysis.atlas import Atlas
from analysis.comparability import scope_key
from language.catalogue import mark
from loaders.models import Direction, Observation
from loaders.quantities import Quantity
from loaders.tables import Figure

#: How far below an "about" figure a result may lie and still meet it; our own rule.
ABOUT = 0.05


class Progress(StrEnum):
    """What is known of a target on a given day."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    NO_REPORT = "no_report"
    NO_DATA = "no_data"


NAMES: dict[Progress, str] = {
    Progress.REACHED: mark("reached"),
    Progress.NOT_REACHED: mark("not reached"),
    Progress.ON_COURSE: mark("on course"),
    Progress.BEHIND: mark("behind"),
    Progress.NO_REPORT: mark("deadline passed, no report found"),
    Progress.NO_DATA: mark("no data yet"),
}


#: One sign a state, told apart by shape and not by colour.
GLYPHS: dict[Progress, str] = {
    Progress.REACHED: "✓",
    Progress.NOT_REACHED: "✗",
    Progress.ON_COURSE: "↗",
    Progress.BEHIND: "↘",
    Progress.NO_REPORT: "◇",
    Progress.NO_DATA: "",
}


class Because(StrEnum):
    """Why a state was given."""

    MET = "met"
    MET_LATER = "met_later"
    MISSED = "missed"
    MISSED_LATER = "missed_later"
    ABOVE_PATH = "above_path"
    BELOW_PATH = "below_path"
    NO_BASE = "no_base"
    OPEN_RESULT = "open_result"
    EARLIER_ONLY = "earlier_only"
    NOTHING = "nothing"
    NOT_MEASURABLE = "not_measurable"


SENTENCES: dict[Because, str] = {
    Because.MET: mark("A result reported for {year} meets it."),
    Because.MET_LATER: mark(
        "A result reported for {year}, after the deadline, meets it; when it was first met is not reported."
    ),
    Because.MISSED: mark("The result reported for the deadline’s own year, {year}, falls short."),
    Because.MISSED_LATER: mark(
        "Even the result reported for {year}, after the deadline, falls short."
    ),
    Because.ABOVE_PATH: mark(
        "The result for {year} lies on or above the path from the base to the target."
    ),
    Because.BELOW_PATH: mark(
        "The result for {year} lies below the path from the base to the target."
    ),
    Because.NO_BASE: mark(
        "There is one result, for {year}, but no earlier one or stated base to draw a path from."
    ),
    Because.OPEN_RESULT: mark(
        "The result for {year} is open-ended and cannot be held against the target."
    ),
    Because.EARLIER_ONLY: mark(
        "The deadline has passed; the last result found is for {year}, before it."
    ),
    Because.NOTHING: mark("No result of the same indicator, scope and region was found."),
    Because.NOT_MEASURABLE: mark(
        "A rank or a multiple without its base is not held against results."
    ),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The state of a target, the reason, and the results it was told from, earliest first.

    ``deciding`` is the result that decided; ``share`` how much of the target it is (1 = all), None
    where that says nothing.
    """

    progress: Progress
    because: Because
    observations: tuple[Observation, ...] = ()
    deciding: Observation | None = None
    share: float | None = None


def observations_for(atlas: Atlas, row: Figure) -> tuple[Observation, ...]:
    """Reported results of the target's indicator, scope, part, region and unit, earliest first.

    A yearly amount is not held against a running total.
    """
    return tuple(
        item
        for item in atlas.observations_of(str(row["indicator"]), str(row["adcode"]))
        if scope_key("+".join(item.scope)) == scope_key(row["scope"])
        and (item.part or "") == (row["part"] or "")
        and item.value.unit.base == row["si_unit"]
        and {item.cumulative, row["cumulative"]} != {True, False}
    )


def outcome(atlas: Atlas, row: Figure, today: date) -> Outcome:
    """What became of one row of ``atlas.targets`` by ``today``.

    Rules, in this order (``docs/comparability.md`` explains them):

    1. A result for a time up to the end of the deadline's year that meets the target: reached;
       one reported for later: reached, and said to be later.
    2. A result for the deadline's own year, or later, that falls short: not reached.
    3. Deadline ahead: the latest result against the path of constant yearly growth (a straight
       line for shares) from the stated baseline or the first result to the target's nearer end.
    4. Deadline passed with nothing of the above: no report found. Otherwise: no data.
    """
    passed = row["deadline_date"] is not None and row["deadline_date"] < today
    without = Progress.NO_REPORT if passed else Progress.NO_DATA
    if row["comparator"] in ("rank", "multiple"):
        return Outcome(without, Because.NOT_MEASURABLE)
    found = observations_for(atlas, row)
    if not found:
        return Outcome(without, Because.NOTHING)
    down = atlas.collection.indicators[str(row["indicator"])].direction is Direction.DOWN
    limit = down or row["comparator"] in ("at_most", "less_than")
    need = _need(row, limit=limit)
    year = row["deadline_year"]
    for item in found:
        if _meets(item.value, need, row, limit=limit):
            late = year is not None and item.date.year > year
            because = Because.MET_LATER if late else Because.MET
            return Outcome(Progress.REACHED, because, found, item, _share(item.value, need))
    last = found[-1]
    share = _share(last.value, need)
    if year is not None and last.date.year >= year:
        at = [item for item in found if item.date.year == year]
        deciding = at[-1] if at else last
        if not _falls_short(deciding.value, need, limit=limit):
            return Outcome(without, Because.OPEN_RESULT, found, deciding, None)
        if passed:
            because = Because.MISSED if at else Because.MISSED_LATER
            return Outcome(Progress.NOT_REACHED, because, found, deciding, share)
    if passed:
        return Outcome(Progress.NO_REPORT, Because.EARLIER_ONLY, found, last, share)
    return _on_the_way(atlas, row, found, need, limit=limit, share=share)


def _on_the_way(
    atlas: Atlas,
    row: Figure,
    found: tuple[Observation, ...],
    need: float,
    *,
    limit: bool,
    share: float | None,
) -> Outcome:
    """Rule 3: the latest result against the path from the base to the target."""
    last = found[-1]
    stated = atlas.target_by_id[row["target_id"]].target.baseline
    start: tuple[Quantity, int] | None = None
    if stated is not None and stated.year.year < last.date.year:
        start = stated.value, stated.year.year
    elif found[0].date.year < last.date.year:
        start = found[0].value, found[0].date.year
    value, end_year = _single(last.value), row["deadline_year"]
    base = _single(start[0]) if start else None
    if end_year is None or start is None or base is None:
        return Outcome(Progress.NO_DATA, Because.NO_BASE, found, last, share)
    if value is None:
        return Outcome(Progress.NO_DATA, Because.OPEN_RESULT, found, last, None)
    part = (last.date.year - start[1]) / (int(end_year) - start[1])
    straight = row["si_unit"] == "%" or base <= 0 or need <= 0
    path = base + (need - base) * part if straight else base * (need / base) ** part
    ahead = value <= path if limit else value >= path
    return Outcome(
        Progress.ON_COURSE if ahead else Progress.BEHIND,
        Because.ABOVE_PATH if ahead else Because.BELOW_PATH,
        found, last, share,
    )  # fmt: skip


def _need(row: Figure, *, limit: bool) -> float:
    """The nearer end of the target, in ``si_unit``: what has to be reached at least."""
    ends = ("si_high", "si_low") if limit else ("si_low", "si_high")
    return float(next(row[end] for end in ends if row[end] is not None))


def _single(value: Quantity) -> float | None:
    """The number that a result names; of a range its low end, of an open end the end."""
    end = value.si_low if value.si_low is not None else value.si_high
    return None if end is None else float(end)


def _meets(value: Quantity, need: float, row: Figure, *, limit: bool) -> bool:
    """Whether a result certainly meets the target."""
    slack = ABOUT if row["comparator"] == "about" else 0.0
    if limit:
        end = value.si_high
        return end is not None and float(end) <= need * (1 + slack)
    end = value.si_low
    return end is not None and float(end) >= need * (1 - slack)


def _falls_short(value: Quantity, need: float, *, limit: bool) -> bool:
    """Whether a result certainly misses the target; "more than" what is below it does not."""
    end = value.si_low if limit else value.si_high
    return end is not None and (float(end) > need if limit else float(end) < need)


def _share(value: Quantity, need: float) -> float | None:
    single = _single(value)
    return single / need if single is not None and need > 0 else None
