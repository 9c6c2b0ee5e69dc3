"""The app's own map, twice, as the rivals draw it: what Streamlit is given, to the letter."""

from __future__ import annotations

import json
from typing import Any

from charts.china_map import PLOTLY_CONFIG

INDICATORS = ("metaverse_industry", "ai_industry")


def two_maps() -> list[dict[str, Any]]:
    """Per indicator: title, figure and Plotly's configuration, taken from the Map page."""
    from streamlit.testing.v1 import AppTest

    from benchmarks.servers import ROOT

    found = []
    for indicator in INDICATORS:
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
        app.run()
        app.query_params["indicator"] = indicator
        app.switch_page("pages/map.py")
        app.query_params["indicator"] = indicator
        app.run()
        figure = json.loads(app.get("plotly_chart")[0].proto.spec)
        found.append({"title": indicator, "figure": figure, "config": PLOTLY_CONFIG})
    return found
