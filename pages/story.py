"""Story: the reader's own story, written scene by scene, kept in their browser."""

from html import escape

import streamlit as st

from loaders.problems import InvalidData, Problem
from loaders.stories import Story, parse_story
from loaders.story_yaml import story_yaml
from pages.shared.frame import open_page, page_title, title_row
from pages.shared.story_draft import keep_draft, the_draft
from pages.shared.story_panels import scene_list, scene_panel
from pages.shared.story_player import play
from pages.shared.story_tools import bring_and_take

frame = open_page()
draft = the_draft()
keep_draft(draft)

story: Story | None = None
problems: tuple[Problem, ...] = ()
if draft.scenes:
    try:
        story = parse_story(frame.atlas.collection, story_yaml(draft.data), "story.yaml")
    except InvalidData as error:
        problems = error.problems

with title_row():
    page_title(
        frame,
        frame.t("Your story"),
        frame.t("Kept in this browser and nowhere else; download it to keep it elsewhere"),
    )
if draft.blocked:
    st.html(
        '<div class="notice" role="alert">'
        + escape(frame.t("This browser keeps nothing for this page: download the story before you leave."))
        + "</div>"
    )  # fmt: skip
bring_and_take(frame, draft, story)
if not draft.scenes:
    text = frame.t("No scene yet. Every page has a button beside Export that adds what it shows; or start from a story above.")  # fmt: skip
    st.html(f'<div class="empty">{escape(text)}</div>')
else:
    left, right = st.columns([1, 2.3], gap="large")
    with left:
        scene_list(frame, draft)
    with right:
        scene_panel(frame, draft, problems)
if story and draft.playing:

    def left_player() -> None:
        """The presentation was left: the editor stays."""
        draft.playing = False

    play(frame, "draft", story, left_player)
