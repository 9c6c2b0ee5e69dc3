"""The Excel form: lossless both ways, every mistake with its sheet and cell, lists to choose from."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from language.catalogue import translate
from loaders.collection import check_collection, load_collection
from loaders.models import Collection
from loaders.own import alone, read_own
from loaders.plain import plain
from loaders.problems import InvalidData
from loaders.round_trip import fresh_yaml
from loaders.sheet_form import sheets
from loaders.spreadsheet import read_workbook
from loaders.template import filled, template
from loaders.yaml_source import YamlSource, parse_yaml

#: Texts that spreadsheets and YAML like to take for something else.
TRICKY = ["=1+1", "+86", "-5", "@x", "_x0041_", "true", "null", "2025", "007", "1e5", "85%", "a · b",
          "a: b", "# c", "- d", "'", '"', "[x]", "一、\n二、", "２０２５年", "𠮷", "<b>&amp;", "~", "yes", "?0", "a, b", "1:30", "0o7"]  # fmt: skip
texts = st.one_of(
    st.sampled_from(TRICKY),
    st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=25),
).map(str.strip).filter(bool)  # fmt: skip
slugs = st.from_regex(r"[a-z0-9]{1,6}([-_][a-z0-9]{1,4}){0,2}", fullmatch=True)
days = st.one_of(
    st.integers(1995, 2059).map(str),
    st.dates(date(1995, 1, 1), date(2059, 12, 31)).map(lambda day: f"{day:%Y-%m}"),
    st.dates(date(1995, 1, 1), date(2059, 12, 31)).map(date.isoformat),
)
values = st.one_of(
    st.sampled_from(["约 50 亿元", "2-3 万亿元", "第 1 名", "x2", "< 7.5 元"]),
    st.builds("{} {} 亿元".format, st.sampled_from([">=", ">", "<=", "约"]), st.integers(0, 10**9)),
)
TERMS = {
    "sectors": {"ai": {"zh": "人工智能", "en": "AI"}},
    "scopes": {"core": {"zh": "核心产业", "en": "core"}, "a-b": {"zh": "甲，乙", "en": "one, two"}},
    "indicators": {
        "ai_industry": {"zh": "产业规模", "en": "Size", "definition": "规模", "definition_en": "Size",
                        "family": "money", "sector": "ai"},
    },
    "documents": {"doc": {"title": "文", "publisher": "者", "kind": "repost", "file": "a.txt"}},
}  # fmt: skip


def optional(**fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Records with any of these fields."""
    return st.fixed_dictionaries({}, optional=fields)


evidence = optional(wording=texts, locator=texts).map(lambda item: {"document": "doc", **item})
conflict = st.fixed_dictionaries(
    {
        "document": st.just("doc"),
        "value": values,
        "wording": texts,
        "reason": texts,
        "reason_en": texts,
    }
)
target = st.tuples(
    st.fixed_dictionaries({"indicator": st.just("ai_industry"), "value": values, "wording": texts}),
    optional(
        kind=st.sampled_from(["incentive", "standard"]), deadline=days, part=texts, part_en=texts,
        scope=st.lists(st.sampled_from(["core", "a-b"]), min_size=1, unique=True),
        cumulative=st.booleans(), locator=texts, document=st.just("doc"), note=texts, note_en=texts,
        baseline=st.fixed_dictionaries({"value": values, "year": days}),
        also=st.lists(evidence, min_size=1, max_size=2), conflicts=st.lists(conflict, min_size=1, max_size=2),
    ),
).map(lambda pair: {**pair[0], **pair[1]})  # fmt: skip
plan = st.tuples(
    st.fixed_dictionaries(
        {"title": texts, "title_en": texts, "issuers": st.lists(texts, min_size=1, max_size=3),
         "jurisdiction": st.sampled_from(["510000", "110000", "510104"]), "sector": st.just("ai"),
         "document": st.just("doc")}
    ),
    optional(
        status=st.sampled_from(["draft", "superseded"]), number=texts, period=st.just("2021-2025"),
        url=st.just("https://example.org/?a=1&b=2"), locator=texts, extent=st.just("full"),
        also=st.lists(evidence, min_size=1, max_size=2), note=texts, note_en=texts,
        targets=st.lists(target, min_size=1, max_size=3),
    ),
).map(lambda pair: {**pair[0], "issuers_en": pair[0]["issuers"][::-1], **pair[1]})  # fmt: skip
observation = st.fixed_dictionaries(
    {"indicator": st.just("ai_industry"), "jurisdiction": st.just("510000"), "value": values,
     "date": days, "wording": texts, "document": st.just("doc")}
)  # fmt: skip


@st.composite
def collections(draw: st.DrawFn) -> Collection:
    """Any sound collection over a few terms; ids are numbered so that none comes twice."""
    plans = draw(st.lists(plan, min_size=1, max_size=3))
    stem = draw(slugs)
    number = 0
    for item in plans:
        item["id"] = f"{stem}-p{(number := number + 1)}"
        for child in item.get("targets", []):
            child["id"] = f"{stem}-t{(number := number + 1)}"
    observations = draw(st.lists(observation, max_size=2))
    for item in observations:
        item["id"] = f"{stem}-o{(number := number + 1)}"
    return check_collection(
        YamlSource("any", {**TERMS, "plans": plans, "observations": observations})
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(collections(), st.sampled_from(["zh", "en"]))
def test_excel_to_yaml_to_excel_loses_nothing(collection, lang):
    book = filled(collection, collection, lang)
    from_excel = check_collection(read_workbook(book, "a.xlsx"))
    assert plain(from_excel) == plain(collection)
    from_yaml = check_collection(parse_yaml(fresh_yaml(from_excel), "a.yaml"))
    assert plain(from_yaml) == plain(collection)
    again = filled(from_yaml, from_yaml, lang)
    assert cells(again) == cells(book)


def cells(book: bytes) -> dict[str, list[list[Any]]]:
    """Every cell of every sheet."""
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in load_workbook(io.BytesIO(book)).worksheets
    }


def test_the_products_own_collection_loses_nothing(atlas):
    book = filled(atlas.collection, atlas.collection, "zh")
    assert plain(check_collection(read_workbook(book, "a.xlsx"))) == plain(atlas.collection)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_template_has_lists_help_and_an_example(atlas, lang):
    book = load_workbook(io.BytesIO(template(atlas.collection, lang)))
    titles = [sheet.title for sheet in book.worksheets]
    assert titles[:3] == [
        translate(lang, "Instructions"), translate(lang, "Example"), translate(lang, "Plans"),
    ]  # fmt: skip
    targets = book[translate(lang, "Figures")]
    rules = targets.data_validations.dataValidation
    assert len(rules) == targets.max_column
    assert all(rule.prompt and len(rule.prompt) <= 255 for rule in rules)
    assert sum(rule.type == "list" for rule in rules) >= 5
    indicator = next(rule for rule in rules if rule.promptTitle == translate(lang, "Indicator"))
    title, area = indicator.formula1.split("!")
    listed = [row[0].value for row in book[title.strip("'")][area.replace("$", "")]]
    assert len(listed) == len(atlas.collection.indicators)
    assert all(text.split(" · ")[0] in atlas.collection.indicators for text in listed)
    assert read_workbook(template(atlas.collection, lang), "t.xlsx").problems == []


def test_headings_are_told_apart_in_both_languages():
    for sheet in sheets():
        for lang in ("zh", "en"):
            names = [translate(lang, column.heading) for column in sheet.columns]
            assert len(set(names)) == len(names)
            assert all(sheet.column_of(name) is not None for name in names)


def put(column: str, value: Any, sheet: str = "Figures") -> Callable[[Workbook], None]:
    """A mistake: another content in the first row of a column."""

    def make(book: Workbook) -> None:
        book[sheet].cell(2, place(book[sheet], column)).value = value

    return make


def place(sheet: Worksheet, heading: str) -> int:
    """Number of the column under a heading."""
    return next(c.column for c in sheet[1] if str(c.value).rstrip("* ") == heading)


def rename(book: Workbook) -> None:
    book["Figures"].title = "Figurs"


def retitle(book: Workbook) -> None:
    book["Figures"].cell(1, 3).value = "Indikator"


def loose(book: Workbook) -> None:
    book["Figures"].cell(2, 30).value = "x"


#: how a workbook is broken, where the problem is, words of it
MISTAKES: dict[str, tuple[Callable[[Workbook], None], str, str]] = {
    "unknown unit": (put("Figure", "2500 亿圆"), "Figures!D2", "亿圆"),
    "number without unit": (put("Figure", 2500), "Figures!D2", "unit"),
    "impossible date": (put("Issued", "2023-02-30", "Plans"), "Plans!J2", "2023-02-30"),
    "unknown indicator": (put("Indicator", "metaverse_industri"), "Figures!C2", "metaverse_industry"),
    "missing wording": (put("Wording", None), "Figures!M2", "wording is missing"),
    "unknown plan": (put("Plan", "sichuan-metavers-2023"), "Figures!A2", "sichuan-metaverse-2023"),
    "unknown document": (put("Document", "bulletn", "Plans"), "Plans!O2", "bulletin"),
    "no adcode": (put("Adcode", "519999", "Plans"), "Plans!F2", "519999"),
    "a formula": (put("Figure", "=1+1"), "Figures!D2", "formula"),
    "an error of Excel": (put("Figure", "#REF!"), "Figures!D2", "#REF!"),
    "unknown sheet": (rename, "Figurs!A1", "unknown sheet 'Figurs'"),
    "unknown heading": (retitle, "Figures!C1", "Indikator"),
    "no heading": (loose, "Figures!AD2", "no heading"),
    "base value without unit": (put("Base value", "10"), "Figures!K2", "10"),
    "id twice": (put("Id", "sichuan-metaverse-2023"), "Figures!B2", "duplicate id"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_has_its_sheet_and_cell(small, name):
    collection = load_collection(small)
    book = load_workbook(io.BytesIO(filled(collection, collection, "en")))
    mistake, where, words = MISTAKES[name]
    mistake(book)
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(InvalidData) as caught:
        read_own("mine.xlsx", out.getvalue(), collection)
    lines = [str(problem) for problem in caught.value.problems]
    assert any(f"mine.xlsx:{where}:" in line and words in line for line in lines), lines


@pytest.mark.parametrize("sheet", ["Figures", "Further evidence"])
def test_a_very_long_name_is_told_in_short(small, sheet):
    collection = load_collection(small)
    book = load_workbook(io.BytesIO(filled(collection, collection, "en")))
    book[sheet].cell(2, 1).value = "x" * 30_000
    out = io.BytesIO()
    book.save(out)
    problems = read_workbook(out.getvalue(), "mine.xlsx").problems
    assert any("is not among the" in problem.what for problem in problems)
    assert max(len(str(problem)) for problem in problems) < 1_000


def test_an_unknown_heading_is_told_once(small):
    collection = load_collection(small)
    book = load_workbook(io.BytesIO(filled(collection, collection, "en")))
    figures = book["Figures"]
    figures.cell(1, place(figures, "Note")).value = "Remark"
    for row in range(2, 6):
        figures.cell(row, place(figures, "Remark")).value = "x"
    out = io.BytesIO()
    book.save(out)
    problems = read_workbook(out.getvalue(), "mine.xlsx").problems
    assert sum("Remark" in problem.what for problem in problems) == 1
    assert not any("no heading" in problem.what for problem in problems)


def test_cells_that_excel_turned_into_something_else_are_read_as_meant(small):
    collection = load_collection(small)
    book = load_workbook(io.BytesIO(filled(collection, collection, "en")))
    plans, figures = book["Plans"], book["Figures"]
    month = plans.cell(2, place(plans, "Issued"))
    month.value, month.number_format = date(2023, 9, 1), "mmm-yy"
    plans.cell(2, place(plans, "Adcode")).value = 510000.0
    figures.cell(2, place(figures, "Deadline")).value = 2025.0
    figures.cell(2, place(figures, "Running total")).value = False
    figures.cell(2, place(figures, "Scope")).value = "core；core"
    out = io.BytesIO()
    book.save(out)
    (read,) = read_own("mine.xlsx", out.getvalue(), collection).collection.plans
    (figure,) = read.targets
    assert (str(read.issued), read.jurisdiction, str(figure.deadline)) == (
        "2023-09",
        "510000",
        "2025",
    )
    assert figure.cumulative is False
    assert figure.scope == ("core", "core")


def test_an_upload_needs_only_what_is_new(small, atlas):
    collection = load_collection(small)
    data = plain(collection)
    book = io.BytesIO(filled(collection, atlas.collection, "zh"))
    workbook = load_workbook(book)
    for form in sheets():
        if form.part in ("indicators", "scopes", "sectors"):
            del workbook[translate("zh", form.title)]
    out = io.BytesIO()
    workbook.save(out)
    own = read_own("mine.xlsx", out.getvalue(), atlas.collection)
    assert plain(alone(own))["plans"] == data["plans"]
    assert set(alone(own).indicators) == {"metaverse_industry"}
