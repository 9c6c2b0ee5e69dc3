"""The text of a document that a curator hands over: pasted, .txt, .docx or .pdf.

What a file is, is seen from its content, never from its name. Nothing in it is run or fetched.
"""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.document import Document as WordDocument
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from loaders.problems import Mistake, say

#: Largest file, in bytes; most pages of a PDF; most characters of text; most seconds of reading.
MAX_BYTES = 20_000_000
MAX_PAGES = 400
MAX_CHARACTERS = 600_000
MAX_SECONDS = 60.0
#: A Word file is a zip archive: how large it may be unpacked, and how many parts it may have.
_MAX_UNPACKED = 100_000_000
_MAX_PARTS = 5_000
#: Fewer characters than this on an average page: the pages are pictures.
_SCANNED = 8
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NAMES = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16", "gb18030": "GB18030",
}  # fmt: skip


class Unreadable(Mistake):
    """The file holds no text that can be read; says why, and what to do instead."""


@dataclass(frozen=True, slots=True)
class DocumentText:
    """Text of a document; ``form`` is txt, docx or pdf, ``pages`` counts those of a PDF.

    ``assumed`` says, as a message, which encoding was taken for granted; empty where the file
    itself tells.
    """

    text: str
    form: str
    pages: int | None = None
    assumed: str = ""


def read_document(data: bytes) -> DocumentText:
    """The text of a file.

    Raises:
        Unreadable: too large, of another type, encrypted, broken, or without text.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(
            say("the file is larger than {size} MB", size=MAX_BYTES // 10**6),
            say("Take the part with the figures, or paste its text."),
        )
    if data.lstrip()[:5] == b"%PDF-":
        found = _pdf(data)
    elif data[:4] == b"PK\x03\x04":
        found = _word(data)
    elif data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Unreadable(
            say("this is a file of an old version of Office, or an encrypted one"),
            say("Open it, save it as .docx without a password, and take that."),
        )
    else:
        found = _plain(data)
    return checked_text(found)


def checked_text(found: DocumentText) -> DocumentText:
    """The same, if there is text and not too much of it.

    Raises:
        Unreadable: otherwise.
    """
    if len(found.text) > MAX_CHARACTERS:
        raise Unreadable(
            say("the text has more than {count} characters", count=f"{MAX_CHARACTERS:,}"),
            say("Take the part with the figures, or paste its text."),
        )
    if not found.text.strip():
        raise Unreadable(say("there is no text in it"), say("Take a file with text, or paste it."))
    return found


def _plain(data: bytes) -> DocumentText:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return DocumentText(_lines(_decoded(data, encoding)), "txt")
    try:
        text = data.decode("utf-8")
        if "\0" not in text:
            return DocumentText(_lines(text), "txt")
    except UnicodeDecodeError:
        pass
    guesses = [(_plausible(data, name), name) for name in ("gb18030", "utf-16-le", "utf-16-be")]
    likeness, encoding = max(guesses)
    if likeness < 0.9:
        raise Unreadable(
            say("this is no text, Word or PDF file"),
            say("Take a .txt, .docx or .pdf file, or paste the text."),
        )
    assumed = say(
        "Read as {encoding}, which the file does not say itself: check that the Chinese is right.",
        encoding=_NAMES[encoding],
    )
    return DocumentText(_lines(data.decode(encoding)), "txt", assumed=assumed)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(
            say("the file says that it is {encoding}, and is not", encoding=_NAMES[encoding]),
            say("Save it again as UTF-8, or paste the text."),
        ) from None


def _plausible(data: bytes, encoding: str) -> float:
    """Share of characters that Chinese or English text has, if the bytes are this encoding."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    usual = sum(
        " " <= c <= "~" or c in "\t\r\n" or "\u4e00" <= c <= "\u9fff" or "\u2010" <= c <= "\u203b"
        or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef" or c in "·×→①②③④⑤⑥⑦⑧⑨⑩"
        for c in text
    )  # fmt: skip
    return usual / max(len(text), 1)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _word(data: bytes) -> DocumentText:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise _broken("Word") from None
    if "word/document.xml" not in {part.filename for part in parts}:
        raise Unreadable(
            say("this is an archive or a file of another program, not a Word file"),
            say("Take a .txt, .docx or .pdf file, or paste the text."),
        )
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
        raise Unreadable(
            say("the file is much larger unpacked than it looks"),
            say("Save it again without pictures, or paste its text."),
        )
    try:
        document = docx.Document(io.BytesIO(data))
        return DocumentText("\n".join(_blocks(document)), "docx")
    except Exception as error:  # python-docx lets errors of zip, XML and packaging through
        raise _broken("Word") from error


def _blocks(part: WordDocument | _Cell) -> Iterator[str]:
    """Paragraphs and table rows in the order of the text; a merged cell counts once."""
    for block in part.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            yield from _rows(block)


def _rows(table: Table) -> Iterator[str]:
    seen: set[object] = set()  # the elements themselves: they must not be freed meanwhile
    for row in table.rows:
        cells = []
        for cell in row.cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                cells.append("\n".join(_blocks(cell)))
        yield "\t".join(cells)


def _pdf(data: bytes) -> DocumentText:
    start = time.monotonic()
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(
                say("the PDF is encrypted"),
                say("Save it without a password, or paste its text."),
            )
        if len(reader.pages) > MAX_PAGES:
            raise Unreadable(
                say("the PDF has more than {count} pages", count=MAX_PAGES),
                say("Take the part with the figures, or paste its text."),
            )
        texts = []
        for page in reader.pages:
            texts.append(page.extract_text())
            if time.monotonic() - start > MAX_SECONDS or sum(map(len, texts)) > MAX_CHARACTERS:
                raise Unreadable(
                    say("the PDF takes too long to read or has too much text"),
                    say("Take the part with the figures, or paste its text."),
                )
    except Unreadable:
        raise
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError,
            RecursionError, MemoryError, ArithmeticError, AssertionError) as error:  # fmt: skip
        raise _broken("PDF") from error
    text = _lines("\n".join(texts))
    if len("".join(text.split())) < _SCANNED * max(len(texts), 1):
        raise Unreadable(
            say("the PDF has pictures of pages and no text"),
            say("Take a file with text, or paste what a text recognition makes of it."),
        )
    return DocumentText(text, "pdf", pages=len(texts))


def _broken(form: str) -> Unreadable:
    return Unreadable(
        say("the {form} file is damaged", form=form),
        say("Open it in its own program and save it again, or paste its text."),
    )
