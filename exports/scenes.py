"""A scene as plain data that the player draws: the same exhibits as the page, with their words.

Everything here is text, numbers and names of colours; the player writes texts as texts, so that
nothing in the data can become markup.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from analysis.atlas import Atlas
from analysis.exhibits import BarsExhibit, PathsExhibit, Shown, TimelineExhibit
from analysis.shown import show
from analysis.sources import MAP_NOTE, documents_line
from analysis.story import filled, scene_view
from analysis.view import View
from exports.drawings.bars import draw_bars
from exports.drawings.common import Drawing, first
from exports.drawings.maps import draw_map
from exports.drawings.matrix import draw_matrix
from exports.drawings.paths import draw_paths, reported_documents
from exports.drawings.plan import draw_plan
from exports.drawings.timeline import draw_timeline
from language.catalogue import translate
from loaders.stories import Scene


def scene_data(atlas: Atlas, scene: Scene, lang: str, today: date) -> dict[str, Any]:
    """Words and drawing of a scene in one language."""
    view = scene_view(atlas, scene, lang)
    shown = show(atlas, view, scene.page, today)
    return {
        "headline": filled(atlas, scene, scene.headline, lang, today),
        "text": filled(atlas, scene, scene.text, lang, today),
        "notes": filled(atlas, scene, scene.notes, lang, today),
        "subtitle": subtitle_of(shown, scene),
        "source": source_of(atlas, scene, view, shown),
        "address": f"{scene.page}?{view.query_string()}",
        "drawing": _DRAWINGS[scene.chart or scene.page](atlas, scene, view, shown, today),
    }


def subtitle_of(shown: Shown, scene: Scene) -> str:
    """Exactly what is drawn: the page's filters are part of it. A plan says so itself."""
    exhibit = first(shown, PathsExhibit) if scene.chart else next(iter(shown.exhibits), None)
    if shown.page == "plan" or exhibit is None:
        return ""
    name = [exhibit.name] if isinstance(exhibit, BarsExhibit | PathsExhibit) else []
    return " · ".join([*name, exhibit.subtitle, *shown.filters])


def source_of(atlas: Atlas, scene: Scene, view: View, shown: Shown) -> str:
    """The documents behind what is drawn, and the note that every map carries."""
    targets = list(shown.targets)
    if scene.chart and (paths := first(shown, PathsExhibit)):
        targets = paths.targets
    documents = [str(atlas.figure(name)["document"]) for name in targets]
    if scene.chart:
        documents += reported_documents(atlas, targets)
    elif scene.page == "timeline":
        lanes = first(shown, TimelineExhibit)
        plans = [lane.plan_id for lane in lanes.lanes] if lanes else []
        documents = [atlas.plan_by_id[plan].document for plan in plans]
    elif scene.page == "plan" and not documents:
        documents = [atlas.plan_by_id[view.plan].document]
    source = documents_line(atlas, documents, view.lang) if documents else ""
    if scene.page == "map":
        return " ".join(part for part in (source, translate(view.lang, MAP_NOTE)) if part)
    return source


#: By the name of a chart that is not the page's first, or of the page.
_DRAWINGS: dict[str, Callable[[Atlas, Scene, View, Shown, date], Drawing]] = {
    "map": draw_map,
    "indicator": draw_bars,
    "paths": draw_paths,
    "timeline": draw_timeline,
    "compare": draw_matrix,
    "plan": draw_plan,
}
