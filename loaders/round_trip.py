"""A collection back into YAML, with the comments and the order of all that did not change.

The text is edited record by record: lines of records that did not change are not touched at all;
a changed record goes through ruamel.yaml, which keeps its comments, order and quotation marks.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString
from yaml import CSafeLoader
from yaml import YAMLError as YAMLError_1_1
from yaml import load as load_1_1

from loaders.collection import check_collection
from loaders.models import Collection, Document, Indicator, Named, Observation, Plan, Target
from loaders.plain import plain, yaml_value
from loaders.problems import InvalidData
from loaders.yaml_source import Path_, YamlSource, parse_yaml

_HEAD = "# yaml-language-server: $schema=targets.schema.json\n"
_TABLES: dict[str, type[BaseModel]] = {
    "sectors": Named,
    "scopes": Named,
    "indicators": Indicator,
    "documents": Document,
}
_LISTS: dict[str, type[BaseModel]] = {
    "plans": Plan,
    "targets": Target,
    "observations": Observation,
}
#: Fields that the house writes on one line.
_FLOW = {"scope", "baseline", "issuers", "issuers_en"}


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _dump(data: Any) -> str:
    out = io.StringIO()
    _yaml().dump(data, out)
    return out.getvalue()


def fresh_yaml(collection: Collection) -> str:
    """A collection as a new file in the house's format."""
    data = plain(collection)
    parts = [_HEAD]
    for name in _TABLES:
        lines = [
            line
            for key, record in data[name].items()
            for line in _table_lines(name, key, record, 2)
        ]
        parts.append("\n".join([f"{name}:", *lines]) if lines else f"{name}: {{}}")
    for name in ("plans", "observations"):
        gap = [""] if name == "plans" else []
        lines = [line for item in data[name] for line in [*_list_lines(name, item, 2), *gap]]
        parts.append("\n".join([f"{name}:", *lines]) if lines else f"{name}: []")
    return "\n".join(parts) + "\n"


def edited_yaml(text: str, new: Collection, name: str = "targets.yaml") -> str:
    """The file ``text`` changed so that it holds ``new``; what did not change keeps its lines.

    Records that both have stay in the order of ``text``. A file written in a way that cannot be
    edited by lines (all in one line, say) is written anew.

    Raises:
        InvalidData: ``text`` is no sound collection itself.
    """
    source = parse_yaml(text, name)
    before, after = plain(check_collection(source)), plain(new)
    if _by_id(before) == _by_id(after):
        return text
    try:
        edited = _Edit(text, source).text(before, after)
        result = check_collection(parse_yaml(edited, name))
    except (InvalidData, LookupError, ValueError, YAMLError):
        return fresh_yaml(new)
    return edited if _by_id(plain(result)) == _by_id(after) else fresh_yaml(new)


def _by_id(data: Any) -> Any:
    """Plain data with lists of records as mappings by id: their order says nothing."""
    if isinstance(data, Mapping):
        return {key: _by_id(value) for key, value in data.items()}
    if isinstance(data, list) and data and isinstance(data[0], Mapping) and "id" in data[0]:
        return {item["id"]: _by_id(item) for item in data}
    return data


def _styled(model: type[BaseModel], record: Mapping[str, Any]) -> CommentedMap:
    """A plain record in the order of its model, with the house's way to write each field."""
    styled = CommentedMap()
    for name in model.model_fields:
        if name in record:
            styled[name] = _styled_value(name, record[name])
    if model is Named:
        styled.fa.set_flow_style()
    return styled


def _styled_value(name: str, value: Any) -> Any:
    value = yaml_value(name, value)
    if name == "jurisdiction":
        return DoubleQuotedScalarString(value)
    value = _quoted(value)
    if name == "targets":
        return CommentedSeq(_styled(Target, item) for item in value)
    if name in _FLOW:
        styled = CommentedMap(value) if isinstance(value, dict) else CommentedSeq(value)
        styled.fa.set_flow_style()
        return styled
    return value


def _quoted(value: Any) -> Any:
    """Texts in quotes where PyYAML (YAML 1.1) would read them as something else.

    ruamel.yaml writes YAML 1.2, in which ``yes`` and ``[?0]`` are texts.
    """
    if isinstance(value, dict):
        return {key: _quoted(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_quoted(item) for item in value]
    if not isinstance(value, str) or not value.isprintable():
        return value
    try:
        same = load_1_1(f"[{value}]", CSafeLoader) == [value]
        same = same and load_1_1(f"a: {value}", CSafeLoader) == {"a": value}
    except (YAMLError_1_1, ValueError):
        same = False
    return value if same else SingleQuotedScalarString(value)


def _indented(text: str, drop: int, add: int) -> list[str]:
    """Lines without line ends, ``drop`` blanks taken from each and ``add`` put before it."""
    lines = text.rstrip("\n").split("\n")
    return [" " * add + line[drop:] if line.strip() else "" for line in lines]


def _list_lines(part: str, record: Mapping[str, Any], indent: int) -> list[str]:
    return _indented(_dump([_styled(_LISTS[part], record)]), 2, indent)


def _table_lines(part: str, key: str, record: Mapping[str, Any], indent: int) -> list[str]:
    return _indented(_dump({key: _styled(_TABLES[part], record)}), 0, indent)


@dataclass
class _Edit:
    """Changes to the lines of one file, collected first and made from the last line up."""

    original: str
    source: YamlSource
    #: first line, line after the last, new lines; lines count from 0
    changes: list[tuple[int, int, list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = self.original.split("\n")

    def text(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
        """The text with everything that differs between the two changed."""
        starts = sorted(self._line((key,)) for key in self.source.data)
        ends = [*starts[1:], len(self.lines)]
        for part in ("sectors", "scopes", "indicators", "documents", "plans", "observations"):
            if before[part] == after[part]:
                continue
            if part not in self.source.data or not self.source.data[part]:
                raise ValueError(f"{part} cannot be edited by lines")
            end = ends[starts.index(self._line((part,)))]
            self._records((part,), before[part], after[part], end)
        for start, stop, lines in sorted(self.changes, key=lambda item: item[:2], reverse=True):
            self.lines[start:stop] = lines
        return "\n".join(self.lines)

    def _line(self, path: Path_) -> int:
        return self.source.places[path][0] - 1

    def _trimmed(self, start: int, stop: int) -> int:
        """``stop`` moved up over blank lines and comments: they belong to what follows."""
        while stop > start + 1 and self.lines[stop - 1].lstrip()[:1] in ("", "#"):
            stop -= 1
        return stop

    def _records(self, path: Path_, before: Any, after: Any, stop: int) -> None:
        """Edit the records under ``path``, a table or a list, whose last line is before ``stop``."""
        part = str(path[-1])
        table = part in _TABLES
        raw = self.source.at_path(path)
        keys: list[Any] = list(raw) if table else list(range(len(raw)))
        ids = keys if table else [item["id"] for item in raw]
        starts = [self._line((*path, key)) for key in keys]
        if self._line(path) in starts or len(set(starts)) < len(starts):
            raise ValueError(f"{part} shares lines with something else")
        stops = [
            self._trimmed(start, following)
            for start, following in zip(starts, [*starts[1:], stop], strict=True)
        ]
        spans = dict(zip(ids, zip(keys, starts, stops, strict=True), strict=True))
        old = before if table else {item["id"]: item for item in before}
        new = after if table else {item["id"]: item for item in after}
        indent = self._indent(starts[0])
        anchor = starts[0]
        added: dict[int, list[str]] = {}
        for name, record in new.items():
            if name not in spans:
                lines = _table_lines(part, name, record, indent) if table else _list_lines(part, record, indent)  # fmt: skip
                blank = [""] if part == "plans" else []
                at_end = anchor != starts[0] or anchor in stops
                added.setdefault(anchor, []).extend(
                    [*blank, *lines] if at_end else [*lines, *blank]
                )
                continue
            key, start, end = spans[name]
            if record != old[name]:
                self._record((*path, key), old[name], record, start, end)
            anchor = end
        self.changes += [(place, place, lines) for place, lines in added.items()]
        self.changes += [(spans[name][1], spans[name][2], []) for name in old if name not in new]

    def _indent(self, line: int) -> int:
        return len(self.lines[line]) - len(self.lines[line].lstrip(" "))

    def _record(self, path: Path_, old: Any, new: Any, start: int, stop: int) -> None:
        """Edit one record; a plan's own fields and each of its targets by themselves."""
        part = str(path[-2])
        if part == "plans" and "targets" in old and "targets" in new:
            at = self._line((*path, "targets"))
            others = [key for key in self.source.at_path(path) if key != "targets"]
            if all(self._line((*path, key)) < at for key in others):
                if old["targets"] != new["targets"]:
                    self._records((*path, "targets"), old["targets"], new["targets"], stop)
                stop = at
                old, new = (
                    {k: v for k, v in item.items() if k != "targets"} for item in (old, new)
                )
        if old == new:
            return
        indent = self._indent(start)
        data = _yaml().load("\n".join(line[indent:] for line in self.lines[start:stop]) + "\n")
        table = part in _TABLES
        record = data[path[-1]] if table else data[0]
        _update(record, old, new, _TABLES[part] if table else _LISTS[part])
        lines = _indented(_dump(data), 0 if table else 2, indent)
        # ruamel.yaml hangs a comment on what stands before it: it goes when that goes.
        comments = [line for line in self.lines[start:stop] if line.lstrip().startswith("#")]
        kept = {line.strip() for line in lines}
        lost = [line for line in comments if line.strip() not in kept]
        self.changes.append((start, stop, [*lost, *lines]))


def _update(record: CommentedMap, old: Any, new: Any, model: type[BaseModel]) -> None:
    """Set, add and remove the fields that differ; a new one goes where the model has it."""
    order = list(model.model_fields)
    for name in order:
        if old.get(name) == new.get(name):
            continue
        if name not in new:
            del record[name]
        elif name in record:
            record[name] = _styled_value(name, new[name])
        else:
            earlier = order[: order.index(name)]
            place = max((i + 1 for i, key in enumerate(record) if key in earlier), default=0)
            record.insert(place, name, _styled_value(name, new[name]))
