"""A story in words: its title, its summary and its scenes, each with a link that starts there."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from analysis.story import filled
from loaders.stories import Story
from pages.shared.frame import Frame
from pages.shared.story_player import stamp


def story_words(frame: Frame, name: str, story: Story) -> str:
    """The story's card as HTML, in the page's language."""
    address = f"./present?{urlencode({'lang': frame.lang, 'story': name})}"
    title = escape(story.title.in_language(frame.lang))
    summary = escape(story.summary.in_language(frame.lang) if story.summary else "")
    scenes = "".join(
        f'<li><a href="{address}#{escape(scene.id)}">{escape(headline)}</a></li>'
        for scene, headline in zip(
            story.scenes, _headlines(stamp(frame, story), frame.lang, frame, story), strict=True
        )
    )
    return (
        f'<h2 class="part story"><a href="{address}">{title}</a></h2>'
        f'<p class="subtitle">{summary}</p>'
        f'<p><a class="start" href="{address}">{escape(frame.t("Start presenting"))}</a></p>'
        f'<ol class="scenes">{scenes}</ol>'
    )


@st.cache_data(show_spinner=False, max_entries=16)
def _headlines(mark: str, lang: str, _frame: Frame, _story: Story) -> list[str]:
    """The scenes' headlines with their figures; made anew when the data or the story change."""
    return [
        filled(_frame.atlas, scene, scene.headline, lang, _frame.today) for scene in _story.scenes
    ]
