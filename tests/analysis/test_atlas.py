"""Look-ups of the atlas answer as its frames do."""

from __future__ import annotations

import pytest

from analysis.selection import select_plans, select_targets
from analysis.timeline import timeline_lanes, with_milestones
from analysis.view import View
from tests.analysis.test_questions import TODAY


def test_a_record_is_a_row_of_the_frame(atlas):
    for name in atlas.targets.index[::50]:
        assert atlas.figure(name) == atlas.targets.loc[name].to_dict()
    some = list(atlas.targets.index[[7, 3, 3]])
    assert [row["target_id"] for row in atlas.figures(some)] == some


def test_no_record_of_a_target_that_is_not_there(atlas):
    with pytest.raises(KeyError, match="nowhere"):
        atlas.figure("nowhere")


def test_what_filters_keep_of_figures_is_forgotten_sooner_than_all_of_them(atlas):
    first = select_targets(atlas, View()), select_plans(atlas, View())
    for year in range(2018, 2027):
        assert len(select_targets(atlas, View(announced=year))) <= len(first[0])
    assert select_targets(atlas, View()) is first[0]
    assert select_plans(atlas, View()) is first[1]


def test_the_lanes_of_a_page_have_the_milestones_that_all_lanes_have(atlas):
    view = View(sectors=("ai",))
    lanes = timeline_lanes(atlas, view, TODAY)
    everything = with_milestones(atlas, view, lanes)["milestones"]
    some = with_milestones(atlas, view, lanes.iloc[5:9])["milestones"]
    assert list(some) == list(everything.iloc[5:9])
    assert any(everything)
