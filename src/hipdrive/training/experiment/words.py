"""What an experiment and its outcome say in plain sentences."""

from ...language import en, layout
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
        en(
            "We assume that the strength measured on one test day is off by {error_percent:.1f} % ({error}).",
            error_percent=design.error_percent,
            error=_error_words(planned),
        ),
        (
            en(
                "In {weeks} weeks with {tests} test days, a true difference of {detectable:.1f} % a week would show up "
                "with {chance:.0f} % probability.",
                weeks=layout.weeks,
                tests=tests,
                detectable=sight.detectable,
                chance=100 * rules.chance,
            )
        ),
        en("For comparison, the whole gain in trials was: {trials}. Later weeks bring less.", trials=trials),
        (
            en(
                "{outlook} A difference of {worth_seeing:.1f} % a week, half the first trial's gain, would show up in "
                "{chance:.0f} of 100 such experiments{needed}.",
                outlook=_outlook_words(planned),
                worth_seeing=planned.worth_seeing,
                chance=100 * chance,
                needed=_needed_words(planned),
            )
        ),
    )


def _error_words(planned: PlannedExperiment) -> str:
    """The error of each test, and where it comes from if it is not published."""
    parts = []
    for measure, error in zip(planned.design.measures, planned.errors, strict=True):
        basis = f", {error.basis}" if error.basis.startswith("our") else ""
        parts.append(layout("{measure} {percent:.2g} %{basis}", measure=measure_words(measure), percent=error.percent, basis=basis))
    return "; ".join(parts)


def measure_words(measure: Measure) -> str:
    """A test by its name, with its exercise where it is done with one."""
    exercise = measure.same.get("exercise")
    return (
        protocol_words(measure.protocol)
        if exercise is None
        else en("{protocol} of {exercise}", protocol=protocol_words(measure.protocol), exercise=exercise)
    )


def protocol_words(protocol: str) -> str:
    """A protocol in words: isometric hip flexion."""
    return protocol.replace("_", " ")


def _trial_words(trial: TrialSlope) -> str:
    study = trial.study.split(",")[0].replace(en(" et al."), "")
    return en(
        "{percent_per_week:.1f} % a week ({gain_percent:g} % in {weeks} weeks, {study})",
        percent_per_week=trial.percent_per_week,
        gain_percent=trial.gain_percent,
        weeks=trial.weeks,
        study=study,
    )


def _outlook_words(planned: PlannedExperiment) -> str:
    if planned.outlook == en("too little"):
        return en(
            "The answer is not worth the effort: in these weeks only a difference larger than the whole effect of a "
            "trial would show up. You can still go ahead, but expect 'can't tell'.",
        )
    if planned.outlook == en("large only"):
        return en("Only a large difference would show up: expect 'can't tell' unless one of the two ways does little.")
    return en("That is worth the weeks it takes.")


def _needed_words(planned: PlannedExperiment) -> str:
    if planned.outlook == "enough":
        return ""
    blocks = len(planned.design.layout.order)
    if planned.weeks_to_see_it is None:
        return en("; even blocks of {block_weeks} weeks would not be enough", block_weeks=experiment_rules().block_weeks[1])
    weeks = planned.weeks_to_see_it
    return en("; blocks of {weeks} weeks, {blocks} in all, or a more precise test would be enough", weeks=weeks, blocks=blocks * weeks)


def rule_words(planned: PlannedExperiment) -> tuple[str, ...]:
    """How it is done so that it means something."""
    design, rules = planned.design, experiment_rules()
    sets = {arm: en("{count} set{words}", count=count, words="s" if count > 1 else "") for arm, count in planned.sets.items()}
    (both,), (flexors, extensors) = design.exercises["combined"], design.exercises["separate"]
    weekdays = {f"{day:%A}s" for days in design.test_dates() for day in days}
    moved = en(" on {pop} (a different first day moves them)", pop=weekdays.pop()) if len(weekdays) == 1 else ""
    words = [
        (
            en(
                "{sessions_per_week} sessions a week of {minutes:g} min: {sets} of {both}, or {sets_2} each of {flexors} "
                "and {extensors}. Minutes and effort (reps in reserve) are equal, sets are not; raise the loads as you "
                "can.",
                sessions_per_week=design.sessions_per_week,
                minutes=design.minutes,
                sets=sets["combined"],
                both=both,
                sets_2=sets["separate"],
                flexors=flexors,
                extensors=extensors,
            )
        ),
        en(
            "Both legs do the same in a block, because training one leg also affects the other. Do no other hip "
            "strength work in these weeks.",
        ),
        en(
            "Keep to the order that was drawn: drawing again because you did not like the first order spoils the experiment.",
        ),
        (
            en(
                "Test{moved} at the same time of day, with the same device, lever and tester, both legs, before any "
                "session. Do not look up earlier values. Up to {tolerance_days} days off still counts. Practise on "
                "{practice_days} days before the start; these do not count.",
                moved=moved,
                tolerance_days=rules.tolerance_days,
                practice_days=rules.practice_days,
            )
        ),
        en(
            "Log every session. Nothing is estimated before the last day: if you look often, you find differences that are not there.",
        ),
    ]
    if len(design.measures) == 1:
        words.append(
            en("Only {measure} is tested, so the answer covers only what that test shows.", measure=measure_words(design.measures[0]))
        )
    return tuple(words)


def outcome_words(design: Design, found: Evaluation) -> tuple[str, ...]:
    """The verdict with its reason, then what it rests on."""
    return (_verdict_words(design, found), *_basis_words(design, found), *_side_words(found))


def _verdict_words(design: Design, found: Evaluation) -> str:
    """One sentence: which way, by how much; or why it cannot be told."""
    if not found.obstacle and found.difference is not None:
        more: Arm = "combined" if found.difference.value > 0 else "separate"
        return en(
            "Strength grew by {value:.1f} % a week more with {more} than with {other} training ({interval}).",
            value=abs(found.difference.value),
            more=more,
            other=OTHER[more],
            interval=_interval(found.difference),
        )
    reasons = {
        "not over": en("The experiment ends on {on}; nothing is estimated before.", on=design.ends_on),
        "tests": _tests_words(design, found),
        "sessions": en(
            "Too few sessions were done: {arms}. It takes {percent} of each.",
            arms=_arms_words(found),
            percent=_percent(experiment_rules().least_sessions),
        ),
        "strayed": _strayed_words(found),
        "noise": _noise_words(design, found),
        "weeks": _weeks_words(design, found),
        "": "",
    }
    return reasons[found.obstacle]


def _tests_words(design: Design, found: Evaluation) -> str:
    if found.tested.missing:
        names = " or ".join(map(protocol_words, found.tested.missing))
        return en("There is no {names} test that counts.", names=names)
    per_block = ", ".join(str(count) for count in found.tested.per_block)
    return en(
        "Too many tests are missing: of {tests_per_block} test days in each block, {per_block} count. At least "
        "{percent} are needed, spread over all blocks.",
        tests_per_block=design.layout.tests_per_block,
        per_block=per_block,
        percent=_percent(experiment_rules().least_tests),
    )


def _strayed_words(found: Evaluation) -> str:
    strayed = max(found.trained, key=lambda arm: arm.strayed_share)
    return en(
        "In the {arm} blocks, exercises from the other way were done on {strayed} days. At most {percent} of the "
        "sessions may include them.",
        arm=strayed.arm,
        strayed=strayed.strayed,
        percent=_percent(experiment_rules().most_strayed),
    )


def _noise_words(design: Design, found: Evaluation) -> str:
    scatter = found.scatter_percent or 0.0
    return en(
        "The test days scatter by {scatter:.1f} %, more than the {error_percent:.1f} % we assumed{open}",
        scatter=scatter,
        error_percent=design.error_percent,
        open=_open_words(found),
    )


def _weeks_words(design: Design, found: Evaluation) -> str:
    sight = sight_of(design.layout, error_percent=design.error_percent)
    return en(
        "There were too few weeks or tests: they show a difference of {detectable:.1f} % a week with {chance:.0f} % probability{open}",
        detectable=sight.detectable,
        chance=100 * experiment_rules().chance,
        open=_open_words(found),
    )


def _open_words(found: Evaluation) -> str:
    """What stays possible, and what does not."""
    if found.difference is None:
        return "."
    low, high = found.difference.low, found.difference.high
    whole = trial_slopes()[0].percent_per_week
    small = (
        en(" If one is better, it is by less than the {whole:.1f} % a week gained in a whole trial.", whole=whole)
        if max(-low, high) < whole
        else ""
    )
    ends = en("{max:.1f} % a week in favour of separate to {max_2:.1f} % in favour of combined", max=max(-low, 0.0), max_2=max(high, 0.0))
    return en(". Anything from {ends} is possible.{small}", ends=ends, small=small)


def _basis_words(design: Design, found: Evaluation) -> tuple[str, ...]:
    planned = len(design.layout.order) * design.layout.tests_per_block
    words = [
        en(
            "Counted: {count} of {planned} test days; sessions: {arms}.",
            count=found.tested.days.count,
            planned=planned,
            arms=_arms_words(found),
        )
    ]
    if found.difference is not None and not found.difference.own_scatter:
        words.append(en("There are too few test days to show their own scatter, so the published error is used instead."))
    if not found.obstacle:
        words.append(en("This applies only to you, these exercises and these minutes."))
    return tuple(words)


def _side_words(found: Evaluation) -> tuple[str, ...]:
    words = []
    if len(found.tested.sides) == 1 and found.tested.days.count:
        words.append(en("Only the {sides} leg was tested often enough, so this applies to that leg only.", sides=found.tested.sides[0]))
    words += [
        en("Results of {protocol} whose details (angle, device, set-up) differ from most are left out.", protocol=protocol_words(protocol))
        for protocol in found.tested.other_details
    ]
    return tuple(words)


def _arms_words(found: Evaluation) -> str:
    return ", ".join(en("{arm} {done} of {planned}", arm=arm.arm, done=arm.done, planned=arm.planned) for arm in found.trained)


def _interval(difference: SlopeDifference) -> str:
    low, high = sorted((abs(difference.low), abs(difference.high)))
    return en("{confidence:.0f} % interval {low:.1f} to {high:.1f}", confidence=100 * experiment_rules().confidence, low=low, high=high)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
