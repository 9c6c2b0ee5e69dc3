"""What is wrong in a data file, where, and what to do: one template for every message.

Messages are English text with fields; they are translated where they are shown::

    said = say("unknown key {key}", key=repr(key))    # a str, in English
    in_language("zh", said)                           # the same in Chinese
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice
from pathlib import PurePath
from typing import Any

from language.catalogue import translate


class Said(str):
    """A message in English that remembers its template and values, so that it can be translated."""

    __slots__ = ("template", "values")
    template: str
    values: dict[str, Any]


def say(template: str, /, **values: Any) -> str:
    """A message of the catalogue with ``{name}`` fields; values may be messages themselves."""
    said = Said(template.format(**values) if values else template)
    said.template, said.values = template, values
    return said


def in_language(lang: str, text: str) -> str:
    """A message in ``lang`` ("zh" or "en"); text that is no message stays as it is."""
    if not isinstance(text, Said):
        return text
    values = {
        key: in_language(lang, value) if isinstance(value, str) else value
        for key, value in text.values.items()
    }
    return translate(lang, text.template, **values)


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """A question with the nearest of the known words, or nothing."""
    near = get_close_matches(text[:80], list(islice(known, 2000)), n=1)
    return say("Did you mean {name}? ", name=near[0]) if near else ""


def quoted(value: Any) -> str:
    """A value as the file may have it, in quotes, at most 80 characters of it."""
    shown = repr(value)
    return shown if len(shown) <= 80 else f"{shown[:79]}…"


class Mistake(ValueError):
    """A value is wrong: what about it, and what to do instead."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}: {remedy}")
        self.what = what
        self.remedy = remedy


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem. ``line`` and ``column`` count from 1; in a workbook, ``sheet`` is its sheet."""

    file: str
    line: int
    column: int
    path: str
    what: str
    remedy: str
    sheet: str = ""

    @property
    def place(self) -> str:
        """Line and column, ``23:9``; in a workbook the sheet and the cell, ``Plans!B7``."""
        if self.sheet:
            from openpyxl.utils import get_column_letter

            return f"{self.sheet}!{get_column_letter(self.column)}{self.line}"
        return f"{self.line}:{self.column}"

    def __str__(self) -> str:
        return self.in_language("en")

    def for_readers(self, lang: str) -> str:
        """As ``in_language``, without the folder: where a server keeps its files is its own."""
        return replace(self, file=PurePath(self.file).name).in_language(lang)

    def in_language(self, lang: str) -> str:
        """Place, what is wrong and what to do, in one line of "zh" or "en"."""
        path = f"{self.path}: " if self.path else ""
        what, remedy = in_language(lang, self.what), in_language(lang, self.remedy)
        stop = "。" if lang == "zh" else ". "
        return f"{self.file}:{self.place}: {path}{what}{stop}{remedy}"


class InvalidData(ValueError):
    """A data file has problems; ``problems`` lists all of them in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))

    def in_language(self, lang: str) -> str:
        """All problems in "zh" or "en", one a line."""
        return "\n".join(problem.in_language(lang) for problem in self.problems)
