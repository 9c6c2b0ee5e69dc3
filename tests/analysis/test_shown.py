"""What pages show: true to the engine, complete, in both languages, for any selection."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.bars import ranking_bars
from analysis.comparability import FORBIDDING, caveats_of_each, compare, group_keys
from analysis.exhibits import Bar, BarsExhibit, MatrixExhibit, PathsExhibit
from analysis.findings import bars_finding
from analysis.measures import Measure
from analysis.ranking import rank
from analysis.shown import PAGES, pack, show
from analysis.view import MEASURES, View
from loaders.tables import figures_in

DAY = date(2026, 11, 21)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_its_figures_once(atlas, page, lang):
    shown = show(atlas, View(lang=lang, plan="guiyang-integration-2023"), page, DAY)
    assert shown.finding
    assert len(set(shown.targets)) == len(shown.targets) > 0
    assert set(shown.targets) <= set(atlas.targets["target_id"])
    keys = [exhibit.key for exhibit in shown.exhibits]
    assert len(set(keys)) == len(keys)
    for exhibit in shown.exhibits:
        assert exhibit.name
        assert exhibit.title


def test_an_unknown_page_is_an_error(atlas):
    with pytest.raises(ValueError, match="no page named"):
        show(atlas, View(), "nothing", DAY)


def test_figures_of_one_chart_are_comparable_in_pairs(atlas):
    """The one engine: no chart of any page holds two figures that it forbids to compare."""
    seen = 0
    for exhibit in pack(atlas, View(), DAY).exhibits:
        if not isinstance(exhibit, BarsExhibit):
            continue
        rows = [atlas.targets.loc[name] for name in exhibit.targets]
        for one, other in combinations(rows, 2):
            reasons = set(compare(one, other).reasons) & FORBIDDING
            assert not reasons, (one["target_id"], other["target_id"], reasons)
            seen += 1
    assert seen > 500


def test_caveats_are_those_of_the_pairs(atlas):
    """Found by counting properties, they are what comparing each pair finds."""
    frame = atlas.targets
    keys = group_keys(frame)
    for key in keys.unique():
        group = figures_in(frame.loc[keys.index[keys == key]])
        pairs = combinations(group, 2)
        wanted = {reason for one, other in pairs for reason in compare(one, other).reasons}
        each = caveats_of_each(group)
        assert set().union(*each.values()) == wanted - FORBIDDING, key


@pytest.mark.parametrize("measure", MEASURES)
def test_bars_carry_the_ranking(atlas, measure):
    view = View(indicator="ai_industry", scope="core", deadline=0, measure=measure)
    ranking = rank(atlas, view, Measure(measure))
    exhibit = ranking_bars(atlas, view, ranking)
    assert [bar.target_id for bar in exhibit.bars] == [i.row["target_id"] for i in ranking.ranked]
    assert [(b.best, b.worst) for b in exhibit.bars] == [(i.best, i.worst) for i in ranking.ranked]
    told = {item.target_id for item in exhibit.left_out}
    assert told >= {row["target_id"] for row, _ in ranking.unmeasured}
    assert told >= {name for name, _ in ranking.apart}
    if measure == "amount":
        assert all(bar.moved is None for bar in exhibit.bars)
    else:
        assert all(bar.note for bar in exhibit.bars), "what went in, with its year"


def test_switching_the_measure_tells_the_moves(atlas):
    view = View(indicator="ai_industry", scope="core", deadline=0, measure="gdp")
    bars = ranking_bars(atlas, view, rank(atlas, view, Measure.GDP)).bars
    moves = [bar.moved for bar in bars]
    assert any(moves)
    by_amount = sorted(bars, key=lambda bar: -float(atlas.targets.loc[bar.target_id]["si_low"]))
    climbed = max(bars, key=lambda bar: bar.moved)
    assert bars.index(climbed) < by_amount.index(climbed)


def test_different_units_are_told_in_one(atlas):
    view = View(lang="en", indicator="computing_power", scope="", deadline=2025)
    exhibit = ranking_bars(atlas, view, rank(atlas, view))
    assert exhibit.unit == "EFLOPS"
    for bar in exhibit.bars:
        unit = atlas.targets.loc[bar.target_id]["unit"]
        assert (f"({'> ' if '> ' in bar.text else ''}" in bar.text) == (unit != "EFLOPS"), bar.text


def test_paths_join_milestones_and_results(atlas):
    shown = show(atlas, View(plan="guiyang-integration-2023"), "plan", DAY)
    paths = [item for item in shown.exhibits if isinstance(item, PathsExhibit)]
    assert paths
    for exhibit in paths:
        for path in exhibit.paths:
            days = [point.when for point in path.points]
            assert days == sorted(days)
            assert len(set(days)) > 1


def test_the_matrix_holds_every_provinces_figures(atlas):
    shown = show(atlas, View(), "overview", DAY)
    matrix = next(item for item in shown.exhibits if isinstance(item, MatrixExhibit))
    frame = atlas.targets.loc[list(shown.targets)]
    assert sorted(matrix.targets) == sorted(frame[frame["level"] == "province"]["target_id"])


VIEWS = st.builds(
    View,
    lang=st.sampled_from(["zh", "en"]),
    indicator=st.sampled_from(["metaverse_industry", "ai_industry", "computing_power"]),
    scope=st.sampled_from([None, "", "core", "related"]),
    deadline=st.sampled_from([0, 2023, 2025, 2027, 2030]),
    measure=st.sampled_from(MEASURES),
    announced=st.sampled_from([0, 2000, 2022, 2024]),
    statuses=st.sampled_from([(), ("draft",), ("in_force",)]),
    regions=st.sampled_from([(), ("510000",), ("510000", "500000"), ("540000", "810000")]),
)


@settings(max_examples=40, deadline=None)
@given(view=VIEWS, page=st.sampled_from(["map", "indicator", "compare", "timeline"]))
def test_the_finding_is_true_for_any_selection(atlas, view, page):
    shown = show(atlas, view, page, DAY)
    assert shown.finding
    if page != "indicator":
        return
    bars = next((item for item in shown.exhibits if isinstance(item, BarsExhibit)), None)
    first = [bar for bar in bars.bars if bar.best == 1] if bars else []
    words = {
        "zh": {"none": "没有", "one": "仅", "first": "居首", "tie": "并列居首", "overlap": "区间重叠"},
        "en": {
            "none": "No region", "one": "Only ", "first": "ranks first", "tie": "share the first",
            "overlap": "overlap",
        },
    }[view.lang]  # fmt: skip
    if bars is None:
        assert words["none"] in shown.finding
    elif len(bars.bars) == 1:
        assert words["one"] in shown.finding
    elif len(first) == 1:
        assert words["first"] in shown.finding
    elif len({(bar.low, bar.high) for bar in first}) == 1 or any(
        None in (bar.low, bar.high) for bar in first
    ):
        assert words["tie"] in shown.finding or words["overlap"] in shown.finding
    else:
        assert words["overlap"] in shown.finding
    for bar in first:
        assert bar.region.split(" · ")[-1].split(",")[0] in shown.finding


def test_a_chart_of_overlapping_ranges_names_no_winner():
    def bar(region, low, high, best):
        return Bar("t", "510000", "province", region, region, "2–3", "range", low, high,
                   best=best, worst=best + 1)  # fmt: skip

    overlapping = [bar("Sichuan", 2, 5, 1), bar("Hunan", 1, 3, 1)]
    assert "Sichuan, Hunan overlap at the top" in bars_finding("Firms", overlapping, "en")
    tie = [bar("Sichuan", 2, 3, 1), bar("Hunan", 2, 3, 1)]
    assert "share the first place" in bars_finding("Firms", tie, "en")
    twice = [bar("Sichuan", 2, 3, 1), bar("Sichuan", 2, 3, 1)]
    assert "Sichuan first of 2 figures" in bars_finding("Firms", twice, "en")
    assert "no figure" in bars_finding("Firms", [], "en")
