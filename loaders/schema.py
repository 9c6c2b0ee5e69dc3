"""The JSON Schemas in ``data/``, generated from the models so that editors complete and check."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from loaders.models import Collection
from loaders.regions import REFERENCE
from loaders.stories import Story
from loaders.writing import write_atomically

SCHEMA = REFERENCE / "targets.schema.json"
STORY_SCHEMA = REFERENCE / "story.schema.json"


def schema_text(
    model: type[BaseModel] = Collection, title: str = "Policy Target Atlas 政策目标图谱"
) -> str:
    """The JSON Schema of a file with the fields of ``model`` as text, with a final newline."""
    schema = model.model_json_schema(mode="validation")
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **{key: value for key, value in schema.items() if key != "title"},
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def story_schema_text() -> str:
    """The JSON Schema of ``data/stories/*.yaml``."""
    return schema_text(Story, "A story of the Policy Target Atlas 政策目标图谱的讲稿")


def write_schema(path: Path = SCHEMA, story: Path = STORY_SCHEMA) -> None:
    """Write both schemas: the collection's to ``path``, that of stories to ``story``."""
    write_atomically(path, schema_text())
    write_atomically(story, story_schema_text())
