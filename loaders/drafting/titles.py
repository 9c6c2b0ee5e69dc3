"""Titles of plans in a text: which plan a clause belongs to, and the last year its title names."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_KINDS = "计划|方案|规划|意见|办法|条例|措施|通知|要点|安排|纲要|指南|建议|政策|报告"
_LINE = re.compile(
    rf"(?:(?<=\n)|^)[^。;\n]{{4,90}}?(?:{_KINDS})(?:》?的通知)?》?(?:\([^)\n]{{2,24}}\)》?)?(?=\n|$)"
)
_QUOTED = re.compile(rf"《[^》\n]{{6,80}}?(?:{_KINDS})(?:\([^)\n]{{2,24}}\))?》")
#: A title in a sentence is that of the plan that speaks only where it is announced there.
_ANNOUNCED = re.compile(r"印发|发布|出台|公布|通过|审议|征求意见")
_FOLLOWED = re.compile(r"贯彻|落实|根据|依据|按照|参照|衔接|依照")
_PERIOD = re.compile(r"(?P<first>20[0-9]{2})年?-(?P<last>20[0-9]{2})年?")
_ANNUAL = re.compile(r"(?P<year>20[0-9]{2})年(?:度)?[^》\n]{0,14}(?:安排|计划|要点|方案|任务|报告)")
_FIVE_YEARS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030}


@dataclass(frozen=True, slots=True)
class Title:
    """A title at ``start`` up to ``end`` of the flow; ``last`` is the last year that it names.

    ``year`` is the place in the flow of the words that name the year.
    """

    start: int
    end: int
    text: str
    last: str | None
    year: tuple[int, int] | None


class Titles:
    """The titles of one flow's text, in order."""

    def __init__(self, text: str) -> None:
        spans = {m.span() for m in _LINE.finditer(text) if "《" not in m[0]}
        for match in _QUOTED.finditer(text):
            line = text.rfind("\n", 0, match.start()) + 1
            lead = text[line : match.start()]
            if not lead or (_ANNOUNCED.search(lead) and not _FOLLOWED.search(lead)):
                spans.add((match.start(), match.end()))
        self._titles = [_title(text, start, end) for start, end in sorted(spans)]
        self._starts = [title.start for title in self._titles]

    def first(self) -> Title | None:
        """The first title, if there is one."""
        return self._titles[0] if self._titles else None

    def above(self, place: int) -> Title | None:
        """The nearest title that begins before ``place``."""
        index = bisect_right(self._starts, place)
        return self._titles[index - 1] if index else None


def _title(text: str, start: int, end: int) -> Title:
    written = text[start:end]
    for pattern, group in ((_PERIOD, "last"), (_ANNUAL, "year")):
        if match := pattern.search(written):
            place = (start + match.start(), start + match.end())
            return Title(start, end, written.strip("《》"), match[group], place)
    for name, year in _FIVE_YEARS.items():
        if (at := written.find(name)) >= 0 and "规划" in written:
            place = (start + at, start + at + len(name))
            return Title(start, end, written.strip("《》"), str(year), place)
    return Title(start, end, written.strip("《》"), None, None)
