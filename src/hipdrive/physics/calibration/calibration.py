"""From a quiet standing trial to a scaled skeleton with its markers: joint centres, body frames, and the zero of hip flexion."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import COORDINATES, SIDES, Athlete, SegmentTable, Side, segment_inertias
from ...body.joints import SUFFIX
from ..rotation import about_z, axes_from_up_and_right
from ..skeleton import ArmShape, BodyShape, LegShape, Skeleton, build_skeleton, typical_shape
from .landmarks import Landmarks

ARM_COORDINATES = ("arm_flex", "arm_add", "arm_rot", "elbow_flex")
IN_LINE_M = 0.02
"""Markers that lie within this of a line (root of the sum of squares) don't show a turn about it."""


@dataclass(frozen=True, kw_only=True)
class TrackedMarker:
    """A marker fixed to a body."""

    label: str
    body: str
    local_m: FloatArray
    """(3,) in the body's frame."""


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """What follows from a standing trial: the runner's skeleton and where the markers sit on it."""

    skeleton: Skeleton
    markers: tuple[TrackedMarker, ...]


@dataclass(frozen=True)
class _Frame:
    """Origin (3,) and axes (3, 3) of a body in the standing trial."""

    origin_m: FloatArray
    axes: FloatArray

    def local(self, point_m: FloatArray) -> FloatArray:
        inside: FloatArray = self.axes.T @ (point_m - self.origin_m)
        return inside


def calibrate(
    athlete: Athlete,
    *,
    landmarks: Landmarks,
    standing_m: Mapping[str, FloatArray],
    tracking: Mapping[str, Sequence[str]],
    table: SegmentTable = "de_leva",
) -> Calibration:
    """Scale the skeleton to a runner and place the markers on it.

    Hip centres follow Harrington et al. 2007 (J Biomech 40:595, regression on pelvis width and depth); knee and ankle centres lie midway
    between their two markers. The pelvis frame has OpenSim's left-right axis and is pitched so that the mean thigh of both sides lies along
    it: hip flexion is zero in quiet standing. Knee and ankle turn about the epicondylar axis; what a hinge can't show in standing (knock
    knees, toes turned out) stays in the fixed shape of the segment.

    Args:
        athlete: Body mass and height; the segment table gives masses, the markers lengths.
        landmarks: Landmarks of the standing trial (lab frame, X forward, Y up, Z right).
        standing_m: (3,) mean position of each marker in the standing trial, by label.
        tracking: Labels that move with each body in the run.
        table: Segment table.

    Returns:
        The scaled skeleton, with the coordinates that no marker can show locked, and its markers.

    Raises:
        MissingLandmarkError: If a landmark of pelvis, knee or ankle is missing.
    """
    inertias = segment_inertias(athlete, table)
    shape = typical_shape(athlete, inertias)
    frames, legs = _frames_of_pelvis_and_legs(landmarks, shape)
    shape = dataclasses.replace(shape, legs=legs)
    shape, upper = _frames_of_trunk_and_arms(landmarks, shape, frames["pelvis"])
    frames |= upper
    markers = tuple(
        TrackedMarker(label=label, body=body, local_m=frames[body].local(standing_m[label]))
        for body, labels in tracking.items()
        for label in labels
        if label in standing_m and body in frames and np.all(np.isfinite(standing_m[label]))
    )
    skeleton = build_skeleton(athlete, table=table, shape=shape, locked=_locked(markers), loose_joints=_legs_are_seen(markers))
    return Calibration(skeleton=skeleton, markers=tuple(m for m in markers if m.body in _moved(skeleton)))


def _frames_of_pelvis_and_legs(landmarks: Landmarks, shape: BodyShape) -> tuple[dict[str, _Frame], dict[Side, LegShape]]:
    """Body frames of pelvis, thighs, shanks and feet in standing, and the leg shapes they imply."""
    pelvis_axes = landmarks.pelvis_axes()
    hips = landmarks.hip_centres_m()
    middle = 0.5 * (hips["left"] + hips["right"])
    thigh_axes = {side: axes_from_up_and_right(hips[side] - landmarks.knee_centre_m(side), landmarks.knee_axis(side)) for side in SIDES}
    pitch = np.mean([_sagittal_angle(pelvis_axes.T @ thigh_axes[side][:, 1]) for side in SIDES])
    pelvis = _Frame(middle, pelvis_axes @ about_z(float(pitch)))
    frames = {"pelvis": pelvis}
    legs: dict[Side, LegShape] = {}
    for side in SIDES:
        s = SUFFIX[side]
        knee, ankle = landmarks.knee_centre_m(side), landmarks.ankle_centre_m(side)
        femur = _Frame(hips[side], thigh_axes[side])
        tibia = _Frame(knee, femur.axes @ about_z(_sagittal_angle(femur.axes.T @ (knee - ankle))))
        heel, toe = landmarks.sole_m(side, shape.legs[side])
        level = tibia.axes.T @ (toe - heel)
        calcn = _Frame(ankle, tibia.axes @ about_z(float(np.arctan2(level[1], level[0]))))
        frames |= {f"femur{s}": femur, f"tibia{s}": tibia, f"calcn{s}": calcn}
        legs[side] = LegShape(
            hip_m=pelvis.local(hips[side]),
            knee_m=femur.local(knee),
            ankle_m=tibia.local(ankle),
            heel_m=calcn.local(heel),
            toe_m=calcn.local(toe),
            sole_half_width_m=shape.legs[side].sole_half_width_m,
        )
    return frames, legs


def _frames_of_trunk_and_arms(landmarks: Landmarks, shape: BodyShape, pelvis: _Frame) -> tuple[BodyShape, dict[str, _Frame]]:
    """Body frames of the torso (as the pelvis stands) and of arms that have landmarks, and the shape they imply."""
    torso = _Frame(pelvis.origin_m + pelvis.axes @ shape.lumbar_m, pelvis.axes)
    frames = {"torso": torso}
    arms = dict(shape.arms)
    for side in SIDES:
        centres = landmarks.arm_centres_m(side)
        if centres is None:
            continue
        s = SUFFIX[side]
        shoulder, elbow, wrist = centres
        humerus = _Frame(shoulder, axes_from_up_and_right(shoulder - elbow, landmarks.elbow_axis(side, pelvis.axes[:, 2])))
        radius = _Frame(elbow, humerus.axes @ about_z(_sagittal_angle(humerus.axes.T @ (elbow - wrist))))
        frames |= {f"humerus{s}": humerus, f"radius{s}": radius}
        arms[side] = ArmShape(shoulder_m=torso.local(shoulder), elbow_m=humerus.local(elbow), wrist_m=radius.local(wrist))
    return dataclasses.replace(shape, arms=arms), frames


def _sagittal_angle(up: FloatArray) -> float:
    """Angle about Z (rad) that turns Y onto a vector's share in the X-Y plane."""
    return float(np.arctan2(-up[0], up[1]))


def _locked(markers: Sequence[TrackedMarker]) -> tuple[str, ...]:
    """Coordinates that the markers can't show: back, arms and subtalar joints with too few markers beyond them."""
    count: dict[str, int] = {}
    for marker in markers:
        count[marker.body] = count.get(marker.body, 0) + 1
    locked: list[str] = []
    if count.get("torso", 0) < 3:
        locked += [c.name for c in COORDINATES if c.body == "torso"]
    for side in SIDES:
        s = SUFFIX[side]
        upper, lower = count.get(f"humerus{s}", 0), count.get(f"radius{s}", 0)
        if upper < 1 or lower < 1 or upper + lower < 3 or count.get("torso", 0) < 3:
            locked += [name + s for name in ARM_COORDINATES]
        if count.get(f"calcn{s}", 0) < 3:
            locked.append(f"subtalar_angle{s}")
    return tuple(locked)


def _legs_are_seen(markers: Sequence[TrackedMarker]) -> bool:
    """Whether every segment of the legs has three markers that are not in line, which alone show how it lies."""
    for body in (bone + SUFFIX[side] for side in SIDES for bone in ("femur", "tibia", "calcn")):
        own = np.array([marker.local_m for marker in markers if marker.body == body])
        if len(own) < 3 or np.linalg.svd(own - own.mean(axis=0), compute_uv=False)[1] < IN_LINE_M:
            return False
    return True


def _moved(skeleton: Skeleton) -> set[str]:
    """Bodies that a free coordinate beyond the pelvis' own moves; markers on a body welded by locks would bend the fit."""
    free = set(skeleton.coordinates)
    return {"pelvis"} | {c.body for c in COORDINATES if c.name in free}
