"""Taking back what was logged last: a session, or the last correction of one; what is taken back stays in the history."""

from collections.abc import Mapping
from uuid import UUID

from ...contract.athletes.log import LogDocument
from ...contract.wire import NoteDocument
from ...errors import ContradictionError
from ...language import Text, en
from ...store import Put, Stored, Unit, correct_session, delete_session, list_sessions
from ...training import SessionRecord
from ..following.follower import Follower, follower
from ..following.logged import logged_answer

STANDS_AGAIN = "stands_again"
"""Code of the note that a correction was taken back, so that the session stands as it was before."""


def undo_log(unit: Unit, name: str) -> LogDocument:
    """Take back what was logged last of an athlete; once more takes back what was logged before that.

    A session that was logged is deleted. One that was corrected since, or had pain added, goes back to what it said before: that is one
    more correction, so that all versions stay in the history. What was deleted does not come back.

    Args:
        unit: A unit for writing.
        name: The athlete.

    Returns:
        The session that counts no longer, or that stands again as before; what that changes, and what is next.

    Raises:
        UnknownNameError: If nobody has the name.
        ContradictionError: If no session is left that could be taken back.
    """
    sessions = list_sessions(unit, name, history=True)
    counting = tuple(entry for entry in sessions if entry.superseded_at is None)
    athlete = follower(unit, name, sessions=counting)
    if not counting:
        found = en("No session of {name} is logged, so there is nothing to undo", name=athlete.person.name)
        raise ContradictionError(found, en("log one first"))
    versions = {entry.uid: entry for entry in sessions}
    last = max(reversed(counting), key=lambda entry: _as_logged(entry, versions).created_at)
    logged = _as_logged(last, versions)
    entered = logged.created_at.astimezone(unit.now.tzinfo)
    on, time = entered.date(), f"{entered:%H:%M}"
    if logged.corrects is None:
        delete_session(unit, name, last.uid)
        answer = logged_answer(athlete, athlete.without(last.uid), last.value, Put(uid=last.uid, counting=last.uid), today=unit.today)
        said = en("It was logged on {on} at {time}. It no longer counts but stays in the history.", on=on, time=time)
        return _noted(answer, "taken_back", said)
    answer = _as_before(unit, athlete, last, versions[logged.corrects].value)
    said = en("The change of {on} at {time} is undone: the session is as it was before.", on=on, time=time)
    return _noted(answer, STANDS_AGAIN, said)


def _as_logged(entry: Stored[SessionRecord], versions: Mapping[UUID, Stored[SessionRecord]]) -> Stored[SessionRecord]:
    """The version at which a session stands: the first that says the same, since a correction that was taken back adds another one."""
    chain = [entry]
    while (before := chain[-1].corrects) is not None and before in versions:
        chain.append(versions[before])
    return next(version for version in reversed(chain) if version.value == entry.value)


def _as_before(unit: Unit, athlete: Follower, last: Stored[SessionRecord], value: SessionRecord) -> LogDocument:
    """Let a session say again what it said before."""
    put = correct_session(unit, athlete.person.name, last.uid, value)
    now = Stored(uid=put.uid, value=value, created_at=unit.now, corrects=last.uid)
    return logged_answer(athlete, athlete.without(last.uid).after(now), value, put, today=unit.today)


def _noted(answer: LogDocument, code: str, message: Text) -> LogDocument:
    return answer.model_copy(update={"notes": (NoteDocument(code=code, message=message), *answer.notes)})
