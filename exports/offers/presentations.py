"""Stories and single views to be presented: files that need nothing but a browser."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analysis.atlas import Atlas
from analysis.exhibits import Shown
from analysis.story import SCENE_PAGES, new_scene
from analysis.view import View
from exports.kind import CannotExport, Command, Cover, Kind, Taken
from exports.offers.slides import PPTX
from exports.taking import stem
from language.catalogue import LANGUAGES, mark
from loaders.stories import STORIES, Scene, Story, Words, load_story


@dataclass(frozen=True, slots=True)
class StoryForm:
    """A kind of file that a story can be: ``make`` takes the atlas, the story, its name, the
    language, the day, and the client's template or None, and gives the file's bytes.
    """

    label: str
    icon: str
    extension: str
    mime: str
    make: Callable[[Atlas, Story, str, str, date, bytes | None], bytes]


def _html(
    atlas: Atlas, story: Story, name: str, lang: str, day: date, template: bytes | None
) -> bytes:
    from exports.story_page import story_page, story_payload

    _no_template(template)
    return story_page(story_payload(atlas, story, name, day), lang)


def _pptx(
    atlas: Atlas, story: Story, name: str, lang: str, day: date, template: bytes | None
) -> bytes:
    from exports.deck.story import story_deck

    return story_deck(atlas, story, lang, day, template)


def _pdf(
    atlas: Atlas, story: Story, name: str, lang: str, day: date, template: bytes | None
) -> bytes:
    from exports.images.story import story_pdf

    _no_template(template)
    return story_pdf(atlas, story, lang, day)


def _no_template(template: bytes | None) -> None:
    if template is not None:
        raise CannotExport("only pptx takes a template: leave --template out")


STORY_FORMS = (
    StoryForm(mark("HTML page"), "slideshow", "html", "text/html", _html),
    StoryForm("PowerPoint", "co_present", "pptx", PPTX, _pptx),
    StoryForm("PDF", "picture_as_pdf", "pdf", "application/pdf", _pdf),
)


def story_name(story: Story, lang: str, day: date, extension: str) -> str:
    """The story's title and the day as the name of its file."""
    return stem([story.title.in_language(lang), day.isoformat()], extension)


def _page(atlas: Atlas, shown: Shown, view: View, cover: Cover) -> bytes:
    return _pages(atlas, [Taken(shown, view, cover)])


def _pages(atlas: Atlas, taken: Sequence[Taken]) -> bytes:
    """A story with a scene for each view that can be one."""
    from exports.story_page import story_page, story_payload

    scenes: list[dict[str, object]] = []
    for item in taken:
        if _presentable(item.shown):
            names = [str(scene["id"]) for scene in scenes]
            scenes.append(new_scene(atlas, item.view, item.shown.page, names))
    if not scenes:
        raise CannotExport("none of these views can be presented")
    title = Words(zh="政策目标图谱", en="Policy Target Atlas")
    story = Story(title=title, scenes=tuple(Scene.model_validate(scene) for scene in scenes))
    first = taken[0]
    return story_page(story_payload(atlas, story, "views", first.cover.day), first.view.lang)


def _presentable(shown: Shown) -> bool:
    return shown.page in SCENE_PAGES and bool(shown.targets)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help="a story's YAML file, or the name of one in data/stories"
    )
    parser.add_argument(
        "--format", choices=tuple(form.extension for form in STORY_FORMS), default="html"
    )
    parser.add_argument(
        "--lang", choices=tuple(LANGUAGES), default="zh", help="language, or the one to start in"
    )
    parser.add_argument(
        "--template", type=Path, metavar="FILE", help="the client's own template, for pptx"
    )


def _story(atlas: Atlas, options: argparse.Namespace) -> bytes:
    path = Path(options.file)
    if not path.suffix:
        path = STORIES / f"{options.file}.yaml"
    if not path.is_file():
        known = ", ".join(sorted(found.stem for found in STORIES.glob("*.yaml")))
        raise CannotExport(f"no story {options.file}: name a YAML file, or one of {known}")
    story = load_story(atlas.collection, path)
    form = next(form for form in STORY_FORMS if form.extension == options.format)
    template = options.template.read_bytes() if options.template else None
    return form.make(atlas, story, path.stem, options.lang, date.today(), template)


KINDS = (
    Kind(
        "page", "Presentation", mark("HTML page for presenting, without a network"),
        "slideshow", "html", "text/html", _page, _pages, applies=_presentable,
    ),
)  # fmt: skip
COMMANDS = (
    Command(
        "story", "a story to present: HTML of both languages, PowerPoint or PDF", _arguments, _story
    ),
)
