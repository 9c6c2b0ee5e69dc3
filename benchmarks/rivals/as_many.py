"""As many elements of the same kinds as the app's Map with a card, and as long a menu, without any data.

What this page takes for a rerun is what the framework takes for the page's parts: no code of the
app runs here. "Again" changes what its texts say; "Rename" the name of every control and page besides,
as another language does.
"""

import streamlit as st

YEARS = [str(year) for year in range(2016, 2027)]
ENTRIES = [f"Sector {number} · indicator ({number})" for number in range(79)]


def named(name: str) -> str:
    """The name in one of two forms, which take turns with every press of "Rename"."""
    return f"{name} {('first', 'other')[st.session_state['names'] % 2]}"


def again(what: str) -> None:
    """Count a press."""
    st.session_state[what] += 1


def page() -> None:
    """Title row, controls, drawing with legend, card."""
    count = st.session_state["count"] + st.session_state["names"]
    with st.container(key="title", horizontal=True):
        st.html(f'<h1 class="finding">{count}</h1><p class="subtitle">{count}</p>')
        with st.popover(named("Filters")):
            for number in range(4):
                st.pills(
                    named(f"Filter {number}"), YEARS, selection_mode="multi", key=f"f_{number}"
                )
        st.popover(named("Export"), on_change="rerun", key="export")
        st.html("Present")
    with st.container(key="controls", horizontal=True):
        st.selectbox(named("Indicator"), ENTRIES, key="indicator")
        st.selectbox(named("Scope"), YEARS, key="scope", help=named("Scope"))
        st.selectbox(named("Deadline"), YEARS, key="deadline")
        st.segmented_control(named("Other deadlines"), ["mark", "hide"], key="others")
        st.slider(named("Announced"), 2016, 2026, key="announced", help=named("Announced"))
    with st.container(horizontal=True):
        with st.container(key="left"):
            st.html(f"<p>drawing {count}</p>")
            st.html(f"<p>legend and source {count}</p>")
        with st.container(height=600, border=False):
            with st.container(horizontal=True):
                st.html(f"<h2>Region {count}</h2>")
                st.popover(named("Brief"), on_change="rerun", key="brief")
                st.button(named("Close"))
            st.html(f"<p>about {count}</p>")
            st.html(f"<p>figures {count}</p>")
            st.html(f"<p>evidence {count}</p>")


for what in ("count", "names"):
    st.session_state.setdefault(what, 0)
st.set_page_config(layout="wide")
others = [
    st.Page(lambda: None, title=named(f"Page {n}"), url_path=f"page_{n}") for n in range(10)
]  # fmt: skip
chosen = st.navigation([st.Page(page, title=named("Map"), default=True), *others], position="top")
st.segmented_control(
    named("Language"), ["one", "other"], key="language", label_visibility="collapsed"
)
st.button("Again", key="switch", on_click=again, args=("count",))
st.button("Rename", key="rename", on_click=again, args=("names",))
chosen.run()
