"""The verb tune: the set-up of an exercise that best covers a range or what a recorded stride asks, with what is owned."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from ...arrays import FloatArray
from ...body import OTHER_SIDE, Athlete, Side
from ...body_words import HIP_MUSCLES, HIPS_MUSCLES
from ...capacity import StrengthPoint, StrengthTest, capacities
from ...curve import Action, MomentCurve, Range
from ...errors import NOTHING, Advice, HipDriveError
from ...exercise import Exercise, Load, Value, exercise_of
from ...exercise.owned.equipment import Equipment, default_equipment
from ...exercise.tune.outcome import Outcome, TargetFit
from ...exercise.tune.space import HIP_REACH_DEG
from ...exercise.tune.tune import MOST_SOLVES, tune_set_up
from ...exercise.tune.tuning import Target, TargetShares
from ...exercise.tune.tuning import Tuning as Tuning
from ...language import Text, en, layout
from ...store import SetUpRecord
from ...training import Candidate, Gap, MatchRules, find_gaps, match_rules
from ...training.match.first_load import largest_intensity
from ...training.match.gap import CENTRE, EDGES
from ...training.match.grid import GRID_DEG, RANGE_OF_DEG, on_grid
from ...training.match.match import coverage_of, score_of, specificity_of, stimulus_of
from ..athletes.typical import TYPICAL_ATHLETE
from ..matching.estimated_score import EstimatedScore
from ..matching.offer import Progress
from ..matching.strength_along import CentralStrength
from ..matching.tuned_words import notes_of
from .kept_tuned import fits_of_kept, notes_of_kept
from .match import StrideDemand, capacity_source

USUAL_INTENSITY = 0.7
RANGE_WORDS: Mapping[Range, Text] = {"early": en("early range"), "mid": en("mid range"), "end": en("end range")}
RANGE_ASKED: Mapping[Range, Text] = {"early": en("The early range"), "mid": en("The mid range"), "end": en("The end range")}
"""A range as the target of a sentence."""


class NothingAskedError(HipDriveError):
    """A target in which there is nothing to train."""

    code = "nothing_asked"

    def __init__(self, action: Action, side: Side, target: Text) -> None:
        self.about = target
        super().__init__(
            en(
                "{target} asks nothing of the {muscles} at angles where strength is known",
                target=target,
                muscles=HIPS_MUSCLES[side, action],
            ),
            Advice(words=en("choose the other action or another target"), step="other_action"),
        )


def tune(
    exercise: Exercise | str,
    *,
    range_wanted: Range | None = None,
    demand: StrideDemand | None = None,
    athlete: Athlete | None = None,
    tests: Sequence[StrengthTest | StrengthPoint] = (),
    age_years: float | None = None,
    equipment: Equipment | None = None,
    intensity: float = USUAL_INTENSITY,
    action: Action = "flexor",
    settings: Mapping[str, Value] | None = None,
    kept: Sequence[SetUpRecord] = (),
    most_solves: int = MOST_SOLVES,
    progress: Progress | None = None,
) -> Tuning:
    """Find the set-up that best covers a target.

    Args:
        exercise: The exercise or its id.
        range_wanted: Range of hip flexion to load; or:
        demand: What a stride asks.
        athlete: Body; None takes the recorded runner's, or a typical one.
        tests: Strength tests; without any, published norms stand in and are called a guess.
        age_years: Chooses the norms; None says so and widens.
        equipment: What is owned and the room; None for an ordinary gym.
        intensity: Largest share of capacity allowed anywhere, 0.3 to 1.
        action: Action of the working hip that the target means.
        settings: Set-up values that stay as they are.
        kept: Set-ups that the athlete keeps: those of this exercise are judged beside the best.
        most_solves: Load curves that may be solved: more time, perhaps a better set-up.
        progress: Called with how far the search is.

    Raises:
        NothingAskedError: If the target holds nothing to train.
        HipDriveError: If the exercise, a setting or the intensity is not allowed, or nothing that fits is owned.
    """
    chosen = exercise_of(exercise) if isinstance(exercise, str) else exercise
    known = athlete or (demand.athlete if demand is not None else None)
    body, owned = known or TYPICAL_ATHLETE, equipment or default_equipment()
    side: Side = "left" if (settings or {}).get("side") == "left" else "right"
    rules, bands = match_rules(), capacities(body, tests, age_years=age_years)
    gaps = find_gaps(demand.curves if demand is not None else (), bands, rules=rules)
    gap, other = (next(gap for gap in gaps if (gap.side, gap.action) == (hip, action)) for hip in (side, OTHER_SIDE[side]))
    target = _range_target(gap, range_wanted) if range_wanted is not None else _stride_target(gap, demand)
    judge = _judge(target, gap, gaps, rules)
    tuned = tune_set_up(
        chosen,
        body,
        judge=judge,
        estimate=EstimatedScore(target=target, gap=gap, rules=rules),
        strength=CentralStrength(gaps=gaps),
        equipment=owned,
        intensity=intensity,
        wanted_deg=target.span_deg,
        most_solves=most_solves,
        fixed=settings,
        progress=progress,
    )
    fits = fits_of_kept(kept, chosen, body, judge=judge, intensity=intensity, equipment=owned, fixed=settings or {})
    return Tuning(
        exercise=chosen,
        target=target,
        intensity=intensity,
        tuned=tuned,
        equipment_source=owned.source,
        capacity_source=capacity_source(tests, known=known is not None),
        on_high_edge=_on_high_edge(tuned.best, target, gap, rules),
        untrained_deg=_untrained_deg(tuned.best, target, gap, rules),
        notes=(*notes_of(tuned, target, gap, intensity, other_side=other), *notes_of_kept(fits, tuned.best)),
        kept=fits,
    )


def _range_target(gap: Gap, wanted: Range) -> Target:
    """Every degree of a range that a hip reaches and whose capacity is known counts alike, in whichever direction the hip moves there."""
    low, high = HIP_REACH_DEG
    inside = np.array([name == wanted for name in RANGE_OF_DEG]) & (low <= GRID_DEG) & (high >= GRID_DEG) & gap.known.any(axis=0)
    if not inside.any():
        raise NothingAskedError(gap.action, gap.side, RANGE_ASKED[wanted])
    degrees = GRID_DEG[inside]
    first, last = int(degrees[0]), int(degrees[-1])
    words = en(
        "{range}, {first} to {last} deg of hip flexion, {muscles}",
        range=RANGE_WORDS[wanted],
        first=first,
        last=last,
        muscles=HIP_MUSCLES[gap.side, gap.action],
    )
    weight = inside[None].astype(np.float64)
    return Target(kind="range", side=gap.side, action=gap.action, weight=weight, degrees=GRID_DEG, words=words, range=wanted)


def _stride_target(gap: Gap, stride: StrideDemand | None) -> Target:
    """Each degree counts by demand over the central estimate of capacity, mode by mode."""
    weight = gap.weight[0, CENTRE]
    if stride is None or not weight.any():
        raise NothingAskedError(gap.action, gap.side, en("The stride"))
    words = layout("{source}, {muscles}", source=stride.source, muscles=HIP_MUSCLES[gap.side, gap.action])
    return Target(kind="demand", side=gap.side, action=gap.action, weight=weight, degrees=GRID_DEG, words=words, source=stride.source)


def _judge(target: Target, gap: Gap, gaps: Sequence[Gap], rules: MatchRules) -> Callable[[Load], TargetFit]:
    def judged(load: Load) -> TargetFit:
        coverage, specificity, score = _shares(load.curves, target, gap, rules)
        candidate = Candidate(exercise="", name=NOTHING, set_up={}, resistance=0.0, family="", side=gap.side, curves=load.curves)
        peak = largest_intensity(candidate, gaps)
        return TargetFit(
            coverage=float(coverage[CENTRE]),
            specificity=float(specificity[CENTRE]),
            score=float(score[CENTRE]),
            intensity=peak.share,
            intensity_side=peak.gap.side,
            intensity_action=peak.gap.action,
            intensity_deg=int(GRID_DEG[peak.degree]),
        )

    return judged


def _stimulus(curves: Sequence[MomentCurve], target: Target, gap: Gap, rules: MatchRules) -> FloatArray:
    """(3, 1 or 3, 211) by edge of capacity, mode as in the target, and degree."""
    stimulus = stimulus_of(on_grid(curves, side=gap.side, action=gap.action), gap, rules=rules)
    return stimulus.max(axis=1, keepdims=True) if len(target.weight) == 1 else stimulus


def _shares(curves: Sequence[MomentCurve], target: Target, gap: Gap, rules: MatchRules) -> tuple[FloatArray, FloatArray, FloatArray]:
    """(3,) coverage, specificity and score by edge of capacity (gap.EDGES)."""
    stimulus = _stimulus(curves, target, gap, rules)
    coverage, specificity = coverage_of(target.weight, stimulus), specificity_of(target.weight, stimulus)
    return coverage, specificity, score_of(coverage, specificity)


def _on_high_edge(best: Outcome | None, target: Target, gap: Gap, rules: MatchRules) -> TargetShares | None:
    """How well the best covers the target, judged on the high edge of capacity."""
    if best is None or best.load is None:
        return None
    coverage, specificity, score = (float(edges[EDGES.index("high")]) for edges in _shares(best.load.curves, target, gap, rules))
    return TargetShares(coverage=coverage, specificity=specificity, score=score)


def _untrained_deg(best: Outcome | None, target: Target, gap: Gap, rules: MatchRules) -> tuple[tuple[int, int], ...] | None:
    """Stretches of the target that the best does not train on the central estimate of capacity."""
    if best is None or best.load is None:
        return None
    trained = (_stimulus(best.load.curves, target, gap, rules)[CENTRE] * (target.weight > 0)).max(axis=0) > 0
    return _spans(GRID_DEG[(target.weight.max(axis=0) > 0) & ~trained].tolist())


def _spans(degrees: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """(first, last) of each unbroken run of whole degrees."""
    runs: list[tuple[int, int]] = []
    for degree in degrees:
        if runs and degree == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], degree)
        else:
            runs.append((degree, degree))
    return tuple(runs)
