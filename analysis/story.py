"""Scenes of a story as views, and their sentences with the figures filled in from the data."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import fields
from datetime import date
from itertools import count
from typing import Any

from analysis.atlas import Atlas
from analysis.map_states import State, map_answer
from analysis.measures import Measure
from analysis.ranking import rank
from analysis.selection import select_plans
from analysis.shown import show, with_default_regions
from analysis.view import View, parse_view
from analysis.words import figure_of, observed_figure, region_name, scope_name
from language.catalogue import counted, translate
from loaders.stories import Reference, Scene, SceneView, Words, split_references

#: A space that stood between a reference and a Chinese word.
_CHINESE_GAP = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


def scene_view(atlas: Atlas, scene: Scene, lang: str) -> View:
    """The view that a scene shows, as a page's address would say it.

    Raises:
        ValueError: the scene asks for something that the collection does not have. A checked
            story does not.
    """
    given = scene.view.model_dump(mode="json", exclude_defaults=True)
    query = {
        name: [str(part) for part in value] if isinstance(value, list) else str(value)
        for name, value in given.items()
    }
    parsed = parse_view({**query, "lang": lang}, atlas)
    if parsed.unknown:
        names = ", ".join(f"{item.parameter}={item.value}" for item in parsed.unknown)
        raise ValueError(f"scene {scene.id}: the collection does not have {names}")
    return parsed.view


def filled(atlas: Atlas, scene: Scene, words: Words | None, lang: str, today: date) -> str:
    """A text of the scene in one language, every reference replaced by what the data say."""
    if words is None:
        return ""
    view = scene_view(atlas, scene, lang)
    text = "".join(
        _value(atlas, scene, view, piece, today) if isinstance(piece, Reference) else piece
        for piece in split_references(words.in_language(lang))
    )
    return _CHINESE_GAP.sub("", text) if lang == "zh" else text


def _value(atlas: Atlas, scene: Scene, view: View, reference: Reference, today: date) -> str:
    if reference.name == "view":
        return _of_view(atlas, scene, view, reference.field, today)
    if reference.name in atlas.target_by_id:
        return _of_target(atlas, reference, view.lang)
    return _of_observation(atlas, reference, view.lang)


def _of_target(atlas: Atlas, reference: Reference, lang: str) -> str:
    row = atlas.figure(reference.name)
    plan = atlas.plan_by_id[row["plan_id"]]
    if reference.field == "value":
        return figure_of(row, lang)
    if reference.field == "deadline":
        return row["deadline"] or translate(lang, "no deadline stated")
    if reference.field == "region":
        return region_name(row["adcode"], lang)
    if reference.field == "plan":
        return f"《{plan.title}》" if lang == "zh" else plan.title_en
    if reference.field == "issued":
        return str(plan.since or translate(lang, "no date stated"))
    return scope_name(atlas, row["scope"], lang)


def _of_observation(atlas: Atlas, reference: Reference, lang: str) -> str:
    item = next(o for o in atlas.collection.observations if o.id == reference.name)
    if reference.field == "value":
        return observed_figure(item, lang)
    return str(item.date) if reference.field == "date" else region_name(item.jurisdiction, lang)


def _of_view(atlas: Atlas, scene: Scene, view: View, field: str, today: date) -> str:
    lang = view.lang
    if field == "finding":
        return show(atlas, view, scene.page, today).finding
    if field in ("provinces", "cities"):
        answer = map_answer(atlas, view)
        frame = answer.provinces if field == "provinces" else answer.cities
        number = int((frame["state"] == State.VALUE).sum())
        return counted(lang, number, "province" if field == "provinces" else "city")
    if field == "regions":
        return counted(lang, len(rank(atlas, view, Measure(view.measure)).ranked), "region")
    if field == "plans":
        return counted(lang, len(select_plans(atlas, view)), "plan")
    return counted(lang, len(show(atlas, view, scene.page, today).targets), "figure")


#: Pages whose view can be a scene, and the page that the scene shows.
SCENE_PAGES = {
    "overview": "map",
    "map": "map",
    "indicator": "indicator",
    "timeline": "timeline",
    "plans": "timeline",
    "compare": "compare",
    "plan": "plan",
}


def new_scene(atlas: Atlas, view: View, page: str, taken: Collection[str] = ()) -> dict[str, Any]:
    """A page's view as a scene to be edited: plain data, its headline the page's own finding.

    ``page`` is a key of ``SCENE_PAGES``; ``taken`` holds the ids of the scenes that the story has.
    """
    page = SCENE_PAGES[page]
    if page == "compare":
        view = with_default_regions(atlas, view)
    shown = {
        name: list(value) if isinstance(value, tuple) else value
        for name in SceneView.model_fields
        if (value := getattr(view, name)) != _DEFAULT[name]
    }
    # The indicator is named even where it is the default: a story outlives the default.
    if page in ("map", "indicator"):
        shown = {"indicator": view.indicator, "deadline": view.deadline, **shown}
    number = next(n for n in count(1) if f"{page}-{n}" not in taken)
    scene: dict[str, Any] = {
        "id": f"{page}-{number}",
        "page": page,
        "view": shown,
        "headline": {"zh": "{view.finding}", "en": "{view.finding}"},
    }
    if view.region and page in ("map", "indicator"):
        scene["spotlight"] = {"regions": [view.region]}
    return scene


_DEFAULT = {item.name: item.default for item in fields(View)}
