"""The floor of the framework: Streamlit with one button."""

import streamlit as st

st.session_state.setdefault("count", 0)
st.session_state["count"] += st.button("Again", key="switch")
st.html(f'<h1 class="finding">{st.session_state["count"]}</h1>')
