"""A reader's own data beside the built-in collection or instead of it, and what they change."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from analysis.atlas import Atlas, OwnFile, build_atlas
from loaders.diff import Change, ChangeKind, diff_collections
from loaders.models import Collection, Curation
from loaders.own import Own, alone, joined


class Use(StrEnum):
    """What the pages show: the built-in collection, that with the reader's data, or only these."""

    BUILTIN = "builtin"
    BESIDE = "beside"
    INSTEAD = "instead"


def own_atlas(builtin: Atlas, own: Own, use: Use) -> Atlas:
    """The atlas that the pages show; its ``digest`` is another for every upload, name and use.

    What was searched and left out is known of the built-in collection only.

    Raises:
        InvalidData: beside the collection, an id of the upload would stand twice.
    """
    if use is Use.BUILTIN:
        return builtin
    beside = use is Use.BESIDE
    collection = joined(builtin.collection, own) if beside else alone(own)
    return build_atlas(
        collection,
        builtin.curation if beside else Curation(),
        builtin.context,
        digest=hashlib.sha256(
            f"{builtin.digest} {own.digest} {own.name} {use}".encode()
        ).hexdigest(),
        own=OwnFile(own.name, not beside),
    )


@dataclass(frozen=True)
class OwnChanges:
    """What an upload says otherwise than the collection.

    ``removed`` are figures left out of a plan that the upload has; ``absent`` are records of plans
    that it does not have at all: beside the collection they stay, instead of it they go.
    ``same`` counts, per kind of record, those that say the same in both.
    """

    added: tuple[Change, ...]
    changed: tuple[Change, ...]
    removed: tuple[Change, ...]
    absent: tuple[Change, ...]
    same: dict[str, int]

    @property
    def told(self) -> tuple[Change, ...]:
        """All but the absent, a plan's figures right after the plan."""
        everything = (*self.added, *self.changed, *self.removed)
        plans = {item.plan or item.id: place for place, item in reversed([*enumerate(everything)])}
        main = [item for item in everything if item.record in ("plan", "target")]
        main.sort(key=lambda item: (plans[item.plan or item.id], item.record == "target"))
        return (*main, *(item for item in everything if item.record not in ("plan", "target")))


def own_changes(builtin: Collection, own: Own) -> OwnChanges:
    """The upload held against the collection, record by record."""
    mine = own.collection
    added: list[Change] = []
    changed: list[Change] = []
    removed: list[Change] = []
    absent: list[Change] = []
    for item in diff_collections(builtin, mine):
        if ChangeKind.ADDED in item.kinds:
            added.append(item)
        elif ChangeKind.DROPPED not in item.kinds:
            changed.append(item)
        elif item.record == "target" and item.plan in own.brought["plans"]:
            removed.append(item)
        else:
            absent.append(item)
    held = {
        "plan": len(mine.plans),
        "target": sum(len(plan.targets) for plan in mine.plans),
        "observation": len(mine.observations),
    }
    other = Counter(item.record for item in (*added, *changed))
    same = {record: count - other[record] for record, count in held.items()}
    return OwnChanges(tuple(added), tuple(changed), tuple(removed), tuple(absent), same)
