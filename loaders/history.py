"""``data/history/``: dated records of what changed in the collection.

A running app has neither git nor the older files, and a whole copy per version would grow by a
megabyte each time. So each edition leaves one small record of its changes, made by
``python -m loaders diff OLD NEW --record``. A record holds what the collection itself can no
longer say: earlier figures, and the names of what was dropped. Of what was added it holds ids.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import yaml

from loaders.diff import Change, ChangeKind, FieldChange
from loaders.models import Adcode, Day, Slug, Strict, Text
from loaders.problems import InvalidData, Problem, say
from loaders.records import RecordChecker
from loaders.regions import DATA
from loaders.writing import write_atomically
from loaders.yaml_source import read_yaml

HISTORY = DATA / "history"
_HEAD = "# Made by: python -m loaders diff OLD NEW --record\n"


class RecordedField(Strict):
    """What one field was and is, as text, lists or records; None where it was not stated."""

    field: Text
    old: Any = None
    new: Any = None


class RecordedChange(Strict):
    """A plan or target that was changed or dropped, with what it was called."""

    record: Literal["plan", "target"]
    id: Slug
    kinds: tuple[ChangeKind, ...]
    plan: Slug | None = None
    jurisdiction: Adcode
    name: Text
    name_en: Text
    value: Text | None = None
    fields: tuple[RecordedField, ...] = ()


class Edition(Strict):
    """One dated step of the collection: ids of what was added, and every change.

    The targets of an added plan are not listed again.
    """

    date: Day
    added_plans: tuple[Slug, ...] = ()
    added_targets: tuple[Slug, ...] = ()
    changes: tuple[RecordedChange, ...] = ()


def load_history(folder: Path = HISTORY) -> tuple[Edition, ...]:
    """Every edition, the earliest first; none where the folder is missing.

    Raises:
        InvalidData: with every problem found in any of the files.
    """
    editions: list[tuple[str, Edition]] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            source = read_yaml(path)
            checker = RecordChecker(source, Edition, say("Make it anew with diff --record."))
            edition = checker.record((), source.data, Edition)
            for index, change in enumerate(edition.changes if edition else ()):
                checker.region(("changes", index, "jurisdiction"), change.jurisdiction)
        except InvalidData as error:
            problems += error.problems
            continue
        problems += dict.fromkeys(source.problems)  # both checks name an unknown key
        if edition is not None:
            editions.append((path.stem, edition))
    if problems:
        raise InvalidData(problems)
    return tuple(
        edition for _, edition in sorted(editions, key=lambda item: (item[1].date, item[0]))
    )


def edition_of(changes: list[Change], day: str) -> Edition:
    """The changes to plans and targets as one dated edition.

    Raises:
        pydantic.ValidationError: ``day`` is no date.
    """
    added = [item for item in changes if ChangeKind.ADDED in item.kinds]
    plans = [item.id for item in added if item.record == "plan"]
    kept = [
        item
        for item in changes
        if item.record in ("plan", "target") and ChangeKind.ADDED not in item.kinds
    ]
    return Edition.model_validate(
        {
            "date": day,
            "added_plans": plans,
            "added_targets": [
                item.id for item in added if item.record == "target" and item.plan not in plans
            ],
            "changes": [_recorded(item) for item in kept],
        }
    )


def _recorded(change: Change) -> dict[str, Any]:
    return {
        "record": change.record,
        "id": change.id,
        "kinds": [kind.value for kind in change.kinds],
        "plan": change.plan or None,
        "jurisdiction": change.jurisdiction,
        "name": change.name,
        "name_en": change.name_en,
        "value": change.value or None,
        "fields": [_recorded_field(item) for item in change.fields],
    }


def _recorded_field(item: FieldChange) -> dict[str, Any]:
    return {"field": item.field, "old": item.old, "new": item.new}


def record_changes(changes: list[Change], day: str, folder: Path = HISTORY) -> Path | None:
    """Write the changes as one edition; None where no plan or target changed.

    A second edition of a day gets a number. The file is there whole or not at all.

    Raises:
        InvalidData: ``day`` is no date.
    """
    try:
        edition = edition_of(changes, day)
    except ValueError:
        what, remedy = (
            say("{day} is no date", day=repr(day)),
            say("Write a day, such as 2026-11-21."),
        )
        problem = Problem(day, 1, 1, "", what, remedy)
        raise InvalidData([problem]) from None
    if not (edition.added_plans or edition.added_targets or edition.changes):
        return None
    folder.mkdir(parents=True, exist_ok=True)
    names = [edition.date.text, *(f"{edition.date.text}-{number}" for number in range(2, 1000))]
    path = next(folder / f"{name}.yaml" for name in names if not (folder / f"{name}.yaml").exists())
    data = edition.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    text = _HEAD + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
    write_atomically(path, text)
    return path
