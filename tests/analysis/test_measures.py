"""Measures and rankings: formulas checked by hand, ends propagate, nothing is dropped silently."""

from __future__ import annotations

import pytest

from analysis.__main__ import main
from analysis.findings import ranking_finding
from analysis.measures import Measure, Missing, measure
from analysis.ranking import rank
from analysis.selection import select_targets
from analysis.view import View

METAVERSE = View(indicator="metaverse_industry", scope="related", deadline=2025)


def test_share_of_gdp_by_hand(atlas):
    row = atlas.targets.loc["sichuan-metaverse-2025"]
    measured = measure(atlas, row, Measure.GDP)
    gdp = measured.context
    assert gdp.adcode == "510000"
    assert measured.low == pytest.approx(2500 / gdp.value * 100)
    assert measured.unit == "%"


def test_per_resident_by_hand(atlas):
    row = atlas.targets.loc["hunan-ai-industry-2026"]
    measured = measure(atlas, row, Measure.HEAD)
    assert measured.low == pytest.approx(1000e8 / (measured.context.value * 1e4))
    assert measured.high is None, "more than 1000 stays open"


def test_a_range_keeps_both_ends(atlas):
    row = atlas.targets.loc["hunan-ai-leading-firms-2026"]
    measured = measure(atlas, row, Measure.HEAD)
    assert measured.high / measured.low == pytest.approx(3 / 2)


def test_growth_is_the_compound_annual_rate(atlas):
    based = [
        (row, measured)
        for _, row in atlas.targets.iterrows()
        if (measured := measure(atlas, row, Measure.GROWTH)).base
    ]
    assert based
    for row, measured in based:
        quantity, year = measured.base
        years = int(row["deadline_year"]) - year
        start = float(quantity.si_low)
        for rate, end in ((measured.low, row["si_low"]), (measured.high, row["si_high"])):
            assert (rate is None) == (end is None)
            if rate is not None:
                assert start * (1 + rate / 100) ** years == pytest.approx(float(end))


@pytest.mark.parametrize(
    ("target", "how", "missing"),
    [
        ("chengdu-metaverse-2025", Measure.GDP, Missing.NO_CONTEXT),
        ("guangdong-ai-firms-2025", Measure.GDP, Missing.NOT_MONEY),
        ("guangdong-computing-rank-2025", Measure.AMOUNT, Missing.NO_AMOUNT),
        ("guiyang-digital-core-2025", Measure.GROWTH, Missing.NO_AMOUNT),
        ("huangpu-grant-leading-technology", Measure.GROWTH, Missing.NO_BASE),
    ],
)
def test_what_cannot_be_measured_says_why(atlas, target, how, missing):
    measured = measure(atlas, atlas.targets.loc[target], how)
    assert measured.missing is missing
    assert measured.low is None
    assert measured.high is None


def test_the_ranking_holds_one_scope_and_names_the_rest(atlas):
    ranking = rank(atlas, METAVERSE)
    assert {item.row["scope"] for item in ranking.ranked} == {"related"}
    assert ranking.ranked[0].best == 1
    assert any(reasons for _, reasons in ranking.apart)
    assert "650000" in ranking.missing


def test_a_part_is_never_ranked_as_the_whole(atlas):
    parted = atlas.targets[atlas.targets["part"].notna() & (atlas.targets["kind"] == "target")]
    for indicator in parted["indicator"].unique():
        for scope in {row["scope"] or "" for _, row in parted.iterrows()}:
            view = View(indicator=indicator, scope=scope, deadline=0)
            assert all(item.row["part"] is None for item in rank(atlas, view).ranked)


def test_nothing_of_the_indicator_is_dropped_silently(atlas):
    """Every region with a figure is ranked, unmeasured or apart."""
    for how in Measure:
        ranking = rank(atlas, METAVERSE, how)
        told = {item.row["adcode"] for item in ranking.ranked}
        told |= {row["adcode"] for row, _ in ranking.unmeasured}
        told |= {atlas.figure(name)["adcode"] for name, _ in ranking.apart}
        frame = select_targets(atlas, METAVERSE)
        own = frame[(frame["indicator"] == "metaverse_industry") & (frame["level"] != "nation")]
        assert told == set(own["adcode"])


def test_ties_share_their_place(atlas):
    ranking = rank(atlas, METAVERSE.but(indicator="ai_industry", scope="core", deadline=0))
    for item in ranking.ranked:
        same = [
            other for other in ranking.ranked if other.measured.low == item.measured.low
            and other.measured.high in (item.measured.high, None)
        ]  # fmt: skip
        assert item.worst - item.best + 1 >= len(same) or len(same) == 1
    places = sorted(place for item in ranking.ranked for place in (item.best, item.worst))
    assert places[0] == 1
    assert places[-1] == len(ranking.ranked)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_finding_holds_for_none_one_and_many(atlas, lang):
    for view in (METAVERSE, METAVERSE.but(announced=2000), METAVERSE.but(announced=2022)):
        ranking = rank(atlas, view.but(lang=lang))
        text = ranking_finding(atlas, view.but(lang=lang), ranking)
        if len(ranking.ranked) > 1:
            assert str(len(ranking.ranked)) in text
        assert "{" not in text


def test_command_line_compare(capsys):
    assert (
        main(["compare", "sichuan-metaverse-2025", "chengdu-metaverse-2025", "--lang", "en"]) == 0
    )
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "caveat"
    assert out[1].startswith("level: ")
    assert main(["compare", "sichuan-metaverse-2025", "nothing"]) == 2


def test_command_line_rank(capsys):
    assert (
        main(
            [
                *[
                    "rank",
                    "--indicator",
                    "metaverse_industry",
                    "--deadline",
                    "2025",
                    "--per",
                    "gdp",
                ],
                "--today",
                "2026-06-01",
            ]
        )
        == 0
    )
    out = capsys.readouterr().out
    assert "四川\t2,500亿元\t2025" in out
    assert "（按每百元GDP计）：3个地区中，上海居首" in out, "the page's finding"
    sichuan = next(line for line in out.splitlines() if "四川\t" in line).split("\t")
    assert sichuan[:2] == ["2", "="], "its place, and that the measure did not move it"
    assert sichuan[-2] == "◇ 期限已过，未见报告", "what became of it"
    assert "本库没有该地区的背景数据" in out
    assert main(["rank", "--indicator", "nonsense"]) == 2
