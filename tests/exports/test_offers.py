"""Decks, pictures and records of a view, read back."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import pytest
from pptx import Presentation

from analysis.view import View
from exports.__main__ import main
from exports.kind import CannotExport, Cover
from exports.kinds import KINDS
from exports.offers import pictures
from exports.table import pasted
from exports.taking import take
from loaders.regions import provinces

DAY = date(2026, 11, 21)
BY_NAME = {kind.name: kind for kind in KINDS}


def made(atlas, name, page, view):
    cover = Cover(f"{page}?{view.query_string()}", DAY)
    return BY_NAME[name].make(atlas, take(atlas, view, page, cover).shown, view, cover)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_deck_holds_the_ranking_as_a_native_chart(atlas, lang):
    view = View(lang=lang, indicator="ai_industry", scope="core", deadline=0)
    shown = take(atlas, view, "indicator", Cover("", DAY)).shown
    deck = Presentation(io.BytesIO(made(atlas, "deck", "indicator", view)))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert charts
    bars = shown.exhibits[0].bars
    values = [value for plot in charts[0].plots for s in plot.series for value in s.values if value]
    assert max(values) >= max(bar.low for bar in bars if bar.low) * 0.99
    notes = "\n".join(
        slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide
    )
    for target in shown.targets:
        assert str(atlas.targets.loc[target]["wording"])[:12] in notes


def test_a_deck_draws_each_province_as_a_shape_of_its_own(atlas):
    deck = Presentation(io.BytesIO(made(atlas, "deck", "map", View(deadline=2025))))
    names = {
        shape.name for slide in deck.slides for group in slide.shapes for shape in _inside(group)
    }
    missing = [r.name for r in provinces() if not any(r.name in n or r.adcode in n for n in names)]
    assert not missing


def _inside(shape):
    yield shape
    for child in getattr(shape, "shapes", ()):
        yield from _inside(child)


def test_a_broken_template_is_refused_with_the_reason(atlas):
    view = View(indicator="ai_industry", scope="core", deadline=0)
    cover = Cover("", DAY, template=b"not a presentation")
    shown = take(atlas, view, "indicator", cover).shown
    with pytest.raises(CannotExport, match="PowerPoint"):
        BY_NAME["deck"].make(atlas, shown, view, cover)


def test_pictures_and_records(atlas):
    view = View(indicator="ai_industry", scope="core", deadline=0)
    assert made(atlas, "slide", "indicator", view).startswith(b"\x89PNG")
    assert b"<svg" in made(atlas, "svg", "indicator", view)
    found = json.loads(made(atlas, "json", "indicator", view))
    shown = take(atlas, view, "indicator", Cover("", DAY)).shown
    assert [row["target_id"] for row in found["targets"]] == list(shown.targets)


def test_any_chart_of_a_view_can_be_the_picture(tmp_path, capsys):
    query = "indicator=metaverse_industry&scope=related&deadline=2025"
    files = [tmp_path / f"{number}.svg" for number in (1, 2, 3)]
    ended = [
        main(["svg", "--page", "map", "--view", query, "--chart", str(n), "-o", str(file)])
        for n, file in enumerate(files, 1)
    ]
    assert ended == [0, 0, 2]
    assert files[0].read_bytes() != files[1].read_bytes()
    assert "has 2" in capsys.readouterr().err


def test_a_pasted_table_is_what_is_shown_and_runs_nothing(atlas):
    rows = atlas.targets.loc[["sichuan-metaverse-2025"]].assign(part="=<b>", part_en=None)
    marked_up, text = pasted(atlas, rows, "zh")
    heads, line = (row.split("\t") for row in text.split("\n"))
    assert dict(zip(heads, line, strict=True)) == {
        "地区": "四川", "指标": "元宇宙产业规模", "口径": "相关产业", "范围": "'=<b>",
        "目标值": "2,500亿元", "目标期限": "2025", "规划": "四川省元宇宙产业发展行动计划（2023—2025年）",
        "发文机关": "四川省经济和信息化厅等16部门", "发布": "2023-09-18",
    }  # fmt: skip
    assert "<td>2,500亿元</td>" in marked_up
    assert "&#x27;=&lt;b&gt;" in marked_up


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_archive_has_each_chart_twice_and_names_those_beyond_the_most(atlas, monkeypatch, lang):
    view = View(regions=("510000", "500000"), sectors=("metaverse",), lang=lang)
    shown = take(atlas, view, "compare", Cover("", DAY)).shown
    assert len(shown.exhibits) > 2
    whole = zipfile.ZipFile(io.BytesIO(made(atlas, "images", "compare", view)))
    assert whole.namelist() == [
        f"{number:02}.{form}"
        for number in range(1, len(shown.exhibits) + 1)
        for form in ("png", "svg")
    ]
    monkeypatch.setattr(pictures, "MOST_PICTURES", 2)
    cut = zipfile.ZipFile(io.BytesIO(made(atlas, "images", "compare", view)))
    assert cut.namelist() == ["01.png", "01.svg", "02.png", "02.svg", "more.txt"]
    head, _, *names = cut.read("more.txt").decode("utf-8").splitlines()
    assert str(len(shown.exhibits) - 2) in head
    assert names == [exhibit.title or exhibit.name for exhibit in shown.exhibits[2:]]
