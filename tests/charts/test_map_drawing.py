"""What the browser is given to paint the map with."""

from __future__ import annotations

import json

from analysis.palette import LIGHT
from charts.map import CityMark, ProvinceMark, map_drawing
from loaders.regions import provinces, regions
from scripts.build_outlines import FILE, content


def test_the_shapes_are_those_of_the_boundaries_and_regions_of_now():
    assert FILE.read_text("utf-8") == content(), "run python -m scripts.build_outlines"


def test_every_unit_has_a_shape_and_every_city_a_place():
    shapes = json.loads(FILE.read_text("utf-8"))
    assert set(shapes["provinces"]) == {region.adcode for region in provinces()}
    assert {"460000", "710000"} <= set(shapes["inset"])
    cities = [code for code, region in regions().items() if region.level == "city"]
    # Sansha lies on the islands that only the inset shows.
    assert [code for code in cities if code not in shapes["places"]] == ["460300"]
    assert "460300" in shapes["inset_places"]


def test_a_drawing_names_colours_once_and_carries_no_geometry():
    marks = [
        ProvinceMark("510000", "#111111", "", [("strong", "四川"), ("plain", "<2500> 亿元")]),
        ProvinceMark("420000", "#222222", "lines", [("strong", "湖北")]),
        ProvinceMark("110000", "#111111", "", []),
    ]
    cities = [CityMark("510100", "", [("faint", "成都")]), CityMark("370100", "#222222", [])]
    drawing = map_drawing(marks, cities, LIGHT, name="Finding", selected="510100")
    assert drawing["fills"] == ["#111111", "#222222"]
    assert drawing["provinces"]["510000"] == [0, "", ["s四川", "p<2500> 亿元"]]
    assert drawing["provinces"]["420000"][:2] == [1, "lines"]
    assert drawing["cities"] == {"510100": [-1, ["f成都"]], "370100": [1, []]}
    assert len(json.dumps(drawing)) < 1500
