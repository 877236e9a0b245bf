"""What must wait: exercises that a failed test blocks, those above them on the ladders, and for beginners all but the first steps."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from ...capacity import TestResult, failed_rows, protocols
from ...errors import UnknownNameError
from ...exercise import exercises
from ...exercise.declared.ladder import is_entry, ladders, regressions_of
from ...language import Text, and_list, en, en_count, layout, or_list
from ...training import Dose, Mobility, Terms

Experience = Literal["new", "some"]
"""'new': only first steps of the ladders and what was opened since; 'some': everything that no failed test blocks."""
MOBILITY_TEST, MOBILITY_WORK = "A01", "hip_flexion_mobility"


def waiting(results: Sequence[TestResult], *, experience: Experience = "some", opened: Collection[str] = ()) -> dict[str, Text]:
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
                blocked[exercise] = en(
                    "it comes after {exercises}; do that first, or tell the program that you have experience.",
                    exercises=or_list(_named(below)),
                )
    return _with_what_follows(blocked, opened)


def _tested(failed: Collection[str]) -> dict[str, Text]:
    """Exercises that wait for a failed test."""
    blocked: dict[str, Text] = {}
    for protocol in protocols().values():
        row = next((row for row in protocol.rows if row in failed), None)
        if row is not None:
            why = en("it waits until the test '{test}' ({row}: {name}) is passed.", test=protocol.id, row=row, name=protocol.name)
            blocked |= dict.fromkeys(protocol.blocks, why)
    for ladder in ladders().values():
        for edge in ladder.edges:
            rows = [row for row in edge.unlock.get("tests_passed", ()) if row in failed]
            if rows:
                why = en("it waits until the test {row} is passed.", row=rows[0])
                blocked.setdefault(ladder.steps[edge.to_step].exercise, why)
    return blocked


def _with_what_follows(blocked: Mapping[str, Text], opened: Collection[str]) -> dict[str, Text]:
    """The blocked exercises with those that can be reached only through them."""
    reasons = dict(blocked)
    while True:
        more = {
            exercise: en_count(
                "it follows {exercises}, which waits too.",
                "it follows {exercises}, which wait too.",
                n=len(below),
                exercises=and_list(_named(below)),
            )
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


def _named(names: Sequence[str]) -> list[Text]:
    """The exercises by name, in quotes."""
    return [layout("'{name}'", name=exercises()[name].name) for name in names]


def mobility_first(results: Sequence[TestResult]) -> tuple[Mobility, ...]:
    """Mobility work that comes first where the thigh does not reach the ribs (A01); none otherwise."""
    if MOBILITY_TEST not in failed_rows(results):
        return ()
    work = exercises()[MOBILITY_WORK]
    dose = work.dose
    sets, reps = float(dose.sets[0]), float(dose.reps[0])
    first = Dose(exercise=work.id, side="LR", sets=(sets, sets), reps=(reps, reps), hold_s=(dose.hold_s[1],) * 2, rest_s=dose.rest_s)
    why = en(
        "Mobility first: the test {row} (thigh to the ribs) is not passed on a side, so its work opens every session. "
        "Test it again every two weeks (our choice) and make a new plan once it is passed.",
        row=MOBILITY_TEST,
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
            raise UnknownNameError(en("exercise"), name, exercises())
