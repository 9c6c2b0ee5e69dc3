"""What a visitor may upload, broken and hostile: workbooks, documents, templates; and stories."""

from __future__ import annotations

import io
import json
import random
import re
import warnings
import zipfile
from functools import cache
from pathlib import Path

import docx
import pptx
from openpyxl import load_workbook

from analysis.atlas import Atlas
from exports.deck.template import open_base
from exports.kind import CannotExport
from loaders.collection import load_collection
from loaders.documents_text import Unreadable, read_document
from loaders.drafting.proposals import Drafter
from loaders.models import Collection
from loaders.own import alone, joined, read_own
from loaders.problems import InvalidData
from loaders.sheet_form import sheets, unread_names
from loaders.stories import STORIES, parse_story
from loaders.template import filled
from tests.conftest import SMALL
from tests.robustness.hostile import STRINGS
from tests.robustness.outcome import told, words

_SENTENCE = "到2028年，人工智能核心产业规模突破300亿元，培育2—3家链主企业。"
#: Values of cells that a person, or a program, may leave behind.
_CELLS = [
    1e308, -1e308, 10**300, 0, -1, True, "=1+1", "=HYPERLINK(\"https://alarm.invalid\")", "#REF!",
    "2500 亿元", "9" * 400 + " 亿元", "2025-02-30", "9999-12-31", "0000-00-00", "x" * 32_000,
    "510000", 510000, "[\"a\", 1", "[" * 2000, "core\ncore", "_x0000_", "_x0007__xD800_", "NaN",
]  # fmt: skip
#: Parts that no form has: macros, links to elsewhere, paths, a part that unfolds.
_PARTS = [
    ("xl/vbaProject.bin", b"x"), ("xl/externalLinks/externalLink1.xml", b"<a/>"),
    ("xl/embeddings/o.bin", b"x"), ("xl/connections.xml", b"<a/>"), ("../../etc/passwd", b"x"),
    ("/etc/passwd", b"x"), ("xl/macrosheets/s.xml", b"<a/>"), ("xl/workbook.xml", b"<a/>"),
    ("xl/activeX/a.bin", b"x"), ("docProps/custom.xml", b"<a/>"), ("xl/media/i.png", b"\x89PNG"),
]  # fmt: skip
_DOCTYPE = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c SYSTEM "file:///etc/passwd"><!ENTITY d SYSTEM "https://alarm.invalid/x">]>'
)
_NUMBERS = re.compile(rb'(?<=")\d+(?=")|(?<=>)[^<>]+(?=<)')


@cache
def _collection(folder: Path) -> Collection:
    path = folder / "small.yaml"
    path.write_text(SMALL, "utf-8")
    return load_collection(path)


@cache
def _form(folder: Path, lang: str) -> bytes:
    collection = _collection(folder)
    return filled(collection, collection, lang)


@cache
def _zeros() -> bytes:
    return bytes(60_000_000)


def workbooks(chance: random.Random, path: Path, _: Atlas) -> str:
    """A filled form with hostile cells, broken parts, parts that do not belong, or broken bytes."""
    collection = _collection(path.parent)
    data = _form(path.parent, chance.choice(("zh", "en")))
    rows = None
    change = chance.randrange(4)
    if change == 0:
        data, rows = _with_cells(chance, data)
    elif change == 1:
        data = _archive(chance, data)
    elif change == 2:
        data = _parts(chance, data)
    else:
        data = _bytes(chance, data)
    path.write_bytes(data)
    try:
        own = read_own(chance.choice(STRINGS) + ".xlsx", data, collection)
        alone(own)
        joined(collection, own)
    except InvalidData as error:
        return told(error)
    if rows is not None:
        found = len(own.brought["plans"]) + sum(len(p.targets) for p in own.collection.plans)
        assert found == rows, f"{rows} rows of plans and targets, {found} were read"
    return "loaded"


def _with_cells(chance: random.Random, data: bytes) -> tuple[bytes, int]:
    """Cells replaced; also the number of rows that say something of plans and targets."""
    book = load_workbook(io.BytesIO(data))
    read = [sheet for sheet in book.worksheets if sheet.title not in unread_names()]
    for _number in range(chance.choice((1, 1, 2, 6))):
        sheet = chance.choice(read)
        place = (chance.choice((1, 2, 3, 900)), chance.randint(1, sheet.max_column + 1))
        value = chance.choice(_CELLS) if chance.random() < 0.5 else chance.choice(STRINGS)
        if isinstance(value, str):
            value = "".join(c for c in value if c in "\t\n" or " " <= c < "\ud800" or c > "\udfff")
        sheet.cell(*place).value = value
    counted = [form for form in sheets() if form.part in ("plans", "targets")]
    titles = {name for form in counted for name in form.names()}
    rows = 0
    for sheet in read:
        if sheet.title in titles:
            lines = [[str(v).strip() for v in row if v is not None] for row in sheet.values]
            filled_lines = [line for line in lines if any(line)]
            rows += max(len(filled_lines) - 1, 0)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), rows


def _archive(chance: random.Random, data: bytes) -> bytes:
    """The archive with a part of another kind, one that unfolds, or very many."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        change = chance.randrange(12)
        if change == 0:
            archive.writestr("xl/media/big.xml", _zeros())
        elif change == 1:
            for number in range(chance.choice((10, 400))):
                archive.writestr(f"xl/media/{number}.png", b"x")
        else:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a part that is there already is meant
                archive.writestr(*chance.choice(_PARTS))
    if chance.random() < 0.2:  # sizes that are not true
        raw = bytearray(out.getvalue())
        place = raw.find(b"PK\x01\x02", chance.randrange(len(raw)))
        raw[place + 24 : place + 28] = chance.randbytes(4)
        return bytes(raw)
    return out.getvalue()


def _parts(chance: random.Random, data: bytes) -> bytes:
    """One part's text changed: entities, numbers, cut, nested, in another encoding."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        texts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(list(texts))
    text = texts[name]
    change = chance.randrange(6)
    if change == 0:
        head, mark, rest = text.partition(b"?>")
        text = head + mark + _DOCTYPE + rest.replace(b"<v>", b"<v>&b;&c;", 1)
    elif change == 1:
        values = [b"-1", b"1e308", b"99999999999999999999", b"NaN", b"&#0;", b"", b"A1:XFD1048576"]
        found = list(_NUMBERS.finditer(text))
        for match in chance.sample(found, min(len(found), 3)):
            text = text.replace(match[0], chance.choice(values), 1)
    elif change == 2:
        text = text[: chance.randrange(len(text) + 1)]
    elif change == 3:
        text = text.decode("utf-8", "replace").encode(chance.choice(("utf-16", "gb18030", "utf-7")))
    elif change == 4:
        text = text.replace(b"<row", b"<x>" * chance.choice((10, 5000)) + b"<row", 1)
    else:
        del texts[name]
    if change != 5:
        texts[name] = text
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in texts.items():
            archive.writestr(part, content)
    return out.getvalue()


def _bytes(chance: random.Random, data: bytes) -> bytes:
    """Bytes changed, left out, or cut off."""
    raw = bytearray(data)
    for _number in range(chance.choice((1, 2, 10))):
        place = chance.randrange(len(raw))
        raw[place : place + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
    return bytes(raw if chance.random() < 0.8 else raw[: chance.randrange(len(raw))])


@cache
def _documents() -> tuple[bytes, ...]:
    word = docx.Document()
    word.add_paragraph(_SENTENCE)
    word.add_table(2, 2).cell(0, 0).text = _SENTENCE
    out = io.BytesIO()
    word.save(out)
    return out.getvalue(), _pdf(), *(_SENTENCE.encode(e) for e in ("utf-8", "gb18030", "utf-16"))


def _pdf() -> bytes:
    """A page with a line of text, written by hand."""
    stream = b"BT /F1 12 Tf 20 100 Td (By 2028 the industry reaches 300 bn and 50 firms.) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    parts = [b"%d 0 obj%s endobj\n" % item for item in enumerate(objects, 1)]
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


def documents(chance: random.Random, path: Path, _: Atlas) -> str:
    """Texts, Word and PDF files for drafting, broken; hostile strings and long ones among words."""
    data = chance.choice(_documents())
    change = chance.randrange(5)
    if change == 0:
        text = _SENTENCE + chance.choice(STRINGS) * chance.choice((1, 40)) + _SENTENCE
        data = text.encode(chance.choice(("utf-8", "gb18030", "utf-16")), "replace")
    elif change == 1 and data.startswith(b"PK"):
        data = _parts(chance, data)
    elif change == 2:
        size = chance.choice((10, 1000))
        data = (chance.choice("9万亿.年,（〔到-—") * size + _SENTENCE).encode()
    else:
        data = _bytes(chance, data)
    path.write_bytes(data)
    try:
        text = read_document(data).text
    except Unreadable as error:
        return words(error.what, error.remedy)
    for proposal in _drafter().propose(text, ""):
        assert text[proposal.start : proposal.end].strip(), "a proposal is no span of the text"
    return "loaded"


@cache
def _drafter() -> Drafter:
    return Drafter(load_collection())


@cache
def _template() -> bytes:
    out = io.BytesIO()
    pptx.Presentation().save(out)
    return out.getvalue()


def templates(chance: random.Random, path: Path, _: Atlas) -> str:
    """PowerPoint templates with broken parts and bytes, macros, entities."""
    change = chance.choice((_archive, _parts, _bytes))
    data = change(chance, _template())
    path.write_bytes(data)
    try:
        base = open_base(data, chance.choice(("zh", "en")))
    except CannotExport as error:
        return words(str(error), str(error))
    assert base.area.width > 0
    return "loaded"


@cache
def _story() -> str:
    return min((file.read_text("utf-8") for file in STORIES.glob("*.yaml")), key=len)


def stories(chance: random.Random, path: Path, atlas: Atlas) -> str:
    """A sound story with values replaced, lines moved, left out and indented anew."""
    lines = _story().splitlines()
    for _number in range(chance.choice((1, 1, 2, 5))):
        place = chance.randrange(len(lines))
        head, colon, _value = lines[place].partition(": ")
        change = chance.randrange(4)
        if change == 0:
            del lines[place]
        elif change == 1:
            lines.insert(chance.randrange(len(lines)), lines[place])
        elif change == 2:
            lines[place] = " " * chance.randint(0, 10) + lines[place].lstrip()
        elif colon:
            text = json.dumps(chance.choice(STRINGS), ensure_ascii=chance.random() < 0.3)
            lines[place] = f"{head}: {chance.choice((text, '[]', '{}', '9e308', '{{x}}', '~'))}"
    text = "\n".join(lines)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        parse_story(atlas.collection, text)
    except InvalidData as error:
        return told(error)
    return "loaded"
