"""Native tables: the matrix of indicators by regions, and lists of figures, paged over slides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Emu, Length, Pt

from analysis.exhibits import MatrixExhibit, MatrixRow
from analysis.words import figure_of, place_name, qualified
from exports.deck.look import Colour, colour_xml
from exports.deck.stage import Stage, Words, describe
from exports.deck.template import Box
from exports.deck.text import add_run, clean, height_of, shortened
from language.catalogue import pick

#: PowerPoint's own style "No Style, No Grid": rules are drawn, not inherited.
_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_SIZE, _PAD = 11, Pt(4)
MOST_COLUMNS = 7
#: A cell names at most so many figures; the others are in the notes.
_MOST_IN_CELL = 4
#: Regions that share a cell; a row stays lower than a slide.
_MOST_FOLDED = 24


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table, one text a column, the figures that stand in it, and whether it is quiet."""

    cells: tuple[str, ...]
    targets: tuple[str, ...]


def matrix_slides(stage: Stage, exhibit: MatrixExhibit, words: Words) -> None:
    """Indicators by regions; where there are more regions than columns fit, they share a column."""
    if len(exhibit.adcodes) > MOST_COLUMNS:
        _folded_slides(stage, exhibit, words)
        return
    lines = [
        Line(
            (_row_name(row), *(_figures(stage, cell) for cell in row.cells)),
            tuple(target for cell in row.cells for target in cell),
        )
        for row in exhibit.rows
    ]
    count = len(exhibit.adcodes)
    shares = (2.1 if count > 2 else 1.2, *(1.0 for _ in range(count)))
    heads = (stage.t("Indicator"), *exhibit.columns)
    table_slides(stage, heads, lines, shares, words, exhibit.name)


def _folded_slides(stage: Stage, exhibit: MatrixExhibit, words: Words) -> None:
    """Each indicator with all its figures in one cell, region by region."""
    between = stage.t("; ")
    lines = []
    for row in exhibit.rows:
        texts: list[str] = []
        targets: list[str] = []
        for region, cell in zip(exhibit.columns, row.cells, strict=True):
            if cell:
                texts.append(f"{region} {_figures(stage, cell)}".replace("\n", stage.t(", ")))
                targets += cell
        kept = texts[:_MOST_FOLDED]
        if len(texts) > len(kept):
            kept.append(stage.t("+{count} more", count=len(texts) - len(kept)))
        lines.append(Line((_row_name(row), str(len(texts)), between.join(kept)), tuple(targets)))
    heads = (stage.t("Indicator"), stage.t("Regions"), stage.t("Figures"))
    table_slides(stage, heads, lines, (3.0, 0.8, 7.2), words, exhibit.name)


def _row_name(row: MatrixRow) -> str:
    return f"{row.name} — {row.apart}" if row.apart else row.name


def figure_slides(stage: Stage, targets: Sequence[str], words: Words) -> None:
    """A list of figures: region, what is counted, figure, deadline, plan."""
    t, lang = stage.t, stage.lang
    heads = (t("Region"), t("Indicator"), t("Figure"), t("Deadline"), t("Plan"))
    lines = []
    for name in targets:
        row = stage.atlas.figure(name)
        plan = stage.atlas.target_by_id[name].plan
        lines.append(
            Line(
                (
                    place_name(plan.jurisdiction, lang),
                    qualified(stage.atlas, row, lang),
                    figure_of(row, lang),
                    str(row["deadline"] or "–"),
                    pick(lang, plan.title, plan.title_en),
                ),
                (name,),
            )
        )
    table_slides(stage, heads, lines, (1.1, 2.4, 1.3, 0.75, 3.4), words, t("Figures"))


def table_slides(
    stage: Stage,
    heads: Sequence[str],
    lines: Sequence[Line],
    shares: Sequence[float],
    words: Words,
    name: str,
) -> None:
    """Break the lines into slides by the height they take, and draw each as a table."""
    area = stage.base.area
    widths = [Emu(int(area.width * share / sum(shares))) for share in shares]
    room = Emu(int(area.height) - Pt(78))
    heights = [_height(line.cells, widths) for line in lines]
    head = _height(heads, widths)
    pages = _pages(lines, heights, room - head)
    even = Emu(int(sum(heights) / max(1, len(pages)) * 1.1) + max(heights, default=0) // 2)
    pages = _pages(lines, heights, min(room - head, even))
    for number, page in enumerate(pages, 1):
        if not page:
            continue
        part = f" ({number}/{len(pages)})" if len(pages) > 1 else ""
        targets = [target for line in page for target in line.targets]
        slide, box = stage.slide(replace(words, title=words.title + part, targets=targets))
        draw_table(stage, slide, box, heads, page, widths, name)


def _pages(lines: Sequence[Line], heights: Sequence[int], room: int) -> list[list[Line]]:
    """The lines in pages that are at most ``room`` high."""
    pages: list[list[Line]] = [[]]
    used = 0
    for line, height in zip(lines, heights, strict=True):
        if pages[-1] and used + height > room:
            pages.append([])
            used = 0
        pages[-1].append(line)
        used += height
    return pages


def draw_table(
    stage: Stage,
    slide: Slide,
    box: Box,
    heads: Sequence[str],
    lines: Sequence[Line],
    widths: Sequence[Length],
    name: str,
    size: float = _SIZE,
    row_height: Length | None = None,
) -> None:
    """One native table with a rule under its head and light rules between its rows.

    Rows are as high as their texts ask for, or all of ``row_height``.
    """
    heights = [_height(heads, widths, size), *(_height(ln.cells, widths, size) for ln in lines)]
    if row_height is not None:
        heights = [row_height] * len(heights)
    frame = slide.shapes.add_table(
        len(lines) + 1, len(heads), box.left, box.top, Emu(sum(widths)), Emu(sum(heights))
    )
    describe(frame, name, f"{name}: {'; '.join(' '.join(line.cells) for line in lines)}")
    table = frame.table
    properties = table._tbl.tblPr
    properties.find(qn("a:tableStyleId")).text = _STYLE
    properties.set("bandRow", "0")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    look = stage.look
    for number, (row, height) in enumerate(zip(table.rows, heights, strict=True)):
        row.height = height
        texts = heads if not number else lines[number - 1].cells
        for cell, text in zip(row.cells, texts, strict=True):
            colour = look.muted if not number else look.ink
            _cell(stage, cell, text, colour, bold=not number, size=size)
            _rule(cell, look.hatch if not number else look.rule, 1.0 if not number else 0.5)


def _cell(stage: Stage, cell: Any, text: str, colour: Colour, *, bold: bool, size: float) -> None:
    cell.margin_left, cell.margin_right = 0, Pt(8)
    cell.margin_top = cell.margin_bottom = _PAD // 2
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame = cell.text_frame
    for number, part in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        if part:
            add_run(paragraph, part, size=size, colour=colour, bold=bold)
        # What is empty has a type size too, and a row is as high as that asks for.
        paragraph._p.get_or_add_endParaRPr().set("sz", str(round(size * 100)))


def _rule(cell: Any, colour: Colour, width: float) -> None:
    """A rule along the lower edge of a cell."""
    properties = cell._tc.get_or_add_tcPr()
    content = parse_xml(
        f'<a:lnB {nsdecls("a")} w="{round(width * 12700)}">{colour_xml(colour)}</a:lnB>'
    )
    first = next((e for e in properties if etree.QName(e).localname not in ("lnL", "lnR", "lnT")), None)  # fmt: skip
    if first is not None:
        first.addprevious(content)
    else:
        properties.append(content)


def _height(texts: Sequence[str], widths: Sequence[Length], size: float = _SIZE) -> Length:
    """The height of a row: that of its highest cell."""
    heights = [
        sum(int(height_of(part, size, Emu(width - Pt(8)))) for part in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    ]
    return Emu(max(heights) + _PAD)


def _figures(stage: Stage, targets: Sequence[str]) -> str:
    """The figures of a cell, each on its line with its deadline."""
    rows = [stage.atlas.figure(name) for name in targets]
    lines = []
    for row in rows[:_MOST_IN_CELL]:
        due = f" ({row['deadline']})" if row["deadline"] else ""
        draft = f" {stage.t('draft')}" if row["plan_status"] == "draft" else ""
        lines.append(shortened(clean(figure_of(row, stage.lang)), 40) + due + draft)
    if len(rows) > _MOST_IN_CELL:
        lines.append(stage.t("+{count} more", count=len(rows) - _MOST_IN_CELL))
    return "\n".join(lines)
