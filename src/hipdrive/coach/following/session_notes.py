"""What a logged session makes one ask: work on what is paused or stopped, and sessions before the plan."""

from collections.abc import Iterable
from datetime import date

from ...contract.wire import NoteDocument
from ...training import PlanState, SessionRecord, adapt_rules
from ...training.follow.pain import SIDES_OF
from ...training.follow.state import LineState
from .follower import counts_from


def before_the_plan(session: SessionRecord, starts_on: date) -> NoteDocument | None:
    """The note on a session before the plan's start; None on a later one."""
    if session.on >= starts_on:
        return None
    start = starts_on.isoformat()
    words = f"This was before the plan started on {start}, so it does not change the plan."
    if session.pains and session.on >= counts_from(starts_on):
        words = (
            f"This was before the plan started on {start}: its sets do not change the plan. Its pain counts, unless the safety screen has "
            "been answered since."
        )
    elif session.pains:
        words = (
            f"This was more than {adapt_rules().pain_before_days} days before the plan started on {start}, so its pain no longer counts."
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
        words = (
            f"The plan is stopped{_since(state.since)}, so this changes nothing. Was it really done? If not, correct this session. If so, "
            "do no more until you have had it checked and answered the safety screen again."
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
    what = f"{line.exercise} {line.side}"
    if line.status == "stopped":
        words = f"{what} is stopped{_since(line.since)} until a new plan is made. Was it really done? If not, correct this session."
        return NoteDocument(code="done_while_stopped", message=words)
    words = (
        f"{what} is paused{_since(line.since)}. Was it really done? If so, answer the safety screen again before the next time. If not, "
        "correct this session."
    )
    return NoteDocument(code="done_while_paused", message=words)


def _beside_words(exercise: str, beside: Iterable[LineState]) -> NoteDocument:
    rests = ", ".join(dict.fromkeys(f"{line.exercise} {line.side}" for line in beside))
    words = f"{exercise} is not in the plan, and {rests} is paused on that side: make sure that it does not load what hurt."
    return NoteDocument(code="done_beside_pause", message=words)


def _since(since: date | None) -> str:
    return "" if since is None else f" since {since.isoformat()}"
