"""The text of what a curator hands over, and a clear word where there is none."""

from __future__ import annotations

import contextlib
import io
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from loaders import documents_text
from loaders.documents_text import Unreadable, read_document
from loaders.problems import in_language

TEXT = "到2025年，元宇宙相关产业规模达到2500亿元，培育15家链主企业。\n第二行 second line\n"


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("某省行动计划（2024—2026年）")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "产业规模"
    table.cell(0, 1).text = "100亿元"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "合并的格"
    document.add_paragraph("末段")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(text: str, *, pages: int = 1, password: str | None = None) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(300, 300)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        page[NameObject("/Contents")] = writer._add_object(stream)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_that_says_its_encoding(encoding: str) -> None:
    found = read_document(TEXT.replace("\n", "\r\n").encode(encoding))
    assert (found.text, found.form, found.assumed) == (TEXT, "txt", "")


@pytest.mark.parametrize(
    ("encoding", "name"), [("gb18030", "GB18030"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")]
)
def test_an_encoding_that_was_assumed_is_said(encoding: str, name: str) -> None:
    found = read_document(TEXT.encode(encoding))
    assert found.text == TEXT
    assert name in found.assumed
    assert in_language("zh", found.assumed) != found.assumed


def test_a_word_file_with_its_tables_in_order() -> None:
    found = read_document(word())
    assert found.form == "docx"
    assert found.text.splitlines() == [
        "某省行动计划（2024—2026年）", "产业规模\t100亿元", "合并的格", "末段",
    ]  # fmt: skip


def test_a_pdf_with_its_pages() -> None:
    found = read_document(pdf("By 2025 over 3000", pages=2))
    assert (found.form, found.pages) == ("pdf", 2)
    assert found.text.count("By 2025 over 3000") == 2


def archive(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no text in it"),
        (b" \n ", "no text in it"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "no text, Word or PDF"),
        (b"\xff\xfe\x00", "and is not"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old version of Office"),
        (archive("xl/workbook.xml", b"<x/>"), "not a Word file"),
        (archive("word/document.xml", b"<x"), "Word file is damaged"),
        (word()[:400], "Word file is damaged"),
        (b"%PDF-1.7 nothing", "PDF file is damaged"),
        (pdf("secret text of a plan", password="x"), "encrypted"),
        (pdf(""), "pictures of pages"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_document(data)
    assert said in caught.value.what
    assert caught.value.remedy
    assert in_language("zh", caught.value.what) != caught.value.what


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents_text, "MAX_PAGES", 2)
    with pytest.raises(Unreadable, match="more than 2 pages"):
        read_document(pdf("By 2025 over 3000", pages=3))
    monkeypatch.setattr(documents_text, "_MAX_UNPACKED", 1000)
    with pytest.raises(Unreadable, match="unpacked"):
        read_document(word())
    monkeypatch.setattr(documents_text, "MAX_CHARACTERS", 10)
    with pytest.raises(Unreadable, match="characters"):
        read_document(TEXT.encode())
    monkeypatch.setattr(documents_text, "MAX_BYTES", 10)
    with pytest.raises(Unreadable, match="larger than"):
        read_document(TEXT.encode())


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("By 2025 over 3000"))))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "3000" in read_document(out.getvalue()).text


@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\xff\xfe"]))
def test_any_bytes_are_text_or_a_clear_word(data: bytes, head: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert read_document(head + data).text.strip()
