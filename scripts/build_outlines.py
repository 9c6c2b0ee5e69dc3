"""Write ``static/outlines.json``: the map as the browser paints it, fetched once by its address.

    python -m scripts.build_outlines

Made from ``data/provinces.geojson`` and ``data/regions.csv``: run it after either changed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from exports.outlines import inset_place, outlines, place
from loaders.regions import NATION, Region, regions
from loaders.writing import write_atomically

FILE = Path(__file__).resolve().parent.parent / "static" / "outlines.json"


def content() -> str:
    """Paths in units of the drawing, and the place of every region on the map and in the inset."""
    known = [region for region in regions().values() if region.adcode != NATION]
    found = {
        **asdict(outlines()),
        "places": _places(known, place),
        "inset_places": _places(known, inset_place),
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"


def _places(
    known: list[Region], where: Callable[[float, float], tuple[int, int] | None]
) -> dict[str, tuple[int, int]]:
    points = {region.adcode: where(region.longitude, region.latitude) for region in known}
    return {adcode: point for adcode, point in points.items() if point}


def main() -> int:
    """Command line."""
    write_atomically(FILE, content())
    print(f"{FILE.stat().st_size:,} bytes  {FILE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
