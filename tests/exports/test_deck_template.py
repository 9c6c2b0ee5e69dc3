"""The client's template: its layouts and colours are used, and what is no template is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx.oxml.ns import qn

from analysis.shown import show
from analysis.view import View
from exports.deck import template
from exports.deck.build import Scene, deck
from exports.deck.look import look_of
from exports.deck.template import open_base
from exports.kind import CannotExport

DAY = date(2026, 11, 21)
VIEW = View(indicator="metaverse_industry", scope="related", deadline=2025)


def client(change=None):
    """A client's file: 4:3, with a slide of its own, a section, and perhaps changed parts."""
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.shapes.title.text = "client's own slide"
    out = io.BytesIO()
    presentation.save(out)
    if change is None:
        return out.getvalue()
    changed = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()}
        change(parts)
        for name, content in parts.items():
            new.writestr(name, content)
    return changed.getvalue()


@pytest.fixture(scope="module")
def shown(atlas):
    return show(atlas, VIEW, "map", DAY)


def test_layouts_size_and_colours_are_the_client_s(atlas, shown):
    content = deck(atlas, [Scene(shown)], "zh", DAY, template=client())
    presentation = pptx.Presentation(io.BytesIO(content))
    assert presentation.slide_width == pptx.Presentation().slide_width
    assert [slide.slide_layout.name for slide in presentation.slides][:2] == ["Title Slide", "Title Only"]  # fmt: skip
    texts = [s.text_frame.text for slide in presentation.slides for s in slide.shapes if s.has_text_frame]  # fmt: skip
    assert "client's own slide" not in texts
    assert b"client" not in b"".join(zipfile.ZipFile(io.BytesIO(content)).read(n) for n in zipfile.ZipFile(io.BytesIO(content)).namelist())  # fmt: skip
    for slide in presentation.slides:
        assert not slide._element.findall(f".//{qn('a:srgbClr')}")

        for shape in slide.shapes:
            assert shape.left + shape.width <= presentation.slide_width + 1
            assert shape.top + shape.height <= presentation.slide_height + 1


def test_a_potx_is_a_template_too(atlas, shown):
    def potx(parts):
        own = parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = own.replace(b"presentation.main+xml", b"template.main+xml")

    content = deck(atlas, [Scene(shown)], "zh", DAY, template=client(potx))
    assert len(pptx.Presentation(io.BytesIO(content)).slides) == 3


def test_sections_that_name_dropped_slides_go_too():
    section = (
        b'<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst xmlns:p14='
        b'"http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="A" id="{1}">'
        b'<p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>'
    )

    def sections(parts):
        own = parts["ppt/presentation.xml"]
        assert b"</p:presentation>" in own
        head = own.partition(b"<p:extLst>")[0].removesuffix(b"</p:presentation>")
        parts["ppt/presentation.xml"] = head + section + b"</p:presentation>"

    base = open_base(client(sections), "en")
    assert b"sectionLst" not in base.presentation.part.blob


def test_classes_run_from_light_to_dark_whatever_the_accent():
    for accent in (b"FFF200", b"101010", b"C00000"):

        def recolour(parts, accent=accent):
            theme = parts["ppt/theme/theme1.xml"]
            head, _, tail = theme.partition(b"<a:accent1>")
            parts["ppt/theme/theme1.xml"] = (
                head + b'<a:accent1><a:srgbClr val="' + accent + b'"/></a:accent1>'
                + tail.partition(b"</a:accent1>")[2]
            )  # fmt: skip

        look = look_of(open_base(client(recolour), "en").presentation)
        steps = [colour.brightness for colour in look.classes]
        assert steps == sorted(steps, reverse=True)
        assert len(set(steps)) == 5
        assert len({colour.theme for colour in look.classes}) == 1


def bomb(parts):
    parts["ppt/media/zeros.bin"] = bytes(2_000_000)


def macros(parts):
    parts["ppt/vbaProject.bin"] = b"x"


def entities(parts):
    parts["ppt/presentation.xml"] = (
        b'<!DOCTYPE a [<!ENTITY b "bbbb">]>' + parts["ppt/presentation.xml"]
    )


def headless(parts):
    del parts["ppt/slideMasters/slideMaster1.xml"]


def garbled(parts):
    parts["ppt/slideLayouts/slideLayout1.xml"] = b"<p:sldLayout"


def a_word_file(parts):
    for name in [name for name in parts if name.startswith("ppt/")]:
        parts[name.replace("ppt/", "word/")] = parts.pop(name)


@pytest.mark.parametrize("change", [bomb, macros, entities, headless, garbled, a_word_file])
def test_hostile_and_broken_templates_are_refused_in_words(change, monkeypatch):
    monkeypatch.setattr(template, "_LARGEST_UNFOLDED", 1_500_000)
    for lang, word in (("zh", "模板"), ("en", "template")):
        with pytest.raises(CannotExport, match=word):
            open_base(client(change), lang)


def test_what_is_no_zip_or_is_cut_off_is_refused():
    for content in (b"", b"%PDF-1.7", client()[:-2000], client()[:5000] + bytes(5000)):
        with pytest.raises(CannotExport):
            open_base(content, "en")


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 25_000), st.binary(min_size=1, max_size=40))
def test_a_damaged_file_is_refused_or_used_but_never_fails(place, noise):
    content = bytearray(client())
    content[place : place + len(noise)] = noise
    try:
        base = open_base(bytes(content), "en")
    except CannotExport:
        return
    assert base.area.height > 0
