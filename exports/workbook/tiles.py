"""The map in cells: a tile for each of the 34 units, its value asked of Data, its colour live."""

from __future__ import annotations

from datetime import date

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from analysis.atlas import Atlas
from analysis.exhibits import MapExhibit
from analysis.map_states import State
from analysis.palette import LIGHT, class_colours, state_look
from analysis.sources import MAP_NOTE, documents_line
from analysis.words import place_name, region_name
from exports.workbook.book import HEAD, MUTED, SIGNS, Book, Look, number_format, rgb
from exports.workbook.chart_parts import top_lines
from exports.workbook.data_sheet import Data
from exports.workbook.printing import column_at, print_in_parts
from exports.workbook.real_map import real_map
from language.figures import axis_unit

#: Column and row of each unit, roughly where it lies; by the first two digits of its adcode.
PLACES = {
    "23": (8, 0), "22": (8, 1),
    "65": (2, 2), "64": (4, 2), "15": (5, 2), "11": (6, 2), "12": (7, 2), "21": (8, 2),
    "54": (1, 3), "63": (2, 3), "62": (3, 3), "61": (4, 3), "14": (5, 3), "13": (6, 3), "37": (7, 3),
    "51": (2, 4), "50": (3, 4), "42": (4, 4), "41": (5, 4), "34": (6, 4), "32": (7, 4), "31": (8, 4),
    "53": (2, 5), "52": (3, 5), "43": (4, 5), "36": (5, 5), "33": (6, 5),
    "45": (3, 6), "44": (4, 6), "35": (5, 6), "71": (7, 6),
    "46": (3, 7), "82": (4, 7), "81": (5, 7),
}  # fmt: skip
#: First row of the tiles; a tile has a row for its name and one for its value.
_TOP, _STEP = 4, 2
_LEGEND = 11
_TILE = 13.0
#: Column at which the picture of the real map stands; width and height of a plain cell, in pixels.
_PICTURE = 16
_ROW = 20
#: Excel's patterns for those of the map on the screen.
_PATTERNS = {
    "lines": "lightUp", "dots": "gray125", "accent": "lightDown", "accent-dots": "lightGray",
    "": "solid",
}  # fmt: skip


def tiles_sheet(
    book: Book, data: Data, atlas: Atlas, exhibit: MapExhibit, name: str, day: date
) -> Worksheet:
    """Add the sheet with the tile map, its legend with the class bounds, the cities' values, and
    beside them a picture of the real map.

    Each tile's value is a formula on Data in the exhibit's unit; its colour is conditional
    formatting on the bounds of the legend, the same classes as on the screen: a change of a figure
    or of a bound recolours the map.
    """
    sheet = book.sheet(name)
    top_lines(book, sheet, exhibit.title, exhibit.subtitle)
    for row in range(_TOP, _TOP + 8 * _STEP):
        sheet.row_dimensions[row].height = 24
    for column in range(1, 9):
        sheet.column_dimensions[get_column_letter(column)].width = _TILE
    sheet.row_dimensions[_TOP - 1].height = 30
    sheet.column_dimensions[get_column_letter(9)].width = 3
    for column, width in ((10, 5), (_LEGEND, 34), (_LEGEND + 1, 14), (_LEGEND + 2, 28)):
        sheet.column_dimensions[get_column_letter(column)].width = width
    bounds = _legend(book, sheet, exhibit)
    ids = _LEGEND + 3
    sheet.column_dimensions[get_column_letter(ids)].hidden = True
    for place, row in enumerate(exhibit.answer.provinces.to_dict("records")):
        _tile(book, sheet, data, exhibit, row, (ids, _TOP + place), bounds)
    _sea(book, sheet)
    last = _cities(book, sheet, data, exhibit, bounds)
    row = max(last, _TOP + 8 * _STEP) + 1
    documents = data.documents(exhibit.targets)
    source = documents_line(atlas, documents, book.lang) if documents else ""
    for step, line in enumerate((source, book.t(MAP_NOTE))):
        book.put(sheet, row + step, 1, line, MUTED.but(wrap=False))
    drawn = real_map(atlas, exhibit, book.lang, day)
    if drawn is None:
        sheet.print_area = f"A1:{get_column_letter(_LEGEND + 2)}{row + 1}"
        return sheet
    sheet.column_dimensions[get_column_letter(ids + 1)].width = 3
    sheet.add_image(drawn, f"{get_column_letter(_PICTURE)}{_TOP - 1}")
    right = column_at(sheet, _PICTURE, drawn.width)
    bottom = max(row + 1, _TOP + drawn.height // _ROW)
    print_in_parts(sheet, (right, bottom), columns=(_PICTURE - 1,))
    return sheet


def _legend(book: Book, sheet: Worksheet, exhibit: MapExhibit) -> list[tuple[str, str]]:
    """The legend; returns (cell of the lower bound, colour) of each class, low to high."""
    step, _ = axis_unit(exhibit.answer.si_unit, book.lang)
    book.put(sheet, _TOP - 1, _LEGEND, exhibit.name, HEAD.but(indent=1))
    unit = book.t("from ({unit})", unit=exhibit.unit)
    book.put(sheet, _TOP - 1, _LEGEND + 1, unit, HEAD.but(align="right"))
    book.put(sheet, _TOP - 1, _LEGEND + 2, book.t("Provinces"), HEAD.but(indent=2))
    classes = [label for label in exhibit.legend if label.number is not None]
    colours = class_colours(LIGHT, len(classes))
    bounds = []
    for offset, label in enumerate(exhibit.legend):
        row = _TOP + offset
        if label.number is None:
            book.put(sheet, row, 10, "", _state_look(State(label.state)))
        else:
            book.put(sheet, row, 10, "", Look(fill=colours[label.number], rule="box"))
            low = exhibit.answer.breaks[label.number - 1] / step if label.number else 0
            shown = number_format("", low)
            book.put(sheet, row, _LEGEND + 1, low, Look(number=shown, align="right"))
            bounds.append((f"${get_column_letter(_LEGEND + 1)}${row}", colours[label.number]))
        book.put(sheet, row, _LEGEND, label.words, Look(indent=1, wrap=True))
        book.put(sheet, row, _LEGEND + 2, label.provinces, Look(align="left", indent=2))
    return bounds


def _state_look(state: State) -> Look:
    fill, pattern = state_look(LIGHT, state)
    ink = LIGHT.accent if pattern.startswith("accent") else LIGHT.hatch
    return Look(
        fill=fill, pattern=_PATTERNS[pattern], pattern_colour=ink if pattern else "", rule="box"
    )


def _tile(
    book: Book, sheet: Worksheet, data: Data, exhibit: MapExhibit, row: dict, place: tuple[int, int],
    bounds: list[tuple[str, str]],
) -> None:  # fmt: skip
    """One unit: its name over its value; ``place`` is the cell that holds its target's id."""
    column, line = PLACES[row["adcode"][:2]]
    top = _TOP + line * _STEP
    state = State(row["state"])
    base = Look(fill=LIGHT.blank) if state is State.VALUE else _state_look(state)
    look = base.but(align="center", vertical="top", wrap=True, rule="tile_foot")
    name = look.but(bold=True, vertical="bottom", rule="tile_head")
    book.put(sheet, top, column, region_name(row["adcode"], book.lang), name)
    target = row["target_id"]
    if target is None:
        book.put(sheet, top + 1, column, "–", look.but(colour=LIGHT.muted))
        return
    book.put(sheet, place[1], place[0], target)
    id_cell = f"${get_column_letter(place[0])}${place[1]}"
    if state is not State.VALUE:
        text = f'=IFERROR({data.ask("figure", id_cell)},"")'
        book.formula(sheet, top + 1, column, text, data.value("figure", target), look)
        return
    _value(book, sheet, data, exhibit, target, id_cell, row["value"], (top + 1, column), look)
    cell = f"${get_column_letter(column)}${top + 1}"
    _colours(
        sheet,
        f"{get_column_letter(column)}{top}:{get_column_letter(column)}{top + 1}",
        cell,
        bounds,
    )


def _value(
    book: Book, sheet: Worksheet, data: Data, exhibit: MapExhibit, target: str, id_cell: str,
    si_value: float, place: tuple[int, int], look: Look,
) -> None:  # fmt: skip
    step, _ = axis_unit(exhibit.answer.si_unit, book.lang)
    value = float(f"{si_value / step:.12g}")
    key = "low" if data.value("low", target) is not None else "high"
    source = data.value(key, target)
    factor = float(f"{value / source:.12g}") if source else 1.0
    times = "" if factor == 1 else f"*{factor!r}"
    sign = SIGNS[book.lang].get(data.rows[target]["comparator"], "")
    shown = number_format("", value, sign)
    text = f'=IFERROR({data.ask(key, id_cell)}{times},"")'
    book.formula(sheet, *place, text, value, look.but(number=shown))


def _colours(sheet: Worksheet, area: str, cell: str, bounds: list[tuple[str, str]]) -> None:
    """Conditional formatting: the highest class whose lower bound the value reaches."""
    for number in range(len(bounds) - 1, -1, -1):
        bound, colour = bounds[number]
        dark = number >= (len(bounds) + 1) // 2 and number > 0
        ink = "FFFFFF" if dark else rgb(LIGHT.ink)
        test = f"AND(ISNUMBER({cell}),{cell}>={bound})" if number else f"ISNUMBER({cell})"
        rule = FormulaRule(
            formula=[test], stopIfTrue=True, font=Font(color=ink),
            fill=PatternFill("solid", bgColor=rgb(colour), fgColor=rgb(colour)),
        )  # fmt: skip
        sheet.conditional_formatting.add(area, rule)


def _sea(book: Book, sheet: Worksheet) -> None:
    """The inset of the South China Sea with its line, at the lower right as on every map."""
    top, column = _TOP + 7 * _STEP, 7
    look = Look(size=9, colour=LIGHT.muted, align="center", wrap=True)
    book.put(sheet, top, column, book.t("South China Sea Islands"), look)
    sheet.merge_cells(start_row=top, end_row=top + 1, start_column=column, end_column=column + 1)
    side = Side(style="mediumDashed", color=rgb(LIGHT.hatch))
    for row in (top, top + 1):
        for own in (column, column + 1):
            sheet.cell(row, own).border = Border(
                left=side if own == column else None,
                right=side if own > column else None,
                top=side if row == top else None,
                bottom=side if row > top else None,
            )


def _cities(
    book: Book, sheet: Worksheet, data: Data, exhibit: MapExhibit, bounds: list[tuple[str, str]]
) -> int:
    """The cities' values, which are points on the screen's map; returns the last row."""
    cities = exhibit.answer.cities
    row = _TOP + len(exhibit.legend) + 2
    if cities.empty:
        return row
    book.put(sheet, row, _LEGEND, book.t("Cities on the map"), HEAD.but(indent=1))
    book.put(sheet, row, _LEGEND + 1, exhibit.unit, HEAD.but(align="right"))
    book.put(sheet, row, _LEGEND + 2, book.t("Target id"), HEAD.but(indent=2))
    for city in cities.to_dict("records"):
        row += 1
        target = city["target_id"]
        book.put(sheet, row, _LEGEND, place_name(city["adcode"], book.lang), Look(indent=1))
        quiet = MUTED.but(wrap=False, vertical="center", indent=2)
        book.put(sheet, row, _LEGEND + 2, target, quiet)
        id_cell = f"${get_column_letter(_LEGEND + 2)}${row}"
        look = Look(align="right")
        if State(city["state"]) is State.VALUE:
            place = (row, _LEGEND + 1)
            _value(book, sheet, data, exhibit, target, id_cell, city["value"], place, look)
            cell = f"${get_column_letter(_LEGEND + 1)}${row}"
            _colours(sheet, f"{get_column_letter(_LEGEND + 1)}{row}", cell, bounds)
        else:
            text = f'=IFERROR({data.ask("figure", id_cell)},"")'
            look = look.but(colour=LIGHT.muted)
            book.formula(sheet, row, _LEGEND + 1, text, data.value("figure", target), look)
    return row
