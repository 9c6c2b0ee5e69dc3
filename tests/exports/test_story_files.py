"""A story as PowerPoint and PDF, read back: its scenes, words, notes and values."""

from __future__ import annotations

import io
from datetime import date

import pptx
import pypdf
import pytest

from analysis.story import filled
from exports.__main__ import main
from exports.deck.story import story_deck
from exports.images.story import story_pdf
from exports.scene_exhibits import scene_exhibit
from loaders.stories import STORIES, Story, load_story

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def story(atlas) -> Story:
    """Of the product's own story, one scene of each page, and one with paths."""
    whole = load_story(atlas.collection, STORIES / "ai-computing.yaml")
    kinds = {(scene.page, scene.chart): scene for scene in reversed(whole.scenes)}
    assert len(kinds) == 6
    return whole.model_copy(update={"scenes": tuple(kinds.values())})


def spread(text: str) -> str:
    """The text without spaces: lines are broken anywhere."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def deck(atlas, story):
    """The story's slides in English."""
    return pptx.Presentation(io.BytesIO(story_deck(atlas, story, "en", DAY)))


def test_the_deck_has_a_slide_a_scene_with_headline_text_and_notes(atlas, story, deck):
    lang = "en"
    cover, *slides = deck.slides
    assert cover.shapes.title.text.replace("\u00a0", " ") == getattr(story.title, lang)
    assert len(slides) == len(story.scenes)
    for scene, slide in zip(story.scenes, slides, strict=True):
        assert slide.shapes.title.text.replace("\u00a0", " ") == filled(
            atlas, scene, scene.headline, lang, DAY
        )
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert filled(atlas, scene, scene.text, lang, DAY) in texts
        notes = slide.notes_slide.notes_text_frame.text
        assert notes.startswith(filled(atlas, scene, scene.notes, lang, DAY))
        if scene.page == "indicator":
            (chart,) = (shape.chart for shape in slide.shapes if shape.has_chart)
            exhibit = scene_exhibit(atlas, scene, lang, DAY).exhibit
            drawn = {
                round(v, 6) for plot in chart.plots for s in plot.series for v in s.values if v
            }
            parts = getattr(exhibit, "bars", None) or [
                p for path in exhibit.paths for p in path.points
            ]
            wanted = {round(part.low, 6) for part in parts if part.low}
            assert wanted <= drawn
        if scene.page == "plan":
            (table,) = (shape.table for shape in slide.shapes if shape.has_table)
            plan = atlas.plan_by_id[scene.view.plan]
            cells = [row.cells[3].text for row in table.rows][1:]
            assert cells == [target.wording for target in plan.targets][: len(cells)]
            assert cells


def test_the_spotlight_is_outlined_on_the_map(story, deck):
    number = [scene.page for scene in story.scenes].index("map")
    slide = deck.slides[number + 1]
    (group,) = (shape for shape in slide.shapes if hasattr(shape, "shapes"))
    broad = {shape.name for shape in group.shapes if shape.line.width and shape.line.width.pt == 2}
    assert len(broad) == len(story.scenes[number].spotlight.regions)


def test_the_pdf_has_a_page_a_scene_with_its_words(atlas, story):
    lang = "zh"
    pages = pypdf.PdfReader(io.BytesIO(story_pdf(atlas, story, lang, DAY))).pages
    assert len(pages) == len(story.scenes)
    for scene, page in zip(story.scenes, pages, strict=True):
        assert float(page.mediabox.width) / float(page.mediabox.height) == pytest.approx(
            16 / 9, rel=0.01
        )
        text = spread(page.extract_text())
        shown = scene_exhibit(atlas, scene, lang, DAY)
        assert spread(shown.headline) in text
        assert spread(shown.text)[:30] in text
        assert spread(shown.source)[:12] in text
    assert len({(p.mediabox.width, p.mediabox.height) for p in pages}) == 1


def test_the_command_says_what_a_format_cannot_take(tmp_path, capsys):
    template = tmp_path / "t.pptx"
    template.write_bytes(b"x")
    for form, word in (("html", "template"), ("pdf", "template"), ("pptx", "PowerPoint")):
        asked = ["story", "metaverse-race", "--format", form, "--template", str(template)]
        assert main([*asked, "-o", str(tmp_path / "story")]) == 2
        assert word in capsys.readouterr().err
    assert not (tmp_path / "story").exists()
