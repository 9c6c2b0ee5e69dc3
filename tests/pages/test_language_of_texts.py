"""A text in the other language says so, for the voice of a screen reader."""

from __future__ import annotations

import pytest

from pages.shared.text import in_its_language


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [
        ("产业规模达到2500亿元", "en", '<span lang="zh-CN">产业规模达到2500亿元</span>'),
        ("产业规模", "zh", "产业规模"),
        ("Action Plan 2025", "zh", '<span lang="en">Action Plan 2025</span>'),
        ("for example 元宇宙, Sichuan", "en", "for example 元宇宙, Sichuan"),
        ("AI 2025", "zh", "AI 2025"),
        ("<b>元宇宙", "en", '<span lang="zh-CN">&lt;b&gt;元宇宙</span>'),
    ],
)
def test_a_text_names_its_language_where_it_is_not_the_pages(text, lang, shown):
    assert in_its_language(text, lang) == shown
