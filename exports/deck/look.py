"""Colours of a deck, all from its theme, so that a client's template recolours everything.

A role (ink, rule, a class of values ...) is a theme colour made lighter or darker until it has the
lightness that the role needs, whatever the client's accent is.
"""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.dml.color import ColorFormat
from pptx.dml.fill import FillFormat
from pptx.enum.dml import MSO_PATTERN_TYPE, MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

#: Lightness (HSL) of five classes of values, low to high, on a light page and on a dark one.
_CLASSES = (0.88, 0.76, 0.60, 0.44, 0.28)
_CLASSES_DARK = (0.28, 0.40, 0.54, 0.68, 0.84)
_ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
_THEME = {
    "tx1": MSO_THEME_COLOR.TEXT_1,
    "bg1": MSO_THEME_COLOR.BACKGROUND_1,
    **{name: getattr(MSO_THEME_COLOR, f"ACCENT_{name[-1]}") for name in _ACCENTS},
}
#: Patterns of states that are not values, as on the screen.
PATTERNS = {
    "lines": MSO_PATTERN_TYPE.LIGHT_UPWARD_DIAGONAL,
    "dots": MSO_PATTERN_TYPE.PERCENT_20,
    "accent": MSO_PATTERN_TYPE.WIDE_DOWNWARD_DIAGONAL,
    "accent-dots": MSO_PATTERN_TYPE.PERCENT_50,
    "hatched": MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL,
}


@dataclass(frozen=True, slots=True)
class Colour:
    """A theme colour (``tx1``, ``bg1``, ``accent1`` ...) and how much lighter (+) or darker (−)."""

    theme: str
    brightness: float = 0.0


@dataclass(frozen=True)
class Look:
    """The colours of one theme by their role. ``classes`` run from low to high values;
    ``regions`` tell at most six regions apart.
    """

    ink: Colour
    muted: Colour
    rule: Colour
    blank: Colour
    outside: Colour
    hatch: Colour
    weave: Colour
    page: Colour
    main: Colour
    soft: Colour
    accent: Colour
    classes: tuple[Colour, ...]
    regions: tuple[Colour, ...]

    def paint(self, format_: ColorFormat, colour: Colour) -> None:
        """Give a colour to whatever python-pptx colours."""
        format_.theme_color = _THEME[colour.theme]
        format_.brightness = colour.brightness

    def fill(self, fill: FillFormat, colour: Colour) -> None:
        """Fill with one colour."""
        fill.solid()
        self.paint(fill.fore_color, colour)

    def class_colour(self, number: int, count: int) -> Colour:
        """Colour of class ``number`` of ``count``, spread over the whole scale."""
        if count <= 1:
            return self.classes[len(self.classes) // 2 + 1]
        return self.classes[round(number * (len(self.classes) - 1) / (count - 1))]


def scheme_xml(colour: Colour, more: str = "") -> str:
    """A theme colour as DrawingML, for what fills or draws with it; ``more`` changes it further."""
    if colour.brightness > 0:
        tint = round(colour.brightness * 100_000)
        inside = f'<a:lumMod val="{100_000 - tint}"/><a:lumOff val="{tint}"/>'
    elif colour.brightness < 0:
        inside = f'<a:lumMod val="{round((1 + colour.brightness) * 100_000)}"/>'
    else:
        inside = ""
    return f'<a:schemeClr val="{colour.theme}">{inside}{more}</a:schemeClr>'


def colour_xml(colour: Colour) -> str:
    """One theme colour to fill with, as DrawingML."""
    return f"<a:solidFill>{scheme_xml(colour)}</a:solidFill>"


def pattern_xml(name: str, fore: Colour, back: Colour) -> str:
    """A pattern of :data:`PATTERNS` to fill with, as DrawingML."""
    return (
        f'<a:pattFill prst="{MSO_PATTERN_TYPE.to_xml(PATTERNS[name])}"><a:fgClr>{scheme_xml(fore)}</a:fgClr>'
        f"<a:bgClr>{scheme_xml(back)}</a:bgClr></a:pattFill>"
    )


def fading_xml(colour: Colour) -> str:
    """One theme colour whose last tenth fades to the right, as DrawingML."""
    stops = ((0, ""), (88_000, ""), (100_000, '<a:alpha val="25000"/>'))
    own = "".join(f'<a:gs pos="{at}">{scheme_xml(colour, more)}</a:gs>' for at, more in stops)
    return f'<a:gradFill rotWithShape="1"><a:gsLst>{own}</a:gsLst><a:lin ang="0" scaled="0"/></a:gradFill>'


NO_FILL = "<a:noFill/>"


def line_xml(
    colour: Colour, width: float | None = None, *, arrow: bool = False, dash: str = ""
) -> str:
    """A line as DrawingML, perhaps with an arrow's head at its end; ``width`` in points or the theme's."""
    own = "" if width is None else f' w="{round(width * 12700)}"'
    return (
        f"<a:ln{own}>{colour_xml(colour)}"
        + (f'<a:prstDash val="{dash}"/>' if dash else "")
        + ('<a:tailEnd type="triangle" w="med" len="med"/>' if arrow else "")
        + "</a:ln>"
    )


def look_of(presentation: Presentation) -> Look:
    """The roles in the colours of a presentation's first master."""
    colours = _scheme(presentation)
    dark = _lightness(colours["bg1"]) < 0.5
    accents = [name for name in _ACCENTS if 0.15 <= _lightness(colours[name]) <= 0.65]
    main = (accents or ["accent1"])[0]
    second = next((n for n in ("accent2", *accents) if n != main and n in accents), main)

    def at(name: str, lightness: float) -> Colour:
        return Colour(name, _brightness(_lightness(colours[name]), lightness))

    def greyer(amount: float) -> Colour:
        """The page's colour, so much towards the ink."""
        page = _lightness(colours["bg1"])
        return at("bg1", page + amount if dark else page - amount)

    ink = _lightness(colours["tx1"])
    order = [main, *(name for name in _ACCENTS if name != main)]
    limits = (0.55, 0.80) if dark else (0.20, 0.52)
    return Look(
        ink=Colour("tx1"),
        muted=at("tx1", ink + (-0.3 if dark else 0.36) * abs(_lightness(colours["bg1"]) - ink)),
        rule=greyer(0.14),
        blank=greyer(0.06),
        outside=greyer(0.02),
        hatch=greyer(0.42),
        weave=greyer(0.26),
        page=Colour("bg1"),
        main=at(main, _between(_lightness(colours[main]), *limits)),
        soft=at(main, 0.34 if dark else 0.76),
        accent=at(second, _between(_lightness(colours[second]), *limits)),
        classes=tuple(at(main, step) for step in (_CLASSES_DARK if dark else _CLASSES)),
        regions=tuple(at(name, _between(_lightness(colours[name]), *limits)) for name in order),
    )


def _between(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def _brightness(own: float, wanted: float) -> float:
    """The tint (+) or shade (−) that turns a lightness into another; of black and white too."""
    if wanted >= own:
        return 0.0 if own >= 1 else round(min(1.0, (wanted - own) / (1 - own)), 3)
    return round(max(-1.0, wanted / own - 1), 3)


def _lightness(rgb: str) -> float:
    red, green, blue = (int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return colorsys.rgb_to_hls(red, green, blue)[1]


def _scheme(presentation: Presentation) -> dict[str, str]:
    """RRGGBB of ``tx1``, ``bg1`` and the accents; a colour that cannot be read is a middle grey."""
    master = presentation.slide_masters[0]
    theme = etree.fromstring(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    named = {} if scheme is None else {etree.QName(slot).localname: _rgb(slot) for slot in scheme}
    mapping = master._element.find(qn("p:clrMap"))
    slots: dict[str, Any] = {} if mapping is None else dict(mapping.attrib)
    fallback = {"tx1": "dk1", "bg1": "lt1"}
    return {
        name: named.get(str(slots.get(name, fallback.get(name, name)))) or "808080"
        for name in _THEME
    }


def _rgb(slot: Any) -> str | None:
    for colour in slot:
        value = colour.get("lastClr") or colour.get("val") or ""
        if len(value) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in value):
            return str(value)
    return None
