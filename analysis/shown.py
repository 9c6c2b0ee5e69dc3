"""All that a page shows for a view, as exhibits: what the page draws and what an export takes along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd

from analysis.atlas import Atlas
from analysis.bars import map_bars, ranking_bars, row_bars
from analysis.comparability import SENTENCES, group_keys, scope_key
from analysis.comparison import ComparisonAnswer, Row, compare_regions, default_regions
from analysis.coverage import open_cells
from analysis.curation_tables import curation_tables
from analysis.exhibits import (
    BarsExhibit,
    Exhibit,
    LeftOut,
    MapExhibit,
    MatrixExhibit,
    MatrixRow,
    PathsExhibit,
    Shown,
)
from analysis.findings import (
    comparison_finding,
    coverage_finding,
    map_finding,
    map_subtitle,
    overview_finding,
    plans_finding,
)
from analysis.lanes import timeline_exhibit
from analysis.legend import map_legend
from analysis.map_states import map_answer
from analysis.measures import Measure
from analysis.overview import headline_targets
from analysis.ranking import rank
from analysis.search import search_plans
from analysis.selection import select_targets
from analysis.series import paths_of
from analysis.timeline import timeline_lanes
from analysis.view import View
from analysis.words import filters_in_words, place_name, qualified, region_name
from language.catalogue import pick, translate
from language.figures import axis_unit
from loaders.regions import provinces
from loaders.tables import figures_in

PAGES = (
    "overview", "map", "timeline", "compare", "indicator", "plans", "plan", "curation",
)  # fmt: skip


def show(atlas: Atlas, view: View, page: str, today: date) -> Shown:
    """What a page shows: its finding, its figures and its exhibits in order.

    Raises:
        ValueError: no page of that name shows figures.
    """
    if page not in _PAGES:
        raise ValueError(f"no page named {page}: {', '.join(PAGES)}")
    return _PAGES[page](atlas, view, today)


def map_exhibit(atlas: Atlas, view: View) -> MapExhibit:
    """The map of the view's indicator, scope and deadline."""
    answer = map_answer(atlas, view)
    row = {"indicator": view.indicator, "scope": answer.scope, "part": None, "part_en": None}
    return MapExhibit(
        f"map_{view.indicator}",
        qualified(atlas, row, view.lang),
        map_finding(atlas, view, answer),
        map_subtitle(atlas, view, answer),
        axis_unit(answer.si_unit, view.lang)[1],
        answer,
        map_legend(answer, view.lang),
    )


def with_default_regions(atlas: Atlas, view: View) -> View:
    """The view with regions to compare where it names none."""
    return view if view.regions else view.but(regions=default_regions(atlas, view))


def pack(atlas: Atlas, view: View, today: date) -> Shown:
    """The whole collection under the view's filters: every group of comparable figures that two
    provinces or more share as a ranking, the matrix of all, and the timeline.
    """
    frame = select_targets(atlas, view)
    keys = frame[frame["level"] == "province"].pipe(lambda own: own.groupby(group_keys(own)))
    rankings: list[BarsExhibit] = []
    for _, own in keys:
        first = own.iloc[0]
        if own["adcode"].nunique() < 2 or first["part"] or first["si_unit"] in ("rank", "x"):
            continue
        asked = view.but(indicator=first["indicator"], scope=scope_key(first["scope"]), deadline=0)
        exhibit = ranking_bars(atlas, asked, rank(atlas, asked, Measure(view.measure)))
        if len(exhibit.targets) > 1 and exhibit.key not in {item.key for item in rankings}:
            rankings.append(exhibit)
    order = list(atlas.collection.indicators)
    rankings.sort(key=lambda item: order.index(item.key.split(":")[1]))
    base = _overview(atlas, view, today)
    lanes = timeline_exhibit(atlas, view, today)
    exhibits = [*base.exhibits, *rankings, *([lanes] if lanes.lanes else [])]
    return Shown(
        "pack",
        base.finding,
        base.subtitle,
        base.filters,
        tuple(frame["target_id"]),
        tuple(exhibits),
    )


def _overview(atlas: Atlas, view: View, today: date) -> Shown:
    lang = view.lang
    found = map_exhibit(atlas, view)
    frame = select_targets(atlas, view)
    bars = map_bars(atlas, view, found.answer, found.subtitle)
    matrix = _matrix(atlas, view, frame)
    headlines = [str(row["target_id"]) for row, _ in headline_targets(atlas, view)]
    ids = dict.fromkeys([*headlines, *frame["target_id"]])
    return Shown(
        "overview",
        translate(lang, "What China’s provinces have promised in numbers"),
        overview_finding(atlas, view),
        filters_in_words(atlas, view),
        tuple(ids),
        tuple(_kept([found, bars, matrix])),
    )


def _map(atlas: Atlas, view: View, today: date) -> Shown:
    found = map_exhibit(atlas, view)
    bars = map_bars(atlas, view, found.answer, found.subtitle)
    rest = [name for name in found.targets if name not in set(bars.targets)]
    return Shown(
        "map", found.title, found.subtitle, filters_in_words(atlas, view),
        (*bars.targets, *rest), tuple(_kept([found, bars])),
    )  # fmt: skip


def _indicator(atlas: Atlas, view: View, today: date) -> Shown:
    ranking = rank(atlas, view, Measure(view.measure))
    bars = ranking_bars(atlas, view, ranking)
    group = select_targets(atlas, view.but(sectors=(), due=()), atlas.figures_of(view.indicator))
    group = group[(group["scope_key"] == ranking.scope) & group["part"].isna()]
    paths = paths_of(atlas, view, figures_in(group), f"paths_{view.indicator}", bars.name)
    return Shown(
        "indicator", bars.title, bars.subtitle, filters_in_words(atlas, view),
        tuple(bars.targets), tuple(_kept([bars, paths])), bars.left_out,
    )  # fmt: skip


def _compare(atlas: Atlas, view: View, today: date) -> Shown:
    view = with_default_regions(atlas, view)
    answer = compare_regions(atlas, view)
    exhibits: list[Exhibit | None] = [comparison_matrix(atlas, view, answer)]
    for row in answer.shared:
        if row.drawable:
            exhibits += row_charts(atlas, view, row, answer.regions)
    kept = _kept(exhibits)
    figures = [f for row in answer.rows for f in row.figures]
    left_out = tuple(
        LeftOut(
            str(f["target_id"]), " ".join(translate(view.lang, SENTENCES[r]) for r in row.apart)
        )
        for row in answer.apart
        for f in row.figures
    )
    subtitle = translate(view.lang, "One row only where indicator, scope and unit agree")
    return Shown(
        "compare", comparison_finding(answer, view), subtitle, filters_in_words(atlas, view),
        tuple(str(f["target_id"]) for f in figures), tuple(kept), left_out,
    )  # fmt: skip


def row_charts(
    atlas: Atlas, view: View, row: Row, regions: Sequence[str]
) -> tuple[BarsExhibit, PathsExhibit | None]:
    """One row of a comparison: its bars, and its paths where it has milestones or results."""
    bars = row_bars(atlas, view, row, regions)
    return bars, paths_of(atlas, view, row.figures, f"paths_{row.key}", bars.name)


def comparison_matrix(atlas: Atlas, view: View, answer: ComparisonAnswer) -> MatrixExhibit:
    """All rows of a comparison as a matrix: shared ones first."""
    rows = tuple(
        MatrixRow(
            qualified(atlas, row.figures[0], view.lang),
            row.indicator,
            row.scope,
            str(row.figures[0]["si_unit"]),
            tuple(
                tuple(str(figure["target_id"]) for figure in row.cells[adcode])
                for adcode in answer.regions
            ),
            " ".join(translate(view.lang, SENTENCES[reason]) for reason in row.apart),
        )
        for row in answer.rows
    )
    return MatrixExhibit(
        "matrix_compare",
        translate(view.lang, "Comparison"),
        comparison_finding(answer, view),
        translate(view.lang, "One row only where indicator, scope and unit agree"),
        answer.regions,
        tuple(place_name(adcode, view.lang) for adcode in answer.regions),
        rows,
    )


def _timeline(atlas: Atlas, view: View, today: date) -> Shown:
    lanes = timeline_exhibit(atlas, view, today)
    plans = list(timeline_lanes(atlas, view, today)["plan_id"])
    return Shown(
        "timeline", lanes.title, lanes.subtitle, filters_in_words(atlas, view),
        _of_plans(atlas, view, plans), tuple(_kept([lanes])),
    )  # fmt: skip


def _plans(atlas: Atlas, view: View, today: date) -> Shown:
    found = search_plans(atlas, view)
    ids = _of_plans(atlas, view, list(found["plan_id"]))
    frame = atlas.targets.loc[list(ids)]
    matrix = _matrix(atlas, view, frame)
    return Shown(
        "plans", plans_finding(found, view), matrix.subtitle,
        filters_in_words(atlas, view), ids, tuple(_kept([matrix])),
    )  # fmt: skip


def _plan(atlas: Atlas, view: View, today: date) -> Shown:
    plan = atlas.plan_by_id.get(view.plan)
    if plan is None:
        return Shown("plan", translate(view.lang, "No such plan"), "", (), (), ())
    own = atlas.figures_of_plan(plan.id)
    title = pick(view.lang, plan.title, plan.title_en)
    other = pick("en" if view.lang == "zh" else "zh", plan.title, plan.title_en)
    keys = group_keys(own)
    exhibits = [
        paths_of(
            atlas, view, figures_in(own.loc[keys.index[keys == key]]), f"paths_{key}",
            qualified(atlas, own.loc[keys.index[keys == key][0]], view.lang),
        )
        for key in dict.fromkeys(keys)
    ]  # fmt: skip
    return Shown("plan", title, other, (), tuple(own["target_id"]), tuple(_kept(exhibits)))


def _curation(atlas: Atlas, view: View, today: date) -> Shown:
    conflicts = [
        str(name) for name in atlas.targets["target_id"]
        if atlas.target_by_id[str(name)].target.conflicts
    ]  # fmt: skip
    subtitle = translate(
        view.lang,
        "What was searched and when, which documents disagree, and what was left out and why",
    )
    title = coverage_finding(atlas, len(open_cells(atlas)), view.lang)
    tables = curation_tables(atlas, view.lang)
    return Shown("curation", title, subtitle, (), tuple(conflicts), (), tables=tables)


_PAGES: dict[str, Callable[[Atlas, View, date], Shown]] = {
    "overview": _overview,
    "map": _map,
    "timeline": _timeline,
    "compare": _compare,
    "indicator": _indicator,
    "plans": _plans,
    "plan": _plan,
    "curation": _curation,
}


def _of_plans(atlas: Atlas, view: View, plans: list[str]) -> tuple[str, ...]:
    """The figures of the plans that the filters keep, plan by plan."""
    own = select_targets(atlas, view)
    own = own[own["plan_id"].isin(plans)]
    order = {plan: place for place, plan in enumerate(plans)}
    own = own.assign(_place=own["plan_id"].map(order)).sort_values(["_place", "order"])
    return tuple(own["target_id"])


def _matrix(atlas: Atlas, view: View, frame: pd.DataFrame) -> MatrixExhibit:
    """Provinces as columns and groups of comparable figures as rows; cities' figures stay out."""
    own = frame[frame["level"] == "province"]
    adcodes = [region.adcode for region in provinces() if (own["adcode"] == region.adcode).any()]
    order = {name: place for place, name in enumerate(atlas.collection.indicators)}
    rows: list[MatrixRow] = []
    own = own.assign(_due=[year or 9999 for year in own["deadline_year"]])
    own = own.sort_values(["_due", "order"])
    for _, group in own.groupby(group_keys(own), sort=False):
        first = group.iloc[0]
        cells: dict[str, list[str]] = {}
        for adcode, name in zip(group["adcode"], group["target_id"], strict=True):
            cells.setdefault(adcode, []).append(name)
        rows.append(
            MatrixRow(
                qualified(atlas, first, view.lang),
                str(first["indicator"]),
                str(first["scope"] or ""),
                str(first["si_unit"]),
                tuple(tuple(cells.get(code, ())) for code in adcodes),
            )
        )
    rows.sort(key=lambda row: (order[row.indicator], -sum(map(bool, row.cells)), row.scope))
    return MatrixExhibit(
        "matrix_provinces",
        translate(view.lang, "Provinces and indicators"),
        translate(view.lang, "What each province has set"),
        translate(
            view.lang, "Each row holds figures that may be compared; figures of cities stay out"
        ),
        tuple(adcodes),
        tuple(region_name(code, view.lang) for code in adcodes),
        tuple(rows),
    )


def _kept(exhibits: Sequence[Exhibit | None]) -> list[Exhibit]:
    """Exhibits that have something to show; a map always has."""
    return [
        item for item in exhibits
        if item is not None and (isinstance(item, MapExhibit) or item.targets or _lanes(item))
    ]  # fmt: skip


def _lanes(item: Exhibit) -> bool:
    return bool(getattr(item, "lanes", ()))
