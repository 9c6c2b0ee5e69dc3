"""The Chinese catalogue is complete and holds nothing in vain."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from language.catalogue import counted, pick, translate
from scripts.messages import messages_in_catalogue, messages_in_code

ROOT = Path(__file__).resolve().parent.parent.parent


def test_every_message_has_its_chinese():
    code, catalogue = messages_in_code(), messages_in_catalogue()
    assert len(code) > 100
    assert sorted(text for text in code if not catalogue.get(text)) == []
    assert sorted(set(catalogue) - code) == []


def test_translations_keep_the_fields():
    for english, chinese in messages_in_catalogue().items():
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", chinese)), english


def test_fields_are_filled():
    assert translate("zh", "by {year}", year=2025) == "2025年"
    assert translate("en", "by {year}", year=2025) == "by 2025"


def test_an_unknown_message_stays_english():
    assert translate("zh", "never translated") == "never translated"


def test_counting():
    assert counted("en", 1, "city") == "1 city"
    assert counted("en", 1200, "city") == "1,200 cities"
    assert counted("zh", 1, "city") == "1个城市"


def test_the_other_language_stands_in_for_a_missing_one():
    assert pick("en", "名", None) == "名"
    assert pick("zh", None, "name") == "name"


def test_no_message_stands_twice():
    """A merge of two branches may write one message twice, with two translations."""
    text = (ROOT / "language" / "zh.po").read_text("utf-8")
    messages = re.findall(r'^msgid ((?:".*"\n)+)', text, re.M)
    assert [message for message, n in Counter(messages).items() if n > 1] == []
