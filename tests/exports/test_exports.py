"""Files read back: values, types, charts on the right cells, and nothing of the data a formula."""

from __future__ import annotations

import io
import posixpath
import zipfile
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.exhibits import Shown
from analysis.shown import PAGES, show
from analysis.view import View
from exports.__main__ import main
from exports.kind import Cover, Taken
from exports.kinds import KINDS
from exports.table import HEADINGS, csv_bytes, headings, looks_like_formula
from exports.taking import take
from exports.workbook import workbook
from exports.workbook.book import Book, clean
from exports.workbook.chart_parts import fill, hatched, run, type_of
from exports.workbook.real_map import real_map
from exports.workbook.tiles import PLACES
from loaders.regions import provinces
from loaders.tables import TARGET_COLUMNS

DAY = date(2026, 11, 21)
#: A PNG of one dot.
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
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


def taken_of(atlas, page, lang="zh"):
    view = VIEWS[page].but(lang=lang)
    return take(atlas, view, page, Cover(f"{page}?{view.query_string()}", DAY))


@pytest.fixture(scope="module")
def files(atlas):
    """The bytes of a page's workbook, each made once."""
    made = {}

    def content(page, lang="zh"):
        if (page, lang) not in made:
            made[page, lang] = workbook(atlas, [taken_of(atlas, page, lang)])
        return made[page, lang]

    return content


def read(content, **options):
    return openpyxl.load_workbook(io.BytesIO(content), **options)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_the_data_sheet_holds_the_values_of_the_view(atlas, files, page, lang):
    name = "数据" if lang == "zh" else "Data"
    frame = pd.read_excel(io.BytesIO(files(page, lang)), sheet_name=name, dtype={"adcode": str})
    assert list(frame.columns) == headings(lang)
    frame.columns = list(HEADINGS)
    frame = frame.astype(object).where(frame.notna(), None).set_index("target_id")
    shown = list(taken_of(atlas, page, lang).shown.targets)
    assert list(frame.index[: len(shown)]) == shown
    assert shown
    for target in shown:
        row, own = atlas.targets.loc[target], frame.loc[target]
        for key, column in (
            ("source_low", "low"), ("source_high", "high"), ("si_low", "si_low"), ("si_high", "si_high"),
        ):  # fmt: skip
            assert own[key] == row[column]
        assert own["wording"] == row["wording"]
        assert own["link"] == row["url"]
        for end in ("low", "high"):
            if own[end] is not None and own["unit"] == "¥ bn":
                assert own[end] * 1e9 == pytest.approx(row[f"si_{end}"])
            elif lang == "zh":
                assert own[end] == row[end]


def test_numbers_and_dates_are_typed_and_links_open(files):
    book = read(files("map"))
    sheet = book["数据"]
    heads = {name: place for place, name in enumerate(HEADINGS, 1)}
    line = next(r for r in range(2, 40) if sheet.cell(r, heads["low"]).value == 2500)
    assert sheet.cell(line, heads["low"]).number_format == '#,##0 "亿元"'
    assert sheet.cell(line, heads["issued"]).is_date
    assert sheet.cell(line, heads["due"]).is_date
    assert sheet.cell(line, heads["deadline"]).value == 2025
    link = sheet.cell(line, heads["link"])
    assert link.hyperlink.target == link.value
    assert sheet.tables["Targets"].ref.startswith("A1:")
    assert "data_low" in book.defined_names


@pytest.mark.parametrize("page", ["indicator", "timeline", "compare", "plans"])
def test_charts_refer_to_cells_that_hold_what_they_draw(files, page):
    book = read(files(page), data_only=True)
    charts = [chart for sheet in book.worksheets for chart in sheet._charts]
    assert bool(charts) is (page != "plans")
    for chart in charts:
        for part in [chart, *chart._charts[1:]]:
            for series in part.series:
                source = (getattr(series, "val", None) or series.yVal).numRef
                name, place = source.f.rsplit("!", 1)
                cells = [row[0].value for row in book[name.strip("'")][place.replace("$", "")]]
                drawn = {point.idx: float(point.v) for point in source.numCache.pt}
                assert drawn
                for index, value in drawn.items():
                    held = cells[index]
                    held = (
                        (held - datetime(1899, 12, 30)).days if isinstance(held, datetime) else held
                    )
                    assert held == pytest.approx(value)


def test_every_bar_asks_the_data_by_the_targets_id(atlas, files):
    book = read(files("indicator"))
    sheet = book.worksheets[1]
    bars = taken_of(atlas, "indicator").shown.exhibits[0].bars
    formulas = [
        cell.value for row in sheet.iter_rows() for cell in row
        if cell.data_type == "f" and "data_low" in str(cell.value)
    ]  # fmt: skip
    assert len(formulas) >= len([bar for bar in bars if bar.low is not None])
    assert all("MATCH($" in formula for formula in formulas)


def test_the_tiles_hold_34_units_coloured_by_the_classes_of_the_map(atlas, files):
    assert len(set(PLACES.values())) == len(PLACES) == 34
    assert {code + "0000" for code in PLACES} == {region.adcode for region in provinces()}
    sheet = read(files("map"), data_only=True).worksheets[1]
    values = {sheet.cell(r + 1, c).value for r in range(4, 20, 2) for c in range(1, 9)}
    assert {2500, 1000, 3500} <= values
    exhibit = taken_of(atlas, "map").shown.exhibits[0]
    rules = {
        rule.formula[0].rsplit(">=", 1)[-1]
        for area in sheet.conditional_formatting
        for rule in area.rules
    }
    assert len(rules) >= len(exhibit.answer.breaks)


def test_a_picture_of_the_real_map_stands_beside_the_tiles(files):
    (picture,) = read(files("map")).worksheets[1]._images
    assert picture._data().startswith(b"\x89PNG")
    assert picture.anchor._from.col > 13
    assert len(files("map")) < 300_000


def test_the_picture_is_drawn_again_only_where_its_map_or_day_is_another(atlas, monkeypatch):
    fresh, drawings = replace(atlas), []

    def drawn(*question):
        drawings.append(question)
        return b64decode(DOT)

    monkeypatch.setattr("exports.images.picture.picture", drawn)

    def ask(view, day, other=fresh):
        real_map(other, show(other, view, "map", day).exhibits[0], view.lang, day)
        return len(drawings)

    view = VIEWS["map"]
    assert [ask(view, DAY), ask(view, DAY)] == [1, 1]
    assert ask(view, date(2026, 11, 22)) == 2
    assert ask(view.but(lang="en"), DAY) == 3
    assert ask(view.but(deadline=0), DAY) == 4
    assert ask(view, DAY, replace(atlas)) == 5


def test_four_threads_write_the_same_charts(atlas):
    taken = [taken_of(atlas, page) for page in ("timeline", "compare", "indicator")]

    def charts(_):
        with zipfile.ZipFile(io.BytesIO(workbook(atlas, taken))) as file:
            return {name: file.read(name) for name in file.namelist() if "charts/" in name}

    for part in (run, type_of, fill, hatched):
        part.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(charts, range(4))
    assert len(first) > 3
    assert others == [first] * 3


def test_cells_read_back_as_they_were_put():
    book = Book("en")
    sheet = book.sheet("Cells")
    values = ["a\r\nb", "  <&>\"' ", "𠮷 ]]>", 0.1 + 0.2, 12345678901234, DAY, None, "", "#N/A"]
    for row, value in enumerate(values, 1):
        book.put(sheet, row, 1, value)
    book.formula(sheet, 1, 2, '=IF(A4<1,"<&>","")', "<&>")
    book.formula(sheet, 2, 2, "=A6", DAY)
    own = read(book.content(), data_only=True)["Cells"]
    held = [own.cell(row, 1).value for row in range(1, len(values) + 1)]
    held[5] = held[5].date()
    assert held == [*values[:3], pytest.approx(0.3), *values[4:7], None, "#N/A"]
    assert [own["B1"].value, own["B2"].value] == ["<&>", (DAY - date(1899, 12, 30)).days]
    assert read(book.content())["Cells"]["B1"].value == '=IF(A4<1,"<&>","")'


def test_the_curation_workbook_holds_what_the_page_lists(atlas, files):
    book = read(files("curation"))
    tables = taken_of(atlas, "curation").shown.tables
    assert [table.key for table in tables] == ["coverage", "open_cells", "rejected"]
    for table in tables:
        lines = list(book[table.name].iter_rows(values_only=True))
        assert lines[0] == table.columns
        for line, row in zip(lines[1:], table.rows, strict=True):
            held = [x.date().isoformat() if isinstance(x, datetime) else x for x in line]
            assert held == [value if value != "" else None for value in row]
    urls = [row[-1] for row in tables[-1].rows if row[-1]]
    links = {
        cell.hyperlink.target
        for row in book[tables[-1].name].iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links == set(urls)
    assert len(tables[-1].rows) == len(atlas.curation.rejected)


def test_a_measure_per_gdp_follows_the_amount(atlas):
    view = VIEWS["indicator"].but(measure="gdp")
    taken = take(atlas, view, "indicator", Cover("x", DAY))
    sheet = read(workbook(atlas, [taken]), data_only=True).worksheets[1]
    held = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {bar.low for bar in taken.shown.exhibits[0].bars if bar.low is not None} <= held


def test_the_matrix_is_numbers_with_frozen_heads_and_a_filter(files):
    sheet = read(files("compare"), data_only=True).worksheets[1]
    assert sheet.freeze_panes == "D5"
    assert sheet.auto_filter.ref
    assert len(sheet.conditional_formatting) > 0
    assert any(isinstance(sheet.cell(r, 4).value, float) for r in range(5, 40))


@pytest.mark.parametrize("page", ["map", "compare", "timeline"])
def test_the_file_is_whole(files, page):
    archive = zipfile.ZipFile(io.BytesIO(files(page)))
    names = archive.namelist()
    assert len(names) == len(set(names))
    for name in names:
        if name.endswith((".xml", ".rels")):
            tree = ElementTree.fromstring(archive.read(name))
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for link in tree:
                if link.get("TargetMode") != "External":
                    place = posixpath.normpath(posixpath.join("/" + folder, link.get("Target")))
                    assert place.lstrip("/") in names


def test_what_a_ranking_leaves_out_is_told_once(atlas):
    view = View(indicator="computing_power", deadline=0, lang="en")
    taken = take(atlas, view, "indicator", Cover("https://example.org", DAY))
    told = [
        tuple(cell.value for cell in row)
        for row in read(workbook(atlas, [taken]))["Notes"].iter_rows(min_row=2)
        if row[0].value == "Left out"
    ]
    assert len(told) == len(taken.shown.undrawn) > 3


def test_several_views_share_one_data_sheet(atlas):
    taken = [taken_of(atlas, "map"), taken_of(atlas, "compare")]
    book = read(workbook(atlas, taken))
    place = list(HEADINGS).index("target_id")
    ids = [row[place].value for row in book["数据"].iter_rows(min_row=2)]
    assert len(ids) == len(set(ids))
    assert {name for view in taken for name in view.shown.targets} <= set(ids)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=50), min_size=1, max_size=8))
def test_sheet_names_are_lawful(names):
    book = Book("en")
    made = [book.sheet(name).title for name in names]
    assert len({name.casefold() for name in made}) == len(made)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in made)


HOSTILE = st.one_of(
    st.sampled_from(
        ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\tx", "\rx", "\x00\x08", "x" * 40000,
         '=HYPERLINK("http://x")', "<script>alert(1)</script>"]
    ),
    st.text(min_size=1, max_size=60),
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(HOSTILE)
def test_nothing_of_the_data_becomes_a_formula(atlas, text):
    rows = atlas.targets.head(3).assign(wording=text, locator=text, document_title=text)
    hostile = replace(atlas, targets=rows)
    shown = Shown("plans", text, text, (text,), tuple(rows.index), ())
    content = workbook(hostile, [Taken(shown, View(lang="en"), Cover(text, DAY))])
    book = read(content)
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in line)
    heads = {cell.value: cell.column for cell in book["Data"][1]}
    written = book["Data"].cell(2, heads["Wording"]).value or ""
    assert written.split() == clean(text).split()


@given(st.text(max_size=30))
def test_csv_is_safe(text):
    assert looks_like_formula(text) == (text[:1] in tuple("=+-@\t\r\n＝＋－＠") and text != "")


def test_csv_has_the_columns_of_the_table_and_opens_in_excel_with_chinese(atlas):
    taken = taken_of(atlas, "map", "en")
    kind = next(kind for kind in KINDS if kind.name == "csv")
    content = kind.make(atlas, taken.shown, taken.view, taken.cover)
    assert content.startswith(b"\xef\xbb\xbf")
    read = pd.read_csv(io.BytesIO(content), dtype={"adcode": str, "deadline": str})
    assert list(read.columns) == TARGET_COLUMNS
    own = atlas.targets.loc[list(taken.shown.targets)]
    assert list(read["wording"]) == list(own["wording"])
    assert list(read["adcode"]) == list(own["adcode"])
    assert pd.api.types.is_numeric_dtype(read["si_low"])
    assert read["si_low"].dropna().tolist() == own["si_low"].dropna().tolist()


def test_csv_runs_nothing(atlas):
    rows = atlas.targets.head(1)[TARGET_COLUMNS].assign(wording="=1+1", locator="＝1", low=-5)
    assert b"'=1+1" in csv_bytes(rows)
    assert b",-5," in csv_bytes(rows)


def test_command_line(tmp_path, capsys):
    target = tmp_path / "map.xlsx"
    query = "indicator=metaverse_industry&scope=related&deadline=2025"
    assert main(["workbook", "--page", "map", "--view", query, "-o", str(target)]) == 0
    assert openpyxl.load_workbook(target).sheetnames[0] == "总览"
    assert main(["csv", "--view", "indicator=nonsense", "-o", str(tmp_path / "x.csv")]) == 2
    assert "nonsense" in capsys.readouterr().err
    assert main(["csv", "--view", "search=zzzz", "-o", str(tmp_path / "x.csv")]) == 2
    assert not (tmp_path / "x.csv").exists()
