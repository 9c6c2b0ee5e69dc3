"""A scene as plain data that the player draws: the same exhibits as the page, with their words.

Everything here is text, numbers and names of colours; the player writes texts as texts, so that
nothing in the data can become markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from analysis.atlas import Atlas
from analysis.exhibits import (
    Bar,
    BarsExhibit,
    Lane,
    MapExhibit,
    MatrixExhibit,
    MatrixRow,
    Shown,
    TimelineExhibit,
)
from analysis.map_states import MapAnswer, State, class_of, map_answer
from analysis.map_words import region_lines
from analysis.palette import LIGHT, class_colours, state_look
from analysis.shown import map_exhibit, show
from analysis.sources import MAP_NOTE, documents_line
from analysis.story import filled, scene_view
from analysis.timeline import FIVE_YEAR_PLANS
from analysis.view import View
from analysis.words import (
    figure_of,
    place_name,
    qualified,
    region_name,
    status_name,
)
from exports.outlines import place
from language.catalogue import translate
from loaders.regions import regions
from loaders.stories import Scene

#: What fits on a screen and can be read from the back of a room.
_BARS, _LANES, _ROWS, _CLAUSES, _VALUES = 13, 18, 8, 6, 7
Drawing = dict[str, Any]


def scene_data(atlas: Atlas, scene: Scene, lang: str, today: date) -> dict[str, Any]:
    """Words and drawing of a scene in one language."""
    view = scene_view(atlas, scene, lang)
    shown = show(atlas, view, scene.page, today)
    documents = [atlas.targets.loc[name, "document"] for name in shown.targets]
    if scene.page == "timeline":
        plans = [lane.plan_id for lane in _first(shown, TimelineExhibit).lanes]
        documents = [atlas.plan_by_id[plan].document for plan in plans]
    elif scene.page == "plan" and not documents:
        documents = [atlas.plan_by_id[view.plan].document]
    source = documents_line(atlas, documents, lang) if documents else ""
    if scene.page == "map":
        source = " ".join(part for part in (source, translate(lang, MAP_NOTE)) if part)
    return {
        "headline": filled(atlas, scene, scene.headline, lang, today),
        "text": filled(atlas, scene, scene.text, lang, today),
        "notes": filled(atlas, scene, scene.notes, lang, today),
        "subtitle": _subtitle(shown),
        "source": source,
        "address": f"{scene.page}?{view.query_string()}",
        "drawing": _DRAWINGS[scene.page](atlas, scene, view, shown),
    }


def _subtitle(shown: Shown) -> str:
    """Exactly what is drawn: the page's filters are part of it. A plan says so itself."""
    if shown.page == "plan" or not shown.exhibits:
        return ""
    exhibit = shown.exhibits[0]
    name = [exhibit.name] if isinstance(exhibit, BarsExhibit) else []
    return " · ".join([*name, exhibit.subtitle, *shown.filters])


def _first(shown: Shown, kind: type) -> Any:
    return next(item for item in shown.exhibits if isinstance(item, kind))


# --------------------------------------------------------------------------------------- map


def _map(atlas: Atlas, scene: Scene, view: View, shown: Shown) -> Drawing:
    found: MapExhibit = _first(shown, MapExhibit)
    frames = [_frame(atlas, scene, view, found.answer, found.answer)]
    if scene.years:
        years = range(scene.years.first, scene.years.last + 1)
        frames = [
            _frame(atlas, scene, view.but(announced=year), found.answer) | {"year": year}
            for year in years
        ]
        # The legend holds for every year: a state that only an early year has is in it too.
        legend = {
            (label.state, label.number, label.words): label
            for year in reversed(years)
            for label in map_exhibit(atlas, view.but(announced=year)).legend
            if label.number is None
        }
        labels = [label for label in found.legend if label.number is not None]
        rest = [*found.legend[len(labels) :], *legend.values()]
        unique = {label.words: label for label in rest}
        found_legend = [*labels, *unique.values()]
    else:
        found_legend = list(found.legend)
    return {
        "kind": "map",
        "frames": frames,
        "spotlight": list(scene.spotlight.regions),
        "legend": [
            _legend(label.state, label.number, label.words, found.answer) for label in found_legend
        ],
        "points": bool(len(found.answer.cities)),
    }


def _legend(state: str, number: int | None, words: str, answer: MapAnswer) -> dict[str, str]:
    if number is not None:
        return {"fill": _class(number, answer), "pattern": "", "words": words}
    fill, pattern = _look(State(state))
    return {"fill": fill, "pattern": pattern, "words": words}


def _frame(
    atlas: Atlas, scene: Scene, view: View, scale: MapAnswer, answer: MapAnswer | None = None
) -> Drawing:
    """The map at one time, its classes those of ``scale``."""
    answer = answer or map_answer(atlas, view)
    spot = set(scene.spotlight.regions)
    provinces, tips, labels = {}, {}, {}
    for row in answer.provinces.itertuples():
        provinces[row.adcode] = _mark(State(row.state), row.value, scale)
        tips[row.adcode] = region_lines(atlas, view, row)
        if row.adcode in spot:
            labels[row.adcode] = _label(atlas, row, view.lang)
    cities = []
    for row in answer.cities.itertuples():
        at = place(row.longitude, row.latitude)
        if at is None:
            continue
        fill = _mark(State(row.state), row.value, scale)[0] if row.state == State.VALUE else ""
        tips[row.adcode] = region_lines(atlas, view, row)
        cities.append({"adcode": row.adcode, "at": at, "fill": fill})
        if row.adcode in spot:
            labels[row.adcode] = _label(atlas, row, view.lang)
    return {
        "provinces": provinces,
        "cities": cities,
        "tips": tips,
        "labels": labels,
        "values": _values(atlas, answer, scale, spot, view.lang),
    }


def _mark(state: State, value: float | None, scale: MapAnswer) -> tuple[str, str]:
    """Names of the fill and of the pattern."""
    if state is State.VALUE and value is not None:
        return _class(class_of(value, scale.breaks), scale), ""
    return _look(state)


def _look(state: State) -> tuple[str, str]:
    """Name of the palette's colour, and of the pattern, of a state that is not a value."""
    fill, pattern = state_look(LIGHT, state)
    names = ("outside", "rule", "blank")
    return next(name for name in names if getattr(LIGHT, name) == fill), pattern


def _class(number: int, answer: MapAnswer) -> str:
    """Name of a class' colour: its place in the palette's scale."""
    colours = class_colours(LIGHT, len(answer.breaks) + 1)
    return f"class{LIGHT.classes.index(colours[number])}"


def _label(atlas: Atlas, row: Any, lang: str) -> dict[str, Any]:
    """What stands on the map at a region in the spotlight, and where."""
    region = regions()[row.adcode]
    figure = figure_of(atlas.targets.loc[row.target_id], lang) if row.target_id else ""
    if row.target_id and row.state == State.DRAFT:
        figure = f"{figure} · {translate(lang, 'draft')}"
    at = place(region.longitude, region.latitude)
    return {"name": region_name(row.adcode, lang), "figure": figure, "at": at}


def _values(
    atlas: Atlas, answer: MapAnswer, scale: MapAnswer, spot: set[str], lang: str
) -> list[Drawing]:
    """The largest values of the map beside it, those in the spotlight marked."""
    rows = pd.concat([answer.provinces, answer.cities])
    rows = rows[rows["state"] == State.VALUE]
    ordered = sorted(rows.itertuples(), key=lambda row: -float(str(row.value)))
    return [
        {
            "name": place_name(str(row.adcode), lang),
            "figure": figure_of(atlas.targets.loc[row.target_id], lang),
            "due": str(atlas.targets.loc[row.target_id]["deadline"] or ""),
            "fill": _mark(State.VALUE, float(str(row.value)), scale)[0],
            "city": not str(row.adcode).endswith("0000"),
            "spot": row.adcode in spot,
        }
        for row in ordered[:_VALUES]
    ]


# -------------------------------------------------------------------------------------- bars


def _bars(atlas: Atlas, scene: Scene, view: View, shown: Shown) -> Drawing:
    found: BarsExhibit | None = next(
        (item for item in shown.exhibits if isinstance(item, BarsExhibit)), None
    )
    if found is None:
        return _nothing(view)
    spot = set(scene.spotlight.regions)
    bars = _kept(found.bars, _BARS, [bar.adcode in spot for bar in found.bars])
    ends = [end for bar in bars for end in (bar.low, bar.high) if end is not None]
    return {
        "kind": "bars",
        "unit": found.unit,
        "most": max(ends, default=1) or 1,
        "rows": [_bar(bar, spot) for bar in bars],
        "more": len(found.bars) - len(bars),
        "caveats": list(found.caveats),
    }


def _bar(bar: Bar, spot: set[str]) -> Drawing:
    best, worst = bar.best or 0, bar.worst or 0
    return {
        "place": "" if not best else str(best) if best == worst else f"{best}–{worst}",
        "label": bar.label,
        "text": bar.text,
        "comparator": bar.comparator or "",
        "low": bar.low,
        "high": bar.high,
        "city": bar.level not in ("province", "nation"),
        "draft": bar.draft,
        "spot": bar.adcode in spot,
    }


# ---------------------------------------------------------------------------------- timeline


def _timeline(atlas: Atlas, scene: Scene, view: View, shown: Shown) -> Drawing:
    found: TimelineExhibit = _first(shown, TimelineExhibit)
    spot = set(scene.spotlight.plans)
    lanes = _kept(found.lanes, _LANES, [lane.plan_id in spot for lane in found.lanes])
    if not lanes:
        return _nothing(view)
    days = [found.today, *(lane.start for lane in lanes), *(lane.end for lane in lanes if lane.end)]
    first, last = min(days).year, max(days).year
    start, end = date(first, 1, 1), date(last, 12, 31)

    def at(day: date) -> float:
        """Place on the axis, from 0 to 1."""
        return round(((day - start).days) / (end - start).days, 4)

    return {
        "kind": "timeline",
        "years": list(range(first, last + 1)),
        "bands": [
            {"name": zh if view.lang == "zh" else en, "from": at(max(date(low, 1, 1), start)),
             "to": at(min(date(high, 12, 31), end))}
            for _, zh, en, low, high in FIVE_YEAR_PLANS if low <= last and high >= first
        ],
        "today": at(found.today),
        "rows": [_lane(lane, at, spot) for lane in lanes],
        "more": len(found.lanes) - len(lanes),
        "undated": len(found.undated),
    }  # fmt: skip


def _lane(lane: Lane, at: Any, spot: set[str]) -> Drawing:
    return {
        "region": lane.region,
        "label": lane.label,
        "from": at(lane.start),
        "to": at(lane.end) if lane.end else None,
        "dated": lane.dated,
        "expired": lane.expired,
        "draft": lane.status == "draft",
        "marks": [{"at": at(point.day), "text": point.text} for point in lane.milestones],
        "spot": lane.plan_id in spot,
    }


# ------------------------------------------------------------------------------------ matrix


def _matrix(atlas: Atlas, scene: Scene, view: View, shown: Shown) -> Drawing:
    found: MatrixExhibit = _first(shown, MatrixExhibit)
    lit = set(scene.spotlight.indicators)
    # Rows that may be compared come first, and are what a comparison is about.
    shared = [row for row in found.rows if sum(map(bool, row.cells)) > 1]
    rows = _kept(shared or list(found.rows), _ROWS, [row.indicator in lit for row in shared])
    spot = set(scene.spotlight.regions)
    return {
        "kind": "matrix",
        "columns": [
            {"name": name, "spot": code in spot}
            for name, code in zip(found.columns, found.adcodes, strict=True)
        ],
        "rows": [_row(atlas, row, lit, view.lang) for row in rows],
        "more": len(shared) - len(rows) if shared else 0,
        "apart": len(found.rows) - len(shared) if shared else 0,
    }


def _row(atlas: Atlas, row: MatrixRow, lit: set[str], lang: str) -> Drawing:
    lows = [
        float(atlas.targets.loc[name, "si_low"] or atlas.targets.loc[name, "si_high"] or 0)
        for cell in row.cells for name in cell[-1:]
    ]  # fmt: skip
    most = max(lows, default=0) or 1
    return {
        "name": row.name,
        "spot": row.indicator in lit,
        "cells": [_cell(atlas, cell, most, lang) for cell in row.cells],
    }


def _cell(atlas: Atlas, cell: Sequence[str], most: float, lang: str) -> Drawing | None:
    """The figure with the latest deadline, its length against the row's largest, and how many more."""
    if not cell:
        return None
    latest = atlas.targets.loc[cell[-1]]
    size = float(latest["si_low"] or latest["si_high"] or 0)
    drawn = latest["comparator"] not in ("rank", "multiple")
    draft = latest["plan_status"] == "draft"
    more = len({atlas.targets.loc[name, "deadline"] for name in cell}) - 1
    notes = [str(latest["deadline"] or translate(lang, "no deadline stated"))]
    notes += [translate(lang, "draft")] if draft else []
    notes += [translate(lang, "+{count} more", count=more)] if more else []
    return {
        "text": figure_of(latest, lang),
        "note": " · ".join(notes),
        "share": round(size / most, 3) if drawn else 0,
    }


# -------------------------------------------------------------------------------------- plan


def _plan(atlas: Atlas, scene: Scene, view: View, shown: Shown) -> Drawing:
    plan = atlas.plan_by_id[view.plan]
    lang = view.lang
    lit = set(scene.spotlight.indicators)
    own = list(plan.targets)
    targets = _kept(own, _CLAUSES, [target.indicator in lit for target in own])
    issuers = plan.issuers if lang == "zh" else plan.issuers_en
    facts = [
        translate(lang, ", ").join(issuers),
        place_name(plan.jurisdiction, lang),
        str(plan.since or translate(lang, "no date stated")),
        status_name(plan.status.value, lang),
    ]
    return {
        "kind": "plan",
        "title": f"《{plan.title}》" if lang == "zh" else plan.title_en,
        "facts": facts,
        "rows": [
            {
                "name": qualified(atlas, atlas.targets.loc[target.id], lang),
                "figure": figure_of(atlas.targets.loc[target.id], lang),
                "due": str(target.deadline or translate(lang, "no deadline stated")),
                "wording": target.wording,
                "spot": target.indicator in lit,
            }
            for target in targets
        ],
        "more": len(own) - len(targets),
        "empty": "" if own else translate(lang, "This plan sets no figure in the collection."),
    }


def _nothing(view: View) -> Drawing:
    text = translate(view.lang, "Nothing to draw: no figure answers this view.")
    return {"kind": "nothing", "text": text}


def _kept(items: Sequence[Any], most: int, spot: Iterable[bool]) -> list[Any]:
    """The first items, and always those in the spotlight, in their order."""
    flags = [*spot, *([False] * len(items))][: len(items)]
    free = most - min(most, sum(flags))
    chosen: list[Any] = []
    for item, lit in zip(items, flags, strict=True):
        if lit and len(chosen) < most:
            chosen.append(item)
        elif not lit and free > 0:
            chosen.append(item)
            free -= 1
    return chosen


_DRAWINGS = {
    "map": _map,
    "indicator": _bars,
    "timeline": _timeline,
    "compare": _matrix,
    "plan": _plan,
}
