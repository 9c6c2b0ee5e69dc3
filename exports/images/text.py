"""Lines of text that fit: cleaned of what no file may hold, wrapped, or cut with an ellipsis."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from exports.images.fonts import width_of

#: What XML forbids, and what would move the writing about (control and bidirectional signs).
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SPACE = re.compile(r"\s+")
#: A Chinese character or sign stands alone; Latin letters and digits keep together.
_PIECES = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef、-〿“”‘’…—]|\\s+|[^\\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]+"
)
#: Signs that may not begin a line (and those that may not end one).
_NOT_FIRST = set("，。、；：？！）》」』】〉”’…·,.;:?!)%—")
_NOT_LAST = set("（《「『【〈“‘(¥><≥≤≈")


def clean(text: str) -> str:
    """The text on one line, without control characters."""
    return _SPACE.sub(" ", _FORBIDDEN.sub("", text)).strip()


def shorten(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it is wider than ``width`` pixels."""
    text = clean(text)
    if width_of(text, size, bold=bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle].rstrip() + "…", size, bold=bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


def wrap(text: str, size: float, width: float, *, bold: bool = False, lines: int = 99) -> list[str]:
    """The text in at most ``lines`` lines of ``width`` pixels; what does not fit ends in "…"."""
    rest = _PIECES.findall(clean(text))
    made: list[str] = []
    while rest:
        if len(made) == lines - 1:
            return [*made, shorten("".join(rest), size, width, bold=bold)]
        count = _fitting(rest, size, width, bold)
        line = "".join(rest[:count])
        if count == 1 and width_of(line.strip(), size, bold=bold) > width:
            line = shorten(line, size, width, bold=bold).removesuffix("…") or line[:1]
            rest = [rest[0][len(line) :], *rest[1:]]
        else:
            rest = rest[count:]
        made.append(line.strip())
        while rest and not rest[0].strip():
            rest = rest[1:]
    return made


def _fitting(pieces: list[str], size: float, width: float, bold: bool) -> int:
    """How many of the pieces make the first line: at least one."""
    # Pieces are measured once for all lines; only what they make together is measured for each.
    ends = list(accumulate(width_of(piece, size, bold=bold) for piece in pieces))
    low = max(1, bisect_right(ends, width))
    while low > 1 and width_of("".join(pieces[:low]).strip(), size, bold=bold) > width:
        low -= 1
    if low == len(pieces):
        return low
    count = low
    while count > 1 and (
        pieces[count][0] in _NOT_FIRST or "".join(pieces[:count]).strip()[-1:] in _NOT_LAST
    ):
        count -= 1
    return count if count > 1 else low
