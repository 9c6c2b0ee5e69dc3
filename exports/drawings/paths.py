"""Promised and reported figures of each region, one region a line."""

from __future__ import annotations

from datetime import date

from analysis.atlas import Atlas
from analysis.exhibits import Path, PathsExhibit, Point, Shown
from analysis.progress import GLYPHS, NAMES, Progress, observations_for, outcome
from analysis.view import View
from exports.drawings.common import Drawing, first, kept, nothing
from language.catalogue import translate
from loaders.stories import Scene

#: Lines on a screen, and figures of each kind on a line.
_PATHS, _POINTS = 7, 2


def draw_paths(atlas: Atlas, scene: Scene, view: View, shown: Shown, today: date) -> Drawing:
    """Each region's milestones and reported results on one scale of values."""
    found: PathsExhibit | None = first(shown, PathsExhibit)
    if found is None:
        return nothing(view)
    spot = set(scene.spotlight.regions)
    rows = kept(found.paths, _PATHS, [path.adcode in spot for path in found.paths])
    return {
        "kind": "paths",
        "most": max((_size(point) for path in rows for point in path.points), default=1) or 1,
        "rows": [_row(atlas, path, spot, view.lang, today) for path in rows],
        "more": len(found.paths) - len(rows),
    }


def reported_documents(atlas: Atlas, targets: list[str]) -> list[str]:
    """Documents of the results that are held against the targets."""
    return [
        item.document for name in targets for item in observations_for(atlas, atlas.figure(name))
    ]


def _row(atlas: Atlas, path: Path, spot: set[str], lang: str, today: date) -> Drawing:
    reported = [point for point in path.points if point.observed][-_POINTS:]
    promised = [point for point in path.points if not point.observed]
    # Of many milestones the last are told, and those that something is known of.
    points = [
        _point(atlas, point, lang, today)
        for point in (promised if len(promised) <= _POINTS + 1 else promised[-_POINTS:])
    ]
    return {
        "name": path.region,
        "adcode": path.adcode,
        "spot": path.adcode in spot,
        "reported": [_point(atlas, point, lang, today) for point in reported],
        "promised": points,
    }


def _point(atlas: Atlas, point: Point, lang: str, today: date) -> Drawing:
    data: Drawing = {"at": _size(point), "text": point.text, "when": _when(point.when)}
    if point.target_id:
        progress = outcome(atlas, atlas.figure(point.target_id), today).progress
        if progress is not Progress.NO_DATA:
            data["state"] = f"{GLYPHS[progress]} {translate(lang, NAMES[progress])}"
    return data


def _size(point: Point) -> float:
    """The end that a figure names, in the exhibit's unit."""
    ends = [end for end in (point.low, point.high) if end is not None]
    return ends[0] if ends else 0.0


def _when(day: date) -> str:
    """A day as exactly as it is known: the last of a year stands for the year."""
    return str(day.year) if (day.month, day.day) == (12, 31) else f"{day:%Y-%m}"
