"""Taking data out and in: export to one zip, import it, back the store up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from ...errors import ContradictionError, ValueOutOfRangeError
from ...language import en, layout
from ...store import Intake as Intake
from ...store import Store, Unit, backup, entrust, export_all, find_person, import_all, list_people, only_coach
from ...store import remember_export as remember_export


@dataclass(frozen=True, kw_only=True)
class Exported:
    """Who and how much went into an export or a backup."""

    people: tuple[str, ...]
    """Their names."""
    rows: Mapping[str, int]
    """Rows by table; empty for a backup."""


def export_people(unit: Unit, target: IO[bytes], *, athlete: str | None = None) -> Exported:
    """Write all, or all of one athlete, as a zip of plain CSV and JSON; where it goes is told to remember_export.

    Args:
        unit: A unit of work.
        target: Where the zip goes, open for writing.
        athlete: Only this one; None for everybody.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    people = tuple(person.name for person in list_people(unit)) if athlete is None else (find_person(unit, athlete).name,)
    return Exported(people=people, rows=export_all(unit, target, athlete))


def import_people(unit: Unit, content: IO[bytes], *, name: str, rename: Mapping[str, str] | None = None) -> Intake:
    """Read an export into the store, everything or nothing; the only coach, if there is just one, looks after who came in.

    Args:
        unit: A unit for writing.
        content: The zip file, open for reading.
        name: What sentences call it.
        rename: Name in the file -> name in the store, where a name is taken.

    Raises:
        InputFileError: If it is no whole export; then nothing is imported.
        DuplicateError: If a name is taken.
    """
    intake = import_all(unit, content, name=name, rename=rename)
    coach = only_coach(unit)
    if coach is not None:
        entrust(unit, coach, [find_person(unit, person).uid for person in intake.people])
    return intake


def renames(words: Sequence[str]) -> dict[str, str]:
    """Read 'OLD=NEW' words.

    Raises:
        ValueOutOfRangeError: If one has no '=' with a name on both sides.
        ContradictionError: If one name is to be changed twice.
    """
    changes: dict[str, str] = {}
    for word in words:
        old, _, new = (part.strip() for part in word.partition("="))
        if not old or not new:
            allowed = en("OLD=NEW, such as 'Ann=Ann B.'")
            raise ValueOutOfRangeError(en("a change of name"), layout("'{word}'", word=word), allowed)
        if old in changes:
            found = en("'{name}' is to be changed to '{first}' and to '{second}'", name=old, first=changes[old], second=new)
            raise ContradictionError(found, en("give it once"))
        changes[old] = new
    return changes


def backup_people(store: Store, path: Path, *, now: datetime) -> Exported:
    """Copy the whole store to a file that opens like it, while it may be in use.

    It takes a path and gives no bytes, because the database itself writes the copy, and because the store remembers where copies lie, so
    that erasing a person reaches them.

    Args:
        store: An open store.
        path: Where to; there must be nothing yet.
        now: The instant at which it happens, with a time zone.

    Raises:
        StoreError: If the store is on a server, which has a tool of its own.
        InputFileError: If the path is taken or cannot be written.
    """
    backup(store, path, now=now)
    with store.reading(now) as unit:
        return Exported(people=tuple(person.name for person in list_people(unit)), rows={})
