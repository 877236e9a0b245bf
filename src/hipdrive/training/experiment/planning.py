"""Planning a self-experiment: order by lot, test days by power, sets by equal minutes, and whether it is worth its weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from ...errors import ValueOutOfRangeError
from ...exercise import BOTH_LEGS, Exercise
from ...language import and_list, en, layout
from ..log.dose import Dose, DoseSide, dose_minutes
from ..rules import DoseRules, dose_rules
from .design import Arm, Design, Measure, checked_layout, drawn_order
from .experiment_rules import ExperimentRules, experiment_rules, trial_slopes
from .noise import TestError, day_error
from .power import Sight, chosen_tests, sight_of, weeks_needed, worth_seeing

Outlook = Literal["too little", "large only", "enough"]
"""What the weeks see: nothing below the whole gain of a trial; more than is worth seeing; what is worth seeing."""


@dataclass(frozen=True, kw_only=True)
class ExperimentTerms:
    """What may be chosen; None for the declared number."""

    starts_on: date
    lot: int
    """Draws the order; drawn by the caller."""
    block_weeks: int | None = None
    tests_per_block: int | None = None
    """None for what power asks."""
    sessions_per_week: int | None = None
    minutes: float | None = None
    """Of one session."""


@dataclass(frozen=True, kw_only=True)
class PlannedExperiment:
    """A design with what it will see."""

    design: Design
    lot: int
    sets: Mapping[Arm, int]
    """Of each exercise and leg, in one session."""
    errors: tuple[TestError, ...]
    """Of one test of one side, for each measure."""
    sight: Sight
    outlook: Outlook
    worth_seeing: float
    """Percent per week."""
    weeks_to_see_it: int | None
    """Of one block; None where the longest blocks do not."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sets", MappingProxyType(dict(self.sets)))


def planned_experiment(
    terms: ExperimentTerms,
    exercises: Mapping[Arm, Sequence[Exercise]],
    measures: Sequence[Measure],
    errors: Sequence[TestError],
    *,
    rules: ExperimentRules | None = None,
) -> PlannedExperiment:
    """Plan an experiment.

    Args:
        terms: What was chosen.
        exercises: Of each way of training, checked.
        measures: Strength tests.
        errors: Error of one test of one side, for each measure.
        rules: The shipped ones if not given.

    Raises:
        ValueOutOfRangeError: If weeks, tests, sessions or minutes cannot be.
    """
    rules = rules or experiment_rules()
    weeks = rules.default_weeks if terms.block_weeks is None else terms.block_weeks
    sessions, minutes = _checked_training(terms, rules)
    order, error = drawn_order(terms.lot), day_error(errors, measures, rules)
    checked_layout(order, block_weeks=weeks, tests_per_block=rules.fewest_tests, rules=rules)
    tests = terms.tests_per_block
    if tests is None:
        tests = chosen_tests(order, block_weeks=weeks, error_percent=error, rules=rules)
    design = Design(
        starts_on=terms.starts_on,
        layout=checked_layout(order, block_weeks=weeks, tests_per_block=tests, rules=rules),
        exercises={arm: tuple(exercise.id for exercise in chosen) for arm, chosen in exercises.items()},
        sessions_per_week=sessions,
        minutes=minutes,
        measures=tuple(measures),
        error_percent=error,
    )
    sight = sight_of(design.layout, error_percent=error, rules=rules)
    return PlannedExperiment(
        design=design,
        lot=terms.lot,
        sets={arm: sets_in(minutes, chosen) for arm, chosen in exercises.items()},
        errors=tuple(errors),
        sight=sight,
        outlook=_outlook(sight, rules),
        worth_seeing=worth_seeing(rules),
        weeks_to_see_it=weeks_needed(worth_seeing(rules), order, error_percent=error, rules=rules),
    )


def _checked_training(terms: ExperimentTerms, rules: ExperimentRules) -> tuple[int, float]:
    sessions = rules.sessions_per_week if terms.sessions_per_week is None else terms.sessions_per_week
    minutes = rules.minutes if terms.minutes is None else terms.minutes
    if not 1 <= sessions <= rules.most_sessions_per_week:
        raise ValueOutOfRangeError(
            en("sessions a week"),
            sessions,
            en("between 1 and {most}", most=rules.most_sessions_per_week),
        )
    if not 0 < minutes <= rules.most_minutes:
        raise ValueOutOfRangeError(
            en("minutes of a session"),
            layout("{minutes:g}", minutes=minutes),
            en("above 0 and at most {most:g}", most=rules.most_minutes),
        )
    return sessions, minutes


def _outlook(sight: Sight, rules: ExperimentRules) -> Outlook:
    if sight.detectable > trial_slopes()[0].percent_per_week:
        return "too little"
    return "large only" if sight.detectable > worth_seeing(rules) else "enough"


def sets_in(minutes: float, exercises: Sequence[Exercise], *, rules: DoseRules | None = None) -> int:
    """Most sets of each exercise and leg that fit into the minutes of a session, rests and setting up counted.

    Raises:
        ValueOutOfRangeError: If not even one set of each fits.
    """
    rules = rules or dose_rules()
    one, two = (sum(dose_minutes(_dose(exercise, sets), rules=rules) for exercise in exercises) for sets in (1, 2))
    if one > minutes:
        names = and_list([exercise.id for exercise in exercises])
        raise ValueOutOfRangeError(
            en("minutes of a session"),
            layout("{minutes:g}", minutes=minutes),
            en("at least {least:.1f}, enough for one set of {exercises}", least=one, exercises=names),
        )
    return 1 + int((minutes - one) / (two - one) + 1e-9)


def _dose(exercise: Exercise, sets: int) -> Dose:
    """A dose at the upper end of what the source of an exercise says, so that its minutes suffice."""
    source = exercise.dose
    side: DoseSide = "LR" if source.per_side else "both" if exercise.laterality == BOTH_LEGS else "alt"
    tempo = exercise.settings["tempo"].default if "tempo" in exercise.settings else None
    return Dose(
        exercise=exercise.id,
        side=side,
        sets=(sets, sets),
        reps=None if source.distance_m else source.reps,
        distance_m=source.distance_m[0] if source.distance_m else None,
        hold_s=source.hold_s if source.hold_s[1] > 0 else None,
        tempo=None if tempo is None else str(tempo),
        rest_s=source.rest_s,
    )
