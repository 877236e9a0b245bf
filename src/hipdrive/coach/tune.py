"""The verb tune: the set-up of an exercise that best covers a range or what a recorded stride asks, with what is owned."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..body import Athlete, Side
from ..capacity import StrengthTest, capacities
from ..curve import Action, FloatArray, MomentCurve, Range
from ..errors import HipDriveError
from ..exercise import Exercise, Load, Value, exercise_of
from ..exercise.owned.equipment import Equipment, default_equipment
from ..exercise.tune.evaluate import Outcome, Verdict
from ..exercise.tune.space import HIP_REACH_DEG
from ..exercise.tune.tune import MOST_SOLVES, Tuned
from ..exercise.tune.tune import tune as tune_exercise
from ..training import Candidate, Gap, MatchRules, find_gaps, match_rules
from ..training.match.grid import GRID_DEG, RANGE_OF_DEG, on_grid
from ..training.match.match import coverage_of, largest_intensity, score_of, specificity_of, stimulus_of
from .match import TYPICAL_ATHLETE, Demand, capacity_source, demand_from_file
from .matching.offer import Progress
from .matching.tuned_words import Target, notes_of, outcome_json

USUAL_INTENSITY = 0.7


class NothingAskedError(HipDriveError):
    """A target in which there is nothing to train."""

    def __init__(self, action: Action, side: Side, target: str) -> None:
        super().__init__(
            f"{target} asks nothing of the {side} hip's {action}s where strength is known; choose the other --action or another target."
        )


@dataclass(frozen=True, kw_only=True)
class Tuning:
    """The result of tune."""

    exercise: Exercise
    target: Target
    intensity: float
    tuned: Tuned
    equipment: str
    capacity: str
    judged: Mapping[str, Any]
    """What else is said of the best: on the high edge, and where the target stays untrained."""
    notes: tuple[Mapping[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values, schema hipdrive.tune/1."""
        best, other = self.tuned.best, self.tuned.runner_up
        return {
            "schema": "hipdrive.tune/1",
            "exercise": self.exercise.id,
            "target": dict(self.target.plain),
            "feasible": best is not None,
            **outcome_json(self.exercise, best, self.target),
            "load": best.load.as_json() if best is not None and best.load is not None else None,
            "largest_intensity_allowed": self.intensity,
            **self.judged,
            "runner_up": outcome_json(self.exercise, other, self.target) if other is not None else None,
            "tried": self.tuned.tried,
            "set_ups": self.tuned.set_ups,
            "equipment_source": self.equipment,
            "capacity_source": self.capacity,
            "notes": [dict(note) for note in self.notes],
        }


def tune(
    exercise: str,
    *,
    range_wanted: Range | None = None,
    demand: Path | None = None,
    athlete: Athlete | None = None,
    tests: Sequence[StrengthTest] = (),
    equipment: Equipment | None = None,
    intensity: float = USUAL_INTENSITY,
    action: Action = "flexor",
    settings: Mapping[str, Value] | None = None,
    most_solves: int = MOST_SOLVES,
    progress: Progress | None = None,
) -> Tuning:
    """Find the set-up that best covers a target.

    Args:
        exercise: Id of the exercise.
        range_wanted: Range of hip flexion to load; or:
        demand: What 'hipdrive analyse --json' wrote, to load what that stride asks.
        athlete: Body; None takes the recorded runner's, or a typical one.
        tests: Strength tests; without any, published norms stand in and are called a guess.
        equipment: What is owned and the room; None for an ordinary gym.
        intensity: Largest share of capacity allowed anywhere, 0.3 to 1.
        action: Action of the working hip that the target means.
        settings: Set-up values that stay as they are.
        most_solves: Load curves that may be solved: more time, perhaps a better set-up.
        progress: Told how far the search is.

    Raises:
        NothingAskedError: If the target holds nothing to train.
        HipDriveError: If the exercise, a setting or the intensity is not allowed, or nothing that fits is owned.
    """
    chosen, stride = exercise_of(exercise), demand_from_file(demand) if demand is not None else None
    known = athlete or (stride.athlete if stride is not None else None)
    body, owned = known or TYPICAL_ATHLETE, equipment or default_equipment()
    side: Side = "left" if (settings or {}).get("side") == "left" else "right"
    rules, bands = match_rules(), capacities(body, tests)
    gaps = find_gaps(stride.curves if stride is not None else (), bands, rules=rules)
    gap = next(one for one in gaps if (one.side, one.action) == (side, action))
    target = _range_target(gap, range_wanted) if range_wanted is not None else _stride_target(gap, stride)
    tuned = tune_exercise(
        chosen,
        body,
        judge=_judge(target, gap, gaps, rules),
        capacity=[band.low for band in bands],
        equipment=owned,
        intensity=intensity,
        wanted_deg=target.span_deg,
        most_solves=most_solves,
        fixed=settings,
        progress=progress,
    )
    return Tuning(
        exercise=chosen,
        target=target,
        intensity=intensity,
        tuned=tuned,
        equipment=owned.source,
        capacity=capacity_source(tests, known=known is not None),
        judged=_judged(tuned.best, target, gap, rules),
        notes=tuple({"code": code, "message": message} for code, message in notes_of(tuned, target, gap, intensity)),
    )


def _range_target(gap: Gap, wanted: Range) -> Target:
    """Every degree of a range that a hip reaches and whose capacity is known counts alike, whichever way the hip moves there."""
    low, high = HIP_REACH_DEG
    inside = np.array([name == wanted for name in RANGE_OF_DEG]) & (low <= GRID_DEG) & (high >= GRID_DEG) & gap.known.any(axis=0)
    if not inside.any():
        raise NothingAskedError(gap.action, gap.side, f"The {wanted} range")
    degrees = GRID_DEG[inside]
    first, last = int(degrees[0]), int(degrees[-1])
    plain = {"kind": "range", "range": wanted, "side": gap.side, "action": gap.action, "from_deg": first, "to_deg": last}
    words = f"{wanted} range, {first} to {last} deg of hip flexion, {gap.side} hip {gap.action}s"
    return Target(side=gap.side, action=gap.action, weight=inside[None].astype(np.float64), words=words, plain=plain)


def _stride_target(gap: Gap, stride: Demand | None) -> Target:
    """Each degree counts by demand over capacity on the low edge, way of moving by way of moving."""
    weight = gap.weight[0, 0]
    if stride is None or not weight.any():
        raise NothingAskedError(gap.action, gap.side, "The stride")
    plain = {"kind": "demand", "source": stride.source, "side": gap.side, "action": gap.action}
    return Target(side=gap.side, action=gap.action, weight=weight, words=f"{stride.source}, {gap.side} hip {gap.action}s", plain=plain)


def _judge(target: Target, gap: Gap, gaps: Sequence[Gap], rules: MatchRules) -> Callable[[Load], Verdict]:
    def judged(load: Load) -> Verdict:
        coverage, specificity, score = _shares(load.curves, target, gap, rules)
        candidate = Candidate(exercise="", name="", set_up={}, resistance=0.0, family="", side=gap.side, curves=load.curves)
        intensity, where, degree = largest_intensity(candidate, gaps)
        return Verdict(
            coverage=float(coverage[0]),
            specificity=float(specificity[0]),
            score=float(score[0]),
            intensity=intensity,
            intensity_side=where.side,
            intensity_action=where.action,
            intensity_deg=int(GRID_DEG[degree]),
        )

    return judged


def _stimulus(curves: Sequence[MomentCurve], target: Target, gap: Gap, rules: MatchRules) -> FloatArray:
    """(2, 1 or 3, 211) by edge of capacity, mode as in the target, and degree."""
    found = stimulus_of(on_grid(curves, side=gap.side, action=gap.action).moment_nm_kg, gap, rules=rules)
    return found.max(axis=1, keepdims=True) if len(target.weight) == 1 else found


def _shares(curves: Sequence[MomentCurve], target: Target, gap: Gap, rules: MatchRules) -> tuple[FloatArray, FloatArray, FloatArray]:
    """(2,) coverage, specificity and score on the low and the high edge of capacity."""
    stimulus = _stimulus(curves, target, gap, rules)
    coverage, specificity = coverage_of(target.weight, stimulus), specificity_of(target.weight, stimulus)
    return coverage, specificity, score_of(coverage, specificity)


def _judged(best: Outcome | None, target: Target, gap: Gap, rules: MatchRules) -> dict[str, Any]:
    """What is said of the best beside its score."""
    if best is None or best.load is None:
        return {"on_high_edge": None, "untrained_deg": None}
    shares = zip(("coverage", "specificity", "score"), _shares(best.load.curves, target, gap, rules), strict=True)
    trained = (_stimulus(best.load.curves, target, gap, rules)[0] * (target.weight > 0)).max(axis=0) > 0
    untrained = GRID_DEG[(target.weight.max(axis=0) > 0) & ~trained].tolist()
    return {"on_high_edge": {name: round(float(edges[1]), 4) for name, edges in shares}, "untrained_deg": _spans(untrained)}


def _spans(degrees: Sequence[int]) -> list[list[int]]:
    """[first, last] of each unbroken run of whole degrees."""
    runs: list[list[int]] = []
    for degree in degrees:
        if runs and degree == runs[-1][1] + 1:
            runs[-1][1] = degree
        else:
            runs.append([degree, degree])
    return runs
