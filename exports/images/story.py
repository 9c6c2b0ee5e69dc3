"""A story as a PDF: a page of 16:9 a scene, drawn like the pictures, with no browser."""

from __future__ import annotations

from datetime import date

from analysis.atlas import Atlas
from analysis.exhibits import BarsExhibit
from analysis.palette import LIGHT
from exports.images.canvas import Canvas, one_drawing, pdf_of
from exports.images.clauses import ClausesBody
from exports.images.fonts import chinese_font
from exports.images.picture import body_of
from exports.images.sheet import Body, Frame, page
from exports.scene_exhibits import SceneExhibit, scene_exhibit
from language.catalogue import translate
from loaders.stories import Story


def story_pdf(atlas: Atlas, story: Story, lang: str, day: date) -> bytes:
    """Headline, text, picture and source line of every scene, in order.

    Raises:
        MissingFont: this machine has no Chinese font; the message says what to install.
        ValueError: a scene asks for something that the collection does not have.
    """
    title = story.title.in_language(lang)
    count = len(story.scenes)
    with one_drawing():
        chinese_font()
        pages = [
            _page(
                atlas,
                scene_exhibit(atlas, scene, lang, day),
                lang,
                f"{title} · {number} / {count}",
                day,
            )
            for number, scene in enumerate(story.scenes, 1)
        ]
        return pdf_of(pages, title)


def _page(atlas: Atlas, scene: SceneExhibit, lang: str, place: str, day: date) -> Canvas:
    """One scene; ``place`` says which of which story."""
    body: Body
    if scene.exhibit is None:
        body = ClausesBody(atlas, scene.targets, LIGHT, lang)
    else:
        body = body_of(atlas, scene.exhibit, lang, scene.spotlight)
    made = translate(lang, "Policy Target Atlas, as of {date}.", date=day.isoformat())
    caveats = scene.exhibit.caveats if isinstance(scene.exhibit, BarsExhibit) else ()
    frame = Frame(
        scene.headline,
        " · ".join(part for part in (scene.subtitle, scene.more) if part),
        caveats,
        tuple(part for part in (scene.source, f"{place} · {made}") if part),
        scene.text,
    )
    return page(frame, body, LIGHT, lang)
