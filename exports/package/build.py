"""The archive: ``datapackage.json`` beside the CSV files that it describes."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analysis.atlas import Atlas
from analysis.exhibits import Shown, TimelineExhibit
from analysis.search import search_plans
from analysis.sources import own_note
from analysis.view import View
from exports.kind import Cover
from exports.package.fields import table_schema
from exports.package.rows import Table, tables
from exports.table import quoted
from exports.taking import figures_of

#: The repository's LICENSE, which goes into every archive; what it grants, and for what.
_LICENCE_FILE = Path(__file__).resolve().parent.parent.parent / "LICENSE"
_LICENCE = {
    "name": "MIT",
    "title": "MIT License",
    "path": "https://opensource.org/license/mit",
}
_TERMS = (
    "The MIT License covers the code and the compilation of the data alike: selection, structure, "
    "translations and notes in data/, and every file made of them. It does not cover the clauses "
    "quoted from public documents: they are short citations, stay the work of their authors and are "
    "named with their source. A reader's own data stay the reader's.\n\n"
    "The clauses stand in the columns named wording. English names of provinces are those of the "
    "Unicode CLDR (Unicode License v3). A text that a spreadsheet would run as a formula has an "
    "apostrophe before it."
)
_CONTRIBUTORS = [{"title": "Policy Target Atlas team 政策目标图谱", "role": "wrangler"}]
#: Every file of an archive gets one time, so that equal data give equal bytes.
_TIME = (2000, 1, 1, 0, 0, 0)


def view_package(atlas: Atlas, shown: Shown, view: View, cover: Cover) -> bytes:
    """A view's figures and plans with all that they refer to, as a Frictionless Data Package."""
    plans = [
        lane.plan_id
        for exhibit in shown.exhibits
        if isinstance(exhibit, TimelineExhibit)
        for lane in exhibit.lanes
    ]
    if shown.page == "plans":
        plans += list(search_plans(atlas, view)["plan_id"])
    own = tables(
        atlas, figures_of(shown), list(dict.fromkeys(plans)), whole=shown.page == "curation"
    )
    return _archive(
        own,
        name=f"policy-targets-{shown.page}",
        title=shown.finding,
        description="\n\n".join(
            part
            for part in (shown.subtitle, *shown.filters, own_note(atlas, view.lang), _TERMS)
            if part
        ),
        cover=cover,
        licensed=atlas.own is None or not atlas.own.alone,
    )


def collection_package(atlas: Atlas, cover: Cover) -> bytes:
    """The whole collection as a Frictionless Data Package, whatever the view."""
    own = tables(atlas, list(atlas.targets["target_id"]), list(atlas.plan_by_id), whole=True)
    return _archive(
        own,
        name="policy-targets",
        title="政策目标图谱 Policy Target Atlas: quantitative policy targets of China's provinces",
        description="\n\n".join(part for part in (own_note(atlas, "en"), _TERMS) if part),
        cover=cover,
        licensed=atlas.own is None or not atlas.own.alone,
    )


def _archive(
    own: dict[str, Table], *, name: str, title: str, description: str, cover: Cover, licensed: bool
) -> bytes:
    """The zip; ``licensed`` says that its tables are the project's, not only a reader's own."""
    resources = [_resource(table, own) for table in own.values()]
    descriptor: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "description": description,
        "created": f"{cover.day.isoformat()}T00:00:00Z",
        "keywords": ["China", "policy", "targets", "provinces", "政策", "目标"],
        **({"licenses": [_LICENCE]} if licensed else {}),
        "contributors": _CONTRIBUTORS,
        "sources": _sources(own["documents"].rows if "documents" in own else ()),
        "resources": resources,
    }
    if cover.address.startswith(("http://", "https://")):
        descriptor["homepage"] = cover.address
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(descriptor, ensure_ascii=False, indent=1)
        _add(archive, "datapackage.json", text)
        _add(archive, "LICENSE.txt", _LICENCE_FILE.read_text("utf-8"))
        for table in own.values():
            _add(archive, f"data/{table.name}.csv", _csv(table))
    return content.getvalue()


def _resource(table: Table, own: dict[str, Table]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"data/{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table_schema(table.columns, table.key, own),
    }


def _sources(documents: Sequence[Any]) -> list[dict[str, str]]:
    """The documents as the descriptor names sources: title with publisher, and page."""
    found = []
    for item in documents:
        source = {"title": f"{item['publisher']}《{item['title']}》"}
        if item["url"]:
            source["path"] = item["url"]
        found.append(source)
    return found


def _csv(table: Table) -> str:
    content = io.StringIO()
    writer = csv.writer(content, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([_cell(row.get(column.name)) for column in table.columns])
    return content.getvalue()


def _cell(value: Any) -> Any:
    """A value as Table Schema writes it: true and false in small letters."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return quoted(value)


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, text.encode())
