"""What must wait: exercises that a failed test blocks, those above them on the ladders, and for beginners all but the first steps."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from ...capacity import TestResult, failed_rows, protocols
from ...errors import UnknownNameError
from ...exercise import exercises
from ...exercise.declared.ladder import is_entry, ladders, regressions_of
from ...training import Dose, Mobility, Terms

Experience = Literal["new", "some"]
"""'new': only first steps of the ladders and what was opened since; 'some': everything that no failed test blocks."""
MOBILITY_TEST, MOBILITY_WORK = "A01", "hip_flexion_mobility"


def waiting(results: Sequence[TestResult], *, experience: Experience = "some", opened: Collection[str] = ()) -> dict[str, str]:
    """Exercises that may not be used now, each with why.

    Args:
        results: Test results of the athlete.
        experience: How much of such training was done before.
        opened: Exercises that following a plan has opened; they stay open unless a test fails.
    """
    failed = failed_rows(results)
    blocked = _tested(failed)
    if experience == "new":
        for exercise in exercises():
            below = [name for name in regressions_of(exercise) if name != exercise and exercises()[name].kind == "strength"]
            if below and not is_entry(exercise) and exercise not in opened and exercise not in blocked:
                blocked[exercise] = f"it comes after {_named(below, 'or')}; do that first, or tell the program that you have experience."
    return _with_what_follows(blocked, opened)


def _tested(failed: Collection[str]) -> dict[str, str]:
    """Exercises that wait for a failed test."""
    blocked: dict[str, str] = {}
    for protocol in protocols().values():
        row = next((row for row in protocol.rows if row in failed), None)
        if row is not None:
            blocked |= dict.fromkeys(
                protocol.blocks, f"it waits until the test '{protocol.id}' ({row}, {protocol.name.lower()}) is passed."
            )
    for ladder in ladders().values():
        for edge in ladder.edges:
            rows = [row for row in edge.unlock.get("tests_passed", ()) if row in failed]
            if rows:
                blocked.setdefault(ladder.steps[edge.to_step].exercise, f"it waits until the test {rows[0]} is passed.")
    return blocked


def _with_what_follows(blocked: Mapping[str, str], opened: Collection[str]) -> dict[str, str]:
    """The blocked exercises with those that can be reached only through them."""
    reasons = dict(blocked)
    while True:
        more = {
            exercise: f"it follows {_named(below, 'and')}, which {'waits' if len(below) == 1 else 'wait'} too."
            for exercise in exercises()
            if exercise not in reasons
            and exercise not in opened
            and not is_entry(exercise)
            and (below := [name for name in regressions_of(exercise) if name != exercise])
            and all(name in reasons for name in below)
        }
        if not more:
            return reasons
        reasons |= more


def _named(names: Sequence[str], joint: Literal["and", "or"]) -> str:
    """The exercises by name, in quotes."""
    return f" {joint} ".join(f"'{exercises()[name].name}'" for name in names)


def mobility_first(results: Sequence[TestResult]) -> tuple[Mobility, ...]:
    """Mobility work that comes first where the thigh does not reach the ribs (A01); none otherwise."""
    if MOBILITY_TEST not in failed_rows(results):
        return ()
    work = exercises()[MOBILITY_WORK]
    dose = work.dose
    sets, reps = float(dose.sets[0]), float(dose.reps[0])
    first = Dose(exercise=work.id, side="LR", sets=(sets, sets), reps=(reps, reps), hold_s=(dose.hold_s[1],) * 2, rest_s=dose.rest_s)
    why = (
        f"Mobility first: the test {MOBILITY_TEST} (thigh to the ribs) is not passed on a side, so its work opens every session. "
        "Test it again every two weeks (our choice) and make a new plan once it is passed."
    )
    return (Mobility(exercise=work.id, name=work.name, dose=first, stop_for=work.stop_for, why=why),)


def refuse_impossible(terms: Terms, *, default_start: date | None = None) -> None:
    """Refuse, before long work begins, what no plan can keep to.

    Args:
        terms: What is wanted.
        default_start: First day of a plan whose terms name none; None leaves it without dates.

    Raises:
        UnknownNameError: If goal, preset, school or an exercise is not known.
        ValueOutOfRangeError: If a number is outside what may be asked, or every day of the week is hard.
        ContradictionError: If there are races, but no first day.
    """
    terms.aim()
    terms.amount()
    _ = replace(terms, start=terms.start or default_start).running
    for name in (*terms.pinned, *terms.banned):
        if name not in exercises():
            raise UnknownNameError("exercise", name, exercises())
