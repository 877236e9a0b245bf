"""The athlete's diary: log a session as typed or as planned, add pain to it, correct it, delete it, and see what that changes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from ...contract.athletes.log import LogDocument
from ...contract.athletes.next_step import step_advice
from ...contract.wire import NoteDocument
from ...errors import Advice, ContradictionError
from ...language import Text, en
from ...store import Put, Stored, Unit, add_session, correct_session, delete_session, list_sessions, session_version
from ...training import PainRecord as PainRecord
from ...training import SessionRecord as SessionRecord
from ...training import SetRecord as SetRecord
from ...training import check_session, parse_set
from ..athletes.own_sentence import own_sentence
from ..following.follower import Follower, follower, planned_ids
from ..following.logged import logged_answer
from ..following.session_words import typed_pain
from ..following.sessions import is_done, session_named
from ..following.standing import as_asked, due, logged_days, next_day, plan_of, standing


def nothing_planned(reason: Text, advice: Text | Advice) -> ContradictionError:
    """The error where a session is to be logged as planned, but the plan asks for nothing."""
    sentence = en("Nothing is planned for now. {reason}", reason=reason) if reason else en("Nothing is planned for now.")
    return ContradictionError(sentence, own_sentence(advice), between=" ")


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
        sets=tuple(done for line in read for done in line.sets),
        pains=(*(pain for line in read for pain in line.pains), *(typed_pain(text) for text in pains)),
        skipped=skipped,
        note=note,
    )


def log_session(unit: Unit, name: str, session: SessionRecord, *, uid: UUID | None = None) -> LogDocument:
    """Store a session and say what it changes.

    Args:
        unit: A unit for writing.
        name: The athlete.
        session: What was done.
        uid: Its id; the same session put twice under one id is one. None gives it a new one.

    Raises:
        UnknownNameError: If nobody has the name, or an exercise is not known.
        ValueOutOfRangeError: If a side, load or date cannot be meant.
        IdTakenError: If a session with other content has the id.
    """
    return _added(unit, follower(unit, name), session, uid=uid)


def _added(unit: Unit, athlete: Follower, session: SessionRecord, *, uid: UUID | None) -> LogDocument:
    before = athlete.without(uid)
    _check(before, session)
    put = add_session(unit, athlete.person.name, session, uid=uid)
    after = before.after(Stored(uid=put.uid, value=session, created_at=unit.now)) if put.counts else athlete
    return logged_answer(before if put.counts else athlete, after, session, put, today=unit.today)


def _corrected(unit: Unit, athlete: Follower, target: Stored[SessionRecord], session: SessionRecord, *, uid: UUID | None) -> LogDocument:
    """Put a session in the place of another."""
    rest = athlete.without(uid, target.uid)
    before = rest.after(target)
    _check(before, session)
    put = correct_session(unit, athlete.person.name, target.uid, session, uid=uid)
    after = rest.after(Stored(uid=put.uid, value=session, created_at=unit.now, corrects=target.uid)) if put.counts else athlete
    return logged_answer(before if put.counts else athlete, after, session, put, today=unit.today)


def _check(before: Follower, session: SessionRecord) -> None:
    """Refuse a session that cannot be meant, given what the plan asks for."""
    if before.plan is None:
        check_session(session, ())
    else:
        lines = standing(before).state.lines
        check_session(session, (*before.plan.programme, *(state.line for state in lines)))


def log_as_planned(unit: Unit, name: str, typed: SessionRecord) -> LogDocument:
    """Log the session that the plan asks for, every set as asked, but for what was typed otherwise.

    Of a day without a session it is the next one, done early. Its id derives from athlete and planned session.

    Args:
        unit: A unit for writing.
        name: The athlete.
        typed: Its day, pains and note; its sets stand in place of the planned ones of that exercise and side.

    Raises:
        NoPlanError: If no plan is followed.
        ContradictionError: If nothing is asked for on that day, or its session is logged already.
    """
    athlete = follower(unit, name)
    plan, now = plan_of(athlete), standing(athlete, until=typed.on)
    if now.state.status == "referred":
        raise nothing_planned(now.state.reason, step_advice("settle_pain", athlete.person.name))
    if typed.on < plan.starts_on:
        raise ContradictionError(
            en("The plan starts on {starts_on}, so nothing is planned on {on}", starts_on=plan.starts_on, on=typed.on),
            Advice(words=en("log what you did line by line, or give a later day"), step="give_later_day"),
        )
    if typed.on in logged_days(now):
        _refuse_twice(typed.on)
    of_day = next_day(plan, typed.on)
    done = as_asked(due(plan, now, typed.on, of_day=of_day), typed.on)
    if done is None:
        raise nothing_planned(now.state.reason, en("log what you did line by line"))
    other = {(typed_set.exercise, typed_set.side) for typed_set in typed.sets}
    kept = tuple(asked for asked in done.sets if (asked.exercise, asked.side) not in other)
    logged = _added(unit, athlete, replace(typed, sets=(*kept, *typed.sets)), uid=_free_planned_id(unit, athlete, of_day))
    if of_day == typed.on:
        return logged
    words = en("That was the session planned for {planned_on}, done on {on}.", planned_on=of_day, on=typed.on)
    return _with_note(logged, NoteDocument(code="moved", message=words))


def _with_note(logged: LogDocument, note: NoteDocument) -> LogDocument:
    return logged.model_copy(update={"notes": (*logged.notes, note)})


def _free_planned_id(unit: Unit, athlete: Follower, of_day: date) -> UUID | None:
    """The id under which the session of a day is logged as planned.

    Raises:
        ContradictionError: If it, or a correction of it, counts already.
    """
    for uid in planned_ids(athlete.person, plan_of(athlete), of_day):
        version = session_version(unit, athlete.person.name, uid)
        if version is None:
            return uid
        if version.counting is not None:
            _refuse_twice(of_day)
    return None


def _refuse_twice(on: date) -> None:
    raise ContradictionError(
        en("A session for {on} is already logged", on=on),
        Advice(words=en("correct that one, or log what else you did line by line"), step="correct_logged"),
    )


def log_pain(unit: Unit, name: str, typed: SessionRecord, *, to: str = "", uid: UUID | None = None) -> LogDocument:
    """Add pain, or a note, that is told after a session to that session, which is corrected so; its history is kept.

    Without `to` it belongs to the session of that day or the day before (of the next morning: the day before, or that day once it is
    over). If there is none, the pain is kept on its own.

    Args:
        unit: A unit for writing.
        name: The athlete.
        typed: Day, pains and note.
        to: Id of a session, or 'last'; empty for the one that it follows from the day.
        uid: Id of what is stored, as in log_session.

    Raises:
        UnknownEntryError: If there is no such session.
    """
    near = (typed.on - timedelta(days=1), typed.on)
    if to or uid:
        sessions = list_sessions(unit, name, history=True)
        athlete = follower(unit, name, sessions=_counting(sessions))
    else:
        sessions, athlete = list_sessions(unit, name, since=near[0], until=near[1]), follower(unit, name)
    target = _corrected_before(sessions, uid)
    if target is None and to:
        target = session_named(sessions, to, replaced_too=uid is not None)
    elif target is None and not any(entry.uid == uid for entry in sessions):
        target = _session_before(_counting(sessions), typed, today=unit.today)
    if target is not None:
        return _with_pain(unit, athlete, target, typed, uid=uid)
    logged = _added(unit, athlete, typed, uid=uid)
    words = en("No session was logged on that day or the day before, so this is kept on its own; --to ID adds it to a session.")
    return _with_note(logged, NoteDocument(code="on_its_own", message=words))


def _with_pain(unit: Unit, athlete: Follower, target: Stored[SessionRecord], typed: SessionRecord, *, uid: UUID | None) -> LogDocument:
    old = target.value
    note = "\n".join(text for text in (old.note, typed.note) if text)
    return _corrected(unit, athlete, target, replace(old, pains=(*old.pains, *typed.pains), note=note), uid=uid)


def _corrected_before(sessions: Sequence[Stored[SessionRecord]], uid: UUID | None) -> Stored[SessionRecord] | None:
    """The session that was corrected when the same correction was put before; None if it was not, or corrected none."""
    corrects = next((entry.corrects for entry in sessions if entry.uid == uid), None)
    return next((entry for entry in sessions if corrects is not None and entry.uid == corrects), None)


def _counting(sessions: Sequence[Stored[SessionRecord]]) -> tuple[Stored[SessionRecord], ...]:
    return tuple(entry for entry in sessions if entry.superseded_at is None)


def _session_before(sessions: Sequence[Stored[SessionRecord]], typed: SessionRecord, *, today: date) -> Stored[SessionRecord] | None:
    """The session that pains of a day belong to."""
    morning = any(pain.when == "next_morning" for pain in typed.pains)
    before = typed.on - timedelta(days=1)
    days = [typed.on, before] if not morning else [before, typed.on] if typed.on < today else [before]
    done = [entry for day in days for entry in reversed(sessions) if entry.value.on == day and is_done(entry.value)]
    return done[0] if done else None


def amend_session(
    unit: Unit, name: str, text: str, typed: SessionRecord, *, on: date | None = None, whole: bool = False, uid: UUID | None = None
) -> LogDocument:
    """Correct a session: what is typed takes the place of what it had, the rest stays; the old one is kept as history.

    Typed sets replace all sets and the pains that came with them; typed pains replace those of the session as a whole. With an id of its
    own the correction is kept even if somebody else has corrected or deleted the session meanwhile; a note then says which version counts.

    Args:
        unit: A unit for writing.
        name: The athlete.
        text: Id of the session, its first letters, or 'last'.
        typed: Sets, pains, note, or that it was left out.
        on: Another day; None leaves it.
        whole: Whether nothing of the session stays but its day, so that a note or a pain can be taken out.
        uid: Id of the correction, as in log_session.

    Raises:
        UnknownEntryError: If there is no such session.
        ReplacedEntryError: If it was corrected or deleted before, perhaps by somebody else just now, and no id is given.
    """
    sessions = list_sessions(unit, name, history=True)
    target = _corrected_before(sessions, uid) or session_named(sessions, text, replaced_too=uid is not None)
    new = replace(typed, on=on or target.value.on) if whole else _amended(target.value, typed, on=on)
    return _corrected(unit, follower(unit, name, sessions=_counting(sessions)), target, new, uid=uid)


def _amended(old: SessionRecord, typed: SessionRecord, *, on: date | None) -> SessionRecord:
    """A session with what was typed in place of what it had."""
    with_sets = [] if typed.sets or typed.skipped else [pain for pain in old.pains if pain.exercise is not None]
    as_a_whole = [] if any(pain.exercise is None for pain in typed.pains) else [pain for pain in old.pains if pain.exercise is None]
    return SessionRecord(
        on=on or old.on,
        sets=typed.sets if typed.sets or typed.skipped else old.sets,
        pains=(*with_sets, *as_a_whole, *typed.pains),
        skipped=typed.skipped or (old.skipped and not typed.sets),
        note=typed.note or old.note,
    )


def drop_session(unit: Unit, name: str, text: str) -> LogDocument:
    """Take a session out of what counts; raises as session_named."""
    sessions = list_sessions(unit, name, history=True)
    target = session_named(sessions, text)
    athlete = follower(unit, name, sessions=_counting(sessions))
    delete_session(unit, name, target.uid)
    return logged_answer(athlete, athlete.without(target.uid), target.value, Put(uid=target.uid, counting=target.uid), today=unit.today)
