"""A view and its address are one to one; what an address says in vain is reported."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from urllib.parse import parse_qs

from hypothesis import given
from hypothesis import strategies as st

from analysis.atlas import build_atlas
from analysis.view import CHANGED, View, parse_view
from loaders.collection import load_collection

ATLAS = build_atlas(load_collection())
YEARS = ATLAS.deadline_years
REGIONS = ATLAS.region_adcodes()


def some(values):
    return st.lists(st.sampled_from(values), unique=True, max_size=4).map(tuple)


VIEWS = st.builds(
    View,
    lang=st.sampled_from(["zh", "en"]),
    indicator=st.sampled_from(list(ATLAS.collection.indicators)),
    scope=st.sampled_from([None, "core", "core+revenue"]),
    deadline=st.sampled_from([0, *YEARS]),
    region=st.sampled_from(["", *REGIONS]),
    regions=some(REGIONS),
    sectors=some(list(ATLAS.collection.sectors)),
    kinds=some(["target", "incentive", "standard"]),
    levels=some(["nation", "province", "city", "district"]),
    statuses=some(["in_force", "draft", "superseded"]),
    due=some(YEARS),
    announced=st.sampled_from([0, *ATLAS.known_years]),
    others=st.sampled_from(["hide", "mark"]),
    group=st.sampled_from(["province", "sector"]),
    measure=st.sampled_from(["amount", "gdp", "head", "growth"]),
    search=st.text(min_size=1, max_size=30).filter(lambda text: text.strip()),
    page=st.integers(1, 99),
    charts=st.sampled_from(["first", "all"]),
    tab=st.sampled_from(["coverage", "conflicts", "rejected"]),
    plan=st.sampled_from(["", *ATLAS.plan_by_id]),
    target=st.sampled_from(["", *ATLAS.target_by_id]),
    since=st.one_of(st.just(""), st.dates().map(date.isoformat)),
    changed=st.sampled_from(["", *CHANGED]),
)


@given(VIEWS)
def test_to_the_address_and_back(view):
    parsed = parse_view(parse_qs(view.query_string(), keep_blank_values=True), ATLAS)
    assert parsed.unknown == ()
    assert parsed.view == view


def test_the_default_view_has_an_empty_address():
    assert View().to_query() == {}


def test_views_are_hashable():
    assert len({View(), View(), View(lang="en")}) == 2


def test_unknown_names_are_reported_and_left_out():
    parsed = parse_view(
        {"lang": "fr", "indicator": "nonsense", "regions": ["510000", "999999"], "deadline": "1e9"},
        ATLAS,
    )
    assert parsed.view == View(regions=("510000",))
    assert {item.parameter for item in parsed.unknown} == {
        "lang",
        "indicator",
        "regions",
        "deadline",
    }


@given(st.dictionaries(st.sampled_from([f.name for f in fields(View)]), st.text(max_size=20)))
def test_any_address_gives_a_view(query):
    assert isinstance(parse_view(query, ATLAS).view, View)


def test_at_most_six_regions():
    parsed = parse_view({"regions": REGIONS[:9]}, ATLAS)
    assert len(parsed.view.regions) == 6
    assert len(parsed.unknown) == 3
