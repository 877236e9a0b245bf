"""What a logged session makes one ask: work on what is paused or stopped, and sessions before the plan."""

from collections.abc import Iterable
from datetime import date

from ...body_words import SIDE_WORDS
from ...contract.wire import NoteDocument
from ...language import Text, en, joined, layout
from ...training import PlanState, SessionRecord, adapt_rules
from ...training.follow.pain import SIDES_OF
from ...training.follow.state import LineState
from .follower import counts_from


def before_the_plan(session: SessionRecord, starts_on: date) -> NoteDocument | None:
    """The note on a session before the plan's start; None on a later one."""
    if session.on >= starts_on:
        return None
    words = en("This was before the plan started on {starts_on}, so it does not change the plan.", starts_on=starts_on)
    if session.pains and session.on >= counts_from(starts_on):
        words = en(
            "This was before the plan started on {starts_on}: its sets do not change the plan. Its pain counts, unless the safety screen "
            "has been answered since.",
            starts_on=starts_on,
        )
    elif session.pains:
        words = en(
            "This was more than {days} days before the plan started on {starts_on}, so its pain no longer counts.",
            days=adapt_rules().pain_before_days,
            starts_on=starts_on,
        )
    return NoteDocument(code="before_the_plan", message=words)


def work_on_rest(state: PlanState, session: SessionRecord) -> tuple[NoteDocument, ...]:
    """One note for each exercise and side that was done although it rests, or beside work that rests on that side.

    Args:
        state: The plan as it stood when the session was done.
        session: What was done.
    """
    done = dict.fromkeys((logged.exercise, logged.side) for logged in session.sets if not logged.skipped)
    if not done:
        return ()
    if state.status == "referred":
        stopped = en("The plan is stopped") if state.since is None else en("The plan is stopped since {since}", since=state.since)
        words = en(
            "{stopped}, so this changes nothing. Was it really done? If not, correct this session. If so, "
            "do no more until you have had it checked and answered the safety screen again.",
            stopped=stopped,
        )
        return (NoteDocument(code="done_while_stopped", message=words),)
    resting = [line for line in state.lines if line.status != "active"]
    own = {(line.exercise, line.side): line for line in resting}
    planned = {line.exercise for line in state.lines}
    notes = [_own_words(own[key]) for key in done if key in own]
    for exercise, side in done:
        beside = [line for line in resting if line.status == "paused" and set(SIDES_OF[line.side]) & set(SIDES_OF[side])]
        if exercise not in planned and beside:
            notes.append(_beside_words(exercise, beside))
    return tuple(notes)


def _own_words(line: LineState) -> NoteDocument:
    line_said, since = _line_said(line), line.since
    if line.status == "stopped":
        stopped = en("{line} is stopped") if since is None else en("{line} is stopped since {since}")
        words = en(
            "{stopped} until a new plan is made. Was it really done? If not, correct this session.",
            stopped=stopped.filled(line=line_said, since=since),
        )
        return NoteDocument(code="done_while_stopped", message=words)
    paused = en("{line} is paused") if since is None else en("{line} is paused since {since}")
    words = en(
        "{paused}. Was it really done? If so, answer the safety screen again before the next time. If not, correct this session.",
        paused=paused.filled(line=line_said, since=since),
    )
    return NoteDocument(code="done_while_paused", message=words)


def _beside_words(exercise: str, beside: Iterable[LineState]) -> NoteDocument:
    words = en(
        "{exercise} is not in the plan, and {resting} is paused on that side: make sure that it does not load what hurt.",
        exercise=exercise,
        resting=joined(dict.fromkeys(map(_line_said, beside)), ", "),
    )
    return NoteDocument(code="done_beside_pause", message=words)


def _line_said(line: LineState) -> Text:
    return layout("{exercise} {side}", exercise=line.exercise, side=SIDE_WORDS[line.side])
