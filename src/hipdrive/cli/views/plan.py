"""How a plan and its next session look in the terminal: what to do next first, then the weeks, then why, then what to be careful of."""

from datetime import date
from typing import TYPE_CHECKING

from ...language import Text, en, joined, layout
from ..door.outlet import show_paragraph, show_table
from .dose import amount_words, load_words
from .next_session import by_exercise, exercise_words, show_next_session
from .vocabulary import day_words, word

if TYPE_CHECKING:
    from ...contract.plans.plan import NextSessionDocument, PlanDocument, PlanLineDocument, PlanSessionDocument

SAFETY = en(
    "Stop if pain goes above 2 out of 10, if it is sharp or pinching, or if your form breaks down. Do not start if you have a red flag. "
    "The red flags, the pain rule and what to be careful of are at the end."
)
WEEKS_ACROSS = 6
"""Weeks that stand side by side."""


def show_plan(plan: "PlanDocument", *, followed: bool = False, coming: "NextSessionDocument | None" = None) -> None:
    """What is next first, then the weeks in short, why, and what to read before beginning.

    Args:
        plan: The plan.
        followed: Whether an athlete follows it from now on.
        coming: The next session of a plan that is followed; the first one of the plan else.
    """
    title = en(
        "Plan: {weeks} weeks, {minutes:g} minutes a week, goal {goal}",
        weeks=plan.weeks,
        minutes=plan.minutes_per_week,
        goal=word(plan.goal),
    )
    show_paragraph(joined((title, en("school {school}", school=plan.school) if plan.school else ""), ", "), bold=True)
    show_paragraph(SAFETY)
    if coming is not None:
        print()
        show_next_session(coming)
    elif plan.sessions:
        _show_session(plan.sessions[0])
    _show_weeks(plan)
    _show_list(en("Why"), plan.why)
    _show_reasons(plan)
    _show_list(en("Afterwards"), plan.retest)
    _show_list(en("Before you start"), plan.before)
    if followed and (coming is None or coming.lines):
        print()
        show_paragraph(
            en("This is now the current plan: log sessions with 'hipdrive log', and look at the plan with 'hipdrive plan --show'.")
        )


def show_moved(plan: "PlanDocument", day: date, to: date) -> None:
    """Where a session stands now, and what is to be said of its day or of the one after it."""
    show_paragraph(en("The session of {day} is now on {to}.", day=day_words(day), to=day_words(to)))
    after = [session for session in plan.sessions if session.on is not None and session.on >= to]
    for session in after[:2]:
        if session.note and session.on is not None:
            show_paragraph(layout("{day}: {note}", day=day_words(session.on), note=session.note), indent=4, first="-")


def _show_session(session: "PlanSessionDocument") -> None:
    """One session as it is to be done, the sides of an exercise together."""
    print()
    day = en("Next: week {week}, day {day}, about {minutes:.0f} min")
    if session.on:
        day = en("Next: week {week}, day {day} ({on}), about {minutes:.0f} min")
    show_paragraph(day.filled(week=session.week, day=session.day, on=session.on, minutes=session.minutes), bold=True)
    if session.note:
        show_paragraph(session.note)
    if session.warm_up:
        show_paragraph(en("Warm up: {warm_up}", warm_up=session.warm_up), indent=4, first="0")
    for number, lines in enumerate(by_exercise(session.lines), start=1):
        first = lines[0]
        show_paragraph(exercise_words(lines), indent=4, first=str(number))
        feels = list(dict.fromkeys(line.finding for line in lines if line.finding))
        if len(feels) == 1:
            show_paragraph(feels[0], indent=4, first=" ")
        else:
            for line in (line for line in lines if line.finding):
                show_paragraph(layout("{side:cap}: {finding}", side=word(line.side), finding=line.finding), indent=4, first=" ")
        own = [fault for fault in first.stop_for if fault not in _common_stops(session)]
        if own:
            show_paragraph(en("Stop for: {faults}.", faults=joined(own, "; ")), indent=4, first=" ")


def _common_stops(session: "PlanSessionDocument") -> set[Text]:
    """What ends a set of every exercise of a session; SAFETY says it."""
    if len(by_exercise(session.lines)) < 2:
        return set()
    stops = [set(line.stop_for) for line in session.lines]
    return stops[0].intersection(*stops[1:])


def _show_weeks(plan: "PlanDocument") -> None:
    """The first session of each exercise in every week, as it goes if all goes well; a load is named where it changes."""
    cells: dict[tuple[str, str], dict[int, Text]] = {}
    names: dict[tuple[str, str], Text] = {}
    before: dict[tuple[str, str], str] = {}
    for session in plan.sessions:
        for lines in by_exercise(session.lines):
            for side, line in _sides(lines):
                key = (line.exercise, side)
                load, amount = load_words(line.dose), amount_words(line.dose)
                if session.week not in cells.setdefault(key, {}):
                    cells[key][session.week] = amount if before.get(key, load) == load else joined((amount, load))
                    before[key] = load
                names.setdefault(key, joined((line.name, layout("({side})", side=word(side)) if side else "", load)))
    weeks = range(1, plan.weeks + 1)
    for start in range(0, len(weeks), WEEKS_ACROSS):
        across = weeks[start : start + WEEKS_ACROSS]
        rows = [[names[key], *(own.get(week, "") for week in across)] for key, own in cells.items()]
        title = en("If all goes well") if start == 0 else ""
        show_table(title, ["", *(en("week {week}", week=week) for week in across)], rows)
    minutes = {week: round(sum(session.minutes for session in plan.sessions if session.week == week)) for week in weeks}
    days = sorted({session.day for session in plan.sessions})
    least, most = min(minutes.values()), max(minutes.values())
    spread = (
        en("{least} to {most} minutes a week", least=least, most=most) if least < most else en("{minutes} minutes a week", minutes=most)
    )
    where = en(
        "Sessions on day {days} of the week, {minutes}. The table shows the first day of each exercise.",
        days=", ".join(map(str, days)),
        minutes=spread,
    )
    show_paragraph(where)


def _sides(lines: "list[PlanLineDocument]") -> "list[tuple[str, PlanLineDocument]]":
    """Lines of an exercise in one session, both sides as one where they are alike."""
    alike = len({(amount_words(line.dose), load_words(line.dose)) for line in lines}) == 1
    return [("", lines[0])] if alike else [(line.side, line) for line in lines]


def _show_list(title: Text, sentences: "tuple[str, ...]") -> None:
    print()
    show_paragraph(title, bold=True)
    for sentence in sentences:
        show_paragraph(sentence, indent=4, first="-")


def _show_reasons(plan: "PlanDocument") -> None:
    """Why each exercise is there, and when to stop, once."""
    lines: dict[str, PlanLineDocument] = {}
    for line in (line for session in plan.sessions for line in session.lines):
        lines.setdefault(line.exercise, line)
    if not lines:
        return
    print()
    show_paragraph(en("Why each exercise, and when to stop"), bold=True)
    for line in lines.values():
        stop = en("Stop for: {faults}.", faults=joined(line.stop_for, "; "))
        show_paragraph(layout("{exercise}: {words}", exercise=line.name, words=joined((*line.why, stop))), indent=4, first="-")
