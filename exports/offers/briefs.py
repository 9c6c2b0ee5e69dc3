"""The brief of one region: a page as PowerPoint slide and as PDF, from the card and the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analysis.atlas import Atlas
from analysis.brief import brief_of
from analysis.words import region_name
from exports.kind import CannotExport, Command
from exports.offers.slides import PPTX
from exports.taking import stem
from language.catalogue import LANGUAGES, translate
from loaders.regions import regions


@dataclass(frozen=True, slots=True)
class BriefForm:
    """A kind of file that a brief can be: ``make`` takes the atlas, the region's adcode, the
    language, the day, and the client's template or None, and gives the file's bytes.
    """

    label: str
    icon: str
    extension: str
    mime: str
    make: Callable[[Atlas, str, str, date, bytes | None], bytes]


def _slide(atlas: Atlas, adcode: str, lang: str, day: date, template: bytes | None) -> bytes:
    from exports.brief.slide import brief_slide

    return brief_slide(atlas, brief_of(atlas, adcode, lang), day, template)


def _pdf(atlas: Atlas, adcode: str, lang: str, day: date, template: bytes | None) -> bytes:
    from exports.brief.pdf import brief_pdf

    if template is not None:
        raise CannotExport("a PDF takes no template: leave --template out, or write --format pptx")
    return brief_pdf(atlas, brief_of(atlas, adcode, lang), day)


FORMS = (
    BriefForm("PowerPoint", "slideshow", "pptx", PPTX, _slide),
    BriefForm("PDF", "picture_as_pdf", "pdf", "application/pdf", _pdf),
)


def brief_name(adcode: str, lang: str, day: date, extension: str) -> str:
    """Such as ``四川_政策目标简报_2026-11-21.pptx``."""
    parts = [region_name(adcode, lang), translate(lang, "policy target brief"), day.isoformat()]
    return stem(parts, extension)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("adcode", metavar="ADCODE", help="the region by GB/T 2260, such as 510000")
    parser.add_argument("--format", choices=tuple(f.extension for f in FORMS), default="pptx")
    parser.add_argument("--lang", choices=tuple(LANGUAGES), default="zh", help="of the page")
    parser.add_argument(
        "--template", type=Path, metavar="FILE", help="the client's own template, a .pptx file"
    )


def _run(atlas: Atlas, options: argparse.Namespace) -> bytes:
    if options.adcode not in regions():
        raise CannotExport(f"no region {options.adcode}: data/regions.csv lists the adcodes")
    form = next(form for form in FORMS if form.extension == options.format)
    template = options.template.read_bytes() if options.template else None
    return form.make(atlas, options.adcode, options.lang, date.today(), template)


COMMANDS = (
    Command("brief", "one page on a region: its targets, its place in each", _arguments, _run),
)
