"""The map's GeoJSON files, checked before anything is drawn from them."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from loaders.problems import InvalidData, Problem, quoted, say
from loaders.regions import REFERENCE

PROVINCES = REFERENCE / "provinces.geojson"
HATCHING = REFERENCE.parent / "static" / "hatching.geojson"
#: The project's files have 0.5 MB and 71 shapes at most.
MAX_BYTES = 10_000_000
#: Brackets around a coordinate, by kind of geometry.
_DEPTH = {"LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
#: Degrees: China and its seas.
_BOX = ((70.0, 140.0), (0.0, 57.0))


def read_boundaries(path: Path) -> dict[str, Any]:
    """A GeoJSON feature collection whose shapes can be drawn: ids, closed rings, coordinates.

    Raises:
        InvalidData: with every shape that cannot.
    """
    found = _read(path)
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(features, list) or not features:
        raise _refused(path, say("no feature collection"))
    problems = []
    ids: set[str] = set()
    for number, item in enumerate(features):
        fault = _fault(item, ids)
        if fault:
            name = f"features[{item.get('id', number) if isinstance(item, dict) else number}]"
            problems.append(Problem(path.name, 1, 1, name[:80], fault, _remedy()))
    if problems:
        raise InvalidData(problems)
    return found


def check_boundaries() -> None:
    """Check both files of the map.

    Raises:
        InvalidData: with every problem of both.
    """
    problems: list[Problem] = []
    for path in (PROVINCES, HATCHING):
        try:
            read_boundaries(path)
        except InvalidData as error:
            problems += error.problems
    if problems:
        raise InvalidData(problems)


def _remedy() -> str:
    return say("Make the map files anew: python -m scripts.build_boundaries.")


def _refused(path: Path, what: str) -> InvalidData:
    return InvalidData([Problem(path.name, 1, 1, "", what, _remedy())])


def _read(path: Path) -> Any:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _refused(path, say("larger than {count} bytes", count=f"{MAX_BYTES:,}"))
        return json.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise _refused(path, say("cannot be read: {reason}", reason=error.strerror or "")) from None
    except InvalidData:
        raise
    except (ValueError, RecursionError):
        raise _refused(path, say("not valid JSON")) from None


def _fault(item: Any, ids: set[str]) -> str:
    """What is wrong with a feature; empty where nothing is."""
    if not isinstance(item, dict) or not isinstance(item.get("properties"), dict):
        return say("not a feature")
    name = item.get("id")
    if not isinstance(name, str):
        return say("a feature without an id")
    if name in ids:
        return say("duplicate id {name}", name=quoted(name))
    ids.add(name)
    geometry = item.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    depth = _DEPTH.get(kind) if isinstance(kind, str) else None
    if depth is None or not isinstance(geometry, dict):
        return say("a geometry that the map does not draw")
    lines = _lines(geometry.get("coordinates"), depth)
    if not lines:
        return say("coordinates that are no numbers of degrees in China")
    if "Polygon" in str(kind) and any(len(line) < 4 or line[0] != line[-1] for line in lines):
        return say("a ring that is not closed")
    return ""


def _lines(value: Any, depth: int) -> list[list[Any]]:
    """Lines of sound points in nested lists; nothing where one is not sound."""
    if not isinstance(value, list) or not value:
        return []
    if depth == 1:
        return [value] if all(map(_is_point, value)) else []
    found = [_lines(item, depth - 1) for item in value]
    return [line for lines in found for line in lines] if all(found) else []


def _is_point(value: Any) -> bool:
    if not isinstance(value, list) or len(value) != 2:
        return False
    return all(
        isinstance(number, (int, float))
        and not isinstance(number, bool)
        and math.isfinite(number)
        and low <= number <= high
        for number, (low, high) in zip(value, _BOX, strict=True)
    )
