"""Questions and answers on tables. Nothing here knows Streamlit, Plotly or files."""
