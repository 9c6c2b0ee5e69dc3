"""What became of a target, in words."""

from __future__ import annotations

from analysis.progress import GLYPHS, NAMES, Outcome
from analysis.words import observed_figure
from language.catalogue import translate


def words_of(found: Outcome, lang: str) -> str:
    """Sign, state and deciding result: ``✓ reached: 1,280 PFLOPS (2024)``."""
    parts = [translate(lang, NAMES[found.progress])]
    if found.deciding is not None:
        parts.append(f"{observed_figure(found.deciding, lang)} ({found.deciding.date})")
    return f"{GLYPHS[found.progress]} {translate(lang, ': ').join(parts)}".strip()
