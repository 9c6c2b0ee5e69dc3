"""The map on paper: every province, the sea line, the islands, and borders that still fit."""

from __future__ import annotations

import pytest
import shapely

from exports.china import inset_sheet, main_sheet
from loaders.regions import provinces


def test_the_main_sheet_holds_every_province_inside_its_bounds():
    sheet = main_sheet()
    assert set(sheet.provinces) == {region.adcode for region in provinces()}
    west, south, east, north = shapely.total_bounds(list(sheet.provinces.values()))
    assert sheet.bounds[0] < west
    assert sheet.bounds[1] < south
    assert east < sheet.bounds[2]
    assert north < sheet.bounds[3]
    assert all(area.is_valid and area.area > 10 for area in sheet.provinces.values())


def test_neighbours_share_their_border_after_simplification():
    areas = list(main_sheet().provinces.values())
    overlap = sum(area.area for area in areas) - shapely.union_all(areas).area
    assert abs(overlap) < 1e-6 * shapely.union_all(areas).area


def test_the_inset_reaches_the_southernmost_shoal_and_shows_the_whole_line():
    sheet = inset_sheet()
    assert sheet.place(112.28, 3.97) is not None  # 曾母暗沙
    assert len(sheet.sea_line.geoms) == 10
    assert len(sheet.islands.geoms) > 100
    assert {"440000", "460000", "710000", "810000", "820000"} <= set(sheet.provinces)


@pytest.mark.parametrize("region", provinces(), ids=lambda region: region.adcode)
def test_a_province_s_point_lies_in_its_province(region):
    place = main_sheet().place(region.longitude, region.latitude)
    assert place is not None
    assert main_sheet().provinces[region.adcode].distance(shapely.Point(place)) < 15
