"""What somebody types about a session, and the verb that it means: log, log as planned, add pain, correct, delete or take back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ...contract.athletes.log import LogDocument
from ...store import Unit, find_person
from ..following.typed_twice import refuse_lines_twice
from .log import amend_session, drop_session, log_as_planned, log_pain, log_session, typed_session
from .undo_log import undo_log


@dataclass(frozen=True, kw_only=True)
class TypedLog:
    """What was typed; one of as_planned, correct, delete, undo and to at most."""

    lines: Sequence[str] = ()
    """Sets in the log notation."""
    on: date | None = None
    """Day of the session; None for today, and to leave the day of a corrected one."""
    pains: Sequence[str] = ()
    """Of the session as a whole, in words."""
    skipped: bool = False
    note: str = ""
    as_planned: bool = False
    """All was done as asked, but for what the lines say otherwise."""
    correct: str = ""
    """Id of the session to correct, its first letters, or 'last'."""
    delete: str = ""
    """Id of the session to delete."""
    undo: bool = False
    """Take back what was logged last."""
    whole: bool = False
    """What is typed is the whole of the session to correct: what is left out is gone, except its day."""
    to: str = ""
    """Id of the session that pains and note are added to."""
    again: bool = False
    """Whether a line that is logged already on that day was done once more."""

    @property
    def says_something(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.lines or self.pains or self.note or self.skipped or self.as_planned or self.correct or self.delete or self.undo)


def log_typed(unit: Unit, name: str, typed: TypedLog, *, uid: UUID | None = None) -> LogDocument:
    """Let the verb write that was meant.

    Args:
        unit: A unit for writing.
        name: The athlete.
        typed: What was typed.
        uid: Id of what is stored, as in log_session; a session logged as planned, a deletion and an undo have their own.

    Returns:
        The session that was written, what it changes, and what is next.

    Raises:
        HipDriveError: As the verb that was meant.
    """
    athlete = find_person(unit, name).name
    if typed.undo:
        return undo_log(unit, athlete)
    if typed.delete:
        return drop_session(unit, athlete, typed.delete)
    session = typed_session(typed.lines, on=typed.on or unit.today, pains=typed.pains, skipped=typed.skipped, note=typed.note)
    if typed.correct:
        return amend_session(unit, athlete, typed.correct, session, on=typed.on, whole=typed.whole, uid=uid)
    if typed.as_planned:
        return log_as_planned(unit, athlete, session)
    if session.sets or session.skipped:
        if uid is None and not typed.again:
            refuse_lines_twice(unit, athlete, typed.lines, on=session.on)
        return log_session(unit, athlete, session, uid=uid)
    return log_pain(unit, athlete, session, to=typed.to, uid=uid)
