"""What is said of a tuned set-up: the target in words, its figures, what limits it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...body import Side
from ...curve import Action, FloatArray
from ...exercise import Exercise, Load
from ...exercise.tune.evaluate import Outcome, Verdict
from ...exercise.tune.tune import Tuned
from ...exercise.verdict.instruction import instruction
from ...training import Gap
from ...training.match.grid import GRID_DEG


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


def notes_of(tuned: Tuned, target: Target, gap: Gap, intensity: float) -> list[tuple[str, str]]:
    """What limits the best, and what was refused."""
    found: list[tuple[str, str]] = []
    best = tuned.best
    if gap.basis != "test":
        found.append(
            ("capacity_is_a_guess", "Strength is guessed from published norms: the load may be too heavy or too light; test yours.")
        )
    if best is None or best.verdict is None:
        message = f"No set-up that was tried can be done at an intensity of {intensity:g} or less."
        if tuned.usual_refused:
            message += f" The exercise's own set-up: {tuned.usual_refused}"
        for why, count in tuned.refused.most_common(1):
            message += f" Of the others most often ({count} of {tuned.set_ups}): {why}"
        found.append(("nothing_fits", message))
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


def outcome_json(exercise: Exercise, one: Outcome | None, target: Target) -> dict[str, Any]:
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
