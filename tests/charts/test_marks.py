"""Charts are made of words that plotly knows: the app spares itself plotly's own check of every mark."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from plotly.io import from_json

from analysis.palette import LIGHT
from charts.theme import drawn
from charts.timeline import timeline
from tests.pages.test_pages import page

REGIONS = ["510000", "310000", "500000"]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("indicator", {}),
        ("indicator", {"lang": "en", "indicator": "computing_power", "measure": "growth"}),
        ("compare", {"regions": REGIONS, "charts": "all"}),
        ("compare", {"regions": REGIONS, "measure": "gdp"}),
        ("timeline", {}),
        ("timeline", {"target": "sichuan-metaverse-2025"}),
    ],
)
def test_plotly_knows_every_word_of_a_pages_charts(name: str, query: dict[str, Any]) -> None:
    specs = [chart.proto.spec for chart in page(name, **query).get("plotly_chart")]
    assert specs
    for spec in specs:
        from_json(spec)


def test_plotly_knows_every_word_of_a_timeline_on_a_phone() -> None:
    days = date(2023, 9, 18), date(2025, 12, 31)
    lane = {
        "plan_id": "one", "label": "Plan", "heading": "2023", "start": days[0], "end": days[1],
        "dated": True, "expired": False, "status": "draft", "hover": "Plan",
        "marks": [(days[1], "¥250 bn", "Metaverse", "target", False)],
    }  # fmt: skip
    bands = [("14th", date(2021, 1, 1), date(2025, 12, 31))]
    for chosen in ("one", "target"):
        figure = timeline(
            pd.DataFrame([lane]), bands, date(2024, 6, 1), "today", days, LIGHT,
            narrow=True, chosen=chosen,
        )  # fmt: skip
        assert len(figure.layout.shapes) == 3  # the band, the frame around the lane, today
        assert len(figure.data) == 3 + (chosen == "target")
        from_json(figure.to_json())


def test_what_plotly_does_not_know_is_found() -> None:
    figure = drawn([{"type": "bar", "x": [1], "why": 1}], {}, LIGHT, 100)
    with pytest.raises(ValueError, match="why"):
        from_json(figure.to_json())
