"""What the records say of scope, totals and bounds is what their wordings say.

Each rule is a pattern that a wording shows if and only if the record carries the mark. The few
records whose sentence says it outside the clause, or speaks of two figures at once, are named.
"""

from __future__ import annotations

import re

import pytest

from loaders.collection import load_collection

#: Mirror sites write the reading after a character, as in 產(chǎn)業(yè).
READING = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜń]+\)")

RULES = {
    "manufacturing": (
        {"electronics_industry"},
        r"电子信息(产品)?制造业|電子設備制造業",
        set(),
    ),
    "high_performance": (
        {"computing_power", "intelligent_share"},
        r"高性能算力|智算和超算",
        set(),
    ),
    "racks_unspecified": (
        {"data_centre_racks"},
        r"^(?!.*(标准|標準|standard)).*(机架|機架|机柜)",
        set(),
    ),
    "big_data": (
        {"data_industry", "data_industry_growth"},
        r"大[数數][据據][产產][业業]",
        {"nation-big-data-growth-2025"},  # named in the plan's title
    ),
    "core": (
        {"ai_industry", "metaverse_industry", "ai_growth", "robotics_industry"},
        r"核心",
        {
            "zhengzhou-ai-related-2025",  # 核心产业和相关产业…分别
            "huzhou-ai-core-draft-2030",  # the clause goes on from that of 2027
        },
    ),
    "driven": (
        {"metaverse_industry"},
        r"带动",
        set(),
    ),
    "revenue": (
        {"ai_industry", "robotics_industry", "electronics_industry", "vr_industry"},
        r"[营營](收|[业業]收入)|[业業務务销銷售]收入|[业業]收入|制造業收入",
        {
            "huzhou-ai-core-draft-2027",  # 产值/营收: either
            "huzhou-ai-core-draft-2030",
            "chongqing-robotics-2025",  # the subject stands in the clause before
        },
    ),
    "output_value": (
        {"ai_industry", "robotics_industry", "electronics_industry", "future_industries_size"},
        r"[产產]值|output value",
        {"huzhou-ai-core-draft-2027", "huzhou-ai-core-draft-2030"},
    ),
    "above_designated": (
        {"ai_industry", "ai_firms", "ai_growth", "electronics_industry", "software_revenue"},
        r"[规規]([模]以)?上",
        {"chongqing-ai-firms-related-2025"},  # one clause, two counts
    ),
}

TARGETS = [target for plan in load_collection().plans for target in plan.targets]


def read(wording: str) -> str:
    """The wording without the readings that a mirror site has put in."""
    return READING.sub("", wording)


@pytest.mark.parametrize("term", RULES)
def test_a_scope_stands_where_the_wording_says_it(term):
    indicators, pattern, known = RULES[term]
    wrong = {
        target.id
        for target in TARGETS
        if target.indicator in indicators
        and (term in target.scope) != bool(re.search(pattern, read(target.wording)))
    }
    assert wrong == known


def test_totals_of_base_stations_are_marked():
    wrong = {
        target.id
        for target in TARGETS
        if target.indicator == "base_stations_5g"
        and (target.cumulative is True)
        != bool(re.search(r"累[计計]|[总總][数數]|总量|增加到", read(target.wording)))
    }
    assert wrong == set()


BOUNDS = {
    "more_than": r"超|突破|逾|大于|exceed|more than|over |surpass",
    "at_least": r"以\s*上|不低于|不少于|不少於|不得少于|at least|no less",
    "about": r"左右|[约約]|around|about|级",
    "at_most": r"以内|不超过",
}


@pytest.mark.parametrize("comparator", BOUNDS)
def test_a_bound_stands_in_the_wording(comparator):
    wrong = {
        target.id
        for target in TARGETS
        if target.value.comparator == comparator
        and not re.search(BOUNDS[comparator], read(target.wording))
    }
    assert wrong == set()
