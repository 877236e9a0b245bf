"""Sessions with their sets and pains: each is written whole or not at all, and a correction keeps what stood before."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, delete, func, insert, select, update

from ...language import en
from ...training.log.session import SessionRecord
from ..database.schema import PainRow, PartRow, PersonRow, SessionRow, SetRow
from ..database.store_error import IdTakenError, ReplacedEntryError
from ..database.transaction import Unit
from .entry import EntryKind, Put, check_day, counting_version, insert_entry, person_id, stored, supersede
from .merged_session import with_changes
from .person import Stored, tidy_text
from .session_parts import pain_columns, pain_of, set_columns, set_of
from .session_questions import bare_asked, parts_asked, sessions_asked

SESSIONS: EntryKind[SessionRecord] = EntryKind(
    name=en("session"),
    model=SessionRow,
    day=lambda session: session.on,
    columns=lambda session: {"skipped": session.skipped, "note": tidy_text(en("note of a session"), session.note)},
    value=lambda row: SessionRecord(on=row.on_day, skipped=row.skipped, note=row.note),
)


def add_session(unit: Unit, name: str, session: SessionRecord, *, uid: UUID | None = None) -> Put:
    """Add a session with all its sets and pains.

    Args:
        unit: A unit for writing.
        name: The person.
        session: What was done.
        uid: Its id; the same session put twice under one id is one row. None gives it a new one.

    Raises:
        IdTakenError: If a session with other content has the id.
    """
    check_day(unit, SESSIONS.name, session.on)
    owner = person_id(unit, name)
    if uid is not None and _is_stored(unit, owner, uid, session):
        return Put(uid=uid, counting=counting_version(unit, SESSIONS, owner, uid))
    put = _insert(unit, owner, session, uid=uid)
    return Put(uid=put, counting=put)


def correct_session(unit: Unit, name: str, target: UUID, session: SessionRecord, *, uid: UUID | None = None) -> Put:
    """Put a corrected session in the place of another, which is kept with its sets as history.

    If somebody else has corrected or deleted the target meanwhile, a correction with an id of the caller's is kept beside theirs as a
    version that does not count.

    Args:
        unit: A unit for writing.
        name: The person.
        target: The session to correct.
        session: What was done.
        uid: Id of the correction, as in add_session.

    Raises:
        ReplacedEntryError: If the target was replaced before, and no id is given.
        IdTakenError: If a session with other content has the id.
    """
    check_day(unit, SESSIONS.name, session.on)
    owner = person_id(unit, name)
    if uid is not None and _is_stored(unit, owner, uid, session):
        return Put(uid=uid, counting=counting_version(unit, SESSIONS, owner, uid))
    counts = _supersede(unit, owner, target, deleted=False)
    if not counts and uid is None:
        raise ReplacedEntryError(SESSIONS.name, target)
    put = _insert(unit, owner, session, uid=uid, corrects=target, counts=counts)
    return Put(uid=put, counting=put if counts else counting_version(unit, SESSIONS, owner, put))


def grow_session(unit: Unit, name: str, uid: UUID, before: SessionRecord | None, after: SessionRecord) -> Put:
    """Let a session that a device sends piece by piece say what all its pieces say.

    While it stands as the device sent it, it is written anew under its id: what one hand is still typing is no correction. Where somebody
    has corrected it, only what the device changed since is taken over into that version, as one more correction. A deleted one stays so.

    Args:
        unit: A unit for writing.
        name: The person.
        uid: Id of the session, chosen by the device.
        before: What the pieces said until now; None if there were none.
        after: What they say now.

    Raises:
        IdTakenError: If somebody else's session has the id.
    """
    check_day(unit, SESSIONS.name, after.on)
    owner = person_id(unit, name)
    taken = unit.connection.execute(select(SessionRow.id, SessionRow.person_id).where(SessionRow.uid == uid)).one_or_none()
    if taken is None:
        _insert(unit, owner, after, uid=uid)
        return Put(uid=uid, counting=uid)
    if taken.person_id != owner:
        raise IdTakenError(SESSIONS.name, uid)
    counting = counting_version(unit, SESSIONS, owner, uid)
    if counting is None or before == after:
        return Put(uid=uid, counting=counting)
    stands = _sessions(unit, owner, counting)[0].value
    if counting == uid and stands == before:
        _write_anew(unit, owner, taken.id, after)
        return Put(uid=uid, counting=uid)
    merged = with_changes(stands, before, after)
    return Put(uid=uid, counting=counting if merged == stands else correct_session(unit, name, counting, merged).counting)


def delete_session(unit: Unit, name: str, uid: UUID) -> None:
    """Take a session out of what counts; it stays in the history until the person is erased.

    Raises:
        ReplacedEntryError: If it was replaced before.
    """
    if not _supersede(unit, person_id(unit, name), uid, deleted=True):
        raise ReplacedEntryError(SESSIONS.name, uid)


def session_version(unit: Unit, name: str, uid: UUID) -> Put | None:
    """Which version of a session counts; None if nobody has a session of that id."""
    owner = person_id(unit, name)
    if unit.connection.scalar(select(SessionRow.id).where(SessionRow.uid == uid)) is None:
        return None
    return Put(uid=uid, counting=counting_version(unit, SESSIONS, owner, uid))


def list_sessions(
    unit: Unit,
    name: str,
    *,
    since: date | None = None,
    until: date | None = None,
    history: bool = False,
    last: int | None = None,
    with_sets: int | None = None,
) -> tuple[Stored[SessionRecord], ...]:
    """Sessions of a person from the oldest to the newest, with their sets and pains.

    Args:
        unit: A unit of work.
        name: The person.
        since: First day.
        until: Last day, itself included.
        history: Whether replaced and deleted ones are listed too.
        last: How many, the newest of them; None for all.
        with_sets: Of how many, the newest of them, the sets are read, which takes most of the time; the others have none. None for all.
    """
    owner = person_id(unit, name)
    return _sessions(unit, owner, since=since, until=until, history=history, last=last, with_sets=with_sets)


def pains_by_session(unit: Unit, name: str, *, since: date | None = None) -> tuple[SessionRecord, ...]:
    """Sessions of a person that count with their pains alone, without sets and notes, from the oldest to the newest.

    Args:
        unit: A unit of work.
        name: The person.
        since: First day; None for all.
    """
    told = {"owner": person_id(unit, name), **({} if since is None else {"since": since})}
    rows = unit.connection.execute(bare_asked(frozenset(told)), told).all()
    pains = _by_session(unit, parts_asked(PainRow, frozenset(told), counting=True), told)
    return tuple(
        SessionRecord(on=on, pains=tuple(pain_of(pain) for pain in pains.get(key, ())), skipped=skipped) for key, on, skipped in rows
    )


def count_sessions(unit: Unit, name: str) -> int:
    """How many sessions of a person count."""
    wanted = (SessionRow.person_id == person_id(unit, name)) & SessionRow.superseded_at.is_(None)
    return unit.connection.scalar(select(func.count()).select_from(SessionRow).where(wanted)) or 0


def sessions_of_people(unit: Unit, people: Collection[UUID], *, since: date) -> Mapping[UUID, tuple[Stored[SessionRecord], ...]]:
    """Sessions that count of people from a day on, by the id of whose they are, from the oldest to the newest."""
    chosen = select(PersonRow.id, PersonRow.uid).where(PersonRow.uid.in_(people))
    people_by_key = {row.id: row.uid for row in unit.connection.execute(chosen)}
    grouped: dict[UUID, list[Stored[SessionRecord]]] = defaultdict(list)
    for owner, session in _whole_sessions(unit, {"people": list(people_by_key), "since": since}):
        grouped[people_by_key[owner]].append(session)
    return {uid: tuple(sessions) for uid, sessions in grouped.items()}


def _is_stored(unit: Unit, owner: int, uid: UUID, session: SessionRecord) -> bool:
    """Whether the same session was put before under an id.

    Raises:
        IdTakenError: If the id is that of another session, or of one with other content.
    """
    taken = unit.connection.scalar(select(SessionRow.person_id).where(SessionRow.uid == uid))
    if taken is None:
        return False
    if taken != owner or _sessions(unit, owner, uid)[0].value != session:
        raise IdTakenError(SESSIONS.name, uid)
    return True


def _insert(unit: Unit, owner: int, session: SessionRecord, *, uid: UUID | None, corrects: UUID | None = None, counts: bool = True) -> UUID:
    replaced_at = None if counts else unit.now
    key, put = insert_entry(unit, SESSIONS, owner, session, uid=uid, corrects=corrects, superseded_at=replaced_at)
    _insert_parts(unit, owner, key, session, counts=counts)
    return put


def _insert_parts(unit: Unit, owner: int, key: int, session: SessionRecord, *, counts: bool) -> None:
    shared = {"session_id": key, "person_id": owner, "on_day": session.on, "current": counts}
    sets = [{**shared, "number": number, **set_columns(done)} for number, done in enumerate(session.sets, start=1)]
    pains = [{**shared, "number": number, **pain_columns(pain)} for number, pain in enumerate(session.pains, start=1)]
    if sets:
        unit.writer.execute(insert(SetRow), sets)
    if pains:
        unit.writer.execute(insert(PainRow), pains)


def _write_anew(unit: Unit, owner: int, key: int, session: SessionRecord) -> None:
    for part in (SetRow, PainRow):
        unit.writer.execute(delete(part).where(part.session_id == key))
    unit.writer.execute(update(SessionRow).where(SessionRow.id == key).values(on_day=session.on, **SESSIONS.columns(session)))
    _insert_parts(unit, owner, key, session, counts=True)


def _supersede(unit: Unit, owner: int, uid: UUID, *, deleted: bool) -> bool:
    """Mark a session and its parts as replaced; False if it was before."""
    key = supersede(unit, SESSIONS, owner, uid, deleted=deleted)
    if key is None:
        return False
    for part in (SetRow, PainRow):
        unit.writer.execute(update(part).where(part.session_id == key).values(current=False))
    return True


def _sessions(
    unit: Unit,
    owner: int,
    uid: UUID | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
    history: bool = False,
    last: int | None = None,
    with_sets: int | None = None,
) -> tuple[Stored[SessionRecord], ...]:
    """One session of a person, or those of a time."""
    told: dict[str, object] = {"owner": owner}
    told |= {name: value for name, value in (("uid", uid), ("since", since), ("until", until)) if value is not None}
    counting = uid is None and not history
    return tuple(session for _, session in _whole_sessions(unit, told, counting=counting, last=last, with_sets=with_sets))


def _whole_sessions(
    unit: Unit, told: Mapping[str, object], *, counting: bool = True, last: int | None = None, with_sets: int | None = None
) -> tuple[tuple[int, Stored[SessionRecord]], ...]:
    """Sessions with their sets and pains from the oldest to the newest, each with the database id of whose it is.

    Args:
        unit: A unit of work.
        told: Which ones, by names of BOUNDS.
        counting: Whether only those that count.
        last: How many, the newest of them; None for all.
        with_sets: Of how many the sets are read; None for all.
    """
    limit = {} if last is None else {"last": last}
    rows = unit.connection.execute(sessions_asked(frozenset(told), counting=counting, limited=last is not None), {**told, **limit}).all()
    rows, parts = rows[::-1], dict[type[PartRow], dict[int, list[Row[Any]]]]()
    ids = [row.id for row in rows]
    for part, of_newest in ((SetRow, with_sets), (PainRow, None)):
        if last is None and of_newest is None:  # of so many that their ids would not fit into a question
            parts[part] = _by_session(unit, parts_asked(part, frozenset(told), counting=counting), told)
        else:
            newest = ids if of_newest is None else ids[max(len(ids) - of_newest, 0) :]
            parts[part] = _by_session(unit, parts_asked(part, None), {"ids": newest})
    values = [
        replace(
            SESSIONS.value(row),
            sets=tuple([set_of(part) for part in parts[SetRow].get(row.id, ())]),
            pains=tuple([pain_of(part) for part in parts[PainRow].get(row.id, ())]),
        )
        for row in rows
    ]
    return tuple((row.person_id, stored(row, value)) for row, value in zip(rows, values, strict=True))


def _by_session(unit: Unit, question: Select[*tuple[Any, ...]], told: Mapping[str, object]) -> dict[int, list[Row[Any]]]:
    grouped = defaultdict(list)
    for row in unit.connection.execute(question, told).all():
        grouped[row.session_id].append(row)
    return grouped
