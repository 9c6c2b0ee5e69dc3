"""Present: the stories, each to be walked through full screen; ``?story=NAME#SCENE`` opens one."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from loaders.problems import InvalidData
from loaders.stories import load_stories
from pages.shared.frame import open_page, title_row
from pages.shared.own_data import own_data
from pages.shared.story_files import story_buttons
from pages.shared.story_player import play

frame = open_page()
_, aside = title_row(
    frame, frame.t("Present"), frame.t("Stories to walk through, with a clicker or the keys")
)
aside.page_link("pages/story.py", label=frame.t("Your story"), icon=":material/edit_note:")
try:
    stories = load_stories(frame.atlas.collection)
except InvalidData as error:
    stories = {}
    if own_data() is not None:
        text = frame.t("The stories speak of figures that your data do not have.")
        st.html(f'<div class="empty">{escape(text)}</div>')
    else:
        lines = (f"<p><code>{escape(str(item))}</code></p>" for item in error.problems[:20])
        st.html("".join(lines))
chosen = st.query_params.get("story", "")
if chosen in stories:
    play(frame, chosen, stories[chosen], f"./present?lang={frame.lang}")
for name, story in stories.items():
    query = urlencode({"lang": frame.lang, "story": name})
    words = story.summary
    st.html(
        f'<h2 class="part"><a href="./present?{query}" target="_self">'
        f"{escape(getattr(story.title, frame.lang))}</a></h2>"
        f'<p class="subtitle">{escape(getattr(words, frame.lang) if words else "")}</p>'
    )
    story_buttons(frame, name, story)
