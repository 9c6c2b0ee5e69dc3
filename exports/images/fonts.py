"""The Chinese font that pictures are written in, as matplotlib's font manager knows it."""

from __future__ import annotations

from functools import lru_cache

from matplotlib import font_manager
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from exports.kind import CannotExport
from language.catalogue import mark

#: Sans-serif fonts with the characters of GB 18030, simplified forms, best first.
_FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Microsoft YaHei",
    "Hiragino Sans GB",
    "Heiti SC",
    "STHeiti",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
)
#: What a viewer of an SVG falls back on, where the font of this machine is missing.
VIEWERS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC")
#: matplotlib brings this one itself: signs that a Chinese font may lack.
_SIGNS = "DejaVu Sans"

NO_FONT = mark(
    "Pictures need a Chinese font, and this server has none. Install one, such as the package "
    "fonts-noto-cjk (Debian, Ubuntu), google-noto-sans-cjk-fonts (Fedora) or font-noto-cjk (Alpine)."
)


class MissingFont(CannotExport):
    """This machine has no Chinese font; the message says what to install."""


def chinese_font() -> str:
    """Name of the best Chinese font installed.

    Raises:
        MissingFont: there is none; boxes instead of characters would be worse than no picture.
    """
    found = _known()
    if found is None:
        _look_again()
        found = _known()
    if found is None:
        raise MissingFont(NO_FONT)
    return found


def _known() -> str | None:
    return _best(len(font_manager.fontManager.ttflist))


@lru_cache
def _best(_listed: int) -> str | None:
    """The best of the fonts listed, asked again only when their number has changed."""
    names = {entry.name for entry in font_manager.fontManager.ttflist}
    return next((family for family in _FAMILIES if family in names), None)


def _look_again() -> None:
    """Add fonts installed since matplotlib last listed them; it keeps its list from run to run."""
    manager = font_manager.fontManager
    known = {entry.fname for entry in manager.ttflist}
    for path in font_manager.findSystemFonts():
        if path not in known:
            try:
                manager.addfont(path)
            except (OSError, RuntimeError):  # a broken or bitmap font is nobody's concern here
                continue


def font(size: float, *, bold: bool = False) -> FontProperties:
    """The font in a size in pixels of the drawing."""
    return _font(chinese_font(), size, bold)


@lru_cache
def _font(family: str, size: float, bold: bool) -> FontProperties:
    return FontProperties(family=[family, _SIGNS], size=size, weight="bold" if bold else "normal")


_RULER = RendererAgg(1, 1, 72)


@lru_cache(maxsize=20_000)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a line of text, in pixels of the drawing."""
    properties = font(size, bold=bold)
    return float(_RULER.get_text_width_height_descent(text, properties, False)[0])
