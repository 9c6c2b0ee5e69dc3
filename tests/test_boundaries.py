"""The map's files agree with each other and with what the browser needs; no network."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from benchmarks.plotly_map import (
    PROVINCES,
    base_map,
    city_points,
    fill_layer,
    hatch_layer,
    outline,
)

ROOT = Path(__file__).resolve().parent.parent
BOUNDARIES = ROOT / "data" / "provinces.geojson"
HATCHING = ROOT / "static" / "hatching.geojson"

Ring = list[list[float]]


def features(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8"))["features"]


def rings(geometry: dict[str, Any]) -> Iterator[tuple[bool, Ring]]:
    """Each ring, and whether it is the outside of its polygon."""
    parts = geometry["coordinates"]
    for polygon in [parts] if geometry["type"] == "Polygon" else parts:
        for number, ring in enumerate(polygon):
            yield number == 0, ring


def signed_area(ring: Ring) -> float:
    """In square degrees; negative for a ring that runs clockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


@pytest.fixture(scope="module")
def provinces() -> list[dict[str, Any]]:
    return [f for f in features(BOUNDARIES) if f["properties"]["kind"] == "province"]


@pytest.fixture(scope="module")
def hatching() -> dict[str, dict[str, Any]]:
    return {f["id"]: f for f in features(HATCHING)}


@pytest.fixture(scope="module")
def regions() -> list[dict[str, str]]:
    with (ROOT / "data" / "regions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# ------------------------------------------------------------------------- provinces


def test_all_34_units_are_there_in_order(provinces, regions):
    codes = [f["id"] for f in provinces]
    assert len(codes) == 34
    assert codes == sorted(codes) == list(PROVINCES)
    assert codes == [row["adcode"] for row in regions if row["level"] == "province"]
    assert all(f["properties"]["adcode"] == f["id"] for f in provinces)


def test_provinces_have_names_and_a_great_region(provinces, regions):
    named = {f["id"]: f["properties"] for f in provinces}
    rows = {row["adcode"]: row for row in regions}
    for code, properties in named.items():
        assert properties["name"] == rows[code]["name"]
        assert properties["name_en"] == rows[code]["name_en"]
        assert properties["name"].startswith(properties["short"])
    assert named["150000"]["short"] == "内蒙古"
    assert named["150000"]["name_en"] == "Inner Mongolia"
    assert named["140000"]["name_en"] == "Shanxi"
    assert named["610000"]["name_en"] == "Shaanxi"
    great = Counter(properties["region"] for properties in named.values())
    assert great == {"east": 10, "central": 6, "west": 12, "northeast": 3, "none": 3}
    assert {c for c, p in named.items() if p["region"] == "none"} == {"710000", "810000", "820000"}


def test_the_south_china_sea_line_is_there():
    line = features(BOUNDARIES)[-1]
    assert line["properties"]["kind"] == "south-china-sea-line"
    assert line["properties"]["name"] == "南海断续线"
    assert line["geometry"]["type"] == "MultiLineString"
    assert len(line["geometry"]["coordinates"]) == 10
    latitudes = [y for part in line["geometry"]["coordinates"] for _, y in part]
    assert min(latitudes) < 4
    assert max(latitudes) > 24


def test_islands_that_readers_look_for_are_there(provinces):
    parts = {
        f["id"]: [ring for outside, ring in rings(f["geometry"]) if outside] for f in provinces
    }

    def near(code: str, longitude: float, latitude: float) -> bool:
        return any(
            abs(x - longitude) < 0.15 and abs(y - latitude) < 0.15
            for ring in parts[code]
            for x, y in ring
        )

    assert near("710000", 123.47, 25.74)  # 钓鱼岛
    assert near("710000", 124.56, 25.92)  # 赤尾屿
    assert near("460000", 112.34, 16.83)  # 永兴岛
    assert min(y for ring in parts["460000"] for _, y in ring) < 4  # 曾母暗沙


def test_files_are_small_and_the_browser_gets_the_same_file():
    assert BOUNDARIES.stat().st_size <= 450_000
    assert HATCHING.stat().st_size <= 700_000
    assert BOUNDARIES.read_bytes() == (ROOT / "static" / "provinces.geojson").read_bytes()


@pytest.mark.parametrize("path", [BOUNDARIES, HATCHING], ids=lambda path: path.name)
def test_outsides_run_clockwise_and_holes_do_not(path):
    """d3-geo, which plotly.js draws with, fills the rest of the globe otherwise."""
    for feature in features(path):
        if feature["geometry"]["type"] == "MultiLineString":
            continue
        for outside, ring in rings(feature["geometry"]):
            assert ring[0] == ring[-1]
            area = signed_area(ring)
            assert (area < 0) if outside else (area > 0), feature["id"]


@pytest.mark.parametrize("path", [BOUNDARIES, HATCHING], ids=lambda path: path.name)
def test_coordinates_have_three_decimals_and_lie_in_china(path):
    for feature in features(path):
        if feature["geometry"]["type"] != "MultiLineString":
            for _, ring in rings(feature["geometry"]):
                for x, y in ring:
                    assert (round(x, 3), round(y, 3)) == (x, y)
                    assert 73 < x < 136
                    assert 3 < y < 54


def test_neighbours_share_their_borders_exactly(provinces):
    """Between neighbours, each edge occurs twice, in both directions: no gap, no overlap."""
    edges = Counter(
        (tuple(one), tuple(other))
        for f in provinces
        for _, ring in rings(f["geometry"])
        for one, other in pairwise(ring)
    )
    assert max(edges.values()) == 1
    inland = {"140000", "340000", "360000", "500000", "510000", "520000", "610000", "640000"}
    for f in provinces:
        if f["id"] in inland:
            for _, ring in rings(f["geometry"]):
                for one, other in pairwise(ring):
                    assert (tuple(other), tuple(one)) in edges, f["id"]


def test_the_units_are_valid_and_cover_without_overlap(provinces):
    shapely = import_module("shapely")
    shapes = [shapely.geometry.shape(f["geometry"]) for f in provinces]
    assert all(shapely.is_valid(shapes))
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.union_all(shapes)
    assert whole.area == pytest.approx(sum(s.area for s in shapes), rel=1e-9)
    mainland = max(whole.geoms, key=lambda part: part.area)
    # Sha Tau Kok's bay closes when the coast is simplified; nothing else is left blank.
    assert sum(shapely.Polygon(hole).area for hole in mainland.interiors) < 0.0005


# ---------------------------------------------------------------------------- regions


def test_regions_form_a_tree(regions):
    rows = {row["adcode"]: row for row in regions}
    assert len(rows) == len(regions)
    codes = [row["adcode"] for row in regions]
    assert codes == sorted(codes)
    assert regions[0]["level"] == "nation"
    assert (regions[0]["name"], regions[0]["name_en"]) == ("全国", "China")
    levels = Counter(row["level"] for row in regions)
    assert levels["province"] == 34
    assert 330 <= levels["city"] <= 350
    assert 2800 <= levels["district"] <= 2950
    for row in regions[1:]:
        assert rows[row["province"]]["level"] == "province"
        assert row["province"][:2] == row["adcode"][:2]
        if row["city"]:
            assert rows[row["city"]]["level"] == "city"
            assert row["city"][:4] == row["adcode"][:4]
        else:
            assert row["level"] != "city"


def test_every_region_has_names_and_a_point_in_china(regions):
    for row in regions:
        assert row["name"]
        assert row["name_en"][0].isupper(), row["adcode"]
        assert not any("一" <= letter <= "鿿" for letter in row["name_en"])
        assert 73 < float(row["longitude"]) < 136
        assert 3 < float(row["latitude"]) < 54


@pytest.mark.parametrize(
    ("adcode", "name", "english"),
    [
        ("130200", "唐山市", "Tangshan"),
        ("140400", "长治市", "Changzhi"),
        ("150100", "呼和浩特市", "Hohhot"),
        ("152500", "锡林郭勒盟", "Xilingol League"),
        ("211300", "朝阳市", "Chaoyang"),
        ("222400", "延边朝鲜族自治州", "Yanbian Korean Autonomous Prefecture"),
        ("230100", "哈尔滨市", "Harbin"),
        ("310101", "黄浦区", "Huangpu District"),
        ("310105", "长宁区", "Changning District"),
        ("310112", "闵行区", "Minhang District"),
        ("310115", "浦东新区", "Pudong New Area"),
        ("330382", "乐清市", "Yueqing"),
        ("340300", "蚌埠市", "Bengbu"),
        ("341500", "六安市", "Lu'an"),
        ("341600", "亳州市", "Bozhou"),
        ("350200", "厦门市", "Xiamen"),
        ("411100", "漯河市", "Luohe"),
        ("429004", "仙桃市", "Xiantao"),
        ("451000", "百色市", "Baise"),
        ("469025", "白沙黎族自治县", "Baisha Li Autonomous County"),
        ("510100", "成都市", "Chengdu"),
        ("510500", "泸州市", "Luzhou"),
        ("522600", "黔东南苗族侗族自治州", "Qiandongnan Miao and Dong Autonomous Prefecture"),
        ("540100", "拉萨市", "Lhasa"),
        ("610100", "西安市", "Xi'an"),
        ("622926", "东乡族自治县", "Dongxiang Autonomous County"),
        ("650100", "乌鲁木齐市", "Urumqi"),
    ],
)
def test_names_of_cities_and_districts(regions, adcode, name, english):
    row = next(row for row in regions if row["adcode"] == adcode)
    assert (row["name"], row["name_en"]) == (name, english)


def test_directly_administered_counties_have_no_city(regions):
    rows = {row["adcode"]: row for row in regions}
    for adcode in ("429004", "469001", "500101", "659001", "810001"):
        assert rows[adcode]["level"] == "district"
        assert rows[adcode]["city"] == ""
    assert rows["310101"]["province"] == "310000"
    assert rows["310101"]["city"] == "310100"


def test_a_province_label_lies_inside_the_province(provinces, regions):
    shapely = import_module("shapely")
    rows = {row["adcode"]: row for row in regions}
    for f in provinces:
        row = rows[f["id"]]
        point = shapely.Point(float(row["longitude"]), float(row["latitude"]))
        assert shapely.geometry.shape(f["geometry"]).contains(point), f["id"]


# ----------------------------------------------------------------- hatching and figure


def test_every_province_has_stripes_and_dots(hatching):
    patterns = {f"{code}/{pattern}" for code in PROVINCES for pattern in ("lines", "dots")}
    marks = {"100000/line", "100000/coast", "460000/islands"}
    assert set(hatching) == patterns | marks
    assert all(f["geometry"]["coordinates"] for f in hatching.values())
    assert len(hatching["100000/line"]["geometry"]["coordinates"]) == 10


def test_stripes_stay_in_their_province(provinces, hatching):
    shapely = import_module("shapely")
    for f in provinces:
        area = shapely.geometry.shape(f["geometry"]).buffer(0.08)
        for pattern in ("lines", "dots"):
            drawn = shapely.geometry.shape(hatching[f"{f['id']}/{pattern}"]["geometry"])
            assert drawn.is_valid
            outside = drawn.difference(area).area
            assert outside <= 0.02 * drawn.area, (f["id"], pattern)


def test_the_empty_world_has_every_layer_that_is_asked_for():
    world = json.loads((ROOT / "static" / "world_110m.json").read_text(encoding="utf-8"))
    assert world["type"] == "Topology"
    layers = {"coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"}
    assert set(world["objects"]) == layers
    assert not any(layer["geometries"] for layer in world["objects"].values())


def test_a_figure_names_only_shapes_that_exist_and_carries_no_geometry(provinces, hatching):
    pandas = import_module("pandas")
    figure = base_map()
    outline(figure, ["510000"])
    hatch_layer(figure, ["540000", "460000"], "lines")
    hatch_layer(figure, ["530000"], "dots")
    fill_layer(figure, PROVINCES, [0] * 34, ["#eee", "#ccc"], hover=["text"] * 34)
    city = {"adcode": ["510100"], "longitude": [104.0], "latitude": [30.6], "hover": ["成都"]}
    city_points(figure, pandas.DataFrame(city))

    known = {
        "./app/static/provinces.geojson": provinces,
        "./app/static/hatching.geojson": list(hatching.values()),
    }
    for trace in figure.data:
        if trace.type == "choropleth":
            found = {
                f["id"] if trace.featureidkey == "id" else f["properties"].get("islands")
                for f in known[trace.geojson]
            }
            assert set(trace.locations) <= found
    layers = [trace.name for trace in figure.data if trace.geo == "geo"]
    assert layers == ["land", "fill", "hatch", "hatch", "coast", "coast", "outline", "point"]
    assert set(figure.data[0].locations) == set(PROVINCES)
    assert len(figure.to_json()) < 20_000


# ------------------------------------------------------------------------- build script


def test_the_build_says_what_is_wrong_with_a_package(tmp_path, capsys):
    import_module("pypinyin")
    build = import_module("scripts.build_boundaries")
    assert build.main(["--package", str(tmp_path), "--out", str(tmp_path)]) == 1
    assert "administrative.db" in capsys.readouterr().err


def test_the_build_rounds_a_coverage_without_tearing_it():
    shapely = import_module("shapely")
    build = import_module("scripts.build_boundaries")
    left = shapely.Polygon([(0, 0), (1, 0), (1.00049, 0.5), (1, 1), (0, 1)])
    right = shapely.Polygon([(1, 0), (2, 0), (2, 1), (1, 1), (1.00049, 0.5)])
    found = build.on_grid(["a", "b"], [left, right])
    assert shapely.coverage_is_valid(list(found.values()))
    assert sum(shape.area for shape in found.values()) == pytest.approx(2)
