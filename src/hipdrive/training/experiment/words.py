"""What an experiment says in plain sentences before it begins."""

from collections.abc import Mapping

from ...errors import NOTHING
from ...language import Text, en, en_count, joined, layout, verbatim
from ...weekday_words import ON_WEEKDAYS
from .design import Design, Measure
from .experiment_rules import TrialSlope, experiment_rules, trial_slopes
from .noise import TestError
from .planning import PlannedExperiment
from .power import chance_to_see

PROTOCOL_WORDS: Mapping[str, Text] = {
    "isometric_hip_flexion": en("isometric hip flexion"),
    "isometric_hip_extension": en("isometric hip extension"),
    "repetition_maximum": en("repetition maximum"),
    "most_repetitions": en("most repetitions"),
}


def sight_words(planned: PlannedExperiment) -> tuple[Text, ...]:
    """What the experiment will see, said before it begins."""
    design, sight, rules = planned.design, planned.sight, experiment_rules()
    errors = [_error_words(measure, error) for measure, error in zip(design.measures, planned.errors, strict=True)]
    return (
        en(
            "We assume that the strength measured on one test day is off by {error:.1f} % ({errors}).",
            error=design.error_percent,
            errors=joined(errors, "; "),
        ),
        en(
            "In {weeks} weeks with {tests} test days, a true difference of {difference:.1f} % a week would show up with {chance:.0f} % "
            "probability.",
            weeks=design.layout.weeks,
            tests=len(design.layout.order) * design.layout.tests_per_block,
            difference=sight.detectable,
            chance=100 * rules.chance,
        ),
        en(
            "For comparison, the whole gain in trials was: {trials}. Later weeks bring less.",
            trials=joined([_trial_words(trial) for trial in trial_slopes()], "; "),
        ),
        joined((_outlook_words(planned), _worth_words(planned))),
    )


def _error_words(measure: Measure, error: TestError) -> Text:
    """The error of a test, and where it comes from if it is not published."""
    words = layout("{test} {error:.2g} %, {basis}") if error.basis.startswith("our") else layout("{test} {error:.2g} %")
    return words.filled(test=measure_words(measure), error=error.percent, basis=error.basis)


def measure_words(measure: Measure) -> Text:
    """A test by its name, with its exercise where it is done with one."""
    exercise = measure.same.get("exercise")
    test = protocol_words(measure.protocol)
    return test if exercise is None else en("{test} of {exercise}", test=test, exercise=exercise)


def protocol_words(protocol: str) -> Text:
    """A protocol in words: isometric hip flexion."""
    return PROTOCOL_WORDS.get(protocol, verbatim(protocol.replace("_", " ")))


def _trial_words(trial: TrialSlope) -> Text:
    return en(
        "{gain_a_week:.1f} % a week ({gain:g} % in {weeks} weeks, {study})",
        gain_a_week=trial.percent_per_week,
        gain=trial.gain_percent,
        weeks=trial.weeks,
        study=trial.study.split(",")[0].replace(" et al.", ""),
    )


def _outlook_words(planned: PlannedExperiment) -> Text:
    if planned.outlook == "too little":
        return en(
            "The answer is not worth the effort: in these weeks only a difference larger than the whole effect of a trial would show up. "
            "You can still go ahead, but expect 'can't tell'."
        )
    if planned.outlook == "large only":
        return en("Only a large difference would show up: expect 'can't tell' unless one of the two ways does little.")
    return en("That is worth the weeks it takes.")


def _worth_words(planned: PlannedExperiment) -> Text:
    """How likely half the gain of a trial would be seen, and what it would take to see it."""
    if planned.outlook == "enough":
        words = en(
            "A difference of {difference:.1f} % a week, half the first trial's gain, would show up in {chance:.0f} of 100 such experiments."
        )
    elif planned.weeks_to_see_it is None:
        words = en(
            "A difference of {difference:.1f} % a week, half the first trial's gain, would show up in {chance:.0f} of 100 such "
            "experiments; even blocks of {weeks} weeks would not be enough."
        )
    else:
        words = en(
            "A difference of {difference:.1f} % a week, half the first trial's gain, would show up in {chance:.0f} of 100 such "
            "experiments; blocks of {weeks} weeks, {weeks_in_all} in all, or a more precise test would be enough."
        )
    weeks = planned.weeks_to_see_it or experiment_rules().block_weeks[1]
    return words.filled(
        difference=planned.worth_seeing,
        chance=100 * chance_to_see(planned.worth_seeing, planned.sight),
        weeks=weeks,
        weeks_in_all=weeks * len(planned.design.layout.order),
    )


def rule_words(planned: PlannedExperiment) -> tuple[Text, ...]:
    """How it is done so that it means something."""
    design, rules = planned.design, experiment_rules()
    sets = {arm: en_count("{n} set", "{n} sets", n=count) for arm, count in planned.sets.items()}
    (both,), (flexors, extensors) = design.exercises["combined"], design.exercises["separate"]
    words = [
        en(
            "{sessions} sessions a week of {minutes:g} min: {sets} of {both}, or {other_sets} each of {flexors} and {extensors}. Minutes "
            "and effort (reps in reserve) are equal, sets are not; raise the loads as you can.",
            sessions=design.sessions_per_week,
            minutes=design.minutes,
            sets=sets["combined"],
            both=both,
            other_sets=sets["separate"],
            flexors=flexors,
            extensors=extensors,
        ),
        en(
            "Both legs do the same in a block, because training one leg also affects the other. Do no other hip strength work in these "
            "weeks."
        ),
        en("Keep to the order that was drawn: drawing again because you did not like the first order spoils the experiment."),
        _test_words(design).filled(tolerance_days=rules.tolerance_days, practice_days=rules.practice_days, weekday=_weekday_words(design)),
        en("Log every session. Nothing is estimated before the last day: if you look often, you find differences that are not there."),
    ]
    if len(design.measures) == 1:
        words.append(en("Only {test} is tested, so the answer covers only what that test shows.", test=measure_words(design.measures[0])))
    return tuple(words)


def _weekday_words(design: Design) -> Text:
    """The day of the week of all tests; empty where they have no common one."""
    weekdays = {day.weekday() for days in design.test_dates() for day in days}
    return ON_WEEKDAYS[weekdays.pop()] if len(weekdays) == 1 else NOTHING


def _test_words(design: Design) -> Text:
    if _weekday_words(design):
        return en(
            "Test {weekday} (a different first day moves them) at the same time of day, with the same device, lever and tester, both legs, "
            "before any session. Do not look up earlier values. Up to {tolerance_days} days off still counts. Practise on {practice_days} "
            "days before the start; these do not count."
        )
    return en(
        "Test at the same time of day, with the same device, lever and tester, both legs, before any session. Do not look up earlier "
        "values. Up to {tolerance_days} days off still counts. Practise on {practice_days} days before the start; these do not count."
    )
