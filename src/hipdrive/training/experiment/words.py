"""What an experiment and its outcome say in plain sentences."""

from .design import Arm, Design, Measure
from .evaluate import Evaluation, SlopeDifference
from .experiment_rules import TrialSlope, experiment_rules, trial_slopes
from .planning import PlannedExperiment
from .power import chance_to_see, sight_of

OTHER: dict[Arm, Arm] = {"combined": "separate", "separate": "combined"}


def sight_words(planned: PlannedExperiment) -> tuple[str, ...]:
    """What the experiment will see, said before it begins."""
    design, sight, rules = planned.design, planned.sight, experiment_rules()
    layout = design.layout
    tests = len(layout.order) * layout.tests_per_block
    trials = "; ".join(_trial_words(trial) for trial in trial_slopes())
    chance = chance_to_see(planned.worth_seeing, sight)
    return (
        f"We assume that the strength measured on one test day is off by {design.error_percent:.1f} % ({_error_words(planned)}).",
        (
            f"In {layout.weeks} weeks with {tests} test days, a true difference of {sight.detectable:.1f} % a week would show up with "
            f"{100 * rules.chance:.0f} % probability."
        ),
        f"For comparison, the whole gain in trials was: {trials}. Later weeks bring less.",
        (
            f"{_outlook_words(planned)} A difference of {planned.worth_seeing:.1f} % a week, half the first trial's gain, would show up in "
            f"{100 * chance:.0f} of 100 such experiments{_needed_words(planned)}."
        ),
    )


def _error_words(planned: PlannedExperiment) -> str:
    """The error of each test, and where it comes from if it is not published."""
    parts = []
    for measure, error in zip(planned.design.measures, planned.errors, strict=True):
        basis = f", {error.basis}" if error.basis.startswith("our") else ""
        parts.append(f"{measure_words(measure)} {error.percent:.2g} %{basis}")
    return "; ".join(parts)


def measure_words(measure: Measure) -> str:
    """A test by its name, with its exercise where it is done with one."""
    exercise = measure.same.get("exercise")
    return protocol_words(measure.protocol) if exercise is None else f"{protocol_words(measure.protocol)} of {exercise}"


def protocol_words(protocol: str) -> str:
    """A protocol in words: isometric hip flexion."""
    return protocol.replace("_", " ")


def _trial_words(trial: TrialSlope) -> str:
    study = trial.study.split(",")[0].replace(" et al.", "")
    return f"{trial.percent_per_week:.1f} % a week ({trial.gain_percent:g} % in {trial.weeks} weeks, {study})"


def _outlook_words(planned: PlannedExperiment) -> str:
    if planned.outlook == "too little":
        return (
            "The answer is not worth the effort: in these weeks only a difference larger than the whole effect of a trial would show up. "
            "You can still go ahead, but expect 'can't tell'."
        )
    if planned.outlook == "large only":
        return "Only a large difference would show up: expect 'can't tell' unless one of the two ways does little."
    return "That is worth the weeks it takes."


def _needed_words(planned: PlannedExperiment) -> str:
    if planned.outlook == "enough":
        return ""
    blocks = len(planned.design.layout.order)
    if planned.weeks_to_see_it is None:
        return f"; even blocks of {experiment_rules().block_weeks[1]} weeks would not be enough"
    weeks = planned.weeks_to_see_it
    return f"; blocks of {weeks} weeks, {blocks * weeks} in all, or a more precise test would be enough"


def rule_words(planned: PlannedExperiment) -> tuple[str, ...]:
    """How it is done so that it means something."""
    design, rules = planned.design, experiment_rules()
    sets = {arm: f"{count} set{'s' if count > 1 else ''}" for arm, count in planned.sets.items()}
    (both,), (flexors, extensors) = design.exercises["combined"], design.exercises["separate"]
    weekdays = {f"{day:%A}s" for days in design.test_dates() for day in days}
    moved = f" on {weekdays.pop()} (a different first day moves them)" if len(weekdays) == 1 else ""
    words = [
        (
            f"{design.sessions_per_week} sessions a week of {design.minutes:g} min: {sets['combined']} of {both}, or {sets['separate']} "
            f"each of {flexors} and {extensors}. Minutes and effort (reps in reserve) are equal, sets are not; raise the loads as you can."
        ),
        "Both legs do the same in a block, because training one leg also affects the other. Do no other hip strength work in these weeks.",
        "Keep to the order that was drawn: drawing again because you did not like the first order spoils the experiment.",
        (
            f"Test{moved} at the same time of day, with the same device, lever and tester, both legs, before any session. Do not look up "
            f"earlier values. Up to {rules.tolerance_days} days off still counts. Practise on {rules.practice_days} days before the start; "
            "these do not count."
        ),
        "Log every session. Nothing is estimated before the last day: if you look often, you find differences that are not there.",
    ]
    if len(design.measures) == 1:
        words.append(f"Only {measure_words(design.measures[0])} is tested, so the answer covers only what that test shows.")
    return tuple(words)


def outcome_words(design: Design, found: Evaluation) -> tuple[str, ...]:
    """The verdict with its reason, then what it rests on."""
    return (_verdict_words(design, found), *_basis_words(design, found), *_side_words(found))


def _verdict_words(design: Design, found: Evaluation) -> str:
    """One sentence: which way, by how much; or why it cannot be told."""
    if not found.obstacle and found.difference is not None:
        more: Arm = "combined" if found.difference.value > 0 else "separate"
        return (
            f"Strength grew by {abs(found.difference.value):.1f} % a week more with {more} than with {OTHER[more]} training "
            f"({_interval(found.difference)})."
        )
    reasons = {
        "not over": f"The experiment ends on {design.ends_on.isoformat()}; nothing is estimated before.",
        "tests": _tests_words(design, found),
        "sessions": f"Too few sessions were done: {_arms_words(found)}. It takes {_percent(experiment_rules().least_sessions)} of each.",
        "strayed": _strayed_words(found),
        "noise": _noise_words(design, found),
        "weeks": _weeks_words(design, found),
        "": "",
    }
    return reasons[found.obstacle]


def _tests_words(design: Design, found: Evaluation) -> str:
    if found.tested.missing:
        names = " or ".join(map(protocol_words, found.tested.missing))
        return f"There is no {names} test that counts."
    per_block = ", ".join(str(count) for count in found.tested.per_block)
    return (
        f"Too many tests are missing: of {design.layout.tests_per_block} test days in each block, {per_block} count. At least "
        f"{_percent(experiment_rules().least_tests)} are needed, spread over all blocks."
    )


def _strayed_words(found: Evaluation) -> str:
    strayed = max(found.trained, key=lambda arm: arm.strayed_share)
    return (
        f"In the {strayed.arm} blocks, exercises from the other way were done on {strayed.strayed} days. At most "
        f"{_percent(experiment_rules().most_strayed)} of the sessions may include them."
    )


def _noise_words(design: Design, found: Evaluation) -> str:
    scatter = found.scatter_percent or 0.0
    return f"The test days scatter by {scatter:.1f} %, more than the {design.error_percent:.1f} % we assumed{_open_words(found)}"


def _weeks_words(design: Design, found: Evaluation) -> str:
    sight = sight_of(design.layout, error_percent=design.error_percent)
    return (
        f"There were too few weeks or tests: they show a difference of {sight.detectable:.1f} % a week with "
        f"{100 * experiment_rules().chance:.0f} % probability{_open_words(found)}"
    )


def _open_words(found: Evaluation) -> str:
    """What stays possible, and what does not."""
    if found.difference is None:
        return "."
    low, high = found.difference.low, found.difference.high
    whole = trial_slopes()[0].percent_per_week
    small = f" If one is better, it is by less than the {whole:.1f} % a week gained in a whole trial." if max(-low, high) < whole else ""
    ends = f"{max(-low, 0.0):.1f} % a week in favour of separate to {max(high, 0.0):.1f} % in favour of combined"
    return f". Anything from {ends} is possible.{small}"


def _basis_words(design: Design, found: Evaluation) -> tuple[str, ...]:
    planned = len(design.layout.order) * design.layout.tests_per_block
    words = [f"Counted: {found.tested.days.count} of {planned} test days; sessions: {_arms_words(found)}."]
    if found.difference is not None and not found.difference.own_scatter:
        words.append("There are too few test days to show their own scatter, so the published error is used instead.")
    if not found.obstacle:
        words.append("This applies only to you, these exercises and these minutes.")
    return tuple(words)


def _side_words(found: Evaluation) -> tuple[str, ...]:
    words = []
    if len(found.tested.sides) == 1 and found.tested.days.count:
        words.append(f"Only the {found.tested.sides[0]} leg was tested often enough, so this applies to that leg only.")
    words += [
        f"Results of {protocol_words(protocol)} whose details (angle, device, set-up) differ from most are left out."
        for protocol in found.tested.other_details
    ]
    return tuple(words)


def _arms_words(found: Evaluation) -> str:
    return ", ".join(f"{arm.arm} {arm.done} of {arm.planned}" for arm in found.trained)


def _interval(difference: SlopeDifference) -> str:
    low, high = sorted((abs(difference.low), abs(difference.high)))
    return f"{100 * experiment_rules().confidence:.0f} % interval {low:.1f} to {high:.1f}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
