"""Few traces for many marks: plotly takes as long for each trace as for dozens of its points."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.exhibits import Bar, BarsExhibit, Path, PathsExhibit, Point
from analysis.palette import LIGHT
from charts.bars import ranked_bars
from charts.dumbbells import dumbbells
from charts.paths import paths

REGIONS = tuple(f"{number}0000" for number in range(11, 26))


def bar(adcode: str, low: float | None, high: float | None, comparator: str) -> Bar:
    return Bar(
        label=adcode, region=adcode, adcode=adcode, level="province", low=low, high=high,
        comparator=comparator, text=f"{low}", deadline="2025", target_id=f"of-{adcode}",
    )  # fmt: skip


def exhibit(bars: list[Bar]) -> BarsExhibit:
    return BarsExhibit("key", "name", "title", "subtitle", "unit", tuple(bars))


def test_a_bar_has_a_mark_for_each_of_its_parts_only():
    bars = [bar(code, 10.0, 10.0, "equal") for code in REGIONS]
    bars[3] = bar(REGIONS[3], 10.0, 20.0, "range")
    drawn = ranked_bars(exhibit(bars), LIGHT, {}, labels=100)
    marks = [(list(t.x), list(t.y)) for t in drawn.data if t.type == "bar"]
    assert marks == [([10.0] * 15, list(range(15))), ([10.0], [3])]
    hatched = [trace for trace in drawn.data if trace.type == "bar"][1]
    assert list(hatched.customdata[0]) == [f"of-{REGIONS[3]}"]


def test_dumbbells_are_one_trace_of_dots_and_one_of_lines_a_colour():
    bars = [bar(code, 10.0, 20.0, "range") for code in REGIONS]
    bars[0] = bar(REGIONS[0], 10.0, None, "at_least")
    drawn = dumbbells(exhibit(bars), LIGHT, {f"of-{code}": code for code in REGIONS})
    lines = [trace for trace in drawn.data if trace.mode == "lines"]
    dots = [trace for trace in drawn.data if trace.mode == "markers"]
    assert len(lines) == len(dots) == 1
    assert list(lines[0].x) == [10.0, 20.0, None] * 14
    assert list(dots[0].x) == [10.0, *[10.0, 20.0] * 14]
    assert dots[0].marker.symbol[0] == "triangle-right"
    assert [list(own) for own in dots[0].customdata[:3]] == [
        ["of-110000"], ["of-120000"], ["of-120000"],
    ]  # fmt: skip
    assert list(dots[0].hovertext[:2]) == ["110000", "120000"]


def test_paths_share_their_traces_and_keep_their_own_lines():
    def point(year: int, low: float, high: float, target: str | None) -> Point:
        return Point(date(year, 12, 31), low, high, str(low), target is None, target)

    lines = tuple(
        Path(code, code, (point(2023, 1.0, 1.0, None), point(2025, 2.0, 3.0, f"of-{code}")))
        for code in REGIONS
    )
    drawn = paths(PathsExhibit("key", "name", "title", "subtitle", "unit", lines), LIGHT, {})
    dotted = [t for t in drawn.data if t.mode == "lines"]
    assert (
        len(drawn.data) <= 15
    )  # six colours and the quiet one: a line and a whisker each, one of marks
    assert sum(list(t.x).count(None) for t in dotted) == 15
    marks = next(t for t in drawn.data if t.marker.symbol)
    assert list(marks.marker.symbol) == ["circle-open", "diamond"] * 15
    whiskers = [t for t in drawn.data if t.error_y.array is not None]
    assert sum(len(t.error_y.array) for t in whiskers) == 15
    assert {value for t in whiskers for value in t.error_y.array} == {1.0}


def test_names_of_paths_that_end_close_to_each_other_stand_apart():
    def path(code: str, year: int, value: float) -> Path:
        points = [
            Point(date(when, 12, 31), value, value, "x", False, code) for when in (2020, year)
        ]
        return Path(code, code, tuple(points))

    lines = (
        path("a", 2030, 100.0),
        path("b", 2030, 99.0),
        path("c", 2030, 50.0),
        path("d", 2024, 99.5),
    )
    drawn = paths(PathsExhibit("key", "name", "title", "subtitle", "unit", lines), LIGHT, {})
    moved = {note.text[0]: -note.ay if note.showarrow else 0 for note in drawn.layout.annotations}
    assert (moved["a"], moved["c"], moved["d"]) == (0, 0, 0)
    assert moved["b"] == pytest.approx(264 / 112 - 16)  # as far from a's name as it has to be


def test_no_name_of_a_path_covers_the_mark_of_another():
    def path(code: str, *ends: tuple[int, float]) -> Path:
        points = [Point(date(when, 12, 31), low, low, "x", False, code) for when, low in ends]
        return Path(code, code, tuple(points))

    lines = (path("a", (2020, 10.0), (2029, 50.0)), path("b", (2020, 20.0), (2030, 50.0)))
    drawn = paths(PathsExhibit("key", "name", "title", "subtitle", "unit", lines), LIGHT, {})
    moved = {note.text[0]: note.showarrow for note in drawn.layout.annotations}
    assert drawn.layout.xaxis.range[1] < date(
        2031, 12, 31
    )  # names are in the margin, not in the years
    assert moved["a"]  # b's last diamond stands where the name of a would be


def test_a_name_that_would_only_touch_a_mark_makes_way_too():
    def path(code: str, *ends: tuple[int, float]) -> Path:
        points = [Point(date(when, 12, 31), low, low, "x", False, code) for when, low in ends]
        return Path(code, code, tuple(points))

    # Zhejiang and Fujian on Compare: 12 pixels apart, a year.
    lines = (path("a", (2017, 40.0), (2025, 60.0)), path("b", (2022, 50.0), (2026, 57.0)))
    drawn = paths(PathsExhibit("key", "name", "title", "subtitle", "unit", lines), LIGHT, {})
    above = {note.text[0]: -note.ay if note.showarrow else 0 for note in drawn.layout.annotations}
    assert above["a"] == pytest.approx(16 - 3 / 67.2 * 264)


def test_paths_of_zeros_are_drawn():
    points = (Point(date(2025, 12, 31), 0.0, 0.0, "0", False, "of"),)
    lines = (Path("a", "a", points), Path("b", "b", points))
    drawn = paths(PathsExhibit("key", "name", "title", "subtitle", "unit", lines), LIGHT, {})
    assert drawn.layout.yaxis.range[1] > 0
    assert drawn.layout.xaxis.range[0] < drawn.layout.xaxis.range[1]
