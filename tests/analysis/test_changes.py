"""What changed since a day: the net of editions, whatever way led there."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.atlas import build_atlas
from analysis.changes import PART_NAMES, ChangePart, changes_since
from analysis.view import CHANGED
from exports.changes import changes_csv
from loaders.collection import load_collection
from loaders.history import Edition

TARGET = "sichuan-metaverse-2025"
TODAY = date(2026, 11, 21)


@pytest.fixture
def tiny(small):
    """The atlas of one plan with one figure, due in 2025."""
    return build_atlas(load_collection(small))


def edition(day: str, *fields: tuple[str, str | None, str | None], **more) -> Edition:
    """An edition in which one figure changed these fields, or of what ``more`` says."""
    changes = []
    if fields:
        changes.append(record("other", [dict(zip(("field", "old", "new"), f)) for f in fields]))  # noqa: B905
    return Edition.model_validate({"date": day, "changes": changes, **more})


def record(kind: str, fields: list[dict], **more) -> dict:
    """A recorded change of the figure."""
    known = {"record": "target", "id": TARGET, "plan": "sichuan-metaverse-2023"}
    known |= {"jurisdiction": "510000", "name": "元宇宙产业规模", "name_en": "Metaverse industry"}
    return {**known, "kinds": [kind], "fields": fields, **more}


def parts(found) -> dict[str, int]:
    """Counts of the parts that are not empty."""
    return {part.value: found.count(part) for part in ChangePart if found.count(part)}


RAISED = edition("2026-03-01", ("value", "2000 亿元", "2500 亿元"))


@pytest.mark.parametrize(
    ("editions", "expected"),
    [
        ([RAISED], {"raised": 1}),
        ([edition("2026-03-01", ("value", "3000 亿元", "2500 亿元"))], {"lowered": 1}),
        ([edition("2026-03-01", ("value", "2500 亿元", ">= 2500 亿元"))], {"restated": 1}),
        ([edition("2026-03-01", ("deadline", "2024", "2025"))], {"moved": 1}),
        ([edition("2026-03-01", ("wording", "甲", "乙"))], {"reworded": 1}),
        # Raised and lowered again, or only written otherwise in the end: no change.
        ([RAISED, edition("2026-04-01", ("value", "2500 亿元", "0.2 万亿元"))], {}),
        ([RAISED, edition("2026-04-01", ("value", "2500 亿元", "2000.0 亿元"))], {}),
        ([edition("2026-03-01", ("deadline", "2050", "2051")),
          edition("2026-04-01", ("deadline", "2051", "2050.0"))], {}),
        # Two steps up and one of another field are one record, told once.
        ([RAISED, edition("2026-04-01", ("value", "2500 亿元", "2600 亿元"), ("wording", "甲", "乙"))],
         {"raised": 1}),
        ([edition("2026-03-01", changes=[record("dropped", [], value="2500 亿元")])], {"dropped": 1}),
        # New in the window: later steps say nothing more; dropped again, it never was.
        ([edition("2026-03-01", added_targets=[TARGET]),
          edition("2026-04-01", ("value", "1 亿元", "2500 亿元"))], {"figures": 1}),
        ([edition("2026-03-01", added_targets=[TARGET]),
          edition("2026-04-01", changes=[record("dropped", [], value="1 亿元")])], {}),
        ([edition("2026-03-01", added_plans=["sichuan-metaverse-2023"]),
          edition("2026-04-01", ("value", "1 亿元", "2500 亿元"), added_targets=[TARGET])], {"plans": 1}),
    ],
)  # fmt: skip
def test_the_net_of_the_editions_is_told(tiny, editions, expected):
    assert parts(changes_since(editions, tiny, date(2026, 3, 1), TODAY)) == expected


def test_first_and_last_state_are_told(tiny):
    later = edition("2026-04-01", ("value", "2500 亿元", "2600 亿元"))
    found = changes_since([RAISED, later], tiny, date(2026, 1, 1), TODAY)
    (change,) = found.changes[ChangePart.RAISED]
    assert [(item.old, item.new) for item in change.fields] == [("2000 亿元", "2600 亿元")]
    dropped = edition("2026-05-01", changes=[record("dropped", [], value="2600 亿元")])
    found = changes_since([RAISED, later, dropped], tiny, date(2026, 1, 1), TODAY)
    assert found.changes[ChangePart.DROPPED][0].value == "2000 亿元"
    text = changes_csv(found, tiny, "en").decode("utf-8-sig")
    assert "Dropped,sichuan-metaverse-2025" in text
    assert "¥200 bn" in text


def test_only_what_is_in_the_window_counts(tiny):
    assert parts(changes_since([RAISED], tiny, date(2026, 3, 2), TODAY)) == {}
    assert parts(changes_since([], tiny, date(2025, 12, 31), TODAY)) == {"passed": 1}
    assert parts(changes_since([], tiny, date(2026, 1, 1), TODAY)) == {}
    assert parts(changes_since([], tiny, date(2025, 1, 1), date(2025, 12, 31))) == {}


@pytest.mark.parametrize("since", [date(1990, 1, 1), date(2024, 12, 31), date(2025, 12, 31), TODAY])
@pytest.mark.parametrize("today", [date(2025, 12, 31), date(2026, 1, 1), TODAY])
def test_deadlines_passed_are_those_in_the_window_the_latest_first(atlas, since, today):
    passed = [pair.target for pair in changes_since([], atlas, since, today).passed]
    asked = {
        target.id
        for plan in atlas.collection.plans
        for target in plan.targets
        if plan.status == "in_force" and target.deadline and since <= target.deadline.last < today
    }
    assert {target.id for target in passed} == asked
    days = [target.deadline.last for target in passed]
    assert days == sorted(days, reverse=True)


def test_an_address_can_name_every_part():
    assert tuple(part.value for part in ChangePart) == CHANGED
    assert set(PART_NAMES) == set(ChangePart)
