"""What was chosen: the exercises a report draws and explains, and how much of the need they train together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import Side
from ...curve import RANGES, Action, Range
from ...language import Text
from ...training import Candidate, Choice, Gap, Match, Plan
from ...training.match.gap import CENTRE
from ...training.match.grid import RANGE_OF_DEG


@dataclass(frozen=True, kw_only=True)
class ChosenExercise:
    """One exercise of the plan, or of the best choices where there is no plan."""

    number: int
    """As drawn, from 1."""
    name: Text
    exercise: str
    by_side: dict[Side, Candidate]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class TrainedShare:
    """How much of one side's and action's need lies in a range, and how much of that is trained."""

    side: Side
    action: Action
    range: Range
    need: float
    """Share of the need of this side and action, 0 to 1."""
    trained: float
    """Part of that share trained by the chosen exercises together, 0 to `need`; on the central estimate of capacity."""


def chosen_exercises(match: Match, plan: Plan | None) -> tuple[ChosenExercise, ...]:
    """The plan's exercises; without a plan the best choices of each side and action that train anything."""
    if plan is not None:
        return tuple(
            ChosenExercise(number=number, name=item.name, exercise=item.exercise, by_side=item.by_side, choices=item.choices)
            for number, item in enumerate(plan.chosen.items, start=1)
        )
    best = [choice for choice in match.choices if choice.best]
    families = list(dict.fromkeys(choice.candidate.family for choice in best))
    chosen = []
    for number, family in enumerate(families, start=1):
        choices = tuple(choice for choice in match.choices if choice.candidate.family == family)
        by_side = {choice.candidate.side: choice.candidate for choice in choices}
        candidate = choices[0].candidate
        chosen.append(ChosenExercise(number=number, name=candidate.name, exercise=candidate.exercise, by_side=by_side, choices=choices))
    return tuple(chosen)


def joint_stimulus(gap: Gap, chosen: Sequence[ChosenExercise]) -> FloatArray:
    """(3, 211) largest stimulus of the chosen exercises by mode and degree, on the central estimate of capacity."""
    stimulus = np.zeros_like(gap.demand_nm_kg)
    for exercise in chosen:
        for choice in exercise.choices:
            if (choice.side, choice.action) == (gap.side, gap.action):
                stimulus = np.maximum(stimulus, choice.stimulus[CENTRE])
    return stimulus


def left_out(shares: Sequence[TrainedShare], *, below: float = 0.1) -> tuple[tuple[Side, Action], ...]:
    """Sides and actions of whose need the chosen exercises train less than a share of `below`."""
    trained: dict[tuple[Side, Action], float] = {}
    for share in shares:
        trained[share.side, share.action] = trained.get((share.side, share.action), 0.0) + share.trained
    return tuple(muscles for muscles, amount in trained.items() if amount < below)


def range_shares(match: Match, chosen: Sequence[ChosenExercise]) -> tuple[TrainedShare, ...]:
    """Need and trained need of every side, action and range that the stride asks for."""
    shares = []
    for gap in match.gaps:
        need = gap.need[0, CENTRE]
        total = float(need.sum())
        if total <= 0:
            continue
        trained = need * joint_stimulus(gap, chosen)
        for name in RANGES:
            inside = np.array([range_of_degree == name for range_of_degree in RANGE_OF_DEG])
            if need[:, inside].sum() > 0:
                share = TrainedShare(
                    side=gap.side,
                    action=gap.action,
                    range=name,
                    need=float(need[:, inside].sum()) / total,
                    trained=float(trained[:, inside].sum()) / total,
                )
                shares.append(share)
    return tuple(shares)
