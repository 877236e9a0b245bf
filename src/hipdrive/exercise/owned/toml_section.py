"""A section of a TOML file that a person wrote: its values, each checked, with a sentence on what was found and what is allowed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ...errors import DeclarationError, listed

MOST_ENTRIES = 20
"""Entries that a list may have: sums of more pieces would take long and are of no use."""
LARGEST = 1e9
"""No number a person writes is larger."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section of the file and how its values are read."""

    file: str
    name: str
    plain: Mapping[str, Any]

    def wrong(self, key: str, allowed: str) -> DeclarationError:
        """The sentence for a value that is not allowed."""
        return DeclarationError(self.file, f"[{self.name}] {key} is {shown(self.plain[key])}", allowed)

    def number(self, key: str, usual: float, low: float, high: float, unit: str) -> float:
        """A number of the section, or the usual one where it is left out."""
        if key not in self.plain:
            return usual
        value = finite_number(self.plain[key])
        if value is None or not low <= value <= high:
            raise self.wrong(key, f"a number from {low:g} to {high:g} {unit}".strip())
        return value

    def numbers(self, key: str, usual: tuple[float, ...], low: float, high: float, unit: str) -> tuple[float, ...]:
        """A list of numbers, or the usual ones where it is left out."""
        if key not in self.plain:
            return usual
        listed_values = self.plain[key] if isinstance(self.plain[key], list) else [None]
        values = [finite_number(one) for one in listed_values]
        good = [value for value in values if value is not None and low <= value <= high]
        if len(good) < len(values) or len(values) > MOST_ENTRIES:
            raise self.wrong(key, f"a list of at most {MOST_ENTRIES} numbers from {low:g} to {high:g} {unit}")
        return tuple(good)

    def word(self, key: str, usual: str, known: Iterable[str]) -> str:
        """A name out of those known, or the usual one where it is left out."""
        value = self.plain.get(key, usual)
        names = tuple(known)
        if value not in names:
            raise DeclarationError(self.file, f"[{self.name}] {key} is {shown(value)}{nearest(value, names)}", listed(names, at_most=40))
        return str(value)


def check_names(plain: Mapping[str, Any], known: tuple[str, ...], *, file: str, where: str) -> None:
    """Refuse a key or section that is none.

    Raises:
        DeclarationError: Names the first such and the nearest known one.
    """
    for name in plain:
        if name not in known:
            raise DeclarationError(file, f"{where} has '{name}'{nearest(name, known)}", listed(known, at_most=40))


def nearest(name: object, known: Iterable[str]) -> str:
    """A guess in brackets at what was meant, or nothing."""
    near = get_close_matches(name, list(known), n=1) if isinstance(name, str) else []
    return f" (did you mean '{near[0]}'?)" if near else ""


def finite_number(value: object) -> float | None:
    """A finite number; true, words and the like are none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not -LARGEST < value < LARGEST:
        return None
    return float(value)


def shown(value: object) -> str:
    """A value as it stands in a sentence."""
    return f"'{value}'" if isinstance(value, str) else str(value)
