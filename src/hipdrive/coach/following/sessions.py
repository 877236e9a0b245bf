"""Logged sessions of a stored athlete: finding one by its id, listing the last ones, and what comes next."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from ...contract.athletes.log import ListedSessionDocument, LogDocument, SessionsDocument, StoredSessionDocument, stored_session_document
from ...errors import ContradictionError, ValueOutOfRangeError
from ...language import en
from ...store import Stored, Unit, count_sessions, find_person, list_sessions
from ...training import SessionRecord
from ..athletes.entry_id import entry_named
from .follower import follower
from .session_words import pain_words, session_lines
from .standing import next_session, standing

FURTHEST = timedelta(days=365)
"""A day further away is a slip of the pen (our choice)."""
LAST = "last"
"""In place of an id: the last session in which something was done."""


def is_done(session: SessionRecord) -> bool:
    """Whether anything was done in a session."""
    return any(not done.skipped for done in session.sets)


def session_named(sessions: Sequence[Stored[SessionRecord]], text: str, *, replaced_too: bool = False) -> Stored[SessionRecord]:
    """The session that an id, its first letters, or 'last' means.

    Args:
        sessions: All of the athlete, replaced ones among them.
        text: As typed.
        replaced_too: Whether it may be one that was corrected or deleted before.

    Raises:
        UnknownEntryError: If there is no such session.
        ReplacedEntryError: If it was corrected or deleted before.
        ContradictionError: If nothing was done yet.
    """
    if text.strip().lower() != LAST:
        return entry_named(sessions, text, kind=en("session"), replaced_too=replaced_too)
    done = [entry for entry in sessions if entry.superseded_at is None and is_done(entry.value)]
    if not done:
        raise ContradictionError(en("No session with any sets has been logged yet"), en("log one first"))
    return done[-1]


def session_in_words(uid: UUID, session: SessionRecord) -> StoredSessionDocument:
    """A session with its id, its sets in the log notation and its pains in words."""
    words = tuple(pain_words(pain) for pain in session.pains)
    return stored_session_document(uid, session, lines=session_lines(session.sets), pain_words=words)


def session_list(unit: Unit, name: str, *, last: int) -> SessionsDocument:
    """The last sessions, the oldest of them first.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    person = find_person(unit, name)
    shown = tuple(
        ListedSessionDocument(**dict(session_in_words(entry.uid, entry.value)), corrected=entry.corrects is not None)
        for entry in list_sessions(unit, name, last=last)
    )
    return SessionsDocument(athlete=person.name, count=count_sessions(unit, name), sessions=shown)


def coming_session(unit: Unit, name: str, *, on: date) -> LogDocument:
    """What is next from a day on; nothing is logged.

    Raises:
        UnknownNameError: If nobody has the name.
        ValueOutOfRangeError: If the day is over a year away.
    """
    latest = unit.today + FURTHEST
    if on > latest:
        raise ValueOutOfRangeError(en("day of the next session"), on, en("no later than {latest}, a year from today", latest=latest))
    athlete = follower(unit, name)
    coming = None if athlete.plan is None else next_session(athlete, standing(athlete), today=on)
    return LogDocument(athlete=athlete.person.name, session=None, next=coming)
