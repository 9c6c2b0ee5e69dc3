"""What the map says of each province, and the classes of its legend."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.findings import map_finding
from analysis.map_states import State, class_of, map_answer, nice_breaks
from analysis.view import View

METAVERSE = View(indicator="metaverse_industry", scope="related", deadline=2025)


def state(atlas, view, adcode):
    answer = map_answer(atlas, view)
    return answer.provinces.set_index("adcode").loc[adcode]


def test_34_provinces_each_with_a_state(atlas):
    answer = map_answer(atlas, METAVERSE)
    assert len(answer.provinces) == 34
    assert set(answer.provinces["state"]) <= set(State)


def test_a_value_is_the_plans_own(atlas):
    row = state(atlas, METAVERSE, "510000")
    assert row["state"] == State.VALUE
    assert row["value"] == 250e9
    assert row["target_id"] == "sichuan-metaverse-2025"


def test_a_city_is_a_point_and_never_its_province(atlas):
    answer = map_answer(atlas, METAVERSE)
    cities = answer.cities.set_index("adcode")
    assert cities.loc["510100", "value"] == 150e9
    assert state(atlas, METAVERSE, "510000")["value"] == 250e9


def test_a_plan_without_the_figure_is_told_from_no_plan(atlas):
    assert state(atlas, METAVERSE, "420000")["state"] == State.NO_FIGURE
    assert state(atlas, METAVERSE, "810000")["state"] == State.OUTSIDE


def test_another_deadline_is_marked_or_left_out_never_shown_as_the_year(atlas):
    view = METAVERSE.but(deadline=2026)
    assert state(atlas, view, "510000")["state"] == State.OTHER_DEADLINE
    assert state(atlas, view.but(others="hide"), "510000")["state"] == State.LEFT_OUT
    assert state(atlas, METAVERSE.but(deadline=0), "510000")["state"] == State.VALUE


def test_a_rank_is_a_figure_of_another_kind(atlas):
    view = View(
        indicator="computing_power",
        scope="intelligent",
        deadline=2025,
        announced=2023,
        others="hide",
    )
    assert state(atlas, view, "440000")["state"] in (State.OTHER_KIND, State.VALUE)
    only_rank = atlas.targets.loc["guangdong-computing-rank-2025"]
    assert only_rank["comparator"] == "rank"


def test_the_year_slider_cuts_off_what_was_not_announced(atlas):
    before = METAVERSE.but(announced=2022)
    assert state(atlas, before, "510000")["state"] != State.VALUE
    assert state(atlas, METAVERSE.but(announced=2023), "510000")["state"] == State.VALUE


def test_a_draft_is_never_shown_as_a_figure_in_force(atlas):
    view = View(indicator="ai_adoption", deadline=2030)
    answer = map_answer(atlas, view)
    shown = answer.provinces[answer.provinces["state"] == State.VALUE]["target_id"]
    assert set(atlas.targets.loc[list(shown)]["plan_status"]) == {"in_force"}
    drafts = answer.provinces[answer.provinces["state"] == State.DRAFT]
    assert len(drafts)
    assert "draft" in map_finding(atlas, view.but(lang="en"), answer)


def test_nothing_of_another_deadline_is_left_when_left_out(atlas):
    view = View(indicator="ai_industry", scope="core", deadline=2027, others="hide")
    answer = map_answer(atlas, view)
    ids = [*answer.provinces["target_id"].dropna(), *answer.cities["target_id"].dropna()]
    assert ids
    assert set(atlas.targets.loc[ids]["deadline_year"]) == {2027}


def test_the_finding_names_the_scope_and_who_sets_it_otherwise(atlas):
    view = View(lang="en", indicator="ai_industry", scope="core", deadline=2027)
    text = map_finding(atlas, view, map_answer(atlas, view))
    assert "(core industry)" in text
    assert "in another scope or form" in text


def test_a_scope_is_never_mixed_with_another(atlas):
    answer = map_answer(atlas, METAVERSE)
    shown = answer.provinces[answer.provinces["state"] == State.VALUE]["target_id"]
    assert set(atlas.targets.loc[list(shown)]["scope"]) == {"related"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_finding_is_true_for_none_one_and_many(atlas, lang):
    none = METAVERSE.but(lang=lang, announced=2000)
    assert map_finding(atlas, none, map_answer(atlas, none))
    many = METAVERSE.but(lang=lang)
    answer = map_answer(atlas, many)
    valued = answer.provinces[answer.provinces["state"] == State.VALUE]
    assert str(len(valued)) in map_finding(atlas, many, answer)


VALUES = st.lists(st.floats(1, 1e13, allow_nan=False), max_size=40)


@given(VALUES)
def test_breaks_are_rising_and_within_the_values(values):
    breaks = nice_breaks(values)
    assert breaks == sorted(set(breaks))
    assert len(breaks) <= 4
    assert all(min(values) < bound <= max(values) for bound in breaks)


@given(VALUES)
def test_every_value_falls_in_one_class(values):
    breaks = nice_breaks(values)
    classes = [class_of(value, breaks) for value in values]
    assert all(0 <= number <= len(breaks) for number in classes)
    assert [class_of(v, breaks) for v in sorted(values)] == sorted(classes)


def test_breaks_a_person_would_choose():
    assert nice_breaks([500, 1000, 1500, 2500, 3500]) == [1000, 1500, 2500, 3000]
