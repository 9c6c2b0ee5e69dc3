"""Pictures: their size, their text and shapes, and what they do with hostile text or no font."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from defusedxml import ElementTree
from matplotlib import font_manager
from PIL import Image

from analysis.exhibits import MapExhibit, MapLabel
from analysis.findings import map_finding, map_subtitle
from analysis.map_states import map_answer
from analysis.palette import LIGHT
from analysis.shown import show
from analysis.view import View
from exports.images.fonts import MissingFont, chinese_font, width_of
from exports.images.picture import Form, picture
from exports.images.text import wrap
from exports.images.timeline import TimelineBody

DAY = date(2026, 11, 21)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def on_map(atlas) -> MapExhibit:
    """The map of the start view."""
    view = View(scope="related")
    answer = map_answer(atlas, view)
    title, subtitle = map_finding(atlas, view, answer), map_subtitle(atlas, view, answer)
    labels = [
        MapLabel("value", number, f"第{number}级", 1) for number in range(len(answer.breaks) + 1)
    ]
    labels.append(MapLabel("no_figure", None, "有规划，但无此项目标值", 20))
    return MapExhibit("map", "元宇宙产业规模", title, subtitle, "亿元", answer, tuple(labels))


def svg_of(atlas, exhibit, lang="zh"):
    """The SVG's root and all its text."""
    root = ElementTree.fromstring(picture(atlas, exhibit, lang, DAY, Form.SVG))
    return root, ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("form", "width", "height"), [(Form.PNG, 1280, None), (Form.PNG_2X, 2560, None), (Form.SLIDE, 1920, 1080)]
)  # fmt: skip
def test_a_map_has_its_size_and_is_not_empty(atlas, on_map, form, width, height):
    image = Image.open(io.BytesIO(picture(atlas, on_map, "zh", DAY, form)))
    assert image.width == width
    assert height in (None, image.height)
    assert len(set(image.convert("RGB").resize((200, 120)).get_flattened_data())) > 50


def test_a_map_has_34_units_twice_the_sea_line_and_its_words(atlas, on_map):
    root, words = svg_of(atlas, on_map)
    names = [group.get("id") or "" for group in root.iter(f"{SVG}g")]
    assert len([name for name in names if re.fullmatch(r"\d{6}", name)]) == 34
    assert "710000-inset" in names
    text = "".join(words)
    for said in (
        on_map.title,
        on_map.subtitle,
        "有规划，但无此项目标值",
        "南海诸岛",
        "边界不代表任何立场",
        "3,500亿元",
    ):
        assert said.replace(" ", "") in text.replace(" ", "")


HOSTILE = "$x^2$ \\frac{1}{2} <script>&amp;</script>\nline\x00\x08\u202e $ \\"


def test_hostile_text_stays_text(atlas, on_map):
    exhibit = replace(
        on_map, title=HOSTILE, subtitle=HOSTILE, legend=(MapLabel("no_plan", None, HOSTILE, 1),)
    )
    _, words = svg_of(atlas, exhibit)
    assert words.count("$x^2$ \\frac{1}{2} <script>&amp;</script> line $ \\") == 3
    assert picture(atlas, exhibit, "zh", DAY).startswith(b"\x89PNG")


def test_no_font_is_an_error_that_names_the_package(atlas, on_map, monkeypatch):
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [])
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: [])
    with pytest.raises(MissingFont, match="fonts-noto-cjk"):
        picture(atlas, on_map, "zh", DAY)


def test_a_font_installed_later_is_found(monkeypatch):
    whole = font_manager.fontManager.ttflist
    name = chinese_font()
    paths = [entry.fname for entry in whole if entry.name == name]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [])
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: paths)
    assert chinese_font() == name


def test_four_threads_draw_the_same_picture(atlas, on_map):
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: picture(atlas, on_map, "zh", DAY, Form.SVG), range(4)))
    assert len(set(made)) == 1


def test_lines_fit_and_begin_with_no_comma():
    lines = wrap(
        "广东省提出到2025年，人工智能核心产业规模超过三千亿元；四川提出同样的目标。" * 3, 14, 200
    )
    assert len(lines) > 3
    assert not any(line[0] in "，；。" for line in lines)
    assert wrap("word " * 100, 14, 200, lines=2)[1].endswith("…")
    assert "".join(wrap("x" * 300, 14, 200)) == "x" * 300
    assert all(width_of(line, 14) <= 200 for line in lines)
    following = [line[:1] for line in lines[1:]]
    full = [
        width_of(a + b, 14) > 200 or b in "，；。" for a, b in zip(lines, following, strict=False)
    ]
    assert all(full)  # no line ends before it must


@pytest.mark.parametrize(
    ("page", "view", "said"),
    [
        ("indicator", View(indicator="ai_industry", scope="core", deadline=0), "4,400"),
        ("timeline", View(sectors=("metaverse",)), "四川省元宇宙产业发展行动计划（2023—2025年）"),
        ("compare", View(regions=("510000", "500000")), "2,500亿元"),
    ],
)
def test_each_kind_of_chart_says_its_finding_and_figures(atlas, page, view, said):
    exhibits = {type(item): item for item in reversed(show(atlas, view, page, DAY).exhibits)}
    drawn = {kind: "".join(svg_of(atlas, item)[1]) for kind, item in exhibits.items()}
    assert any(said in text for text in drawn.values())
    for kind, text in drawn.items():
        assert exhibits[kind].title.replace(" ", "") in text.replace(" ", "")
        assert "政策目标图谱，截至2026-11-21。" in text


def test_a_slide_counts_what_it_has_no_room_for(atlas):
    exhibit = show(atlas, View(), "timeline", DAY).exhibits[0]
    image = Image.open(io.BytesIO(picture(atlas, exhibit, "zh", DAY, Form.SLIDE)))
    assert image.size == (1920, 1080)
    shown = TimelineBody(exhibit, LIGHT, "zh")._rows(30)[1]
    assert 0 < shown < len(exhibit.lanes)
