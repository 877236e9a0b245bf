"""What an experiment found, in plain sentences."""

from collections.abc import Mapping

from ...body import Side
from ...errors import NOTHING
from ...language import Text, en, joined, or_list
from .design import Arm, Design
from .evaluate import Evaluation, SlopeDifference
from .experiment_rules import experiment_rules, trial_slopes
from .power import sight_of
from .words import protocol_words


def outcome_words(design: Design, found: Evaluation) -> tuple[Text, ...]:
    """The verdict with its reason, then what it rests on."""
    return (_verdict_words(design, found), *_basis_words(design, found), *_side_words(found))


def _verdict_words(design: Design, found: Evaluation) -> Text:
    """One sentence: which way, by how much; or why it cannot be told."""
    if not found.obstacle and found.difference is not None:
        words = en("Strength grew by {difference:.1f} % a week more with separate than with combined training ({interval}).")
        if found.difference.value > 0:
            words = en("Strength grew by {difference:.1f} % a week more with combined than with separate training ({interval}).")
        return words.filled(difference=abs(found.difference.value), interval=_interval(found.difference))
    reasons = {
        "not over": en("The experiment ends on {on}; nothing is estimated before.", on=design.ends_on),
        "tests": _tests_words(design, found),
        "sessions": en(
            "Too few sessions were done: {arms}. It takes {least:.0f} % of each.",
            arms=_arms_words(found),
            least=100 * experiment_rules().least_sessions,
        ),
        "strayed": _strayed_words(found),
        "noise": _noise_words(design, found),
        "weeks": _weeks_words(design, found),
        "": NOTHING,
    }
    return reasons[found.obstacle]


def _tests_words(design: Design, found: Evaluation) -> Text:
    if found.tested.missing:
        return en("There is no {tests} test that counts.", tests=or_list([protocol_words(protocol) for protocol in found.tested.missing]))
    return en(
        "Too many tests are missing: of {days} test days in each block, {counted} count. At least {least:.0f} % are needed, spread over "
        "all blocks.",
        days=design.layout.tests_per_block,
        counted=", ".join(str(count) for count in found.tested.per_block),
        least=100 * experiment_rules().least_tests,
    )


def _strayed_words(found: Evaluation) -> Text:
    strayed = max(found.trained, key=lambda arm: arm.strayed_share)
    words: Mapping[Arm, Text] = {
        "combined": en(
            "In the combined blocks, exercises from the other way were done on {days} days. At most {most:.0f} % of the sessions may "
            "include them."
        ),
        "separate": en(
            "In the separate blocks, exercises from the other way were done on {days} days. At most {most:.0f} % of the sessions may "
            "include them."
        ),
    }
    return words[strayed.arm].filled(days=strayed.strayed, most=100 * experiment_rules().most_strayed)


def _noise_words(design: Design, found: Evaluation) -> Text:
    scatter = found.scatter_percent or 0.0
    noisy = en(
        "The test days scatter by {scatter:.1f} %, more than the {error:.1f} % we assumed.", scatter=scatter, error=design.error_percent
    )
    return joined((noisy, *_open_words(found)))


def _weeks_words(design: Design, found: Evaluation) -> Text:
    sight = sight_of(design.layout, error_percent=design.error_percent)
    few = en(
        "There were too few weeks or tests: they show a difference of {difference:.1f} % a week with {chance:.0f} % probability.",
        difference=sight.detectable,
        chance=100 * experiment_rules().chance,
    )
    return joined((few, *_open_words(found)))


def _open_words(found: Evaluation) -> list[Text]:
    """What stays possible, and what does not."""
    if found.difference is None:
        return []
    low, high = found.difference.low, found.difference.high
    whole = trial_slopes()[0].percent_per_week
    words = [
        en(
            "Anything from {separate:.1f} % a week in favour of separate to {combined:.1f} % in favour of combined is possible.",
            separate=max(-low, 0.0),
            combined=max(high, 0.0),
        )
    ]
    if max(-low, high) < whole:
        words.append(en("If one is better, it is by less than the {gain:.1f} % a week gained in a whole trial.", gain=whole))
    return words


def _basis_words(design: Design, found: Evaluation) -> tuple[Text, ...]:
    words = [
        en(
            "Counted: {days} of {planned} test days; sessions: {arms}.",
            days=found.tested.days.count,
            planned=len(design.layout.order) * design.layout.tests_per_block,
            arms=_arms_words(found),
        )
    ]
    if found.difference is not None and not found.difference.own_scatter:
        words.append(en("There are too few test days to show their own scatter, so the published error is used instead."))
    if not found.obstacle:
        words.append(en("This applies only to you, these exercises and these minutes."))
    return tuple(words)


def _side_words(found: Evaluation) -> tuple[Text, ...]:
    only: Mapping[Side, Text] = {
        "left": en("Only the left leg was tested often enough, so this applies to that leg only."),
        "right": en("Only the right leg was tested often enough, so this applies to that leg only."),
    }
    words = []
    if len(found.tested.sides) == 1 and found.tested.days.count:
        words.append(only[found.tested.sides[0]])
    words += [
        en("Results of {test} whose details (angle, device, set-up) differ from most are left out.", test=protocol_words(protocol))
        for protocol in found.tested.other_details
    ]
    return tuple(words)


def _arms_words(found: Evaluation) -> Text:
    words: Mapping[Arm, Text] = {"combined": en("combined {done} of {planned}"), "separate": en("separate {done} of {planned}")}
    return joined([words[arm.arm].filled(done=arm.done, planned=arm.planned) for arm in found.trained], ", ")


def _interval(difference: SlopeDifference) -> Text:
    low, high = sorted((abs(difference.low), abs(difference.high)))
    return en("{confidence:.0f} % interval {low:.1f} to {high:.1f}", confidence=100 * experiment_rules().confidence, low=low, high=high)
