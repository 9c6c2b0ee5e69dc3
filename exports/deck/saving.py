"""A finished deck as the bytes of its file."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

from exports.deck.stage import Stage
from exports.deck.text import clean


def saved(stage: Stage, title: str, day: date) -> bytes:
    """The deck with its document properties; ``day`` is when it says that it was made."""
    presentation = stage.base.presentation
    properties = presentation.core_properties
    properties.title = clean(title, 250)
    properties.author = "Policy Target Atlas 政策目标图谱"
    properties.created = properties.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    properties.language = "zh-CN" if stage.lang == "zh" else "en"
    content = io.BytesIO()
    presentation.save(content)
    return content.getvalue()
