"""The Excel form of a collection, empty or filled: lists to choose from, checks, help, an example."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from language.catalogue import mark, pick, translate
from loaders.models import (
    Collection,
    Direction,
    DocumentKind,
    Extent,
    Level,
    Plan,
    PlanStatus,
    TargetKind,
)
from loaders.plain import plain
from loaders.regions import regions
from loaders.sheet_form import DOT, EXAMPLE, GUIDE, LISTS, Column, Sheet, sheets
from loaders.units import BASE_UNITS

FONT = "Microsoft YaHei"
_LAST_ROW = 2000
_HEAD = PatternFill("solid", fgColor="2B6EA6")
_OPTIONAL_HEAD = PatternFill("solid", fgColor="6C8FAE")
#: What XML or Excel would read as something else.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_NOT_IN_LABEL = re.compile(r"[,，、;；\n\r]")
_NAMES: dict[str, dict[str, str]] = {
    "status": {
        PlanStatus.IN_FORCE: mark("in force"),
        PlanStatus.DRAFT: mark("draft"),
        PlanStatus.SUPERSEDED: mark("superseded"),
    },
    "target_kind": {
        TargetKind.TARGET: mark("target"),
        TargetKind.INCENTIVE: mark("incentive"),
        TargetKind.STANDARD: mark("standard"),
    },
    "document_kind": {
        DocumentKind.PRIMARY: mark("primary text"),
        DocumentKind.OFFICIAL_PAGE: mark("official page"),
        DocumentKind.BULLETIN: mark("bulletin"),
        DocumentKind.OFFICIAL_MEDIA: mark("official media"),
        DocumentKind.NEWSLETTER: mark("newsletter"),
        DocumentKind.NEWS_REPORT: mark("news report"),
        DocumentKind.REPOST: mark("repost"),
    },
    "extent": {Extent.FULL: mark("the full text"), Extent.SUMMARY: mark("a summary of it")},
    "direction": {Direction.UP: mark("more is better"), Direction.DOWN: mark("less is better")},
    "cumulative": {"true": mark("running total"), "false": mark("yearly")},
    "family": dict.fromkeys(BASE_UNITS, ""),
}
#: How a figure is written, and what it stands for (Chinese term in the sources).
_VALUES = (
    ("2500 亿元", mark("exactly"), "达到"),
    (">= 3000 亿元", mark("at least"), "以上、不少于"),
    ("> 2000 家", mark("more than"), "超过、突破"),
    ("<= 5 个工作日", mark("at most"), "以内"),
    ("< 1.3 倍", mark("less than"), "低于"),
    ("约 50 个", mark("about"), "左右、约"),
    ("2-3 家", mark("range"), "2 至 3 家"),
    ("第 1 名", mark("rank"), "第一"),
    ("x2", mark("multiple of the base value"), "翻一番"),
)
_STEPS = (
    mark("One row is one record. Columns with * must be filled; all others may stay empty."),
    mark("First name the document that was read, then its plan, then one row per figure of the plan."),
    mark("Cells with a list: choose from it. Click a cell to see what belongs into it."),
    mark("Figures are written with their unit, as below. About 50 is not 50, and a draft is not in force."),
    mark("Every figure needs the clause that states it, to the letter."),
    mark("Dates are never more exact than the source: 2025, 2025-06 or 2025-06-30."),
    mark("Indicators, scopes and sectors of the collection are known already; add rows only for new ones."),
    mark("Values only, no formulas; do not rename sheets or headings. Their order does not matter."),
    mark("Upload the file on the page Your data. Every mistake is named with its sheet and cell."),
)  # fmt: skip


def template(vocabulary: Collection, lang: str) -> bytes:
    """An empty template, with the collection's terms to choose from and one of its plans as example."""
    return _workbook({}, vocabulary, lang)


def filled(collection: Collection, vocabulary: Collection, lang: str) -> bytes:
    """A collection in the form of the template; every field has its cell."""
    return _workbook(plain(collection), vocabulary, lang)


def _workbook(data: Mapping[str, Any], vocabulary: Collection, lang: str) -> bytes:
    book = Workbook()
    _guide(book.active, lang)
    lists = _Lists(vocabulary, data, lang)
    _example(book.create_sheet(translate(lang, EXAMPLE)), vocabulary, lists)
    rows = _rows(data)
    for form in sheets():
        sheet = book.create_sheet(translate(lang, form.title))
        _fill(sheet, form, rows[form.part], lists)
        _validate(sheet, form, len(rows[form.part]), lists)
    lists.write(book.create_sheet(translate(lang, LISTS)))
    book.active = 0 if not data else 2
    book.properties.creator = "Policy Target Atlas 政策目标图谱"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


class _Lists:
    """What cells may be chosen from: id and name, as one text; written to a hidden sheet."""

    def __init__(self, vocabulary: Collection, data: Mapping[str, Any], lang: str) -> None:
        self.lang = lang
        terms = {
            part: {
                **{key: pick(lang, t.zh, t.en) for key, t in getattr(vocabulary, part).items()},
                **{key: pick(lang, t["zh"], t["en"]) for key, t in data.get(part, {}).items()},
            }
            for part in ("sectors", "scopes", "indicators")
        }
        levels = (Level.NATION, Level.PROVINCE, Level.CITY)
        listed = {
            adcode: pick(lang, region.name, region.name_en)
            for adcode, region in regions().items()
            if region.level in levels
        }
        fixed = {
            name: {str(key): translate(lang, text) if text else "" for key, text in items.items()}
            for name, items in _NAMES.items()
        }
        self.labels = {
            name: {key: _label(key, text) for key, text in items.items()}
            for name, items in {**terms, "regions": listed, **fixed}.items()
        }

    def label(self, name: str, key: str) -> str:
        """The text of a list for an id; the id itself where the list does not have it."""
        return self.labels.get(name, {}).get(key, key)

    def reference(self, name: str) -> str:
        """Where the list stands, as a formula of Excel; lists of ids stand on their own sheet."""
        if "." in name:
            part, field = name.split(".")
            form = next(sheet for sheet in sheets() if sheet.part == part)
            place = [column.field for column in form.columns].index(field) + 1
            letter = get_column_letter(place)
            title = translate(self.lang, form.title)
            return f"'{title}'!${letter}$2:${letter}${_LAST_ROW}"
        letter = get_column_letter(list(self.labels).index(name) + 1)
        last = len(self.labels[name])
        return f"'{translate(self.lang, LISTS)}'!${letter}$1:${letter}${last}"

    def write(self, sheet: Worksheet) -> None:
        """Write every list into a column of its own."""
        for place, items in enumerate(self.labels.values(), 1):
            for row, text in enumerate(items.values(), 1):
                _put(sheet.cell(row, place), text)
        sheet.sheet_state = "hidden"


def _label(key: str, name: str) -> str:
    """``ai · Artificial intelligence``; the bare id where the name would split into several."""
    return f"{key}{DOT}{name}" if name and not _NOT_IN_LABEL.search(name) else key


def _rows(data: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The plain data as rows of every sheet."""
    rows: dict[str, list[dict[str, Any]]] = {sheet.part: [] for sheet in sheets()}
    for part in ("documents", "indicators", "scopes", "sectors"):
        rows[part] = [{"id": key, **record} for key, record in data.get(part, {}).items()]
    for plan in data.get("plans", []):
        rows["plans"].append(plan)
        rows["also"] += [{"of": plan["id"], **item} for item in plan.get("also", [])]
        for target in plan.get("targets", []):
            baseline = target.get("baseline") or {}
            based = {f"baseline_{key}": value for key, value in baseline.items()}
            rows["targets"].append({"plan": plan["id"], **target, **based})
            rows["also"] += [{"of": target["id"], **item} for item in target.get("also", [])]
            rows["conflicts"] += [
                {"target": target["id"], **item} for item in target.get("conflicts", [])
            ]
    rows["observations"] = list(data.get("observations", []))
    return rows


def _fill(sheet: Worksheet, form: Sheet, rows: Iterable[Mapping[str, Any]], lists: _Lists) -> None:
    """Headings and rows of one sheet; the cells below are text, so that Excel converts nothing."""
    heads = Font(name=FONT, bold=True, color="FFFFFF")
    body = Font(name=FONT)
    wrap = Alignment(wrap_text=True, vertical="top")
    for place, column in enumerate(form.columns, 1):
        cell = sheet.cell(1, place)
        star = " *" if column.required else ""
        _put(cell, translate(lists.lang, column.heading) + star)
        cell.font, cell.fill = heads, _HEAD if column.required else _OPTIONAL_HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = column.width
        dimension.number_format = "@"
        dimension.font = body
        dimension.alignment = wrap
    sheet.row_dimensions[1].height = 32
    for number, row in enumerate(rows, 2):
        for place, column in enumerate(form.columns, 1):
            if (value := row.get(column.field)) is not None:
                cell = sheet.cell(number, place)
                _put(cell, _cell_value(column, value, lists))
                cell.font, cell.alignment, cell.number_format = body, wrap, "@"
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(form.columns))}1"


def _cell_value(column: Column, value: Any, lists: _Lists) -> str | int:
    if column.kind == "list":
        plain_lines = all(item == item.strip() and "\n" not in item for item in value)
        simple = plain_lines and not value[0].startswith("[")
        return "\n".join(value) if simple else json.dumps(value, ensure_ascii=False)
    if column.kind == "slugs":
        return lists.label("scopes", value[0]) if len(value) == 1 else ", ".join(value)
    if column.kind == "flag":
        return lists.label("cumulative", str(value).lower())
    if column.kind == "date" and len(value) == 4:
        return int(value)
    return lists.label(column.choices, value) if column.choices else str(value)


def _put(cell: Cell, value: str | int) -> None:
    """Write a value; text stays text, whatever it starts with or holds."""
    if isinstance(value, str):
        value = escaped(value)
        cell.value = value
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value


def escaped(text: str) -> str:
    """The text with what a cell cannot hold written as Excel writes it (``_x000D_``)."""
    return _ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def _validate(sheet: Worksheet, form: Sheet, rows: int, lists: _Lists) -> None:
    """Help on every column, a list where there is one; lists of open terms only warn."""
    last = max(_LAST_ROW, rows + 200)
    for place, column in enumerate(form.columns, 1):
        rule = DataValidation(type="list" if column.choices else None, allow_blank=True)
        if column.choices:
            rule.formula1 = lists.reference(column.choices)
            closed = column.choices in _NAMES
            rule.errorStyle = "stop" if closed else "warning"
            rule.showErrorMessage = column.kind != "slugs"
            rule.errorTitle = translate(lists.lang, column.heading)[:32]
            rule.error = translate(lists.lang, "This is not on the list.")
        rule.showInputMessage = True
        rule.promptTitle = translate(lists.lang, column.heading)[:32]
        rule.prompt = translate(lists.lang, column.help)[:255]
        letter = get_column_letter(place)
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)


def _guide(sheet: Worksheet, lang: str) -> None:
    """How to fill the template, what the sheets hold, and how figures are written."""
    sheet.title = translate(lang, GUIDE)
    sheet.sheet_view.showGridLines = False
    for letter, width in zip("ABC", (24, 66, 20), strict=True):
        sheet.column_dimensions[letter].width = width
    lines: list[tuple[tuple[str, ...], bool]] = [
        ((translate(lang, "How to fill this workbook"),), True),
        *(((f"{number}. {translate(lang, step)}",), False) for number, step in enumerate(_STEPS, 1)),
        (("",), False),
        ((translate(lang, "Sheet"), translate(lang, "What a row is")), True),
        *(((translate(lang, form.title), translate(lang, form.about)), False) for form in sheets()),
        (("",), False),
        (tuple(translate(lang, text) for text in ("Written", "Meaning", "In Chinese sources")), True),
        *(((text, translate(lang, name), source), False) for text, name, source in _VALUES),
    ]  # fmt: skip
    for number, (cells, bold) in enumerate(lines, 1):
        for place, text in enumerate(cells, 1):
            cell = sheet.cell(number, place)
            _put(cell, text)
            cell.font = Font(name=FONT, bold=bold, size=15 if number == 1 else 11)
            cell.alignment = Alignment(vertical="top", wrap_text=len(cells) > 1)
    sheet.page_setup.orientation = "landscape"


def _example(sheet: Worksheet, vocabulary: Collection, lists: _Lists) -> None:
    """A plan of the collection as it would be filled in: each sheet's columns as a small table."""
    lang = lists.lang
    _put(
        sheet.cell(1, 1), translate(lang, "An example from the collection. This sheet is not read.")
    )
    sheet.cell(1, 1).font = Font(name=FONT, bold=True, size=13)
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 24
    plan = _example_plan(vocabulary)
    if plan is None:
        return
    document = vocabulary.documents[plan.document]
    part = vocabulary.model_copy(
        update={"documents": {plan.document: document}, "plans": (plan,), "observations": ()}
    )
    rows = _rows(plain(part))
    number = 3
    for form in sheets()[:3]:
        records = rows[form.part][:3]
        for place in range(2, len(records) + 2):
            sheet.column_dimensions[get_column_letter(place)].width = 42
        _put(sheet.cell(number, 1), translate(lang, form.title))
        sheet.cell(number, 1).font = Font(name=FONT, bold=True, color="2B6EA6", size=12)
        for column, values in _example_lines(form, records):
            number += 1
            _put(sheet.cell(number, 1), translate(lang, column.heading))
            sheet.cell(number, 1).font = Font(name=FONT, bold=column.required)
            for place, value in enumerate(values, 2):
                cell = sheet.cell(number, place)
                if value is not None:
                    _put(cell, _cell_value(column, value, lists))
                cell.font = Font(name=FONT)
                cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        number += 2


def _example_lines(
    form: Sheet, records: list[dict[str, Any]]
) -> Iterator[tuple[Column, list[Any]]]:
    """The columns that the records fill, each with its values."""
    for column in form.columns:
        values = [record.get(column.field) for record in records]
        if any(value is not None for value in values):
            yield column, values


def _example_plan(vocabulary: Collection) -> Plan | None:
    """The plan of one province that shows most: figures of several forms, a date, a scope."""

    def shows(plan: Plan) -> tuple[int, int]:
        forms = {target.value.comparator for target in plan.targets[:3]}
        scoped = any(target.scope for target in plan.targets[:3])
        return len(forms) + 2 * scoped + bool(plan.issued) + bool(plan.number), -len(plan.targets)

    plans = [plan for plan in vocabulary.plans if len(plan.targets) > 1]
    return max(plans, key=shows, default=None)
