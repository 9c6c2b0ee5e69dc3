"""YAML into plain data, with the place of every value.

PyYAML's C parser makes the node tree; this module turns nodes into data itself, because the
standard constructor forgets positions and silently keeps the last of two equal keys.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from loaders.all_kept import all_kept
from loaders.problems import InvalidData, Problem, quoted, say

Path_ = tuple[str | int, ...]
#: Bounds of a file: its size, nesting, number of values, and the length of one text. The
#: project's own has 0.7 MB, 6 levels, 40,000 values, and texts up to 1,000 characters.
MAX_BYTES = 10_000_000
MAX_DEPTH = 40
MAX_NODES = 600_000
MAX_TEXT = 10_000
#: Names a larger bound, in MB, for the operator's own files; what is uploaded keeps the one above.
MAX_VARIABLE = "ATLAS_MAX_MB"
_MOST_MB = 1000
#: After so many problems no more are looked for.
MAX_PROBLEMS = 500
_LONGEST_NUMBER = 100
_TAG = "tag:yaml.org,2002:"
#: "=" and "<<" have tags of their own in YAML 1.1; here they are text like any other.
_TEXT = frozenset(_TAG + kind for kind in ("str", "value", "merge"))
_TAGS = _TEXT | {
    _TAG + kind for kind in ("int", "float", "bool", "null", "timestamp", "seq", "map")
}

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a file may have at most: its bytes, and its values."""

    size: int = MAX_BYTES
    values: int = MAX_NODES


def file_bounds() -> Bounds:
    """The bounds of the operator's own files: those of an upload, or larger where told so.

    Raises:
        InvalidData: the variable holds no such size.
    """
    told = os.environ.get(MAX_VARIABLE, "")
    if not told:
        return Bounds()
    least = MAX_BYTES // 10**6
    if not re.fullmatch("[0-9]{1,4}", told) or not least <= int(told) <= _MOST_MB:
        what = say("{name} is {value}", name=MAX_VARIABLE, value=quoted(told))
        remedy = say(
            "Write a whole number of MB from {least} to {most}.", least=least, most=_MOST_MB
        )
        raise _refused(MAX_VARIABLE, what, remedy)
    return Bounds(int(told) * 10**6, int(told) * MAX_NODES // least)


@dataclass
class YamlSource:
    """Plain data read from one file, and the (line, column) of every path in it."""

    name: str
    data: Any = None
    places: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path_) -> tuple[int, int]:
        """Line and column of ``path``, or of its nearest parent that has one."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def at_path(self, path: Path_) -> Any:
        """The data at ``path``; None where there is none."""
        here = self.data
        for step in path:
            here = _step(here, step)
        return here

    def problem(self, path: Path_, what: str, remedy: str) -> None:
        """Record a problem at ``path``.

        Raises:
            InvalidData: there are too many; further ones would say no more.
        """
        self.add(Problem(self.name, *self.place(path), self.label(path), what, remedy))

    def add(self, problem: Problem) -> None:
        """Record a problem made elsewhere.

        Raises:
            InvalidData: see :meth:`problem`.
        """
        self.problems.append(problem)
        if len(self.problems) >= MAX_PROBLEMS:
            what = say("{count} problems or more", count=MAX_PROBLEMS)
            remedy = say("Correct these first; further ones are not looked for.")
            raise InvalidData([*self.problems, Problem(self.name, 1, 1, "", what, remedy)])

    def label(self, path: Path_) -> str:
        """``plans[sichuan-metaverse].targets[0]``: list items by their id where they have one."""
        text, here = "", self.data
        for step in path:
            here = _step(here, step)
            if isinstance(step, int):
                name = here.get("id") if isinstance(here, dict) else None
                text += f"[{shortened(name) if isinstance(name, str) else step}]"
            else:
                text += f".{shortened(step)}" if text else shortened(step)
        return text


def shortened(name: str) -> str:
    """A key or id as it is told; a cell of a workbook may hold 32,000 characters."""
    return name if len(name) <= 80 else f"{name[:79]}…"


def _step(here: Any, step: str | int) -> Any:
    try:
        return here[step]
    except (KeyError, IndexError, TypeError):
        return None


def read_yaml(path: Path, name: str | None = None) -> YamlSource:
    """Read one YAML file of the operator's.

    Duplicate keys, impossible dates and aliases are recorded as problems of the result.

    Raises:
        InvalidData: the file is missing, no file, not UTF-8, not YAML at all, or beyond one of
            the bounds :func:`file_bounds`, ``MAX_DEPTH`` and ``MAX_TEXT``.
    """
    name = name or _display_name(path)
    bounds = file_bounds()
    return parse_yaml(_read(path, name, bounds), name, bounds)


@all_kept()
def parse_yaml(raw: bytes | str, name: str, bounds: Bounds = Bounds()) -> YamlSource:
    """The same for the bytes of a file, or for a text; ``name`` is what problems call it.

    Without other ``bounds`` they are those of an upload.

    Raises:
        InvalidData: see :func:`read_yaml`.
    """
    raw = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    text = _decode(raw, name, bounds)
    source = YamlSource(name)
    try:
        _check_bounds(text, name, bounds)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            source.data = _Walk(source, loader).value(node, ()) if node is not None else None
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = say("not valid YAML: {reason}", reason=error.problem or error.context or "")
        remedy = say("Check the indentation and the quotes of this line and of the one before it.")
        raise _refused(name, what, remedy, *place) from None
    except yaml.YAMLError as error:
        what = say("not valid YAML: {reason}", reason=str(error).splitlines()[0])
        remedy = say("Remove the character that a text file cannot hold.")
        raise _refused(name, what, remedy) from None
    return source


def _refused(name: str, what: str, remedy: str, line: int = 1, column: int = 1) -> InvalidData:
    return InvalidData([Problem(name, line, column, "", what, remedy)])


def _display_name(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _read(path: Path, name: str, bounds: Bounds) -> bytes:
    try:
        # Not a pipe or a device, which may never end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise _refused(name, say("not a file"), say("Check the name of the file."))
        with path.open("rb") as file:
            return file.read(bounds.size + 1)
    except OSError as error:
        what = say("cannot be read: {reason}", reason=error.strerror or "")
        raise _refused(name, what, say("Check the name of the file.")) from None
    except ValueError:  # a NUL in the name
        raise _refused(name, say("not a file"), say("Check the name of the file.")) from None


def _decode(raw: bytes, name: str, bounds: Bounds) -> str:
    if len(raw) > bounds.size:
        what = say("larger than {count} bytes", count=f"{bounds.size:,}")
        raise _refused(name, what, say("Split the file."))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        remedy = say("Save the file with the encoding UTF-8.")
        raise _refused(name, say("not UTF-8"), remedy, line) from None


def _check_bounds(text: str, name: str, bounds: Bounds) -> None:
    """Refuse what would exhaust stack or memory, event by event, before a tree is made of it.

    libyaml builds its tree by recursion in C: some ten thousand open brackets end the process.
    """
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=_Loader)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        what, remedy = "", ""
        if depth > MAX_DEPTH:
            what = say("nested too deeply")
            remedy = say("Write one record under another.")
        elif number > bounds.values:
            what = say("more than {count} values", count=f"{bounds.values:,}")
            remedy = say("Split the file.")
        elif isinstance(event, yaml.ScalarEvent) and len(event.value) > MAX_TEXT:
            what = say("longer than {count} characters", count=f"{MAX_TEXT:,}")
            remedy = say("Check the quotes of this text.")
        if what:
            mark = event.start_mark
            place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            raise _refused(name, what, remedy, *place)


class _Walk:
    """Turns one node tree into data, filling the source's places and problems."""

    def __init__(self, source: YamlSource, loader: Any) -> None:
        self.source = source
        self.loader = loader
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, path: Path_) -> Any:
        source = self.source
        mark = node.start_mark
        source.places[path] = (mark.line + 1, mark.column + 1)
        if id(node) in self.seen:
            source.problem(path, say("an alias (*name)"), say("Write the value out."))
            return None
        self.seen.add(id(node))
        if node.tag not in _TAGS:
            what = say("the tag {tag} is not allowed here", tag=quoted(node.tag))
            source.problem(path, what, say("Write the value without it."))
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, index)) for index, child in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)  # noqa: S101 - the only kind left
        return self._mapping(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, child in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                what = say("a key that is no word")
                self._key_problem(key_node, path, what, say("Write key: value."))
                continue
            key = str(key_node.value)
            if key in data:
                first = self.source.place((*path, key))[0]
                what = say("duplicate key {key}, first on line {line}", key=quoted(key), line=first)
                self._key_problem(key_node, (*path, key), what, say("Keep one of the two."))
                continue
            data[key] = self.value(child, (*path, key))
            if isinstance(child, yaml.CollectionNode):
                mark = key_node.start_mark
                self.source.places[(*path, key)] = (mark.line + 1, mark.column + 1)
        return data

    def _key_problem(self, node: yaml.Node, path: Path_, what: str, remedy: str) -> None:
        mark = node.start_mark
        label = self.source.label(path)
        place = (mark.line + 1, mark.column + 1)
        self.source.add(Problem(self.source.name, *place, label, what, remedy))

    def _scalar(self, node: yaml.ScalarNode, path: Path_) -> Any:
        if node.tag in _TEXT:
            return node.value
        try:
            if len(node.value) > _LONGEST_NUMBER:
                raise ValueError(node.value)
            return self.loader.construct_object(node)
        except (
            ArithmeticError,
            AttributeError,
            LookupError,
            TypeError,
            ValueError,
            yaml.YAMLError,
        ):
            kind = node.tag.rpartition(":")[2]
            if kind == "timestamp":
                what = say("{value} is no day of the calendar", value=quoted(node.value))
                remedy = say("Write a day of the calendar, such as 2025-06-30.")
            else:
                what = say("{value} is no {kind}", value=quoted(node.value), kind=kind)
                remedy = say("Correct this value.")
            self.source.problem(path, what, remedy)
            return None
