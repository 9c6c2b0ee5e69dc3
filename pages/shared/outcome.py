"""What became of a figure, and what it would be of its parent's, as lines of its evidence."""

from __future__ import annotations

from html import escape

from analysis.outcome_words import parent_words, reason_words, state_words, words_of
from analysis.progress import Outcome, outcome
from loaders.tables import Figure
from pages.shared.frame import Frame


def outcome_of(frame: Frame, row: Figure) -> Outcome:
    """What became of a row of ``atlas.targets`` by the page's day."""
    return outcome(frame.atlas, row, frame.today)


def outcome_chip(frame: Frame, row: Figure) -> str:
    """The state as a small mark, as HTML; nothing while the deadline is ahead and no result known."""
    found = outcome_of(frame, row)
    words = state_words(found, frame.lang)
    return f'<span class="chip {found.progress.value}">{escape(words)}</span>' if words else ""


def outcome_words(frame: Frame, row: Figure) -> str:
    """State and deciding result in one line: ``✓ reached: 1,280 PFLOPS (2024)``."""
    return words_of(outcome_of(frame, row), frame.lang)


def outcome_lines(frame: Frame, row: Figure) -> list[str]:
    """The reason for the state, as HTML; empty while nothing is known and nothing is due."""
    text = reason_words(outcome_of(frame, row), frame.lang)
    if not text:
        return []
    return [f'<div class="place"><b>{escape(outcome_words(frame, row))}</b> {escape(text)}</div>']


def parent_lines(frame: Frame, row: Figure) -> list[str]:
    """The share of its parent's figure, where the parent sets the same, as HTML."""
    text = parent_words(frame.atlas, row, frame.lang)
    return [f'<div class="place">{escape(text)}</div>'] if text else []
