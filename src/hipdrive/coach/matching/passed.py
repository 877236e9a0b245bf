"""What an athlete has behind him: which steps of the ladders may be begun, what a failed test asks for, and who is to be careful."""

from collections.abc import Collection, Sequence

from ...capacity import ScreenOutcome, TestResult, failed_rows, passed_rows, protocols
from ...training.match.begin import Passed
from ...training.plan.plan_rules import Experience, plan_rules

ADULT_FROM_YEARS, CAREFUL_OVER_YEARS = 18, 60


def answers_of(results: Sequence[TestResult]) -> tuple[str, ...]:
    """Exercises that answer a failed test and so belong into the plan."""
    asked = failed_rows(results) & set(plan_rules().answered_tests)
    return tuple(dict.fromkeys(name for protocol in protocols().values() if asked & set(protocol.rows) for name in protocol.exercises))


def passed_of(
    results: Sequence[TestResult], *, experience: Experience, opened: Collection[str] = (), steps: Collection[str] = ()
) -> Passed:
    """Which steps may be begun.

    Args:
        results: Test results; a passed test proves the exercises that it names.
        experience: How much of such training was done before.
        opened: Exercises that following a plan has opened or uses.
        steps: Ladder steps that following a plan has opened, as 'ladder/step'.
    """
    passed, failed = passed_rows(results), failed_rows(results)
    proven = {name for protocol in protocols().values() if passed & set(protocol.rows) for name in protocol.exercises}
    doubted = {name for protocol in protocols().values() if failed & set(protocol.rows) for name in protocol.exercises}
    return Passed(
        new=experience == "new",
        word_covers=plan_rules().word_covers,
        exercises=frozenset({*opened, *(proven - doubted)}),
        steps=frozenset(steps),
        at_first_step=frozenset(answers_of(results)),
    )


def is_careful(age_years: float | None, outcome: ScreenOutcome | None, *, experience: Experience) -> bool:
    """Whether to begin lighter: new to it, under 18, over 60, or with a caution of the screen."""
    return experience == "new" or not _of_age(age_years) or (age_years or 0) > CAREFUL_OVER_YEARS or has_caution(outcome)


def may_be_quick(age_years: float | None, outcome: ScreenOutcome | None) -> bool:
    """Whether quick work may be done: by adults whose screen names no caution."""
    return _of_age(age_years) and not has_caution(outcome)


def has_caution(outcome: ScreenOutcome | None) -> bool:
    """Whether the screen keeps something out or sends somewhere."""
    return outcome is not None and bool(outcome.gates or outcome.refer)


def _of_age(age_years: float | None) -> bool:
    return age_years is None or age_years >= ADULT_FROM_YEARS
