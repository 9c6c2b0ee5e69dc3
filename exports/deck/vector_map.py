"""The map as shapes: one named freeform a province, so that any of them can be recoloured.

Every shape says in its alternative text what it stands for. The South China Sea is in an inset of
its own, with its line, as on the screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import shapely
from pptx.slide import Slide
from pptx.util import Emu, Pt
from shapely.geometry.base import BaseGeometry

from analysis.exhibits import MapExhibit
from analysis.map_states import State, class_of
from analysis.palette import LIGHT, state_look
from analysis.words import figure_of, place_name, region_name
from exports.china import Sheet, hard_to_see, inset_sheet, main_sheet
from exports.deck.group import Group, one_group
from exports.deck.look import NO_FILL, Colour, colour_xml, line_xml, pattern_xml
from exports.deck.stage import Sign, Stage, Words
from exports.deck.template import Box
from exports.deck.text import clean, shortened, width_of
from loaders.regions import OUTSIDE_SCOPE, regions

_FILLS = {State.LEFT_OUT: "rule", State.OUTSIDE: "outside"}
#: Height of the inset in the map's; where it stands, east of Taiwan; and the room that takes (km).
_INSET_SHARE, _EAST, _BESIDE = 0.36, 1850.0, 600.0
#: Width of a border, in points; a city.
_BORDER, _CITY = 0.5, Pt(8)
#: Around a province that is hard to see on a small map.
_RING = Pt(13)
Look = tuple[Colour, str, Colour]


def map_slide(stage: Stage, exhibit: MapExhibit, words: Words) -> None:
    """One slide with the map, its legend in words beside it, and the largest figures."""
    slide, area = stage.slide(words)
    side = Emu(int(area.width * 0.27))
    china = Box(area.left, area.top, Emu(area.width - side - Pt(18)), area.height)
    draw_map(stage, slide, china, exhibit)
    legend = Box(Emu(area.right - side), Emu(area.top + Pt(6)), side, area.height)
    signs = _signs(stage, exhibit)
    end = stage.legend(slide, legend, signs, _legend_type(signs, side))
    _largest(
        stage, slide, Box(legend.left, Emu(end + Pt(14)), side, Emu(area.bottom - end)), exhibit
    )


def _legend_type(signs: list[Sign], width: int) -> int:
    """The largest type size at which all entries but one fit on a line."""
    # Its longest entry may take two lines.
    longest = sorted(width_of(clean(sign.words)) for sign in signs)[:-1]
    return next((size for size in (11, 10) if max(longest, default=0) + 3 <= width / Pt(size)), 9)


def draw_map(stage: Stage, slide: Slide, box: Box, exhibit: MapExhibit) -> None:
    """Draw the exhibit's map into a box, as one group of shapes."""
    looks = {
        row.adcode: _look(stage, exhibit, row) for row in exhibit.answer.provinces.itertuples()
    }
    texts = {
        row.adcode: _text(stage, exhibit, row) for row in exhibit.answer.provinces.itertuples()
    }
    main, place = main_sheet(), _Place(main_sheet(), box, _BESIDE)
    with one_group(slide, stage.t("Map"), f"{exhibit.title} {exhibit.subtitle}") as group:
        for adcode, outline in _large_first(main.provinces):
            name = region_name(adcode, stage.lang, short=False)
            _area(stage, group, outline, place, looks[adcode], name, texts[adcode])
        _sea_line(stage, group, main, place)
        _inset(stage, group, place, main, looks, texts)
        _cities(stage, group, exhibit, main, place)


def draw_locator(stage: Stage, slide: Slide, box: Box, adcode: str, alt: str) -> None:
    """A small map on which one province stands out, or a city as a point in its province."""
    look = stage.look
    quiet: Look = (look.blank, "", look.blank)
    main, place = main_sheet(8.0), _Place(main_sheet(8.0), box, _BESIDE)
    own = (look.main, "", look.main)
    region = regions()[adcode]
    province = region.province or adcode
    looks = {code: own if code == province else quiet for code in main.provinces}
    texts = {code: region_name(code, stage.lang, short=False) for code in main.provinces}
    with one_group(slide, stage.t("Map"), alt) as group:
        for code, outline in _large_first(main.provinces):
            _area(stage, group, outline, place, looks[code], texts[code], texts[code])
        _sea_line(stage, group, main, place)
        _inset(stage, group, place, main, looks, texts)
        speck = hard_to_see(adcode) if adcode == province else None
        if speck is not None:
            x, y = place.left + speck[0] * place.scale, place.top - speck[1] * place.scale
            line = line_xml(look.accent, 1.25)
            group.disc(x, y, _RING, NO_FILL + line, texts[adcode], texts[adcode])
        at = main.place(region.longitude, region.latitude) if province != adcode else None
        if at is not None:
            name = region_name(adcode, stage.lang)
            _dot(stage, group, place, at, look.accent, name, name)


def _inset(
    stage: Stage,
    group: Group,
    around: _Place,
    main: Sheet,
    looks: dict[str, Look],
    texts: dict[str, str],
) -> None:
    """The South China Sea in a frame at the lower right."""
    sheet = inset_sheet()
    wide, high = sheet.size
    height = Emu(int(_INSET_SHARE * main.size[1] * around.scale))
    width = Emu(int(height * wide / high))
    left, bottom = around.left + _EAST * around.scale, around.top - main.bounds[1] * around.scale
    own = Box(Emu(int(left)), Emu(int(bottom) - height), width, height)
    label = stage.t("South China Sea")
    frame = colour_xml(stage.look.page) + line_xml(stage.look.hatch, 0.75)
    group.rectangle(own, frame, label, label)
    place = _Place(sheet, own)
    for adcode, outline in _large_first(sheet.provinces):
        name = f"{label}: {region_name(adcode, stage.lang, short=False)}"
        _area(stage, group, outline, place, looks[adcode], name, texts[adcode])
    hainan = "460000"
    fill, _, _ = looks[hainan]
    reefs = f"{label}: {stage.t('islands of Hainan')}"
    _area(stage, group, sheet.islands, place, (fill, "", fill), reefs, texts[hainan])
    _sea_line(stage, group, sheet, place)
    size = max(6, round(height / Pt(1) / 18))
    if width_of(label) * Pt(size) > own.width - Pt(6):
        return  # a small map: the frame is enough, and its name says what it is
    strip = Emu(Pt(size * 1.6))
    line = Box(own.left, Emu(own.bottom - strip), own.width, strip)
    group.text(line, label, size=size, colour=stage.look.muted)


def _sea_line(stage: Stage, group: Group, sheet: Sheet, place: _Place) -> None:
    name, colour = stage.t("South China Sea line"), stage.look.hatch
    _area(stage, group, sheet.sea_line, place, (colour, "", colour), name, name)


class _Place:
    """From kilometres of a sheet to EMU of a slide, and at which scale."""

    def __init__(self, sheet: Sheet, box: Box, beside: float = 0.0) -> None:
        """Fit the sheet into the box, centred, its proportions kept, with so many kilometres
        free on its right.
        """
        wide, high = sheet.size
        wide += beside
        self.scale = min(box.width / wide, box.height / high)
        self.left = box.left + (box.width - wide * self.scale) / 2 - sheet.bounds[0] * self.scale
        self.top = box.top + (box.height - high * self.scale) / 2 + sheet.bounds[3] * self.scale

    def points(self, ring: Any) -> list[tuple[int, int]]:
        """The corners of a ring, without the last, which is the first again."""
        return [
            (round(self.left + x * self.scale), round(self.top - y * self.scale))
            for x, y in ring.coords[:-1]
        ]


def _large_first(areas: dict[str, BaseGeometry]) -> list[tuple[str, BaseGeometry]]:
    """Small units are drawn last, so that they can be clicked inside their neighbours."""
    return sorted(areas.items(), key=lambda item: -item[1].area)


def _area(
    stage: Stage,
    group: Group,
    area: BaseGeometry,
    place: _Place,
    look: Look,
    name: str,
    alt: str,
) -> None:
    """One freeform of all rings of an area."""
    fill, pattern, fore = look
    own = pattern_xml(pattern, fore, fill) if pattern else colour_xml(fill)
    line = line_xml(stage.look.hatch, _BORDER)
    group.freeform([place.points(ring) for ring in _rings(area)], own + line, name, alt)


def _rings(area: BaseGeometry) -> Iterable[Any]:
    for part in shapely.get_parts(area):
        yield part.exterior
        yield from part.interiors


def _look(stage: Stage, exhibit: MapExhibit, row: Any) -> Look:
    """Fill, pattern and the pattern's colour of a province."""
    look, state = stage.look, State(row.state)
    if state is State.VALUE:
        number = class_of(row.value, exhibit.answer.breaks)
        return look.class_colour(number, len(exhibit.answer.breaks) + 1), "", look.page
    fill = getattr(look, _FILLS.get(state, "blank"))
    pattern = state_look(LIGHT, state)[1]
    return fill, pattern, look.accent if pattern.startswith("accent") else look.weave


def _text(stage: Stage, exhibit: MapExhibit, row: Any) -> str:
    """A province or city with its figure, or why it has none."""
    name = place_name(row.adcode, stage.lang)
    words = {label.state: label.words for label in exhibit.legend}
    if row.target_id is None:
        if row.adcode in OUTSIDE_SCOPE and row.state == State.OUTSIDE:
            return f"{name}: {words.get(row.state, '')}"
        return f"{name}: {words.get(row.state, stage.t('no figure'))}"
    figure = stage.atlas.figure(row.target_id)
    due = figure["deadline"] or stage.t("no deadline stated")
    text = f"{name}: {figure_of(figure, stage.lang)} ({due})"
    return text if row.state == State.VALUE else f"{text}; {words.get(row.state, '')}"


def _cities(stage: Stage, group: Group, exhibit: MapExhibit, sheet: Sheet, place: _Place) -> None:
    """A point for each city on the sheet, filled by its class, hollow where its figure is no value."""
    for row in exhibit.answer.cities.itertuples():
        at = sheet.place(row.longitude, row.latitude)
        if at is None:
            continue
        fill = stage.look.blank
        if row.state == State.VALUE:
            number = class_of(row.value, exhibit.answer.breaks)
            fill = stage.look.class_colour(number, len(exhibit.answer.breaks) + 1)
        name = region_name(row.adcode, stage.lang)
        _dot(stage, group, place, at, fill, name, _text(stage, exhibit, row))


def _dot(
    stage: Stage,
    group: Group,
    place: _Place,
    at: tuple[float, float],
    fill: Colour,
    name: str,
    alt: str,
) -> None:
    """A point on the map, ``at`` in kilometres of its sheet."""
    x, y = place.left + at[0] * place.scale, place.top - at[1] * place.scale
    group.disc(x, y, _CITY, colour_xml(fill) + line_xml(stage.look.ink, 0.75), name, alt)


def _signs(stage: Stage, exhibit: MapExhibit) -> list[Sign]:
    """Classes with their bounds, then states, each with how many provinces it has."""
    look = stage.look
    signs = []
    classes = len(exhibit.answer.breaks) + 1
    for label in exhibit.legend:
        words = f"{label.words} · {label.provinces}"
        if label.number is not None:
            signs.append(Sign(words, "solid", look.class_colour(label.number, classes)))
            continue
        state = State(label.state)
        fill = getattr(look, _FILLS.get(state, "blank"))
        pattern = state_look(LIGHT, state)[1]
        if pattern:
            fore = look.accent if pattern.startswith("accent") else look.weave
            signs.append(Sign(words, "pattern", fore, pattern, fill))
        elif state is State.OUTSIDE:
            signs.append(Sign(words, "hollow", look.hatch, back=fill))
        else:
            signs.append(Sign(words, "solid", fill))
    if len(exhibit.answer.cities):
        signs.append(Sign(stage.t("city or district"), "dot", look.ink, back=look.blank))
    return signs


def _largest(stage: Stage, slide: Slide, box: Box, exhibit: MapExhibit) -> None:
    """The largest figures in words under the legend, as many as there is room for."""
    rows = [
        row
        for table in (exhibit.answer.provinces, exhibit.answer.cities)
        for row in table.itertuples()
        if row.state == State.VALUE
    ]
    rows.sort(key=lambda row: -row.value)
    size, line = 11, Pt(17)
    room = int(box.height // line) - 2
    if room < 2 or not rows:
        return
    stage.text(
        slide, Box(box.left, box.top, box.width, Emu(line)), stage.t("Largest figures"),
        size=size, bold=True, colour=stage.look.ink,
    )  # fmt: skip
    wide = Emu(int(box.width * 0.5))
    ems = 0.9 * wide / Pt(size)
    for number, row in enumerate(rows[: min(room, 8)], 1):
        top = Emu(box.top + line * number)
        figure = figure_of(stage.atlas.figure(row.target_id), stage.lang)
        name = place_name(row.adcode, stage.lang)
        if width_of(name) > ems:  # in a narrow template the province goes first
            name = shortened(region_name(row.adcode, stage.lang), ems)
        stage.text(
            slide, Box(box.left, top, wide, Emu(line)), name, size=size, colour=stage.look.muted
        )
        stage.text(
            slide, Box(Emu(box.left + wide), top, wide, Emu(line)), figure,
            size=size, colour=stage.look.ink,
        )  # fmt: skip
