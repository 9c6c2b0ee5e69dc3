"""By when: the deadline that a text states for a figure, with the place where it says so."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from loaders.dates import parse_date
from loaders.drafting.titles import Titles

#: Last year of each five-year plan.
_FIVE_YEARS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_YEAR = re.compile(
    r"(?P<lead>截至|截止到?|较|比|自|从|于|相比|《)?(?:(?:20[0-9]{2})年?-)?"
    r"(?<![0-9])(?P<year>20[0-9]{2})年?"
    r"(?:(?<=年)(?P<month>1[0-2]|0?[1-9])月(?P<day>[0-3]?[0-9]日)?)?"
    r"(?P<end>年底|年末|底|末)?(?P<before>之前|前)?"
)
_FIVE_YEAR = re.compile(
    rf"[“\"]?(?P<name>{'|'.join(_FIVE_YEARS)})[”\"]?(?:时?期)?(?:末|期末|期间|时期)"
)
#: Behind a year that is a starting point, or part of a title.
_BASE = re.compile(r"^(?:以来|起|开始|的?基础上|同期|[)）]?》|[)）]|度?(?:重点)?工作)")
_HEADING = re.compile(
    r"\n(?:[0-9]{1,2}[.、]|[(][一二三四五六七八九十0-9]{1,3}[)]|[一二三四五六七八九十]{1,3}、|第.{1,4}[章条])"
)
#: How far back, in characters, a deadline still governs the paragraphs under it.
_REACH = 700


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date at ``start`` up to ``end`` of the flow, as ``targets.yaml`` writes it."""

    start: int
    end: int
    date: str


class Deadlines:
    """All deadlines of one flow's text, to be asked which of them governs a place in it."""

    def __init__(self, text: str, titles: Titles) -> None:
        self._text = text
        self._titles = titles
        self._stated = sorted([*_years(text), *_five_years(text)], key=lambda found: found.start)
        self._places = [deadline.start for deadline in self._stated]

    def governing(self, place: int) -> Deadline | None:
        """The deadline of a figure at ``place``, or None where the text states none.

        The nearest one before it in its paragraph; else the nearest in the paragraphs above, as
        far as no title stands between, and no heading either unless a colon announced the list;
        else the last year in the title of the plan.
        """
        title = self._titles.above(place)
        index = bisect_left(self._places, place)
        if index:
            near = self._stated[index - 1]
            floor = max(title.end if title else 0, place - _REACH)
            paragraph = self._text.rfind("\n", 0, place)
            if near.start > paragraph or (near.start >= floor and self._carries(near, place)):
                return near
        if title is None or title.last is None or title.year is None:
            return None
        return Deadline(*title.year, title.last)

    def within(self, start: int, place: int) -> Deadline | None:
        """The deadline stated between ``start`` and ``place``, nearest to ``place``."""
        index = bisect_left(self._places, place)
        found = self._stated[index - 1] if index else None
        return found if found and found.start >= start else None

    def _carries(self, deadline: Deadline, place: int) -> bool:
        end = self._text.find("\n", deadline.end)
        announced = self._text[end - 1 : end] == ":"
        return announced or not _HEADING.search(self._text, deadline.end, place)


def _years(text: str) -> list[Deadline]:
    found = []
    for match in _YEAR.finditer(text):
        dated = bool(match["month"]) and not (match["end"] or match["before"])
        if match["lead"] or dated or _BASE.match(text[match.end() : match.end() + 6]):
            continue
        if "年" not in match[0]:
            continue
        date = match["year"] + (f"-{int(match['month']):02}" if match["month"] else "")
        if match["day"]:
            date += f"-{int(match['day'][:-1]):02}"
        found += _valid(match.start("year"), match.end(), date)
    return found


def _five_years(text: str) -> list[Deadline]:
    return [
        deadline
        for match in _FIVE_YEAR.finditer(text)
        for deadline in _valid(match.start(), match.end(), str(_FIVE_YEARS[match["name"]]))
    ]


def _valid(start: int, end: int, date: str) -> list[Deadline]:
    try:
        parse_date(date)
    except ValueError:
        return []
    return [Deadline(start, end, date)]
