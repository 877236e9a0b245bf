"""How progress looks in the terminal: tables with a small line of blocks, and sentences."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ..door.outlet import show_paragraph, show_table
from .log import change_words, sides_together
from .next_session import day_words
from .simulation import KINDS
from .test import show_untested, which_test

if TYPE_CHECKING:
    from ...contract.athletes.log import FiredRuleDocument
    from ...contract.athletes.progress import (
        DayProgressDocument,
        PainProgressDocument,
        PlanProgressDocument,
        ProgressDocument,
        SidesComparedDocument,
    )
    from ...contract.athletes.result import ChangesDocument

BLOCKS = "▁▂▃▄▅▆▇█"
SHOWN_POINTS = 10
SHOWN_NUMBERS = 4
SHOWN_CHANGES = 6
SHOWN_PAINS = 5
MOST_PAIN = 10.0
TREND_WORDS = {"volume_kg": "kilograms lifted", "reps": "repetitions", "distance_m": "metres"}
STATUS_WORDS = {"referred": "stopped", "paused": "resting"}


def show_progress(progress: "ProgressDocument") -> None:
    """The plan first, then what was done, what hurt, and the tests."""
    if progress.plan is None:
        show_paragraph(f"{progress.athlete} has no plan.")
    else:
        _show_plan(progress.athlete, progress.plan, progress.on)
    _show_exercises(progress)
    _show_pain(progress.pain)
    if progress.plan is not None:
        _show_changes(progress.plan.changes)
    _show_tests(progress.tests)
    retest_on = None if progress.plan is None else progress.plan.retest_on
    if retest_on is not None:
        over = progress.on > retest_on
        show_paragraph(f"Retest: {'it was due on' if over else 'due on'} {day_words(retest_on)}.")


def _show_plan(athlete: str, plan: "PlanProgressDocument", on: date) -> None:
    kind = f" ({KINDS[plan.kind]})" if plan.kind in KINDS else ""
    if plan.week == 0:
        where = f"the plan starts on {day_words(plan.starts_on)}"
    elif plan.week > plan.weeks:
        where = f"{plan.week - plan.weeks} week(s) after the end of the {plan.weeks}-week plan{kind}"
    else:
        where = f"week {plan.week} of {plan.weeks}{kind}"
    show_paragraph(f"{athlete}: {where}, goal {plan.goal}", bold=True)
    if plan.status != "active":
        show_paragraph(f"The plan is {STATUS_WORDS[plan.status]}. {plan.reason}")
    done = plan.adherence
    if done.planned:
        rest = f"{done.skipped} logged as skipped, {done.missed} not logged"
        show_paragraph(f"Planned until {on}: {done.planned} sessions; done {done.done}, {rest}.")
    rows = [
        (
            line.exercise,
            line.side,
            _amount(line.began),
            _amount(line.dose),
            "" if line.status == "active" else line.status,
        )
        for line in plan.lines
    ]
    if rows:
        show_table("Doses", ("exercise", "side", "at the start", "now", ""), rows, words=True, whole=(0,))
    for line in plan.lines:
        if line.reason:
            show_paragraph(f"{line.exercise} {line.side}: {line.reason}", indent=4, first="-")


def _amount(dose: str | None) -> str:
    """A dose without the exercise, side, tempo, rest and reserve, which stand in the plan."""
    if dose is None:
        return "another exercise"
    words = dose.split()[2:]
    return " ".join(word for place, word in enumerate(words) if not {word, words[place - 1] if place else ""} & {"tempo", "rest", "rir"})


def _show_exercises(progress: "ProgressDocument") -> None:
    if not progress.exercises:
        since = f" since {progress.since}" if progress.since else ""
        print()
        show_paragraph(f"Nothing was logged{since}.")
        return
    rows = [
        (
            entry.exercise,
            side,
            f"{side_progress.days}",
            _day_words(side_progress.first),
            _day_words(side_progress.last),
            _trend(side_progress.trend),
            "-" if side_progress.worst_pain is None else f"{side_progress.worst_pain}",
        )
        for entry in progress.exercises
        for side, side_progress in entry.sides.items()
    ]
    columns = ("exercise", "side", "days", "first day", "last day", "trend", "pain")
    show_table("Done", columns, rows, words=True, whole=(0, 5))
    kinds = {side_progress.trend_of for entry in progress.exercises for side_progress in entry.sides.values()}
    show_paragraph(
        f"Trend: {' or '.join(word for kind, word in TREND_WORDS.items() if kind in kinds)} of each day. Pain: the worst, 0 to 10."
    )
    for entry in progress.exercises:
        sides = entry.left_against_right
        if sides is not None:
            show_paragraph(f"{entry.exercise}: {_sides_words(sides)}.", indent=4, first="-")
        for side in entry.not_logged:
            show_paragraph(
                f"{entry.exercise}: nothing was logged for the {side} side, so the sides cannot be compared.", indent=4, first="-"
            )


def _sides_words(sides: "SidesComparedDocument") -> str:
    numbers = f"left {sides.left:g} {sides.unit}, right {sides.right:g} {sides.unit}"
    percent = round(sides.right_less_left_percent)
    if percent == 0:
        return f"{numbers}: the sides are even"
    return f"{numbers}: the {'right' if percent < 0 else 'left'} side is {abs(percent)} % lower"


def _day_words(day: "DayProgressDocument | None") -> str:
    """Repetitions or metres of all sets, and the loads of a day."""
    if day is None:
        return "skipped"
    count = f"{day.reps} reps" if day.reps is not None else f"{day.distance_m or 0:g} m"
    loads = f" @{', '.join(day.loads)}" if day.loads else ""
    return f"{count}{loads}"


def _trend(values: Sequence[float | None]) -> str:
    """Blocks, or numbers where there are none."""
    return _blocks(values) or " ".join(f"{value or 0.0:g}" for value in values[-SHOWN_NUMBERS:])


def _blocks(values: Sequence[float | None], *, most: float | None = None) -> str:
    """The last values as a line of blocks from nothing to the largest; empty where the terminal cannot show it, or for one value."""
    shown = [value or 0.0 for value in values[-SHOWN_POINTS:]]
    top = most or max(shown, default=0.0)
    if len(shown) < 2 or top <= 0 or not _can_show(BLOCKS):
        return ""
    return "".join(BLOCKS[round(value / top * (len(BLOCKS) - 1))] for value in shown)


def _can_show(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _show_pain(pain: "PainProgressDocument") -> None:
    if not pain.by_day:
        return
    print()
    show_paragraph("Pain", bold=True)
    levels = [day.worst for day in pain.by_day]
    line = _blocks(levels, most=MOST_PAIN)
    if not any(levels):
        show_paragraph(f"No pain in {len(levels)} session{'' if len(levels) == 1 else 's'}.")
        return
    show_paragraph(
        f"Worst in each session, the latest on the right: {line} {' '.join(str(level) for level in levels[-SHOWN_POINTS:])}".rstrip()
    )
    for felt in pain.told[-SHOWN_PAINS:]:
        show_paragraph(f"{felt.on}: {felt.words}", indent=4, first="-")


def _show_changes(changes: Sequence["FiredRuleDocument"]) -> None:
    if not changes:
        return
    print()
    shown = sides_together(changes)[-SHOWN_CHANGES:]
    show_paragraph(f"What the rules changed, the last {len(shown)}", bold=True)
    for change, sides in shown:
        show_paragraph(f"{change.on} {change_words(change, sides)}", indent=4, first="-")


def _show_tests(tests: "ChangesDocument | None") -> None:
    if tests is None:
        return
    print()
    show_paragraph(f"Tests since {tests.since}", bold=True)
    if not tests.changes:
        show_paragraph("No test was done both before and since then, so nothing can be said yet.")
    for change in tests.changes:
        show_paragraph(f"{which_test(change)}: {change.verdict}. {change.why} Basis: {change.basis.rstrip('.')}.", indent=4, first="-")
    for left_out, words in (
        (tests.only_before, "done only before, so not compared"),
        (tests.only_since, "done only since, so not compared"),
    ):
        for test in left_out:
            show_paragraph(f"{which_test(test)}: {words}.", indent=4, first="-")
    show_untested(tests.untested)
