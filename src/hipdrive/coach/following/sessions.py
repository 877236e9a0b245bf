"""Logged sessions of a stored athlete: finding one by its id, listing the last ones, and what comes next."""

from datetime import date
from typing import Any
from uuid import UUID

from ...contract.session import session_document
from ...contract.wire import plain_of
from ...errors import ContradictionError
from ...store import Store, Stored, list_sessions
from ...training import SessionRecord
from ..athletes.entry_id import entry_named
from ..athletes.known_athlete import known
from .session_words import pain_words, session_lines
from .standing import next_session, standing

LAST = "last"
"""In place of an id: the last session in which something was done."""


def is_done(session: SessionRecord) -> bool:
    """Whether anything was done in a session."""
    return any(not one.skipped for one in session.sets)


def stored_session(store: Store, name: str, text: str) -> Stored[SessionRecord]:
    """The session that an id, its first letters, or 'last' means.

    Raises:
        UnknownEntryError: If there is no such session.
        ReplacedEntryError: If it was corrected or deleted before.
        ContradictionError: If nothing was done yet.
    """
    if text.strip().lower() != LAST:
        return entry_named(list_sessions(store, name, history=True), text, kind="session")
    done = [one for one in list_sessions(store, name) if is_done(one.value)]
    if not done:
        raise ContradictionError("No session with a set in it is logged yet", "log one first")
    return done[-1]


def stored_session_as_json(uid: UUID, session: SessionRecord) -> dict[str, Any]:
    """A session with its id, its sets in the log notation and its pains in words."""
    words = {"lines": list(session_lines(session.sets)), "pain_words": [pain_words(pain) for pain in session.pains]}
    return {"id": str(uid), **plain_of(session_document(session)), **words}


def session_list(store: Store, name: str, *, last: int) -> dict[str, Any]:
    """The last sessions, the oldest of them first (schema hipdrive.sessions/1).

    Raises:
        UnknownNameError: If nobody has the name.
    """
    athlete, found = known(store, name), list_sessions(store, name)
    shown = [{**stored_session_as_json(one.uid, one.value), "corrected": one.corrects is not None} for one in found[-last:]]
    return {"schema": "hipdrive.sessions/1", "athlete": athlete.person.name, "count": len(found), "sessions": shown}


def coming_session(store: Store, name: str, *, today: date) -> dict[str, Any]:
    """What is next (schema hipdrive.log/1 with nothing logged).

    Raises:
        UnknownNameError: If nobody has the name.
    """
    athlete = known(store, name)
    coming = None if athlete.plan is None else next_session(athlete, standing(store, athlete), today=today)
    nothing: dict[str, Any] = {"session": None, "changes": [], "undone": [], "notes": []}
    plain = {"schema": "hipdrive.log/1", "athlete": athlete.person.name, **nothing}
    return {**plain, "next": None if coming is None else coming.as_json()}
