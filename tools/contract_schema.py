"""The JSON Schema (draft 2020-12) of each document of the contract, from its model; tools.contract_page writes them."""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from hipdrive.contract.documents import DOCUMENTS, DocumentKind
from tools.contract_words import words_of

SCHEMAS = Path(__file__).parent.parent / "src" / "hipdrive" / "data" / "schemas"
ANY_FIELD = core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField


class WrittenSchema(GenerateJsonSchema):
    """What a document looks like as it is written: every key is there, but those that only some documents have."""

    def field_is_required(self, field: ANY_FIELD, total: bool) -> bool:  # noqa: ARG002, FBT001  as in pydantic
        """Whether the key is always there."""
        return field.get("serialization_exclude_if") is None

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002  as in pydantic
        """No titles that only repeat the key."""
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        """No defaults: what is written says all."""
        return self.generate_inner(schema["schema"])

    def model_schema(self, schema: core_schema.ModelSchema) -> dict[str, Any]:
        """A model with the words of its fields."""
        plain = super().model_schema(schema)
        words, fields = words_of(schema["cls"]), schema["cls"].model_fields
        for name, text in words.items():
            plain["properties"][fields[name].alias or name]["description"] = text
        return plain


def file_name(schema: str) -> str:
    """Name of the file for a schema such as hipdrive.run/1."""
    return f"{schema.removeprefix('hipdrive.').rpartition('/')[0]}.schema.json"


def contract_schema(schema: str, kind: DocumentKind) -> dict[str, Any]:
    """The JSON Schema of one kind of document; keys of its longer forms may be absent."""
    every, longest = (
        model.model_json_schema(schema_generator=WrittenSchema, mode="validation") for model in (kind.models[0], kind.models[-1])
    )
    return {
        "$schema": WrittenSchema.schema_dialect,
        **longest,
        "title": schema,
        "description": every["description"],
        "required": every["required"],
    }


def schema_texts() -> dict[str, str]:
    """The files by their names."""
    return {file_name(schema): json.dumps(contract_schema(schema, kind), indent=1) + "\n" for schema, kind in DOCUMENTS.items()}


def write_schemas() -> None:
    """Write all files, and remove those of documents that are no more."""
    texts = schema_texts()
    SCHEMAS.mkdir(exist_ok=True)
    for path in SCHEMAS.glob("*.json"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (SCHEMAS / name).write_text(text, encoding="utf-8")
