"""A table in, a Plotly figure out. Nothing here knows Streamlit or YAML."""
