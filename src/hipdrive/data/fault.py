"""What is wrong in a declared file: which key, what stands there and what is allowed, in the words of whoever wrote the file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal

from pydantic_core import ErrorDetails

from ..errors import NOTHING, listed
from ..language import Text, en, joined, or_list

Path = tuple[str | int, ...]
"""Keys and places in lists, from the file down to a value."""
Schema = Mapping[str, Any]
UNKNOWN = "unexpected_keyword_argument"
OF_KEY = "[key]"
"""How a path ends where a key, not its value, is not allowed."""
MOST_SHOWN, MOST_LISTED = 60, 60
"""Letters of a value, and names, that fit a sentence."""
PLURAL = {
    "text": en("texts"),
    "a number": en("numbers"),
    "a whole number": en("whole numbers"),
    "true or false": en("true or false"),
    "a table with {names}": en("tables with {names}"),
    "a table of {least} or more": en("tables of {least} or more"),
    "a table": en("tables"),
}
"""Pattern of one value -> of several."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong."""

    kind: Literal["missing", "unknown", "value"]
    """A key is missing, a key is not known, or a value is not allowed."""
    path: Path
    """Down to the key or the value."""
    value: object
    """What stands there; None for a missing key."""
    allowed: Text
    """Known keys for a key, else what the value may be."""
    guess: Text
    """The nearest known name as ' (did you mean ...?)', or nothing."""

    @property
    def key(self) -> str:
        """The last key of the path."""
        return next((part for part in reversed(self.path) if isinstance(part, str)), "")


def dotted(path: Path) -> str:
    """A path as one word, such as 'dose.rest_s' or 'faults[0].says'."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def shown(value: object) -> str:
    """A value as TOML writes it, cut where it is long."""
    text = str(value).lower() if isinstance(value, bool) else f"'{value}'" if isinstance(value, str) else str(value)
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 3]}..."


def nearest(name: object, known: Iterable[str]) -> Text:
    """A guess in brackets at what was meant, or nothing."""
    near = get_close_matches(name, list(known), n=1) if isinstance(name, str) else []
    return en(" (did you mean '{name}'?)", name=near[0]) if near else NOTHING


def most_telling(errors: Sequence[ErrorDetails], *, plain: object, schema: Schema) -> Fault:
    """The fault to speak of: a key that is not known before all others, since it also explains one that is missing.

    Args:
        errors: What pydantic found in {file: plain}.
        plain: What was read.
        schema: JSON Schema of {file: plain}.
    """
    error = next((error for error in errors if error["type"] == UNKNOWN), errors[0])
    path, of_key = _path_of(error, plain), error["loc"][-1] == OF_KEY
    if (error["type"] in {UNKNOWN, "missing"} and isinstance(path[-1], str)) or of_key:
        names = _names(_nodes_at(path[:-1], schema)) or [en("another key")]
        kind: Literal["missing", "unknown"] = "missing" if error["type"] == "missing" else "unknown"
        guess = nearest(path[-1], names) if kind == "unknown" else NOTHING
        return Fault(kind=kind, path=path, value=None, allowed=listed(names, at_most=MOST_LISTED), guess=guess)
    if error["type"] == "missing":  # a list that is too short
        path = path[:-1]
    path = _down_to_described(path, schema)
    nodes, value = list(_nodes_at(path, schema)), _value_at(path, plain)
    return Fault(
        kind="value",
        path=path,
        value=value,
        allowed=_either(_in_words(node, schema) for node in nodes) or Text(error["msg"].removeprefix("Input should be ")),
        guess=nearest(value, [str(word) for node in nodes for word in node.get("enum", ())]),
    )


def _path_of(error: ErrorDetails, plain: object) -> Path:
    """Where an error is, without the file's name and the names that pydantic gives to the types of a union."""
    path: list[str | int] = []
    here, parts = plain, error["loc"][1:]
    for place, part in enumerate(parts):
        if (isinstance(here, dict) and part in here) or (isinstance(here, list) and isinstance(part, int) and part < len(here)):
            path.append(part)
            here = here[part]  # type: ignore[index]
        elif error["type"] == "missing" and place == len(parts) - 1:
            path.append(part)
    return tuple(path)


def _value_at(path: Path, plain: object) -> object:
    for part in path:
        plain = plain[part]  # type: ignore[index]
    return plain


def _nodes_at(path: Path, schema: Schema) -> list[Schema]:
    """Schemas that the value at a path may keep; several where a value may be of several types."""
    nodes = list(_resolved(schema["additionalProperties"], schema))
    for part in path:
        nodes = [node for parent in nodes for child in _children(parent, part) for node in _resolved(child, schema)]
    return nodes


def _down_to_described(path: Path, schema: Schema) -> Path:
    """A list that is described is spoken of as a whole, not of one of its entries."""
    for end, part in enumerate(path):
        if isinstance(part, int) and any("description" in node and node.get("type") == "array" for node in _nodes_at(path[:end], schema)):
            return path[:end]
    return path


def _resolved(node: Schema, schema: Schema) -> Iterator[Schema]:
    """A schema without references and choices; a description stays with what it describes."""
    described = {"description": node["description"]} if "description" in node else {}
    if "$ref" in node:
        yield from _resolved({**schema["$defs"][node["$ref"].rpartition("/")[2]], **described}, schema)
    elif "anyOf" in node and not described:
        for choice in node["anyOf"]:
            yield from _resolved(choice, schema)
    else:
        yield node


def _children(node: Schema, part: str | int) -> Iterator[Schema]:
    if isinstance(part, int):
        fixed = node.get("prefixItems", ())
        child = fixed[part] if part < len(fixed) else node.get("items")
    else:
        child = node.get("properties", {}).get(part) or node.get("additionalProperties")
    if isinstance(child, Mapping):
        yield child


def _names(nodes: Iterable[Schema]) -> list[str]:
    """Keys that a table may have."""
    return [name for node in nodes for name in (*node.get("properties", ()), *node.get("propertyNames", {}).get("enum", ()))]


def _either(choices: Iterable[Text]) -> Text:
    return or_list(list(dict.fromkeys(choices)))


def _in_words(node: Schema, schema: Schema) -> Text:
    """What a value may be."""
    if "description" in node and "properties" not in node:  # a table's description says what it is, not what may stand in it
        description = node["description"]
        return description if isinstance(description, Text) else Text(description)
    if "enum" in node or "const" in node:
        return listed(node.get("enum", (node.get("const"),)), at_most=MOST_LISTED)
    kind = node.get("type")
    if kind in {"number", "integer"}:
        return joined((en("a whole number") if kind == "integer" else en("a number"), _bounds(node)))
    if kind == "array":
        return _list_in_words(node, schema)
    if kind == "object":
        names = _names([node])
        least = node.get("minProperties")
        if names:
            return en("a table with {names}", names=listed(names, at_most=MOST_LISTED))
        return en("a table of {least} or more", least=least) if least else en("a table")
    return {"string": en("text"), "boolean": en("true or false")}.get(str(kind), en("another value"))


def _bounds(node: Schema) -> Text:
    low, high = node.get("minimum"), node.get("maximum")
    if low is not None and high is not None:
        return en("from {low:g} to {high:g}", low=low, high=high)
    if "exclusiveMinimum" in node:
        return en("above {low:g}", low=node["exclusiveMinimum"])
    if low is not None:
        return en("of at least {low:g}", low=low)
    return en("of at most {high:g}", high=high) if high is not None else NOTHING


def _list_in_words(node: Schema, schema: Schema) -> Text:
    children = node.get("prefixItems") or [node.get("items", {})]
    each = _either(_in_words(kind, schema) for kind in _resolved(children[0], schema))
    least, most = node.get("minItems"), node.get("maxItems")
    several = PLURAL[each.pattern].filled(**each.values) if each.pattern in PLURAL else each
    if least is not None and least == most:
        return en("a list of {count} {things}", count=least, things=several)
    if least and most is None:
        return en("a list of {things}, {least} or more", things=several, least=least)
    if least:
        return en("a list of {things}, {least} to {most}", things=several, least=least, most=most)
    return en("a list of {things}", things=several)
