"""Sums and shares of nation, provinces and cities; regions like one; the five-year-plan lens."""

from __future__ import annotations

import pytest

from analysis.hierarchy import ADDITIVE, beside_nation, share_of_parent
from analysis.lenses import lenses
from analysis.peers import regions_like
from analysis.view import View
from loaders.models import ContextIndicator
from loaders.regions import regions


def test_a_citys_share_of_its_province(atlas):
    found = share_of_parent(atlas, atlas.targets.loc["chengdu-metaverse-2025"])
    assert found is not None
    assert found.parent["target_id"] == "sichuan-metaverse-2025"
    assert found.low == found.high == pytest.approx(1500 / 2500 * 100)


def test_a_share_is_given_only_where_the_figures_mean_the_same(atlas):
    for _, row in atlas.targets.iterrows():
        found = share_of_parent(atlas, row)
        if found is None:
            continue
        for name in ("indicator", "scope", "deadline_year", "si_unit"):
            assert found.parent[name] == row[name], row["target_id"]
        assert row["si_unit"] in ADDITIVE
        assert not (found.low is None and found.high is None)


def test_provinces_beside_the_nation(atlas):
    view = View(indicator="computing_power", scope="", deadline=2025)
    found = beside_nation(atlas, view, "")
    assert found is not None
    assert set(found.provinces["level"]) == {"province"}
    assert found.provinces["adcode"].is_unique
    assert found.total is not None
    low = sum(float(row["si_low"]) for _, row in found.provinces.iterrows())
    assert found.total[0] == pytest.approx(low)
    assert found.total[1] is None, "minimums stay open in the sum"
    assert not set(found.missing) & set(found.provinces["adcode"])
    assert found.below > 0


def test_rates_are_not_added_up(atlas):
    view = View(indicator="digital_core_share", scope="", deadline=2025)
    found = beside_nation(atlas, view, "")
    assert found is not None
    assert found.total is None
    assert found.share is None
    assert 0 <= found.reaching <= len(found.provinces)


def test_no_nation_no_answer(atlas):
    assert beside_nation(atlas, View(indicator="metaverse_industry"), "related") is None


def test_regions_like_one_are_near_in_gdp_and_of_its_level(atlas):
    like = regions_like(atlas, View(), "510000")
    assert len(like) == 5
    assert "510000" not in like
    assert {regions()[code].level for code in like} == {regions()["510000"].level}
    own = atlas.context_of("510000", ContextIndicator.GDP).value
    ratios = [atlas.context_of(code, ContextIndicator.GDP).value / own for code in like]
    distances = [max(ratio, 1 / ratio) for ratio in ratios]
    assert distances == sorted(distances)
    only = regions_like(atlas, View(sectors=("metaverse",)), "510000", count=40)
    assert set(only) < set(regions_like(atlas, View(), "510000", count=40))


def test_the_lens_chooses_years_of_the_collection(atlas):
    found = {lens.key: lens for lens in lenses(atlas, 2026, "en")}
    assert found["fyp14"].years == (2021, 2022, 2023, 2024, 2025)
    assert set(found["soon"].years) <= {2026, 2027}
    assert max(found["passed"].years) < 2026
    assert "fyp13" not in found
