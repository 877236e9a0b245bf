"""Write the JSON Schema of exercise files from the types that read them: `python -m tools.exercise_schema` (make docs)."""

import json
from pathlib import Path
from typing import Any

from hipdrive.data.declared import schema_of
from hipdrive.exercise.declared.catalogue import set_up_keys
from hipdrive.exercise.declared.exercise_file import LABEL, NEEDED, NOT_IN_VARIANTS, ExerciseFile

SCHEMA_FILE = Path(__file__).parent.parent / "src" / "hipdrive" / "data" / "exercises" / "exercise.schema.json"
VARIANT, ANY_VALUE = "VariantFile", "JsonValue"


def exercise_schema() -> dict[str, Any]:
    """The schema: every key that an exercise may have, what a kind needs besides, and what a variant may change."""
    schema = schema_of(ExerciseFile)
    names = {name: node for name, node in schema.pop("$defs").items() if name != ANY_VALUE}
    names[VARIANT] = _variant_of(schema, names)
    schema["properties"]["variants"]["additionalProperties"] = {"$ref": f"#/$defs/{VARIANT}"}
    schema["properties"]["set_up"]["propertyNames"] = {"enum": list(set_up_keys())}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "An exercise of Hipdrive",
        "allOf": [{"if": {"properties": {"kind": {"const": kind}}}, "then": {"required": list(keys)}} for kind, keys in NEEDED.items()],
        "$defs": names,
    }


def _variant_of(exercise: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    """A variant: the keys of an exercise and of its tables, each of which may be left out, and a label."""
    properties = {LABEL: {"type": "string", "description": "What the variant is, in words."}}
    for key, node in exercise["properties"].items():
        if key in NOT_IN_VARIANTS:
            continue
        table = node.get("$ref", "").rpartition("/")[2]
        properties[key] = {kept: value for kept, value in (names[table] if table else node).items() if not table or kept != "required"}
    return {"type": "object", "properties": properties, "required": [LABEL], "additionalProperties": False}


def schema_text() -> str:
    """The file."""
    return json.dumps(exercise_schema(), indent=1) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
