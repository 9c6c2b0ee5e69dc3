"""Text from data in Streamlit's own elements: their labels are Markdown, the data are not."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=])")
#: :smile: and :material/bolt: are looked for after the backslashes are gone.
_SHORT_CODE = re.compile(r":(?=[\w+-]+[:/])")


def as_text(text: str) -> str:
    """The text such that Markdown shows it as it is, on one line."""
    line = " ".join(text.split())
    return _SIGNS.sub(r"\\\1", _SHORT_CODE.sub(":\u2060", line))
