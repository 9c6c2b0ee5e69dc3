"""The tools over the story's editor: play, take along, start anew or from a file, undo."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from loaders.problems import InvalidData, Problem
from loaders.stories import Story, load_stories, parse_story
from loaders.story_yaml import story_data, story_yaml
from pages.shared.file_field import file_field
from pages.shared.frame import Frame
from pages.shared.story_draft import StoryDraft, empty_story
from pages.shared.story_files import story_buttons

_MOST_BYTES = 1_000_000
_REFUSED = "story_refused"


def bring_and_take(frame: Frame, draft: StoryDraft, story: Story | None) -> None:
    """One row of tools, and what is wrong with the file that was brought last."""
    with st.container(horizontal=True, gap="small"):
        st.button(
            frame.t("Play"), icon=":material/slideshow:", type="primary", disabled=story is None,
            on_click=partial(setattr, draft, "playing", True), key="story_play",
        )  # fmt: skip
        st.download_button(
            frame.t("Download as YAML"), story_yaml(draft.data), "story.yaml", "text/yaml",
            icon=":material/download:", on_click="ignore", disabled=not draft.scenes,
            key="story_take_yaml",
        )  # fmt: skip
        _start(frame, draft)
        st.button(
            frame.t("Undo"), icon=":material/undo:", disabled=not draft.before,
            on_click=draft.bring_back, key="story_undo",
            help=frame.t("Brings back what was replaced or removed"),
        )  # fmt: skip
        if story:
            story_buttons(frame, "draft", story)
    refused: tuple[Problem, ...] = st.session_state.get(_REFUSED, ())
    if refused:
        st.html(
            f'<div class="notice" role="alert">{escape(frame.t("The file is no story as it is; yours stays as it was."))}'
            f"{problem_list(frame, refused)}</div>"
        )


def problem_list(frame: Frame, problems: Sequence[Problem]) -> str:
    """Problems as HTML, one a line, with line and remedy."""
    items = "".join(
        f"<li><code>{escape(problem.in_language(frame.lang))}</code></li>"
        for problem in problems[:20]
    )
    return f'<ul class="problems">{items}</ul>'


def _start(frame: Frame, draft: StoryDraft) -> None:
    with st.popover(frame.t("Start from"), icon=":material/folder_open:"):
        try:
            stories = load_stories(frame.atlas.collection)
        except InvalidData:
            stories = {}
        for name, known in stories.items():
            st.button(
                known.title.in_language(frame.lang), key=f"story_start_{name}", width="stretch",
                on_click=_replaced(draft, story_data(known)),
            )  # fmt: skip
        st.button(
            frame.t("An empty story"), key="story_start_empty", width="stretch",
            on_click=_replaced(draft, empty_story()),
        )  # fmt: skip
        file_field(
            frame, frame.t("A story's file (.yaml)"), ["yaml", "yml"], _MOST_BYTES, "story_file",
            on_change=partial(_take_file, frame, draft),
        )  # fmt: skip


def _replaced(draft: StoryDraft, data: dict[str, object]) -> partial[None]:
    def put() -> None:
        st.session_state.pop(_REFUSED, None)
        draft.chosen = 0
        draft.replace(data)

    return partial(put)


def _take_file(frame: Frame, draft: StoryDraft) -> None:
    """Read the file that was chosen; what is wrong with it is said, and the draft stays."""
    file = st.session_state.get("story_file")
    if file is None:
        return
    try:
        text = file.getvalue().decode("utf-8", "replace")
        data = story_data(parse_story(frame.atlas.collection, text, file.name))
    except InvalidData as error:
        st.session_state[_REFUSED] = error.problems
        return
    _replaced(draft, data)()
