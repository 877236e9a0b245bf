"""Tune: the set-up of an exercise that best covers a target with what is owned, the resistance as heavy as an intensity allows."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ...body import Athlete, SegmentTable
from ...errors import ValueOutOfRangeError
from ...language import Text, en, layout
from ..declared.exercise import Exercise, Value
from ..owned.equipment import Equipment
from ..solve.load import Load
from ..solve.load_curve import NoLoadCurveError
from .evaluate import Evaluator
from .movement import ScoreEstimate
from .outcome import Outcome, TargetFit
from .search import search
from .space import ENDS, Family, families_of
from .strength_left import StrengthAlong

INTENSITIES = (0.3, 1.0)
"""Largest share of capacity that may be asked for: below, hardly anything trains; above, the limb can't."""
MOST_SOLVES = 280
"""Load curves that a search may solve; its time grows with it."""


@dataclass(frozen=True, kw_only=True)
class Tuned:
    """The result of a search."""

    best: Outcome | None
    """None if no set-up can be done within the intensity."""
    runner_up: Outcome | None
    """The best that clearly differs from it."""
    next_heavier: Outcome | None
    """The best set-up's next step of resistance, which is beyond the intensity or can't be done; None if nothing heavier is owned."""
    tried: int
    """Load curves solved."""
    set_ups: int
    """Different set-ups looked at, not counting steps of resistance."""
    sketched: int
    """Movements judged roughly before any was solved."""
    thorough: bool
    """Whether the search ended because nothing near was better, not because no more load curves were allowed."""
    varied: tuple[Text, ...]
    """What was varied, besides the resistance and its fixed end, in words with the lowest and the highest value."""
    nearest: Outcome | None
    """Where none may be chosen, the one that comes nearest to it."""
    usual_refused: Text
    """Why the exercise's own set-up fell out; empty if it may be chosen."""
    refused: Counter[str]
    """Why set-ups fell out, with how often."""


def tune_set_up(
    exercise: Exercise,
    athlete: Athlete,
    *,
    judge: Callable[[Load], TargetFit],
    estimate: ScoreEstimate,
    strength: StrengthAlong,
    equipment: Equipment,
    intensity: float,
    wanted_deg: tuple[float, float],
    fixed: Mapping[str, Value] | None = None,
    table: SegmentTable = "de_leva",
    most_solves: int = MOST_SOLVES,
    progress: Callable[[int, int], None] | None = None,
) -> Tuned:
    """Search what can be chosen for the best score, each set-up with the largest resistance that its intensity allows.

    Args:
        exercise: The exercise.
        athlete: Whose body.
        judge: From a load to its score and its largest share of capacity; must be a pure function.
        estimate: About the scores of many loads on one movement: only to choose fixed ends before they are solved and judged.
        strength: What both hips give along a movement: only to guess a resistance before it is solved and judged.
        equipment: What is owned, and the room.
        intensity: Largest share of capacity allowed anywhere, 0.3 to 1.
        wanted_deg: Lowest and highest hip flexion that the target asks, for a first guess of the path.
        fixed: Set-up values that are not varied.
        table: Segment table.
        most_solves: How many load curves may be solved.
        progress: Called with how many of how many are done.

    Returns:
        The best, the runner-up and what fell out. The same arguments give the same result.

    Raises:
        ValueOutOfRangeError: If the intensity is outside 0.3 to 1.
        NoLoadCurveError: If the exercise is mobility work.
        NothingOwnedError: If what the exercise needs is not owned.
        HipDriveError: If a fixed value is not allowed.
    """
    low, high = INTENSITIES
    if not low <= intensity <= high:
        allowed = en("from {low:g} to {high:g}", low=low, high=high)
        advice = en("it is the largest share of the hip's strength to use, and 0.7 is usual")
        raise ValueOutOfRangeError(en("intensity"), layout("{intensity:g}", intensity=intensity), allowed, advice)
    if exercise.kind == "mobility":
        raise NoLoadCurveError(exercise)
    families = families_of(exercise, equipment, athlete, fixed or {})
    evaluator = Evaluator(
        exercise,
        athlete,
        families=families,
        judge=judge,
        estimate=estimate,
        strength=strength,
        intensity=intensity,
        bands=equipment.bands,
        table=table,
        most_solves=most_solves,
        progress=progress,
    )
    found = search(evaluator, wanted_deg=wanted_deg)
    best = found.best
    return Tuned(
        best=best,
        runner_up=found.runner_up,
        next_heavier=evaluator.heavier_than(best) if best is not None else None,
        tried=evaluator.solved,
        set_ups=evaluator.points,
        sketched=evaluator.sketched,
        thorough=found.thorough,
        varied=_varied(exercise, families),
        nearest=min(evaluator.outcomes(), key=lambda outcome: outcome.shortfall) if best is None else None,
        usual_refused=evaluator.outcomes()[0].why,
        refused=evaluator.refused(),
    )


def _varied(exercise: Exercise, families: Sequence[Family]) -> tuple[Text, ...]:
    """Each angle and height that was varied, with the lowest and highest value in any family."""
    spans: dict[str, tuple[float, float]] = {}
    for family in families:
        for dimension in family.dimensions:
            if dimension.key not in ENDS and len(dimension.values) > 1:
                low, high = spans.get(dimension.key, (math.inf, -math.inf))
                spans[dimension.key] = (min(low, dimension.values[0]), max(high, dimension.values[-1]))
    settings = {key: setting for variant in (exercise, *exercise.variants.values()) for key, setting in variant.settings.items()}
    return tuple(
        en("{what} {low:g} to {high:g}{unit}", what=settings[key].label, low=low, high=high, unit=settings[key].unit_shown)
        for key, (low, high) in spans.items()
    )
