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


def mark(message: str) -> str:
    """The message unchanged: marks it for the catalogue where it is translated elsewhere."""
    return message


def pick(language: str, zh: str | None, en: str | None) -> str:
    """The Chinese or English form of a datum; the other one where that is missing."""
    first, second = (zh, en) if language == "zh" else (en, zh)
    return first or second or ""


#: Things that are counted: English singular and plural, Chinese with its classifier.
_NOUNS = {
    "figure": ("figure", "figures", "个目标值"),
    "plan": ("plan", "plans", "份规划文件"),
    "province": ("province", "provinces", "个省份"),
    "city": ("city", "cities", "个城市"),
    "region": ("region", "regions", "个地区"),
    "indicator": ("indicator", "indicators", "项指标"),
    "ranking": ("ranking", "rankings", "项排名"),
}


def counted(language: str, number: int, noun: str) -> str:
    """A number with what it counts: ``1 plan``, ``2 plans``, ``2份规划文件``."""
    one, many, chinese = _NOUNS[noun]
    if language == "zh":
        return f"{number:,}{chinese}"
    return f"{number:,} {one if number == 1 else many}"
