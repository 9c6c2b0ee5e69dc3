"""The least of Streamlit that answers as Map does: our map, its title, a card, three controls, all ready made.

What this page takes for another language, another indicator or a card is what no page of the app
can do without: nothing is asked of any data, and nothing else stands on the page.
"""

import json
import sys
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent
ROOT = Path((HERE / "root.txt").read_text("utf-8"))
sys.path.insert(0, str(ROOT))

from pages.shared.china import show_china  # noqa: E402
from pages.shared.choices import Choice, Entry, Switch, show_choices  # noqa: E402

#: As many as the app has indicators: of a list, its browser looks at all entries when it opens and closes.
ENTRIES = [Entry(number, f"indicator {number}") for number in range(79)]


@st.cache_resource(show_spinner=False)
def answers() -> dict:
    """Titles, drawings and cards by language."""
    return json.loads((HERE / "answers.json").read_text("utf-8"))


def clicked(adcode: str) -> None:
    """A province was clicked."""
    st.session_state["region"] = adcode


def change_language(lang: str) -> None:
    """The other language."""
    st.session_state["lang"] = lang


def again(_: int = 0) -> None:
    """The other indicator."""
    st.session_state["count"] = st.session_state.get("count", 0) + 1


st.set_page_config(layout="wide")
st.html(ROOT / "pages" / "shared" / "style.css")
lang = st.session_state.get("lang", "zh")
languages = [Entry(name, name) for name in answers()]
st.button("Again", key="switch", on_click=again)
show_choices(
    lang,
    "question",
    [
        Switch("lang", "Language", languages, lang, change_language),
        Choice("indicator", "Indicator", ENTRIES, 0, again),
    ],
)
own = answers()[lang]
shown = list(own["maps"].values())[st.session_state.get("count", 0) % 2]
region = st.session_state.get("region", "")
st.html(f'<h1 class="finding">{shown["title"]}</h1>')
left, right = st.columns([2, 1])
with left:
    show_china({**shown["drawing"], "selected": region}, "map", 600, clicked)
with right, st.container(height=600, key="map_side"):
    st.html(own["cards"].get(region, "<p>–</p>"))
