"""Messages in Chinese and English, from a gettext catalogue that Babel reads directly.

The messages in the code are English; ``zh.po`` holds the Chinese. Reading the .po at start-up
(some 300 messages) spares the product a compile step.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES = {"zh": "中文", "en": "English"}
_CATALOGUE = Path(__file__).with_name("zh.po")


@cache
def _chinese() -> dict[str, str]:
    with _CATALOGUE.open("rb") as file:
        return {
            str(message.id): str(message.string)
            for message in read_po(file, locale="zh_CN")
            if message.id and message.string
        }


def translate(language: str, message: str, /, **values: object) -> str:
    """The message in ``language`` ("zh" or "en"), with ``{name}`` fields filled from ``values``."""
    text = _chinese().get(message, message) if language == "zh" else message
    return text.format(**values) if values else text


def pick(language: str, zh: str | None, en: str | None) -> str:
    """The Chinese or English form of a datum; the other one where that is missing."""
    first, second = (zh, en) if language == "zh" else (en, zh)
    return first or second or ""
