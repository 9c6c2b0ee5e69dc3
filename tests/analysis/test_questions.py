"""Timeline, comparison, search and overview on the product's own collection."""

from __future__ import annotations

from datetime import date

from analysis.comparison import compare_regions, default_regions
from analysis.coverage import Coverage, coverage_grid, open_cells
from analysis.findings import comparison_finding, overview_finding, timeline_finding
from analysis.overview import headline_targets
from analysis.search import search_plans
from analysis.selection import select_plans, select_targets
from analysis.timeline import timeline_lanes, undated_plans, with_milestones
from analysis.view import View

TODAY = date(2026, 11, 21)


def test_every_plan_has_a_lane_or_is_named_as_undated(atlas):
    view = View()
    lanes, undated = timeline_lanes(atlas, view, TODAY), undated_plans(atlas, view)
    assert len(lanes) + len(undated) == len(select_plans(atlas, view))


def test_a_passed_deadline_is_told_apart(atlas):
    lanes = timeline_lanes(atlas, View(), TODAY)
    assert lanes.loc["sichuan-metaverse-2023", "expired"]
    assert not lanes.loc["nation-mobile-iot-2024", "expired"]
    before = timeline_lanes(atlas, View(), date(2025, 12, 31))
    assert not before.loc["sichuan-metaverse-2023", "expired"]


def test_milestones_of_one_plan_stand_by_their_deadlines(atlas):
    lanes = timeline_lanes(atlas, View(), TODAY)
    lanes = with_milestones(atlas, View(), lanes)
    days = [day for day, _ in lanes.loc["guiyang-integration-2023", "milestones"]]
    assert days == [date(2023, 12, 31), date(2025, 12, 31)]


def test_sichuan_beside_chongqing(atlas):
    answer = compare_regions(atlas, View(regions=("510000", "500000"), sectors=("metaverse",)))
    size = next(row for row in answer.shared if row.indicator == "metaverse_industry")
    assert [f["low"] for f in size.cells["510000"]] == [2500]
    assert [f["low"] for f in size.cells["500000"]] == [1000]
    assert "metaverse_platforms" in answer.only["500000"]
    assert "2" in comparison_finding(answer, View(lang="en")) or answer.shared


def test_figures_that_may_not_be_compared_stand_in_rows_of_their_own_with_the_reason(atlas):
    answer = compare_regions(atlas, View(regions=("510000", "500000"), sectors=("metaverse",)))
    rows = [
        r
        for r in [*answer.shared, *answer.apart, *answer.single]
        if r.indicator == "metaverse_leading_firms"
    ]
    assert len(rows) >= 2
    assert all(reason.value == "scope" for row in rows for reason in row.apart)


def test_every_figure_of_the_regions_is_in_exactly_one_row(atlas):
    view = View(regions=("430000", "440000", "100000", "520100"))
    answer = compare_regions(atlas, view)
    shown = [
        f["target_id"] for r in [*answer.shared, *answer.apart, *answer.single] for f in r.figures
    ]
    wanted = select_targets(atlas, view)
    assert sorted(shown) == sorted(wanted[wanted["adcode"].isin(view.regions)]["target_id"])


def test_no_figures_gives_a_true_sentence(atlas):
    view = View(lang="en", regions=("810000", "820000"))
    assert "no figures" in comparison_finding(compare_regions(atlas, view), view)


def test_default_regions_have_figures(atlas):
    chosen = default_regions(atlas, View())
    assert len(chosen) == 3
    assert "510000" in chosen


def test_search_in_both_languages(atlas):
    chinese = search_plans(atlas, View(search="元宇宙"))
    english = search_plans(atlas, View(search="metaverse"))
    assert {"sichuan-metaverse-2023", "chongqing-metaverse-2023"} <= set(chinese.index)
    assert {"sichuan-metaverse-2023", "chongqing-metaverse-2023"} <= set(english.index)
    assert search_plans(atlas, View(search="四川 元宇宙")).index[0] == "sichuan-metaverse-2023"
    assert (
        search_plans(atlas, View(search="Sichuan ＭＥＴＡＶＥＲＳＥ")).index[0]
        == "sichuan-metaverse-2023"
    )
    assert not search_plans(atlas, View(search="“元宇宙”")).empty
    assert search_plans(atlas, View(search="no such words at all")).empty
    assert "hunan-ai-2024" in search_plans(atlas, View(search="3600PFlops")).index


def test_an_issued_draft_is_not_counted_beside_its_plan(atlas):
    assert "hunan-digital-economy-regulations-draft-2023" not in select_plans(atlas, View()).index
    drafts = select_plans(atlas, View(statuses=("draft",)))
    assert "hunan-digital-economy-regulations-draft-2023" in drafts.index


def test_coverage_counts_a_citys_plan_for_its_province(atlas):
    cell = coverage_grid(atlas)["510000"]["metaverse"]
    assert cell.plans >= 2
    assert cell.state is Coverage.FIGURES


def test_a_hole_says_whether_anybody_looked(atlas):
    cells = open_cells(atlas)
    assert cells
    for adcode, sector, cell in cells:
        assert cell.state is not Coverage.FIGURES, (adcode, sector)
        assert (cell.state is Coverage.NOT_SEARCHED) <= (cell.searched == "")
    grid = coverage_grid(atlas)
    assert grid["810000"]["ai"].state is Coverage.OUTSIDE


def test_headlines_come_from_the_data(atlas):
    rows = headline_targets(atlas, View())
    assert rows
    assert all(row["plan_status"] == "in_force" for row, _ in rows)


def test_findings_name_the_counts(atlas):
    counted = len(select_targets(atlas, View()))
    assert overview_finding(atlas, View(lang="en")).startswith(f"{counted:,} figures")
    lanes = timeline_lanes(atlas, View(lang="en"), TODAY)
    assert timeline_finding(lanes, View(lang="en")).startswith(f"{len(lanes):,} plans")
    assert timeline_finding(lanes.head(0), View(lang="en")) == "No plan matches these filters."


def test_figures_in_regions_are_all_of_theirs_in_the_order_of_the_file(atlas):
    chosen = ["510000", "310000"]
    expected = atlas.targets[atlas.targets["adcode"].isin(chosen)]
    assert list(atlas.figures_in(chosen).index) == list(expected.index)
    assert list(atlas.figures_in([*chosen, *chosen]).index) == list(expected.index)
    assert atlas.figures_in(["999999"]).empty
