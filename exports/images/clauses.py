"""The clauses of a plan: what each sets, its figure and deadline, and its own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.atlas import Atlas
from analysis.palette import Palette
from analysis.words import figure_of, qualified
from exports.images.canvas import Box, Canvas
from exports.images.sheet import BODY, Key
from exports.images.text import wrap
from language.catalogue import translate

_ROW, _LEAST_ROW = 84.0, 56.0
_WORDING = 13.0


@dataclass(frozen=True, slots=True)
class ClausesBody:
    """Draws the targets of a plan by their ids; where there is none, it says so."""

    atlas: Atlas
    targets: tuple[str, ...]
    colours: Palette
    lang: str

    @property
    def legend(self) -> Sequence[Key]:
        """No signs."""
        return []

    def least_width(self) -> float:
        """Texts are broken into lines."""
        return 0.0

    def height(self, width: float) -> float:
        """Rows with room for two lines of wording."""
        return max(1, len(self.targets)) * _ROW

    def least_height(self, width: float) -> float:
        """Rows with one line of wording."""
        return max(1, len(self.targets)) * _LEAST_ROW

    def draw(self, canvas: Canvas, box: Box) -> None:
        """What is counted at the left, the figure with its deadline at the right, the words below."""
        ink, muted = self.colours.ink, self.colours.muted
        if not self.targets:
            words = translate(self.lang, "This plan sets no figure in the collection.")
            canvas.text(box.x, box.y + 20, words, BODY, muted, width=box.width)
            return
        row = min(_ROW, box.height / len(self.targets))
        y = box.y
        for name in self.targets:
            target = self.atlas.figure(name)
            due = str(target["deadline"] or translate(self.lang, "no deadline stated"))
            figure = f"{figure_of(target, self.lang)} · {due}"
            label = qualified(self.atlas, target, self.lang)
            canvas.text(box.x, y + 16, label, BODY, ink, bold=True, width=box.width * 0.62)
            canvas.text(box.right, y + 16, figure, BODY, ink, bold=True, align="right")
            most = 2 if row >= _ROW else 1
            for number, line in enumerate(
                wrap(f"“{target['wording']}”", _WORDING, box.width, lines=most)
            ):
                canvas.text(box.x, y + 38 + number * 19, line, _WORDING, muted)
            y += row
            canvas.line([(box.x, y - 4), (box.right, y - 4)], self.colours.rule)
