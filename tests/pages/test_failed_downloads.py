"""A file that cannot be made is a sentence for the reader and a line of the log."""

from __future__ import annotations

import logging

import pytest

from exports.kind import CannotExport
from pages.shared.downloads import _made


def _raise(error):
    raise error


def test_a_refusal_is_said_as_it_is(caplog):
    failures = []
    with caplog.at_level(logging.WARNING), pytest.raises(CannotExport):
        _made(failures, "en", "a.pptx", lambda: _raise(CannotExport("Choose fewer figures.")))
    assert failures == ["Choose fewer figures."]
    assert "a.pptx was not made" in caplog.text


@pytest.mark.parametrize(("lang", "says"), [("zh", "请重试"), ("en", "Try again")])
def test_what_nobody_expected_gets_a_number_that_the_log_has_too(caplog, lang, says):
    failures = []
    with caplog.at_level(logging.ERROR), pytest.raises(ZeroDivisionError):
        _made(failures, lang, "a.xlsx", lambda: 1 // 0)
    (sentence,) = failures
    assert "a.xlsx" in sentence
    assert says in sentence
    number = next(r for r in caplog.records if r.exc_info).args[1]
    assert number in sentence
    assert "division" not in sentence


def test_a_file_that_can_be_made_is_just_made():
    failures = []
    assert _made(failures, "zh", "a.csv", lambda: b"1") == b"1"
    assert failures == []
