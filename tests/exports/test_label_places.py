"""Labels of a chart on a slide stand where nothing else is."""

from itertools import combinations

import pytest
from shapely import box

from exports.deck.label_places import Spot, _place, label_sides

ROOM = (0.0, 0.0, 400.0, 300.0)
SIZE = 10.0


@pytest.mark.parametrize("sides", ["tbrl", "rtbl", "btrl"])
def test_alone_it_takes_the_best_side(sides):
    assert label_sides([Spot(200, 150, 60, sides)], [], ROOM, SIZE) == [sides[0]]


@pytest.mark.parametrize("away", [(0, 3), (12, 0), (-20, 6), (30, -4)])
def test_labels_of_near_points_cover_neither_each_other_nor_a_mark(away):
    spots = [Spot(200, 150, 70), Spot(200 + away[0], 150 + away[1], 70)]
    sides = label_sides(spots, [], ROOM, SIZE)
    first, second = (_place(spot, side, SIZE) for spot, side in zip(spots, sides, strict=True))
    assert first.intersection(second).area == 0
    for words, other in ((first, spots[1]), (second, spots[0])):
        assert words.intersection(box(other.x - 3, other.y - 3, other.x + 3, other.y + 3)).area == 0


@pytest.mark.parametrize(
    ("x", "y", "sides"), [(395, 150, "rtbl"), (200, 298, "tbrl"), (3, 150, "lrtb")]
)
def test_a_label_stays_in_the_chart(x, y, sides):
    (side,) = label_sides([Spot(x, y, 60, sides)], [], ROOM, SIZE)
    assert _place(Spot(x, y, 60), side, SIZE).difference(box(*ROOM)).area < 200
    assert side != sides[0]


def test_a_label_stands_beside_a_line_rather_than_on_it():
    level = [(100.0, 150.0), (300.0, 150.0)]
    assert label_sides([Spot(100, 150, 60, "rtbl")], [level], ROOM, SIZE) == ["t"]


def test_of_many_on_one_spot_none_fails_and_the_first_is_free():
    spots = [Spot(200, 150, 50)] * 6
    sides = label_sides(spots, [], ROOM, SIZE)
    first = [_place(spot, side, SIZE) for spot, side in zip(spots, sides, strict=True)][:4]
    assert all(a.intersection(b).area == 0 for a, b in combinations(first, 2))
