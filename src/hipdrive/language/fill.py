"""Fill a pattern with values, each shown by whoever asks."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from string import Formatter
from typing import Any

from .quantities import RUNNING_FORMATS, running_speed

ISO_DAY = "y-MM-dd"
"""A day as documents and commands write it."""
CAPITAL = "cap"
"""Format of a value that begins a sentence: {words:cap}."""
Field = Callable[[object, str], str]
"""Shows a value with a format such as '.1f'."""
_Part = tuple[str, str | None, str | None, str | None]
LiteralText = Callable[[str], str]
"""Shows what stands between values."""


def fill(pattern: str, values: Mapping[str, object], field: Field, literal: LiteralText = str) -> str:
    """The pattern with its values; {{ and }} are braces."""
    parts, plain = _parsed(pattern)
    if not plain:
        return _Filled(field, literal).vformat(pattern, (), values)
    filled: list[str] = []
    for text, name, spec, _ in parts:
        filled.append(literal(text))
        if name is not None:
            filled.append(field(values[name], spec or ""))
    return "".join(filled)


def plain_field(value: object, spec: str) -> str:
    """A value in English; days as YYYY-MM-DD where nothing else is asked."""
    if spec == CAPITAL:
        return capitalised(str(value))
    if isinstance(value, date):
        return day_in_words(value, spec, "en")
    if spec in RUNNING_FORMATS:
        return running_speed(float(value), spec)  # type: ignore[arg-type]
    return format(value, spec).replace("%", " %") if spec.endswith("%") else format(value, spec)


@lru_cache(maxsize=4096)
def day_in_words(on: date, spec: str, code: str) -> str:
    """A day as a CLDR pattern says, such as 'EEEE d MMMM'; YYYY-MM-DD without one."""
    if spec in {"", ISO_DAY}:
        return on.isoformat()
    from babel.dates import format_date

    return format_date(on, spec, code)


def capitalised(words: str) -> str:
    """With a capital at the beginning; the rest as it is."""
    return f"{words[:1].upper()}{words[1:]}"


@lru_cache(maxsize=4096)
def _parsed(pattern: str) -> tuple[tuple[_Part, ...], bool]:
    """The parts of a pattern, and whether each value in it has a plain name and format; a page fills few patterns thousands of times."""
    parts = tuple(Formatter().parse(pattern))
    plain = (name.isidentifier() and not conversion and "{" not in (spec or "") for _, name, spec, conversion in parts if name is not None)
    return parts, all(plain)


class _Filled(Formatter):
    """Fills what few patterns have: a format that is itself made of a value."""

    def __init__(self, field: Field, literal: LiteralText) -> None:
        self._field, self._literal = field, literal

    def parse(self, format_string: str) -> Iterable[_Part]:
        for literal_text, name, spec, conversion in _parsed(format_string)[0]:
            yield self._literal(literal_text), name, spec, conversion

    def format_field(self, value: Any, format_spec: str) -> Any:  # noqa: ANN401 - as Formatter's
        return self._field(value, format_spec)
