"""``data/targets.schema.json``, generated from the models so that editors complete and check."""

from __future__ import annotations

import json
from pathlib import Path

from loaders.models import Collection
from loaders.regions import REFERENCE
from loaders.writing import write_atomically

SCHEMA = REFERENCE / "targets.schema.json"


def schema_text() -> str:
    """The JSON Schema of ``data/targets.yaml`` as text, with a final newline."""
    schema = Collection.model_json_schema(mode="validation")
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Policy Target Atlas 政策目标图谱",
        **{key: value for key, value in schema.items() if key != "title"},
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schema(path: Path = SCHEMA) -> None:
    """Write the schema to ``path``."""
    write_atomically(path, schema_text())
