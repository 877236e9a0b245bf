"""More for the weaker side: one set of one exercise, where tests of both sides say so and the minutes hold it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ...body import SIDES, Side
from ...curve import Action
from ..log.dose import dose_minutes
from ..match.gap import ACTIONS, CENTRE, Gap
from ..match.match import Match
from ..rules import DoseRules
from .plan_rules import PlanRules
from .progression import dose_of, load_of
from .schedule import DOSE_SIDES, Slot


def weaker_sides(match: Match, rules: PlanRules) -> dict[Action, Side]:
    """Action -> the side that tests show to be weaker by more than the declared share."""
    weaker: dict[Action, Side] = {}
    for action in ACTIONS:
        left, right = (match.gap_of(side, action) for side in SIDES)
        if left.basis == right.basis == "test":
            strength = {side: _strength(gap) for side, gap in zip(SIDES, (left, right), strict=True)}
            low, high = sorted(strength, key=lambda side: strength[side])
            if strength[low] < (1.0 - rules.weaker_beyond) * strength[high]:
                weaker[action] = low
    return weaker


def _strength(gap: Gap) -> float:
    """Mean strength (Nm/kg) where it is known."""
    return float(np.mean(gap.capacity_nm_kg[CENTRE][gap.known])) if gap.known.any() else 0.0


def with_weaker_side(
    slots: Sequence[Slot],
    match: Match,
    *,
    room: Sequence[float],
    spare: Mapping[tuple[Side, Action], float],
    rules: PlanRules,
    dose: DoseRules,
) -> tuple[Slot, ...]:
    """Slots with one set more for a weaker side of the first exercise that trains it.

    Args:
        slots: The exercises of the week, the most useful first.
        match: For what tests say.
        room: Minutes that are left in each session.
        spare: Sets that are left below the ceiling of each muscle group.
        rules: What counts as weaker.
        dose: For the minutes of a set.
    """
    for action, side in weaker_sides(match, rules).items():
        for place, slot in enumerate(slots):
            own = max((choice for choice in slot.item.choices if choice.side == side), key=lambda choice: choice.coverage[1], default=None)
            fits = own is not None and own.action == action and own.candidate.side == side and slot.allowed.per_side
            more = spare.get((side, action), 0.0) >= len(slot.sessions) and slot.sets < slot.allowed.sets[1]
            if fits and more and all(room[session] >= _set_minutes(slot, side, dose) for session in slot.sessions):
                return (*slots[:place], replace(slot, weaker=side), *slots[place + 1 :])
    return tuple(slots)


def _set_minutes(slot: Slot, side: Side, rules: DoseRules) -> float:
    """Minutes that one set more of a side takes, with its rest."""
    load = load_of(dict(slot.item.candidate.set_up))

    def minutes(sets: int) -> float:
        reps = slot.allowed.reps[1]
        return dose_minutes(
            dose_of(slot.item.exercise, DOSE_SIDES[side], sets=sets, reps=reps, load=load, allowed=slot.allowed), rules=rules
        )

    return minutes(slot.sets + 1) - minutes(slot.sets)
