"""What became of a target: every rule on results made for it, and the product's own data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analysis.outcome_words import words_of
from analysis.progress import Because, Progress, observations_for, outcome
from loaders.models import Observation

BEFORE, AFTER = date(2024, 6, 1), date(2026, 11, 21)
TARGET = "sichuan-metaverse-2025"  # 2,500亿元 by 2025, related industries


def with_results(atlas, *results, value=None):
    """The atlas with these results (value, year) for the target, and no other for its region."""
    row = atlas.targets.loc[TARGET]
    made = [
        Observation(
            id=f"made-{year}", indicator=row["indicator"], jurisdiction=row["adcode"], value=text,
            date=year, scope=("related",), wording="made for the test",
            document=next(iter(atlas.collection.documents)),
        )
        for text, year in results
    ]  # fmt: skip
    collection = atlas.collection.model_copy(update={"observations": tuple(made)})
    return replace(atlas, collection=collection)


@pytest.mark.parametrize(
    ("results", "day", "progress", "because"),
    [
        ([], BEFORE, Progress.NO_DATA, Because.NOTHING),
        ([], AFTER, Progress.NO_REPORT, Because.NOTHING),
        ([("2500 亿元", 2024)], BEFORE, Progress.REACHED, Because.MET),
        ([("2600 亿元", 2025)], AFTER, Progress.REACHED, Because.MET),
        ([("> 2500 亿元", 2025)], AFTER, Progress.REACHED, Because.MET),
        ([("2600 亿元", 2026)], AFTER, Progress.REACHED, Because.MET_LATER),
        ([("2400 亿元", 2025)], AFTER, Progress.NOT_REACHED, Because.MISSED),
        ([("2400 亿元", 2026)], AFTER, Progress.NOT_REACHED, Because.MISSED_LATER),
        ([("> 2400 亿元", 2025)], AFTER, Progress.NO_REPORT, Because.OPEN_RESULT),
        ([("1200 亿元", 2023)], AFTER, Progress.NO_REPORT, Because.EARLIER_ONLY),
        ([("1200 亿元", 2023)], BEFORE, Progress.NO_DATA, Because.NO_BASE),
        ([("1000 亿元", 2021), ("1800 亿元", 2023)], BEFORE, Progress.ON_COURSE, Because.ABOVE_PATH),
        ([("1000 亿元", 2021), ("1200 亿元", 2023)], BEFORE, Progress.BEHIND, Because.BELOW_PATH),
    ],
)  # fmt: skip
def test_each_rule(atlas, results, day, progress, because):
    made = with_results(atlas, *results)
    found = outcome(made, made.targets.loc[TARGET], day)
    assert (found.progress, found.because) == (progress, because)
    assert words_of(found, "en")
    assert words_of(found, "zh")


def test_the_path_grows_by_the_same_rate_each_year(atlas):
    """1,000 in 2021 to 2,500 in 2025 asks for 1,000 × 2.5^(2/4) = 1,581 in 2023."""
    for value, progress in (("1582 亿元", Progress.ON_COURSE), ("1581 亿元", Progress.BEHIND)):
        made = with_results(atlas, ("1000 亿元", 2021), (value, 2023))
        assert outcome(made, made.targets.loc[TARGET], BEFORE).progress is progress


def test_about_leaves_room_of_a_twentieth(atlas):
    row = atlas.targets.loc[TARGET].copy()
    row["comparator"] = "about"
    for value, progress in (("2375 亿元", Progress.REACHED), ("2374 亿元", Progress.NOT_REACHED)):
        made = with_results(atlas, (value, 2025))
        assert outcome(made, row, AFTER).progress is progress


def test_another_scope_or_a_yearly_amount_says_nothing(atlas):
    made = with_results(atlas, ("9999 亿元", 2025))
    row = made.targets.loc[TARGET].copy()
    assert observations_for(made, row)
    row["scope"] = "core"
    assert not observations_for(made, row)


def test_nothing_is_said_without_a_result(atlas):
    """In the collection: a told state always names the result that it was told from."""
    told = (Progress.REACHED, Progress.NOT_REACHED, Progress.ON_COURSE, Progress.BEHIND)
    states = set()
    for _, row in atlas.targets.iterrows():
        found = outcome(atlas, row, AFTER)
        states.add(found.progress)
        assert (found.progress in told) <= (found.deciding is not None)
        assert found.deciding is None or found.deciding.jurisdiction == row["adcode"]
    assert {Progress.REACHED, Progress.NO_REPORT, Progress.NO_DATA} <= states
