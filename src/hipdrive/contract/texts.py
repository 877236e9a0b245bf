"""What the sentences of a document were made of, so that one that is read back can be shown in another language."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from numbers import Integral
from string import Formatter

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from ..data.declared import Number
from ..language import Text
from .wire_model import Wire, is_none

DEEPEST = 12
"""Texts inside texts: more than any sentence has."""
_SIGNS = (("+-", "±"),)
"""Signs of sentences as earlier releases wrote them, and as the catalogues know them now: what is kept with a plan says the old ones."""
_FORMAT = re.compile(r"(,?(\.\d{1,2})?[a-z%]?|0\dd|cap|pace|run|ways|[EMdy., ]{1,20})")
"""How values are written; a document from elsewhere may ask for nothing else."""


class TextValueDocument(Wire):
    """One value of a sentence; exactly one of the keys."""

    number: Number | None = Field(None, exclude_if=is_none)
    name: str | None = Field(None, exclude_if=is_none)
    """As it is in every language."""
    day: date | None = Field(None, exclude_if=is_none)
    text: str | None = Field(None, exclude_if=is_none)
    """A further English text; one with values of its own is a key of `texts` too."""


class TextDocument(Wire):
    """A sentence: its pattern with {name} where a value stands."""

    pattern: str
    plural: str = Field("", exclude_if=lambda plural: not plural)
    """The pattern for a number n other than 1."""
    catalogued: bool = Field(True, exclude_if=bool)
    """Whether the pattern holds words, which a catalogue translates."""
    values: dict[str, TextValueDocument]


_DOCUMENTS = TypeAdapter(dict[str, TextDocument])


def texts_of(document: BaseModel) -> dict[str, TextDocument]:
    """What each sentence of a document was made of, by its English; what has no values is known by its English alone."""
    texts: dict[str, TextDocument] = {}
    waiting = list(_texts_in(document))
    while waiting:
        text = waiting.pop()
        if text.values and str(text) not in texts:
            waiting += [value for value in text.values.values() if isinstance(value, Text)]
            values = {name: _value_document(value) for name, value in text.values.items()}
            texts[str(text)] = TextDocument(pattern=text.pattern, plural=text.plural, catalogued=text.catalogued, values=values)
    return dict(sorted(texts.items()))


def texts_read(plain: object) -> Mapping[str, Text]:
    """The texts of a document that was read back, by their English; what is not as it was written is left out.

    A sentence with signs of an earlier release comes back with those of now, so that its catalogue knows it.
    """
    known = plain.get("texts") if isinstance(plain, dict) else None
    try:
        documents = _DOCUMENTS.validate_python(known) if isinstance(known, dict) else {}
    except ValidationError:
        return {}
    made: dict[tuple[str, int], Text] = {}
    read = {english: _text(english, documents, DEEPEST, made) for english in documents}
    return {english: text for english, text in read.items() if _as_now(text) == _as_now(english)}


def _texts_in(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts_in(getattr(value, name))
    elif isinstance(value, Mapping):
        yield from _texts_in(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _texts_in(inner)


def _value_document(value: object) -> TextValueDocument:
    if isinstance(value, Text):
        return TextValueDocument(text=str(value))
    if isinstance(value, date):
        return TextValueDocument(day=value)
    if isinstance(value, Integral):
        return TextValueDocument(number=int(value))
    try:
        return TextValueDocument(number=float(value))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return TextValueDocument(name=str(value))


def _text(english: str, documents: Mapping[str, TextDocument], deep: int, made: dict[tuple[str, int], Text]) -> Text:
    """A text by its English, made once for each depth; as it stands where its pattern asks for more than a sentence may."""
    if (english, deep) not in made:
        made[english, deep] = _made(english, documents, deep, made)
    return made[english, deep]


def _made(english: str, documents: Mapping[str, TextDocument], deep: int, made: dict[tuple[str, int], Text]) -> Text:
    document = documents.get(english)
    if document is None or not deep or not (_is_plain(document.pattern) and _is_plain(document.plural)):
        return Text(english)
    values: dict[str, object] = {}
    for name, value in document.values.items():
        values[name] = _text(value.text, documents, deep - 1, made) if value.text is not None else value.number
        if value.text is None and value.number is None:
            values[name] = value.name if value.day is None else value.day
    try:
        return Text(_as_now(document.pattern), values, plural=_as_now(document.plural), catalogued=document.catalogued)
    except (KeyError, ValueError, TypeError, IndexError):
        return Text(english)


def _as_now(words: str) -> str:
    for before, now in _SIGNS:
        words = words.replace(before, now)
    return words


@lru_cache(maxsize=4096)
def _is_plain(pattern: str) -> bool:
    try:
        fields = [(name, spec or "", conversion) for _, name, spec, conversion in Formatter().parse(pattern) if name is not None]
    except ValueError:
        return False
    return all(name.isidentifier() and _FORMAT.fullmatch(spec) and conversion is None for name, spec, conversion in fields)
