"""How a figure is written: ``≥ 3,000亿元`` and ``≥ ¥300 bn``, ``约50个`` and ``≈ 50``, ``2–3``.

Chinese keeps the source's own unit; English turns money and large counts into millions, billions
and trillions, which is what its readers expect.
"""

from __future__ import annotations

from functools import cache, lru_cache

from babel import Locale
from babel.numbers import NumberPattern, format_decimal, parse_pattern

#: Parsed once: reading a locale's name anew for each number took most of a table's time.
_LOCALES = {"zh": Locale.parse("zh_CN"), "en": Locale.parse("en")}

_SIGNS = {"at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "less_than": "< "}
_LARGE = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
_ENGLISH_UNITS = {"days": "days", "working days": "working days", "points": "points"}


@lru_cache(8192)
def plain_number(value: float, language: str, digits: int = 2) -> str:
    """A number with thousands separators and at most ``digits`` decimals."""
    return str(format_decimal(value, format=_pattern(digits), locale=_LOCALES[language]))


@cache
def _pattern(digits: int) -> NumberPattern:
    """Parsed once for all numbers, like the locales."""
    return parse_pattern("#,##0" + ("." + "#" * digits if digits else ""))


def figure(
    comparator: str,
    low: float | None,
    high: float | None,
    unit: str,
    si_low: float | None,
    si_high: float | None,
    si_unit: str,
    language: str,
) -> str:
    """A figure with its comparator, as charts, tables and exports write it.

    ``low`` and ``high`` are in ``unit``; ``si_low`` and ``si_high`` in ``si_unit``.
    """
    if comparator == "multiple":
        return f"×{plain_number(low or 0, language)}"
    if comparator == "rank":
        rank = plain_number(low or 0, language)
        return f"第{rank}" if language == "zh" else f"No. {rank}"
    sign = _SIGNS.get(comparator, "")
    if comparator == "about":
        sign = "约" if language == "zh" else "≈ "
    ends = [(low, si_low), (high, si_high)]
    shown = [end for end in ends if end[0] is not None]
    if comparator != "range":
        shown = shown[:1]
    if language == "zh":
        text = "–".join(plain_number(end[0] or 0, "zh") for end in shown) + _chinese_unit(unit)
    else:
        text = _english(
            [float(end[1] or 0) for end in shown], float(shown[0][0] or 0), unit, si_unit
        )
    return sign + text


def _chinese_unit(unit: str) -> str:
    if unit == "点":  # the source gives an index without a unit
        return ""
    return unit if unit in ("%",) or not unit.isascii() else f" {unit}"


def _english(values: list[float], low: float, unit: str, si_unit: str) -> str:
    if si_unit == "CNY":
        return "¥" + _scaled(values)
    if si_unit == "count":
        return _scaled(values)
    if si_unit == "%":
        return "–".join(plain_number(value, "en") for value in values) + "%"
    if si_unit == "days" and unit == "年":
        years = plain_number(low, "en")
        return f"{years} year" + ("" if low == 1 else "s")
    if si_unit in _ENGLISH_UNITS:
        text = "–".join(plain_number(value, "en") for value in values)
        return text if unit == "点" else f"{text} {_ENGLISH_UNITS[si_unit]}"
    if si_unit == "per 10,000 people":
        return "–".join(plain_number(value, "en") for value in values) + " per 10,000 people"
    factor = values[0] / low if low else 1.0
    return "–".join(plain_number(value / factor, "en") for value in values) + f" {unit}"


def _scaled(values: list[float]) -> str:
    largest = max(abs(value) for value in values)
    for size, name in _LARGE:
        if largest >= size:
            return "–".join(plain_number(value / size, "en", 3) for value in values) + f" {name}"
    return "–".join(plain_number(value, "en") for value in values)


#: Per family: the step a chart's axis counts in, with its name in each language.
AXIS_UNITS: dict[str, tuple[float, str, str]] = {
    "CNY": (1e8, "亿元", "¥ bn"),
    "FLOPS": (1e15, "PFLOPS", "PFLOPS"),
    "%": (1, "%", "%"),
    "count": (1, "个", "number"),
    "days": (365.25, "年", "years"),
    "working days": (1, "工作日", "working days"),
    "points": (1, "点", "points"),
    "bit/s": (1e12, "Tbps", "Tbps"),
    "byte": (1e18, "EB", "EB"),
    "per 10,000 people": (1, "每万人", "per 10,000 people"),
}


#: Larger steps: from this amount on, a reader expects the larger unit (zh, en).
_LARGER = {
    ("CNY", "zh"): (1e13, 1e12, "万亿元"),
    ("CNY", "en"): (1e12, 1e12, "¥ tn"),
    ("FLOPS", "zh"): (1e19, 1e18, "EFLOPS"),
    ("FLOPS", "en"): (1e19, 1e18, "EFLOPS"),
    ("count", "zh"): (1e6, 1e4, "万个"),
    ("count", "en"): (1e6, 1e6, "million"),
}


def axis_unit(si_unit: str, language: str, largest: float = 0.0) -> tuple[float, str]:
    """(divisor, name) of the unit that a chart's axis counts in: 亿元, ¥ bn, PFLOPS ...

    ``largest`` is the largest amount drawn, in ``si_unit``; large ones are counted in 万亿元, ¥ tn,
    EFLOPS.
    """
    larger = _LARGER.get((si_unit, language))
    if larger and largest >= larger[0]:
        return larger[1], larger[2]
    step, zh, en = AXIS_UNITS.get(si_unit, (1.0, si_unit, si_unit))
    if si_unit == "CNY" and language == "en":
        step = 1e9
    return step, zh if language == "zh" else en


def amount(si_value: float, si_unit: str, language: str, largest: float = 0.0) -> str:
    """A bare amount in the unit of :func:`axis_unit`, for legends and totals.

    ``largest`` is the largest amount that it stands beside, so that all are in one unit.
    """
    step, name = axis_unit(si_unit, language, max(largest, si_value))
    text = plain_number(si_value / step, language)
    if si_unit == "CNY" and language == "en":
        return f"¥{_scaled([si_value])}"
    if si_unit == "count":
        return plain_number(si_value, language)
    return (
        f"{text}{name}"
        if (language == "zh" and not name.isascii()) or name == "%"
        else f"{text} {name}"
    )
