"""Dates as plans give them: a year, a month or a day, never more exact than the source."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from loaders.problems import Mistake, say

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?")
FIRST_YEAR, LAST_YEAR = 1990, 2060
#: Characters of a text that are looked at: more are no date, and not worth keeping.
_LONGEST = 40


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """``first`` and ``last`` day of the year, month or day that ``text`` names."""

    first: date
    last: date
    text: str

    @property
    def year(self) -> int:
        """Calendar year."""
        return self.first.year

    def __str__(self) -> str:
        return self.text


def parse_date(value: Any) -> PartialDate:
    """Read ``2025``, ``2025-06`` or ``2025-06-30`` (a YAML number, string or date).

    Raises:
        Mistake: no such day, or a year outside 1990 to 2060; the message says what to write.
    """
    kind = type(value)
    if kind is date or kind is int:
        return _parse_plain(value)
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime):
        value = value.date()
    return _parse(value.isoformat() if isinstance(value, date) else str(value)[:_LONGEST].strip())


@lru_cache(maxsize=4096)
def _parse_plain(value: date | int) -> PartialDate:
    return _parse(value.isoformat() if isinstance(value, date) else str(value)[:_LONGEST])


@lru_cache(maxsize=4096)  # few days, told thousands of times
def _parse(text: str) -> PartialDate:
    text = text.removesuffix(".0")  # spreadsheets write 2050.0
    match = _FORM.fullmatch(text)
    if not match:
        raise Mistake(say("not a date"), say("Write 2025, 2025-06 or 2025-06-30."))
    year = int(match[1])
    month, day = (int(part) if part else None for part in match.groups()[1:])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        what = say(
            "the year {year} is outside {first} to {last}",
            year=year, first=FIRST_YEAR, last=LAST_YEAR,
        )  # fmt: skip
        raise Mistake(what, say("Correct the year."))
    try:
        if month is None:
            return PartialDate(date(year, 1, 1), date(year, 12, 31), text)
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return PartialDate(date(year, month, 1), date(year, month, last), f"{year}-{month:02}")
        exact = date(year, month, day)
    except ValueError:
        what = say("{value} is no day of the calendar", value=text)
        raise Mistake(what, say("Write a day of the calendar, such as 2025-06-30.")) from None
    return PartialDate(exact, exact, exact.isoformat())
