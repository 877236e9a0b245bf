"""Sessions with their sets and pains: each is written whole or not at all, and a correction keeps what stood before."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, insert, select, update

from ...errors import ValueOutOfRangeError
from ...training.log.dose import parse_load
from ...training.log.session import PainRecord, SessionRecord, SetRecord
from ..database.schema import PainRow, PartRow, SessionRow, SetRow
from ..database.store_error import UnknownEntryError
from ..database.transaction import Store, reading, writing
from .entry import Kind, check_day, insert_entry, person_id, stored, supersede
from .person import Stored, tidy_text

SESSIONS: Kind[SessionRecord] = Kind(
    name="session",
    model=SessionRow,
    day=lambda one: one.on,
    columns=lambda one: {"skipped": one.skipped, "note": tidy_text("note of a session", one.note)},
    value=lambda row: SessionRecord(on=row.on_day, skipped=row.skipped, note=row.note),
)


def add_session(store: Store, name: str, session: SessionRecord) -> UUID:
    """Add a session with all its sets and pains; its id."""
    check_day(SESSIONS.name, session.on)
    with writing(store) as connection:
        return _insert(connection, person_id(connection, name), session)


def correct_session(store: Store, name: str, uid: UUID, session: SessionRecord) -> UUID:
    """Put a corrected session in the place of another, which is kept with its sets as history; the new one's id."""
    check_day(SESSIONS.name, session.on)
    with writing(store) as connection:
        owner = person_id(connection, name)
        _supersede(connection, owner, uid, deleted=False)
        return _insert(connection, owner, session, corrects=uid)


def correct_set(store: Store, name: str, uid: UUID, number: int, corrected: SetRecord) -> UUID:
    """Correct one set (counted from 1) of a session; the id of the session that now counts.

    Raises:
        ValueOutOfRangeError: If the session has no set of that number.
    """
    with writing(store) as connection:
        owner = person_id(connection, name)
        session = _sessions(connection, owner, uid)[0].value
        sets = session.sets
        if not 1 <= number <= len(sets):
            raise ValueOutOfRangeError("number of a set", number, f"between 1 and {len(sets)} in this session")
        _supersede(connection, owner, uid, deleted=False)
        return _insert(connection, owner, replace(session, sets=(*sets[: number - 1], corrected, *sets[number:])), corrects=uid)


def delete_session(store: Store, name: str, uid: UUID) -> None:
    """Take a session out of what counts; it stays in the history until the person is erased."""
    with writing(store) as connection:
        _supersede(connection, person_id(connection, name), uid, deleted=True)


def find_session(store: Store, name: str, uid: UUID) -> Stored[SessionRecord]:
    """One session, replaced or not.

    Raises:
        UnknownEntryError: If the person has no such session.
    """
    with reading(store) as connection:
        return _sessions(connection, person_id(connection, name), uid)[0]


def list_sessions(
    store: Store, name: str, *, since: date | None = None, until: date | None = None, history: bool = False
) -> tuple[Stored[SessionRecord], ...]:
    """Sessions of a person from the oldest to the newest, with their sets and pains.

    Args:
        store: An open store.
        name: The person.
        since: First day.
        until: Last day, itself included.
        history: Whether replaced and deleted ones are listed too.
    """
    with reading(store) as connection:
        return _sessions(connection, person_id(connection, name), since=since, until=until, history=history)


def set_columns(one: SetRecord) -> dict[str, Any]:
    """Columns of a set."""
    return {
        "exercise": one.exercise,
        "side": one.side,
        "reps": one.reps,
        "distance_m": one.distance_m,
        "hold_s": one.hold_s,
        "load": None if one.load is None else str(one.load),
        "load_kg": None if one.load is None else one.load.mass_kg,
        "rir": one.rir,
        "rpe": one.rpe,
        "faults": list(one.faults),
        "skipped": one.skipped,
    }


def set_of(row: Any) -> SetRecord:  # noqa: ANN401  a row, or a line of an import with the same fields
    """The set of a row."""
    return SetRecord(
        exercise=row.exercise,
        side=row.side,
        reps=row.reps,
        distance_m=row.distance_m,
        hold_s=row.hold_s,
        load=None if row.load is None else parse_load(row.load),
        rir=row.rir,
        rpe=row.rpe,
        faults=tuple(row.faults),
        skipped=row.skipped,
    )


def pain_columns(one: PainRecord) -> dict[str, Any]:
    """Columns of a pain."""
    return {"felt": one.when, "level": one.level, "site": one.site, "side": one.side, "exercise": one.exercise}


def pain_of(row: Any) -> PainRecord:  # noqa: ANN401  as set_of
    """The pain of a row."""
    return PainRecord(when=row.felt, level=row.level, site=row.site, side=row.side, exercise=row.exercise)


def _insert(connection: Connection, owner: int, session: SessionRecord, *, corrects: UUID | None = None) -> UUID:
    key, uid = insert_entry(connection, SESSIONS, owner, session, corrects=corrects)
    shared = {"session_id": key, "person_id": owner, "on_day": session.on, "current": True}
    sets = [{**shared, "number": number, **set_columns(one)} for number, one in enumerate(session.sets, start=1)]
    pains = [{**shared, "number": number, **pain_columns(one)} for number, one in enumerate(session.pains, start=1)]
    if sets:
        connection.execute(insert(SetRow), sets)
    if pains:
        connection.execute(insert(PainRow), pains)
    return uid


def _supersede(connection: Connection, owner: int, uid: UUID, *, deleted: bool) -> None:
    key = supersede(connection, SESSIONS, owner, uid, deleted=deleted)
    for part in (SetRow, PainRow):
        connection.execute(update(part).where(part.session_id == key).values(current=False))


def _sessions(
    connection: Connection,
    owner: int,
    uid: UUID | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
    history: bool = False,
) -> tuple[Stored[SessionRecord], ...]:
    """One session of a person, or those of a time."""
    wanted = SessionRow.person_id == owner
    if uid is not None:
        wanted &= SessionRow.uid == uid
    elif not history:
        wanted &= SessionRow.superseded_at.is_(None)
    if since is not None:
        wanted &= SessionRow.on_day >= since
    if until is not None:
        wanted &= SessionRow.on_day <= until
    order = (SessionRow.on_day, SessionRow.created_at, SessionRow.id)
    rows = connection.execute(select(SessionRow.__table__).where(wanted).order_by(*order)).all()
    if uid is not None and not rows:
        raise UnknownEntryError(SESSIONS.name, uid)
    found: dict[type[PartRow], dict[int, list[Row[Any]]]] = {}
    for part in (SetRow, PainRow):
        chosen = select(part.__table__).join(SessionRow, part.session_id == SessionRow.id).where(wanted)
        found[part] = _by_session(connection.execute(chosen.order_by(part.session_id, part.number)))
    return tuple(
        stored(
            row,
            replace(
                SESSIONS.value(row),
                sets=tuple(set_of(one) for one in found[SetRow].get(row.id, ())),
                pains=tuple(pain_of(one) for one in found[PainRow].get(row.id, ())),
            ),
        )
        for row in rows
    )


def _by_session(rows: Iterable[Row[Any]]) -> dict[int, list[Row[Any]]]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[row.session_id].append(row)
    return grouped
