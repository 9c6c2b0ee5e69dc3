"""Decks, pictures and records of a view, read back."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from pptx import Presentation

from analysis.view import View
from exports.kind import CannotExport, Cover
from exports.kinds import KINDS
from exports.taking import take
from loaders.regions import provinces

DAY = date(2026, 11, 21)
BY_NAME = {kind.name: kind for kind in KINDS}


def made(atlas, name, page, view):
    cover = Cover(f"{page}?{view.query_string()}", DAY)
    return BY_NAME[name].make(atlas, take(atlas, view, page, cover).shown, view, cover)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_deck_holds_the_ranking_as_a_native_chart(atlas, lang):
    view = View(lang=lang, indicator="ai_industry", scope="core", deadline=0)
    shown = take(atlas, view, "indicator", Cover("", DAY)).shown
    deck = Presentation(io.BytesIO(made(atlas, "deck", "indicator", view)))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert charts
    bars = shown.exhibits[0].bars
    values = [value for plot in charts[0].plots for s in plot.series for value in s.values if value]
    assert max(values) >= max(bar.low for bar in bars if bar.low) * 0.99
    notes = "\n".join(
        slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide
    )
    for target in shown.targets:
        assert str(atlas.targets.loc[target]["wording"])[:12] in notes


def test_a_deck_draws_each_province_as_a_shape_of_its_own(atlas):
    deck = Presentation(io.BytesIO(made(atlas, "deck", "map", View(deadline=2025))))
    names = {
        shape.name for slide in deck.slides for group in slide.shapes for shape in _inside(group)
    }
    missing = [r.name for r in provinces() if not any(r.name in n or r.adcode in n for n in names)]
    assert not missing


def _inside(shape):
    yield shape
    for child in getattr(shape, "shapes", ()):
        yield from _inside(child)


def test_a_broken_template_is_refused_with_the_reason(atlas):
    view = View(indicator="ai_industry", scope="core", deadline=0)
    cover = Cover("", DAY, template=b"not a presentation")
    shown = take(atlas, view, "indicator", cover).shown
    with pytest.raises(CannotExport, match="PowerPoint"):
        BY_NAME["deck"].make(atlas, shown, view, cover)


def test_pictures_and_records(atlas):
    view = View(indicator="ai_industry", scope="core", deadline=0)
    assert made(atlas, "slide", "indicator", view).startswith(b"\x89PNG")
    assert b"<svg" in made(atlas, "svg", "indicator", view)
    found = json.loads(made(atlas, "json", "indicator", view))
    shown = take(atlas, view, "indicator", Cover("", DAY)).shown
    assert [row["target_id"] for row in found["targets"]] == list(shown.targets)
