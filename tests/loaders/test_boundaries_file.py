"""A broken map file is told, shape by shape, and never drawn."""

from __future__ import annotations

import copy
import json

import pytest

from loaders.boundaries import HATCHING, PROVINCES, check_boundaries, read_boundaries
from loaders.problems import InvalidData

RING = [[100.0, 30.0], [101.0, 30.0], [101.0, 31.0], [100.0, 30.0]]
SOUND = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature", "id": "510000", "properties": {"kind": "province"},
            "geometry": {"type": "Polygon", "coordinates": [RING]},
        }
    ],
}  # fmt: skip


def changed(**changes):
    """The sound file with its one feature changed."""
    whole = copy.deepcopy(SOUND)
    whole["features"][0].update(changes)
    return whole


def polygon(*ring):
    return {"type": "Polygon", "coordinates": [list(ring)]}


BROKEN = {
    "no object": ([], "no feature collection"),
    "no features": ({"features": []}, "no feature collection"),
    "features no list": ({"features": {}}, "no feature collection"),
    "no feature": ({"features": [1]}, "not a feature"),
    "no properties": (changed(properties=None), "not a feature"),
    "no id": (changed(id=510000), "without an id"),
    "twice": ({"features": SOUND["features"] * 2}, "duplicate id '510000'"),
    "no geometry": (changed(geometry=None), "does not draw"),
    "a point": (changed(geometry={"type": "Point", "coordinates": [1, 2]}), "does not draw"),
    "a kind of list": (changed(geometry={"type": [], "coordinates": []}), "does not draw"),
    "empty": (changed(geometry={"type": "Polygon", "coordinates": []}), "no numbers"),
    "text": (changed(geometry=polygon(*RING[:3], ["100", "30"])), "no numbers"),
    "infinite": (changed(geometry=polygon(*RING[:3], [1e999, 30])), "no numbers"),
    "10^308": (changed(geometry=polygon(*RING[:3], [1e308, 30])), "no numbers"),
    "turned around": (changed(geometry=polygon(*[[y, x] for x, y in RING])), "no numbers"),
    "three numbers": (changed(geometry=polygon([100, 30, 1], *RING[1:])), "no numbers"),
    "open": (changed(geometry=polygon(*RING[:3], [100.5, 30.5])), "not closed"),
    "a line": (changed(geometry=polygon(RING[0], RING[1], RING[0])), "not closed"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_shape_is_told(tmp_path, name):
    content, what = BROKEN[name]
    path = tmp_path / "provinces.geojson"
    path.write_text(json.dumps(content), "utf-8")
    with pytest.raises(InvalidData, match=what):
        read_boundaries(path)


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe{\x00}", b"[" * 100_000, b" " * 10_000_001])
def test_what_is_no_json_is_told(tmp_path, raw):
    path = tmp_path / "provinces.geojson"
    path.write_bytes(raw)
    with pytest.raises(InvalidData, match=r"not valid JSON|larger than"):
        read_boundaries(path)


def test_the_product_s_own_are_sound():
    check_boundaries()
    assert len(read_boundaries(PROVINCES)["features"]) == 35
    assert read_boundaries(HATCHING)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(InvalidData, match="cannot be read"):
        read_boundaries(tmp_path / "none.geojson")
