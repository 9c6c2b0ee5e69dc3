"""Hatchings of a map can be told from each other without colour."""

import itertools

import pytest
import shapely

from analysis.map_states import State
from analysis.palette import LIGHT, state_look
from exports.hatching import dots, framed, stripes
from exports.images import geometry

AREA = shapely.box(100.0, 200.0, 700.0, 600.0)


def slope(area):
    """Of the longest part's longest side: up to the right is positive."""
    part = max(shapely.get_parts(area), key=lambda part: part.area)
    corners = shapely.minimum_rotated_rectangle(part).exterior.coords
    (x, y), (x2, y2) = max(
        itertools.pairwise(corners), key=lambda side: shapely.LineString(side).length
    )
    return (y2 - y) / (x2 - x)


def test_stripes_rise_or_lean_back_and_stay_in_their_area():
    rising, back = stripes(AREA), stripes(AREA, back=True)
    assert slope(rising) > 0.9
    assert slope(back) < -0.9
    for drawn in (rising, back):
        assert AREA.buffer(1e-6).covers(drawn)
        assert 0.05 < drawn.area / AREA.area < 0.2


def test_large_dots_are_larger_and_whole():
    small, large = dots(AREA), dots(AREA, large=True)
    assert max(part.area for part in large.geoms) > 2 * max(part.area for part in small.geoms)
    assert AREA.covers(large)


def test_a_unit_changes_nothing_but_the_scale():
    metres = shapely.affinity.scale(AREA, 1000, 1000, origin=(0, 0))
    for draw in (framed, stripes, dots):
        assert draw(metres, 1000.0).area / 1e6 == pytest.approx(draw(AREA).area, rel=1e-6)


def test_no_two_states_look_alike_without_colour():
    states = [state for state in State if state is not State.VALUE]
    patterns = {state_look(LIGHT, state)[1] for state in states} - {""}
    for inset in (False, True):
        drawn = {name: geometry.pattern("460000", name, in_inset=inset) for name in patterns}
        seen = {path.vertices.tobytes() for path in drawn.values()}
        assert len(seen) == len(patterns) == 4
