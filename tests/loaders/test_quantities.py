"""Values as written: every form of the table, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.quantities import BadQuantity, Comparator, parse_quantity
from loaders.units import UnknownUnit, known_units, parse_unit


@pytest.mark.parametrize(
    ("text", "comparator", "low", "high", "si_low", "si_high", "base"),
    [
        ("2500 亿元", "exact", 2500, 2500, 250_000_000_000, 250_000_000_000, "CNY"),
        (">= 3000 亿元", "at_least", 3000, None, 300_000_000_000, None, "CNY"),
        ("≥3000亿元", "at_least", 3000, None, 300_000_000_000, None, "CNY"),
        ("> 2000 家", "more_than", 2000, None, 2000, None, "count"),
        ("<= 5 个工作日", "at_most", None, 5, None, 5, "working days"),
        ("< 1.3 万亿元", "less_than", None, Decimal("1.3"), None, 1_300_000_000_000, "CNY"),
        ("约 50 个", "about", 50, 50, 50, 50, "count"),
        ("2-3 家", "range", 2, 3, 2, 3, "count"),
        ("3—5 个", "range", 3, 5, 3, 5, "count"),
        ("第 1 名", "rank", 1, 1, 1, 1, "rank"),
        ("x2", "multiple", 2, 2, 2, 2, "x"),
        ("3600 PFLOPS", "exact", 3600, 3600, 36 * 10**17, 36 * 10**17, "FLOPS"),
        ("> 36 亿个", "more_than", 36, None, 3_600_000_000, None, "count"),
        ("55 %", "exact", 55, 55, 55, 55, "%"),
        (">= 20 年", "at_least", 20, None, 7305, None, "days"),
    ],
)
def test_every_form(text, comparator, low, high, si_low, si_high, base):
    value = parse_quantity(text)
    assert value.comparator == comparator
    assert (value.low, value.high) == (low, high)
    assert (value.si_low, value.si_high) == (si_low, si_high)
    assert value.unit.base == base


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2500",
        "亿元",
        "二千亿元",
        "3-2 家",
        ">= 2-3 家",
        "第 0 名",
        "x0",
        "-5 亿元",
        "9" * 30 + " 元",
    ],
)
def test_what_is_no_value_is_refused_with_a_remedy(text):
    with pytest.raises(BadQuantity, match=r"Write|unit|rank|multiple|large|Use"):
        parse_quantity(text)


def test_unknown_unit_names_near_misses():
    with pytest.raises(UnknownUnit) as caught:
        parse_quantity("3600 PFLPS")
    assert "PFLOPS" in caught.value.nearest


NUMBERS = st.decimals(min_value=0, max_value=10**8, places=2).map(lambda n: n.normalize())
UNITS = st.sampled_from([unit for unit in known_units() if unit not in ("名", "倍")])


@given(NUMBERS, UNITS)
def test_conversion_is_exact_and_linear(number, unit):
    written = f"{number:f} {unit}"
    value = parse_quantity(written)
    assert value.low == value.high == number
    assert value.si_low == number * parse_unit(unit).factor


@given(NUMBERS, NUMBERS, UNITS)
def test_a_range_keeps_its_ends_in_order(one, other, unit):
    low, high = sorted((one, other))
    text = f"{low:f}-{high:f} {unit}"
    if low == high:
        with pytest.raises(BadQuantity):
            parse_quantity(text)
    else:
        value = parse_quantity(text)
        assert value.comparator is Comparator.RANGE
        assert value.si_low < value.si_high


@given(NUMBERS, UNITS, st.sampled_from([">=", ">", "<=", "<"]))
def test_an_open_end_stays_open(number, unit, sign):
    value = parse_quantity(f"{sign} {number:f} {unit}")
    ends = (value.low, value.high)
    assert ends == ((number, None) if sign[0] == ">" else (None, number))


@given(st.text(max_size=40))
def test_any_text_is_a_value_or_a_clear_error(text):
    try:
        parse_quantity(text)
    except (BadQuantity, UnknownUnit) as error:
        assert str(error)  # noqa: PT017 - either outcome is right
