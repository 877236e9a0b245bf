"""How a logged session, what it changes, and what is next look in the terminal."""

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..door.outlet import show_paragraph
from .next_session import day_words, show_next_session

if TYPE_CHECKING:
    from ...contract.athletes.log import FiredRuleDocument, LogDocument, SessionsDocument, StoredSessionDocument

SHORT_ID = 8
"""Letters of an id that are shown."""


def show_logged(logged: "LogDocument", *, what: str) -> None:
    """What was written, what it changes, and what is next."""
    session = logged.session
    if session is not None:
        show_paragraph(f"{what}: {day_words(session.on)}, {_in_short(session)} (id {str(session.id)[:SHORT_ID]}).")
        _show_parts(session)
    for note in logged.notes:
        show_paragraph(note.message, indent=4, first="*")
    for heading, changes in (("What changes", logged.changes), ("What no longer holds", logged.undone)):
        if changes:
            print()
            show_paragraph(heading, bold=True)
            for change, sides in sides_together(changes):
                show_paragraph(change_words(change, sides), indent=4, first="-")
    if logged.next is None:
        show_paragraph("No plan is followed, so no dose changes.")
        return
    if not logged.changes and not logged.undone:
        show_paragraph("No dose changes.")
    print()
    show_next_session(logged.next)


def sides_together(changes: Sequence["FiredRuleDocument"]) -> list[tuple["FiredRuleDocument", str]]:
    """The same rules, each with its sides in words: what fired alike on both sides stands once."""
    together: dict[tuple[object, ...], tuple[FiredRuleDocument, list[str]]] = {}
    for change in changes:
        key = tuple(value for name, value in change if name != "side")
        _, sides = together.setdefault(key, (change, []))
        if change.side not in sides:
            sides.append(change.side)
    return [(change, " and ".join(sides)) for change, sides in together.values()]


def change_words(change: "FiredRuleDocument", sides: str) -> str:
    """One rule that fired: rule, exercise, sides, before and after, and why."""
    what = " ".join(word for word in (change.exercise, sides) if word)
    to = f"stays {change.after}" if change.before == change.after else f"{change.before} -> {change.after}".removeprefix(" -> ")
    amount = f" {to}." if to.removeprefix("stays ") else ""
    return f"{change.title}: {what + ':' if what else ''}{amount} {change.why}".replace(":  ", ": ")


def show_coming(log: "LogDocument") -> None:
    """What is next, and ready-made words to log it."""
    coming, name = log.next, shlex.quote(log.athlete)
    if coming is None:
        show_paragraph(f"{log.athlete} has no plan yet: make one with 'hipdrive plan --athlete {name}'.")
        show_paragraph("You can log sessions without a plan too, one line for each exercise:")
        print(f'  hipdrive log {name} "seated_lift LR 2x10 rir 3"')
        return
    show_next_session(coming)
    if coming.to_log:
        print()
        show_paragraph("If everything was done as planned:")
        print(f"  hipdrive log {name} --as-planned")
        show_paragraph("Otherwise change these lines to what was done:")
        for line in (f"  hipdrive log {name}", *(f"    '{line}'" for line in coming.to_log)):
            print(line if line.endswith(f"'{coming.to_log[-1]}'") else f"{line} \\")
        show_paragraph("If something hurts during the session or the next morning (0 to 10, where, when):")
        print(f"  hipdrive log {name} --pain '3 front_of_hip R next_morning'")


def show_sessions(listed: "SessionsDocument") -> None:
    """The last sessions with their ids."""
    shown = listed.sessions
    if not shown:
        show_paragraph(f"No session of {listed.athlete} is logged yet.")
        return
    for session in shown:
        corrected = ", corrected" if session.corrected else ""
        show_paragraph(f"{str(session.id)[:SHORT_ID]}  {day_words(session.on)}, {_in_short(session)}{corrected}", bold=True)
        _show_parts(session)
    if listed.count > len(shown):
        show_paragraph(f"{len(shown)} of {listed.count} sessions; more with --show {listed.count}.")


def _in_short(session: "StoredSessionDocument") -> str:
    done = sum(not logged.skipped for logged in session.sets)
    left_out = len(session.sets) - done
    if session.skipped:
        return "skipped"
    if not session.sets:
        return "no sets"
    return f"{done} set{'' if done == 1 else 's'}" + (f", {left_out} skipped" if left_out else "")


def _show_parts(session: "StoredSessionDocument") -> None:
    for line in session.lines:
        print(f"    {line}")
    for words in session.pain_words:
        show_paragraph(words, indent=4)
    if session.note:
        show_paragraph(f"note: {session.note}", indent=4)
