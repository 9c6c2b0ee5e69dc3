"""Units a source may write, their families and their factors to the family's base unit.

A table rather than a units library: the sources count in Chinese multipliers
(万, 亿, 万亿) and in classifiers (家, 个, 项 ...), which no general library knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

#: Base unit of each family, as the ``si_unit`` column of the tables prints it.
BASE_UNITS: dict[str, str] = {
    "money": "CNY",
    "compute": "FLOPS",
    "share": "%",
    "points": "points",
    "count": "count",
    "duration": "days",
    "workdays": "working days",
    "rank": "rank",
    "multiple": "x",
    "bandwidth": "bit/s",
    "storage": "byte",
    "density": "per 10,000 people",
}

_MULTIPLIERS = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}

#: Units without a Chinese multiplier: name -> (family, factor to the base unit).
_PLAIN: dict[str, tuple[str, Decimal]] = {
    "元": ("money", Decimal(1)),
    "%": ("share", Decimal(1)),
    "个百分点": ("points", Decimal(1)),
    "点": ("points", Decimal(1)),
    "天": ("duration", Decimal(1)),
    "日": ("duration", Decimal(1)),
    "年": ("duration", Decimal("365.25")),  # the Julian year of ISO 80000-3
    "个工作日": ("workdays", Decimal(1)),
    "名": ("rank", Decimal(1)),
    "倍": ("multiple", Decimal(1)),
    "个/万人": ("density", Decimal(1)),
    "台/万人": ("density", Decimal(1)),
    "件/万人": ("density", Decimal(1)),
}
_PREFIXES = {"T": 12, "P": 15, "E": 18, "Z": 21}
_PLAIN |= {f"{p}FLOPS": ("compute", Decimal(10) ** e) for p, e in _PREFIXES.items()}
_PLAIN |= {f"{p}B": ("storage", Decimal(10) ** e) for p, e in _PREFIXES.items()}
_PLAIN |= {f"{p}bps": ("bandwidth", Decimal(10) ** e) for p, e in {"G": 9, **_PREFIXES}.items()}
#: Classifiers: what they count is said by the indicator.
_PLAIN |= {
    name: ("count", Decimal(1))
    for name in [
        "个",
        "家",
        "项",
        "种",
        "款",
        "户",
        "件",
        "人",
        "名人才",
        "台",
        "座",
        "架",
        "张",
        "次",
        "所",
        "条",
        "只",
        "支",
        "辆",
        "套",
        "类",
        "例",
        "处",
        "片",
        "对",
        "篇",
        "门",
    ]
}
#: Units that never take 万 or 亿 before them.
_NO_MULTIPLIER = {"%", "个百分点", "点", "名", "倍", "天", "日", "年", "个工作日"}

_SPLIT = re.compile(r"^(万亿|亿|万)?(.+)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written in the source: ``text`` times ``factor`` is the base unit of ``family``."""

    text: str
    family: str
    factor: Decimal

    @property
    def base(self) -> str:
        """Name of the family's base unit, for example ``CNY``."""
        return BASE_UNITS[self.family]


class UnknownUnit(ValueError):
    """The unit is not in the table; ``nearest`` holds up to three near misses."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text
        close = get_close_matches(text, known_units(), n=3, cutoff=0.4)
        match = _SPLIT.match(text)
        money = [f"{match[1]}元"] if match and match[1] else []
        self.nearest = list(dict.fromkeys([*money, *close]))[:3]


def known_units() -> list[str]:
    """Every unit that can be written, multipliers included."""
    return [
        multiplier + name
        for name in _PLAIN
        for multiplier in _MULTIPLIERS
        if not multiplier or _takes_multiplier(name)
    ]


def _takes_multiplier(name: str) -> bool:
    return name not in _NO_MULTIPLIER and _PLAIN[name][0] in ("money", "count")


def parse_unit(text: str) -> Unit:
    """Look a unit up, with or without a Chinese multiplier (``亿元``, ``万家``, ``PFLOPS``).

    Raises:
        UnknownUnit: the unit is not in the table.
    """
    text = text.strip()
    if text in _PLAIN:
        family, factor = _PLAIN[text]
        return Unit(text, family, factor)
    if match := _SPLIT.match(text):
        multiplier, name = match[1] or "", match[2]
        if multiplier and name in _PLAIN and _takes_multiplier(name):
            family, factor = _PLAIN[name]
            return Unit(text, family, factor * _MULTIPLIERS[multiplier])
    raise UnknownUnit(text)
