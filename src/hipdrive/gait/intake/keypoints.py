"""Body keypoints of video as a recording that the analysis can follow: segment frames from neighbouring joint centres."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Athlete, Side
from ...body.joints import SUFFIX
from ...errors import InputFileError
from ...language import Text, en
from ...motion import MarkersAbsentError, MarkerSet, Motion, has_landmark, landmark, nearest_axis, usual_direction, zeros_to_missing
from ...note import Note
from ...physics.calibration import SHOULDER_BELOW_ACROMION_M, spines_about_hips
from ...physics.rotation import axes_of_frames, unit
from ..runners.norms import MEASURED_M_S, between_measured, mixed_columns
from .completion import Completed, made, standing_of, with_made
from .exchanged_legs import legs_told_apart

HALF_JOINT_M = 0.05
"""Joint centre to the points put beside it, which carry the direction of its axis."""
STRAIGHT_LEG_SHARE = 0.3
"""Weight of the pelvis' right against the normal of the plane hip-knee-ankle, which vanishes in a straight leg; our choice."""
FLAT_OVER_HEIGHT = 0.03
"""Hips nearer to each other than this, left to right: one camera saw them."""
PELVIS_LEAN_SPEED_M_S = MEASURED_M_S[1]
"""Speed of the mean pelvis tilt that stands in; it moves by 1.9 deg from 2.5 to 3.5 m/s and by 1.5 deg from there to 4.5 m/s."""

TRUNK = made("trunk_middle", "torso")


def from_keypoints(run: Motion, marker_set: MarkerSet, athlete: Athlete) -> Completed:
    """Make segments of joint centres.

    The hinge of the knee is normal to the plane of hip, knee and ankle. No keypoint shows how the pelvis is tilted: it keeps the mean tilt
    of runners (12 men, Fukuchi et al. 2017), so hip flexion is the thigh against an even pelvis. A standing trial would not help: it shows
    no tilt either.

    Args:
        run: Keypoints, any axes in which one is up.
        marker_set: A set of kind 'joints'.
        athlete: Height.

    Returns:
        The run and standing with computed markers, and the set that names them; notes are with the run.

    Raises:
        MarkersAbsentError: A keypoint of hips, legs or feet was never seen.
        InputFileError: Both hips lie in one place: one camera cannot give joints in space.
    """
    run = zeros_to_missing(run)
    roles = _needed(run, marker_set)
    run = legs_told_apart(run, marker_set)
    points = {role: landmark(run, marker_set, role) for role in roles}
    up, right = _directions(run, points, athlete)
    lean = float(np.mean(mixed_columns("reference_stride.csv", between_measured(PELVIS_LEAN_SPEED_M_S))["pelvis_tilt"]))
    across = points["r_hip_centre"] - points["l_hip_centre"]
    paths, pelvis_right = _pelvis(points, across, up, right, lean)
    for side in SIDES:
        paths |= _leg(points, side, pelvis_right)
    paths |= _shoulders(points)
    whole = with_made(run, paths, _notes(lean_rad=lean))
    full_set = _with_segments(marker_set, arms=any("acromion" in label for label in paths))
    standing = standing_of(whole, full_set, athlete, standing_hip_rad=0.0)
    return Completed(run=whole, static=standing, marker_set=full_set)


_LEG_KEYPOINTS: Mapping[str, Text] = {
    "hip_centre": en("the keypoint {leg} hip centre"),
    "knee_centre": en("the keypoint {leg} knee centre"),
    "ankle_centre": en("the keypoint {leg} ankle centre"),
    "heel": en("the keypoint {leg} heel"),
    "toe": en("the keypoint {leg} toe"),
}


def _needed(run: Motion, marker_set: MarkerSet) -> list[str]:
    legs = [f"{side[0]}_{role}" for side in SIDES for role in _LEG_KEYPOINTS]
    upper = [
        role
        for role in ("neck", *(f"{s}_{role}" for s in "rl" for role in ("shoulder_centre", "elbow_lateral")))
        if has_landmark(run, marker_set, role)
    ]
    for role in legs:
        if not has_landmark(run, marker_set, role):
            words = _LEG_KEYPOINTS[role[2:]].filled(leg=role[0])
            raise MarkersAbsentError(run.file_name, marker_set.landmarks.get(role, (role,)), words)
    return legs + upper


def _directions(run: Motion, points: Mapping[str, FloatArray], athlete: Athlete) -> tuple[FloatArray, FloatArray]:
    """Up and the runner's right (3,) along lab axes; hips in one place are refused."""
    hips = 0.5 * (points["r_hip_centre"] + points["l_hip_centre"])
    feet = 0.5 * (points["r_ankle_centre"] + points["l_ankle_centre"])
    up = nearest_axis(np.nanmedian(hips - feet, axis=0))
    feet_along = sum((points[f"{s}_toe"] - points[f"{s}_heel"] for s in "rl"), start=np.zeros(3))
    seen = feet_along[np.isfinite(feet_along).all(axis=1)]
    forward = usual_direction(seen - up * (seen @ up)[:, None])
    right = np.cross(nearest_axis(forward), up)
    width_m = float(np.nanmedian(np.abs((points["r_hip_centre"] - points["l_hip_centre"]) @ right)))
    if width_m < FLAT_OVER_HEIGHT * athlete.height_m:
        found = en("left and right hip lie {width:.0f} cm apart, as if one camera had seen them", width=100.0 * width_m)
        raise InputFileError(run.file_name, found, en("give the keypoints of one camera as JSON, or as a TRC without depth"))
    return up, right


def _pelvis(
    points: Mapping[str, FloatArray], across: FloatArray, up: FloatArray, right: FloatArray, lean_rad: float
) -> tuple[dict[str, FloatArray], FloatArray]:
    """Pelvis markers that carry its directions and put the hip centres where the keypoints are, and its right (n, 3).

    Across (n, 3) leads from the left hip to the right one.
    """
    middle = 0.5 * (points["r_hip_centre"] + points["l_hip_centre"])
    level = axes_of_frames(np.cross(across, np.cross(up, right * np.sum(across * right, axis=1, keepdims=True))), across)
    c, s = np.cos(lean_rad), np.sin(lean_rad)
    axes = level @ np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    half = 0.5 * float(np.nanmedian(np.linalg.norm(across, axis=1)))
    places = spines_about_hips(half)
    return {made(role): middle + np.einsum("nij,j->ni", axes, place) for role, place in places.items()}, axes[:, :, 2]


def _leg(points: Mapping[str, FloatArray], side: Side, pelvis_right: FloatArray) -> dict[str, FloatArray]:
    """Joint centres under the names of the bodies they follow, and points beside knee and ankle along the knee's axis."""
    s, outward = side[0], 1.0 if side == "right" else -1.0
    hip, knee, ankle = (points[f"{s}_{joint}_centre"] for joint in ("hip", "knee", "ankle"))
    thigh, shank = unit(knee - hip), unit(ankle - knee)
    level = pelvis_right - np.sum(pelvis_right * thigh, axis=1, keepdims=True) * thigh
    axis = unit(np.cross(shank, thigh) + STRAIGHT_LEG_SHARE * level)
    aside = outward * HALF_JOINT_M * axis
    return {
        made(f"{s}_hip_centre", "femur"): hip,
        made(f"{s}_knee_lateral"): knee + aside,
        made(f"{s}_knee_medial"): knee - aside,
        made(f"{s}_knee_centre", "tibia"): knee,
        made(f"{s}_ankle_lateral"): ankle + aside,
        made(f"{s}_ankle_medial"): ankle - aside,
        made(f"{s}_ankle_centre", "calcn"): ankle,
    }


def _shoulders(points: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
    """The middle of the trunk, without which neck and shoulders lie on one line; points over the shoulders and both joints of the arms.

    The calibration expects the acromion over the shoulder centre.
    """
    roles = [f"{side[0]}_shoulder_centre" for side in SIDES]
    if any(role not in points for role in roles):
        return {}
    hips = 0.5 * (points["r_hip_centre"] + points["l_hip_centre"])
    trunk = np.mean([points[role] for role in roles], axis=0) - hips
    middle = {TRUNK: hips + 0.5 * trunk}
    over = {made(f"{role[0]}_acromion"): points[role] + SHOULDER_BELOW_ACROMION_M * unit(trunk) for role in roles}
    joints = {made(role, "humerus"): points[role] for role in roles}
    elbows = {made(f"{s}_elbow_centre", "radius"): points[f"{s}_elbow_lateral"] for s in "rl" if f"{s}_elbow_lateral" in points}
    return middle | over | joints | elbows


def _with_segments(marker_set: MarkerSet, *, arms: bool) -> MarkerSet:
    """The set with computed markers as landmarks and followed by their bodies."""
    landmarks = {role: labels for role, labels in marker_set.landmarks.items() if not role.endswith("_centre")}
    tracking = dict(marker_set.tracking)
    tracking["torso"] = (*tracking.get("torso", ()), TRUNK)
    tracking["pelvis"] = tuple(made(f"{s}_{role}") for s in "rl" for role in ("asis", "psis"))
    for side in SIDES:
        s, suffix = side[0], SUFFIX[side]
        landmarks |= {f"{s}_{role}": (made(f"{s}_{role}"),) for role in ("asis", "psis")}
        landmarks |= {
            f"{s}_{joint}_{place}": (made(f"{s}_{joint}_{place}"),) for joint in ("knee", "ankle") for place in ("lateral", "medial")
        }
        if arms:
            landmarks[f"{s}_acromion"] = (made(f"{s}_acromion"),)
            for bone, joint in (("humerus", "shoulder"), ("radius", "elbow")):
                tracking[bone + suffix] = (*tracking.get(bone + suffix, ()), made(f"{s}_{joint}_centre", bone))
        thigh = (made(f"{s}_hip_centre", "femur"), made(f"{s}_knee_lateral"), made(f"{s}_knee_medial"))
        shank = (made(f"{s}_knee_centre", "tibia"), made(f"{s}_ankle_lateral"), made(f"{s}_ankle_medial"))
        tracking |= {f"femur{suffix}": thigh, f"tibia{suffix}": shank}
        tracking[f"calcn{suffix}"] = (made(f"{s}_ankle_centre", "calcn"), *marker_set.tracking[f"calcn{suffix}"])
    return replace(marker_set, landmarks=landmarks, tracking=tracking, kind="segments")


def _notes(*, lean_rad: float) -> tuple[Note, ...]:
    return (
        Note(
            "zero_uncertain",
            en(
                "Keypoints do not show the pelvis: it is assumed to keep a tilt of {tilt:.0f}° from standing (mean of 12 "
                "runners of Fukuchi 2017), so hip flexion is the thigh against a steady pelvis and its zero is uncertain.",
                tilt=-np.degrees(lean_rad),
            ),
        ),
        Note(
            "not_measurable_with_keypoints",
            en(
                "Not measurable with keypoints: pelvic tilt, hip rotation, and hip adduction to better than several degrees; the knee's "
                "hinge is taken at right angles to the plane of hip, knee and ankle."
            ),
        ),
    )
