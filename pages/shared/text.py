"""Text from data: as it is in Streamlit's Markdown labels, and marked where its language is not the page's."""

from __future__ import annotations

import re
from html import escape

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=])")
#: :smile: and :material/bolt: are looked for after the backslashes are gone.
_SHORT_CODE = re.compile(r":(?=[\w+-]+[:/])")


def as_text(text: str) -> str:
    """The text such that Markdown shows it as it is, on one line."""
    line = " ".join(text.split())
    return _SIGNS.sub(r"\\\1", _SHORT_CODE.sub(":\u2060", line))


def in_its_language(text: str, lang: str) -> str:
    """The text escaped for HTML, in an element that names its language where it is not ``lang``.

    A screen reader speaks it with the voice of that language, and the browser chooses its glyphs.
    """
    other = other_language(text, lang)
    return f'<span lang="{other}">{escape(text)}</span>' if other else escape(text)


def other_language(text: str, lang: str) -> str:
    """``zh-CN`` for a Chinese text on an English page, ``en`` for the reverse, else ""."""
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    if lang == "en":
        return "zh-CN" if han > latin else ""
    return "en" if latin > 1 and not han else ""
