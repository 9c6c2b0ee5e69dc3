"""A field for one file, whose limit and words are in the page's language.

Streamlit writes "Upload" and "20MB per file" in English whatever the language; style.css shows the
words that ``pages/shared/frame.py`` gives it instead, and the limit stands in the label.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.shared.frame import Frame


def file_field(
    frame: Frame, label: str, types: list[str] | None, most_bytes: int, key: str, **options: Any
) -> None:
    """A field called ``label`` for a file of at most ``most_bytes``; its file is in the session."""
    most = most_bytes // 10**6
    st.file_uploader(
        frame.t("{label}, at most {size} MB", label=label, size=most), types, key=key,
        max_upload_size=most, **options,
    )  # fmt: skip
