"""References as files for reference managers: BibTeX (UTF-8, for biblatex or XeLaTeX) and RIS."""

from __future__ import annotations

from collections.abc import Sequence

from exports.citations.references import Reference
from loaders.dates import PartialDate

_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "#": r"\#",
        "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip
#: What would end a field or run as a command inside an address, written as addresses may have it.
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def bibtex(references: Sequence[Reference], lang: str) -> str:
    """One ``@misc`` (``@dataset`` for the view) each; issuing bodies are kept whole in braces."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Block, Entry, Field

    entries: list[Block] = []
    for item in references:
        fields = {
            "author": " and ".join(f"{{{_tex(name)}}}" for name in _authors(item, lang)),
            "title": f"{{{_tex(_title(item, lang))}}}",
            "titleaddon": _tex(_other_title(item, lang)),
            "number": _tex(item.number),
            "date": item.issued.text if item.issued else "",
            "year": str(item.issued.year) if item.issued else "",
            "url": item.url.translate(_ADDRESS),
            "urldate": item.read.text if item.read else "",
            "note": _tex(item.note),
            "langid": "english" if item.data and lang == "en" else "chinese",
        }
        kept = [Field(name, value) for name, value in fields.items() if value]
        entries.append(Entry("dataset" if item.data else "misc", item.key, kept))
    return str(write_string(Library(entries)))


def ris(references: Sequence[Reference], lang: str) -> str:
    """One record each: GOVDOC for a plan or document, DATA for the view."""
    import rispy

    class _Writer(rispy.RisWriter):  # type: ignore[misc]
        """Records without a line that counts them, which not every program reads."""

        def set_header(self, count: int) -> str:
            return ""

    records = []
    for item in references:
        record = {
            "type_of_reference": "DATA" if item.data else "GOVDOC",
            "id": item.key,
            "authors": [_line(name) for name in _authors(item, lang)],
            "title": _line(_title(item, lang)),
            "translated_title": _line(_other_title(item, lang)),
            "number": _line(item.number),
            "year": str(item.issued.year) if item.issued else "",
            "date": _ris_date(item.issued),
            "access_date": _ris_date(item.read),
            "urls": [item.url] if item.url else [],
            "notes": [_line(item.note)] if item.note else [],
        }
        records.append({name: value for name, value in record.items() if value})
    return str(rispy.dumps(records, implementation=_Writer))


def _authors(item: Reference, lang: str) -> tuple[str, ...]:
    """A plan's issuing bodies stand as in the source; a view's author in its language."""
    return item.authors_en if item.data and lang == "en" else item.authors


def _title(item: Reference, lang: str) -> str:
    return item.title_en if item.data and lang == "en" else item.title


def _other_title(item: Reference, lang: str) -> str:
    return item.title_en if lang == "en" and not item.data else ""


def _tex(text: str) -> str:
    return _line(text).translate(_LATEX)


def _line(text: str) -> str:
    """The text on one line: a line break would start a field of its own."""
    return " ".join(text.split())


def _ris_date(day: PartialDate | None) -> str:
    """``2023/09/18/`` as RIS has it; what is not known stays empty: ``2023///``."""
    if day is None:
        return ""
    parts = [*day.text.split("-"), "", ""][:3]
    return "/".join(parts) + "/"
