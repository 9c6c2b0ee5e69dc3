"""Files read back: values, types, charts on the right cells, and nothing of the data a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.exhibits import Shown
from analysis.shown import PAGES, shown_targets
from analysis.view import View
from exports.__main__ import main
from exports.kind import Cover
from exports.table import HEADINGS, csv_bytes, export_table, looks_like_formula
from exports.taking import take
from exports.workbook import workbook

DAY = date(2026, 11, 21)
VIEWS = {
    "map": View(indicator="metaverse_industry", scope="related", deadline=2025),
    "timeline": View(sectors=("metaverse",)),
    "compare": View(regions=("510000", "500000", "310000")),
    "indicator": View(indicator="ai_industry", scope="core", deadline=0),
    "plans": View(search="元宇宙"),
    "plan": View(plan="guiyang-integration-2023"),
    "overview": View(sectors=("metaverse",)),
    "curation": View(),
}


def book_of(atlas, page, lang="zh"):
    view = VIEWS[page].but(lang=lang)
    rows = shown_targets(atlas, view, page)
    taken = take(atlas, view, page, Cover(f"{page}?{view.query_string()}", DAY))
    content = workbook(atlas, taken.shown, taken.cover, lang)
    return rows, openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_the_data_sheet_holds_the_values_of_the_view(atlas, page, lang):
    rows, book = book_of(atlas, page, lang)
    sheet = book["数据" if lang == "zh" else "Data"]
    read = pd.DataFrame(list(sheet.iter_rows(min_row=2, max_col=len(HEADINGS), values_only=True)))
    read.columns = list(HEADINGS)
    assert len(read) == len(rows) > 0
    read = read.set_index("target_id")
    for name, row in rows.iterrows():
        for column in ("low", "high", "si_low", "si_high"):
            value = read.loc[name, column]
            assert (pd.isna(value) and row[column] is None) or value == row[column]
        assert read.loc[name, "wording"] == row["wording"]
        assert read.loc[name, "link"] == row["url"] or row["url"] is None


def test_numbers_are_numbers_with_their_unit(atlas):
    _, book = book_of(atlas, "map")
    sheet = book["数据"]
    column = list(HEADINGS).index("low") + 1
    cell = next(c for c in sheet[openpyxl.utils.get_column_letter(column)][1:] if c.value == 2500)
    assert cell.number_format == '#,##0 "亿元"'
    assert sheet.tables["Targets"].ref.startswith("A1:")


def test_charts_are_native_and_refer_to_the_data(atlas):
    rows, book = book_of(atlas, "indicator")
    chart = book["图1"]._charts[0]
    series = chart.series[0]
    assert series.val.numRef.f == f"'数据'!$J$2:$J${len(rows) + 1}"
    assert series.cat.numRef.f == f"'数据'!$A$2:$A${len(rows) + 1}"


def test_a_chart_never_holds_figures_that_may_not_be_compared(atlas):
    _, book = book_of(atlas, "compare")
    charts = [s for s in book.worksheets if s._charts]
    assert charts
    for sheet in charts:
        first, last = (
            int(part.rsplit("$", 1)[1])
            for part in sheet._charts[0].series[0].val.numRef.f.split("!")[1].split(":")
        )
        data = book["数据"]
        places = [list(HEADINGS).index(name) + 1 for name in ("indicator", "scope", "unit")]
        kinds = {tuple(data.cell(r, c).value for c in places) for r in range(first, last + 1)}
        assert len(kinds) == 1


HOSTILE = st.one_of(
    st.sampled_from(
        ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\tx", "\rx", "\x00\x08", "x" * 40000,
         '=HYPERLINK("http://x")', "<script>alert(1)</script>"]
    ),
    st.text(min_size=1, max_size=60),
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(HOSTILE)
def test_nothing_of_the_data_becomes_a_formula(atlas, text):
    rows = atlas.targets.head(3).assign(wording=text, locator=text, region=text)
    hostile = replace(atlas, targets=rows)
    shown = Shown("plans", text, text, (text,), tuple(rows.index), ())
    content = workbook(hostile, shown, Cover(text, DAY), "en")
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type != "f" or str(cell.value).startswith("=IF(ISNUMBER(")


@given(st.text(max_size=30))
def test_csv_is_safe(text):
    assert looks_like_formula(text) == (text[:1] in tuple("=+-@\t\r") and text != "")


def test_csv_opens_in_excel_with_chinese(atlas):
    rows = shown_targets(atlas, VIEWS["map"], "map")
    content = csv_bytes(export_table(atlas, rows, "zh"), "zh")
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {row["地区"] for row in read} >= {"四川", "重庆"}


def test_command_line(tmp_path, capsys):
    target = tmp_path / "map.xlsx"
    query = "indicator=metaverse_industry&scope=related&deadline=2025"
    assert main(["workbook", "--page", "map", "--view", query, "-o", str(target)]) == 0
    assert openpyxl.load_workbook(target).sheetnames[0] == "总览"
    assert main(["csv", "--view", "indicator=nonsense", "-o", str(tmp_path / "x.csv")]) == 2
    assert "nonsense" in capsys.readouterr().err
    assert main(["csv", "--view", "search=zzzz", "-o", str(tmp_path / "x.csv")]) == 2
    assert not (tmp_path / "x.csv").exists()
