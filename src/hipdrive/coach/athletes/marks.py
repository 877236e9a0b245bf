"""Marks of an athlete: the same as before where nothing of them has changed."""

from uuid import UUID

from ...store import Unit, UnknownPersonError, marks_of_people
from ...store.entries.overview import Marks


def marks_of(unit: Unit, athlete: UUID) -> Marks:
    """What is another whenever anything of an athlete is.

    Raises:
        UnknownPersonError: If nobody has the id.
    """
    found = marks_of_people(unit, only=athlete)
    if athlete not in found:
        raise UnknownPersonError(athlete)
    return found[athlete]
