"""How a logged session, what it changes, and what is next look in the terminal."""

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...language import Text, en, en_count, joined, layout
from ..door.outlet import show_paragraph
from .next_session import show_next_session
from .vocabulary import day_words, sides_words

if TYPE_CHECKING:
    from ...contract.athletes.log import FiredRuleDocument, LogDocument, SessionsDocument, StoredSessionDocument

SHORT_ID = 8
"""Letters of an id that are shown."""


def show_logged(logged: "LogDocument", *, what: Text) -> None:
    """What was written, what it changes, and what is next."""
    session = logged.session
    if session is not None:
        show_paragraph(what.filled(session=_on_day(session), id=str(session.id)[:SHORT_ID]))
        _show_parts(session)
    for note in logged.notes:
        show_paragraph(note.message, indent=4, first="*")
    for heading, changes in ((en("What changes"), logged.changes), (en("What no longer holds"), logged.undone)):
        if changes:
            print()
            show_paragraph(heading, bold=True)
            for change, sides in sides_together(changes):
                show_paragraph(change_words(change, sides), indent=4, first="-")
    if logged.next is None:
        show_paragraph(en("No plan is followed, so no dose changes."))
        return
    if not logged.changes and not logged.undone:
        show_paragraph(en("No dose changes."))
    print()
    show_next_session(logged.next)


def sides_together(changes: Sequence["FiredRuleDocument"]) -> list[tuple["FiredRuleDocument", Text]]:
    """The same rules, each with its sides in words: what fired alike on both sides stands once."""
    together: dict[tuple[object, ...], tuple[FiredRuleDocument, list[str]]] = {}
    for change in changes:
        key = tuple(value for name, value in change if name != "side")
        _, sides = together.setdefault(key, (change, []))
        if change.side not in sides:
            sides.append(change.side)
    return [(change, sides_words(sides)) for change, sides in together.values()]


def change_words(change: "FiredRuleDocument", sides: Text) -> Text:
    """One rule that fired: rule, exercise, sides, before and after, and why."""
    from ...report.named import with_names

    what = joined((change.exercise, sides))
    parts = (layout("{title}:", title=change.title), layout("{what}:", what=what) if what else "", _amounts(change), with_names(change.why))
    return joined(parts)


def _amounts(change: "FiredRuleDocument") -> str:
    """What a dose was and is, as a sentence; nothing where a rule does not touch a dose."""
    if change.before == change.after:
        return en("stays {dose}.", dose=change.after) if change.after else ""
    return layout("{before} -> {after}.", before=change.before, after=change.after) if change.before else f"{change.after}."


def show_coming(log: "LogDocument") -> None:
    """What is next, and ready-made words to log it."""
    coming, name = log.next, shlex.quote(log.athlete)
    if coming is None:
        command = f"hipdrive plan --athlete {name}"
        show_paragraph(en("{athlete} has no plan yet: make one with '{command}'.", athlete=log.athlete, command=command))
        show_paragraph(en("You can log sessions without a plan too, one line for each exercise:"))
        print(f'  hipdrive log {name} "seated_lift LR 2x10 rir 3"')
        return
    show_next_session(coming)
    if coming.to_log:
        print()
        show_paragraph(en("If everything was done as planned:"))
        print(f"  hipdrive log {name} --as-planned")
        show_paragraph(en("Otherwise change these lines to what was done:"))
        for line in (f"  hipdrive log {name}", *(f"    '{line}'" for line in coming.to_log)):
            print(line if line.endswith(f"'{coming.to_log[-1]}'") else f"{line} \\")
        show_paragraph(en("If something hurts during the session or the next morning (0 to 10, where, when):"))
        print(f"  hipdrive log {name} --pain '3 front_of_hip R next_morning'")


def show_sessions(listed: "SessionsDocument") -> None:
    """The last sessions with their ids."""
    shown = listed.sessions
    if not shown:
        show_paragraph(en("No session of {athlete} is logged yet.", athlete=listed.athlete))
        return
    for session in shown:
        words = joined((_on_day(session), en("corrected") if session.corrected else ""), ", ")
        show_paragraph(layout("{id}  {session}", id=str(session.id)[:SHORT_ID], session=words), bold=True)
        _show_parts(session)
    if listed.count > len(shown):
        show_paragraph(en("{shown} of {count} sessions; more with --show {count}.", shown=len(shown), count=listed.count))


def _on_day(session: "StoredSessionDocument") -> Text:
    return layout("{day}, {sets}", day=day_words(session.on), sets=_in_short(session))


def _in_short(session: "StoredSessionDocument") -> Text:
    done = sum(not logged.skipped for logged in session.sets)
    left_out = len(session.sets) - done
    if session.skipped:
        return en("skipped")
    if not session.sets:
        return en("no sets")
    return joined((en_count("{n} set", "{n} sets", n=done), en("{count} skipped", count=left_out) if left_out else ""), ", ")


def _show_parts(session: "StoredSessionDocument") -> None:
    for line in session.lines:
        print(f"    {line}")
    for words in session.pain_words:
        show_paragraph(words, indent=4)
    if session.note:
        show_paragraph(en("note: {note}", note=session.note), indent=4)
