"""A story as the text of its file, and as the plain data that an editor changes."""

from __future__ import annotations

from typing import Any

import yaml

from loaders.stories import Story

_TEXTS = ("title", "summary", "headline", "text", "notes")
_FIRST_LINE = "# yaml-language-server: $schema=../story.schema.json\n"


def story_data(story: Story) -> dict[str, Any]:
    """The story as plain data, what is left at its default left out, references as written."""
    return story.model_dump(mode="json", exclude_defaults=True)


def story_yaml(data: dict[str, Any]) -> str:
    """The text of a story's file; data that is no story yet can be written too.

    A language in which nothing is written is left out.
    """
    told = _without_blanks(data)
    scenes = [_without_blanks(scene) for scene in told.get("scenes", [])]
    text: str = yaml.safe_dump(
        {**told, "scenes": scenes}, allow_unicode=True, sort_keys=False, width=10_000
    )
    return _FIRST_LINE + text


def _without_blanks(data: dict[str, Any]) -> dict[str, Any]:
    return {
        name: {lang: text for lang, text in value.items() if text != ""}
        if name in _TEXTS
        else value
        for name, value in data.items()
    }


def draft_data(raw: Any) -> dict[str, Any] | None:
    """A draft from elsewhere in the shape that an editor can show, or None for what is none.

    Only the shape is seen to: a title, scenes with an id, a page and texts. Whether they make a
    story is for :func:`loaders.stories.parse_story`.
    """
    if not isinstance(raw, dict) or not isinstance(raw.get("scenes"), list):
        return None
    scenes = [_scene(scene) for scene in raw["scenes"] if isinstance(scene, dict)]
    draft: dict[str, Any] = {"title": _words(raw.get("title"))}
    if isinstance(raw.get("summary"), dict):
        draft["summary"] = _words(raw["summary"])
    return {**draft, "scenes": scenes}


def _scene(raw: dict[str, Any]) -> dict[str, Any]:
    scene = {
        **raw, "id": str(raw.get("id", "")), "page": str(raw.get("page", "")),
        "headline": _words(raw.get("headline")),
    }  # fmt: skip
    for part in ("text", "notes"):
        if part in raw:
            scene[part] = _words(raw[part])
    for part in ("view", "spotlight", "years"):
        if part in raw and not isinstance(raw[part], dict):
            del scene[part]
    return scene


def _words(raw: Any) -> dict[str, str]:
    given = raw if isinstance(raw, dict) else {}
    return {lang: str(given.get(lang, "")) for lang in ("zh", "en")}
