"""Notes: rows of the exercise list that are ideas rather than exercises, kept and explained without a load curve."""

import tomllib
from dataclasses import dataclass
from functools import cache

from ...data import DATA


@dataclass(frozen=True, kw_only=True)
class RowNote:
    """One row without an exercise of its own (data/exercises_notes.toml)."""

    id: str
    name: str
    says: str
    related: tuple[str, ...]
    """Exercises that carry the idea, or a part of it."""
    why_no_load_curve: str


@cache
def row_notes() -> dict[str, RowNote]:
    """All notes by row."""
    table = tomllib.loads((DATA / "exercises_notes.toml").read_text(encoding="utf-8"))
    return {name: RowNote(id=name, **{**row, "related": tuple(row["related"])}) for name, row in table.items()}
