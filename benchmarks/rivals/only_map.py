"""Streamlit with only the map: two figures read once, one button that changes between them."""

import json
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent


@st.cache_resource(show_spinner=False)
def maps() -> list[dict]:
    """The two figures and what Plotly is told to draw them with."""
    return json.loads((HERE / "maps.json").read_text("utf-8"))


st.set_page_config(layout="wide")
st.session_state.setdefault("count", 0)
st.session_state["count"] += st.button("Again", key="switch")
count = st.session_state["count"]
chosen = maps()[count % 2]
st.html(f'<h1 class="finding">{count} {chosen["title"]}</h1>')
st.plotly_chart(chosen["figure"], theme=None, key="map", config=chosen["config"], on_select="rerun")
