"""What an uploaded .xlsx must be before anything parses it: bounds taken from its directory.

Nothing is unpacked except to look for XML entities, and that only after the declared sizes have
been found small. ``zipfile`` never yields more than a member declares.
"""

from __future__ import annotations

import io
import zipfile

from loaders.problems import InvalidData, Problem, say

MAX_UPLOAD = 5_000_000
MAX_MEMBERS = 300
MAX_UNPACKED = 20_000_000
MAX_RATIO = 200
#: Parts that openpyxl builds objects of, whose number it does not bound.
_SMALL_PARTS = {
    "xl/styles.xml": 1_500_000,
    "xl/workbook.xml": 500_000,
    "[content_types].xml": 300_000,
}
_REMEDY = say("Save it as a plain .xlsx (Excel workbook), or paste the rows into a fresh template.")
#: Part of a member's name -> what it is.
_REFUSED = {
    "vbaproject": say("macros"),
    "externallinks/": say("links to other workbooks"),
    "embeddings/": say("embedded files"),
    "activex/": say("ActiveX controls"),
    "macrosheets/": say("macro sheets"),
    "connections.xml": say("data connections"),
    "querytables/": say("data connections"),
}


def check_xlsx(data: bytes, name: str) -> None:
    """Refuse what is no .xlsx, unpacks too large, or holds macros, links or XML entities.

    Raises:
        InvalidData: with the one reason.
    """
    if len(data) > MAX_UPLOAD:
        raise _refusal(
            name,
            say("larger than {size} MB", size=MAX_UPLOAD // 1_000_000),
            say("Split it in two."),
        )
    if not data.startswith(b"PK\x03\x04"):
        raise _refusal(name, say("not an .xlsx file"), _REMEDY)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive.infolist(), name)
            for info in archive.infolist():
                if info.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _check_xml(archive.read(info), info.filename, name)
    except InvalidData:
        raise
    # A damaged archive fails in many ways; each means that it cannot be read.
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, EOFError, KeyError,
            NotImplementedError, RuntimeError, MemoryError) as error:  # fmt: skip
        raise _refusal(name, say("a damaged .xlsx file"), _REMEDY) from error
    except Exception as error:
        if type(error).__module__ in ("zlib", "lzma", "_lzma", "_bz2"):
            raise _refusal(name, say("a damaged .xlsx file"), _REMEDY) from error
        raise


def _check_directory(members: list[zipfile.ZipInfo], name: str) -> None:
    names = [member.filename.replace("\\", "/").lower() for member in members]
    if len(members) > MAX_MEMBERS or len(set(names)) != len(names):
        raise _refusal(name, say("an .xlsx with too many or repeated parts"), _REMEDY)
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise _refusal(name, say("not an .xlsx file"), _REMEDY)
    for member, path in zip(members, names, strict=True):
        refused = next((what for part, what in _REFUSED.items() if part in path), None)
        if refused:
            raise _refusal(name, say("a workbook with {what}", what=refused), _REMEDY)
        if path.startswith("/") or ".." in path.split("/") or member.flag_bits & 1:
            raise _refusal(name, say("an .xlsx with encrypted or misnamed parts"), _REMEDY)
        packed = max(member.compress_size, 1)
        if member.file_size > 1_000_000 and member.file_size / packed > MAX_RATIO:
            raise _refusal(name, say("an .xlsx that unpacks to far more than it should"), _REMEDY)
        if member.file_size > _SMALL_PARTS.get(path, MAX_UNPACKED):
            raise _refusal(name, say("an .xlsx whose {part} is too large", part=path), _REMEDY)
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        what = say("an .xlsx that unpacks to more than {size} MB", size=MAX_UNPACKED // 1_000_000)
        raise _refusal(name, what, _REMEDY)


def _check_xml(content: bytes, part: str, name: str) -> None:
    if b"\x00" in content:
        raise _refusal(name, say("an .xlsx whose {part} is not UTF-8", part=part), _REMEDY)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _refusal(name, say("an .xlsx with XML entities"), _REMEDY)
    if b"macroEnabled" in content or b"/vbaProject" in content:
        raise _refusal(name, say("a workbook with {what}", what=say("macros")), _REMEDY)


def _refusal(name: str, what: str, remedy: str) -> InvalidData:
    return InvalidData([Problem(name, 1, 1, "", what, remedy)])
