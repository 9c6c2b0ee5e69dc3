"""Text on slides: cleaned for XML, in Latin and Chinese typefaces, and measured before it is set."""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right
from functools import cache
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Length, Pt

from exports.deck.look import Colour, colour_xml

#: What XML 1.0 forbids, and line ends that PowerPoint would show as boxes.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"[\r\n\t\v\u2028\u2029]+")
#: Longest text that a shape or a cell gets; nothing in the collection comes near.
_LONGEST = 4000
_DRAWING = nsdecls("a")
#: The theme's Latin and East Asian typefaces.
_FACES = {"latin": "+mn-lt", "ea": "+mn-ea"}
_TYPEFACES = "".join(f'<a:{name} typeface="{face}"/>' for name, face in _FACES.items())
#: What stands behind the typefaces in a run's properties.
_AFTER = ("cs", "sym", "hlinkClick", "hlinkMouseOver", "rtl", "extLst")
#: Signs as wide as a Chinese character, in a text that has one.
_WIDE_IN_CHINESE = "“”‘’…—→·"
#: The space after a sign or an amount, before what belongs to it: ``¥350 bn``, ``≥ 3,000``.
_JOINT = re.compile(r"(¥[0-9.,]+|[≥≤><≈]) (?=\S)")
#: A line's height in its type size: Chinese typefaces stand higher than Latin ones.
_LATIN_LINE, _CHINESE_LINE = 1.22, 1.45


def clean(text: str, longest: int = _LONGEST) -> str:
    """The text on one line, without what XML forbids."""
    flat = _BREAKS.sub(" ", _FORBIDDEN.sub("", text))
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def unbroken(text: str) -> str:
    """The text with no line break between a number and its sign or unit."""
    return _JOINT.sub("\\1\u00a0", text)


def width_of(text: str) -> float:
    """About how wide a text is set, in its type size; on the safe side.

    Office programs put a quarter of space between a Chinese character and a Latin one.
    """
    gaps = sum(_gap(one, other) for one, other in pairwise(text))
    wide = _WIDE_IN_CHINESE if any(map(_is_han, text)) else "→"
    return gaps + sum(1.0 if sign in wide else _advance(sign) for sign in text)


def _gap(one: str, other: str) -> float:
    return 0.25 if (_is_han(one) and other.isascii()) or (one.isascii() and _is_han(other)) else 0.0


@cache
def _is_han(character: str) -> bool:
    return unicodedata.east_asian_width(character) == "W"


@cache
def _advance(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in " \u00a0.,:;'|!ijlIt()[]·":
        return 0.31
    if character.isupper() or character in "%@mw—…≥≤≈":
        return 0.7
    return 0.53


def lines_of(text: str, size: float, width: Length) -> int:
    """How many lines a text takes in a box of a width, at a type size in points."""
    room = max(1.0, width / Pt(1) / size)
    return max(1, math.ceil(width_of(text) * 1.04 / room))


def height_of(text: str, size: float, width: Length) -> Length:
    """The height that a text takes."""
    chinese = any(unicodedata.east_asian_width(character) in "WF" for character in text)
    line = _CHINESE_LINE if chinese else _LATIN_LINE
    return Pt(lines_of(text, size, width) * size * line)


def fitting_size(text: str, width: Length, height: Length, largest: float, least: float) -> float:
    """The largest type size, in whole points, at which a text stays in its box."""
    size = largest
    while size > least and height_of(text, size, width) > height:
        size -= 1
    return size


def shortened(text: str, ems: float) -> str:
    """The text cut with an ellipsis so that it is at most so many type sizes wide."""
    if width_of(text) <= ems:
        return text
    kept = bisect_right(range(len(text)), ems - 0.9, key=lambda last: width_of(text[: last + 1]))
    return text[:kept].rstrip(" ·,，（(") + "…"


def set_typefaces(properties: Any) -> None:
    """Give run properties the theme's Latin and East Asian typefaces."""
    for name in _FACES:
        for old in properties.findall(qn(f"a:{name}")):
            properties.remove(old)
    behind = [properties.find(qn(f"a:{name}")) for name in _AFTER]
    first = next((element for element in behind if element is not None), None)
    for name, face in _FACES.items():
        element = etree.SubElement(properties, qn(f"a:{name}"), typeface=face)
        if first is not None:
            first.addprevious(element)


def run_xml(
    text: str,
    *,
    size: float | None = None,
    colour: Colour | None = None,
    bold: bool = False,
    inside: str = "",
) -> str:
    """A run of a paragraph as DrawingML; ``inside`` stands at the end of its properties."""
    own = "" if size is None else f' sz="{round(size * 100)}"'
    weight = ' b="1"' if bold else ""
    paint = "" if colour is None else colour_xml(colour)
    return (
        f"<a:r {_DRAWING}><a:rPr{own}{weight}>{paint}{_TYPEFACES}{inside}</a:rPr>"
        f"<a:t>{escape(clean(text))}</a:t></a:r>"
    )


def add_run(
    paragraph: _Paragraph,
    text: str,
    *,
    link: str | None = None,
    **style: Any,
) -> None:
    """Append text to a paragraph; without size or colour it takes those of its placeholder.

    Written as XML: a deck of a large collection has thousands, and each property that python-pptx sets
    looks through all of the others.
    """
    linked = ""
    if link:
        relation = paragraph.part.relate_to(
            clean(link), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        linked = f'<a:hlinkClick {nsdecls("r")} r:id="{relation}"/>'
    run = parse_xml(run_xml(text, inside=linked, **style))
    paragraph._p.insert_element_before(run, "a:endParaRPr")


def write(frame: TextFrame, text: str, **style: Any) -> None:
    """Put one paragraph into an empty text frame."""
    add_run(frame.paragraphs[0], text, **style)
