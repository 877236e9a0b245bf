"""Read declared files into values: pydantic checks the types, and an error names file, key and what is allowed."""

import csv
import json
import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, AliasPath, Field, TypeAdapter, ValidationError, WithJsonSchema
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ..errors import DeclarationError, HipDriveError
from ..language import en
from . import DATA
from .fault import Fault, dotted, most_telling, shown

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
ReadOnly = Annotated[Mapping[K, V], AfterValidator(MappingProxyType)]
"""A table that nobody can write to once it is read."""
Number = Annotated[int | float, WithJsonSchema({"type": "number"})]
"""A number that stays as it was written, so that 90 is not shown as 90.0."""
Refusal = Callable[[str, Fault], HipDriveError]
"""Makes the error of a file's name and what is wrong in it."""


@dataclass(frozen=True)
class OneOf:
    """Names that a text must be one of, where they are put together and not written as a Literal: Annotated[str, OneOf(BODIES)]."""

    names: tuple[str, ...]

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> core_schema.LiteralSchema:
        """Checked as a Literal is."""
        return core_schema.literal_schema(list(self.names))


def declaration_error(file: str, fault: Fault) -> HipDriveError:
    """The error for a declaration; its key is a path such as 'dose.rest_s' or 'faults[0].says'."""
    table = dotted(fault.path[:-1]) or en("the file")
    if fault.kind == "missing":
        return DeclarationError(file, en("{table} lacks '{key}'", table=table, key=fault.key), fault.allowed)
    if fault.kind == "unknown":
        return DeclarationError(file, en("{table} has '{key}'{guess}", table=table, key=fault.key, guess=fault.guess), fault.allowed)
    found = en("{key} is {value}{guess}", key=dotted(fault.path), value=shown(fault.value), guess=fault.guess)
    return DeclarationError(file, found, fault.allowed)


def declared(shape: type[T], plain: object, *, file: str, refusal: Refusal = declaration_error) -> T:
    """Make the values that a file declares.

    Types are taken at their word: a number in quotes is no number, and a list of one is no value. Keys that are not known are refused.

    Args:
        shape: A dataclass, or such as dict[str, Goal].
        plain: What was read, such as from tomllib.
        file: Its name, for messages.
        refusal: Makes the error.

    Raises:
        HipDriveError: What refusal makes of the fault that tells most.
    """
    values: T = _validated(shape, plain, strict=True, file=file, refusal=refusal)
    return values


def shipped_toml(*place: str) -> dict[str, Any]:
    """A shipped TOML file as it stands: 'training', 'goals.toml'."""
    return tomllib.loads(DATA.joinpath(*place).read_text(encoding="utf-8"))


def shipped(shape: type[T], *place: str) -> T:
    """The values of a shipped TOML file: MatchRules, 'training', 'match.toml'.

    Raises:
        DeclarationError: If the file does not say what it must.
    """
    return declared(shape, shipped_toml(*place), file=place[-1])


def shipped_rows(shape: type[T], *place: str) -> T:
    """The rows of a shipped CSV file: tuple[SegmentRow, ...], 'segments', 'de_leva.csv'.

    Lines that begin with # are remarks; an empty cell is a key that is left out.

    Raises:
        DeclarationError: If a row does not say what it must.
    """
    lines = (line for line in DATA.joinpath(*place).read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    rows = [{column: cell for column, cell in row.items() if cell} for row in csv.DictReader(lines)]
    values: T = _validated(shape, rows, strict=False, file=place[-1], refusal=declaration_error)
    return values


def at(*keys: str) -> Any:  # noqa: ANN401 - as pydantic's Field
    """Where in its file a field stands, if not at the top under its own name: table and key."""
    return Field(validation_alias=AliasPath(keys[0], *keys[1:]))


def named(table: Mapping[str, Any], key: str = "id") -> dict[str, Any]:
    """The tables of a file, each with its own name under a key."""
    return {name: {**row, key: name} if isinstance(row, dict) else row for name, row in table.items()}


def read_only(table: Mapping[K, V]) -> Mapping[K, V]:
    """A table that nobody can write to."""
    return MappingProxyType(dict(table))


def schema_of(shape: Any) -> dict[str, Any]:  # noqa: ANN401 - a type
    """JSON Schema (draft 2020-12) of a dataclass: its keys described by the docstrings below them."""
    whole = _adapter(shape, strict=True, described=True).json_schema(schema_generator=_TomlSchema)
    return {**whole["$defs"].pop(shape.__name__), "$defs": whole["$defs"]}


def _validated(shape: Any, plain: object, *, strict: bool, file: str, refusal: Refusal) -> Any:  # noqa: ANN401 - a type and its value
    # As JSON, because there a list stands for a tuple and a table for a dataclass, however strict one is about types. A date of TOML
    # becomes what no key may be, lest it pass for text.
    text = json.dumps({file: plain}, default=lambda _: math.nan)
    try:
        return _adapter(shape, strict=strict).validate_json(text)[file]
    except ValidationError as error:
        schema = _adapter(shape, strict=strict).json_schema(schema_generator=_TomlSchema)
        raise refusal(file, most_telling(error.errors(include_url=False), plain=plain, schema=schema)) from None


@cache
def _adapter(shape: Any, *, strict: bool, described: bool = False) -> TypeAdapter[dict[str, Any]]:  # noqa: ANN401 - a type
    """What checks files of a shape, built when the first of them is read; dataclasses take its settings over from the table around them."""
    return TypeAdapter(
        dict[str, shape],
        config={"extra": "forbid", "strict": strict, "allow_inf_nan": False, "use_attribute_docstrings": described},
    )


class _TomlSchema(GenerateJsonSchema):
    """A schema without null, which TOML does not know: a key that may be None may be left out."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - pydantic's
        """No titles: they repeat the keys."""
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """The schema of the value that is not null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """The schema of the value; its default is told only where it says something."""
        inner = self.generate_inner(schema["schema"])
        default = schema.get("default")
        return inner if default in (None, "", ()) or "$ref" in inner else {**inner, "default": self.encode_default(default)}
