"""Answers to the safety screen, by date; the newest count."""

from datetime import date
from uuid import UUID

from ...capacity.screen import ScreenAnswers
from ..database.schema import ScreenRow
from ..database.transaction import Store
from .entry import Kind, add_entry, correct_entry, delete_entry, list_entries
from .person import Stored

SCREENS = Kind(
    name="screen",
    model=ScreenRow,
    day=lambda one: one.on,
    columns=lambda one: {"age_years": one.age_years, "yes": dict(one.yes)},
    value=lambda row: ScreenAnswers(on=row.on_day, age_years=row.age_years, yes=row.yes),
)


def add_screen(store: Store, name: str, answers: ScreenAnswers) -> UUID:
    """Add a person's answers; their id."""
    return add_entry(store, SCREENS, name, answers)


def list_screens(store: Store, name: str, *, since: date | None = None, history: bool = False) -> tuple[Stored[ScreenAnswers], ...]:
    """Answers of a person from the oldest to the newest."""
    return list_entries(store, SCREENS, name, since=since, history=history)


def correct_screen(store: Store, name: str, uid: UUID, answers: ScreenAnswers) -> UUID:
    """Put corrected answers in the place of others, which are kept as history; the new ones' id."""
    return correct_entry(store, SCREENS, name, uid, answers)


def delete_screen(store: Store, name: str, uid: UUID) -> None:
    """Take answers out of what counts."""
    delete_entry(store, SCREENS, name, uid)
