"""Citations: every part that a reader needs, in the forms that styles and programs ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import bibtexparser
import pytest
import rispy
from citeproc.model import CitationStylesElement
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.view import View
from exports.__main__ import main
from exports.citations import styles
from exports.citations.files import bibtex, ris
from exports.citations.references import Reference, references_of_figure, references_of_view
from exports.citations.styles import Style, citations, reference_list
from exports.kind import Cover
from exports.offers.citations import FORMS, view_citation, written
from exports.taking import take
from loaders.dates import parse_date

PLAN = Reference(
    "sichuan-metaverse-2023",
    ("四川省经济和信息化厅", "四川省发展和改革委员会"),
    ("Sichuan Department of Economy", "Sichuan Development and Reform Commission"),
    "四川省元宇宙产业发展行动计划（2023—2025年）",
    "Sichuan Action Plan for the Metaverse Industry (2023–2025)",
    "川经信〔2023〕12号",
    parse_date("2023-09-18"),
    parse_date("2026-11-20"),
    "https://example.gov.cn/a_b?x=1&y=%20",
)


def test_gb_t_7714_has_issuers_title_number_date_reading_and_address():
    assert citations([PLAN], Style.GBT7714, "en") == [
        "四川省经济和信息化厅, 四川省发展和改革委员会. 四川省元宇宙产业发展行动计划（2023—2025年）: "
        "川经信〔2023〕12号[EB/OL]. (2023-09-18)[2026-11-20]. https://example.gov.cn/a_b?x=1&y=%20."
    ]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "zh",
            "四川省经济和信息化厅, & 四川省发展和改革委员会. (2023, September 18). "
            "四川省元宇宙产业发展行动计划（2023—2025年） (川经信〔2023〕12号). "
            "https://example.gov.cn/a_b?x=1&y=%20",
        ),
        (
            "en",
            "Sichuan Department of Economy, & Sichuan Development and Reform Commission. "
            "(2023, September 18). 四川省元宇宙产业发展行动计划（2023—2025年） [Sichuan Action Plan for "
            "the Metaverse Industry (2023–2025)] (川经信〔2023〕12号). "
            "https://example.gov.cn/a_b?x=1&y=%20",
        ),
    ],
)
def test_apa_gives_the_english_title_in_brackets(lang, expected):
    assert citations([PLAN], Style.APA, lang) == [expected]


def test_a_month_stays_a_month_and_nothing_is_made_up():
    bare = replace(PLAN, issued=parse_date("2023-09"), read=None, url="", number="")
    line = citations([bare], Style.GBT7714, "zh")[0]
    assert "2023" in line
    assert "18" not in line
    assert "//" not in line


def test_bibtex_reads_back_with_each_body_whole():
    found = bibtexparser.parse_string(bibtex([PLAN], "en"))
    assert not found.failed_blocks
    fields = {name: field.value for name, field in found.entries[0].fields_dict.items()}
    assert fields["author"] == "{四川省经济和信息化厅} and {四川省发展和改革委员会}"
    assert (fields["date"], fields["urldate"]) == ("2023-09-18", "2026-11-20")
    assert fields["url"] == PLAN.url
    assert fields["titleaddon"] == PLAN.title_en


def test_ris_reads_back():
    (found,) = rispy.loads(ris([PLAN], "zh"))
    assert found["type_of_reference"] == "GOVDOC"
    assert found["authors"] == list(PLAN.authors)
    assert found["title"] == PLAN.title
    assert found["number"] == PLAN.number
    assert (found["date"], found["access_date"]) == ("2023/09/18/", "2026/11/20/")
    assert found["urls"] == [PLAN.url]


HOSTILE = st.text(
    st.one_of(
        st.sampled_from("{}\\&%$#_~^<>\"'\nTY- ER@"), st.characters(exclude_categories=["C"])
    ),
    max_size=40,
).map(lambda text: f"题{text}")


@settings(max_examples=40)
@given(HOSTILE)
def test_no_title_breaks_out_of_its_field(text):
    odd = replace(PLAN, key="odd", title=text, authors=(text,), note=text)
    assert len(rispy.loads(ris([odd, PLAN], "zh"))) == 2
    found = bibtexparser.parse_string(bibtex([odd, PLAN], "zh"))
    assert [entry.key for entry in found.entries] == ["odd", PLAN.key]
    assert not found.failed_blocks
    for style in Style:
        assert reference_list([odd, PLAN], style, "zh").count("\n") == 2


def test_a_figure_cites_its_plan_and_the_report_it_was_read_in(atlas):
    found = references_of_figure(atlas, "sichuan-metaverse-2025", "zh")
    assert [item.key for item in found] == ["sichuan-metaverse-2023", "merits-tree-2023-10"]
    assert found[0].read is None  # its official page was not what was read
    assert "2,500亿元" in found[0].note


def test_every_figure_can_be_cited(atlas):
    for name, pair in atlas.target_by_id.items():
        first = references_of_figure(atlas, name, "en")[0]
        assert first.key == pair.plan.id
        assert first.authors == pair.plan.issuers
        assert first.url or not pair.plan.url


def test_a_style_is_searched_for_each_macro_once(atlas):
    def asked():
        return CitationStylesElement.get_macro.cache_info()

    styles._citation.cache_clear()  # whatever was cited before
    citations(references_of_figure(atlas, "sichuan-metaverse-2025", "en"), Style.APA, "en")
    before = asked()
    citations(references_of_figure(atlas, "chongqing-metaverse-2025", "en"), Style.APA, "en")
    assert asked().hits > before.hits + 50
    assert asked().misses < before.misses + 20


def test_what_was_set_once_is_not_set_again(atlas):
    cited = references_of_figure(atlas, "sichuan-metaverse-2025", "en")
    lines = citations(cited, Style.APA, "en")
    asked = styles._citation.cache_info().misses
    assert citations(cited, Style.APA, "en") == lines
    assert styles._citation.cache_info().misses == asked


def test_a_view_is_cited_first_then_its_sources_each_once(atlas):
    view = View(indicator="metaverse_industry", scope="related", deadline=2025)
    cover = Cover("https://atlas.example/map?lang=zh", date(2026, 11, 21))
    taken = take(atlas, view, "map", cover)
    found = references_of_view(atlas, taken.shown, cover)
    assert found[0].data
    keys = [item.key for item in found]
    assert len(keys) == len(set(keys))
    assert {atlas.target_by_id[name].plan.id for name in taken.shown.targets} <= set(keys)
    line = view_citation(atlas, taken, "gbt7714")
    assert "[DS/OL]" in line
    assert "(2026-11-21)[2026-11-21]" in line
    assert cover.address in line
    for form in FORMS:
        assert taken.shown.finding[:6] in written(found[:1], form, "zh")


def test_on_the_command_line(tmp_path, capsys):
    file = tmp_path / "cite.txt"
    assert main(["cite", "sichuan-metaverse-2025", "--form", "apa", "--lang", "en", "-o", str(file)]) == 0  # fmt: skip
    assert "[Sichuan Action Plan for the Metaverse Industry" in file.read_text("utf-8")
    assert main(["cite", "nothing", "-o", str(file)]) == 2
    assert "nothing" in capsys.readouterr().err
    assert main(["ris", "--page", "plan", "--view", "plan=sichuan-metaverse-2023", "-o", str(file)]) == 0  # fmt: skip
    assert len(rispy.loads(file.read_text("utf-8"))) == 3
