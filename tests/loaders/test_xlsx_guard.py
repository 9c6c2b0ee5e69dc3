"""Hostile workbooks: refused with a reason, in bounded time and memory, and nothing is fetched."""

from __future__ import annotations

import io
import socket
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.own import read_own
from loaders.problems import InvalidData
from loaders.template import filled

#: Bounds of one refusal, far above what it takes; seconds of the processor, not of the clock.
SECONDS, BYTES = 20.0, 150_000_000
DOCTYPE = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {c} "{f"&{p};" * 10}">' for p, c in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)  # fmt: skip
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def sound(atlas) -> bytes:
    """A workbook that is taken: one plan of the collection."""
    plan = atlas.plan_by_id["sichuan-metaverse-2023"]
    few = atlas.collection.model_copy(update={"plans": (plan,), "observations": ()})
    return filled(few, few, "en")


def rebuilt(book: bytes, change: Callable[[Parts], None]) -> bytes:
    """The workbook with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def put(name: str, content: bytes) -> Callable[[Parts], None]:
    return lambda parts: parts.update({name: content})


def before_root(doctype: str, name: str = "xl/worksheets/sheet3.xml") -> Callable[[Parts], None]:
    """Put a document type before the root element of a part, an entity into its text."""

    def make(parts: Parts) -> None:
        head, sep, rest = parts[name].partition(b"<worksheet")
        assert sep
        parts[name] = head + doctype.encode() + sep + rest.replace(b"<t>", b"<t>&i;", 1)

    return make


def many_cells(parts: Parts) -> None:
    """A sheet of a million cells that compress to little."""
    row = b'<row><c t="inlineStr"><is><t>x</t></is></c></row>'
    parts["xl/worksheets/sheet3.xml"] = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + row * 1_000_000
        + b"</sheetData></worksheet>"
    )


def far_cell(parts: Parts) -> None:
    """One cell at the far end of a sheet that claims to be full."""
    parts["xl/worksheets/sheet3.xml"] = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576">'
        b'<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
    )


HOSTILE: dict[str, tuple[Callable[[Parts], None], str]] = {
    "zip bomb": (put("xl/media/a.xml", b"0" * 60_000_000), "unpacks to far more"),
    "many cells": (many_cells, "far more|too large|more than"),
    "many parts": (lambda parts: parts.update({f"xl/x{i}.xml": b"<x/>" for i in range(400)}), "too many"),
    "far cell": (far_cell, "plan"),
    "macros": (put("xl/vbaProject.bin", b"x"), "macros"),
    "macro sheet": (put("xl/macrosheets/sheet1.xml", b"<x/>"), "macro"),
    "external link": (put("xl/externalLinks/externalLink1.xml", b"<x/>"), "links to other workbooks"),
    "data connection": (put("xl/connections.xml", b"<x/>"), "data connections"),
    "embedded file": (put("xl/embeddings/a.bin", b"x"), "embedded"),
    "entities that multiply": (before_root(DOCTYPE), "XML entities"),
    "entity of a file": (before_root(OUTSIDE), "XML entities"),
    "entities in UTF-16": (
        put("xl/worksheets/sheet3.xml", f'<?xml version="1.0"?>{DOCTYPE}<a/>'.encode("utf-16")), "not UTF-8"
    ),
    "climbing path": (put("../../etc/passwd.xml", b"<x/>"), "misnamed"),
    "absolute path": (put("/etc/passwd", b"x"), "misnamed"),
    "no workbook": (lambda parts: parts.pop("xl/workbook.xml"), "not an .xlsx"),
    "broken XML": (put("xl/worksheets/sheet3.xml", b"<worksheet><sheetData><row>"), "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_in_time(atlas, sound, name, monkeypatch):
    change, words = HOSTILE[name]
    book = rebuilt(sound, change)
    monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("asked the network"))
    start = time.process_time()
    tracemalloc.start()
    try:
        with pytest.raises(InvalidData, match=words) as caught:
            read_own("book.xlsx", book, atlas.collection)
        assert tracemalloc.get_traced_memory()[1] < BYTES
    finally:
        tracemalloc.stop()
    assert time.process_time() - start < SECONDS
    assert "passwd:" not in str(caught.value)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_damage_gives_a_clear_answer(atlas, sound, data):
    """Cut, flipped or overwritten bytes: taken or refused, never anything else."""
    book = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(book) - 1))
        book[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(book))) if data.draw(st.booleans()) else len(book)
    with suppress(InvalidData):
        read_own("book.xlsx", bytes(book[:cut]), atlas.collection)
