"""What people call the things they own: the names of one thing, and how it is measured (data/hardware/owned_words.toml)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from ...data.declared import ReadOnly, shipped
from ..declared.hardware import FOLDER


@dataclass(frozen=True, kw_only=True)
class ThingWords:
    """The names of one thing."""

    words: tuple[str, ...]
    """In the singular."""
    measured_in: Literal["kg", "m", ""] = ""
    """What its figure is: its mass, its height or nothing."""
    least: float = 0.0
    most: float = 0.0
    """Figures below and above are a slip of the pen."""
    usual_m: ReadOnly[str, float] = field(default_factory=dict)
    """Height (m) that goes with a word of its own where none is said."""
    example: str


@dataclass(frozen=True, kw_only=True)
class OwnedWords:
    """All of them."""

    things: ReadOnly[str, ThingWords]
    nothing: tuple[str, ...]
    """Words for owning none of it."""
    everything: tuple[str, ...]
    """Words for owning all that an ordinary gym has."""
    filler: tuple[str, ...]
    """Words that say nothing of what it is."""
    counts: ReadOnly[str, int]


@cache
def owned_words() -> OwnedWords:
    """The words as they are shipped."""
    return shipped(OwnedWords, FOLDER, "owned_words.toml")


@cache
def thing_by_word() -> Mapping[str, str]:
    """Word -> thing."""
    return {word: thing for thing, named in owned_words().things.items() for word in named.words}


def tokens_of(text: str) -> tuple[str, ...]:
    """The words of a text, in small letters; hyphens and signs part them."""
    return tuple(re.findall(r"[^\W_]+", text.lower()))


def phrase_at(tokens: Sequence[str], place: int, phrases: Sequence[str]) -> tuple[str, int]:
    """The longest of some phrases that begins at a place, in singular or plural, and of how many words it is; '' and 0 if none does."""
    best, length = "", 0
    for phrase in phrases:
        words = phrase.split()
        here = tokens[place : place + len(words)]
        if len(words) > length and len(here) == len(words) and (*here[:-1],) == (*words[:-1],) and here[-1] in _numbers_of(words[-1]):
            best, length = phrase, len(words)
    return best, length


def thing_called(name: str) -> str | None:
    """The thing that goes by a name; None if none does."""
    tokens = tokens_of(name)
    phrase, length = phrase_at(tokens, 0, tuple(thing_by_word()))
    return thing_by_word()[phrase] if phrase and length == len(tokens) else None


def _numbers_of(word: str) -> frozenset[str]:
    """Singular and plural of a word."""
    return frozenset({word, f"{word}s", f"{word}es"})
