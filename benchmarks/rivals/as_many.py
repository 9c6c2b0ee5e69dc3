"""As many elements of the same kinds as the app's Map with a card, and as long a menu, without any data.

What this page takes for a rerun is what the framework takes for the page's parts: no code of the
app runs here.
"""

import streamlit as st

YEARS = [str(year) for year in range(2016, 2027)]
ENTRIES = [f"Sector {number} · indicator ({number})" for number in range(79)]


def page() -> None:
    """Title row, controls, drawing with legend, card."""
    st.session_state.setdefault("count", 0)
    with st.container(key="title"):
        title, filters, export, language = st.columns([6, 1, 1, 1])
        with filters.popover("Filters"):
            for number in range(4):
                st.pills(f"Filter {number}", YEARS, selection_mode="multi", key=f"filter_{number}")
        with export.container(horizontal=True):
            with st.container(horizontal=True):
                st.popover("Export", on_change="rerun", key="export")
            st.html("Present")
        with language:
            st.session_state["count"] += st.button("Again", key="switch")
    count = st.session_state["count"]
    title.html(f'<h1 class="finding">{count}</h1><p class="subtitle">{count}</p>')
    one, two, three, four, five = st.container(key="controls").columns(5)
    one.selectbox("Indicator", ENTRIES, key="indicator")
    two.selectbox("Scope", YEARS, key="scope", help="Scope")
    three.selectbox("Deadline", YEARS, key="deadline")
    four.segmented_control("Other deadlines", ["mark", "hide"], key="others")
    five.slider("Announced", 2016, 2026, key="announced", help="Announced")
    left, right = st.columns([2, 1])
    with left:
        with st.container(key="frame"):
            st.html(f"<p>drawing {count}</p>")
        st.html(f"<p>legend {count}</p>")
        st.html(f"<p>source {count}</p>")
    with right, st.container(height=600, border=False):
        name, close = st.columns([3, 1])
        name.html("<h2>Region</h2>")
        close.button("Close")
        with st.container(horizontal=True):
            st.markdown("Brief")
            st.download_button("PowerPoint", b"")
            st.download_button("PDF", b"")
            st.html("Present")
        st.html(f"<p>figures {count}</p>")
        st.html(f"<p>evidence {count}</p>")


st.set_page_config(layout="wide")
others = [st.Page(lambda: None, title=f"Page {n}", url_path=f"page_{n}") for n in range(10)]
st.navigation([st.Page(page, title="Map", default=True), *others], position="top").run()
