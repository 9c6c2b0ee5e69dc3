"""A document's text as it reads: hard line breaks joined, page furniture gone, offsets kept.

Rules that look for figures and deadlines run on the flow; what they find is mapped back to the
document's own characters, so that a proposal is always a span of the text that was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC

from loaders.collection import PAGE_FURNITURE

#: A line that starts a paragraph of its own, however full the line before it was.
_OPENS = re.compile(
    r"^\s*(?:#|\*\*|[-•●]\s|第[一二三四五六七八九十百\d]+[章节条]"
    r"|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d{1,2}[.、．]\s*\D)"
)
_CLOSES = re.compile(r"[。！？!?；;：:]\s*[”\"’)）]?\s*$")
#: A line that is nothing but a plan's title.
_TITLE = re.compile(
    r"^[^，,。；;]{4,}(?:计划|方案|规划|意见|办法|条例|措施|通知|要点|安排|纲要|报告|指南)"
    r"(?:[（(][^（()）]{2,24}[)）])?[》*]*\s*$"
)
_PAUSE = re.compile(r"[，,、]")
#: What cannot begin a line of its own.
_GOES_ON = re.compile(r"^\s*(?:以上|左右|以内|[，,、。；;）)])")
#: Pinyin that some web pages carry behind a traditional character: 數(shù)字.
_PINYIN = re.compile(r"(?<=[\u4e00-\u9fff])\([a-zàáâèéêìíòóùúüāăēěīĭōŏūŭǎǐǒǔǘǚǜḿńň]{1,6}\)")
_CJK = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
#: Marks that the rules know in one form only.
_FOLDED = str.maketrans({"—": "-", "–": "-", "－": "-", "～": "-", "~": "-", "％": "%", "﹪": "%"})


@dataclass(frozen=True, slots=True)
class Flow:
    """``text`` is what rules read; its character ``i`` is character ``offsets[i]`` of ``source``.

    Full-width forms are narrowed and traditional characters simplified one by one, so both texts
    run in step. Paragraphs end with a line feed.
    """

    source: str
    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the source of the flow's characters from ``start`` up to ``end``."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no span of the text: {start} to {end}")
        return self.offsets[start], self.offsets[end - 1] + 1


def read_flow(source: str) -> Flow:
    """The flow of a document."""
    kept: list[str] = []
    offsets: list[int] = []

    def keep(character: str, offset: int) -> None:
        kept.append(character)
        offsets.append(offset)

    lines = list(_lines(source))
    width = _wrap_width([line for _, line in lines])
    for number, (start, line) in enumerate(lines):
        for position, character in _characters(line):
            keep(character, start + position)
        following = lines[number + 1][1] if number + 1 < len(lines) else ""
        if not _runs_on(line, following, width):
            keep("\n", start + len(line) - 1)
    text = "".join(map(_simplified, kept)).translate(_FOLDED)
    return Flow(source, text, tuple(offsets))


def one_line(text: str) -> str:
    """A span of a document without line breaks and page furniture, as a wording is written."""
    joined = ""
    for _, line in _lines(text):
        piece = line.strip()
        gap = " " if joined and not (_CJK.match(joined[-1]) or _CJK.match(piece[0])) else ""
        joined += gap + piece
    return joined


def kept_offsets(source: str) -> list[int]:
    """Offsets of the characters that are neither white space nor page furniture."""
    return [
        start + position
        for start, line in _lines(source)
        for position, character in enumerate(line)
        if not character.isspace()
    ]


def _lines(source: str) -> Iterator[tuple[int, str]]:
    """(offset, line) of every line that belongs to the text."""
    start = 0
    for line in source.splitlines(keepends=True):
        if line.strip() and not PAGE_FURNITURE.fullmatch(line.rstrip()):
            yield start, line
        start += len(line)


def _wrap_width(lines: list[str]) -> int:
    """Length that full lines have: nine lines of ten are not longer."""
    lengths = sorted(len(line.strip()) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _runs_on(line: str, following: str, width: int) -> bool:
    """Whether the sentence goes on in the following line.

    It does where this one does not close and is full, or has a comma and is half full; a heading
    is short and has none.
    """
    if not following or any((_CLOSES.search(line), _TITLE.match(line), _OPENS.match(following))):
        return False
    length = len(line.strip())
    share = 0.5 if _PAUSE.search(line) else 0.75
    return (length >= share * width and length > 12) or bool(_GOES_ON.match(following))


def _characters(line: str) -> Iterator[tuple[int, str]]:
    """The line's characters without white space beside Chinese, pinyin and markup."""
    dropped = {i for match in _PINYIN.finditer(line) for i in range(*match.span())}
    previous = ""
    for position, character in enumerate(line):
        if position in dropped or character in "*#\ufeff\u200b":
            continue
        if character.isspace():
            following = line[position + 1 : position + 2]
            if not (_latin(previous) and _latin(following)):
                continue
        yield position, " " if character.isspace() else _narrow(character)
        previous = character


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _narrow(character: str) -> str:
    return chr(ord(character) - 0xFEE0) if "！" <= character <= "～" else character


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _simplified(character: str) -> str:
    """One character in its simplified form; character by character, so that lengths agree."""
    if not "\u4e00" <= character <= "\u9fff":
        return character
    simple = _converter().convert(character)
    return simple if len(simple) == 1 else character
