"""The page as a PowerPoint slide: a native table, a map of shapes, the evidence in the notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pptx.util import Emu, Pt

from analysis.atlas import Atlas
from analysis.brief import Brief
from exports.brief.page import Area, Role, draw
from exports.deck.saving import saved
from exports.deck.stage import Stage, Words
from exports.deck.tables import Line, draw_table
from exports.deck.template import Box, open_base
from exports.deck.vector_map import draw_locator


def brief_slide(atlas: Atlas, brief: Brief, day: date, template: bytes | None = None) -> bytes:
    """A PowerPoint file of one slide, on the client's template where one is given.

    Raises:
        CannotExport: the template cannot be used.
    """
    stage = Stage(open_base(template, brief.lang), atlas, brief.lang)
    made = stage.t("Made on {date}", date=day.isoformat())
    facts = [f"{fact.name}: {fact.value} ({fact.source})" for fact in brief.facts]
    words = Words(brief.title, brief.subtitle, brief.targets, remarks=[*facts, made], on_map=True)
    slide, box = stage.slide(words)
    body = Area(*(side / Pt(1) for side in (box.left, box.top, box.width, box.height)))
    draw(_Slide(stage, slide), body, brief, room=0.96 if stage.base.own else 0.8)
    return saved(stage, brief.title, day)


class _Slide:
    """A slide as a surface."""

    def __init__(self, stage: Stage, slide: object) -> None:
        self.stage, self.slide = stage, slide

    def text(self, area: Area, words: str, size: float, role: Role, *, bold: bool = False) -> None:
        colour = getattr(self.stage.look, role)
        self.stage.text(self.slide, _box(area), words, size=size, colour=colour, bold=bold)

    def locator(self, area: Area, adcode: str, alt: str) -> None:
        draw_locator(self.stage, self.slide, _box(area), adcode, alt)

    def table(
        self, area: Area, widths: Sequence[float], rows: Sequence[Sequence[str]], row: float, size: float, name: str
    ) -> None:  # fmt: skip
        head, *lines = rows
        draw_table(
            self.stage, self.slide, _box(area), head, [Line(tuple(cells), ()) for cells in lines],
            [Pt(width) for width in widths], name, size, row_height=Pt(row),
        )  # fmt: skip


def _box(area: Area) -> Box:
    return Box(*(Emu(Pt(side)) for side in (area.x, area.y, area.width, area.height)))
