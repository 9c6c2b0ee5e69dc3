"""What changed between two versions of a collection, record by record and field by field.

Values count, not their writing: ``2050`` and ``2050.0``, ``2500 亿元`` and ``0.25 万亿元``, or the
terms of a scope in another order are no change.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from language.catalogue import mark, pick, translate
from loaders.dates import PartialDate
from loaders.models import Collection, Observation, Plan, Target
from loaders.quantities import Comparator, Quantity, parse_quantity
from loaders.regions import regions


class ChangeKind(StrEnum):
    """What happened to a record."""

    ADDED = "added"
    DROPPED = "dropped"
    RAISED = "raised"
    LOWERED = "lowered"
    RESTATED = "restated"
    DEADLINE = "deadline"
    WORDING = "wording"
    OTHER = "other"


KIND_NAMES = {
    ChangeKind.ADDED: mark("added"),
    ChangeKind.DROPPED: mark("dropped"),
    ChangeKind.RAISED: mark("figure raised"),
    ChangeKind.LOWERED: mark("figure lowered"),
    ChangeKind.RESTATED: mark("figure restated"),
    ChangeKind.DEADLINE: mark("deadline moved"),
    ChangeKind.WORDING: mark("wording changed"),
    ChangeKind.OTHER: mark("details changed"),
}
RECORD_NAMES = {
    "plan": mark("Plans"),
    "target": mark("Figures"),
    "observation": mark("Reported results"),
    "document": mark("Documents"),
    "indicator": mark("Indicators"),
    "scope": mark("Scopes"),
    "sector": mark("Sectors"),
}
_TABLES = (
    ("sector", "sectors"),
    ("scope", "scopes"),
    ("indicator", "indicators"),
    ("document", "documents"),
)
#: Fields whose order says nothing.
_SETS = {"scope"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: what it was and what it is, as plain data; None where it is not stated."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record.

    ``plan`` is the plan of a target, ``jurisdiction`` the adcode it binds (both "" where there is
    none); ``name`` and ``name_en`` say what the record is called: a title, an indicator, a term.
    ``fields`` is empty where the record is new or dropped; ``value`` is its figure then.
    """

    record: str
    id: str
    kinds: tuple[ChangeKind, ...]
    plan: str = ""
    jurisdiction: str = ""
    name: str = ""
    name_en: str = ""
    value: str = ""
    fields: tuple[FieldChange, ...] = ()


def diff_collections(old: Collection, new: Collection) -> list[Change]:
    """Every record that is new, dropped or changed: plans and targets first, then the rest."""
    changes: list[Change] = []
    for kind, (before, after) in {
        "plan": (_plans(old), _plans(new)),
        "target": (_targets(old), _targets(new)),
        "observation": (_observations(old), _observations(new)),
        **{kind: (getattr(old, name), getattr(new, name)) for kind, name in _TABLES},
    }.items():
        before_names, after_names = (_Names(kind, old), _Names(kind, new))
        for name, record in after.items():
            if name not in before:
                changes.append(after_names.change(name, record, (ChangeKind.ADDED,)))
            elif fields := tuple(_field_changes(before[name], record)):
                changes.append(after_names.change(name, record, kinds_of(fields), fields))
        changes += [
            before_names.change(name, record, (ChangeKind.DROPPED,))
            for name, record in before.items()
            if name not in after
        ]
    return changes


def _plans(collection: Collection) -> dict[str, Plan]:
    return {plan.id: plan for plan in collection.plans}


def _targets(collection: Collection) -> dict[str, tuple[Plan, Target]]:
    return {target.id: (plan, target) for plan in collection.plans for target in plan.targets}


def _observations(collection: Collection) -> dict[str, Observation]:
    return {item.id: item for item in collection.observations}


@dataclass(frozen=True)
class _Names:
    """Makes changes of one kind of record, named as its collection names them."""

    record: str
    collection: Collection

    def change(
        self,
        name: str,
        item: Any,
        kinds: tuple[ChangeKind, ...],
        fields: tuple[FieldChange, ...] = (),
    ) -> Change:
        indicators = self.collection.indicators
        if isinstance(item, tuple):
            plan, target = item
            term = indicators[target.indicator]
            return Change(
                "target", name, kinds, plan.id, plan.jurisdiction, term.zh, term.en,
                target.value.text, fields,
            )  # fmt: skip
        if isinstance(item, Plan):
            title, title_en = item.title, item.title_en
            return Change("plan", name, kinds, "", item.jurisdiction, title, title_en, "", fields)
        if isinstance(item, Observation):
            term = indicators[item.indicator]
            value = item.value.text
            return Change(
                "observation", name, kinds, "", item.jurisdiction, term.zh, term.en, value, fields
            )
        zh = getattr(item, "zh", None) or item.title
        return Change(self.record, name, kinds, "", "", zh, getattr(item, "en", zh), "", fields)


def _field_changes(old: Any, new: Any) -> Iterator[FieldChange]:
    """The fields that mean something else now; a target's plan is a field of it."""
    if isinstance(old, tuple):
        if old[0].id != new[0].id:
            yield FieldChange("plan", old[0].id, new[0].id)
        old, new = old[1], new[1]
    for name in type(new).model_fields:
        if name in ("id", "targets"):
            continue
        before, after = getattr(old, name), getattr(new, name)
        if _meaning(before, name) != _meaning(after, name):
            yield FieldChange(name, _shown(old, name), _shown(new, name))


def _meaning(value: Any, name: str = "") -> Any:
    """What a value says, whatever its writing."""
    if isinstance(value, Quantity):
        return value.comparator, value.si_low, value.si_high, value.family
    if isinstance(value, PartialDate):
        return value.first, value.last
    if isinstance(value, BaseModel):
        return {key: _meaning(getattr(value, key), key) for key in type(value).model_fields}
    if isinstance(value, tuple):
        items = [_meaning(item) for item in value]
        return sorted(items) if name in _SETS else items
    return value


def _shown(record: BaseModel, name: str) -> Any:
    """A field as the file would hold it, or None where it is not stated."""
    dumped = record.model_dump(mode="json", include={name}, exclude_defaults=True)
    return dumped.get(name)


def kinds_of(fields: Iterable[FieldChange]) -> tuple[ChangeKind, ...]:
    """What changed fields amount to, the weightiest first; figures are compared by what they say."""
    changed = {item.field: item for item in fields}
    kinds = []
    if (value := changed.pop("value", None)) is not None:
        kinds.append(value_change(parse_quantity(value.old), parse_quantity(value.new)))
    for field, kind in (("deadline", ChangeKind.DEADLINE), ("wording", ChangeKind.WORDING)):
        if changed.pop(field, None) is not None:
            kinds.append(kind)
    if changed:
        kinds.append(ChangeKind.OTHER)
    return tuple(kinds)


def value_change(old: Quantity, new: Quantity) -> ChangeKind:
    """Whether a figure was raised, lowered, or restated in another form.

    Amounts are compared by their lower end, or by their only end; a rank is raised when it comes
    nearer to the first. Another unit family, or the same amount with another comparator (from
    "2500" to "at least 2500"), is a restatement.
    """
    if old.family != new.family:
        return ChangeKind.RESTATED
    before, after = (
        item.si_low if item.si_low is not None else item.si_high for item in (old, new)
    )
    if before == after and Comparator.RANGE in (old.comparator, new.comparator):
        before, after = old.si_high, new.si_high
    if before is None or after is None or before == after:
        return ChangeKind.RESTATED
    raised = after > before
    if new.comparator is Comparator.RANK:
        raised = not raised
    return ChangeKind.RAISED if raised else ChangeKind.LOWERED


def diff_as_data(changes: list[Change]) -> dict[str, Any]:
    """The changes for JSON: counts per kind of record, then every change."""
    return {
        "counts": {
            record: dict(Counter(kind.value for kind in kinds))
            for record in RECORD_NAMES
            if (kinds := [kind for item in changes if item.record == record for kind in item.kinds])
        },
        "changes": [_as_data(change) for change in changes],
    }


def _as_data(change: Change) -> dict[str, Any]:
    return {
        "record": change.record,
        "id": change.id,
        "kinds": [kind.value for kind in change.kinds],
        "plan": change.plan or None,
        "jurisdiction": change.jurisdiction or None,
        "name": change.name,
        "name_en": change.name_en,
        "value": change.value or None,
        "fields": [
            {"field": item.field, "old": item.old, "new": item.new} for item in change.fields
        ],
    }


def diff_as_text(changes: list[Change], lang: str) -> str:
    """The changes for a person: per kind of record, what is new, changed and dropped."""
    if not changes:
        return translate(lang, "No record says anything else.") + "\n"
    lines: list[str] = []
    for record, title in RECORD_NAMES.items():
        own = [change for change in changes if change.record == record]
        if not own:
            continue
        counts = Counter(kind for change in own for kind in change.kinds)
        parts = [f"{translate(lang, KIND_NAMES[kind])} {counts[kind]}" for kind in counts]
        lines.append(f"{translate(lang, title)}: {translate(lang, ', ').join(parts)}")
        lines += [line for change in own for line in _lines(change, lang)]
        lines.append("")
    return "\n".join(lines)


_SIGNS: Mapping[ChangeKind, str] = {
    ChangeKind.ADDED: "+",
    ChangeKind.DROPPED: "-",
    ChangeKind.RAISED: "↑",
    ChangeKind.LOWERED: "↓",
}


def _lines(change: Change, lang: str) -> Iterator[str]:
    sign = _SIGNS.get(change.kinds[0], "~")
    yield f"  {sign} {change.id}: {change_name(change, lang)}"
    for item in change.fields:
        yield f"      {item.field}: {field_text(item.old, lang)} → {field_text(item.new, lang)}"


def change_name(change: Change, lang: str) -> str:
    """Region, name and figure of a changed record, as far as it has them."""
    parts = []
    if change.jurisdiction in regions():
        region = regions()[change.jurisdiction]
        parts.append(pick(lang, region.name, region.name_en))
    parts.append(pick(lang, change.name, change.name_en))
    if change.value and not change.fields:
        parts.append(change.value)
    return " · ".join(parts)


def field_text(value: Any, lang: str) -> str:
    """A field's content for a person: text as it is, lists and records as one line."""
    if value is None:
        return translate(lang, "not stated")
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return translate(lang, ", ").join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
