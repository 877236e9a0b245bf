"""Import: reads an export back, everything or nothing; what was renamed on the way gets ids of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import IO, Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from ...errors import HipDriveError, UnknownNameError
from ...language import en
from ..database.schema import LAYOUT, PersonRow, SessionRow
from ..database.store_error import DuplicateError
from ..database.transaction import Unit
from ..entries.entry import EntryKind
from ..entries.people import MASSES, insert_person, lock_names, person_of
from ..entries.person import name_key
from ..entries.plans import EQUIPMENT, PLANS, RUNS
from ..entries.results import RESULTS
from ..entries.screens import SCREENS
from ..entries.sent import PIECES
from ..entries.session_parts import pain_columns, pain_of, set_columns, set_of_line
from ..entries.sessions import SESSIONS
from ..entries.set_ups import SET_UPS
from ..entries.watch_runs import WATCH_RUNS
from .archive import ENTRY_SHEETS, PART_SHEETS, PEOPLE, TableSheet
from .export_file import ExportFile, open_export

KINDS: Mapping[str, EntryKind[Any]] = {
    kind.model.__tablename__: kind for kind in (MASSES, RESULTS, SCREENS, EQUIPMENT, RUNS, PLANS, SESSIONS, PIECES, WATCH_RUNS, SET_UPS)
}
PARTS: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "logged_set": lambda row: set_columns(set_of_line(row)),
    "pain": lambda row: pain_columns(pain_of(row)),
}
ROWS_AT_ONCE = 2000


@dataclass(frozen=True, kw_only=True)
class Intake:
    """What was imported."""

    people: tuple[str, ...]
    """Their names in this store."""
    rows: Mapping[str, int]
    """Rows by table."""


@dataclass(frozen=True, kw_only=True)
class _Owner:
    """A person while their rows come in."""

    key: int
    fresh: UUID | None
    """New id of somebody whose old one is in the store already: all their entries then get new ids, made from it."""

    def uid(self, old: UUID | None) -> UUID | None:
        return old if old is None or self.fresh is None else uuid5(self.fresh, str(old))


@dataclass(kw_only=True)
class _Progress:
    """What has come in so far."""

    source: ExportFile
    unit: Unit
    owners: dict[UUID, _Owner] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    sessions: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    """Session in the file -> what its sets and pains repeat of it."""
    rows: dict[str, int] = field(default_factory=dict)


def import_all(unit: Unit, content: IO[bytes], *, name: str, rename: Mapping[str, str] | None = None) -> Intake:
    """Read an export into a store, everything or nothing.

    Args:
        unit: A unit for writing.
        content: The zip file that export_all wrote, open for reading.
        name: What sentences call it.
        rename: Name in the file -> name in the store, where a name is taken.

    Returns:
        Who and how much came in.

    Raises:
        InputFileError: If it is no whole, unchanged export.
        DuplicateError: If a name is taken.
        UnknownNameError: If the file has nobody of a name that is to be changed.
    """
    lock_names(unit)
    source = open_export(content, name=name, revision=LAYOUT)
    with source.zip:
        state = _Progress(source=source, unit=unit)
        try:
            _people(state, rename or {})
            for sheet in ENTRY_SHEETS:
                _entries(state, sheet)
            _sessions(state)
            for sheet in PART_SHEETS:
                _parts(state, sheet)
        except IntegrityError:
            raise source.refusal(en("some of its entries are already in the store, or are in it twice")) from None
    return Intake(people=tuple(state.names), rows=state.rows)


def _people(state: _Progress, rename: Mapping[str, str]) -> None:
    rows = list(state.source.rows(PEOPLE))
    new_names = {name_key(old): new for old, new in rename.items()}
    unknown = [name for name in rename if name_key(name) not in {name_key(row.name) for row in rows}]
    if unknown:
        raise UnknownNameError(en("athlete of this file"), unknown[0], [row.name for row in rows])
    there = {uid: name for uid, name in state.unit.connection.execute(select(PersonRow.uid, PersonRow.name))}  # noqa: C416  rows are no pairs
    for row in rows:
        old, was = row.uid, row.name
        row.name = new_names.get(name_key(row.name), row.name)
        if name_key(row.name) in {name_key(name) for name in there.values()}:
            raise DuplicateError(
                en("There is already an athlete named '{name}'", name=row.name), en("nothing was imported; import them under another name")
            )
        if old in there:
            if row.name == was:
                raise DuplicateError(
                    en("'{was}' of this file is in the store under another name", was=was),
                    en("nothing was imported; rename them to import a copy"),
                )
            row.uid = uuid4()
        person = _checked(state, PEOPLE, row, person_of)
        there[row.uid] = person.name
        state.owners[old] = _Owner(key=insert_person(state.unit, person), fresh=None if row.uid == old else row.uid)
        state.names.append(person.name)
    state.rows[PEOPLE.table.name] = len(rows)


def _entries(state: _Progress, sheet: TableSheet) -> None:
    kind = KINDS[sheet.table.name]
    lines = []
    for row in state.source.rows(sheet):
        owner = state.owners.get(row.owner)
        if owner is None:
            raise state.source.refusal(en("{file} has rows of nobody", file=sheet.file))
        columns = _checked(state, sheet, row, lambda line: kind.columns(kind.value(line)))
        if sheet.table.name == SessionRow.__tablename__:
            shared = {"person_id": owner.key, "on_day": row.on_day, "current": row.superseded_at is None}
            state.sessions[row.uid] = {**shared, "uid": owner.uid(row.uid), "skipped": row.skipped}
        history = {key: getattr(row, key) for key in ("on_day", "created_at", "superseded_at", "deleted")}
        ids = {"uid": owner.uid(row.uid), "corrects": owner.uid(row.corrects), "person_id": owner.key}
        lines.append({**ids, **history, **columns})
    _insert(state, sheet, lines)


def _sessions(state: _Progress) -> None:
    """Find the database ids that the sessions have got."""
    keys: dict[UUID, int] = {}
    for owner in state.owners.values():
        rows = state.unit.connection.execute(select(SessionRow.uid, SessionRow.id).where(SessionRow.person_id == owner.key))
        keys.update((uid, key) for uid, key in rows)
    for shared in state.sessions.values():
        shared["session_id"] = keys[shared.pop("uid")]


def _parts(state: _Progress, sheet: TableSheet) -> None:
    last: tuple[UUID | None, int] = (None, 0)
    lines = []
    for row in state.source.rows(sheet):
        shared = state.sessions.get(row.owner)
        if shared is None or (shared["skipped"] and sheet.table.name == "logged_set"):
            raise state.source.refusal(en("{file} has rows of no session, or of one that was left out", file=sheet.file))
        if row.number != (last[1] + 1 if last[0] == row.owner else 1):
            raise state.source.refusal(en("rows of {file} are missing or stand in another order", file=sheet.file))
        last = row.owner, row.number
        own = {key: value for key, value in shared.items() if key != "skipped"}
        lines.append({**own, "number": row.number, **_checked(state, sheet, row, PARTS[sheet.table.name])})
    _insert(state, sheet, lines)


def _insert(state: _Progress, sheet: TableSheet, lines: list[dict[str, Any]]) -> None:
    for start in range(0, len(lines), ROWS_AT_ONCE):
        state.unit.writer.execute(insert(sheet.table), lines[start : start + ROWS_AT_ONCE])
    state.rows[sheet.table.name] = len(lines)


def _checked(state: _Progress, sheet: TableSheet, row: SimpleNamespace, use: Callable[[Any], Any]) -> Any:  # noqa: ANN401  whatever use gives
    """What the row's own type makes of it; a value that cannot be, or is written otherwise, refuses the file."""
    try:
        return use(row)
    except HipDriveError as error:
        raise state.source.refusal(en("{file} holds what cannot be: '{fault}'", file=sheet.file, fault=error.words)) from None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise state.source.refusal(en("a row of {file} cannot be read", file=sheet.file)) from None
