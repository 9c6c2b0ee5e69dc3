"""Ranked bars of a scene."""

from __future__ import annotations

from datetime import date

from analysis.atlas import Atlas
from analysis.exhibits import Bar, BarsExhibit, Shown
from analysis.view import View
from exports.drawings.common import Drawing, first, kept, nothing
from loaders.stories import Scene

_BARS = 13


def draw_bars(atlas: Atlas, scene: Scene, view: View, shown: Shown, today: date) -> Drawing:
    """The ranking's bars, those in the spotlight kept whatever their place."""
    found: BarsExhibit | None = first(shown, BarsExhibit)
    if found is None:
        return nothing(view)
    spot = set(scene.spotlight.regions)
    bars = kept(found.bars, _BARS, [bar.adcode in spot for bar in found.bars])
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
    # What the figure was made from, or how its source writes it, stands below it.
    figure, _, note = bar.text.removesuffix(")").partition(" (")
    return {
        "place": "" if not best else str(best) if best == worst else f"{best}–{worst}",
        "label": bar.label,
        "text": figure,
        "note": note,
        "comparator": bar.comparator or "",
        "low": bar.low,
        "high": bar.high,
        "city": bar.level not in ("province", "nation"),
        "draft": bar.draft,
        "spot": bar.adcode in spot,
    }
