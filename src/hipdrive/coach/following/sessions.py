"""Logged sessions of a stored athlete: finding one by its id, listing the last ones, and what comes next."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from ...contract.session import session_document
from ...contract.wire import plain_of
from ...errors import ContradictionError
from ...store import Stored, Unit, find_person, list_sessions
from ...training import SessionRecord
from ..athletes.entry_id import entry_named
from .follower import follower
from .session_words import pain_words, session_lines
from .standing import next_session, standing

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
        return entry_named(sessions, text, kind="session", replaced_too=replaced_too)
    done = [entry for entry in sessions if entry.superseded_at is None and is_done(entry.value)]
    if not done:
        raise ContradictionError("No session with a set in it is logged yet", "log one first")
    return done[-1]


def stored_session_as_json(uid: UUID, session: SessionRecord) -> dict[str, Any]:
    """A session with its id, its sets in the log notation and its pains in words."""
    words = {"lines": list(session_lines(session.sets)), "pain_words": [pain_words(pain) for pain in session.pains]}
    return {"id": str(uid), **plain_of(session_document(session)), **words}


def session_list(unit: Unit, name: str, *, last: int) -> dict[str, Any]:
    """The last sessions, the oldest of them first (schema hipdrive.sessions/1).

    Raises:
        UnknownNameError: If nobody has the name.
    """
    person, sessions = find_person(unit, name), list_sessions(unit, name)
    shown = [{**stored_session_as_json(entry.uid, entry.value), "corrected": entry.corrects is not None} for entry in sessions[-last:]]
    return {"schema": "hipdrive.sessions/1", "athlete": person.name, "count": len(sessions), "sessions": shown}


def coming_session(unit: Unit, name: str, *, on: date) -> dict[str, Any]:
    """What is next from a day on (schema hipdrive.log/1 with nothing logged).

    Raises:
        UnknownNameError: If nobody has the name.
    """
    athlete = follower(unit, name)
    coming = None if athlete.plan is None else next_session(athlete, standing(athlete), today=on)
    nothing: dict[str, Any] = {"session": None, "changes": [], "undone": [], "notes": []}
    plain = {"schema": "hipdrive.log/1", "athlete": athlete.person.name, **nothing}
    return {**plain, "next": None if coming is None else coming.as_json()}
