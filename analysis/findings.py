"""The sentence on top of a page: what the selection shows, true for any selection."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.atlas import Atlas
from analysis.comparison import ComparisonAnswer
from analysis.coverage import families
from analysis.exhibits import Bar
from analysis.map_states import MapAnswer, State
from analysis.measures import Measure, interval
from analysis.ranking import Ranking
from analysis.selection import select_plans, select_targets
from analysis.view import View
from analysis.words import figure_of, indicator_name, region_name, scope_name
from language.catalogue import counted, mark, translate
from loaders.regions import OUTSIDE_SCOPE, provinces


def map_finding(atlas: Atlas, view: View, answer: MapAnswer) -> str:
    """How many provinces set a figure and whose is the largest; ties and none are said as such."""
    lang = view.lang
    what = _what(atlas, view, answer.scope)
    by = translate(lang, " by {year}", year=view.deadline) if view.deadline else ""
    valued = answer.provinces[answer.provinces["state"] == State.VALUE]
    rest = _set_otherwise(answer, lang)
    if valued.empty:
        cities = answer.cities[answer.cities["state"] == State.VALUE]
        if len(cities):
            text = translate(
                lang,
                "No province sets a figure for {what}{by}, but {cities} on the map.",
                what=what, by=by, cities=counted(lang, len(cities), "city"),
            )  # fmt: skip
        else:
            text = translate(lang, "No province sets a figure for {what}{by}.", what=what, by=by)
        return text + rest
    best = max(valued["value"])
    leaders = list(valued[valued["value"] == best]["adcode"])
    figures = [
        figure_of(atlas.figure(name), lang) for name in valued[valued["value"] == best]["target_id"]
    ]
    names = translate(lang, ", ").join(region_name(adcode, lang) for adcode in leaders)
    figure = translate(lang, ", ").join(dict.fromkeys(figures))
    if len(valued) == 1:
        text = mark("Only {region} sets a figure for {what}{by}: {figure}.")
    elif len(leaders) == 1:
        text = mark("{provinces} set {what}{by}; {region}’s is the largest: {figure}.")
    else:
        text = mark("{provinces} set {what}{by}; {region} share the largest: {figure}.")
    count = counted(lang, len(valued), "province")
    return (
        translate(lang, text, provinces=count, what=what, by=by, region=names, figure=figure) + rest
    )


#: The measure, after the name of what is measured.
_PER = {
    Measure.AMOUNT: "",
    Measure.GDP: mark(" per 100 yuan of GDP"),
    Measure.HEAD: mark(" per resident"),
    Measure.GROWTH: mark(" (growth a year)"),
}


def _what(atlas: Atlas, view: View, scope: str) -> str:
    """The indicator with its scope, in quotation marks: a count holds for that scope only."""
    name = indicator_name(atlas, view.indicator, view.lang)
    if scope:
        inside = scope_name(atlas, scope, view.lang)
        name = f"{name}（{inside}）" if view.lang == "zh" else f"{name} ({inside})"
    return translate(view.lang, "“{name}”", name=name)


def _set_otherwise(answer: MapAnswer, lang: str) -> str:
    """How many provinces set the indicator in another scope or form, or in a draft only."""
    states = answer.provinces["state"]
    parts = []
    others = int((states == State.OTHER_KIND).sum())
    if others:
        count = counted(lang, others, "province")
        parts.append(
            translate(
                lang, " Another {provinces} set it in another scope or form.", provinces=count
            )
        )
    drafts = int((states == State.DRAFT).sum())
    if drafts:
        count = counted(lang, drafts, "province")
        parts.append(translate(lang, " {provinces} only in a draft.", provinces=count))
    return "".join(parts)


def ranking_finding(atlas: Atlas, view: View, ranking: Ranking) -> str:
    """Who is first in the ranking, or that several are, or that nobody can be ranked."""
    lang = view.lang
    what = _what(atlas, view, ranking.scope) + translate(lang, _PER[Measure(view.measure)])
    by = translate(lang, " by {year}", year=view.deadline) if view.deadline else ""
    if not ranking.ranked:
        return translate(lang, "No region can be ranked on {what}{by}.", what=what, by=by)
    first = [item for item in ranking.ranked if item.best == 1]
    names = translate(lang, ", ").join(region_name(item.row["adcode"], lang) for item in first)
    total = counted(lang, len(ranking.ranked), "region")
    if len(ranking.ranked) == 1:
        text = mark("Only {names} can be ranked on {what}{by}.")
    elif len(first) == 1:
        text = mark("{names} ranks first of {total} on {what}{by}.")
    elif len({interval(item.measured) for item in first}) == 1:
        text = mark("{names} share the first place of {total} on {what}{by}.")
    else:
        text = mark("{names} overlap at the top of {total} on {what}{by}.")
    return translate(lang, text, names=names, total=total, what=what, by=by)


def bars_finding(name: str, bars: Sequence[Bar], lang: str) -> str:
    """Whose figure of a chart is the largest; a tie, an overlap and none are said as such."""
    first = [bar for bar in bars if bar.best == 1]
    drawn = [bar for bar in bars if bar.best is not None]
    if not first:
        return translate(lang, "{what}: no figure can be drawn.", what=name)
    regions = translate(lang, ", ").join(dict.fromkeys(bar.region for bar in first))
    figure = translate(lang, ", ").join(dict.fromkeys(bar.text for bar in first))
    if len(drawn) == 1:
        text = mark("{what}: only {regions}, {figure}.")
    elif len(first) == 1 or (
        len({bar.region for bar in first}) == 1 and len({(bar.low, bar.high) for bar in first}) == 1
    ):
        text = mark("{what}: {regions} first of {count}, {figure}.")
    elif len({(bar.low, bar.high) for bar in first}) == 1:
        text = mark("{what}: {regions} share the first place, {figure}.")
    else:
        text = mark("{what}: {regions} overlap at the top.")
    count = counted(lang, len(drawn), "figure")
    return translate(lang, text, what=name, regions=regions, figure=figure, count=count)


def comparison_finding(answer: ComparisonAnswer, view: View) -> str:
    """How many indicators the regions have in common and can be compared on."""
    lang = view.lang
    names = translate(lang, ", ").join(region_name(adcode, lang) for adcode in answer.regions)
    shared = len({row.indicator for row in answer.shared})
    total = len({row.indicator for row in [*answer.shared, *answer.apart, *answer.single]})
    if not total:
        return translate(lang, "{regions} set no figures under these filters.", regions=names)
    if not shared:
        return translate(
            lang,
            "{regions} set figures for {total}, but none that may stand side by side.",
            regions=names, total=counted(lang, total, "indicator"),
        )  # fmt: skip
    return translate(
        lang,
        "{regions} can be compared on {shared}, of {total} that they set figures for.",
        regions=names, shared=counted(lang, shared, "indicator"), total=counted(lang, total, "indicator"),
    )  # fmt: skip


def timeline_finding(lanes: pd.DataFrame, view: View) -> str:
    """How many plans there are, and how many have a last deadline that has passed."""
    if lanes.empty:
        return translate(view.lang, "No plan matches these filters.")
    dated = lanes[lanes["end"].notna()]
    return translate(
        view.lang,
        "{plans}; the last deadline has passed for {expired} of the {dated} that name one.",
        plans=counted(view.lang, len(lanes), "plan"), expired=int(dated["expired"].sum()), dated=len(dated),
    )  # fmt: skip


def overview_finding(atlas: Atlas, view: View) -> str:
    """What the collection holds under the view's filters."""
    lang = view.lang
    plans = select_plans(atlas, view)
    targets = select_targets(atlas, view)
    if plans.empty:
        return translate(lang, "No plan matches these filters.")
    with_figures = int((plans["targets"] > 0).sum())
    provinces = plans["province_adcode"][plans["level"] != "nation"].nunique()
    return translate(
        lang,
        "{targets}, set by {with_figures} of {plans}, from {provinces} and the nation.",
        targets=counted(lang, len(targets), "figure"), with_figures=with_figures,
        plans=counted(lang, len(plans), "plan"), provinces=counted(lang, provinces, "province"),
    )  # fmt: skip


def map_subtitle(atlas: Atlas, view: View, answer: MapAnswer) -> str:
    """Exactly what is drawn: indicator, scope, deadline, number of provinces and cities."""
    lang = view.lang
    valued = answer.provinces[answer.provinces["state"] == State.VALUE]
    cities = answer.cities[answer.cities["state"] == State.VALUE]
    deadline = (
        translate(lang, "deadline {year}", year=view.deadline)
        if view.deadline
        else translate(lang, "any deadline")
    )
    parts = [
        indicator_name(atlas, view.indicator, lang),
        scope_name(atlas, answer.scope, lang),
        deadline,
        counted(lang, len(valued), "province"),
        counted(lang, len(cities), "city"),
    ]
    if view.announced:
        parts.append(translate(lang, "announced by the end of {year}", year=view.announced))
    return " · ".join(parts)


def plans_finding(found: pd.DataFrame, view: View) -> str:
    """How many plans a search found, with how many figures."""
    counts = [
        counted(view.lang, len(found), "plan"),
        counted(view.lang, int(found["targets"].sum()), "figure"),
    ]
    return translate(view.lang, ", ").join(counts)


def coverage_finding(atlas: Atlas, open_count: int, lang: str) -> str:
    """How many cells of province and sector have no figure yet."""
    return translate(
        lang, "{open} of {all} cells of province and sector have no figure yet",
        open=open_count, all=len(families(atlas.collection)) * (len(provinces()) - len(OUTSIDE_SCOPE)),
    )  # fmt: skip
