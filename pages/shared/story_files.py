"""A story to take along: as one HTML page, PowerPoint or PDF, made when asked for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from exports.offers.presentations import STORY_FORMS, story_name
from loaders.stories import Story
from pages.shared.basket import template_for, template_help
from pages.shared.downloads import download_button, say_failures
from pages.shared.frame import Frame


def story_buttons(frame: Frame, name: str, story: Story) -> None:
    """A button for each kind of file, in the page's language."""
    with st.container(horizontal=True, gap="small"):
        for form in STORY_FORMS:
            download_button(
                frame, frame.t(form.label),
                partial(
                    form.make, frame.atlas, story, name, frame.lang, frame.today,
                    template_for(form.extension),
                ),
                story_name(story, frame.lang, frame.today, form.extension), form.mime,
                icon=f":material/{form.icon}:", type="tertiary",
                key=f"story_{name}_{form.extension}", help=template_help(frame, form.extension),
            )  # fmt: skip
        say_failures(frame, f"story_{name}")
