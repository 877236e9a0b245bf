"""Who reads: the language and units in which doors show texts, numbers and days, and the ground that pages stand on."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from numbers import Real
from types import MappingProxyType
from typing import Literal

from .catalogue import ENGLISH, Catalogue, catalogue, catalogue_codes
from .fill import CAPITAL, ISO_DAY, LiteralText, capitalised, day_in_words, fill, plain_field
from .in_units import in_units
from .quantities import METRIC, RUNNING_FORMATS, Units, running_speed
from .text import Text

Ground = Literal["system", "light", "dark"]
"""What pages stand on: light, dark, or whichever the reader's device prefers."""
DAYS: Mapping[str, str] = MappingProxyType({"de": "dd.MM.y"})
"""Language -> how a day is written in a sentence at the terminal, as CLDR writes it; where none is named, YYYY-MM-DD."""
PAGE_DAYS: Mapping[str, str] = MappingProxyType({"en": "d MMM y", "de": "d. MMM y"})
"""Language -> how a day is written on a page."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A language with its ways of writing, units, and how pages look."""

    code: str
    """Two letters, such as 'de'."""
    catalogue: Catalogue
    decimal: str
    """Sign between a number's whole part and its fraction."""
    day: str
    """How a day is written, as CLDR writes it."""
    units: Units = METRIC
    ground: Ground = "system"

    def show(self, value: object, spec: str = "", *, literal: LiteralText = str) -> str:
        """A text, number or day in this language; anything else as it is.

        Args:
            value: What is shown.
            spec: Format of a number, such as '.1f'; 'cap' for a capital at the beginning; a CLDR pattern for a day, such as 'EEEE'.
            literal: Shows what stands between the values of a pattern, such as `escape`.
        """
        if spec == CAPITAL:
            return capitalised(self.show(value, literal=literal))
        if isinstance(value, Text):
            return self._text(value, literal)
        if type(value) is str:  # most values; whether it is a number takes longer to find out than to write it
            return literal(format(value, spec))
        if isinstance(value, date):
            return day_in_words(value, spec or self.day, self.code)
        if type(value) is not bool and isinstance(value, Real):
            running = spec in RUNNING_FORMATS
            return self._number(running_speed(float(value), spec, self.units) if running else plain_field(value, spec))
        return value.__html__() if hasattr(value, "__html__") else literal(format(value, spec))

    def _number(self, english: str) -> str:
        """A number with this language's signs."""
        if self.code == ENGLISH:
            return english
        return english.translate({ord("."): self.decimal, ord(","): "."}).replace(" %", "\N{NO-BREAK SPACE}%")

    def _text(self, text: Text, literal: LiteralText) -> str:
        last = text.shown
        if last is None or last[0] is not self or last[1] is not literal:
            last = text.shown = self, literal, self._filled(text, literal)
        return last[2]

    def _filled(self, text: Text, literal: LiteralText) -> str:
        pattern = self.catalogue.pattern_of(text) if text.catalogued else None
        if pattern is None:
            pattern = text.plural if text.plural and text.values["n"] != 1 else text.pattern
        pattern, values = in_units(pattern, text.values, self.units)
        if not values:
            return literal(pattern)
        return fill(pattern, values, lambda value, spec: self.show(value, spec, literal=literal), literal)


def languages() -> tuple[str, ...]:
    """Codes of the languages that texts can be shown in, English among them."""
    return catalogue_codes()


@cache
def reader_of(code: str, *, on_page: bool = False, units: Units = METRIC, ground: Ground = "system") -> Reader:
    """The reader of a language that is there, at the terminal or of a page: one for all who read alike."""
    days = PAGE_DAYS if on_page else DAYS
    day = days.get(code, ISO_DAY)
    return Reader(code=code, catalogue=catalogue(code), decimal=_decimal_sign(code), day=day, units=units, ground=ground)


_READER: ContextVar[Reader | None] = ContextVar("reader", default=None)


def reader() -> Reader:
    """Who reads now; English at a terminal where no door said otherwise."""
    return _READER.get() or reader_of(ENGLISH)


@contextmanager
def reading_in(code: str, *, on_page: bool = False, units: Units | None = None, ground: Ground | None = None) -> Iterator[None]:
    """Show what is shown inside in a language that is there; units and ground stay those of the reader where none are given."""
    now = reader()
    token = _READER.set(reader_of(code, on_page=on_page, units=units or now.units, ground=ground or now.ground))
    try:
        yield
    finally:
        _READER.reset(token)


def to_reader(value: object, spec: str = "") -> str:
    """A text, number or day as whoever reads now sees it; anything else as it is."""
    return reader().show(value, spec)


def _decimal_sign(code: str) -> str:
    if code == ENGLISH:
        return "."
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(code)
