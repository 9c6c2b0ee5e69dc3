"""Present: the stories, each to be walked through full screen; ``?story=NAME#SCENE`` opens one."""

from datetime import date
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from exports.story_page import player_script, story_payload
from loaders.problems import InvalidData
from loaders.stories import Story, load_stories
from pages.shared.frame import Frame, open_page, title_row
from pages.shared.story_files import story_buttons

# The player lies over the page, outside of what Streamlit draws; leaving it is a plain link.
_OPEN = """
export default function ({ data, parentElement }) {
  const player = PolicyStory.open(document.body, data.payload, {
    lang: data.lang, theme: data.theme,
    leave: () => location.assign(data.leave), explore: address => location.assign(`./${address}`),
  });
  return () => player.close();
}
"""


@st.cache_data(show_spinner=False, max_entries=8)
def _payload(digest: str, name: str, day: date, _frame: Frame, _story: Story) -> dict[str, Any]:
    """The prepared story; made anew when the data, the story or the day are others."""
    return story_payload(_frame.atlas, _story, name, day)


frame = open_page()
title_row(frame, frame.t("Present"), frame.t("Stories to walk through, with a clicker or the keys"))
try:
    stories = load_stories(frame.atlas.collection)
except InvalidData as error:
    stories = {}
    st.html("".join(f"<p><code>{escape(str(item))}</code></p>" for item in error.problems[:20]))
chosen = st.query_params.get("story", "")
if chosen in stories:
    story = stories[chosen]
    digest = f"{frame.atlas.digest}{story.model_dump_json()}"
    player = st.components.v2.component("story_player", js=f"{player_script()}\n{_OPEN}")
    player(
        key=f"story_{chosen}",
        data={
            "payload": _payload(digest, chosen, frame.today, frame, story),
            "lang": frame.lang,
            "theme": frame.colours.name,
            "leave": f"./present?lang={frame.lang}",
        },
    )
for name, story in stories.items():
    query = urlencode({"lang": frame.lang, "story": name})
    words = story.summary
    st.html(
        f'<h2 class="part"><a href="./present?{query}" target="_self">'
        f"{escape(getattr(story.title, frame.lang))}</a></h2>"
        f'<p class="subtitle">{escape(getattr(words, frame.lang) if words else "")}</p>'
    )
    story_buttons(frame, name, story)
