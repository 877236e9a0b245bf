"""Answers to the safety screen, by date; the newest count."""

from datetime import date
from uuid import UUID

from ...capacity.screen import ScreenAnswers
from ...language import en
from ..database.schema import ScreenRow
from ..database.transaction import Unit
from .entry import EntryKind, add_entry, list_entries
from .person import Stored

SCREENS: EntryKind[ScreenAnswers] = EntryKind(
    name=en("screen"),
    model=ScreenRow,
    day=lambda answers: answers.on,
    columns=lambda answers: {"age_years": answers.age_years, "yes": dict(answers.yes)},
    value=lambda row: ScreenAnswers(on=row.on_day, age_years=row.age_years, yes=row.yes),
)


def add_screen(unit: Unit, name: str, answers: ScreenAnswers, *, uid: UUID | None = None) -> UUID:
    """Add a person's answers; their id. As add_entry."""
    return add_entry(unit, SCREENS, name, answers, uid=uid)


def list_screens(unit: Unit, name: str, *, since: date | None = None, history: bool = False) -> tuple[Stored[ScreenAnswers], ...]:
    """Answers of a person from the oldest to the newest."""
    return list_entries(unit, SCREENS, name, since=since, history=history)
