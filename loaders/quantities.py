"""Values as a person writes them in ``targets.yaml``, parsed strictly.

========================  =====================================
written                   meaning
========================  =====================================
``2500 亿元``             exact
``>= 3000 亿元``          at least (以上, 不少于)
``> 2000 家``             more than (超过, 突破)
``<= 5 个工作日``         at most (以内)
``< 1.3 倍``              less than (低于)
``约 50 个``              about (左右, 约)
``2-3 家``                range
``第 1 名``               rank
``x2``                    multiple of the baseline (倍增, 翻一番)
========================  =====================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from loaders.problems import Mistake, quoted, say
from loaders.units import Unit, parse_unit


class Comparator(StrEnum):
    """How a figure bounds what is promised (限定词)."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    RANGE = "range"
    MULTIPLE = "multiple"
    RANK = "rank"


_SIGNS = {
    ">=": Comparator.AT_LEAST,
    "≥": Comparator.AT_LEAST,
    ">": Comparator.MORE_THAN,
    "<=": Comparator.AT_MOST,
    "≤": Comparator.AT_MOST,
    "<": Comparator.LESS_THAN,
    "约": Comparator.ABOUT,
    "≈": Comparator.ABOUT,
    "~": Comparator.ABOUT,
    "": Comparator.EXACT,
}
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_RANK = re.compile(r"^第\s*([0-9]+)\s*名$")
_MULTIPLE = re.compile(rf"^(>=|>|约)?\s*[x×]\s*({_NUMBER})$")
_VALUE = re.compile(
    rf"^(?P<sign>>=|≥|>|<=|≤|<|约|≈|~)?\s*(?P<low>{_NUMBER})"
    rf"(?:\s*[-–—]\s*(?P<high>{_NUMBER}))?\s*(?P<unit>[^\d\s].*)$"
)
_LIMIT = Decimal(10) ** 9


_EXAMPLES = "2500 亿元, >= 3000 亿元, > 2000 家, 约 50 个, 2-3 家, 第 1 名, x2"


class BadQuantity(Mistake):
    """The text is not a value; ``remedy`` says what to write instead."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its nature kept.

    ``low`` and ``high`` are in ``unit``; an open end is ``None`` (at least 3000: low 3000,
    high ``None``). An exact or approximate figure has ``low == high``.
    """

    text: str
    comparator: Comparator
    low: Decimal | None
    high: Decimal | None
    unit: Unit

    @property
    def si_low(self) -> Decimal | None:
        """Lower end in the base unit of the family (CNY, FLOPS, %, count, days ...)."""
        return None if self.low is None else self.low * self.unit.factor

    @property
    def si_high(self) -> Decimal | None:
        """Upper end in the base unit of the family."""
        return None if self.high is None else self.high * self.unit.factor

    @property
    def family(self) -> str:
        """Unit family: money, compute, count ..."""
        return self.unit.family


@lru_cache(maxsize=16_384)  # the same round figures come again and again
def parse_quantity(text: str) -> Quantity:
    """Parse one value of the table above.

    Raises:
        BadQuantity: the text has no such form, or a range runs backwards.
        UnknownUnit: the number is followed by a unit that is not in the table of units.
    """
    written = text
    text = text.strip()
    if match := _RANK.match(text):
        rank = _number(match[1], written)
        if rank < 1:
            raise BadQuantity(say("a rank starts at 1"), _write("第 1 名"))
        return Quantity(text, Comparator.RANK, rank, rank, parse_unit("名"))
    if match := _MULTIPLE.match(text):
        factor = _number(match[2], written)
        if factor <= 0:
            raise BadQuantity(say("a multiple is greater than 0"), _write("x2"))
        return Quantity(text, Comparator.MULTIPLE, factor, factor, parse_unit("倍"))
    match = _VALUE.match(text)
    if not match:
        remedy = say("Write a number and a unit, such as {examples}.", examples=_EXAMPLES)
        raise BadQuantity(say("not a value"), remedy)
    comparator = _SIGNS[match["sign"] or ""]
    low = _number(match["low"], written)
    unit = parse_unit(match["unit"])
    if match["high"] is None:
        if comparator in (Comparator.AT_LEAST, Comparator.MORE_THAN):
            return Quantity(text, comparator, low, None, unit)
        if comparator in (Comparator.AT_MOST, Comparator.LESS_THAN):
            return Quantity(text, comparator, None, low, unit)
        return Quantity(text, comparator, low, low, unit)
    high = _number(match["high"], written)
    if comparator is not Comparator.EXACT:
        raise BadQuantity(say("a range takes no sign before it"), _write("2-3 家"))
    if high <= low:
        what = say("a range runs from low to high")
        raise BadQuantity(what, _write(f"{high}-{low} {unit.text}"))
    return Quantity(text, Comparator.RANGE, low, high, unit)


def _write(example: str) -> str:
    return say("Write it as {example}.", example=example)


def _number(digits: str, written: str) -> Decimal:
    number = Decimal(digits)
    if number > _LIMIT:
        what = say("{value} is too large", value=quoted(written.strip()))
        raise BadQuantity(what, say("Use 万, 亿 or 万亿 before the unit."))
    return number
