"""Policy Target Atlas 政策目标图谱: ``streamlit run dashboard.py``.

Streamlit imports this file for its server, and runs it for every visitor.
"""

import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st


@asynccontextmanager
async def _started(_: st.App) -> AsyncGenerator[None]:
    """Get ready while the first visitor's browser still loads Streamlit: 100,000 targets take 6 s."""
    threading.Thread(target=_get_ready, name="first-visitor", daemon=True).start()
    yield


def _get_ready() -> None:
    for name in ("controls", "coverage", "export", "map_view"):
        import_module(f"pages.shared.{name}")
    import_module("pages.shared.live").standing()


if __name__ == "__main__":
    from pages.shared.frame import close_app, open_app

    page = open_app()
    page.run()
    close_app(page.url_path)
else:
    app = st.App(__file__, lifespan=_started)
