"""The page on a region, read back from the slide and from the PDF."""

from __future__ import annotations

import io
from datetime import date

import pptx
import pypdf
import pytest

from analysis.brief import brief_of
from analysis.ranking import rank
from analysis.view import View
from exports.__main__ import main
from exports.brief.page import Area, draw
from exports.brief.slide import brief_slide
from exports.offers.briefs import FORMS
from language.catalogue import translate
from loaders.regions import provinces

DAY = date(2026, 11, 21)
FULL, EMPTY = "310000", "710000"


def table(content):
    """Rows of the slide's table, and all texts of the slide."""
    (slide,) = pptx.Presentation(io.BytesIO(content)).slides
    found = next((shape.table for shape in slide.shapes if shape.has_table), None)
    rows = [[cell.text for cell in row.cells] for row in found.rows] if found else []
    return slide, rows, [s.text_frame.text for s in slide.shapes if s.has_text_frame]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_slide_holds_targets_ranks_context_and_sources(atlas, lang):
    brief = brief_of(atlas, FULL, lang)
    slide, (head, *rows), texts = table(brief_slide(atlas, brief, DAY))
    assert head[2] == translate(lang, "Rank")
    assert slide.shapes.title.text == brief.title
    for row, shown in zip(brief.rows, rows, strict=False):
        for whole, cell in ((row.name, shown[0]), (row.figures, shown[1]), (row.plan, shown[3])):
            assert cell == whole or whole.startswith(cell.rstrip("…"))
        if row.place and row.among > 1:
            assert shown[2] == f"{row.place.words} / {row.among}"
    rest = len(brief.rows) - len(rows)
    assert rest > 0
    assert translate(lang, "and {count} more indicators in the atlas", count=rest) in texts
    for fact in brief.facts:
        assert fact.value in texts
    notes = slide.notes_slide.notes_text_frame.text
    for target in brief.targets:
        assert str(atlas.targets.loc[target]["wording"])[:12] in notes
    names = {shape.name for group in slide.shapes for shape in getattr(group, "shapes", ())}
    assert {province.name for province in provinces()} <= names or lang == "en"


def test_a_rank_is_that_of_the_indicator_page(atlas):
    brief = brief_of(atlas, "510000", "en")
    row = next(row for row in brief.rows if "sichuan-metaverse-2025" in row.targets)
    view = View(indicator="metaverse_industry", scope="related", deadline=0, levels=("province",))
    ranked = rank(atlas, view).ranked
    own = next(item for item in ranked if item.row["adcode"] == "510000")
    assert row.place is not None
    assert (row.place.best, row.place.worst, row.among) == (own.best, own.worst, len(ranked))


class _Paper:
    """A surface that keeps where everything was put."""

    def __init__(self):
        self.bottoms, self.rows = [], []

    def text(self, area, words, size, role, *, bold=False):
        self.bottoms.append(area.y + size)

    def locator(self, area, adcode, alt):
        self.bottoms.append(area.y + area.height)

    def table(self, area, widths, rows, row, size, name):
        assert sum(widths) == pytest.approx(area.width)
        self.rows = rows
        self.bottoms.append(area.y + row * len(rows))


@pytest.mark.parametrize("adcode", [FULL, "330000", "110000", "540000", EMPTY])
def test_full_and_empty_regions_stay_on_the_page(atlas, adcode):
    brief = brief_of(atlas, adcode, "en")
    for height in (330, 355, 420):
        area, paper = Area(43, 100, 873, height), _Paper()
        rest = draw(paper, area, brief)
        assert max(paper.bottoms) <= area.y + area.height
        assert max(0, len(paper.rows) - 1) + len(rest) == len(brief.rows)
        assert bool(brief.rows) != bool(brief.empty)


@pytest.mark.parametrize(("adcode", "lang"), [(FULL, "zh"), (EMPTY, "en")])
def test_the_pdf_is_one_page_with_its_characters(atlas, tmp_path, adcode, lang):
    path = tmp_path / "brief.pdf"
    assert main(["brief", adcode, "--lang", lang, "--format", "pdf", "-o", str(path)]) == 0
    (page,) = pypdf.PdfReader(path).pages
    text = "".join(page.extract_text().split())
    brief = brief_of(atlas, adcode, lang)
    assert "".join(brief.title.split()) in text
    fonts = page["/Resources"]["/Font"]
    assert fonts
    for font in fonts.values():
        described = font.get_object()
        inner = described.get("/DescendantFonts", [described])[0].get_object()
        assert inner["/Subtype"] == "/Type3" or any(
            key.startswith("/FontFile") for key in inner["/FontDescriptor"]
        )


def test_the_command_says_what_it_cannot_do(tmp_path, capsys):
    assert main(["brief", "999999", "-o", str(tmp_path / "x.pptx")]) == 2
    assert "999999" in capsys.readouterr().err
    assert {form.extension for form in FORMS} == {"pptx", "pdf"}
