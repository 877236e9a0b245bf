"""Notes: rows of the exercise list that are ideas rather than exercises, kept and explained without a load curve."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ...data.declared import declared, named, read_only, shipped_toml
from ...language import Text

FILE = "exercises_notes.toml"


@dataclass(frozen=True, kw_only=True)
class RowNote:
    """One row without an exercise of its own (data/exercises_notes.toml)."""

    id: str
    name: Text
    says: Text
    related: tuple[str, ...]
    """Exercises that carry the idea, or a part of it."""
    why_no_load_curve: Text


@cache
def row_notes() -> Mapping[str, RowNote]:
    """All notes by row."""
    return read_only(declared(dict[str, RowNote], named(shipped_toml(FILE)), file=FILE))
