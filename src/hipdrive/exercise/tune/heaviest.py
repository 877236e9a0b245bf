"""The heaviest step of a resistance that may be chosen, from few solves: moments grow in proportion to most resistances."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ..solve.load import Load
from .movement import Conditions, hips_of
from .outcome import NOT_THE_RESISTANCE, Outcome
from .space import ResistanceStep
from .strength_left import room_for_more, strength_of_both

MOST_STEPS_SOLVED = 6
"""Steps of the resistance that are solved for one set-up."""


def heaviest_allowed(
    step: Callable[[int], Outcome], ladder: Sequence[ResistanceStep], conditions: Conditions, *, start_at: int | None
) -> Outcome:
    """Solve a step, go to the largest allowed as moments grow with the resistance, and repeat until both agree.

    Args:
        step: From a step of the ladder to its outcome.
        ladder: From light to heavy.
        conditions: Strength, and how much of it is allowed.
        start_at: Step to begin with; the middle if not given.

    Returns:
        The heaviest that may be chosen; if none may, the lightest that was tried, refused.
    """
    seen: dict[int, Outcome] = {}
    low, high = -1, len(ladder)
    rung = min(len(ladder) // 2 if start_at is None else start_at, len(ladder) - 1)
    while len(seen) < MOST_STEPS_SOLVED:
        outcome = seen[rung] = step(rung)
        if outcome.refused in NOT_THE_RESISTANCE:
            break
        low, high = (max(low, rung), high) if not outcome.refused else (low, min(high, rung))
        guess = _guess(ladder, seen, outcome, conditions)
        rung = min(guess, high - 1) if guess > low else low
        if rung == low and outcome.refused:
            rung = max(low, min(high - 1, low + 1))
        rung = max(rung, 0)
        if rung in seen:
            break
    allowed = [outcome for outcome in seen.values() if not outcome.refused]
    return max(allowed, key=lambda outcome: outcome.rung) if allowed else min(seen.values(), key=lambda outcome: outcome.rung)


def _guess(ladder: Sequence[ResistanceStep], seen: Mapping[int, Outcome], last: Outcome, conditions: Conditions) -> int:
    """The largest step that should be allowed, from the last load and how it changes with strength."""
    if last.load is None or not len(last.load.time_s) or not last.load.feasible:
        return last.rung // 2 if last.rung else -1
    strength = ladder[last.rung].strength
    load, slope = last.load, {side: np.zeros(len(last.load.time_s)) for side in SIDES}
    others = [
        (earlier.rung, earlier.load)
        for earlier in seen.values()
        if earlier is not last and earlier.load is not None and len(earlier.load.time_s)
    ]
    if others:
        rung, other = min(others, key=lambda pair: abs(pair[0] - last.rung))
        apart = strength - ladder[rung].strength
        slope = {side: (load.hip_flexion_moment_nm_kg[side] - other.hip_flexion_moment_nm_kg[side]) / apart for side in SIDES}
    elif strength > 0:
        slope[load.working_side] = load.resistance_moment_nm_kg / strength
    else:
        return last.rung + 1 if not last.refused else last.rung
    limit = strength + _room_for_more(load, slope, conditions)
    return max((i for i, rung in enumerate(ladder) if rung.strength <= limit), default=-1)


def _room_for_more(load: Load, growth: Mapping[Side, FloatArray], conditions: Conditions) -> float:
    """How much more strength keeps every frame within the intensity, if moments grow as they do now; negative if it is too much now."""
    strength = strength_of_both(conditions.strength, hips_of(load))
    return float(room_for_more(strength, load.hip_flexion_moment_nm_kg, growth, intensity=conditions.intensity))
