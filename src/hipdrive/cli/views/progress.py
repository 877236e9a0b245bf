"""How progress looks in the terminal: tables with a small line of blocks, and sentences."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ...language import Text, en, en_count, joined, layout, or_list, reader
from ..door.outlet import show_paragraph, show_table
from .dose import in_notation
from .log import change_words, sides_together
from .simulation import KINDS
from .test import basis_words, show_untested, which_test
from .vocabulary import day_words, word

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
TREND_WORDS = {"volume_kg": en("kilograms lifted"), "reps": en("repetitions"), "distance_m": en("metres")}
STATUS_WORDS = {"referred": en("The plan is stopped. {reason}"), "paused": en("The plan is resting. {reason}")}


def show_progress(progress: "ProgressDocument") -> None:
    """The plan first, then what was done, what hurt, and the tests."""
    if progress.plan is None:
        show_paragraph(en("{athlete} has no plan.", athlete=progress.athlete))
    else:
        _show_plan(progress.athlete, progress.plan, progress.on)
    _show_exercises(progress)
    _show_pain(progress.pain)
    if progress.plan is not None:
        _show_changes(progress.plan.changes)
    _show_tests(progress.tests)
    retest_on = None if progress.plan is None else progress.plan.retest_on
    if retest_on is not None:
        due = en("Retest: it was due on {day}.") if progress.on > retest_on else en("Retest: due on {day}.")
        show_paragraph(due.filled(day=day_words(retest_on)))


def _show_plan(athlete: str, plan: "PlanProgressDocument", on: date) -> None:
    title = en("{athlete}: {where}, goal {goal}", athlete=athlete, where=_where(plan), goal=word(plan.goal))
    show_paragraph(title, bold=True)
    if plan.status != "active":
        show_paragraph(STATUS_WORDS[plan.status].filled(reason=plan.reason))
    done = plan.adherence
    if done.planned:
        until = en(
            "Planned until {on}: {planned} sessions; done {done}, {skipped} logged as skipped, {missed} not logged.",
            on=on,
            planned=done.planned,
            done=done.done,
            skipped=done.skipped,
            missed=done.missed,
        )
        show_paragraph(until)
    rows = [
        (line.exercise, word(line.side), _amount(line.began), _amount(line.dose), "" if line.status == "active" else word(line.status))
        for line in plan.lines
    ]
    if rows:
        columns = (en("exercise"), en("side"), en("at the start"), en("now"), "")
        show_table(en("Doses"), columns, rows, words=True, whole=(0,))
    for line in plan.lines:
        if line.reason:
            resting = layout("{exercise} {side}: {reason}", exercise=line.exercise, side=word(line.side), reason=line.reason)
            show_paragraph(resting, indent=4, first="-")


def _where(plan: "PlanProgressDocument") -> Text:
    """Where in the plan it stands."""
    if plan.week == 0:
        return en("the plan starts on {day}", day=day_words(plan.starts_on))
    where = en("week {week} of {weeks}", week=plan.week, weeks=plan.weeks)
    if plan.week > plan.weeks:
        where = en_count(
            "{n} week after the end of the {weeks}-week plan",
            "{n} weeks after the end of the {weeks}-week plan",
            n=plan.week - plan.weeks,
            weeks=plan.weeks,
        )
    return layout("{where} ({kind})", where=where, kind=KINDS[plan.kind]) if plan.kind in KINDS else where


def _amount(dose: str | None) -> str:
    """A dose without the exercise, side, tempo, rest and reserve, which stand in the plan."""
    if dose is None:
        return en("another exercise")
    words = dose.split()[2:]
    kept = [word for place, word in enumerate(words) if not {word, words[place - 1] if place else ""} & {"tempo", "rest", "rir"}]
    return joined(layout("@{load}", load=in_notation(word[1:])) if word.startswith("@") else word for word in kept)


def _show_exercises(progress: "ProgressDocument") -> None:
    if not progress.exercises:
        print()
        show_paragraph(en("Nothing was logged since {on}.", on=progress.since) if progress.since else en("Nothing was logged."))
        return
    rows = [
        (
            entry.exercise,
            word(side),
            side_progress.days,
            _day_words(side_progress.first),
            _day_words(side_progress.last),
            _trend([_in_units(value, side_progress.trend_of) for value in side_progress.trend]),
            "-" if side_progress.worst_pain is None else side_progress.worst_pain,
        )
        for entry in progress.exercises
        for side, side_progress in entry.sides.items()
    ]
    columns = (en("exercise"), en("side"), en("days"), en("first day"), en("last day"), en("trend"), en("pain"))
    show_table(en("Done"), columns, rows, words=True, whole=(0, 5))
    kinds = {side_progress.trend_of for entry in progress.exercises for side_progress in entry.sides.values()}
    shown = {**TREND_WORDS, "volume_kg": en("pounds lifted")} if reader().units.mass == "lb" else TREND_WORDS
    trends = or_list([words for kind, words in shown.items() if kind in kinds])
    show_paragraph(en("Trend: {what} of each day. Pain: the worst, 0 to 10.", what=trends))
    for entry in progress.exercises:
        sides = entry.left_against_right
        if sides is not None:
            show_paragraph(layout("{exercise}: {sides}.", exercise=entry.exercise, sides=_sides_words(sides)), indent=4, first="-")
        for side in entry.not_logged:
            missing = en(
                "{exercise}: nothing was logged for the {side} side, so the sides cannot be compared.",
                exercise=entry.exercise,
                side=word(side),
            )
            show_paragraph(missing, indent=4, first="-")


def _sides_words(sides: "SidesComparedDocument") -> Text:
    numbers = en("left {left:g} {unit}, right {right:g} {unit}", left=sides.left, right=sides.right, unit=word(sides.unit))
    percent = round(sides.right_less_left_percent)
    if percent == 0:
        return en("{sides}: the sides are even", sides=numbers)
    lower = en("{sides}: the right side is {percent} % lower") if percent < 0 else en("{sides}: the left side is {percent} % lower")
    return lower.filled(sides=numbers, percent=abs(percent))


def _day_words(day: "DayProgressDocument | None") -> Text:
    """Repetitions or metres of all sets, and the loads of a day."""
    if day is None:
        return en("skipped")
    count = layout("{distance_m:g} m", distance_m=day.distance_m or 0)
    if day.reps is not None:
        count = en("{count} reps", count=day.reps)
    loads = joined([in_notation(load) for load in day.loads], ", ")
    return joined((count, layout("@{loads}", loads=loads) if day.loads else ""))


def _in_units(value: float | None, measure: str) -> float | None:
    """A value of a trend in the reader's units."""
    return reader().units.of_mass(value) if value is not None and measure == "volume_kg" else value


def _trend(values: Sequence[float | None]) -> str:
    """Blocks, or numbers where there are none."""
    return _blocks(values) or joined([layout("{value:g}", value=value or 0.0) for value in values[-SHOWN_NUMBERS:]])


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
    show_paragraph(en("Pain"), bold=True)
    levels = [day.worst for day in pain.by_day]
    line = _blocks(levels, most=MOST_PAIN)
    if not any(levels):
        show_paragraph(en_count("No pain in {n} session.", "No pain in {n} sessions.", n=len(levels)))
        return
    shown = f"{line} {' '.join(str(level) for level in levels[-SHOWN_POINTS:])}"
    show_paragraph(en("Worst in each session, the latest on the right: {levels}", levels=shown))
    for felt in pain.told[-SHOWN_PAINS:]:
        show_paragraph(layout("{on}: {pain}", on=felt.on, pain=felt.words), indent=4, first="-")


def _show_changes(changes: Sequence["FiredRuleDocument"]) -> None:
    if not changes:
        return
    print()
    shown = sides_together(changes)[-SHOWN_CHANGES:]
    show_paragraph(en("What the rules changed, the last {count}", count=len(shown)), bold=True)
    for change, sides in shown:
        show_paragraph(layout("{on} {change}", on=change.on, change=change_words(change, sides)), indent=4, first="-")


def _show_tests(tests: "ChangesDocument | None") -> None:
    if tests is None:
        return
    print()
    show_paragraph(en("Tests since {on}", on=tests.since), bold=True)
    if not tests.changes:
        show_paragraph(en("No test was done both before and since then, so nothing can be said yet."))
    for change in tests.changes:
        found = layout("{test}: {verdict}.", test=which_test(change), verdict=word(change.verdict))
        show_paragraph(joined((found, change.why, basis_words(change.basis))), indent=4, first="-")
    for left_out, words in (
        (tests.only_before, en("{test}: done only before, so not compared.")),
        (tests.only_since, en("{test}: done only since, so not compared.")),
    ):
        for test in left_out:
            show_paragraph(words.filled(test=which_test(test)), indent=4, first="-")
    show_untested(tests.untested)
