"""How a sheet comes out on paper: at a size that can be read, and broken where a drawing ends."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

#: Pixels (96 an inch) between the margins of an A4 page on its side, less what other programs and
#: other fonts make columns wider than Excel does.
_PAGE = 980 * 0.75
#: Excel's own width of a column that has none, in characters; pixels of a character, and around it.
_PLAIN, _CHARACTER, _AROUND = 8.43, 7, 5


def width_in_pixels(sheet: Worksheet, first: int, last: int) -> int:
    """Width of columns ``first`` to ``last``, hidden ones left out."""
    total = 0
    for column in range(first, last + 1):
        own = sheet.column_dimensions.get(get_column_letter(column))
        if own is not None and own.hidden:
            continue
        width = own.width if own is not None and own.customWidth else _PLAIN
        total += round(width * _CHARACTER) + _AROUND
    return total


def column_at(sheet: Worksheet, first: int, pixels: int) -> int:
    """The column in which something ends that starts at column ``first`` and is so wide."""
    last = first
    while width_in_pixels(sheet, first, last) < pixels:
        last += 1
    return last


def print_in_parts(
    sheet: Worksheet,
    last: tuple[int, int],
    rows: Iterable[int] = (),
    columns: Iterable[int] = (),
) -> None:
    """Print from A1 to ``last`` (column, row), a new page after each of the rows and columns named.

    The scale is that at which the widest part fills a page: Excel takes no breaks from a sheet that
    is fitted to its pages.
    """
    breaks = sorted(columns)
    starts, ends = [1, *(column + 1 for column in breaks)], [*breaks, last[0]]
    widest = max(width_in_pixels(sheet, *part) for part in zip(starts, ends, strict=True))
    sheet.sheet_properties.pageSetUpPr.fitToPage = False
    sheet.page_setup.scale = max(10, min(100, int(100 * _PAGE / widest)))
    for row in rows:
        sheet.row_breaks.append(Break(id=row))
    for column in breaks:
        sheet.col_breaks.append(Break(id=column))
    sheet.print_area = f"A1:{get_column_letter(last[0])}{last[1]}"
