"""The athlete's diary: log a session as typed or as planned, add pain to it, correct it, delete it, and see what that changes."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from ..contract.rule_change import rule_change_document
from ..contract.wire import plain_of
from ..errors import ContradictionError
from ..store import Store, Stored, add_session, correct_session, delete_session, list_sessions
from ..training import Advance, adapt_rules, check_session, parse_set
from ..training import PainRecord as PainRecord
from ..training import SessionRecord as SessionRecord
from ..training import SetRecord as SetRecord
from ..training.follow.calendar import RuleChange
from .athletes.known_athlete import Known, known
from .following.session_words import typed_pain
from .following.sessions import is_done, stored_session, stored_session_as_json
from .following.standing import NextSession, as_asked, due, logged_days, next_day, next_session, plan_of, programme_of, standing


@dataclass(frozen=True, kw_only=True)
class Logged:
    """A session that was stored, corrected or deleted, and what that changed."""

    uid: UUID
    session: SessionRecord
    changes: tuple[RuleChange, ...]
    """Rules that fire now and did not before."""
    undone: tuple[RuleChange, ...] = ()
    """Rules that fired before and do no longer, after a correction."""
    coming: NextSession | None
    """None for an athlete without a plan."""
    notes: tuple[Mapping[str, str], ...] = ()

    def as_json(self, *, athlete: str) -> dict[str, Any]:
        """Plain values (schema hipdrive.log/1)."""
        return {
            "schema": "hipdrive.log/1",
            "athlete": athlete,
            "session": stored_session_as_json(self.uid, self.session),
            "changes": [change_as_json(change) for change in self.changes],
            "undone": [change_as_json(change) for change in self.undone],
            "next": None if self.coming is None else self.coming.as_json(),
            "notes": [dict(note) for note in self.notes],
        }


def change_as_json(change: RuleChange) -> dict[str, Any]:
    """A rule that fired, with its title."""
    titles = {text.id: text.title for text in adapt_rules().texts}
    return {**plain_of(rule_change_document(change)), "title": titles[change.rule]}


def typed_session(
    lines: Sequence[str] = (), *, on: date, pains: Sequence[str] = (), skipped: bool = False, note: str = ""
) -> SessionRecord:
    """A session as typed.

    Args:
        lines: Sets in the log notation (training/log/notation.py).
        on: Its day.
        pains: Of the session as a whole, such as '3 front_of_hip next_morning'.
        skipped: Whether the whole session was left out.
        note: In free words.

    Raises:
        ValueOutOfRangeError: If a line cannot be read, or a number cannot be.
        UnknownNameError: If a side, site, time or word of form is not known.
    """
    read = [parse_set(line) for line in lines]
    return SessionRecord(
        on=on,
        sets=tuple(one for line in read for one in line.sets),
        pains=(*(pain for line in read for pain in line.pains), *(typed_pain(text) for text in pains)),
        skipped=skipped,
        note=note,
    )


def log_session(store: Store, name: str, session: SessionRecord, *, today: date, replaces: UUID | None = None) -> Logged:
    """Store a session and say what it changes.

    Args:
        store: An open store.
        name: The athlete.
        session: What was done.
        today: For what comes next.
        replaces: A session that this one corrects.

    Raises:
        UnknownNameError: If nobody has the name, or an exercise is not known.
        ValueOutOfRangeError: If a side, load or date cannot be meant.
    """
    athlete = known(store, name)
    before = None if athlete.plan is None else standing(store, athlete)
    if athlete.plan is None or before is None:
        check_session(session, ())
    else:
        check_session(session, (*programme_of(athlete.plan.value), *(one.line for one in before.state.lines)))

    def write() -> UUID:
        return add_session(store, name, session) if replaces is None else correct_session(store, name, replaces, session)

    return _logged(store, athlete, before, session, write, today=today)


def _logged(
    store: Store, athlete: Known, before: Advance | None, session: SessionRecord, write: Callable[[], UUID], *, today: date
) -> Logged:
    """Write to the store, and compare the rules that fire with those before."""
    uid = write()
    if athlete.plan is None or before is None:
        return Logged(uid=uid, session=session, changes=(), coming=None)
    now = standing(store, athlete)
    notes = []
    if session.on < athlete.plan.value.starts_on:
        words = f"This was before the plan's start on {athlete.plan.value.starts_on.isoformat()}, so the plan does not follow it."
        notes.append({"code": "before_the_plan", "message": words})
    return Logged(
        uid=uid,
        session=session,
        changes=_beyond(now.changes, before.changes),
        undone=_beyond(before.changes, now.changes),
        coming=next_session(athlete, now, today=today),
        notes=tuple(notes),
    )


def _beyond(changes: Sequence[RuleChange], others: Sequence[RuleChange]) -> tuple[RuleChange, ...]:
    """Changes that others do not have, or less often; the same on another day is the same."""
    left = Counter(replace(one, on=date.min) for one in others)
    found = []
    for change in changes:
        left[replace(change, on=date.min)] -= 1
        if left[replace(change, on=date.min)] < 0:
            found.append(change)
    return tuple(found)


def log_as_planned(store: Store, name: str, told: SessionRecord, *, today: date) -> Logged:
    """Log the session that the plan asks for, every set as asked, but for what was told otherwise.

    Of a day without a session it is the next one, done early.

    Args:
        store: An open store.
        name: The athlete.
        told: Its day, pains and note; its sets stand in place of the planned ones of that exercise and side.
        today: For what comes next.

    Raises:
        NoPlanError: If no plan is followed.
        ContradictionError: If nothing is asked for on that day, or its session is logged already.
    """
    athlete = known(store, name)
    plan, now = plan_of(athlete).value, standing(store, athlete, until=told.on)
    if told.on < plan.starts_on:
        raise ContradictionError(
            f"The plan starts on {plan.starts_on.isoformat()}, so nothing is planned on {told.on.isoformat()}",
            "log what was done line by line, or give a later day with --on",
        )
    if told.on in logged_days(now):
        raise ContradictionError(
            f"A session of {told.on.isoformat()} is logged already",
            "see it with --show and correct it with --correct ID, or log what was done besides line by line",
        )
    of_day = next_day(plan, told.on)
    done = as_asked(due(plan, now, told.on, of_day=of_day), told.on)
    if done is None:
        raise ContradictionError(f"Nothing is asked for now. {now.state.reason}".rstrip(" ."), "log what was done line by line")
    other = {(one.exercise, one.side) for one in told.sets}
    kept = tuple(one for one in done.sets if (one.exercise, one.side) not in other)
    logged = log_session(store, name, replace(told, sets=(*kept, *told.sets)), today=today)
    if of_day == told.on:
        return logged
    moved = {"code": "moved", "message": f"That was the session of {of_day.isoformat()}, done on {told.on.isoformat()}."}
    return replace(logged, notes=(*logged.notes, moved))


def log_pain(store: Store, name: str, told: SessionRecord, *, today: date, to: str = "") -> Logged:
    """Add pain, or a note, that is told after a session to that session, which is corrected so; its history is kept.

    Without `to` it belongs to the session of that day or the day before (of the next morning: the day before, or that day once it is
    over). If there is none, the pain is kept on its own.

    Args:
        store: An open store.
        name: The athlete.
        told: Day, pains and note.
        today: For what comes next.
        to: Id of a session, or 'last'; empty for the one that it follows from the day.

    Raises:
        UnknownEntryError: If there is no such session.
    """
    if to:
        found: Stored[SessionRecord] | None = stored_session(store, name, to)
    else:
        sessions = list_sessions(store, name, since=told.on - timedelta(days=1), until=told.on)
        found = _session_before(sessions, told, today=today)
    if found is not None:
        old = found.value
        note = "\n".join(text for text in (old.note, told.note) if text)
        return log_session(store, name, replace(old, pains=(*old.pains, *told.pains), note=note), today=today, replaces=found.uid)
    logged = log_session(store, name, told, today=today)
    words = "No session was logged on that day or the day before, so this stands on its own; --to ID adds it to a session."
    return replace(logged, notes=(*logged.notes, {"code": "on_its_own", "message": words}))


def _session_before(sessions: Sequence[Stored[SessionRecord]], told: SessionRecord, *, today: date) -> Stored[SessionRecord] | None:
    """The session that pains of a day belong to."""
    morning = any(pain.when == "next_morning" for pain in told.pains)
    before = told.on - timedelta(days=1)
    days = [told.on, before] if not morning else [before, told.on] if told.on < today else [before]
    done = [one for day in days for one in reversed(sessions) if one.value.on == day and is_done(one.value)]
    return done[0] if done else None


def amend_session(store: Store, name: str, text: str, told: SessionRecord, *, today: date, on: date | None = None) -> Logged:
    """Correct a session: what is told takes the place of what it had, the rest stays; the old one is kept as history.

    Told sets replace all sets and the pains told with them; told pains replace those of the session as a whole.

    Args:
        store: An open store.
        name: The athlete.
        text: Id of the session, its first letters, or 'last'.
        told: Sets, pains, note, or that it was left out.
        today: For what comes next.
        on: Another day; None leaves it.

    Raises:
        UnknownEntryError: If there is no such session.
        ReplacedEntryError: If it was corrected or deleted before, perhaps by somebody else just now.
    """
    found = stored_session(store, name, text)
    old = found.value
    with_sets = [] if told.sets or told.skipped else [pain for pain in old.pains if pain.exercise is not None]
    as_a_whole = [] if any(pain.exercise is None for pain in told.pains) else [pain for pain in old.pains if pain.exercise is None]
    new = SessionRecord(
        on=on or old.on,
        sets=told.sets if told.sets or told.skipped else old.sets,
        pains=(*with_sets, *as_a_whole, *told.pains),
        skipped=told.skipped or (old.skipped and not told.sets),
        note=told.note or old.note,
    )
    return log_session(store, name, new, today=today, replaces=found.uid)


def drop_session(store: Store, name: str, text: str, *, today: date) -> Logged:
    """Take a session out of what counts; raises as stored_session."""
    found, athlete = stored_session(store, name, text), known(store, name)
    before = None if athlete.plan is None else standing(store, athlete)

    def delete() -> UUID:
        delete_session(store, name, found.uid)
        return found.uid

    return _logged(store, athlete, before, found.value, delete, today=today)
