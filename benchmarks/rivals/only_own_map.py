"""Streamlit with only the map as this app paints it: two drawings, one button between them."""

import json
import sys
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent
ROOT = Path((HERE / "root.txt").read_text("utf-8"))
sys.path.insert(0, str(ROOT))

from pages.shared.china import show_china  # noqa: E402


@st.cache_resource(show_spinner=False)
def maps() -> list[dict]:
    """The two drawings."""
    return json.loads((HERE / "maps.json").read_text("utf-8"))


st.set_page_config(layout="wide")
st.html(ROOT / "pages" / "shared" / "style.css")
st.session_state.setdefault("count", 0)
st.session_state["count"] += st.button("Again", key="switch")
count = st.session_state["count"]
chosen = maps()[count % 2]
st.html(f'<h1 class="finding">{count} {chosen["title"]}</h1>')
show_china(chosen["drawing"], "map", 600, lambda adcode: None)
