"""What changed in the collection since a day: the net of its editions, and deadlines that passed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from analysis.atlas import Atlas, PlanTarget
from language.catalogue import mark
from loaders.dates import parse_date
from loaders.diff import Change, ChangeKind, FieldChange, kinds_of
from loaders.history import Edition, RecordedChange
from loaders.models import Plan, PlanStatus
from loaders.problems import Mistake
from loaders.quantities import parse_quantity


class ChangePart(StrEnum):
    """A part of what changed, in the order in which a reader asks for it."""

    PLANS = "plans"
    FIGURES = "figures"
    RAISED = "raised"
    LOWERED = "lowered"
    RESTATED = "restated"
    MOVED = "moved"
    DROPPED = "dropped"
    REWORDED = "reworded"
    PASSED = "passed"


PART_NAMES: Mapping[ChangePart, str] = {
    ChangePart.PLANS: mark("New plans"),
    ChangePart.FIGURES: mark("New figures in known plans"),
    ChangePart.RAISED: mark("Figures raised"),
    ChangePart.LOWERED: mark("Figures lowered"),
    ChangePart.RESTATED: mark("Figures stated otherwise"),
    ChangePart.MOVED: mark("Deadlines moved"),
    ChangePart.DROPPED: mark("Dropped"),
    ChangePart.REWORDED: mark("Wording and details"),
    ChangePart.PASSED: mark("Deadlines passed"),
}
#: A change of several kinds stands in the first of these parts.
_PART_OF: Mapping[ChangeKind, ChangePart] = {
    ChangeKind.DROPPED: ChangePart.DROPPED,
    ChangeKind.RAISED: ChangePart.RAISED,
    ChangeKind.LOWERED: ChangePart.LOWERED,
    ChangeKind.RESTATED: ChangePart.RESTATED,
    ChangeKind.DEADLINE: ChangePart.MOVED,
    ChangeKind.WORDING: ChangePart.REWORDED,
    ChangeKind.OTHER: ChangePart.REWORDED,
}


@dataclass(frozen=True)
class ChangesSince:
    """The changes of a window, from ``since`` on.

    ``plans`` are new plans, the latest first; ``figures`` are new in plans that were known before;
    ``passed`` are figures of plans in force whose last day is in the window and before today.
    ``changes`` has the parts in between. ``editions`` counts the editions of the window.
    """

    since: date
    editions: int
    plans: tuple[Plan, ...]
    figures: tuple[PlanTarget, ...]
    changes: Mapping[ChangePart, tuple[Change, ...]]
    passed: tuple[PlanTarget, ...]

    def count(self, part: ChangePart) -> int:
        """How many records a part has."""
        lists = {
            ChangePart.PLANS: self.plans,
            ChangePart.FIGURES: self.figures,
            ChangePart.PASSED: self.passed,
        }
        return len(lists.get(part, self.changes.get(part, ())))


@dataclass
class _Net:
    """What the editions of a window amount to, taken in one after the other."""

    plans: dict[str, None] = field(default_factory=dict)
    targets: dict[str, None] = field(default_factory=dict)
    records: dict[str, Change] = field(default_factory=dict)

    def take(self, edition: Edition) -> None:
        """Add one edition; what is new in the window has no earlier state that it could differ from."""
        for change in edition.changes:
            new = change.id in self.plans or change.id in self.targets or change.plan in self.plans
            if not new:
                self._merge(change)
            elif ChangeKind.DROPPED in change.kinds:
                self.plans.pop(change.id, None)
                self.targets.pop(change.id, None)
        self.plans |= dict.fromkeys(edition.added_plans)
        self.targets |= dict.fromkeys(edition.added_targets)

    def _merge(self, change: RecordedChange) -> None:
        earlier = self.records.get(change.id)
        fields = {item.field: item for item in earlier.fields} if earlier else {}
        if ChangeKind.DROPPED in change.kinds:
            # Dropped is what stood at the start of the window.
            value = str(fields["value"].old) if "value" in fields else change.value or ""
            self.records[change.id] = _change(change, (ChangeKind.DROPPED,), (), value)
            return
        for item in change.fields:
            old = fields[item.field].old if item.field in fields else item.old
            fields[item.field] = FieldChange(item.field, old, item.new)
        kept = tuple(item for item in fields.values() if not _same(item))
        if kept:
            self.records[change.id] = _change(change, kinds_of(kept), kept, change.value or "")
        else:
            self.records.pop(change.id, None)


def _change(
    recorded: RecordedChange,
    kinds: tuple[ChangeKind, ...],
    fields: tuple[FieldChange, ...],
    value: str,
) -> Change:
    return Change(
        recorded.record, recorded.id, kinds, recorded.plan or "", recorded.jurisdiction,
        recorded.name, recorded.name_en, value, fields,
    )  # fmt: skip


def _same(item: FieldChange) -> bool:
    """Whether a field says in the end what it said at first, in whatever writing."""
    old, new = item.old, item.new
    if old == new:
        return True
    if old is None or new is None:
        return False
    try:
        if item.field == "value":
            first, second = parse_quantity(str(old)), parse_quantity(str(new))
            return (first.comparator, first.si_low, first.si_high, first.family) == (
                second.comparator, second.si_low, second.si_high, second.family,
            )  # fmt: skip
        if item.field in ("deadline", "issued", "reported", "effective", "date"):
            return parse_date(old).first == parse_date(new).first and (
                parse_date(old).last == parse_date(new).last
            )
    except Mistake:
        return False
    return False


def changes_since(
    editions: Iterable[Edition], atlas: Atlas, since: date, today: date
) -> ChangesSince:
    """Everything that editions dated ``since`` or later amount to, and deadlines since then.

    A record that was changed and changed back is not among them; of one that was changed twice,
    the first and the last state are told.
    """
    within = [edition for edition in editions if edition.date.first >= since]
    net = _Net()
    for edition in within:
        net.take(edition)
    plans = [atlas.plan_by_id[name] for name in net.plans if name in atlas.plan_by_id]
    plans.sort(key=lambda plan: plan.since.first if plan.since else date.min, reverse=True)
    figures = [
        atlas.target_by_id[name]
        for name in net.targets
        if name in atlas.target_by_id and atlas.target_by_id[name].plan.id not in net.plans
    ]
    parts: dict[ChangePart, list[Change]] = {}
    for change in net.records.values():
        parts.setdefault(_PART_OF[change.kinds[0]], []).append(change)
    return ChangesSince(
        since, len(within), tuple(plans), tuple(figures),
        {part: tuple(items) for part, items in parts.items()},
        tuple(_passed(atlas, since, today)),
    )  # fmt: skip


def _passed(atlas: Atlas, since: date, today: date) -> list[PlanTarget]:
    """Figures in force whose last day lies in the window, the latest first."""
    dated = by_deadline(atlas)
    first, end = (bisect_right(dated, -day.toordinal(), key=_before) for day in (today, since))
    return dated[first:end]


def by_deadline(atlas: Atlas) -> list[PlanTarget]:
    """All figures in force that have a deadline, the latest first; made once, nobody may change it."""
    return atlas.indexes.ask("by deadline", lambda: _dated(atlas))


def _dated(atlas: Atlas) -> list[PlanTarget]:
    found = [
        pair
        for pair in atlas.target_by_id.values()
        if pair.plan.status is PlanStatus.IN_FORCE and pair.target.deadline is not None
    ]
    return sorted(found, key=_latest_first)


def _before(pair: PlanTarget) -> int:
    """Grows with how long ago a figure's last day is."""
    day = pair.target.deadline
    return -day.last.toordinal() if day else 0


def _latest_first(pair: PlanTarget) -> tuple[int, str, str]:
    return _before(pair), pair.plan.jurisdiction, pair.target.id
