"""From files to typed, immutable objects and tables. Nothing here knows Streamlit or Plotly."""
