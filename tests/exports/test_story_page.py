"""The presentation as a file: it holds every scene, asks nobody, and no text becomes markup."""

from __future__ import annotations

import json
import re
from datetime import date

from exports.scenes import scene_data
from exports.story_page import story_page, story_payload
from loaders.stories import Scene, Story

HOSTILE = "</script><img src=x onerror=alert(1)>"


def story(**words: str) -> Story:
    """One scene of the metaverse map."""
    scene = {
        "id": "a", "page": "map", "view": {"scope": "related", "deadline": 2025},
        "headline": words, "spotlight": {"regions": ["510000"]},
    }  # fmt: skip
    return Story.model_validate({"title": words, "scenes": [scene]})


def test_the_file_holds_the_figures_and_asks_nobody(atlas):
    made = story(zh="四川 {sichuan-metaverse-2025.value}", en="{sichuan-metaverse-2025.value}")
    text = story_page(story_payload(atlas, made, "s", date(2026, 1, 1))).decode()
    data = json.loads(re.search(r'id="story">(.*?)</script>', text)[1])
    assert data["scenes"][0]["zh"]["headline"] == "四川 2,500亿元"
    assert data["scenes"][0]["en"]["headline"] == "¥250 bn"
    assert len(data["map"]["provinces"]) == 34
    assert "default-src 'none'" in text
    assert len(text) < 6_000_000


def test_promised_and_reported_figures_stand_on_one_line(atlas):
    view = {"indicator": "computing_power", "scope": "", "deadline": 0}
    scene = Scene.model_validate({
        "id": "a", "page": "indicator", "chart": "paths", "view": view,
        "headline": {"zh": "-", "en": "-"}, "spotlight": {"regions": ["150000"]},
    })  # fmt: skip
    made = scene_data(atlas, scene, "en", date(2026, 11, 1))
    drawing = made["drawing"]
    row = next(row for row in drawing["rows"] if row["adcode"] == "150000")
    assert row["spot"]
    assert [point["text"] for point in row["reported"]] == ["94 EFLOPS", "> 218,000 PFLOPS"]
    assert [(p["text"], p["when"], p["state"]) for p in row["promised"]] == [
        ("> 200,000 PFLOPS", "2025", "✓ reached")
    ]
    assert all(p["at"] <= drawing["most"] for r in drawing["rows"] for p in r["reported"])
    assert "more" in made["source"]


def test_a_timeline_without_plans_says_so(atlas):
    scene = Scene.model_validate({
        "id": "a", "page": "timeline", "view": {"sectors": ["metaverse"], "due": [2035]},
        "headline": {"zh": "-", "en": "-"},
    })  # fmt: skip
    assert scene_data(atlas, scene, "en", date(2026, 1, 1))["drawing"]["kind"] == "nothing"


def test_a_hostile_text_ends_no_element(atlas):
    text = story_page(story_payload(atlas, story(zh=HOSTILE, en=HOSTILE), "s", date(2026, 1, 1)))
    assert b"<img" not in text


def test_a_spotlight_on_indicators_and_regions_is_on_the_cells_where_they_meet(atlas):
    def lit(**spotlight: list[str]) -> set[tuple[str, str]]:
        scene = Scene.model_validate(
            {
                "id": "three",
                "page": "compare",
                "view": {"regions": ["310000", "510000", "500000"]},
                "headline": {"zh": "比", "en": "Compare"},
                "spotlight": spotlight,
            }
        )
        drawing = scene_data(atlas, scene, "en", date(2026, 1, 1))["drawing"]
        columns = [column["name"] for column in drawing["columns"]]
        return {
            (row["name"], column)
            for row in drawing["rows"]
            for column, cell in zip(columns, row["cells"], strict=True)
            if cell and cell["spot"]
        }

    assert lit() == set()
    row, column = lit(indicators=["metaverse_industry"]), lit(regions=["510000"])
    assert len(row) > 1
    assert {name for name, _ in row} == {name for name, place in row & column}
    assert lit(indicators=["metaverse_industry"], regions=["510000"]) == row & column
    assert len(row & column) == 1
