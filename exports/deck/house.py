"""Our own empty presentation: 16:9, quiet, the colours of the screen as its theme."""

from __future__ import annotations

from typing import Any

import pptx
from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.util import Emu, Inches, Pt

from analysis.palette import LIGHT

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.6)
_LAYOUTS = ("Title Slide", "Title Only")
_LATIN, _CHINESE = "Arial", "Microsoft YaHei"
_COLOURS = {
    "dk1": LIGHT.ink, "lt1": LIGHT.page, "dk2": LIGHT.muted, "lt2": LIGHT.blank,
    **{f"accent{number}": colour for number, colour in enumerate(LIGHT.regions, 1)},
    "hlink": LIGHT.bar, "folHlink": LIGHT.muted,
}  # fmt: skip


def presentation() -> Presentation:
    """An empty 16:9 presentation with a cover's layout and one with a title."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    master = deck.slide_masters[0]
    _theme(master.part.part_related_by(RELATIONSHIP_TYPE.THEME))
    for layout in list(master.slide_layouts):
        if layout.name not in _LAYOUTS:
            master.slide_layouts.remove(layout)
    inner = Emu(WIDTH - 2 * MARGIN)
    for holder in (master, *master.slide_layouts):
        cover = getattr(holder, "name", "") == _LAYOUTS[0]
        for shape in list(holder.placeholders):
            kind = shape.placeholder_format.type
            if kind in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE):
                place = (Inches(2.1), Inches(1.9)) if cover else (Inches(0.38), Inches(0.86))
                _put(shape, MARGIN, place[0], inner, place[1])
                _style(shape, 34 if cover else 24, MSO_ANCHOR.BOTTOM if cover else MSO_ANCHOR.TOP)
            elif kind is PP_PLACEHOLDER.SUBTITLE:
                _put(shape, MARGIN, Inches(4.2), inner, Inches(2.0))
                _style(shape, 16, MSO_ANCHOR.TOP, bold=False)
            elif kind is PP_PLACEHOLDER.SLIDE_NUMBER:
                _put(shape, Emu(WIDTH - MARGIN - Inches(1)), Inches(7.06), Inches(1), Inches(0.28))
            elif kind is PP_PLACEHOLDER.BODY:
                _put(shape, MARGIN, Inches(1.4), inner, Inches(5.2))
            else:
                shape._element.getparent().remove(shape._element)
    return deck


def _put(shape: Any, left: int, top: int, width: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = left, top, width, height


def _style(shape: Any, size: int, anchor: MSO_ANCHOR, *, bold: bool = True) -> None:
    """Type of a placeholder, in its own list style so that slides inherit it."""
    frame = shape.text_frame
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    body = frame._txBody
    style = body.find(qn("a:lstStyle"))
    for old in list(style):
        style.remove(old)
    level = etree.SubElement(style, qn("a:lvl1pPr"), algn="l", marL="0", indent="0")
    etree.SubElement(level, qn("a:buNone"))
    run = etree.SubElement(level, qn("a:defRPr"), sz=str(size * 100), b="1" if bold else "0")
    fill = etree.SubElement(etree.SubElement(run, qn("a:solidFill")), qn("a:schemeClr"), val="tx1")
    if not bold:
        etree.SubElement(fill, qn("a:lumMod"), val="65000")
        etree.SubElement(fill, qn("a:lumOff"), val="35000")
    for name, face in (("latin", "+mj-lt"), ("ea", "+mj-ea")):
        etree.SubElement(run, qn(f"a:{name}"), typeface=face)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.font.size = Pt(size)


def _theme(part: Part) -> None:
    """Write our colours and typefaces into the theme of the master."""
    root = etree.fromstring(part.blob)
    root.set("name", "Policy Target Atlas")
    scheme = root.find(f".//{qn('a:clrScheme')}")
    scheme.set("name", "Policy Target Atlas")
    for slot in scheme:
        for old in list(slot):
            slot.remove(old)
        value = _COLOURS[etree.QName(slot).localname].removeprefix("#")
        etree.SubElement(slot, qn("a:srgbClr"), val=value)
    fonts = root.find(f".//{qn('a:fontScheme')}")
    fonts.set("name", "Policy Target Atlas")
    for kind in ("majorFont", "minorFont"):
        font = fonts.find(qn(f"a:{kind}"))
        font.find(qn("a:latin")).set("typeface", _LATIN)
        font.find(qn("a:ea")).set("typeface", _CHINESE)
        for script in font.findall(qn("a:font")):
            if script.get("script") in ("Hans", "Hant"):
                script.set("typeface", _CHINESE)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
