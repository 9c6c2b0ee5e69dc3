"""As many elements of the same kinds as the app's Map, in parts as it has them, without any data.

What this page takes for a rerun is what the framework takes for the page's parts: no code of the
app runs here. "Again" runs all of it and changes what its texts say; the first button of the page
changes the name of everything besides, as another language does; the one above what is asked changes
what its part shows, as another indicator does.
"""

from datetime import timedelta

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

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
    """The name in one of two forms, which take turns with every press that renames."""
    return f"{name} {('first', 'other')[st.session_state['names'] % 2]}"


def again(what: str) -> None:
    """Count a press."""
    st.session_state[what] += 1


def count() -> int:
    """Another number after every press."""
    return st.session_state["count"] + st.session_state["names"]


def drawn(key: str, counts: str = "count") -> None:
    """A part with other words after every press; its button counts as one."""
    own(key=key, data=named(f"{key} {count()}").encode(), on_pressed_change=lambda: again(counts))


@st.fragment
def flap(name: str) -> None:
    """A button with what would open below it."""
    drawn(name)


@st.fragment
def page() -> None:
    """Menu, title row, and what is asked and shown."""
    drawn("menu", "names")
    row = st.container(key="title", horizontal=True)
    with row:
        headline = st.container()
        flap("Filters")
        flap("Export")
    answer(row, headline)
    drawn("browser")


@st.fragment
def answer(row: DeltaGenerator, headline: DeltaGenerator) -> None:
    """The lists, and what they change."""
    drawn("question")
    regions(row, headline)


@st.fragment
def regions(row: DeltaGenerator, headline: DeltaGenerator) -> None:
    """Title, drawing, and a list of regions."""
    with headline:
        st.html(f'<h1 class="finding">{count()}</h1><p class="subtitle">{count()}</p>')
    with row:
        drawn("present")
    with st.container(horizontal=True):
        drawn("map")
        drawn("table")


@st.fragment(run_every=timedelta(days=1))
def come_back() -> None:
    """Nothing."""


for what in ("count", "names"):
    st.session_state.setdefault(what, 0)
st.set_page_config(layout="wide", page_title="Page")
st.html("<style>p { margin: 0; }</style>")
st.button("Again", key="switch", on_click=again, args=("count",))
page()
come_back()
