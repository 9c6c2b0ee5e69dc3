"""One verdict for any two figures, symmetric and reflexive, with its reasons."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparability import (
    FORBIDDING,
    SENTENCES,
    Reason,
    Verdict,
    base_keys,
    caveats_of_each,
    compare,
    forbidding,
    group_keys,
)
from loaders.tables import figures_in

#: Written from the plans by hand, before the engine was asked; see the head of the file.
JUDGED = yaml.safe_load(Path(__file__).with_name("judged_pairs.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("pair", JUDGED, ids=lambda pair: f"{pair['one']}~{pair['other']}")
def test_pairs_judged_by_hand(atlas, pair):
    one, other = atlas.targets.loc[pair["one"]], atlas.targets.loc[pair["other"]]
    for found in (compare(one, other), compare(other, one)):
        assert (found.verdict, set(found.reasons)) == (pair["verdict"], set(pair["reasons"]))


def test_the_judged_pairs_are_distinct_and_show_every_rule(atlas):
    pairs = {frozenset((pair["one"], pair["other"])) for pair in JUDGED}
    assert len(pairs) == len(JUDGED) >= 48
    judged = Counter(reason for pair in JUDGED for reason in pair["reasons"])
    assert not {reason.value for reason in Reason if judged[reason.value] < 2}
    assert not set(judged) - set(Reason)
    named = {target for pair in pairs for target in pair}
    families = set(atlas.targets.loc[sorted(named), "si_unit"])
    assert families >= {"CNY", "FLOPS", "count", "%", "rank", "x"}
    assert all(len(pair["why"]) > 15 for pair in JUDGED)


def test_every_reason_has_its_sentence():
    assert set(SENTENCES) == set(Reason)


ROWS = st.fixed_dictionaries(
    {
        "indicator": st.sampled_from(["a", "b"]),
        "scope": st.sampled_from([None, "core", "core+revenue", "revenue+core"]),
        "part": st.sampled_from([None, "区"]),
        "kind": st.sampled_from(["target", "incentive", "standard"]),
        "si_unit": st.sampled_from(["CNY", "x"]),
        "cumulative": st.sampled_from([None, True, False]),
        "deadline": st.sampled_from([None, "2025", "2026"]),
        "comparator": st.sampled_from(["exact", "at_least", "at_most", "about", "range"]),
        "plan_status": st.sampled_from(["in_force", "draft", "superseded"]),
        "level": st.sampled_from(["nation", "province", "city", "district"]),
        "adcode": st.sampled_from(["100000", "440000", "440100", "440106", "510000"]),
        "base_year": st.sampled_from([None, 2020, 2023]),
        "target_id": st.uuids().map(str),
    }
).map(lambda row: pd.Series(row, dtype=object))


def _frame(rows):
    frame = pd.DataFrame(rows, dtype=object).reset_index(drop=True)
    return frame.assign(group=base_keys(frame))


@given(ROWS, ROWS)
def test_symmetric(one, other):
    assert compare(one, other) == compare(other, one)


@given(ROWS)
def test_reflexive(row):
    found = compare(row, row)
    assert found.verdict is Verdict.COMPARABLE
    assert found.reasons == ()


@given(ROWS, ROWS)
def test_a_forbidding_reason_decides(one, other):
    found = compare(one, other)
    assert (found.verdict is Verdict.NOT_COMPARABLE) == bool(FORBIDDING & set(found.reasons))


@given(st.lists(ROWS, min_size=1, max_size=6))
def test_a_group_never_holds_two_that_may_not_be_compared(rows):
    frame = _frame(rows)
    keys = group_keys(frame)
    for i in frame.index:
        for j in frame.index:
            if keys[i] == keys[j]:
                assert compare(frame.loc[i], frame.loc[j]).verdict is not Verdict.NOT_COMPARABLE


@given(st.lists(ROWS, min_size=1, max_size=6))
def test_the_caveats_of_a_group_are_those_of_its_pairs(rows):
    frame = _frame(rows)
    for _, group in frame.groupby(group_keys(frame)):
        pairs = [compare(group.loc[i], group.loc[j]) for i in group.index for j in group.index]
        wanted = {reason for pair in pairs for reason in pair.reasons}
        assert set().union(*caveats_of_each(figures_in(group)).values()) == wanted


@given(st.lists(ROWS, min_size=1, max_size=6))
def test_what_forbids_is_what_the_pairs_say(rows):
    frame = _frame(rows)
    others = figures_in(frame)
    for one in others:
        wanted = [
            tuple(reason for reason in compare(one, other).reasons if reason in FORBIDDING)
            for other in others
        ]
        assert forbidding(one, others) == wanted
