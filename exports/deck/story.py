"""A story as a deck: a slide a scene with its headline, its text, a native drawing and the notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pptx.slide import Slide
from pptx.util import Emu, Pt

from analysis.atlas import Atlas
from analysis.exhibits import MapExhibit
from analysis.words import figure_of, qualified, region_name
from exports.deck.build import add_exhibit
from exports.deck.saving import saved
from exports.deck.stage import Stage, Words
from exports.deck.tables import Line, draw_table
from exports.deck.template import open_base
from exports.deck.text import shortened
from exports.scene_exhibits import SceneExhibit, scene_exhibit
from loaders.stories import Story

#: Type of a plan's clauses, and the longest wording, in its size.
_SIZE, _LONGEST = 13, 92


def story_deck(
    atlas: Atlas, story: Story, lang: str, day: date, template: bytes | None = None
) -> bytes:
    """A PowerPoint file: the story's title, then its scenes in order.

    Raises:
        CannotExport: the template cannot be used; the message, in ``lang``, says why.
        ValueError: a scene asks for something that the collection does not have.
    """
    stage = Stage(open_base(template, lang), atlas, lang)
    title = story.title.in_language(lang)
    made = f"{stage.t('Policy Target Atlas')} · {stage.t('Made on {date}', date=day.isoformat())}"
    stage.cover(title, [*([story.summary.in_language(lang)] if story.summary else []), made])
    for scene in story.scenes:
        _add(stage, scene_exhibit(atlas, scene, lang, day))
    return saved(stage, title, day)


def _add(stage: Stage, scene: SceneExhibit) -> None:
    words = Words(
        scene.headline,
        " · ".join(part for part in (scene.subtitle, scene.more) if part),
        scene.targets,
        scene.notes,
        (),
        scene.address,
        isinstance(scene.exhibit, MapExhibit),
        scene.text,
    )
    slides = stage.base.presentation.slides
    before = len(slides)
    if scene.exhibit is not None:
        add_exhibit(stage, scene.exhibit, words)
    else:
        _clauses(stage, scene.targets, words)
    if isinstance(scene.exhibit, MapExhibit):
        for slide in list(slides)[before:]:
            _spotlight(stage, slide, scene.spotlight)


def _clauses(stage: Stage, targets: Sequence[str], words: Words) -> None:
    """A plan's clauses: what each sets, by when, in its own words."""
    slide, box = stage.slide(words)
    if not targets:
        text = stage.t("This plan sets no figure in the collection.")
        stage.text(slide, box, text, size=_SIZE, colour=stage.look.muted)
        return
    lines = []
    for name in targets:
        row = stage.atlas.figure(name)
        cells = (
            qualified(stage.atlas, row, stage.lang),
            figure_of(row, stage.lang),
            str(row["deadline"] or "–"),
            shortened(str(row["wording"]), _LONGEST),
        )
        lines.append(Line(cells, (name,)))
    heads = [stage.t(word) for word in ("Indicator", "Figure", "Deadline", "Wording")]
    widths = [Emu(int(box.width * share)) for share in (0.27, 0.16, 0.1, 0.47)]
    draw_table(stage, slide, box, heads, lines, widths, words.title, _SIZE)


def _spotlight(stage: Stage, slide: Slide, adcodes: Sequence[str]) -> None:
    """Outline the regions of the spotlight on the slide's map."""
    names = {region_name(code, stage.lang, short=False) for code in adcodes}
    names |= {region_name(code, stage.lang) for code in adcodes}
    for group in slide.shapes:
        for shape in getattr(group, "shapes", ()):
            if shape.name in names:
                stage.look.paint(shape.line.color, stage.look.accent)
                shape.line.width = Pt(2)
