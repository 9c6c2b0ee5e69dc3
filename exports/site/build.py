"""Writes the whole site into a folder, both languages at the same time."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from analysis.atlas import Atlas
from analysis.story import filled
from exports.site.data import data_page, shared_files
from exports.site.drawings import Drawings
from exports.site.figures import Figures, Values
from exports.site.pages import Page, Pages
from exports.site.search_index import index_script
from exports.site.style import ASSETS, style_sheet
from exports.site.templates import Place, front_page, rendered
from exports.story_page import story_page, story_payload
from language.catalogue import LANGUAGES
from loaders.regions import REFERENCE
from loaders.stories import Story
from loaders.writing import replace_folder, write_atomically

#: Written last: a folder that has it holds a whole site and may be replaced by another.
_SEAL = "sitemap.xml"
#: Where the addresses in the sitemap start while nobody has said where the site is published.
_NOWHERE = "http://localhost:8000/"


_Job = tuple[Atlas, dict[str, Story], Path, Place, tuple[Path, ...], str]


class NotASite(ValueError):
    """The folder holds something else; it is left alone."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was written: pages, pictures, and bytes in all."""

    pages: int
    pictures: int
    size: int


def build_site(
    atlas: Atlas, stories: dict[str, Story], folder: Path, place: Place, processes: int = 2
) -> Built:
    """Write the site; an earlier one in ``folder`` is replaced when the new one is whole.

    Raises:
        NotASite: the folder is there and holds something else.
        MissingFont: this machine has no Chinese font to draw the pictures with.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / _SEAL).is_file():
        raise NotASite(f"{folder} holds something else than a site; name another folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        pages = _write(atlas, stories, fresh, place, processes)
        files = [path for path in fresh.rglob("*") if path.is_file()]
        fresh.chmod(0o755)
        replace_folder(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    pictures = sum(path.suffix == ".svg" for path in files)
    size = sum((folder / path.relative_to(fresh)).stat().st_size for path in files)
    return Built(len(pages), pictures, size)


def _write(
    atlas: Atlas, stories: dict[str, Story], folder: Path, place: Place, processes: int
) -> list[str]:
    """Every file; returns the pages' addresses within the site."""
    _assets(atlas, folder)
    shared = shared_files(atlas, folder / "data", place.day)
    jobs = [(atlas, stories, folder, place, shared, lang) for lang in LANGUAGES]
    if processes > 1:
        with ProcessPoolExecutor(min(processes, len(jobs))) as pool:
            found = list(pool.map(_language, jobs))
    else:
        found = [_language(job) for job in jobs]
    pages = ["index.html", *(name for names in found for name in names)]
    _text(folder / "index.html", front_page(place))
    _text(folder / "404.html", front_page(place, missing=True))
    _text(folder / "robots.txt", _robots(place))
    _text(folder / _SEAL, sitemap(pages, place.site or _NOWHERE))
    return pages


def _language(job: _Job) -> list[str]:
    """All pages of one language, with their pictures, stories and data."""
    atlas, stories, folder, place, shared, lang = job
    figures = Figures(atlas, lang, place.day)
    pages = Pages(figures, Drawings(figures, folder / lang / "pictures"))
    names = []
    for page in [
        *pages.all(),
        _stories(figures, stories),
        data_page(figures, folder / "data", shared),
    ]:
        _text(folder / lang / f"{page.name}.html", rendered(page, lang, place))
        names.append(f"{lang}/{page.name}.html")
    for name, story in stories.items():
        made = story_page(story_payload(atlas, story, name, place.day), lang)
        path = folder / lang / "story" / f"{name}.html"
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, made)
        names.append(f"{lang}/story/{name}.html")
    return names


def _stories(figures: Figures, stories: dict[str, Story]) -> Page:
    """The list of stories, each with its scenes' headlines."""
    lang = figures.lang
    shown: list[Values] = [
        {
            "name": name,
            "title": story.title.in_language(lang),
            "summary": story.summary.in_language(lang) if story.summary else "",
            "headlines": [
                filled(figures.atlas, scene, scene.headline, lang, figures.day)
                for scene in story.scenes
            ],
        }
        for name, story in stories.items()
    ]
    subtitle = figures.t("Stories to walk through, with a clicker or the keys")
    app = f"present?lang={lang}"
    return Page(
        "stories", "stories.html", figures.t("Stories"), subtitle, "stories", app,
        {"stories": shown},
    )  # fmt: skip


def _assets(atlas: Atlas, folder: Path) -> None:
    """Style, scripts, icon and the index of the search."""
    target = folder / "assets"
    target.mkdir(parents=True)
    _text(target / "site.css", style_sheet())
    for name in ("site.js", "search.js"):
        shutil.copyfile(ASSETS / name, target / name)
    shutil.copyfile(REFERENCE.parent / "static" / "icon.png", target / "icon.png")
    write_atomically(target / "index.js", index_script(atlas))


def _text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, text)


def _robots(place: Place) -> str:
    sitemap_line = f"Sitemap: {place.site}{_SEAL}\n" if place.site else ""
    return f"User-agent: *\nAllow: /\n{sitemap_line}"


def sitemap(pages: Iterable[str], root: str) -> str:
    """The sitemap (sitemaps.org, 0.9) of the pages; at most 50,000 by that protocol."""
    rows = "".join(f"<url><loc>{escape(root + page)}</loc></url>\n" for page in pages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )
