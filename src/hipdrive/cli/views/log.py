"""How a logged session, what it changes, and what is next look in the terminal."""

import shlex
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ..outlet import show_paragraph


def show_logged(plain: Mapping[str, Any], *, what: str) -> None:
    """What was written, what it changes, and what is next."""
    session = plain["session"]
    show_paragraph(f"{what}: {day_words(session['on'])}, {_in_short(session)} (id {session['id'][:8]}).")
    _show_parts(session)
    for note in plain["notes"]:
        show_paragraph(note["message"], indent=4, first="*")
    for heading, changes in (("What changes", plain["changes"]), ("What no longer holds", plain["undone"])):
        if changes:
            print()
            show_paragraph(heading, bold=True)
            for change in sides_together(changes):
                show_paragraph(change_words(change), indent=4, first="-")
    if plain["next"] is None:
        show_paragraph("No plan is followed, so no dose changes.")
        return
    if not plain["changes"] and not plain["undone"]:
        show_paragraph("No dose changes.")
    print()
    _show_next(plain["next"])


def sides_together(changes: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """The same rules, what fired alike on both sides told once."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for change in changes:
        key = tuple(value for name, value in change.items() if name != "side")
        if key in found and change["side"] not in found[key]["side"].split():
            found[key]["side"] += f" and {change['side']}"
        else:
            found.setdefault(key, dict(change))
    return list(found.values())


def change_words(change: Mapping[str, str]) -> str:
    """One rule that fired: rule, exercise, side, before and after, and why."""
    what = " ".join(word for word in (change["exercise"], change["side"]) if word)
    to = f"stays {change['to']}" if change["from"] == change["to"] else f"{change['from']} -> {change['to']}".removeprefix(" -> ")
    amount = f" {to}." if to.removeprefix("stays ") else ""
    return f"{change['title']}: {what + ':' if what else ''}{amount} {change['why']}".replace(":  ", ": ")


def show_coming(plain: Mapping[str, Any]) -> None:
    """What is next, and ready-made words to log it."""
    coming, name = plain["next"], shlex.quote(plain["athlete"])
    if coming is None:
        show_paragraph(f"{plain['athlete']} follows no plan yet: make one with 'hipdrive plan --athlete {name}'.")
        show_paragraph("Sessions can be logged without a plan too, one line for each exercise:")
        print(f'  hipdrive log {name} "seated_lift LR 2x10 rir 3"')
        return
    _show_next(coming)
    if coming["to_log"]:
        print()
        show_paragraph("If all was done as asked:")
        print(f"  hipdrive log {name} --as-planned")
        show_paragraph("Otherwise change these lines into what was done:")
        for line in (f"  hipdrive log {name}", *(f"    '{line}'" for line in coming["to_log"])):
            print(line if line.endswith(f"'{coming['to_log'][-1]}'") else f"{line} \\")
        show_paragraph("If something hurts, then or the next morning (0 to 10, where, when):")
        print(f"  hipdrive log {name} --pain '3 front_of_hip R next_morning'")


def show_sessions(plain: Mapping[str, Any]) -> None:
    """The last sessions with their ids."""
    shown = plain["sessions"]
    if not shown:
        show_paragraph(f"No session of {plain['athlete']} is logged yet.")
        return
    for session in shown:
        corrected = ", corrected" if session["corrected"] else ""
        show_paragraph(f"{session['id'][:8]}  {day_words(session['on'])}, {_in_short(session)}{corrected}", bold=True)
        _show_parts(session)
    if plain["count"] > len(shown):
        show_paragraph(f"{len(shown)} of {plain['count']} sessions; more with --show {plain['count']}.")


def day_words(on: str) -> str:
    """A day with its name, such as 'Monday 2026-11-23'."""
    return f"{date.fromisoformat(on):%A} {on}"


def _in_short(session: Mapping[str, Any]) -> str:
    done = sum(not one["skipped"] for one in session["sets"])
    left_out = len(session["sets"]) - done
    if session["skipped"]:
        return "left out"
    if not session["sets"]:
        return "no sets"
    return f"{done} set{'' if done == 1 else 's'}" + (f", {left_out} left out" if left_out else "")


def _show_parts(session: Mapping[str, Any]) -> None:
    for line in session["lines"]:
        print(f"    {line}")
    for words in session["pain_words"]:
        show_paragraph(words, indent=4)
    if session["note"]:
        show_paragraph(f"note: {session['note']}", indent=4)


def _show_next(coming: Mapping[str, Any]) -> None:
    if not coming["lines"]:
        show_paragraph("Next: nothing is asked for", bold=True)
        show_paragraph(coming["reason"] or f"No exercise stands on {day_words(coming['on'])}.")
        return
    show_paragraph(f"Next: {day_words(coming['on'])}, week {coming['week']}", bold=True)
    for words in coming["why"]:
        show_paragraph(words)
    for line in coming["lines"]:
        print(f"  {line['dose']}")
