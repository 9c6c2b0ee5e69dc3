"""The story that a reader writes: kept by their browser, edited in their session, never written here."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from secrets import token_hex
from typing import Any

import streamlit as st

from analysis.story import SCENE_PAGES, new_scene
from language.catalogue import translate
from loaders.stories import MAX_SCENES
from loaders.story_yaml import draft_data
from pages.shared.fetching import script
from pages.shared.frame import Frame

_STATE = "story_draft"


@dataclass
class StoryDraft:
    """A story in the making.

    ``data`` is what its file would hold; ``stamp`` names its latest state and ``seen`` every state
    that this session made or took over, so that what another tab wrote is told from its own;
    ``shown`` counts how often the fields were filled anew; ``chosen`` is the scene at hand;
    ``before`` what was there before it was replaced or a scene removed.
    """

    data: dict[str, Any]
    stamp: str = ""
    seen: list[str] = field(default_factory=list)
    shown: int = 0
    chosen: int = 0
    blocked: bool = False
    playing: bool = False
    before: list[dict[str, Any]] = field(default_factory=list)

    @property
    def scenes(self) -> list[dict[str, Any]]:
        """The scenes, as plain data."""
        scenes: list[dict[str, Any]] = self.data["scenes"]
        return scenes

    def changed(self) -> None:
        """Note a change, so that the browser keeps it."""
        self.stamp = token_hex(6)
        self.seen = [*self.seen[-500:], self.stamp]

    def replace(self, data: dict[str, Any]) -> None:
        """Put another story in the place of this one, which can be brought back."""
        if self.scenes:
            self.before = [*self.before[-9:], self.data]
        self._put(data)
        self.changed()

    def bring_back(self) -> None:
        """Undo the last replacement or removal."""
        if self.before:
            self._put(self.before.pop())
            self.changed()

    def remove(self, number: int) -> None:
        """Take a scene out; it can be brought back."""
        rest = [scene for place, scene in enumerate(self.scenes) if place != number]
        self.replace({**self.data, "scenes": rest})

    def move(self, number: int, by: int) -> None:
        """Move a scene towards the start or the end; it stays the one at hand."""
        to = number + by
        if 0 <= to < len(self.scenes):
            scenes = list(self.scenes)
            scenes.insert(to, scenes.pop(number))
            self.data = {**self.data, "scenes": scenes}
            self.shown += 1
            self.chosen = to
            self.changed()

    def take(self, kept: Any) -> None:
        """Take over what the browser has kept, where another tab or an earlier visit wrote it.

        Where this session has changes that the other did not know, its story stays, the other's
        scenes that it lacks are added, and the other's story can be brought back.
        """
        if not isinstance(kept, dict) or not isinstance(kept.get("stamp"), str):
            return
        data = draft_data(kept.get("story"))
        if kept["stamp"] in self.seen or data is None:
            return
        self.seen.append(kept["stamp"])
        if not self.stamp or kept.get("base") == self.stamp:
            self._put(data)
            self.stamp = kept["stamp"]
            return
        own = {scene["id"] for scene in self.scenes}
        new = [scene for scene in data["scenes"] if scene["id"] not in own]
        self.before.append(data)
        self._put({**self.data, "scenes": [*self.scenes, *new]})
        self.changed()

    def _put(self, data: dict[str, Any]) -> None:
        self.data = data
        self.shown += 1
        self.chosen = min(self.chosen, max(len(self.scenes) - 1, 0))


def empty_story() -> dict[str, Any]:
    """A story without scenes, its title to be changed."""
    name = "My story"
    return {"title": {"zh": "我的讲稿", "en": name}, "scenes": []}


def the_draft() -> StoryDraft:
    """The draft of this session, filled from its browser by :func:`keep_draft`."""
    if _STATE not in st.session_state:
        st.session_state[_STATE] = StoryDraft(empty_story())
    draft: StoryDraft = st.session_state[_STATE]
    return draft


def keep_draft(draft: StoryDraft) -> None:
    """Exchange the draft with the browser: mounted once on the editor's page."""
    key = "story_keeper"

    def take() -> None:
        draft.take(st.session_state[key].kept)

    def blocked() -> None:
        draft.blocked = True

    _component()(
        key=key, height=1,
        data={"stamp": draft.stamp, "seen": draft.seen, "story": draft.data},
        on_kept_change=take, on_blocked_change=blocked,
    )  # fmt: skip


def add_to_story(frame: Frame, page: str) -> None:
    """A button that makes the page's view the last scene of the story, without leaving the page."""
    if page not in SCENE_PAGES:
        return
    t = frame.t
    words = {
        "add": t("Add to story"),
        "open": t("Edit the story"),
        "added": translate(frame.lang, "Added. The story has {count} scenes.", count="{count}"),
        "full": t("The story is full: remove a scene first."),
        "blocked": t("This browser keeps nothing for this page, so the scene was not added."),
    }
    _component()(
        key=f"add_to_story_{page}", width=42, height=42,
        data={
            "scene": new_scene(frame.atlas, frame.view, page),
            "title": empty_story()["title"],
            "editor": f"./story?lang={frame.lang}",
            "most": MAX_SCENES,
            "words": words,
        },
    )  # fmt: skip


@cache
def _component() -> Any:
    return st.components.v2.component("story_draft", js=script("story_draft"))
