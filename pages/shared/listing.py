"""Long lists on a page: as many as a reader looks through, and words that say how many there are."""

from __future__ import annotations

from html import escape
from typing import TypeVar

import pandas as pd
import streamlit as st

from pages.shared.frame import Frame

_Listed = TypeVar("_Listed", list, tuple, pd.DataFrame)
#: Figures with their evidence; those that are folded under them.
FIGURES, FURTHER = 20, 100
#: Lines of a chart.
LINES = 15
#: Rows of a table with the evidence of a figure inside, made when it is opened.
ROWS = 100
#: Figures of a matrix, each with its evidence inside, which the browser reads and cleans before it
#: shows any: those of six regions are up to 111 in our own data.
MATRIX = 120
#: Rows of a plain table, which is scrolled.
TABLE = 500
#: Regions beside the map: all provinces and as many cities; the largest come first.
REGIONS = 60
#: Bars of one row of a comparison, and of all charts that it begins with.
ROW_BARS, FIRST_BARS = 15, 30
#: Bars on one page of a ranking: no more than the provinces, with some cities.
BARS = 45


def first_of(frame: Frame, items: _Listed, most: int) -> _Listed:
    """The first ``most`` of a list; where there are more, a line says so above them."""
    if line := listed_line(frame, len(items), most):
        st.html(line)
    return items[:most]


def listed_line(frame: Frame, count: int, most: int) -> str:
    """The line over the first ``most`` of a longer list, as HTML; nothing over a whole one."""
    if count <= most:
        return ""
    text = frame.t("Listed are the first {shown} of {count}.", shown=most, count=count)
    return f'<p class="source">{escape(text)}</p>'
