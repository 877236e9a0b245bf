"""A text for people: its English words, which remember the pattern and the values they were made of."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

from .fill import fill, plain_field


class Text(str):
    """English words that can be shown in another language.

    It is its English sentence, so that documents and comparisons see no more than that; a door shows it with `to_reader`. Put texts
    together with `en`, `layout` and `joined`: an f-string or a + keeps the English words alone.
    """

    __slots__ = ("catalogued", "pattern", "plural", "shown", "values")

    pattern: str
    """What the catalogue knows it by; {name} and {name:.1f} stand for values."""
    plural: str
    """The pattern for a number n other than 1; empty where there is no such number."""
    values: Mapping[str, object]
    """Numbers, days, names (as they are) and further texts."""
    catalogued: bool
    """Whether the pattern holds words, which the catalogue translates."""
    shown: tuple[object, object, str] | None
    """Who was shown it last, how, and what: names and sets of exercises stand on a page time and again."""

    def __new__(cls, pattern: str, values: Mapping[str, object] | None = None, *, plural: str = "", catalogued: bool = True) -> Self:
        """Args: as the attributes; without values the pattern is the text, braces and all."""
        chosen = plural if plural and values and values["n"] != 1 else pattern
        text = super().__new__(cls, fill(chosen, values, plain_field) if values else chosen)
        text.pattern, text.plural, text.values, text.catalogued = pattern, plural, dict(values or {}), catalogued
        text.shown = None
        return text

    def filled(self, **values: object) -> "Text":
        """The text of a table, such as en("log it: hipdrive log {name}"), with its values."""
        return Text(self.pattern, values, plural=self.plural, catalogued=self.catalogued)

    def having(self, **values: object) -> "Text":
        """The same text with other values wherever it, or a text in it, has one of the name."""
        known = {
            name: values.get(name, value.having(**values) if isinstance(value, Text) else value) for name, value in self.values.items()
        }
        return Text(self.pattern, known, plural=self.plural, catalogued=self.catalogued)

    def __reduce__(self) -> tuple[Any, ...]:
        """As `pickle` and `copy` need it."""
        return _made_again, (self.pattern, self.values, self.plural, self.catalogued)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> Any:  # noqa: ANN401 - pydantic's
        """A string in files and documents; a text stays the text it is."""
        from pydantic_core import core_schema

        read = core_schema.with_info_after_validator_function(_read, core_schema.str_schema())
        return core_schema.json_or_python_schema(
            json_schema=read,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), read]),
            serialization=core_schema.plain_serializer_function_ser_schema(str.__str__, return_schema=core_schema.str_schema()),
        )


def en(pattern: str, **values: object) -> Text:
    """English words of the catalogue: `en("The {kind} is slack for {share:.0f} % of the rep.", kind=kind, share=share)`.

    A value that is itself words must be a Text, or it stays English; a day is given as a date; a name stays as it is.
    """
    return Text(pattern, values)


def en_count(pattern: str, plural: str, *, n: float, **values: object) -> Text:
    """A text of the catalogue that depends on a number: `en_count("{n} session", "{n} sessions", n=count)`."""
    return Text(pattern, {"n": n, **values}, plural=plural)


def layout(pattern: str, **values: object) -> Text:
    """Values side by side with signs and units but no words, such as `layout("{name}: {mass:g} kg", ...)`: not in the catalogue."""
    return Text(pattern, values, catalogued=False)


def verbatim(name: object) -> Text:
    """What is shown as it is in every language: a name, an id, what somebody typed."""
    return Text("{as_it_is}", {"as_it_is": str(name)}, catalogued=False)


def joined(parts: Iterable[str], between: str = " ") -> Text:
    """Texts one after the other; empty ones are left out."""
    kept = [part for part in parts if part]
    if len(kept) == 1 and isinstance(kept[0], Text):
        return kept[0]
    values = {f"part{place}": part for place, part in enumerate(kept)}
    return Text(between.replace("{", "{{").replace("}", "}}").join(f"{{{name}}}" for name in values), values, catalogued=False)


def and_list(words: Sequence[str]) -> Text:
    """'a', 'a and b', 'a, b and c'."""
    return joined(words) if len(words) < 2 else en("{most} and {last}", most=joined(words[:-1], ", "), last=words[-1])


def or_list(words: Sequence[str]) -> Text:
    """'a', 'a or b', 'a, b or c'."""
    return joined(words) if len(words) < 2 else en("{most} or {last}", most=joined(words[:-1], ", "), last=words[-1])


def _read(words: str, info: Any) -> Text:  # noqa: ANN401 - pydantic's
    """What was read, with its memory where the reading knows it: context={"texts": {words: Text}}."""
    known = (info.context or {}).get("texts", {}).get(words)
    return known if isinstance(known, Text) else Text(words)


def _made_again(pattern: str, values: Mapping[str, object], plural: str, catalogued: bool) -> Text:  # noqa: FBT001 - as pickle hands them
    return Text(pattern, values, plural=plural, catalogued=catalogued)
