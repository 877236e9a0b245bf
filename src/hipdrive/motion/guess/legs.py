"""Find knees and ankles on a standing body, and which height belongs to which segment."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from ..motion import Array
from .standing import Standing

KNEE_HEIGHT_M = (0.36, 0.66)
"""Knees of adults and their markers: 0.46 to 0.55 m in six open standing trials."""
KNEE_ACROSS_M = (0.08, 0.16)
"""From the outer to the inner marker across the body: 0.115 to 0.128 m in those."""
KNEE_LEVEL_M = 0.035
KNEE_AHEAD_M = 0.05
"""By how much one of them may stand higher, or further forward: 0.013 to 0.025 m and 0.003 to 0.033 m in those."""
ANKLE_HEIGHT = (0.14, 0.30)
"""Malleoli, as a share of the knee's height: 0.18 to 0.24 in those."""
ANKLE_ACROSS_M = (0.05, 0.13)
ANKLE_LEVEL_M = 0.025
ANKLE_AHEAD_M = 0.045
"""0.082 to 0.094 m across, 0.004 to 0.011 m in height and 0.010 to 0.025 m forward in those."""
BESIDE_KNEE_M = 0.13
"""Markers of thigh and shank stand no further to the side of the knee's middle; hands do. At most 0.09 m in those."""
FROM_KNEE_M = 0.25
"""Markers of a leg stand no further ahead of the knee or behind it; toes 0.17 m, heels 0.13 m in those."""
PELVIS_ASIDE_M = 0.19
"""Markers on the pelvis stand at most 0.184 m from the mid-plane in 16 open standing trials, high on the thigh up to 0.193 m."""
TRUNK_ASIDE_M = 0.10
"""Further from the mid-plane only the shoulders are known from the arms; our choice."""
MIRRORED_HEIGHT_M = 0.05
"""Both knees, or both ankles, stand as high as each other to this."""

HEIGHTS = {"calcn": (0.0, 0.30), "tibia": (0.16, 1.05), "femur": (0.95, 1.85), "pelvis": (1.82, 2.18), "torso": (2.18, 3.15)}
"""Where markers of a segment stand, as shares of the knee's height over the floor; from six open standing trials."""
SLACK = 0.08
"""So far beyond (in knee heights) a marker may stand that moves with the segment."""
LABEL_SLACK, RUN_SLACK = 0.3, 0.9
"""So far beyond a label is still believed: in standing, and where only a run was seen, in which feet go up."""


@dataclass(frozen=True, kw_only=True)
class Joint:
    """The markers on both sides of a knee or an ankle."""

    lateral: str
    medial: str
    middle_m: Array
    """(3,) m: forward, up, right."""


def knees(standing: Standing, free: Sequence[str], in_run: Collection[str]) -> dict[str, Joint]:
    """Both knees by side, or nothing where geometry does not tell; markers that came off before the run go first."""
    return _both_sides(standing, free, in_run, KNEE_HEIGHT_M, KNEE_ACROSS_M, (KNEE_LEVEL_M, KNEE_AHEAD_M))


def ankles(standing: Standing, free: Sequence[str], in_run: Collection[str], knee_m: float) -> dict[str, Joint]:
    """Both ankles by side, or nothing where geometry does not tell.

    Args:
        standing: Where markers are.
        free: Those that no label places.
        in_run: Markers that are seen in the run.
        knee_m: Height of the knees.
    """
    height_m = (ANKLE_HEIGHT[0] * knee_m, ANKLE_HEIGHT[1] * knee_m)
    return _both_sides(standing, free, in_run, height_m, ANKLE_ACROSS_M, (ANKLE_LEVEL_M, ANKLE_AHEAD_M))


def _both_sides(
    standing: Standing,
    free: Sequence[str],
    in_run: Collection[str],
    height_m: tuple[float, float],
    across_m: tuple[float, float],
    off_m: tuple[float, float],
) -> dict[str, Joint]:
    """The best pair of each side that has a like one on the other."""
    pairs = {side: _pairs(standing, free, side, height_m, across_m, off_m) for side in "rl"}
    both = [
        (right, left) for right in pairs["r"] for left in pairs["l"] if abs(float(right.middle_m[1] - left.middle_m[1])) < MIRRORED_HEIGHT_M
    ]
    if not both:
        return {}

    def likelihood(sides: tuple[Joint, Joint]) -> tuple[int, float]:
        labels = [label for joint in sides for label in (joint.lateral, joint.medial)]
        apart = [np.abs(standing.of(joint.lateral) - standing.of(joint.medial)) for joint in sides]
        uneven = abs(float(sides[0].middle_m[1] - sides[1].middle_m[1]))
        return -sum(label in in_run for label in labels), float(sum(a[2] - 2.0 * a[1] for a in apart)) - 2.0 * uneven

    right, left = max(both, key=likelihood)
    return {"r": right, "l": left}


def _pairs(
    standing: Standing,
    free: Sequence[str],
    side: str,
    height_m: tuple[float, float],
    across_m: tuple[float, float],
    off_m: tuple[float, float],
) -> list[Joint]:
    outward = 1.0 if side == "r" else -1.0
    low, high = height_m
    own = [label for label in free if low <= standing.of(label)[1] <= high and outward * standing.of(label)[2] > 0.0]
    found = []
    for first, second in combinations(own, 2):
        outer, inner = sorted((first, second), key=lambda label: -outward * float(standing.of(label)[2]))
        apart = standing.of(outer) - standing.of(inner)
        level = abs(apart[1]) <= off_m[0] and abs(apart[0]) <= off_m[1]
        if level and across_m[0] <= outward * apart[2] <= across_m[1]:
            found.append(Joint(lateral=outer, medial=inner, middle_m=0.5 * (standing.of(outer) + standing.of(inner))))
    return found


def body_by_height(place_m: Array, knee_m: float, knee_middle_m: Mapping[str, Array]) -> str:
    """The body that a place is on, by its height and how far to the side it is; empty where several fit, or none.

    Args:
        place_m: (3,) m: forward, up, right.
        knee_m: Height of the knees.
        knee_middle_m: (3,) m, the middle of each knee, by side.
    """
    side = "r" if place_m[2] > 0.0 else "l"
    share = float(place_m[1]) / knee_m
    beside_m = abs(float(place_m[2]))
    if share >= HEIGHTS["pelvis"][0] + (SLACK if beside_m > PELVIS_ASIDE_M else 0.0):
        return _middle_body(share, beside_m)
    off_m = np.abs(place_m - knee_middle_m[side])
    if off_m[2] > BESIDE_KNEE_M or off_m[0] > FROM_KNEE_M:
        return ""
    bone = "calcn" if share < HEIGHTS["calcn"][1] else "tibia" if share < 1.0 else "femur"
    return f"{bone}_{side}"


def _middle_body(share: float, beside_m: float) -> str:
    if share < HEIGHTS["pelvis"][1] and beside_m < PELVIS_ASIDE_M:
        return "pelvis"
    top = share > 2.6 and beside_m < 0.25
    return "torso" if HEIGHTS["torso"][0] <= share <= HEIGHTS["torso"][1] and (beside_m < TRUNK_ASIDE_M or top) else ""


def may_be_on(body: str, place_m: Array, knee_m: float, *, slack: float) -> bool:
    """Whether a marker of a body may stand at a place; of arms and head, always."""
    bone = body.removesuffix("_r").removesuffix("_l")
    if bone not in HEIGHTS:
        return True
    low, high = HEIGHTS[bone]
    if body == "pelvis" and slack == SLACK and abs(float(place_m[2])) > PELVIS_ASIDE_M:
        return False
    return bool(low - slack <= place_m[1] / knee_m <= high + slack)


def mean_height(standing: Standing, labels: Sequence[str]) -> float:
    """Mean height of markers (m)."""
    return float(np.mean([standing.of(label)[1] for label in labels]))
