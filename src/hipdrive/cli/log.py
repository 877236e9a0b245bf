"""The command log: what was done, what hurt, and what that changes."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from ..language import Text, en, or_list
from .door import clock
from .door.day import day_typed
from .door.next_step import show_next_if_held
from .door.outlet import JsonTarget, hand_out_json, ready_to_write, wrong_usage
from .door.stored import Database, reading, writing
from .views.log import show_coming, show_logged, show_sessions

if TYPE_CHECKING:
    from ..contract.athletes.log import LogDocument

SHOWN = 10
"""Sessions that --show lists unless told."""


def log(
    athlete: Annotated[str, typer.Argument(help="A stored athlete.")],
    lines: Annotated[
        list[str] | None,
        typer.Argument(metavar="[LINE]", help="What was done, one line per exercise: 'cable_hip_flexion R 3x8 @12.5kg rir 2 pain 1'."),
    ] = None,
    on: Annotated[datetime | None, typer.Option(parser=day_typed, metavar="DATE", help="Day of the session; today if left out.")] = None,
    as_planned: Annotated[
        bool, typer.Option("--as-planned", help="Everything was done as planned, except where the lines say otherwise.")
    ] = False,
    skipped: Annotated[bool, typer.Option("--skipped", help="The whole session was skipped; that does not count as failed.")] = False,
    pain: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORDS",
            help="Pain in the session as a whole, such as '3 front_of_hip R next_morning'; repeatable. Without lines it is added to "
            "the previous session.",
        ),
    ] = None,
    note: Annotated[str, typer.Option(help="A note in your own words.")] = "",
    to: Annotated[str | None, typer.Option(metavar="ID", help="Add --pain or --note to this session; 'last' for the last one.")] = None,
    correct: Annotated[
        str | None, typer.Option(metavar="ID", help="Correct this session (or 'last'): what you give replaces what it had.")
    ] = None,
    delete: Annotated[str | None, typer.Option(metavar="ID", help="Delete this session; its history is kept.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Undo the last entry in the log; repeat it to undo the one before.")] = False,
    again: Annotated[bool, typer.Option("--again", help="A line that is already logged for that day was done once more.")] = False,
    show: Annotated[bool, typer.Option("--show", help="List the last sessions with their ids; '--show 20' lists 20.")] = False,
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
    typed = coach.TypedLog(
        lines=words,
        on=None if on is None else on.date(),
        pains=pains,
        skipped=skipped,
        note=note,
        as_planned=as_planned,
        correct=correct or "",
        delete=delete or "",
        undo=undo,
        to=to or "",
        again=again,
    )
    if correct and not (words or pains or note or skipped or on):
        raise wrong_usage(en("--correct needs what was done instead: lines, --on, --pain, --note or --skipped"))
    if show:
        with reading(db) as unit:
            listed = coach.session_list(unit, athlete, last=_count(words))
        if not hand_out_json(json, listed):
            show_sessions(listed)
            show_next_if_held(db, athlete)
    elif typed.says_something:
        with writing(db) as unit:
            logged = coach.log_typed(unit, athlete, typed)
        if not hand_out_json(json, logged):
            show_logged(logged, what=_what(logged, undo=undo, deleted=bool(delete), corrected=bool(correct)))
            show_next_if_held(db, athlete)
    else:
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
