"""As many elements of the same kinds as the app's Map, in parts as it has them, without any data.

What this page takes for a rerun is what the framework takes for the page's parts: no code of the
app runs here. "Again" changes what its texts say; "Rename" the name of everything besides, as
another language does; the button above what is asked changes what its part shows, as another
indicator does.
"""

from datetime import timedelta

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

MENU = "".join(f'<a href="./page_{number}">Page {number}</a>' for number in range(11))
#: Stands for each part of the page that the app draws itself.
own = st.components.v2.component(
    "as_many.own",
    html="<p></p><button>Next</button>",
    js="""export default function ({ data, parentElement, setTriggerValue }) {
      parentElement.querySelector("p").textContent = new TextDecoder().decode(data);
      parentElement.querySelector("button").onclick = () => setTriggerValue("pressed", true);
    }""",
    isolate_styles=False,
)


def named(name: str) -> str:
    """The name in one of two forms, which take turns with every press of "Rename"."""
    return f"{name} {('first', 'other')[st.session_state['names'] % 2]}"


def again(what: str) -> None:
    """Count a press."""
    st.session_state[what] += 1


def count() -> int:
    """Another number after every press."""
    return st.session_state["count"] + st.session_state["names"]


def drawn(key: str) -> None:
    """A part with other words after every press; its button counts as one."""
    own(key=key, data=named(f"{key} {count()}").encode(), on_pressed_change=lambda: again("count"))


@st.fragment
def flap(name: str) -> None:
    """A button with what would open below it."""
    st.popover(named(name), on_change="rerun", key=name)


@st.fragment
def page() -> None:
    """Title row, and what is asked and shown."""
    row = st.container(key="title", horizontal=True)
    with row:
        headline = st.container()
        flap("Filters")
        flap("Export")
    answer(row, headline)


@st.fragment
def answer(row: DeltaGenerator, headline: DeltaGenerator) -> None:
    """The lists, and what they change."""
    drawn("question")
    regions(row, headline)


@st.fragment
def regions(row: DeltaGenerator, headline: DeltaGenerator) -> None:
    """Title, drawing with legend, and a list of regions."""
    with headline:
        st.html(f'<h1 class="finding">{count()}</h1><p class="subtitle">{count()}</p>')
    with row:
        drawn("present")
    with st.container(horizontal=True):
        with st.container(key="left"):
            drawn("others")
            drawn("map")
            st.html(f"<p>legend and source {count()}</p>")
        with st.container(height=600, border=False):
            drawn("table")
            drawn("by_name")


@st.fragment(run_every=timedelta(days=1))
def come_back() -> None:
    """Nothing."""


for what in ("count", "names"):
    st.session_state.setdefault(what, 0)
st.set_page_config(layout="wide", page_title=named("Page"))
st.html(f"<nav>{MENU}</nav>")
drawn("language")
st.button("Again", key="switch", on_click=again, args=("count",))
st.button("Rename", key="rename", on_click=again, args=("names",))
page()
drawn("browser")
come_back()
