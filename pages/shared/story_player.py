"""The player of stories inside the app: full screen over the page, or one scene as a preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from exports.story_page import player_script, story_payload
from loaders.stories import Scene, Story
from pages.shared.frame import Frame

# The player lies over the page, outside of what Streamlit draws. A rerun with the same story
# leaves it alone; one with other data shows the new figures on the scene that is there.
_PLAY = """
let open = null;
export default function ({ data, setTriggerValue }) {
  if (open) {
    if (open.stamp !== data.stamp) open.player.update(data.payload);
    open.stamp = data.stamp;
  } else {
    const leave = data.leave ? () => location.assign(data.leave) : () => {
      history.replaceState(history.state, "", location.pathname + location.search);
      setTriggerValue("left", Date.now());
    };
    open = { stamp: data.stamp, player: PolicyStory.open(document.body, data.payload, {
      lang: data.lang, theme: data.theme, leave,
      explore: data.leave ? address => location.assign(`./${address}`) : null,
    }) };
  }
  return () => { open?.player.close(); open = null; };
}
"""

_PREVIEW = """
export default function ({ data, parentElement }) {
  const box = parentElement.querySelector("div");
  const shown = PolicyStory.preview(box, data.payload, { lang: data.lang, theme: data.theme });
  return () => shown.close();
}
"""


@st.cache_data(show_spinner=False, max_entries=8)
def prepared(stamp: str, name: str, _frame: Frame, _story: Story) -> dict[str, Any]:
    """The story as the player takes it; made anew when the data, the story or the day are others."""
    return story_payload(_frame.atlas, _story, name, _frame.today)


def stamp(frame: Frame, story: Story) -> str:
    """What a prepared story depends on."""
    return f"{frame.atlas.digest} {frame.today} {story.model_dump_json()}"


def play(frame: Frame, name: str, story: Story, leave: str | Callable[[], None]) -> None:
    """Present a story over the page; ``leave`` is an address to go to, or what to do then."""
    options: dict[str, Any] = {} if isinstance(leave, str) else {"on_left_change": leave}
    mark = stamp(frame, story)
    st.components.v2.component("story_player", js=f"{player_script()}\n{_PLAY}")(
        key=f"story_{name}", height=1,
        data={
            "payload": prepared(mark, name, frame, story),
            "stamp": mark,
            "lang": frame.lang,
            "theme": frame.colours.name,
            "leave": leave if isinstance(leave, str) else "",
        },
        **options,
    )  # fmt: skip


def preview(frame: Frame, story: Story, scene: Scene, key: str) -> None:
    """One scene of a story as the player would paint it."""
    alone = story.model_copy(update={"scenes": (scene,)})
    payload = prepared(stamp(frame, alone), "preview", frame, alone)
    st.components.v2.component(
        "story_preview", html="<div></div>", js=f"{player_script()}\n{_PREVIEW}"
    )(
        key=key,
        data={"payload": payload, "lang": frame.lang, "theme": frame.colours.name},
    )  # fmt: skip
