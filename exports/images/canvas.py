"""A sheet to draw on, in pixels from its upper left corner, and its bytes as PNG, SVG or PDF."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, Literal

import matplotlib as mpl
import numpy as np
import shapely
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D
from PIL import Image
from shapely.geometry.base import BaseGeometry

from exports.images.fonts import VIEWERS, chinese_font, font
from exports.images.text import clean, shorten

Align = Literal["left", "center", "right"]
_LOCK = Lock()
#: SVG keeps text as text: it can be searched, read aloud and edited, and the file stays small.
#: A viewer without the font takes the next one of ``VIEWERS``. The salt makes ids repeatable.
_SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "policy-target-atlas"}
_SLANT = 6.0


@contextmanager
def one_drawing() -> Iterator[None]:
    """Draw alone: matplotlib is not thread-safe, and its settings are the whole process's."""
    with _LOCK, mpl.rc_context(_SETTINGS), warnings.catch_warnings():
        # A sign that no font here has is drawn as an empty box; that is all there is to say.
        warnings.filterwarnings("ignore", message="Glyph ")
        yield


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.y + self.height


class Canvas:
    """A drawing of ``width`` by ``height`` pixels; one pixel is one point of type."""

    def __init__(self, width: float, height: float, background: str, lang: str) -> None:
        """Begin an empty sheet. English gets the font's proportional quotation marks."""
        self.width, self.height = round(width), round(height)
        self._drawn = 0
        self.features = ["pwid"] if lang == "en" else None
        self.figure = Figure((self.width / 72, self.height / 72), dpi=72, facecolor=background)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(self.height, 0)

    def _add(self, artist: Artist) -> None:
        """Put an artist over all that is there: matplotlib would draw every line over every area."""
        self._drawn += 1
        artist.set_zorder(self._drawn)
        self.axes.add_artist(artist)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        colour: str,
        *,
        bold: bool = False,
        align: Align = "left",
        width: float | None = None,
    ) -> None:
        """One line with its middle at ``y``; cut with an ellipsis at ``width``."""
        words = clean(words) if width is None else shorten(words, size, width, bold=bold)
        if not words:
            return
        drawn = Text(
            x, y, words, color=colour, fontproperties=font(size, bold=bold),
            horizontalalignment=align, verticalalignment="center_baseline", parse_math=False,
        )  # fmt: skip
        drawn.set_fontfeatures(self.features)
        self._add(drawn)
        drawn.set_clip_on(False)

    def rect(
        self, box: Box, fill: str = "none", line: str = "none", *, alpha: float = 1.0,
        weight: float = 1.0,
    ) -> None:  # fmt: skip
        """A filled or outlined rectangle."""
        self._add(
            Rectangle(
                (box.x, box.y), box.width, box.height, facecolor=fill, edgecolor=line,
                linewidth=weight if line != "none" else 0, alpha=alpha,
            )
        )  # fmt: skip

    def line(
        self, points: Sequence[tuple[float, float]], colour: str, weight: float = 1.0,
        *, dotted: bool = False,
    ) -> None:  # fmt: skip
        """A line through the points."""
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        style: Any = (0, (1.5, 2.5)) if dotted else "-"
        self._add(Line2D(xs, ys, color=colour, linewidth=weight, linestyle=style))

    def dashes(self, places: Sequence[tuple[float, float]], length: float, colour: str) -> None:
        """A short level line from each place on: all of them one path."""
        if places:
            lines = [Path([(x, y), (x + length, y)]) for x, y in places]
            whole = Path.make_compound_path(*lines)
            self._add(PathPatch(whole, facecolor="none", edgecolor=colour, linewidth=1))

    def mark(
        self, x: float, y: float, sign: str, size: float, fill: str, line: str = "none",
        weight: float = 1.0,
    ) -> None:  # fmt: skip
        """A sign of matplotlib's ("o", "D", ">") with its middle at the point."""
        self._add(
            Line2D(
                [x], [y], marker=sign, markersize=size, markerfacecolor=fill,
                markeredgecolor=line, markeredgewidth=weight if line != "none" else 0,
                linestyle="none",
            )
        )  # fmt: skip

    def hatch(
        self, box: Box, colour: str, *, every: float = _SLANT, weight: float = 1.2,
        back: bool = False,
    ) -> None:  # fmt: skip
        """Slanted lines in a rectangle, or lines that lean ``back``: real ones, which every program shows."""
        area = shapely.box(box.x, box.y, box.right, box.bottom)
        starts = np.arange(box.x - box.height, box.right, every)
        foot, head = (box.y, box.bottom) if back else (box.bottom, box.y)
        lines = [[(x, foot), (x + box.height, head)] for x in starts]
        inside = shapely.intersection(area, shapely.multilinestrings(lines))
        path = Path.make_compound_path(
            *[Path(part.coords) for part in shapely.get_parts(inside) if part.length > 0]
        )
        self._add(
            PathPatch(path, facecolor="none", edgecolor=colour, linewidth=weight, capstyle="butt")
        )

    def dots(self, box: Box, colour: str, *, every: float = 5.0, size: float = 1.8) -> None:
        """A grid of dots in a rectangle."""
        half = size / 2
        corners = np.array(
            [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
        )
        xs = np.arange(box.x + every / 2, box.right - 1, every)
        ys = np.arange(box.y + every / 2, box.bottom - 0.5, every)
        whole = Path.make_compound_path(*[Path(corners + np.array((x, y))) for y in ys for x in xs])
        self._add(PathPatch(whole, facecolor=colour, linewidth=0))

    def shape(
        self, path: Path, place: Affine2D, *, fill: str = "none", line: str = "none",
        weight: float = 1.0, clip: Box | None = None, name: str = "",
    ) -> None:  # fmt: skip
        """A path, placed on the sheet by ``place`` and cut at ``clip``.

        ``name`` becomes the id of its group in an SVG, so that one can find it and recolour it.
        """
        patch = PathPatch(
            path, facecolor=fill, edgecolor=line, linewidth=weight if line != "none" else 0,
            transform=place + self.axes.transData, joinstyle="round",
        )  # fmt: skip
        if name:
            patch.set_gid(name)
        self._add(patch)
        if clip is not None:
            patch.set_clip_path(
                Rectangle((clip.x, clip.y), clip.width, clip.height, transform=self.axes.transData)
            )

    def png(self, scale: float) -> bytes:
        """The drawing as PNG, ``scale`` dots a pixel."""
        made = io.BytesIO()
        # Without the alpha that no dot needs it is a tenth smaller, which pays for half of the time.
        self._dots(scale).save(made, "PNG", compress_level=3, dpi=(72 * scale, 72 * scale))
        return made.getvalue()

    def palette_png(self, scale: float, colours: int) -> bytes:
        """The drawing as PNG with so many colours: a map has few, and takes a third of the room."""
        made = io.BytesIO()
        self._dots(scale).quantize(colours).save(made, "PNG")
        return made.getvalue()

    def _dots(self, scale: float) -> Image.Image:
        self.figure.dpi = _dots_an_inch(scale)
        drawn = FigureCanvasAgg(self.figure)
        drawn.draw()
        return Image.fromarray(np.asarray(drawn.buffer_rgba())).convert("RGB")

    def svg(self, title: str) -> bytes:
        """The drawing as SVG with real text."""
        made = io.BytesIO()
        FigureCanvasSVG(self.figure)
        metadata = {"Date": None, "Title": clean(title)}
        self.figure.savefig(made, format="svg", dpi=72, metadata=metadata)
        text = made.getvalue().decode("utf-8")
        names = dict.fromkeys((chinese_font(), *VIEWERS))
        families = ", ".join([*(f"'{name}'" for name in names), "sans-serif"])
        text = re.sub(r"'[^']+', 'DejaVu Sans'(?:, sans-serif)?", families, text)
        if self.features:
            text = text.replace(
                "*{stroke-linejoin", '*{font-feature-settings: "pwid"; stroke-linejoin'
            )
        return text.encode("utf-8")


def _dots_an_inch(scale: float) -> float:
    """Of ``scale`` dots a pixel; the smallest addition keeps their number from being rounded down."""
    return 72 * scale * (1 + 1e-9)


def pdf_of(sheets: Iterable[Canvas], title: str) -> bytes:
    """The drawings as the pages of a PDF, their characters embedded."""
    made = io.BytesIO()
    with PdfPages(made, metadata={"Title": clean(title), "CreationDate": None}) as file:
        for sheet in sheets:
            FigureCanvasPdf(sheet.figure)
            file.savefig(sheet.figure)
    return made.getvalue()


def path_of(geometry: BaseGeometry) -> Path:
    """The rings of a geometry's polygons, or its lines, as one path."""
    parts: list[Path] = []
    for part in shapely.get_parts(geometry):
        rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        for ring in rings:
            points = np.asarray(ring.coords)[:, :2]
            closed = part.geom_type == "Polygon"
            codes = np.full(len(points), Path.LINETO, dtype=Path.code_type)
            codes[0] = Path.MOVETO
            if closed:
                codes[-1] = Path.CLOSEPOLY
            parts.append(Path(points, codes))
    return Path.make_compound_path(*parts)
