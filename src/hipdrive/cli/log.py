"""The command log: what was done, what hurt, and what that changes."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from ..language import Text, en, or_list
from .door import clock
from .door.next_step import show_next_if_held
from .door.options import log as options
from .door.outlet import JsonTarget, hand_out_json, ready_to_write, wrong_usage
from .door.stored import Database, reading, writing
from .views.log import show_coming, show_logged, show_sessions

if TYPE_CHECKING:
    from ..coach import TypedLog
    from ..contract.athletes.log import LogDocument

SHOWN = 10
"""Sessions that --show lists unless told."""


def log(
    athlete: options.StoredAthlete,
    lines: options.Lines = None,
    on: options.DayOfSession = None,
    as_planned: options.AsPlanned = False,
    skipped: options.Skipped = False,
    pain: options.Pains = None,
    note: options.InOwnWords = "",
    to: options.AddTo = None,
    correct: options.CorrectId = None,
    delete: options.DeleteId = None,
    undo: options.Undo = False,
    again: options.OnceMore = False,
    show: options.ShowLast = False,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Log a session set by set, and see what it changes; without lines, see what is next and how to log it.

    A line is: exercise, side (L, R, LR, alt, both), sets x repetitions (3x8, 10,9,8, 2x20m, or skipped), then optionally @load, hold 2s,
    rir 2 or rpe 8, form no-twist, pain 3 groin next_morning. What you leave out counts as done as planned.
    """
    from .. import coach

    ready_to_write(json)
    words, pains = list(lines or ()), list(pain or ())
    alone = {"--delete": bool(delete), "--undo": undo, "--show": show}
    _refuse_contradictions(words, pains, note, skipped=skipped, as_planned=as_planned, correct=correct, to=to, alone=alone)
    day = None if on is None else on.date()
    typed = coach.TypedLog(lines=words, on=day, pains=pains, skipped=skipped, note=note, as_planned=as_planned, again=again)
    typed = replace(typed, correct=correct or "", delete=delete or "", undo=undo, to=to or "")
    if correct and not (words or pains or note or skipped or on):
        raise wrong_usage(en("--correct needs what was done instead: lines, --on, --pain, --note or --skipped"))
    if show:
        _list(athlete, words, db=db, json=json)
    elif typed.says_something:
        _write(athlete, typed, db=db, json=json)
    else:
        _coming(athlete, on, db=db, json=json)


def _list(athlete: str, words: list[str], *, db: str | None, json: str | None) -> None:
    """Show the last sessions."""
    from .. import coach

    with reading(db) as unit:
        listed = coach.session_list(unit, athlete, last=_count(words))
    if not hand_out_json(json, listed):
        show_sessions(listed)
        show_next_if_held(db, athlete)


def _write(athlete: str, typed: "TypedLog", *, db: str | None, json: str | None) -> None:
    """Write what was typed, and show what it changes."""
    from .. import coach

    with writing(db) as unit:
        logged = coach.log_typed(unit, athlete, typed)
    if not hand_out_json(json, logged):
        show_logged(logged, what=_what(logged, undo=typed.undo, deleted=bool(typed.delete), corrected=bool(typed.correct)))
        show_next_if_held(db, athlete)


def _coming(athlete: str, on: datetime | None, *, db: str | None, json: str | None) -> None:
    """Show what is next, and how to log it."""
    from .. import coach

    with reading(db) as unit:
        coming = coach.coming_session(unit, athlete, on=clock.day_or_today(on))
    if not hand_out_json(json, coming):
        show_coming(coming)
        show_next_if_held(db, athlete)


def _refuse_contradictions(
    words: list[str],
    pains: list[str],
    note: str,
    *,
    skipped: bool,
    as_planned: bool,
    correct: str | None,
    to: str | None,
    alone: dict[str, bool],
) -> None:
    """Refuse options that exclude each other; those that stand alone go without lines, pain and note too."""
    said = [
        name
        for name, given in (
            ("--skipped", skipped and not correct),
            ("--as-planned", as_planned),
            ("--correct", correct),
            ("--to", to),
            *alone.items(),
        )
        if given
    ]
    if len(said) > 1:
        raise wrong_usage(en("give {options}, not both", options=or_list(said)))
    if skipped and words:
        raise wrong_usage(en("a skipped session has no lines"))
    if to and (words or not (pains or note)):
        raise wrong_usage(en("--to adds --pain or --note to a session; give one of them, and no lines"))
    if any(alone.values()) and (pains or note or (words and not alone["--show"])):
        raise wrong_usage(en("{option} cannot be combined with anything else", option=said[0]))


def _what(logged: "LogDocument", *, undo: bool, deleted: bool, corrected: bool) -> Text:
    """What became of the session, as the beginning of a line."""
    if undo:
        restored = any(note.code == "stands_again" for note in logged.notes)
        return en("Restored: {session} (id {id}).") if restored else en("Undone: {session} (id {id}).")
    if deleted:
        return en("Deleted: {session} (id {id}).")
    return en("Corrected: {session} (id {id}).") if corrected else en("Logged: {session} (id {id}).")


def _count(words: list[str]) -> int:
    """How many sessions to list."""
    if not words:
        return SHOWN
    if len(words) > 1 or not words[0].isdigit() or int(words[0]) < 1:
        raise wrong_usage(en("--show takes a number of sessions, such as --show 20, and no lines"))
    return int(words[0])
