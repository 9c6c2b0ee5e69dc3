"""``python -m exports.site -o FOLDER``: the whole collection as a static site."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from analysis.atlas import open_atlas
from exports.images.fonts import MissingFont
from exports.site.addresses import web_root
from exports.site.build import NotASite, build_site
from exports.site.templates import Place
from loaders.problems import InvalidData
from loaders.stories import load_stories


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the site; exit status 1 for bad data, 2 for what cannot be written, with the reason."""
    options = _parser().parse_args(arguments)
    begun = time.monotonic()
    try:
        atlas = open_atlas()
        stories = load_stories(atlas.collection)
        place = Place(options.address, options.app, date.today())
        built = build_site(atlas, stories, options.output, place, options.processes)
    except InvalidData as error:
        print(error, file=sys.stderr)
        return 1
    except (NotASite, MissingFont, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(
        f"{options.output}: {built.pages:,} pages, {built.pictures:,} pictures, "
        f"{built.size / 1e6:.1f} MB in {time.monotonic() - begun:.0f} s"
    )
    if not options.address:
        print("Give --address (make site SITE_URL=...) when publishing: sitemap.xml needs it.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m exports.site", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
    parser.add_argument(
        "--address", type=_root, default="", metavar="URL",
        help="where the site is published: canonical addresses and the sitemap start with it",
    )  # fmt: skip
    parser.add_argument(
        "--app",
        type=_root,
        default="",
        metavar="URL",
        help="where the app runs: each page links to the same view there",
    )
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    return parser


def _root(text: str) -> str:
    found = web_root(text) if text else ""
    if text and not found:
        raise argparse.ArgumentTypeError(f"{text!r} is no address: write https://...")
    return found


if __name__ == "__main__":
    sys.exit(main())
