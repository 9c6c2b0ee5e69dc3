"""A small part of ``make fuzz`` on every run of the tests."""

from __future__ import annotations

from tests.robustness.fuzz import KINDS, run


def test_hostile_inputs_are_loaded_or_refused():
    outcomes, _, failures = run(count=240, seed=2, names=list(KINDS))
    assert failures == 0, outcomes
    assert {name.partition(":")[0] for name in outcomes} == set(KINDS)
    assert sum(outcomes.values()) == 240
