"""The self-experiment of a stored athlete: planned with its power said first, and evaluated from stored tests and sessions (D03)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ... import exercise as exercise_room  # solving a load brings mechanics along, so it is asked for when used
from ...body_words import MUSCLES
from ...capacity import ScreenOutcome, TestResult, change_value, protocol_of
from ...capacity.screen import screen_settings
from ...contract.plans.experiment import ExperimentDocument, design_of, experiment_document
from ...contract.plans.experiment import read_experiment as read_experiment
from ...contract.plans.experiment_result import ExperimentResultDocument, experiment_result_document
from ...curve import Action
from ...errors import ContradictionError, ValueOutOfRangeError, listed
from ...exercise import Exercise, exercise_of, exercises, lacking
from ...language import Text, en, layout
from ...store import Unit, find_person, list_results, list_sessions
from ...training.change import compared_by
from ...training.experiment.design import DAYS_A_WEEK, Arm, Measure
from ...training.experiment.evaluate import evaluate
from ...training.experiment.noise import TestError, error_of_test
from ...training.experiment.planning import ExperimentTerms, planned_experiment
from ...training.match.admission import stretches_front
from ..athletes.effort_scale import typical_strength
from ..athletes.known_athlete import Known, known
from ..athletes.protocol_words import typed_details
from ..athletes.typical import TYPICAL_ATHLETE
from .plan import next_monday, screen_of

BOTH_ACTIONS = ("isometric_hip_flexion", "isometric_hip_extension")
"""Tests of an experiment where none are named."""
FURTHEST = timedelta(days=365)
"""A first day further away is a slip of the pen (our choice)."""
LEAST_ERROR, LARGEST_ERROR = 0.5, 50.0
"""Percent; outside it is a slip of the pen (our choice)."""


@dataclass(frozen=True, kw_only=True)
class ExperimentWishes:
    """What somebody asks of an experiment; None for the declared number."""

    combined: str
    """Id of an exercise for both hips."""
    flexors: str
    extensors: str
    lot: int
    """A number that the caller draws; it draws the order."""
    starts_on: date | None = None
    """None for the first Monday that leaves a week to practise the tests."""
    block_weeks: int | None = None
    tests_per_block: int | None = None
    sessions_per_week: int | None = None
    minutes: float | None = None
    tests: Sequence[Sequence[str]] = ()
    """Each an id of a test followed by 'key=value' words that its results must have."""
    error_percent: float | None = None
    """The athlete's own standard error of one test from day to day; None for the published one."""


def plan_experiment(unit: Unit, name: str, wishes: ExperimentWishes) -> ExperimentDocument:
    """Plan a self-experiment: combined against separate training of flexors and extensors.

    Args:
        unit: A unit of work; nothing is stored, the document is kept by who asked and given back for the evaluation.
        name: The athlete.
        wishes: What is asked.

    Raises:
        UnknownNameError: If athlete, exercise, test or a detail is not known.
        ScreenMissingError: If there is no safety screen, or it is too old.
        ReferredError: If nothing may be prescribed.
        ContradictionError: If an exercise is kept out by the screen, its equipment is lacking, or it is tested and trained.
        ValueOutOfRangeError: If an exercise does not stand for its way of training, or a number cannot be.
    """
    athlete = known(unit, name)
    outcome = screen_of(athlete, today=unit.today)
    chosen = _checked_exercises(wishes)
    for exercise in (exercise for arm in chosen.values() for exercise in arm):
        _refuse_unfit(exercise, athlete, outcome)
    start = next_monday(unit.today + timedelta(days=DAYS_A_WEEK)) if wishes.starts_on is None else wishes.starts_on
    if start < unit.today:
        raise ValueOutOfRangeError(en("first day of the experiment"), start, en("today or later"))
    latest = unit.today + FURTHEST
    if start > latest:
        raise ValueOutOfRangeError(en("first day of the experiment"), start, en("no later than {latest}, a year from today", latest=latest))
    measures = [_measure(words) for words in wishes.tests or [(test,) for test in BOTH_ACTIONS]]
    _refuse_trained_tests(measures, chosen)
    terms = ExperimentTerms(
        starts_on=start,
        lot=wishes.lot,
        block_weeks=wishes.block_weeks,
        tests_per_block=wishes.tests_per_block,
        sessions_per_week=wishes.sessions_per_week,
        minutes=wishes.minutes,
    )
    errors = [_error(measure, athlete.results, wishes.error_percent) for measure in measures]
    planned = planned_experiment(terms, chosen, measures, errors)
    return experiment_document(planned, athlete=athlete.person.name, before=_before(athlete, outcome))


def _before(athlete: Known, outcome: ScreenOutcome) -> tuple[Text, ...]:
    """Safety, and what stands in the way of a fair comparison."""
    weeks = screen_settings().valid_weeks
    plan = (
        (en("A plan is being followed now. It trains the hips too, so end it before the experiment begins."),)
        if athlete.plan is not None
        else ()
    )
    return (
        *outcome.notes,
        en(
            "Stop at any pain and log it. Answer the safety screen again before you go on, and every {weeks} weeks in any case.",
            weeks=weeks,
        ),
        *plan,
    )


def _checked_exercises(wishes: ExperimentWishes) -> Mapping[Arm, tuple[Exercise, ...]]:
    """The three exercises, each fit for its part.

    Raises:
        ValueOutOfRangeError: If one is not.
    """
    combined, flexors, extensors = (exercise_of(name) for name in (wishes.combined, wishes.flexors, wishes.extensors))
    if not combined.both_hips:
        both = listed((exercise.id for exercise in exercises().values() if exercise.both_hips), at_most=20)
        found = en("'{exercise}', which does not load both hips at once", exercise=combined.id)
        raise ValueOutOfRangeError(en("combined exercise"), found, en("one of {known}", known=both))
    for part, exercise in (("flexor", flexors), ("extensor", extensors)):
        _check_part(exercise, "flexor" if part == "flexor" else "extensor")
    return {"combined": (combined,), "separate": (flexors, extensors)}


def _check_part(exercise: Exercise, action: Action) -> None:
    """Raise unless an exercise trains one muscle group, and the right one."""
    if action == "flexor":
        name, wanted = en("flexor exercise"), en("an exercise for the flexors on their own")
    else:
        name, wanted = en("extensor exercise"), en("an exercise for the extensors on their own")
    if exercise.both_hips:
        raise ValueOutOfRangeError(name, en("'{exercise}', which loads both hips at once", exercise=exercise.id), wanted)
    if exercise.kind != "strength":
        raise ValueOutOfRangeError(name, en("'{exercise}', which is mobility work", exercise=exercise.id), wanted)
    working = exercise_room.variant_summaries(exercise, TYPICAL_ATHLETE, typical_strength(TYPICAL_ATHLETE))[0].peak_muscle
    if working != action:
        other: Action = "extensor" if action == "flexor" else "flexor"
        found = en("'{exercise}', in which the {muscles} work hardest", exercise=exercise.id, muscles=MUSCLES[other])
        raise ValueOutOfRangeError(name, found, wanted)


def _refuse_unfit(exercise: Exercise, athlete: Known, outcome: ScreenOutcome) -> None:
    """Raise if the screen keeps an exercise out, or what it needs is not owned."""
    declared = {advice.gate for advice in exercise.not_advised}
    for gate in outcome.gates:
        early = gate.kind == "early_range" and any(map(stretches_front, exercise_room.solve_load(exercise, TYPICAL_ATHLETE).curves))
        if early or gate.kind in declared:
            found = en("the safety screen rules out {exercise}", exercise=exercise.id)
            raise ContradictionError(found, en("{why} Choose another exercise", why=gate.why))
    missing = () if athlete.equipment is None else lacking(exercise, athlete.equipment)
    if missing:
        advice = en("it is not in the equipment owned; choose another exercise or change the equipment")
        raise ContradictionError(en("{exercise} needs {things}", exercise=exercise.id, things=listed(missing)), advice)


def _measure(words: Sequence[str]) -> Measure:
    """A strength test as typed.

    Raises:
        ValueOutOfRangeError: If it is no measured strength test.
    """
    protocol = protocol_of(words[0])
    if protocol.action is None and protocol.unit != "kg":
        allowed = en("a strength test: {tests}", tests=listed((*BOTH_ACTIONS, "repetition_maximum")))
        raise ValueOutOfRangeError(en("test of the experiment"), layout("'{test}'", test=protocol.id), allowed)
    details = typed_details(words[1:], protocol)
    if protocol.action is None and "exercise" not in details:
        name, advice = en("exercise of '{test}'", test=protocol.id), en("write 'repetition_maximum exercise=ID'")
        raise ValueOutOfRangeError(name, en("missing"), en("given"), advice)
    compared = {detail.key for detail in protocol.details if detail.same}
    for key in details:
        if key not in compared:
            name, allowed = en("detail of '{test}'", test=protocol.id), en("one of {known}", known=listed(sorted(compared)))
            raise ValueOutOfRangeError(name, layout("'{detail}'", detail=key), allowed)
    return Measure(protocol=protocol.id, same=details)


def _refuse_trained_tests(measures: Sequence[Measure], chosen: Mapping[Arm, Sequence[Exercise]]) -> None:
    """Raise if an exercise is tested that one way trains: whoever practises a test gets better at it."""
    for arm, trained in chosen.items():
        for measure in measures:
            if measure.same.get("exercise") in {exercise.id for exercise in trained}:
                found = (
                    en("{exercise} is both the test and an exercise of the combined way, which would favour that way")
                    if arm == "combined"
                    else en("{exercise} is both the test and an exercise of the separate way, which would favour that way")
                )
                advice = en("test with an exercise that neither way trains")
                raise ContradictionError(found.filled(exercise=measure.same["exercise"]), advice)


def _error(measure: Measure, results: Sequence[TestResult], own_percent: float | None) -> TestError:
    """The athlete's own error of a test, else the published one at the level of the last day, else what is assumed."""
    if own_percent is not None:
        if not LEAST_ERROR <= own_percent <= LARGEST_ERROR:
            allowed = en("between {low:g} and {high:g} %", low=LEAST_ERROR, high=LARGEST_ERROR)
            raise ValueOutOfRangeError(en("error of a test"), layout("{percent:g} %", percent=own_percent), allowed)
        return TestError(percent=own_percent, basis=en("your own figure"))
    alike = [result for result in results if result.protocol == measure.protocol and measure.same.items() <= compared_by(result).items()]
    last = [change_value(result) for result in alike if result.on == max(result.on for result in alike)]
    return error_of_test(protocol_of(measure.protocol), level=sum(last) / len(last) if last else None)


def evaluate_experiment(unit: Unit, name: str, experiment: ExperimentDocument) -> ExperimentResultDocument:
    """Evaluate a self-experiment from the athlete's stored tests and sessions.

    Args:
        unit: A unit of work.
        name: The athlete.
        experiment: As it was planned.

    Raises:
        UnknownNameError: If athlete or a test is not known.
        ValueOutOfRangeError: If the experiment cannot be.
    """
    person, design = find_person(unit, name), design_of(experiment)
    for measure in design.measures:
        protocol_of(measure.protocol)
    results = [entry.value for entry in list_results(unit, name)]
    sessions = [entry.value for entry in list_sessions(unit, name, since=design.starts_on)]
    return experiment_result_document(design, evaluate(design, results, sessions, today=unit.today), athlete=person.name, on=unit.today)
