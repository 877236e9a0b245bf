"""Checks a declared exercise against the JSON Schema that ships with the package, and says in words what is wrong."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.exceptions import best_match

from ...data import DATA
from ...errors import DeclarationError, listed

SCHEMA_FILE = "exercise.schema.json"


@cache
def exercise_schema() -> dict[str, Any]:
    """The schema of an exercise file."""
    schema: dict[str, Any] = json.loads((DATA / "exercises" / SCHEMA_FILE).read_text(encoding="utf-8"))
    return schema


def check_declaration(plain: dict[str, Any], *, file: str) -> None:
    """Check one declaration.

    Raises:
        DeclarationError: For the most telling fault; names file, key and what is allowed.
    """
    errors = list(Draft202012Validator(exercise_schema()).iter_errors(plain))
    if errors:
        misspelt = [error for error in errors if error.validator == "additionalProperties"]  # explains a key that is lacking, too
        found, allowed = _in_words(misspelt[0] if misspelt else best_match(errors))
        raise DeclarationError(file, found, allowed)


def _in_words(error: ValidationError) -> tuple[str, str]:
    """What was found and what is allowed."""
    where = ".".join(str(part) for part in error.absolute_path) or "the file"
    schema: dict[str, Any] = dict(error.schema) if isinstance(error.schema, Mapping) else {}
    found: Any = error.instance
    keys = listed(schema.get("properties") or exercise_schema()["properties"], at_most=60)
    if error.validator == "required":
        missing = next(key for key in schema["required"] if key not in found)
        return f"{where} lacks '{missing}'", keys
    if error.validator == "additionalProperties":
        unknown = next(key for key in found if key not in schema["properties"])
        return f"{where} has '{unknown}'", keys
    if error.validator == "enum":
        return f"{where} is '{error.instance}'", listed(schema["enum"], at_most=60)
    described = schema.get("description") or schema.get("type") or "what the schema says"
    return f"{where}: {error.message}", str(described)
