"""The exhibits of a page as the site shows them: maps and tables in the page, charts as pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.exhibits import (
    BarsExhibit,
    Exhibit,
    MapExhibit,
    MatrixExhibit,
    PathsExhibit,
    TimelineExhibit,
)
from analysis.map_states import State
from analysis.palette import DARK, LIGHT, Palette
from analysis.sources import MAP_NOTE, documents_line
from analysis.view import View
from analysis.words import figure_of, status_name
from exports.images.picture import Form, picture
from exports.site.china_map import map_drawing
from exports.site.figures import Figures
from loaders.writing import write_atomically

Drawing = dict[str, Any]
_COLOURED = ("page", "ink", "muted", "rule", "blank", "outside", "border", "hatch", "accent", "warn", "bar", "bar_soft", "band")  # fmt: skip
_HEX = re.compile(r"#[0-9a-f]{6}\b")
_SIZE = re.compile(rb'width="([\d.]+)pt" height="([\d.]+)pt"')


def dark_colours(light: Palette = LIGHT, dark: Palette = DARK) -> dict[str, str]:
    """The dark palette's colour for each colour of the light one."""
    pairs = [(getattr(light, name), getattr(dark, name)) for name in _COLOURED]
    pairs += [*zip(light.classes, dark.classes, strict=True)]
    pairs += [*zip(light.regions, dark.regions, strict=True)]
    return dict(pairs)


@dataclass
class Drawings:
    """Draws exhibits; a picture is written to ``folder`` once, for light and for dark pages."""

    figures: Figures
    folder: Path
    drawn: dict[str, tuple[int, int]] = field(default_factory=dict)

    def draw(self, exhibits: tuple[Exhibit, ...], view: View, page: str) -> list[Drawing]:
        """What a template needs of each exhibit of a page."""
        return [self._one(item, view, page, n) for n, item in enumerate(exhibits, 1)]

    def _one(self, exhibit: Exhibit, view: View, page: str, number: int) -> Drawing:
        common = {
            "heading": exhibit.name,
            "title": exhibit.title or exhibit.name,
            "subtitle": exhibit.subtitle,
            "source": self._source(exhibit),
        }
        if isinstance(exhibit, MapExhibit):
            drawing = map_drawing(self.figures.atlas, exhibit, view)
            values = [] if page == "index" else self._values(exhibit)
            return common | {"kind": "map", "map": drawing, "values": values}
        if isinstance(exhibit, MatrixExhibit):
            return common | {"kind": "matrix", **self._matrix(exhibit)}
        picture = common | {"kind": "picture", **self._picture(exhibit, f"{page}-{number}")}
        if isinstance(exhibit, TimelineExhibit):
            return picture | {"lanes": self._lanes(exhibit)}
        return picture

    def _values(self, exhibit: MapExhibit) -> list[Drawing]:
        """The figures that have a colour on the map, largest first."""
        both = [*exhibit.answer.provinces.itertuples(), *exhibit.answer.cities.itertuples()]
        valued = [row for row in both if row.state == State.VALUE]
        valued.sort(key=lambda row: -row.value)
        return [self.figures.line(self.figures.atlas.figure(row.target_id)) for row in valued]

    def _source(self, exhibit: Exhibit) -> str:
        atlas, lang = self.figures.atlas, self.figures.lang
        documents = list(atlas.targets.loc[list(exhibit.targets)]["document"])
        line = documents_line(atlas, documents, lang) if documents else ""
        if isinstance(exhibit, MapExhibit):
            line = f"{line} {self.figures.t(MAP_NOTE)}".strip()
        return line

    def _picture(self, exhibit: Exhibit, name: str) -> Drawing:
        """The picture's file, its size, and what it shows in words."""
        if name not in self.drawn:
            figures = self.figures
            made = picture(figures.atlas, exhibit, figures.lang, figures.day, Form.SVG)
            width, height = map(float, _size(made))
            self.drawn[name] = round(width), round(height)
            self.folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self.folder / f"{name}.svg", made)
            write_atomically(self.folder / f"{name}-dark.svg", darkened(made.decode()))
        return {"name": name, "size": self.drawn[name], "alt": self._spoken(exhibit)}

    def _spoken(self, exhibit: Exhibit) -> str:
        """The finding and each mark in words."""
        between, comma = self.figures.t("; "), self.figures.t(", ")
        if isinstance(exhibit, BarsExhibit):
            marks = [f"{bar.label} {bar.text}" for bar in exhibit.bars]
        elif isinstance(exhibit, PathsExhibit):
            marks = [
                f"{path.region} " + comma.join(f"{p.when.year} {p.text}" for p in path.points)
                for path in exhibit.paths
            ]
        else:
            return f"{exhibit.title} {exhibit.subtitle}"
        return f"{exhibit.title} {between.join(marks)}"

    def _matrix(self, exhibit: MatrixExhibit) -> Drawing:
        atlas, lang = self.figures.atlas, self.figures.lang
        targets = atlas.targets
        return {
            "columns": list(zip(exhibit.adcodes, exhibit.columns, strict=True)),
            "rows": [
                {
                    "name": row.name,
                    "indicator": row.indicator,
                    "apart": row.apart,
                    "cells": [
                        [
                            {
                                "id": name,
                                "plan_id": targets.at[name, "plan_id"],
                                "amount": figure_of(targets.loc[name], lang),
                                "due": targets.at[name, "deadline"] or "",
                            }
                            for name in cell
                        ]
                        for cell in row.cells
                    ],
                }
                for row in exhibit.rows
            ],
        }

    def _lanes(self, exhibit: TimelineExhibit) -> list[Drawing]:
        lang = self.figures.lang
        return [
            {
                "plan_id": lane.plan_id,
                "group": lane.group,
                "region": lane.region,
                "title": lane.label,
                "start": str(lane.start) if lane.dated else str(lane.start.year),
                "end": str(lane.end.year) if lane.end else "",
                "state": self.figures.t("last deadline passed")
                if lane.expired
                else status_name(lane.status, lang),
            }
            for lane in exhibit.lanes
        ]


def darkened(svg: str) -> str:
    """The picture in the colours of a dark page."""
    colours = dark_colours()
    return _HEX.sub(lambda found: colours.get(found[0], found[0]), svg)


def _size(svg: bytes) -> tuple[str, str]:
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("a picture without a size")
    return found[1].decode(), found[2].decode()
