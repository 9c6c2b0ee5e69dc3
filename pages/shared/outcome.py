"""What became of a figure, and what it would be of its parent's, as lines of its evidence."""

from __future__ import annotations

from html import escape

import pandas as pd

from analysis.hierarchy import Share, share_of_parent
from analysis.outcome_words import words_of
from analysis.progress import GLYPHS, NAMES, SENTENCES, Outcome, Progress, outcome
from analysis.words import figure_of, region_name
from language.figures import plain_number
from pages.shared.frame import Frame

#: States that a chip tells; of the others the evidence speaks in a line.
_TOLD = (
    Progress.REACHED, Progress.NOT_REACHED, Progress.ON_COURSE, Progress.BEHIND, Progress.NO_REPORT,
)  # fmt: skip


def outcome_of(frame: Frame, row: pd.Series) -> Outcome:
    """What became of a row of ``atlas.targets`` by the page's day."""
    return outcome(frame.atlas, row, frame.today)


def outcome_chip(frame: Frame, row: pd.Series) -> str:
    """The state as a small mark, as HTML; nothing while the deadline is ahead and no result known."""
    found = outcome_of(frame, row)
    if found.progress not in _TOLD:
        return ""
    words = f"{GLYPHS[found.progress]} {frame.t(NAMES[found.progress])}"
    return f'<span class="chip {found.progress.value}">{escape(words)}</span>'


def outcome_words(frame: Frame, row: pd.Series) -> str:
    """State and deciding result in one line: ``✓ reached: 1,280 PFLOPS (2024)``."""
    return words_of(outcome_of(frame, row), frame.lang)


def outcome_lines(frame: Frame, row: pd.Series) -> list[str]:
    """The reason for the state, as HTML; empty while nothing is known and nothing is due."""
    found = outcome_of(frame, row)
    if found.progress is Progress.NO_DATA and not found.observations:
        return []
    year = found.deciding.date.year if found.deciding else ""
    text = frame.t(SENTENCES[found.because], year=year)
    if found.share is not None and found.progress is not Progress.REACHED:
        share = plain_number(found.share * 100, frame.lang, 0)
        text += " " + frame.t("It is {share} % of the target.", share=share)
    return [f'<div class="place"><b>{escape(outcome_words(frame, row))}</b> {escape(text)}</div>']


def parent_lines(frame: Frame, row: pd.Series) -> list[str]:
    """The share of its parent's figure, where the parent sets the same, as HTML."""
    found = share_of_parent(frame.atlas, row)
    if found is None:
        return []
    text = frame.t(
        "Would be {share} of the figure that {parent} sets for the same scope and deadline ({figure}).",
        share=share_words(found, frame.lang),
        parent=region_name(str(found.parent["adcode"]), frame.lang),
        figure=figure_of(found.parent, frame.lang),
    )
    return [f'<div class="place">{escape(text)}</div>']


def share_words(share: Share, lang: str) -> str:
    """``28%``, ``25–30%``, ``≥ 28%`` where the parent's or the own end stays open."""
    low, high = (
        None if end is None else plain_number(end, lang, 1) for end in (share.low, share.high)
    )
    if low is None or high is None:
        return f"≥ {low}%" if low is not None else f"≤ {high}%"
    return f"{low}%" if low == high else f"{low}–{high}%"
