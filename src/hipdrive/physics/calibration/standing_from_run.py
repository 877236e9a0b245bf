"""In place of a standing trial that was not recorded: the segments of a run, averaged and set upright on each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body.joints import SUFFIX
from ..rotation import about_z, axes_of_frames
from ..skeleton import ANKLE_HEIGHT_OVER_HEIGHT

STANDING_HIP_RAD = np.radians(4.4)
"""Angle in quiet standing by which the thigh is bent against the ISB pelvis axes: mean of the 12 standing trials of Fukuchi et al. 2017
(PeerJ 5:e3298), our computation with the same regression for the hip centres."""
STANDING_HIP_SD_RAD = np.radians(7.0)
"""Its standard deviation over those runners: by so much is a zero that rests on it uncertain."""


@dataclass(frozen=True, kw_only=True)
class LegPoints:
    """One leg in every frame of a run (m, lab axes)."""

    hip: FloatArray
    """(n, 3) joint centre."""
    knee: FloatArray
    """(n, 3) joint centre."""
    ankle: FloatArray
    """(n, 3) joint centre."""
    knee_right: FloatArray
    """(n, 3) direction of the knee's axis to the runner's right."""
    heel: FloatArray
    """(n, 3) heel marker."""
    toe: FloatArray
    """(n, 3) marker on the forefoot, as high as the heel's when the foot is flat."""


@dataclass(frozen=True, kw_only=True)
class ArmPoints:
    """One arm in every frame of a run (m, lab axes)."""

    shoulder: FloatArray
    """(n, 3) joint centre."""
    elbow: FloatArray
    """(n, 3) marker."""
    wrist: FloatArray
    """(n, 3) marker."""


@dataclass(frozen=True)
class _Placement:
    """A body's origin and axes in the run, and where they are in standing."""

    origin: FloatArray
    """(n, 3)."""
    axes: FloatArray
    """(n, 3, 3)."""
    standing_m: FloatArray
    """(3,)."""
    standing_axes: FloatArray
    """(3, 3)."""

    def placed(self, path: FloatArray) -> FloatArray:
        """(3,) standing place of a marker of this body, from the median of its places in the body's frame."""
        local = np.einsum("nji,nj->ni", self.axes, path - self.origin)
        seen = local[np.isfinite(local).all(axis=1)]
        if not len(seen):
            return np.full(3, np.nan)
        placed: FloatArray = self.standing_m + self.standing_axes @ np.median(seen, axis=0)
        return placed


def assembled_standing(
    paths: Mapping[str, FloatArray],
    bodies: Mapping[str, Sequence[str]],
    *,
    pelvis: FloatArray,
    legs: Mapping[Side, LegPoints],
    trunk_top: FloatArray | None,
    arms: Mapping[Side, ArmPoints],
    height_m: float,
    standing_hip_rad: float = STANDING_HIP_RAD,
) -> dict[str, FloatArray]:
    """Put every marker where it would be if the runner stood upright with straight legs, the arms hanging.

    Each body's markers are averaged in the frame that its joint centres make; the bodies are then set on each other: thighs and shanks
    vertical, knee axes along the pelvis, feet flat, the trunk upright. How far the pelvis is then tilted can't be known from a run: the
    thigh is set to bend against it as in mean quiet standing.

    Args:
        paths: (n, 3) m of each marker in the run, by label; NaN where missing.
        bodies: Labels to be placed with each body; all landmarks included.
        pelvis: (n, 3, 3) ISB pelvis axes.
        legs: Joint centres of both legs.
        trunk_top: (n, 3) m, a point midway over the shoulders; None if the trunk was not recorded.
        arms: Joint centres of arms that were recorded.
        height_m: Standing height; the ankles are set at their share of it above the ground.
        standing_hip_rad: Angle of the thighs against the ISB pelvis axes.

    Returns:
        (3,) m by label; X forward, Y up, Z right.
    """
    sets = _legs_set(pelvis, legs, height_m, standing_hip_rad)
    if trunk_top is not None:
        sets |= _trunk_and_arms_set(pelvis, legs, trunk_top, arms, sets["pelvis"])
    return {label: sets[body].placed(paths[label]) for body, labels in bodies.items() if body in sets for label in labels if label in paths}


def _legs_set(pelvis: FloatArray, legs: Mapping[Side, LegPoints], height_m: float, standing_hip_rad: float) -> dict[str, _Placement]:
    """Pelvis, thighs, shanks and feet."""
    long = {side: (_length(legs[side].hip, legs[side].knee), _length(legs[side].knee, legs[side].ankle)) for side in SIDES}
    tall = float(np.mean([sum(lengths) for lengths in long.values()])) + ANKLE_HEIGHT_OVER_HEIGHT * height_m
    middle = 0.5 * (legs["left"].hip + legs["right"].hip)
    upright = np.eye(3)
    base = _Placement(middle, pelvis, np.array([0.0, tall, 0.0]), about_z(-standing_hip_rad))
    sets = {"pelvis": base}
    for side in SIDES:
        s, leg = SUFFIX[side], legs[side]
        hip_m = base.placed(leg.hip)
        knee_m = hip_m - np.array([0.0, long[side][0], 0.0])
        foot = leg.toe - leg.heel
        right = leg.knee_right
        sets[f"femur{s}"] = _Placement(leg.hip, axes_of_frames(leg.hip - leg.knee, right), hip_m, upright)
        sets[f"tibia{s}"] = _Placement(leg.knee, axes_of_frames(leg.knee - leg.ankle, right), knee_m, upright)
        sets[f"calcn{s}"] = _Placement(leg.ankle, _foot_axes(foot, right), knee_m - np.array([0.0, long[side][1], 0.0]), upright)
    return sets


def _foot_axes(foot: FloatArray, right: FloatArray) -> FloatArray:
    """(n, 3, 3) axes of a foot that turns about the knee's axis: Y normal to that axis and to the sole from heel to toe."""
    return axes_of_frames(np.cross(right, foot), right)


def _trunk_and_arms_set(
    pelvis: FloatArray, legs: Mapping[Side, LegPoints], top: FloatArray, arms: Mapping[Side, ArmPoints], base: _Placement
) -> dict[str, _Placement]:
    """Trunk upright over the hips, and arms hanging from it."""
    upright = np.eye(3)
    middle = 0.5 * (legs["left"].hip + legs["right"].hip)
    torso = _Placement(middle, axes_of_frames(top - middle, _shoulder_line(arms, pelvis)), base.standing_m, upright)
    sets = {"torso": torso}
    for side, arm in arms.items():
        s = SUFFIX[side]
        bend = np.cross(arm.shoulder - arm.elbow, arm.wrist - arm.elbow)
        right = bend * np.sign(np.sum(bend * torso.axes[:, :, 2], axis=1, keepdims=True))
        shoulder_m = torso.placed(arm.shoulder)
        elbow_m = shoulder_m - np.array([0.0, _length(arm.shoulder, arm.elbow), 0.0])
        sets[f"humerus{s}"] = _Placement(arm.shoulder, axes_of_frames(arm.shoulder - arm.elbow, right), shoulder_m, upright)
        sets[f"radius{s}"] = _Placement(arm.elbow, axes_of_frames(arm.elbow - arm.wrist, right), elbow_m, upright)
    return sets


def _shoulder_line(arms: Mapping[Side, ArmPoints], pelvis: FloatArray) -> FloatArray:
    """(n, 3) from the left shoulder to the right; the pelvis' right where an arm was not recorded."""
    return arms["right"].shoulder - arms["left"].shoulder if len(arms) == len(SIDES) else pelvis[:, :, 2]


def _length(a: FloatArray, b: FloatArray) -> float:
    """Median distance (m) of two points over the frames."""
    return float(np.nanmedian(np.linalg.norm(a - b, axis=1)))
