"""Write docs/contract.md and the JSON Schemas that ship, from the contract's models: `python -m tools.contract_page` (make docs)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from inspect import getdoc
from itertools import pairwise
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

from hipdrive.contract.documents import DOCUMENTS, DocumentKind
from hipdrive.contract.http_status import HTTP_STATUS
from hipdrive.contract.wire_model import Wire
from hipdrive.language import Text
from tools.contract_schema import file_name, write_schemas
from tools.contract_words import origin_of, words_of

PAGE = Path(__file__).parent.parent / "docs" / "contract.md"
INTRODUCTION = """# The contract

Made by `make docs` from the models in `src/hipdrive/contract`; a test keeps it true.

Every command takes `--json PATH` (`-` for standard output) and writes one of the documents below; the verbs of `hipdrive.coach` give the
same values. Every document names its schema and version under `schema`, such as `hipdrive.run/1`. Keys that stand here stay as long as the
number does; others may be added, so pass over what you do not know. A JSON Schema (draft 2020-12) of each document ships with the program,
in `hipdrive/data/schemas`.

- Text is UTF-8. A number is never NaN or infinite; what is not known is null. A key with "not always" in its row is left out where it says
  nothing.
- A key carries its unit at its end (`_nm_kg`: newton metre per kilogram of body mass); signs, axes, ranges and the zero of hip flexion
  stand in [CONVENTIONS.md](../CONVENTIONS.md). Moments are internal, flexor positive; hip flexion is positive on both sides.
- Days are YYYY-MM-DD. Doses and logged sets stand in the notation of [training.md](training.md), measures in [measures.md](measures.md).
- A file that is read back is refused in a sentence that names the key that is missing or cannot be; one of a later schema is refused as
  such. Keys that are not known are passed over.
"""
UNITS = {
    "_nm_kg": "Nm/kg",
    "_w_kg": "W/kg",
    "_steps_per_min": "steps/min",
    "_rad_s": "rad/s",
    "_m_s": "m/s",
    "_percent": "%",
    "_years": "years",
    "_rad": "rad",
    "_deg": "deg",
    "_hz": "1/s",
    "_kg": "kg",
    "_nm": "Nm",
    "_bw": "body weights",
    "_w": "W",
    "_n": "N",
    "_m": "m",
    "_s": "s",
    "minutes": "min",
    "minutes_per_week": "min a week",
    "bytes": "bytes",
    "share": "0 to 1",
}
PLAIN = {
    str: "text",
    Text: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    date: "day",
    datetime: "instant",
    UUID: "id (UUID)",
    NoneType: "null",
}


def contract_page() -> str:
    """The whole page."""
    parts = [INTRODUCTION, "## Documents\n", _list_of_documents()]
    parts += [_document_section(schema, kind) for schema, kind in DOCUMENTS.items()]
    parts.append("## Parts\n\nWhat stands in several documents, or inside one.\n")
    parts += [_part_section(part) for part in _parts()]
    parts.append(_errors())
    return "\n".join(parts)


def _list_of_documents() -> str:
    heads = ("document", "what it is", "written by", "read by")
    rows = [
        (f"[`{schema}`](#{_anchor(schema)})", _says(kind.model), kind.written_by, kind.read_by or "-") for schema, kind in DOCUMENTS.items()
    ]
    return _table(heads, rows) + "\n"


def _document_section(schema: str, kind: DocumentKind) -> str:
    read = f" Read by {kind.read_by}." if kind.read_by else ""
    lines = [f"### {schema}\n", f"{_says(kind.model)} Written by {kind.written_by}.{read} Schema: `{file_name(schema)}`.\n"]
    lines.append(_fields(kind.model) + "\n")
    for before, (longer, when) in zip(kind.models, kind.longer, strict=False):
        lines += [f"Also, {when}:\n", _fields(longer, besides=before) + "\n"]
    return "\n".join(lines)


def _part_section(part: type[Wire]) -> str:
    return f"### {_name(part)}\n\n{_says(part)}\n\n{_fields(part)}\n"


def _fields(model: type[Wire], *, besides: type[Wire] | None = None) -> str:
    """Table of the keys of a model, those of another left out."""
    words = words_of(model)
    rows = []
    for name, field in model.model_fields.items():
        if besides is not None and name in besides.model_fields and field.annotation == besides.model_fields[name].annotation:
            continue
        key = field.serialization_alias or field.alias or name
        says = words.get(name, "")
        if field.exclude_if is not None:
            says = f"Not always. {says}".strip()
        kind = f"`{field.default}`" if name == "schema_" else _type(field.annotation, optional=field.exclude_if is not None)
        rows.append((f"`{key}`", kind, _unit(key), says))
    extra = model.__annotations__.get("__pydantic_extra__")
    if extra is not None:
        rows.append(("any other", _type(get_args(extra)[1]), "by its name", ""))
    return _table(("key", "type", "unit", "meaning"), rows)


def _type(annotation: Any, *, optional: bool = False) -> str:  # noqa: ANN401  any type there is
    """A type in words."""
    if isinstance(annotation, type) and issubclass(annotation, Wire):
        return _model_type(annotation)
    if annotation in PLAIN:
        return PLAIN[annotation]
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(inner[0], optional=optional)
    if origin is Literal:
        return " or ".join(f'`"{value}"`' for value in inner)
    if origin in {Union, UnionType}:
        words = [_type(option) for option in inner if not (optional and option is NoneType)]
        if "number" in words and "whole number" in words:
            words.remove("whole number")
        return " or ".join(words)
    if origin is tuple and inner[-1] is Ellipsis:
        return f"list of {_type(inner[0])}"
    if origin is tuple:
        return f"[{', '.join(_type(part) for part in inner)}]"
    assert origin is dict, annotation
    keys = "" if inner[0] is str else f" ({_type(inner[0])})"
    return f"object, by key{keys}: {_type(inner[1])}"


def _model_type(model: type[Wire]) -> str:
    """A link to a part; what only says left and right, and the like, is written out."""
    if not _is_generic(model):
        schema = next((schema for schema, kind in DOCUMENTS.items() if model in kind.models), None)
        return f"[{_name(model)}](#{_anchor(_name(model))})" if schema is None else f"[`{schema}`](#{_anchor(schema)})"
    (of,) = model.__pydantic_generic_metadata__["args"]
    return f"{{{', '.join(f'`{name}`' for name in model.model_fields)}}}, each {_type(of)}"


def _parts() -> list[type[Wire]]:
    """Every model that stands in a document, once, by its name."""
    documents = [model for kind in DOCUMENTS.values() for model in kind.models]
    seen: dict[type[Wire], None] = {}
    waiting: list[type[Wire]] = list(documents)
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen[model] = None
        annotations = [field.annotation for field in model.model_fields.values()]
        waiting += [part for annotation in (*annotations, model.__annotations__.get("__pydantic_extra__")) for part in _models(annotation)]
    parts = sorted((model for model in seen if model not in documents and not _is_generic(model)), key=_name)
    assert all(_name(part) != _name(after) for part, after in pairwise(parts)), "two parts share a name"
    return parts


def _models(annotation: Any) -> Iterator[type[Wire]]:  # noqa: ANN401  any type there is
    if isinstance(annotation, type) and issubclass(annotation, Wire):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _is_generic(model: type[Wire]) -> bool:
    return origin_of(model) is not model


def _name(model: type[Wire]) -> str:
    return model.__name__.removesuffix("Document")


def _says(model: type[Wire]) -> str:
    return " ".join((getdoc(model) or "").split())


def _unit(key: str) -> str:
    return next((unit for ending, unit in UNITS.items() if key == ending.removeprefix("_") or key.endswith(ending)), "")


def _anchor(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    return "".join(letter for letter in heading.lower() if letter.isalnum() or letter in "_-")


def _errors() -> str:
    text = (
        "## Errors\n\nA verb raises an error with a sentence and a stable code (`hipdrive.errors.HipDriveError.code`); the command line "
        "prints the sentence and exits with 1. A door that speaks HTTP answers with the status beside the code "
        "(`hipdrive.contract.http_status`).\n\n"
    )
    return text + _table(("code", "status"), [(f"`{code}`", str(status)) for code, status in HTTP_STATUS.items()]) + "\n"


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(contract_page(), encoding="utf-8")
    write_schemas()
