"""A view in, a file's bytes out. Nothing here knows Streamlit."""
