"""The sum on paper: cores and memory from measured costs."""

from __future__ import annotations

import pytest

from benchmarks.paper import Costs, need, report


def test_cores_and_memory_follow_from_what_was_measured():
    latest = {
        "rows": {
            "memory": {"app": {"median": 2.0}},
            "bytes indicator": {"app": {"median": 25_000.0}},
        }
    }
    measured = [
        {"replicas": 1, "sessions": 50, "rate": 5.0, "cores": 0.5, "memory": 300.0},
        {"replicas": 2, "sessions": 80, "rate": 8.0, "cores": 0.8, "memory": 560.0},
    ]
    costs = Costs.read(latest, measured)
    assert costs == Costs(seconds=0.1, session=2.0, process=200.0, held=50, sent=25_000.0)
    found = need(600, costs)
    assert found.rate == 60
    assert found.cores == pytest.approx(10)
    assert found.processes == 10
    assert found.memory == pytest.approx(3.2)
    assert found.wire == pytest.approx(12)
    assert "| 10,000 | 500 (5%) | 50 | 9 | 3 | 10 |" in report(costs)
