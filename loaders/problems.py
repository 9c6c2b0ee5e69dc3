"""What is wrong in a data file, where, and what to do: one template for every message."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem. ``line`` and ``column`` count from 1."""

    file: str
    line: int
    column: int
    path: str
    what: str
    remedy: str

    def __str__(self) -> str:
        path = f"{self.path}: " if self.path else ""
        return f"{self.file}:{self.line}:{self.column}: {path}{self.what}. {self.remedy}"


class InvalidData(ValueError):
    """A data file has problems; ``problems`` lists all of them in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
