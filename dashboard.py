"""Policy Target Atlas 政策目标图谱: ``streamlit run dashboard.py``."""

from pages.shared.frame import open_app

page = open_app()
page.run()
