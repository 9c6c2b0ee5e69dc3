"""YAML into plain data, with the place of every value.

PyYAML's C parser makes the node tree; this module turns nodes into data itself, because the
standard constructor forgets positions and silently keeps the last of two equal keys.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from loaders.problems import InvalidData, Problem

Path_ = tuple[str | int, ...]
MAX_BYTES = 20_000_000
MAX_DEPTH = 40

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


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

    def problem(self, path: Path_, what: str, remedy: str) -> None:
        """Record a problem at ``path``."""
        self.problems.append(Problem(self.name, *self.place(path), self.label(path), what, remedy))

    def label(self, path: Path_) -> str:
        """``plans[sichuan-metaverse].targets[0]``: list items by their id where they have one."""
        text, here = "", self.data
        for step in path:
            here = _step(here, step)
            if isinstance(step, int):
                name = here.get("id") if isinstance(here, dict) else None
                text += f"[{name if isinstance(name, str) else step}]"
            else:
                text += f".{step}" if text else str(step)
        return text


def _step(here: Any, step: str | int) -> Any:
    try:
        return here[step]
    except (KeyError, IndexError, TypeError):
        return None


def read_yaml(path: Path, name: str | None = None) -> YamlSource:
    """Read one YAML file.

    Duplicate keys, impossible dates and aliases are recorded as problems of the result.

    Raises:
        InvalidData: the file is missing, too large, not UTF-8 or not YAML at all.
    """
    name = name or _display_name(path)
    return parse_yaml(_decode(path, name), name)


def parse_yaml(text: str, name: str) -> YamlSource:
    """The same of a text that is no file; ``name`` stands in the problems' place of one.

    Raises:
        InvalidData: not YAML at all.
    """
    source = YamlSource(name)
    loader = _Loader(text)
    try:
        _limit_depth(text, name)
        node = loader.get_single_node()
        source.data = _Walk(source, loader).value(node, ()) if node is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = f"not valid YAML: {error.problem or error.context}"
        remedy = "Check the indentation and the quotes of this line and of the one before it."
        raise InvalidData([Problem(name, line, column, "", what, remedy)]) from None
    except yaml.YAMLError as error:
        what = f"not valid YAML: {str(error).splitlines()[0]}"
        remedy = "Remove the character that a text file cannot hold."
        raise InvalidData([Problem(name, 1, 1, "", what, remedy)]) from None
    finally:
        loader.dispose()
    return source


def _display_name(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _decode(path: Path, name: str) -> str:
    def fail(what: str, remedy: str, line: int = 1) -> InvalidData:
        return InvalidData([Problem(name, line, 1, "", what, remedy)])

    try:
        if path.stat().st_size > MAX_BYTES:
            raise fail(f"larger than {MAX_BYTES:,} bytes", "Split the file.")
        raw = path.read_bytes()
    except OSError as error:
        raise fail(f"cannot be read: {error.strerror}", "Check the name of the file.") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise fail("not UTF-8", "Save the file with the encoding UTF-8.", line) from None


def _limit_depth(text: str, name: str) -> None:
    """Refuse nesting that would exhaust the stack; indentation and brackets bound the depth."""
    for number, line in enumerate(text.splitlines(), 1):
        brackets = line.count("[") + line.count("{")
        dashes = len(line) - len(line.lstrip(" -"))
        if brackets > 200 or dashes > 400:
            what, remedy = "nested too deeply", "Write one record under another."
            raise InvalidData([Problem(name, number, 1, "", what, remedy)])


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
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        if id(node) in self.seen:
            source.problem(path, "an alias (*name)", "Write the value out.")
            return None
        self.seen.add(id(node))
        if len(path) > MAX_DEPTH:
            source.problem(path, "nested too deeply", "Write one record under another.")
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, index)) for index, child in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)  # noqa: S101 - the only kind left
        return self._mapping(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, child in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in data:
                first = self.source.place((*path, key))[0]
                mark = key_node.start_mark
                self.source.problems.append(
                    Problem(
                        self.source.name,
                        mark.line + 1,
                        mark.column + 1,
                        self.source.label((*path, key)),
                        f"duplicate key {key!r}, first on line {first}",
                        "Keep one of the two.",
                    )
                )
                continue
            data[key] = self.value(child, (*path, key))
            if isinstance(child, yaml.CollectionNode):
                mark = key_node.start_mark
                self.source.places[(*path, key)] = (mark.line + 1, mark.column + 1)
        return data

    def _scalar(self, node: yaml.ScalarNode, path: Path_) -> Any:
        try:
            return self.loader.construct_object(node)
        except (ValueError, yaml.YAMLError) as error:
            what = f"{node.value!r} is no such value: {str(error).splitlines()[0]}"
            self.source.problem(path, what, "Write a day of the calendar, such as 2025-06-30.")
            return None
