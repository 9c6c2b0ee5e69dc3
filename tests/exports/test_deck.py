"""Decks read back: native charts with the right values, shapes a province, sources in the notes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache

import openpyxl
import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches

from analysis.exhibits import BarsExhibit, Lane, MatrixExhibit, PathsExhibit, TimelineExhibit
from analysis.shown import show
from analysis.view import View
from exports.__main__ import main
from exports.deck import build, stage
from exports.deck.bars import BARS_A_SLIDE, MOST_BARS
from exports.deck.build import Scene, TitlePage, deck
from exports.deck.evidence import evidence_lines
from exports.kind import CannotExport
from language.catalogue import translate
from loaders.regions import provinces, regions

DAY = date(2026, 11, 21)
VIEWS = {
    "overview": View(sectors=("metaverse",)),
    "map": View(indicator="metaverse_industry", scope="related", deadline=2025),
    "timeline": View(sectors=("metaverse",)),
    "compare": View(regions=("510000", "500000", "310000"), sectors=("metaverse", "ai")),
    "indicator": View(indicator="ai_industry", scope="core", deadline=0),
    "plans": View(search="元宇宙"),
    "plan": View(plan="guiyang-integration-2023"),
}


@pytest.fixture(scope="module")
def made(atlas):
    """What a page shows, and its deck, each made once."""

    @cache
    def once(page, lang):
        shown = show(atlas, VIEWS[page].but(lang=lang), page, DAY)
        content = deck(atlas, [Scene(shown, f"https://example.org/{page}")], lang, DAY)
        return shown, content

    def make(page, lang="zh"):
        return once(page, lang)

    return make


def opened(content):
    return pptx.Presentation(io.BytesIO(content))


def charts(presentation):
    return [
        (slide, shape.chart) for slide in presentation.slides for shape in slide.shapes if shape.has_chart
    ]  # fmt: skip


def notes(slide):
    return slide.notes_slide.notes_text_frame.text


def every_shape(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every_shape(shape.shapes)


def sound(content):
    """Every part is there once, is named by a relationship that leads to it, and is well-formed."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = file.namelist()
        assert len(names) == len(set(names))
        for name in names:
            if not name.endswith(".rels"):
                continue
            folder = name.replace("_rels/", "").rsplit("/", 1)[0] if "/" in name[6:] else ""
            for target, mode in re.findall(
                r'Target="([^"]+)"(?: TargetMode="(\w+)")?', file.read(name).decode("utf-8")
            ):
                if mode == "External" or target.startswith("http"):
                    continue
                path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
                while "/../" in path:
                    path = re.sub(r"[^/]+/\.\./", "", path, count=1)
                assert path.lstrip("/") in names, (name, target)
        for name in names:
            if name.endswith(".xml"):
                text = file.read(name).decode("utf-8")
                used = set(re.findall(r'r:(?:id|embed|link)="(rId\d+)"', text))
                rels = f"{name.rsplit('/', 1)[0]}/_rels/{name.rsplit('/', 1)[-1]}.rels"
                known = file.read(rels).decode() if rels in names else ""
                assert all(f'Id="{identity}"' in known for identity in used), name


def _spaced(title):
    """A title with plain spaces where it forbids line breaks."""
    return title.replace("\u00a0", " ")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", VIEWS)
def test_a_deck_of_every_page_is_sound_and_carries_its_evidence(atlas, made, page, lang):
    shown, content = made(page, lang)
    sound(content)
    presentation = opened(content)
    wide, high = presentation.slide_width, presentation.slide_height
    assert (wide, high) == (Inches(13.333), Inches(7.5))
    first, *others = presentation.slides
    assert _spaced(first.shapes.title.text) == shown.finding
    assert others
    said = "\n".join(notes(slide) for slide in others)
    for name in shown.targets if not shown.exhibits else shown.exhibits[0].targets:
        row = atlas.targets.loc[name]
        assert row["wording"].replace("\n", " ") in said
        assert row["url"] is None or row["url"] in said
    for slide in others:
        ids = [shape.shape_id for shape in every_shape(slide.shapes)]
        assert len(ids) == len(set(ids))
        assert slide.shapes.title.text
        assert "https://example.org/" in notes(slide)
        assert slide._element.findall(f".//{qn('a:fld')}")
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= wide + 1
            assert shape.top + shape.height <= high + 1
        drawings = [s for s in slide.shapes if s.has_chart or s.has_table or s.shape_type == 6]
        rule = next(s for s in slide.shapes if s.name == translate(lang, "Rule"))
        for drawing in drawings:
            assert drawing.top + drawing.height <= rule.top
            assert drawing.top >= slide.shapes.title.top + Inches(0.3)


def test_every_run_names_a_latin_and_an_east_asian_typeface(made):
    _, content = made("map")
    for slide in opened(content).slides:
        for run in slide._element.iter(qn("a:rPr")):
            assert run.find(qn("a:latin")) is not None
            assert run.find(qn("a:ea")) is not None


def test_our_theme_names_real_typefaces(made):
    with zipfile.ZipFile(io.BytesIO(made("map")[1])) as file:
        theme = file.read("ppt/theme/theme1.xml").decode("utf-8")
    assert 'ea typeface="Microsoft YaHei"' in theme.replace("<a:", "")


def test_bars_are_a_native_chart_with_the_view_s_values(made):
    shown, content = made("indicator")
    exhibit = next(e for e in shown.exhibits if isinstance(e, BarsExhibit))
    chart = next(
        c for _, c in charts(opened(content)) if c.chart_type is XL_CHART_TYPE.BAR_CLUSTERED
    )
    _, lower = chart.plots[0].series
    assert list(lower.values) == [bar.low for bar in exhibit.bars[:BARS_A_SLIDE]]
    assert chart.plots[0].overlap == 100
    assert chart.value_axis.axis_title.text_frame.text == exhibit.unit
    formats = re.findall(r'formatCode="([^"]*)"', chart._chartSpace.xml)
    assert any("&gt; " in text and "#,##0" in text for text in formats)  # open ends in words
    arrows = re.findall(r"<c:errBars>.*?</c:errBars>", chart._chartSpace.xml, re.S)
    opens = sum(bar.comparator in ("at_least", "more_than") for bar in exhibit.bars)
    assert arrows[0].count("<c:v>") == opens > 0
    assert "pattFill" in chart._chartSpace.xml  # the draft's bar


def test_ranges_are_hatched_to_their_upper_end(atlas, made):
    shown, _ = made("indicator")
    exhibit = next(e for e in shown.exhibits if isinstance(e, BarsExhibit))
    ranged = replace(exhibit.bars[0], comparator="range", low=300.0, high=500.0, text="300–500亿元")
    highest = replace(exhibit.bars[1], comparator="at_most", low=None, high=80.0, text="≤ 80亿元")
    rank = replace(exhibit.bars[2], comparator="rank", low=None, high=None, text="第1")
    changed = replace(shown, exhibits=(replace(exhibit, bars=(ranged, highest, rank)),))
    _, chart = charts(opened(deck(atlas, [Scene(changed)], "zh", DAY)))[0]
    upper, lower = chart.plots[0].series
    assert list(upper.values) == [500.0, 80.0, None]
    assert list(lower.values) == [300.0, None, None]
    assert "第1" in list(chart.plots[0].categories)[2]


def test_the_workbook_behind_a_chart_holds_its_values_and_no_formula(made):
    for page in ("indicator", "timeline", "plan"):
        _, chart = charts(opened(made(page)[1]))[0]
        blob = chart.part.chart_workbook.xlsx_part.blob
        sheet = openpyxl.load_workbook(io.BytesIO(blob))["Sheet1"]
        rows = list(sheet.iter_rows(values_only=True))
        series = list(chart.plots[0].series)
        names = [s.name for s in series]
        assert [str(value).split(" (")[0] for value in rows[0][1 : len(names) + 1]] == [
            name.split(" (")[0] for name in names
        ]
        assert not any(cell.data_type == "f" for line in sheet.iter_rows() for cell in line)
        if page == "indicator":
            assert [row[2] for row in rows[1:]] == list(series[1].values)


def test_many_bars_are_paged_on_one_scale(atlas, made):
    shown, _ = made("indicator")
    exhibit = next(e for e in shown.exhibits if isinstance(e, BarsExhibit))
    many = replace(exhibit, bars=tuple(exhibit.bars[0] for _ in range(2 * BARS_A_SLIDE + 1)))
    presentation = opened(deck(atlas, [Scene(replace(shown, exhibits=(many,)))], "zh", DAY))
    found = [chart for _, chart in charts(presentation)]
    assert [len(list(c.plots[0].categories)) for c in found] == [BARS_A_SLIDE, BARS_A_SLIDE, 1]
    assert len({chart.value_axis.maximum_scale for chart in found}) == 1
    assert [s.shapes.title.text[-5:] for s in list(presentation.slides)[1:]] == ["(1/3)", "(2/3)", "(3/3)"]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "图中为80项中的前75项 · 全部见 Excel 工作簿"), ("en", "the first 75 of 80 · all are in the Excel workbook")],
)  # fmt: skip
def test_of_very_many_bars_the_first_are_drawn_and_every_slide_says_so(atlas, made, lang, words):
    shown, _ = made("indicator")
    exhibit = next(e for e in shown.exhibits if isinstance(e, BarsExhibit))
    bars = tuple(replace(exhibit.bars[0], label=f"{number}") for number in range(MOST_BARS + 5))
    many = replace(shown, exhibits=(replace(exhibit, bars=bars),))
    presentation = opened(deck(atlas, [Scene(many)], lang, DAY))
    drawn = [name for _, chart in charts(presentation) for name in chart.plots[0].categories]
    assert [name.split()[-1] for name in drawn] == [str(number) for number in range(MOST_BARS)]
    for slide in list(presentation.slides)[1:]:
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert any(text.endswith(words) for text in texts)


@pytest.mark.parametrize(
    ("comparator", "draft", "fill", "outlined"),
    [("exactly", False, "solidFill", False), ("about", False, "gradFill", False),
     ("exactly", True, "pattFill", True), ("about", True, "gradFill", True)],
)  # fmt: skip
def test_an_approximate_bar_fades_and_one_in_a_draft_is_woven(
    atlas, made, comparator, draft, fill, outlined
):
    shown, _ = made("indicator")
    exhibit = next(e for e in shown.exhibits if isinstance(e, BarsExhibit))
    bar = replace(exhibit.bars[0], comparator=comparator, draft=draft, low=5.0)
    one = replace(shown, exhibits=(replace(exhibit, bars=(bar,)),))
    [(_, chart)] = charts(opened(deck(atlas, [Scene(one)], "zh", DAY)))
    [point] = chart.plots[0].series[1]._element.findall(qn("c:dPt"))
    look = point.find(qn("c:spPr"))
    assert look[0].tag == qn(f"a:{fill}")
    assert (look.find(qn("a:ln")) is not None) is outlined


def test_notes_give_the_evidence_of_a_hundred_figures_and_count_the_others(atlas):
    few = evidence_lines(atlas, list(atlas.targets.index[:100]), "en")
    many = evidence_lines(atlas, list(atlas.targets.index[:130]), "en")
    assert many[:-1] == few
    assert many[-1] == ("Further figures: 30. The Excel workbook has the evidence of each.", None)


def test_the_map_is_one_named_freeform_a_province(atlas, made):
    shown, content = made("map")
    slide = next(s for s in opened(content).slides if any(x.shape_type == 6 for x in s.shapes))
    group = next(shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    shapes = {shape.name: shape for shape in every_shape([group])}
    for region in provinces():
        shape = shapes[region.name]
        assert shape._element.spPr.find(qn("a:custGeom")) is not None
        assert shape._element.find(qn("p:style")) is None  # the theme's shadow comes with it
        alt = shape._element.nvSpPr.cNvPr.get("descr")
        assert alt.startswith(region.name[:2])
    corners = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in group.shapes]
    around = [min(c[0] for c in corners), min(c[1] for c in corners)]
    around += [max(c[2] for c in corners), max(c[3] for c in corners)]
    assert [group.left, group.top, group.left + group.width, group.top + group.height] == around
    sichuan = shapes["四川省"]
    assert sichuan._element.nvSpPr.cNvPr.get("descr") == "四川: 2,500亿元 (2025)"
    assert sichuan.fill.fore_color.theme_color is not None
    assert {"成都", translate("zh", "South China Sea line")} <= set(shapes)
    answer = shown.exhibits[0].answer
    for adcode in answer.cities["adcode"]:
        name = regions()[adcode].name.removesuffix("市")
        assert any(key.startswith(name) for key in shapes), name
    line = translate("zh", "South China Sea line")
    assert sum(name == line for name in (s.name for s in every_shape([group]))) == 2
    assert any("海南省" in name and name != "海南省" for name in shapes)  # in the inset
    points = len(group._element.findall(f".//{qn('a:pt')}"))
    assert 3000 < points < 20000


def test_the_timeline_is_a_stacked_chart_with_todays_line(made):
    shown, content = made("timeline")
    exhibit = next(e for e in shown.exhibits if isinstance(e, TimelineExhibit))
    found = charts(opened(content))
    assert sum(len(list(chart.plots[0].categories)) for _, chart in found) == len(exhibit.lanes)
    _, chart = found[0]
    assert chart.chart_type is XL_CHART_TYPE.BAR_STACKED
    start, *parts = chart.plots[0].series
    for place, lane in enumerate(exhibit.lanes[: len(list(chart.plots[0].categories))]):
        assert start.values[place] == (lane.start - date(1899, 12, 30)).days
        if lane.end and all(point.day <= lane.end for point in lane.milestones):
            days = sum(series.values[place] or 0 for series in parts[:-1])
            assert days == max((lane.end - lane.start).days, 20)
    drawing = next(
        rel.target_part for rel in chart.part.rels.values() if "UserShapes" in rel.reltype
    )
    assert "今天" in drawing.blob.decode("utf-8")


def test_a_lane_without_deadline_has_its_issue_only(atlas, made):
    shown, _ = made("timeline")
    lane = Lane("x", "四川", "四川", "四川计划", DAY, None, True, False, "draft", ())
    bare = replace(next(e for e in shown.exhibits if isinstance(e, TimelineExhibit)), lanes=(lane,))
    _, chart = charts(opened(deck(atlas, [Scene(replace(shown, exhibits=(bare,)))], "zh", DAY)))[0]
    assert "○" in chart._chartSpace.xml


def test_paths_are_lines_over_days_with_a_column_each(made):
    shown, content = made("plan")
    exhibits = [e for e in shown.exhibits if isinstance(e, PathsExhibit)]
    found = [c for _, c in charts(opened(content)) if c.chart_type.name.startswith("XY")]
    assert len(found) == len(exhibits)
    for chart, exhibit in zip(found, exhibits, strict=True):
        drawn = sorted(v for s in chart.plots[0].series for v in s.values if v is not None)
        asked = [p.low if p.low is not None else p.high for x in exhibit.paths for p in x.points]
        assert drawn == sorted(v for v in asked if v is not None)


def test_labels_of_close_paths_stand_on_different_sides(atlas):
    shown = show(atlas, View(indicator="base_stations_5g"), "indicator", DAY)
    content = deck(atlas, [Scene(shown)], "zh", DAY)
    chart = next(c for _, c in charts(opened(content)) if c.chart_type.name.startswith("XY"))
    labels = chart._chartSpace.findall(f".//{qn('c:dLbl')}")
    sides = {
        "".join(label.itertext()).strip(): label.find(qn("c:dLblPos")).get("val")
        for label in labels
    }
    # Henan's and Zhejiang's paths end close to each other at the right edge, Tianjin's and Sichuan's
    # begin on one day.
    assert {side for text, side in sides.items() if text.startswith(("河南", "浙江"))} == {"r"}
    assert {"l", "b"} & set(sides.values())


@pytest.mark.parametrize("value", [0.0, -5.0])
def test_paths_of_nothing_above_zero_have_an_axis(atlas, value):
    shown = show(atlas, View(indicator="base_stations_5g"), "indicator", DAY)
    exhibit = next(e for e in shown.exhibits if isinstance(e, PathsExhibit))
    path = exhibit.paths[0]
    points = tuple(replace(point, low=value, high=value) for point in path.points)
    flat = replace(exhibit, paths=(replace(path, points=points),))
    content = deck(atlas, [Scene(replace(shown, exhibits=(flat,)))], "zh", DAY)
    ((_, chart),) = charts(opened(content))
    assert chart.value_axis.maximum_scale > chart.value_axis.minimum_scale


def test_the_matrix_is_a_table_with_every_figure(atlas, made):
    shown, content = made("compare")
    exhibit = next(e for e in shown.exhibits if isinstance(e, MatrixExhibit))
    tables = [s.table for slide in opened(content).slides for s in slide.shapes if s.has_table]
    rows = [row for table in tables for row in list(table.rows)[1:]]
    assert len(rows) == len(exhibit.rows)
    assert [cell.text for cell in tables[0].rows[0].cells][1:] == list(exhibit.columns)
    filled = sum(bool(cell) for row in exhibit.rows for cell in row.cells)
    assert sum(bool(cell.text) for row in rows for cell in list(row.cells)[1:]) == filled


def test_headlines_notes_and_several_views(atlas, made):
    one, two = made("map")[0], made("indicator")[0]
    scenes = [Scene(one, headline="四川在前", notes="先说四川。"), Scene(two)]
    presentation = opened(
        deck(atlas, scenes, "zh", DAY, title=TitlePage("元宇宙", ("客户：某某",)))
    )
    slides = list(presentation.slides)
    assert slides[0].shapes.title.text == "元宇宙"
    assert slides[1].shapes.title.text == "四川在前"
    assert notes(slides[1]).startswith("先说四川。")
    assert len(slides) > 4
    assert opened(deck(atlas, scenes, "zh", DAY)).slides[0].shapes.title.text == translate(
        "zh", "Policy targets: {count} views", count=2
    )


def test_notes_name_so_many_figures_as_left_out_and_count_the_others(atlas, monkeypatch):
    shown = show(atlas, View(indicator="computing_power", deadline=0, lang="en"), "indicator", DAY)
    [bars] = [exhibit for exhibit in shown.exhibits if isinstance(exhibit, BarsExhibit)]
    left = len(bars.left_out)
    everything = notes(opened(deck(atlas, [Scene(shown)], "en", DAY)).slides[1])
    assert everything.count("Left out: ") == left > 3
    monkeypatch.setattr(build, "_MOST_LEFT_OUT", 3)
    said = notes(opened(deck(atlas, [Scene(shown)], "en", DAY)).slides[1])
    assert said.count("Left out: ") == 3
    assert f"Further figures left out: {left - 3}. The Excel workbook names each." in said


def test_nothing_to_show_and_too_much_to_show(atlas, made, monkeypatch):
    shown, _ = made("indicator")
    with pytest.raises(CannotExport, match="没有目标值"):
        deck(atlas, [Scene(replace(shown, exhibits=(), targets=()))], "zh", DAY)
    bars = next(e for e in shown.exhibits if isinstance(e, BarsExhibit))
    few = replace(bars, bars=bars.bars[:1])
    monkeypatch.setattr(stage, "MOST_SLIDES", 3)
    with pytest.raises(CannotExport, match="3页"):
        deck(atlas, [Scene(replace(shown, exhibits=(few,) * 4))], "zh", DAY)
    with monkeypatch.context() as nothing_is_drawn:
        nothing_is_drawn.delattr(build, "open_base")
        with pytest.raises(CannotExport):  # said before anybody waits for two hundred slides
            deck(atlas, [Scene(replace(shown, exhibits=(few,) * build.MOST_SLIDES))], "zh", DAY)


HOSTILE = st.one_of(
    st.sampled_from(
        ["=1+1", '=HYPERLINK("http://x")', "@SUM(A1)", "\x00\x08\x0b", "x" * 5000, "]]>&<a:t>", '"; "',
         "𠀀" * 50, "\u202e\u2028", "a\nb\r\nc\td", "{0}", "%s", "'"]
    ),
    st.text(min_size=1, max_size=60),
)  # fmt: skip


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(HOSTILE)
def test_hostile_words_stay_words(atlas, made, text):
    shown, _ = made("indicator")
    bars = next(e for e in shown.exhibits if isinstance(e, BarsExhibit))
    bar = replace(bars.bars[0], label=text, text=text, region=text, note=text)
    lane = Lane("x", text, text, text, date(2020, 1, 1), DAY, True, False, "in_force", ())
    timeline = TimelineExhibit("t", text, text, text, (lane,), DAY, (text,))
    changed = replace(
        shown, finding=text, subtitle=text, filters=(text,),
        exhibits=(replace(bars, name=text, title=text, subtitle=text, unit=text, bars=(bar,)), timeline),
    )  # fmt: skip
    scene = Scene(changed, address=text, headline=text, notes=text)
    content = deck(atlas, [scene], "en", DAY)
    presentation = opened(content)
    assert len(presentation.slides) == 3
    for _, chart in charts(presentation):
        sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        assert not any(cell.data_type == "f" for line in sheet.iter_rows() for cell in line)


def test_command_line(tmp_path, capsys):
    target = tmp_path / "map.pptx"
    query = "indicator=metaverse_industry&scope=related&deadline=2025&lang=en"
    assert main(["deck", "--page", "map", "--view", query, "-o", str(target)]) == 0
    assert "metaverse" in pptx.Presentation(str(target)).slides[0].shapes.title.text.lower()
    bad = tmp_path / "bad.pptx"
    bad.write_bytes(b"no presentation")
    query = ["deck", "--page", "map", "--template", str(bad), "-o", str(tmp_path / "x.pptx")]
    assert main(query) == 2
    assert ".potx" in capsys.readouterr().err
    assert not (tmp_path / "x.pptx").exists()
