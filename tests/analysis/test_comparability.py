"""One verdict for any two figures, symmetric and reflexive, with its reasons."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparability import FORBIDDING, SENTENCES, Reason, Verdict, compare, group_keys

#: Pairs of the collection with the verdict read from the plans by hand, and why.
PAIRS = [
    ("sichuan-metaverse-2025", "chongqing-metaverse-2025", "comparable", set()),
    ("sichuan-metaverse-2025", "chengdu-metaverse-2025", "caveat", {"level"}),
    ("guangdong-ai-core-2025", "hunan-ai-industry-2026", "not_comparable", {"scope", "deadline"}),
    ("guangdong-computing-rank-2025", "hunan-computing-2026", "not_comparable", {"family", "deadline"}),
    ("sichuan-metaverse-chain-leaders-2025", "chongqing-metaverse-head-firms-2025", "not_comparable", {"scope"}),
    ("sichuan-metaverse-specialised-firms-2025", "chongqing-metaverse-specialised-firms-2025", "comparable", set()),
    ("nation-metaverse-clusters-2025", "chongqing-metaverse-parks-2025", "not_comparable", {"scope", "level"}),
    ("guiyang-digital-share-2023", "guiyang-digital-share-2025", "caveat", {"deadline", "open_end"}),
    ("guiyang-industrial-enterprises-2023", "guiyang-industrial-enterprises-2025", "caveat", {"deadline", "open_end", "cumulative_unstated"}),
    ("guiyang-agricultural-projects-2025", "guiyang-service-projects-2025", "not_comparable", {"scope"}),
    ("huangpu-grant-leading-technology", "huangpu-grant-niche-technology", "not_comparable", {"part"}),
    ("huangpu-grant-leading-technology", "sichuan-metaverse-2025", "not_comparable", {"indicator", "part", "kind"}),
    ("hunan-ai-leading-firms-2026", "sichuan-metaverse-chain-leaders-2025", "not_comparable", {"indicator"}),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "verdict", "reasons"), PAIRS)
def test_pairs_read_by_hand(atlas, one, other, verdict, reasons):
    found = compare(atlas.targets.loc[one], atlas.targets.loc[other])
    assert found.verdict == verdict
    assert reasons <= {reason.value for reason in found.reasons}
    if verdict == "comparable":
        assert found.reasons == ()


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
        "comparator": st.sampled_from(["exact", "at_least", "about", "range"]),
        "plan_status": st.sampled_from(["in_force", "draft"]),
        "level": st.sampled_from(["province", "city"]),
    }
).map(lambda row: pd.Series(row, dtype=object))


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
    frame = pd.DataFrame(rows, dtype=object).reset_index(drop=True)
    keys = group_keys(frame)
    for i in frame.index:
        for j in frame.index:
            if keys[i] == keys[j]:
                assert compare(frame.loc[i], frame.loc[j]).verdict is not Verdict.NOT_COMPARABLE
