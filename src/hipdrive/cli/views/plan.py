"""How a plan, its next session and a played scenario look in the terminal."""

from datetime import timedelta
from typing import TYPE_CHECKING

from ..door.outlet import show_paragraph

if TYPE_CHECKING:
    from ...contract.plans.plan import NextSessionDocument, PlanDocument, PlanLineDocument
    from ...contract.plans.simulation import SimulationDocument

KINDS = {"deload_week": "lighter week", "retest_week": "retest week", "maintenance": "afterwards"}
DAYS_A_WEEK = 7


def show_plan(plan: "PlanDocument", *, followed: bool = False) -> None:
    """Safety first, then why, then each week, then how each exercise is done and when to stop.

    Args:
        plan: The plan.
        followed: Whether an athlete follows it from now on.
    """
    show_paragraph("Before you start", bold=True)
    for sentence in plan.before:
        show_paragraph(sentence, indent=4, first="-")
    school = f", school {plan.school}" if plan.school else ""
    print()
    show_paragraph(f"Plan: {plan.weeks} weeks, {plan.minutes_per_week:g} minutes a week, goal {plan.goal}{school}", bold=True)
    for sentence in plan.why:
        show_paragraph(sentence, indent=4, first="-")
    _show_weeks(plan)
    _show_reasons(plan)
    print()
    for sentence in plan.retest:
        show_paragraph(sentence)
    if followed:
        show_paragraph("This plan is followed from now on: log sessions with 'hipdrive log', look at it with 'hipdrive plan --show'.")


def _show_weeks(plan: "PlanDocument") -> None:
    """Each session with its doses, under its week."""
    week = None
    for session in plan.sessions:
        if session.week != week:
            week = session.week
            print()
            show_paragraph(f"Week {week}", bold=True)
        on = f" ({session.on.isoformat()})" if session.on else ""
        print(f"  day {session.day}{on}, about {session.minutes:.0f} min")
        for line in session.lines:
            print(f"    {line.dose}")


def _show_reasons(plan: "PlanDocument") -> None:
    """Why each exercise of each side is there, and when to stop, once."""
    lines: dict[tuple[str, str], PlanLineDocument] = {}
    for line in (line for session in plan.sessions for line in session.lines):
        lines.setdefault((line.exercise, line.side), line)
    if not lines:
        return
    print()
    show_paragraph("Why, and when to stop", bold=True)
    for line in lines.values():
        words = f"{line.exercise} ({line.side}): {' '.join(line.why)} Stop for: {'; '.join(line.stop_for)}."
        show_paragraph(words, indent=4, first="-")


def show_next(coming: "NextSessionDocument") -> None:
    """What to do next, with the doses as they stand now."""
    print()
    show_paragraph(f"Next: {coming.on.isoformat()}, week {coming.week}", bold=True)
    for words in (coming.reason, *coming.why):
        if words:
            show_paragraph(words)
    for line in coming.lines:
        print(f"  {line.dose}")


def show_simulation(simulation: "SimulationDocument") -> None:
    """Each week's doses, and every rule that fired in it."""
    show_paragraph(f"{simulation.scenario}: {simulation.title}", bold=True)
    changes, start = list(simulation.changes), simulation.end.start
    for week in simulation.weeks:
        end = start + timedelta(days=DAYS_A_WEEK * week.week)
        kind = f", {KINDS[week.kind]}" if week.kind in KINDS else ""
        print()
        show_paragraph(f"Week {week.week}{kind}" + (f", plan {week.status}" if week.status != "active" else ""), bold=True)
        for dose in week.doses or ["nothing is prescribed"]:
            print(f"  {dose}")
        while changes and changes[0].on < end:
            change = changes.pop(0)
            what = " ".join(word for word in (change.exercise, change.side) if word)
            to = f"{change.before} -> {change.after}" if change.before != change.after else f"stays {change.after}"
            show_paragraph(f"{change.on.isoformat()} {change.rule}: {what} {to}. {change.why}", indent=6, first="*")
