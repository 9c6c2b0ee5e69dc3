"""How figures are written in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.figures import amount, axis_unit, figure
from loaders.quantities import parse_quantity
from loaders.units import known_units


def written(text: str, language: str) -> str:
    value = parse_quantity(text)
    ends = [value.low, value.high, value.si_low, value.si_high]
    low, high, si_low, si_high = (None if end is None else float(end) for end in ends)
    return figure(
        value.comparator.value,
        low,
        high,
        value.unit.text,
        si_low,
        si_high,
        value.unit.base,
        language,
    )


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2500 亿元", "2,500亿元", "¥250 bn"),
        (">= 3000 亿元", "≥ 3,000亿元", "≥ ¥300 bn"),
        ("1.2 万亿元", "1.2万亿元", "¥1.2 tn"),
        ("200 万元", "200万元", "¥2 m"),
        ("> 2000 家", "> 2,000家", "> 2,000"),
        ("约 50 个", "约50个", "≈ 50"),
        ("2-3 家", "2–3家", "2–3"),
        ("3600 PFLOPS", "3,600 PFLOPS", "3,600 PFLOPS"),
        ("> 36 亿个", "> 36亿个", "> 3.6 bn"),
        ("55 %", "55%", "55%"),
        ("<= 5 个工作日", "≤ 5个工作日", "≤ 5 working days"),
        (">= 20 年", "≥ 20年", "≥ 20 years"),
        ("第 1 名", "第1", "No. 1"),
        ("x2", "×2", "×2"),
        ("60 点", "60", "60"),
    ],
)
def test_text_forms(text, zh, en):
    assert written(text, "zh") == zh
    assert written(text, "en") == en


@given(
    st.sampled_from(["", ">= ", "> ", "<= ", "< ", "约 "]),
    st.integers(1, 10**6),
    st.sampled_from(known_units()),
)
def test_every_value_can_be_written_in_both_languages(sign, number, unit):
    for language in ("zh", "en"):
        text = written(f"{sign}{number} {unit}", language)
        assert text
        assert "None" not in text


def test_amounts_of_a_legend():
    assert amount(150e9, "CNY", "zh") == "1,500亿元"
    assert amount(150e9, "CNY", "en") == "¥150 bn"
    assert amount(2, "count", "en") == "2"
    assert amount(10, "%", "zh") == "10%"


def test_axes_count_money_in_the_readers_unit():
    assert axis_unit("CNY", "zh") == (1e8, "亿元")
    assert axis_unit("CNY", "en") == (1e9, "¥ bn")
