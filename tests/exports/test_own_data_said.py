"""A file made while a reader's own data are shown says so, with the file's name, whatever its kind."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from analysis.own_atlas import Use, own_atlas
from analysis.view import View
from exports.kind import Cover
from exports.kinds import BY_NAME
from exports.offers.briefs import FORMS
from exports.taking import file_name, take
from loaders.own import read_own
from tests.loaders.test_own import PLAN

DAY = date(2026, 11, 21)
NAME = "mine.yaml"
VIEW = View(lang="en", indicator="metaverse_industry", deadline=0)


@pytest.fixture(scope="module", params=[Use.BESIDE, Use.INSTEAD])
def own(request, atlas):
    return own_atlas(atlas, read_own(NAME, PLAN.encode(), atlas.collection), request.param)


def _made(own, kind, page="indicator"):
    cover = Cover(page, DAY)
    taken = take(own, VIEW, page, cover)
    return BY_NAME[kind].make(own, taken.shown, VIEW, cover), taken


def _said(text):
    return "reader’s own data" in text and NAME in text


def test_the_workbook_says_it_in_front_under_the_chart_and_in_its_notes(own):
    content, _ = _made(own, "workbook")
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in ("Overview", "Notes"):
        cells = [
            str(cell) for row in book[sheet].iter_rows(values_only=True) for cell in row if cell
        ]
        assert any(map(_said, cells)), sheet
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert NAME in parts.read("xl/charts/chart1.xml").decode()


def test_every_slide_and_its_notes_say_it(own):
    deck = Presentation(io.BytesIO(_made(own, "deck")[0]))
    first, *others = deck.slides
    for slide in (first, *others):
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert any(map(_said, texts))
    assert all(_said(slide.notes_slide.notes_text_frame.text) for slide in others)


def test_records_citations_and_file_names_say_it(own):
    content, taken = _made(own, "csv")
    head, *lines = content.decode("utf-8-sig").splitlines()
    assert head.endswith(",data")
    assert all(map(_said, lines))
    assert _said(json.loads(_made(own, "json")[0])["data"])
    for kind in ("package", "collection"):
        page = "overview" if kind == "collection" else "indicator"
        with zipfile.ZipFile(io.BytesIO(_made(own, kind, page)[0])) as file:
            described = json.loads(file.read("datapackage.json"))
        assert _said(described["description"])
        assert ("licenses" in described) != own.own.alone
    assert _said(_made(own, "apa")[0].decode())
    assert "with_own_data" in file_name(own, taken, "csv")


def test_pictures_and_briefs_say_it(own):
    words = "".join(_made(own, "svg")[0].decode().split())
    assert NAME in words or _drawn_from(own)
    pdf = next(form for form in FORMS if form.extension == "pdf")
    pages = PdfReader(io.BytesIO(pdf.make(own, "310000", "en", DAY, None))).pages
    assert NAME in "".join("".join(page.extract_text().split()) for page in pages)


def _drawn_from(own):
    """Pictures draw their letters as shapes: what they write is asked of the picture's own lines."""
    from exports.images.picture import _notes

    exhibit = take(own, VIEW, "indicator", Cover("", DAY)).shown.exhibits[0]
    return any(map(_said, _notes(own, exhibit, "en", DAY)))


def test_the_collection_itself_says_nothing_of_the_kind(atlas):
    content, taken = _made(atlas, "csv")
    assert not content.decode("utf-8-sig").splitlines()[0].endswith(",data")
    assert "own" not in file_name(atlas, taken, "csv")
