"""What the rivals draw: the app's own map in Plotly, twice, and as the app itself sends it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pandas as pd

from analysis.atlas import open_atlas
from analysis.findings import map_finding
from analysis.map_states import map_answer
from analysis.palette import LIGHT
from analysis.view import View
from benchmarks.plotly_map import (
    PLOTLY_CONFIG,
    base_map,
    city_points,
    fill_layer,
    hatch_layer,
)
from charts.map import map_drawing
from language.catalogue import LANGUAGES
from loaders.regions import regions
from loaders.tables import figures_in
from pages.shared.evidence import figure_block
from pages.shared.frame import Frame
from pages.shared.listing import FIGURES
from pages.shared.map_view import marks_of

#: Provinces whose cards are opened in turn.
CARDS = ("650000", "630000")
INDICATORS = ("metaverse_industry", "ai_industry")
_PATTERNS = {"lines": "lines", "dots": "dots", "accent": "lines", "accent-dots": "dots"}


def two_maps() -> list[dict[str, Any]]:
    """Per indicator: title, Plotly's figure and configuration, and the app's own drawing."""
    atlas = open_atlas()
    found = []
    for indicator in INDICATORS:
        view = View(indicator=indicator)
        provinces, cities = marks_of(Frame(atlas, view, LIGHT, date.today()))
        figure = base_map(height=600)
        fills = list(dict.fromkeys(mark.fill for mark in provinces))
        fill_layer(
            figure, [mark.adcode for mark in provinces],
            [fills.index(mark.fill) for mark in provinces], fills,
            hover=[_hover(mark.hover) for mark in provinces],
        )  # fmt: skip
        for name, pattern in _PATTERNS.items():
            adcodes = [mark.adcode for mark in provinces if mark.pattern == name]
            if adcodes:
                colour = LIGHT.accent if name.startswith("accent") else LIGHT.hatch
                hatch_layer(figure, adcodes, pattern, colour)  # type: ignore[arg-type]
        places = [regions()[mark.adcode] for mark in cities]
        table = pd.DataFrame(
            {
                "adcode": [mark.adcode for mark in cities],
                "longitude": [place.longitude for place in places],
                "latitude": [place.latitude for place in places],
                "hover": [_hover(mark.hover) for mark in cities],
            }
        )
        city_points(figure, table, [mark.fill or LIGHT.blank for mark in cities], size=11)
        found.append(
            {
                "title": indicator,
                "figure": json.loads(figure.to_json()),
                "config": PLOTLY_CONFIG,
                "drawing": map_drawing(provinces, cities, LIGHT, name=indicator),
            }
        )
    return found


def ready_answers() -> dict[str, Any]:
    """All that changes on Map for both indicators, two provinces and two languages, made before.

    Per language: per indicator title and drawing, per province the card's figures as HTML.
    """
    atlas = open_atlas()
    found: dict[str, Any] = {}
    for lang in LANGUAGES:
        maps, cards = {}, {}
        for indicator in INDICATORS:
            frame = Frame(atlas, View(indicator=indicator, lang=lang), LIGHT, date.today())
            provinces, cities = marks_of(frame)
            drawing = map_drawing(provinces, cities, LIGHT, name=indicator)
            title = map_finding(atlas, frame.view, map_answer(atlas, frame.view))
            maps[indicator] = {"title": title, "drawing": drawing}
        for adcode in CARDS:
            own = atlas.targets[atlas.targets["adcode"] == adcode]
            cards[adcode] = "".join(figure_block(frame, row) for row in figures_in(own[:FIGURES]))
        found[lang] = {"maps": maps, "cards": cards}
    return found


def _hover(lines: Any) -> str:
    return "<br>".join(text for _, text in lines)
