"""The whole collection as files that the site hands out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from analysis.atlas import Atlas
from analysis.view import View
from exports.kind import Cover
from exports.kinds import KINDS
from exports.site.figures import Figures
from exports.site.pages import Page
from exports.taking import take
from language.catalogue import mark
from loaders.writing import write_atomically

#: Kinds of files without a language of their own, and what they hold.
_SHARED = {
    "collection": mark("Data package: plans, targets, results and sources as tables with schemas"),
    "csv": mark("Every figure with its evidence as a table, CSV in UTF-8"),
    "json": mark("Every figure as JSON, with the columns of the command line"),
}
#: Kinds that are made in the page's language.
_OWN = {"pack": mark("Excel workbook with native charts, matrix, data and sources")}
_STEM = "policy-targets"


def shared_files(atlas: Atlas, folder: Path, day: date) -> tuple[Path, ...]:
    """Write the files that both languages hand out; their names stay from build to build."""
    return _files(atlas, folder, View(lang="en"), day, list(_SHARED), "")


def data_page(figures: Figures, folder: Path, shared: tuple[Path, ...]) -> Page:
    """The page that lists the files, after those in its own language are written."""
    view = View(lang=figures.lang)
    own = _files(figures.atlas, folder, view, figures.day, list(_OWN), f"-{figures.lang}")
    words = [*_SHARED.values(), *_OWN.values()]
    files = [
        (path.name, figures.t(text), -(-path.stat().st_size // 1024))
        for path, text in zip([*shared, *own], words, strict=True)
    ]
    return Page(
        "data", "data.html", figures.t("Take the data along"),
        figures.t("The whole collection as files, under the MIT licence as the code; quoted clauses stay their authors’"),
        "data", "", {"files": files},
    )  # fmt: skip


def _files(
    atlas: Atlas, folder: Path, view: View, day: date, names: list[str], suffix: str
) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    kinds = {kind.name: kind for kind in KINDS}
    taken = take(atlas, view, "overview", Cover("overview", day))
    made = []
    for name in names:
        kind = kinds[name]
        path = folder / f"{_STEM}{suffix}.{kind.extension}"
        write_atomically(path, kind.make(atlas, taken.shown, view, taken.cover))
        made.append(path)
    return tuple(made)
