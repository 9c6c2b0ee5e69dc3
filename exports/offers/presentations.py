"""Stories and single views to be presented: files that need nothing but a browser."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from analysis.atlas import Atlas
from analysis.exhibits import Shown
from analysis.story import SCENE_PAGES, new_scene
from analysis.view import View
from exports.kind import CannotExport, Command, Cover, Kind, Taken
from language.catalogue import LANGUAGES, mark
from loaders.stories import STORIES, Scene, Story, Words, load_story

FORMATS = ("html",)


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
    parser.add_argument("--format", choices=FORMATS, default="html")
    parser.add_argument(
        "--lang", choices=tuple(LANGUAGES), default="zh", help="language to start in"
    )


def _story(atlas: Atlas, options: argparse.Namespace) -> bytes:
    from datetime import date

    from exports.story_page import story_page, story_payload

    path = Path(options.file)
    if not path.suffix:
        path = STORIES / f"{options.file}.yaml"
    if not path.is_file():
        known = ", ".join(sorted(found.stem for found in STORIES.glob("*.yaml")))
        raise CannotExport(f"no story {options.file}: name a YAML file, or one of {known}")
    story = load_story(atlas.collection, path)
    return story_page(story_payload(atlas, story, path.stem, date.today()), options.lang)


KINDS = (
    Kind(
        "page", "Presentation", mark("HTML page for presenting, without a network"),
        "slideshow", "html", "text/html", _page, _pages, applies=_presentable,
    ),
)  # fmt: skip
COMMANDS = (Command("story", "a story to present, both languages in one file", _arguments, _story),)
