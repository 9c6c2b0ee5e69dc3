"""A story's scene as one exhibit with its words, cut to what one slide or one page can show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from analysis.atlas import Atlas
from analysis.exhibits import (
    BarsExhibit,
    Exhibit,
    MapExhibit,
    MatrixExhibit,
    PathsExhibit,
    Shown,
    TimelineExhibit,
)
from analysis.shown import show
from analysis.story import filled, scene_view
from exports.drawings.common import first, kept
from exports.scenes import source_of, subtitle_of
from language.catalogue import translate
from loaders.stories import Scene

#: What one slide holds of bars, lanes, rows, paths and clauses.
_BARS, _LANES, _ROWS, _PATHS, _CLAUSES = 13, 14, 7, 6, 6


@dataclass(frozen=True, slots=True)
class SceneExhibit:
    """What a scene says and shows. ``exhibit`` is None where it shows the clauses of a plan, or
    where no figure answers its view; ``targets`` are the figures shown; ``more`` says in words what
    had no room, or is empty.
    """

    headline: str
    text: str
    notes: str
    subtitle: str
    source: str
    address: str
    exhibit: Exhibit | None
    targets: tuple[str, ...]
    more: str
    spotlight: tuple[str, ...]


def scene_exhibit(atlas: Atlas, scene: Scene, lang: str, today: date) -> SceneExhibit:
    """The scene in one language; a map that runs through years is shown as it ends."""
    view = scene_view(atlas, scene, lang)
    shown = show(atlas, view, scene.page, today)
    whole = _drawn(scene, shown)
    exhibit, left = _cut(whole, scene)
    targets = tuple(exhibit.targets) if exhibit else shown.targets[:_CLAUSES]
    if whole is None:
        left = len(shown.targets) - len(targets)
    return SceneExhibit(
        filled(atlas, scene, scene.headline, lang, today),
        filled(atlas, scene, scene.text, lang, today),
        filled(atlas, scene, scene.notes, lang, today),
        subtitle_of(shown, scene),
        source_of(atlas, scene, view, shown),
        f"{scene.page}?{view.query_string()}",
        exhibit,
        targets,
        translate(lang, "and {count} more", count=left) if left else "",
        scene.spotlight.regions,
    )


def _drawn(scene: Scene, shown: Shown) -> Exhibit | None:
    """The chart that the scene shows, as the player chooses it."""
    kinds = {
        "map": MapExhibit,
        "indicator": PathsExhibit if scene.chart == "paths" else BarsExhibit,
        "timeline": TimelineExhibit,
        "compare": MatrixExhibit,
    }
    found: Exhibit | None = first(shown, kinds[scene.page]) if scene.page in kinds else None
    return found


def _cut(exhibit: Exhibit | None, scene: Scene) -> tuple[Exhibit | None, int]:
    """The exhibit with what one slide holds, what is in the spotlight always kept, and how many
    parts are left out.
    """
    light = scene.spotlight
    if isinstance(exhibit, BarsExhibit):
        bars = kept(exhibit.bars, _BARS, [bar.adcode in light.regions for bar in exhibit.bars])
        return replace(exhibit, bars=tuple(bars)), len(exhibit.bars) - len(bars)
    if isinstance(exhibit, TimelineExhibit):
        lanes = kept(exhibit.lanes, _LANES, [lane.plan_id in light.plans for lane in exhibit.lanes])
        return replace(exhibit, lanes=tuple(lanes)), len(exhibit.lanes) - len(lanes)
    if isinstance(exhibit, PathsExhibit):
        paths = kept(
            exhibit.paths, _PATHS, [path.adcode in light.regions for path in exhibit.paths]
        )
        return replace(exhibit, paths=tuple(paths)), len(exhibit.paths) - len(paths)
    if isinstance(exhibit, MatrixExhibit):
        return _matrix(exhibit, light.indicators)
    return exhibit, 0


def _matrix(exhibit: MatrixExhibit, lit: Sequence[str]) -> tuple[MatrixExhibit, int]:
    """The rows that may be compared, or all where there are none."""
    shared = [row for row in exhibit.rows if sum(map(bool, row.cells)) > 1] or list(exhibit.rows)
    rows = kept(shared, _ROWS, [row.indicator in lit for row in shared])
    return replace(exhibit, rows=tuple(rows)), len(exhibit.rows) - len(rows)
