"""How a plan, its next session and a played scenario look in the terminal."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from ..outlet import show_paragraph

KINDS = {"deload_week": "lighter week", "retest_week": "retest week", "maintenance": "afterwards"}


def show_plan(plain: Mapping[str, Any]) -> None:
    """Safety first, then why, then each week, then how each exercise is done and when to stop."""
    show_paragraph("Before you start", bold=True)
    for sentence in plain["before"]:
        show_paragraph(sentence, indent=4, first="-")
    school = f", school {plain['school']}" if plain["school"] else ""
    print()
    show_paragraph(f"Plan: {plain['weeks']} weeks, {plain['minutes_per_week']:g} minutes a week, goal {plain['goal']}{school}", bold=True)
    for sentence in plain["why"]:
        show_paragraph(sentence, indent=4, first="-")
    week = None
    for session in plain["sessions"]:
        if session["week"] != week:
            week = session["week"]
            print()
            show_paragraph(f"Week {week}", bold=True)
        on = f" ({session['date']})" if session["date"] else ""
        print(f"  day {session['day']}{on}, about {session['minutes']:.0f} min")
        for line in session["lines"]:
            print(f"    {line['dose']}")
    if plain["sessions"]:
        print()
        show_paragraph("Why, and when to stop", bold=True)
        seen = set()
        for line in (line for session in plain["sessions"] for line in session["lines"]):
            if (line["exercise"], line["side"]) not in seen:
                seen.add((line["exercise"], line["side"]))
                words = f"{line['exercise']} ({line['side']}): {' '.join(line['why'])} Stop for: {'; '.join(line['stop_for'])}."
                show_paragraph(words, indent=4, first="-")
    print()
    for sentence in plain["retest"]:
        show_paragraph(sentence)
    if plain.get("id"):
        show_paragraph("This plan is followed from now on: log sessions with 'hipdrive log', look at it with 'hipdrive plan --show'.")


def show_next(plain: Mapping[str, Any]) -> None:
    """What to do next, with the doses as they stand now."""
    print()
    show_paragraph(f"Next: {plain['on']}, week {plain['week']}", bold=True)
    for words in (plain["reason"], *plain["why"]):
        if words:
            show_paragraph(words)
    for line in plain["lines"]:
        print(f"  {line['dose']}")


def show_simulation(plain: Mapping[str, Any]) -> None:
    """Each week's doses, and every rule that fired in it."""
    show_paragraph(f"{plain['scenario']}: {plain['title']}", bold=True)
    changes, start = list(plain["changes"]), date.fromisoformat(plain["end"]["start"])
    for week in plain["weeks"]:
        end = (start + timedelta(days=7 * week["week"])).isoformat()
        kind = f", {KINDS[week['kind']]}" if week["kind"] in KINDS else ""
        print()
        show_paragraph(f"Week {week['week']}{kind}" + (f", plan {week['status']}" if week["status"] != "active" else ""), bold=True)
        for dose in week["doses"] or ["nothing is prescribed"]:
            print(f"  {dose}")
        while changes and changes[0]["on"] < end:
            change = changes.pop(0)
            what = " ".join(word for word in (change["exercise"], change["side"]) if word)
            to = f"{change['from']} -> {change['to']}" if change["from"] != change["to"] else f"stays {change['to']}"
            show_paragraph(f"{change['on']} {change['rule']}: {what} {to}. {change['why']}", indent=6, first="*")
