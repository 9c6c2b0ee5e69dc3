"""Shapes that are one group, so that they can be moved and scaled together.

Written as XML and read once: python-pptx measures a whole group again for each shape that is added
to it, its builder of freeforms looks through all points for each of them, and its other shapes come
with a style that would have to be taken off again. A map of hundreds takes it half a minute.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.util import Pt

from exports.deck.look import NO_FILL, Colour
from exports.deck.template import Box
from exports.deck.text import clean, run_xml

Point = tuple[int, int]
_RECTANGLE, _CIRCLE = (
    f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>' for name in ("rect", "ellipse")
)
_NO_TEXT = '<p:txBody><a:bodyPr rtlCol="0" anchor="ctr"/><a:lstStyle/><a:p/></p:txBody>'


class Group:
    """Shapes of a slide in the order in which they are drawn.

    Places and sizes are in EMU of the slide; ``look`` is a shape's fill and line as DrawingML; ``name``
    and ``alt`` are what it is called and what stands in for it.
    """

    def __init__(self, first: int) -> None:
        """``first``: number of the group on the slide; those of its shapes follow."""
        self._first = first
        self._shapes: list[str] = []
        self._boxes: list[Box] = []

    def freeform(self, rings: Sequence[Sequence[Point]], look: str, name: str, alt: str) -> None:
        """One shape of closed rings; one within another is a hole."""
        across = [x for ring in rings for x, _ in ring]
        down = [y for ring in rings for _, y in ring]
        left, top = min(across), min(down)
        wide, high = max(across) - left, max(down) - top
        corners = "".join(_contour([(x - left, y - top) for x, y in ring]) for ring in rings)
        outline = (
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="l" t="t" r="r" b="b"/>'
            f'<a:pathLst><a:path w="{wide}" h="{high}">{corners}</a:path></a:pathLst></a:custGeom>'
        )
        self._add(Box(left, top, wide, high), outline, look, name, alt)

    def disc(self, x: float, y: float, across: int, look: str, name: str, alt: str) -> None:
        """A circle around a point."""
        box = Box(round(x - across / 2), round(y - across / 2), across, across)
        self._add(box, _CIRCLE, look, name, alt)

    def rectangle(self, box: Box, look: str, name: str, alt: str) -> None:
        """A rectangle."""
        self._add(box, _RECTANGLE, look, name, alt)

    def text(self, box: Box, text: str, *, size: float, colour: Colour) -> None:
        """One line at the right of a box, not broken where it is wider; ``size`` in points."""
        body = (
            f'<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="{Pt(3)}" bIns="0"/><a:lstStyle/>'
            f'<a:p><a:pPr algn="r"/>{run_xml(text, size=size, colour=colour)}</a:p></p:txBody>'
        )
        self._add(box, _RECTANGLE, NO_FILL, text, "", body)

    def _add(
        self, box: Box, outline: str, look: str, name: str, alt: str, body: str = _NO_TEXT
    ) -> None:
        self._boxes.append(box)
        number = self._first + len(self._boxes)
        own = ' txBox="1"' if body is not _NO_TEXT else ""
        self._shapes.append(
            f"<p:sp><p:nvSpPr>{_named(number, name, alt)}<p:cNvSpPr{own}/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr><a:xfrm>{_measured('off', 'ext', box)}</a:xfrm>{outline}{look}</p:spPr>{body}</p:sp>"
        )

    def xml(self, name: str, alt: str) -> str:
        """The group with all its shapes, as large as they are."""
        left, top = (min(getattr(b, side) for b in self._boxes) for side in ("left", "top"))
        right, bottom = (max(getattr(b, side) for b in self._boxes) for side in ("right", "bottom"))
        box = Box(left, top, right - left, bottom - top)
        return (
            f"<p:grpSp {nsdecls('p', 'a', 'r')}>"
            f"<p:nvGrpSpPr>{_named(self._first, name, alt)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr><a:xfrm>{_measured('off', 'ext', box)}{_measured('chOff', 'chExt', box)}</a:xfrm></p:grpSpPr>"
            f"{''.join(self._shapes)}</p:grpSp>"
        )


@contextmanager
def one_group(slide: Slide, name: str, alt: str) -> Iterator[Group]:
    """A group to draw in, which stands on the slide in the end."""
    shapes = slide.shapes
    group = Group(shapes._next_shape_id)
    yield group
    shapes._element.insert_element_before(parse_xml(group.xml(name, alt)), "p:extLst")
    shapes.turbo_add_enabled = True  # what follows counts on, instead of looking through all ids


def _named(number: int, name: str, alt: str) -> str:
    told = f" descr={quoteattr(clean(alt, 1000))}" if alt else ""
    return f'<p:cNvPr id="{number}" name={quoteattr(clean(name, 200))}{told}/>'


def _measured(corner: str, size: str, box: Box) -> str:
    return (
        f'<a:{corner} x="{box.left}" y="{box.top}"/><a:{size} cx="{box.width}" cy="{box.height}"/>'
    )


def _contour(ring: Sequence[Point]) -> str:
    first, *rest = (f'<a:pt x="{x}" y="{y}"/>' for x, y in ring)
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in rest)
    return f"<a:moveTo>{first}</a:moveTo>{lines}<a:close/>"
