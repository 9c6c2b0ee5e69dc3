"""Present: the stories, each to be walked through full screen; ``?story=NAME#SCENE`` opens one."""

from html import escape

import streamlit as st

from loaders.problems import InvalidData
from loaders.stories import load_stories
from pages.shared.frame import open_page, page_title, title_row
from pages.shared.own_data import own_data
from pages.shared.story_files import story_buttons
from pages.shared.story_player import play, preview
from pages.shared.story_words import story_words

frame = open_page()
with title_row():
    page_title(
        frame, frame.t("Present"), frame.t("Stories to walk through, with a clicker or the keys")
    )
    st.page_link("pages/story.py", label=frame.t("Your story"), icon=":material/edit_note:")
try:
    stories = load_stories(frame.atlas.collection)
except InvalidData as error:
    stories = {}
    if own_data() is not None:
        text = frame.t("The stories speak of figures that your data do not have.")
        st.html(f'<div class="empty">{escape(text)}</div>')
    else:
        lines = (
            f"<p><code>{escape(item.for_readers(frame.lang))}</code></p>"
            for item in error.problems[:20]
        )
        st.html("".join(lines))
chosen = st.query_params.get("story", "")
if chosen in stories:
    play(frame, chosen, stories[chosen], f"./present?lang={frame.lang}")
# What lies under the player is not drawn: leaving it opens this page anew.
for name, story in stories.items() if chosen not in stories else ():
    with st.container(key=f"story_card_{name}"):
        picture, words = st.columns([1.25, 1], gap="large")
        with picture:
            preview(frame, story, story.scenes[0], f"story_preview_{name}")
        with words:
            st.html(story_words(frame, name, story))
            story_buttons(frame, name, story)
