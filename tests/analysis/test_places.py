"""Places of intervals: ties share, overlaps stay open, certain orders are certain."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.places import Place, places

ENDS = st.floats(0, 1e6, allow_nan=False)
INTERVALS = st.lists(st.tuples(ENDS, ENDS).map(lambda pair: (min(pair), max(pair))), max_size=30)


def test_ties_and_overlaps():
    found = places([(5, 5), (3, 3), (3, 3), (1, 2)])
    assert found == [Place(1, 1), Place(2, 3), Place(2, 3), Place(4, 4)]
    assert places([(1, 4), (3, 6)]) == [Place(1, 2), Place(1, 2)]
    assert places([]) == []
    assert Place(1, 2).words == "1–2"


@given(INTERVALS)
def test_a_place_counts_those_certainly_ahead_and_behind(intervals):
    for (low, high), place in zip(intervals, places(intervals), strict=True):
        assert place.best == 1 + sum(other > high for other, _ in intervals)
        assert place.worst == len(intervals) - sum(other < low for _, other in intervals)
        assert 1 <= place.best <= place.worst <= len(intervals)
