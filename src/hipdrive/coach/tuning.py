"""The verb tune: the set-up of an exercise that best covers a range or what a recorded stride asks, with what is owned."""

import math
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
from ..exercise.equipment import Equipment, default_equipment
from ..exercise.instruction import instruction
from ..exercise.tune import MOST_SOLVES, Tuned
from ..exercise.tune import tune as tune_exercise
from ..exercise.tune_evaluate import Outcome, Verdict
from ..exercise.tune_space import HIP_REACH_DEG
from ..training import Candidate, Gap, MatchRules, find_gaps, match_rules
from ..training.grid import GRID_DEG, RANGE_OF_DEG, on_grid
from ..training.match import coverage_of, largest_intensity, score_of, specificity_of, stimulus_of
from .prescription import TYPICAL_ATHLETE, Demand, Progress, capacity_source, demand_from_file

USUAL_INTENSITY = 0.7
MOST_REASONS = 3
"""Reasons of refused set-ups that are said."""


class NothingAskedError(HipDriveError):
    """A target in which there is nothing to train."""

    def __init__(self, action: Action, side: Side, target: str) -> None:
        super().__init__(
            f"{target} asks nothing of the {side} hip's {action}s where strength is known; choose the other --action or another target."
        )


@dataclass(frozen=True, kw_only=True)
class Target:
    """What a set-up shall train, of one hip."""

    side: Side
    action: Action
    weight: FloatArray
    """(1, 211) by degree for a range, whichever way the hip moves; (3, 211) by mode and degree for a stride."""
    words: str
    plain: Mapping[str, Any]
    """For JSON."""

    @property
    def span_deg(self) -> tuple[float, float]:
        """Lowest and highest hip flexion that is asked."""
        asked = GRID_DEG[self.weight.max(axis=0) > 0]
        return float(asked[0]), float(asked[-1])


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
            **_outcome_json(self.exercise, best, self.target),
            "load": best.load.as_json() if best is not None and best.load is not None else None,
            "largest_intensity_allowed": self.intensity,
            **self.judged,
            "runner_up": _outcome_json(self.exercise, other, self.target) if other is not None else None,
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
        notes=tuple({"code": code, "message": message} for code, message in _notes(tuned, target, gap, intensity)),
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
        candidate = Candidate(
            exercise=load.exercise, name="", set_up={}, resistance=0.0, family="", side=load.working_side, curves=load.curves
        )
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
    coverage, specificity, score = _shares(best.load.curves, target, gap, rules)
    asked = target.weight.max(axis=0) > 0
    trained = (_stimulus(best.load.curves, target, gap, rules)[0] * (target.weight > 0)).max(axis=0) > 0
    return {
        "on_high_edge": {
            "coverage": round(float(coverage[1]), 4),
            "specificity": round(float(specificity[1]), 4),
            "score": round(float(score[1]), 4),
        },
        "untrained_deg": _spans(GRID_DEG[asked & ~trained].tolist()),
    }


def _spans(degrees: Sequence[int]) -> list[list[int]]:
    """[first, last] of each unbroken run of whole degrees."""
    runs: list[list[int]] = []
    for degree in degrees:
        if runs and degree == runs[-1][1] + 1:
            runs[-1][1] = degree
        else:
            runs.append([degree, degree])
    return runs


def _notes(tuned: Tuned, target: Target, gap: Gap, intensity: float) -> list[tuple[str, str]]:
    """What limits the best, and what was refused."""
    found: list[tuple[str, str]] = []
    best = tuned.best
    if gap.basis != "test":
        found.append(
            ("capacity_is_a_guess", "Strength is guessed from published norms: the load may be too heavy or too light; test yours.")
        )
    if best is None or best.verdict is None:
        reasons = "; ".join(f"{why} ({count} of {tuned.set_ups})" for why, count in tuned.refused.most_common(MOST_REASONS))
        found.append(("nothing_fits", f"No set-up that was tried can be done at an intensity of {intensity:g} or less: {reasons}"))
        return found
    found.append(("limited_by", _limit(tuned, best.verdict, intensity)))
    if best.score == 0.0:
        other = "extensor" if target.action == "flexor" else "flexor"
        hip = f"the {target.side} hip's {target.action}s"
        message = f"This exercise hardly loads {hip} in the target; if it is meant for the others, try --action {other}."
        found.append(("target_not_loaded", message))
    if best.load is not None:
        found += [(note.code, note.message) for note in best.load.notes]
    return found


def _limit(tuned: Tuned, verdict: Verdict, intensity: float) -> str:
    """Why the resistance is not larger."""
    hip = f"{verdict.intensity_side} hip's {verdict.intensity_action}s at {verdict.intensity_deg} deg of hip flexion"
    words = f"The load reaches {verdict.intensity:.0%} of what the {hip} surely give ({intensity:.0%} is allowed)"
    heavier = tuned.next_heavier
    if heavier is None:
        return f"{words}; nothing heavier is owned."
    if heavier.verdict is not None and heavier.refused:
        return f"{words}; the next heavier step would reach {heavier.verdict.intensity:.0%}."
    return f"{words}; the next heavier step can't be done: {heavier.why}"


def _outcome_json(exercise: Exercise, one: Outcome | None, target: Target) -> dict[str, Any]:
    """Set-up, instruction and figures of one outcome; null where there is none."""
    keys = ("set_up", "instruction", "score", "coverage", "specificity", "intensity_reached", "intensity_at", "figures")
    if one is None or one.load is None or one.verdict is None:
        return dict.fromkeys(keys)
    verdict = one.verdict
    return {
        "set_up": dict(one.load.set_up),
        "instruction": instruction(exercise, one.load.set_up),
        "score": round(verdict.score, 4),
        "coverage": round(verdict.coverage, 4),
        "specificity": round(verdict.specificity, 4),
        "intensity_reached": round(verdict.intensity, 4),
        "intensity_at": {"side": verdict.intensity_side, "action": verdict.intensity_action, "hip_flexion_deg": verdict.intensity_deg},
        "figures": _figures(one.load, target),
    }


def _figures(load: Load, target: Target) -> dict[str, Any]:
    """What the load curve of the targeted hip and action looks like."""
    share = load.impulse_share(target.side, target.action)
    means = load.by_range()[target.side][target.action]
    sign = 1.0 if target.action == "flexor" else -1.0
    moment = sign * load.hip_flexion_moment_nm_kg[target.side]
    top = int(np.argmax(moment))
    wanted = target.plain.get("range")
    return {
        "peak_nm_kg": round(sign * float(moment[top]), 4) if moment[top] > 0 else None,
        "peak_at_deg": round(math.degrees(float(load.hip_flexion_rad[target.side][top])), 1) if moment[top] > 0 else None,
        "mean_nm_kg": {name: None if value is None else round(value, 4) for name, value in means.items()},
        "impulse_share": None if share is None else {name: round(value, 4) for name, value in share.items()},
        "impulse_share_in_target": round(share[wanted], 4) if share is not None and wanted is not None else None,
    }
