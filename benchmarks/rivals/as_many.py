"""As many elements of the same kinds as the app's Map, in parts as it has them, without any data.

What this page takes for a rerun is what the framework takes for the page's parts: no code of the
app runs here. "Again" changes what its texts say; "Rename" the name of every control besides, as
another language does; another entry of the list what its part shows, as another indicator does.
"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

YEARS = [str(year) for year in range(2016, 2027)]
ENTRIES = [f"Sector {number} · indicator ({number})" for number in range(79)]
MENU = "".join(f'<a href="./page_{number}">Page {number}</a>' for number in range(11))


def named(name: str) -> str:
    """The name in one of two forms, which take turns with every press of "Rename"."""
    return f"{name} {('first', 'other')[st.session_state['names'] % 2]}"


def again(what: str) -> None:
    """Count a press."""
    st.session_state[what] += 1


def count() -> int:
    """Another number after every press."""
    return st.session_state["count"] + st.session_state["names"]


@st.fragment
def page() -> None:
    """Title row, slider, and what the lists change."""
    row = st.container(key="title", horizontal=True)
    with row:
        headline = st.container()
        with st.popover(named("Filters")):
            for number in range(4):
                st.pills(
                    named(f"Filter {number}"), YEARS, selection_mode="multi", key=f"f_{number}"
                )
        st.popover(named("Export"), on_change="rerun", key="export")
    with st.container(key="asked"):
        st.slider(named("Announced"), 2016, 2026, key="announced", help=named("Announced"))
        answer(row, headline)


@st.fragment
def answer(row: DeltaGenerator, headline: DeltaGenerator) -> None:
    """The lists, and what they change."""
    with st.container(key="controls", horizontal=True):
        st.selectbox(named("Indicator"), ENTRIES, key="indicator", on_change=again, args=("count",))
        st.selectbox(named("Scope"), YEARS[count() % 2 :], key="scope", help=named("Scope"))
        st.selectbox(named("Deadline"), YEARS[count() % 2 :], key="deadline")
    regions(row, headline)


@st.fragment
def regions(row: DeltaGenerator, headline: DeltaGenerator) -> None:
    """Title, drawing with legend, and a list of regions."""
    with headline:
        st.html(f'<h1 class="finding">{count()}</h1><p class="subtitle">{count()}</p>')
    with row:
        st.html("Present")
    with st.container(horizontal=True):
        with st.container(key="left"):
            st.segmented_control(named("Other deadlines"), ["mark", "hide"], key="others")
            st.html(f"<p>drawing {count()}</p>")
            st.html(f"<p>legend and source {count()}</p>")
        with st.container(height=600, border=False):
            st.html(f"<h2>Figures {count()}</h2>")
            st.html(f"<p>list {count()}</p>")
            st.selectbox(named("Open"), YEARS, index=None, key="open")


for what in ("count", "names"):
    st.session_state.setdefault(what, 0)
st.set_page_config(layout="wide")
st.html(f"<nav>{MENU}</nav>")
st.segmented_control(
    named("Language"), ["one", "other"], key="language", label_visibility="collapsed"
)
st.button("Again", key="switch", on_click=again, args=("count",))
st.button("Rename", key="rename", on_click=again, args=("names",))
page()
