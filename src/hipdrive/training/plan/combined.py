"""Combined or separate: load, minutes and stimulus of one exercise for both hips against a flexor and an extensor exercise (D03)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...arrays import FloatArray
from ...body_words import MUSCLES
from ...curve import Action
from ...language import Text, en, en_count, joined, or_list, percent_span
from ..match.best_set import SetItem, items_of, weighed_need
from ..match.gap import ACTIONS
from ..match.match import Interval, Match
from ..rules import DoseRules, Goal, dose_rules
from .progression import dose_range
from .schedule import item_minutes

ALIKE = 0.05
"""Shares of the need that differ by less are called alike; our choice."""
SET_MINUTES = 10.0
"""Time in which sets are counted, so that both ways are seen at equal minutes; our choice."""


@dataclass(frozen=True, kw_only=True)
class ActionLoad:
    """What one exercise asks of one action, the larger of both sides."""

    largest_nm_kg: float
    share: Interval
    """Largest load over capacity, on the high and on the low edge of the capacity band; 0 where capacity is unknown."""
    coverage: Interval
    """Share of what the stride asks of this action, both sides together, that it trains."""


@dataclass(frozen=True, kw_only=True)
class ArmExercise:
    """One exercise of one way to train."""

    item: SetItem
    minutes: float
    """All sets of both sides, with rests and setting up."""
    loads: Mapping[Action, ActionLoad]

    @property
    def limited_by(self) -> Action:
        """The action that comes nearest to its capacity: it decides the load of both."""
        return max(ACTIONS, key=lambda action: self.loads[action].share[1])

    def set_up(self) -> Mapping[str, Any]:
        """The set-up of its first working side."""
        return next(iter(self.item.by_side.values())).set_up


@dataclass(frozen=True, kw_only=True)
class Arm:
    """One way to train flexors and extensors of both hips."""

    exercises: tuple[ArmExercise, ...]
    sets: int
    """Of each exercise and side."""
    minutes: float
    coverage: Mapping[Action, Interval]
    """Share of what the stride asks of each action that is trained, the larger stimulus counting at each degree."""

    @property
    def sets_in_ten_minutes(self) -> float:
        """Sets for each muscle group and side in ten minutes."""
        return SET_MINUTES * self.sets / self.minutes


@dataclass(frozen=True, kw_only=True)
class CombinedOrSeparate:
    """Both ways beside each other; one that cannot be is None, with its reason among the sentences."""

    combined: Arm | None
    separate: Arm | None
    sentences: tuple[Text, ...]


def combined_or_separate(match: Match, *, goal: Goal, rules: DoseRules | None = None) -> CombinedOrSeparate:
    """Set the best exercise for both hips beside the best flexor and the best extensor exercise, with as many sets each.

    Best is what covers most of what the stride asks, on the worse edge of the capacity band: of both actions for the one, of its own
    action for each of the two. Set-ups and loads are those of the match.

    Args:
        match: A match of what may be used.
        goal: Weighs ranges and actions; explosive set-ups stand only where it has them.
        rules: Doses; the shipped ones if not given.

    Returns:
        Both ways, with what the comparison says and what it does not.
    """
    rules = rules or dose_rules()
    items = _items(match, explosive=goal.explosive_from_week > 0)
    one = _best([item for item in items if _both_hips(item)], match, goal, ACTIONS)
    single = [item for item in items if not _both_hips(item)]
    two = [_best(single, match, goal, (action,)) for action in ACTIONS]
    chosen = [item for item in (one, *two) if item is not None]
    sets = max((dose_range(item.candidate, most_sets=1, rules=rules).sets[0] for item in chosen), default=1)
    combined = None if one is None else _arm([one], match, goal, sets=sets, rules=rules)
    pair = list({item.choices[0].candidate.family: item for item in two if item is not None}.values())
    separate = _arm(pair, match, goal, sets=sets, rules=rules) if None not in two else None
    return CombinedOrSeparate(combined=combined, separate=separate, sentences=tuple(_sentences(match, combined, separate, two)))


def _items(match: Match, *, explosive: bool) -> list[SetItem]:
    """Each exercise and set-up with all that it trains, in order of their families."""
    items = [item for item in items_of(match) if explosive or not item.candidate.explosive]
    return sorted(items, key=lambda item: item.family)


def _both_hips(item: SetItem) -> bool:
    return any(candidate.both_hips for candidate in item.by_side.values())


def _best(items: Sequence[SetItem], match: Match, goal: Goal, actions: Sequence[Action]) -> SetItem | None:
    """What covers most of every one of these actions, the least covered first; None where nothing trains all of them."""

    def worth(item: SetItem) -> tuple[float, float]:
        shares = [_coverage([item], match, goal, action)[0] for action in actions]
        return round(min(shares), 9), round(sum(shares), 9)

    useful = [item for item in items if worth(item)[0] > 0]
    return max(useful, key=worth, default=None)


def _minutes(item: SetItem, sets: int, rules: DoseRules) -> float:
    """Minutes of so many sets at the source's fewest repetitions."""
    allowed = dose_range(item.candidate, most_sets=sets, rules=rules)
    return item_minutes(item, allowed, sets=sets, reps=allowed.reps[0], rules=rules)


def _arm(items: Sequence[SetItem], match: Match, goal: Goal, *, sets: int, rules: DoseRules) -> Arm:
    exercises = tuple(
        ArmExercise(
            item=item,
            minutes=_minutes(item, sets, rules),
            loads={action: _action_load(item, match, goal, action) for action in ACTIONS},
        )
        for item in items
    )
    return Arm(
        exercises=exercises,
        sets=sets,
        minutes=sum(exercise.minutes for exercise in exercises),
        coverage={action: _coverage(items, match, goal, action) for action in ACTIONS},
    )


def _action_load(item: SetItem, match: Match, goal: Goal, action: Action) -> ActionLoad:
    largest, shares = 0.0, np.zeros(2)
    for gap in (gap for gap in match.gaps if gap.action == action):
        for candidate in item.by_side.values():
            load = candidate.loads[gap.side, action].moment_nm_kg
            known = np.broadcast_to(gap.known, gap.capacity_nm_kg.shape)
            of_capacity = np.divide(load, gap.capacity_nm_kg, out=np.zeros_like(gap.capacity_nm_kg), where=known).max(axis=(1, 2))
            largest = max(largest, float(load.max()))
            shares = np.maximum(shares, (of_capacity.min(), of_capacity.max()))
    return ActionLoad(largest_nm_kg=largest, share=(float(shares[0]), float(shares[1])), coverage=_coverage([item], match, goal, action))


def _coverage(items: Sequence[SetItem], match: Match, goal: Goal, action: Action) -> Interval:
    """Share of the weighed need of an action, both sides together, that items train, on the two edges, the lower first."""
    trained: list[FloatArray] = []
    asked: list[FloatArray] = []
    for gap in (gap for gap in match.gaps if gap.action == action):
        need = weighed_need(gap, goal)
        stimuli = [choice.stimulus for item in items for choice in item.choices if (choice.side, choice.action) == (gap.side, action)]
        stimulus = np.max(stimuli, axis=0) if stimuli else np.zeros_like(need)
        trained.append((need * stimulus).sum(axis=(-2, -1)))
        asked.append(need.sum(axis=(-2, -1)))
    total = np.sum(asked, axis=0)
    share = np.divide(np.sum(trained, axis=0), total, out=np.zeros_like(total), where=total > 0)
    return float(share.min()), float(share.max())


def _sentences(match: Match, combined: Arm | None, separate: Arm | None, two: Sequence[SetItem | None]) -> list[Text]:
    """What the comparison says, then what it does not say."""
    words: list[Text] = []
    if combined is None:
        words.append(_no_combined(_too_hard(match, both_hips=True)))
    if separate is None:
        lacking = [en("the {muscles}", muscles=MUSCLES[action]) for action, item in zip(ACTIONS, two, strict=True) if item is None]
        words.append(_no_separate(or_list(lacking), _too_hard(match, both_hips=False)))
    if combined is not None and separate is not None:
        words += [_minutes_words(combined, separate), _coverage_words(combined, separate), _limit_words(combined.exercises[0])]
    if separate is not None:
        words += _besides_words(separate.exercises[0])
    words.append(
        en(
            "No trial compares the two ways (D03). This compares load, minutes and stimulus; it is not known which way makes people "
            "stronger or faster."
        )
    )
    return words


def _no_combined(hard: Sequence[Text]) -> Text:
    if not hard:
        return en("No exercise here trains the flexors and extensors of both hips at once.")
    return en(
        "No exercise here trains the flexors and extensors of both hips at once (too hard now: {exercises}).", exercises=joined(hard, ", ")
    )


def _no_separate(muscles: Text, hard: Sequence[Text]) -> Text:
    if not hard:
        return en("No exercise here trains {muscles} on their own.", muscles=muscles)
    return en("No exercise here trains {muscles} on their own (too hard now: {exercises}).", muscles=muscles, exercises=joined(hard, ", "))


def _too_hard(match: Match, *, both_hips: bool) -> list[Text]:
    """Names of exercises that are too hard now."""
    return sorted({rejected.candidate.name for rejected in match.too_hard if rejected.candidate.both_hips == both_hips})


def _minutes_words(combined: Arm, separate: Arm) -> Text:
    facts: dict[str, object] = {
        "minutes": combined.minutes,
        "other_minutes": separate.minutes,
        "sets": combined.sets_in_ten_minutes,
        "other_sets": separate.sets_in_ten_minutes,
    }
    if len(separate.exercises) > 1:
        return en_count(
            "For {n} set of each exercise on each side, the one takes {minutes:.1f} min and the two {other_minutes:.1f}. In ten minutes "
            "that is {sets:.1f} sets for each muscle group against {other_sets:.1f}.",
            "For {n} sets of each exercise on each side, the one takes {minutes:.1f} min and the two {other_minutes:.1f}. In ten minutes "
            "that is {sets:.1f} sets for each muscle group against {other_sets:.1f}.",
            n=combined.sets,
            **facts,
        )
    return en_count(
        "For {n} set of each exercise on each side, the one takes {minutes:.1f} min and the other {other_minutes:.1f}. In ten minutes "
        "that is {sets:.1f} sets for each muscle group against {other_sets:.1f}.",
        "For {n} sets of each exercise on each side, the one takes {minutes:.1f} min and the other {other_minutes:.1f}. In ten minutes "
        "that is {sets:.1f} sets for each muscle group against {other_sets:.1f}.",
        n=combined.sets,
        **facts,
    )


def _besides_words(flexors: ArmExercise) -> list[Text]:
    """That an exercise for the flexors alone may load the other hip's extensors too."""
    besides = flexors.loads["extensor"]
    if besides.coverage[1] <= 0.0:
        return []
    return [
        en(
            "{exercise}, chosen for the flexors, loads extensors too ({share} of their strength): a leg has to carry.",
            exercise=flexors.item.name,
            share=percent_span(*besides.share),
        )
    ]


def _coverage_words(combined: Arm, separate: Arm) -> Text:
    """Which way trains more of each action, judged on both edges of the capacity band."""
    parts = []
    for action in ACTIONS:
        one, two = combined.coverage[action], separate.coverage[action]
        less = [first - second for first, second in zip(one, two, strict=True)]
        if max(less) < -ALIKE:
            verdict = en("it trains {share} of what the stride asks of the {muscles}, less than the two ({other})")
        elif min(less) > ALIKE:
            verdict = en("it trains {share} of what the stride asks of the {muscles}, more than the two ({other})")
        else:
            verdict = en("it trains {share} of what the stride asks of the {muscles}, about as much as the two ({other})")
        parts.append(verdict.filled(share=percent_span(*one), muscles=MUSCLES[action], other=percent_span(*two)))
    return en("One exercise for both: {parts}.", parts=joined(parts, "; "))


def _limit_words(exercise: ArmExercise) -> Text:
    """Why the load of an exercise for both hips is what it is."""
    limit, other = exercise.limited_by, next(action for action in ACTIONS if action != exercise.limited_by)
    return en(
        "One load serves both muscle groups: in {exercise} the {muscles} work closest to their strength ({share}), and the {others} then "
        "work at {other_share}. With two exercises, each muscle group can have its own load.",
        exercise=exercise.item.name,
        muscles=MUSCLES[limit],
        share=percent_span(*exercise.loads[limit].share),
        others=MUSCLES[other],
        other_share=percent_span(*exercise.loads[other].share),
    )
