"""Inverse kinematics of all frames at once: the coordinates that bring the skeleton's markers nearest to the measured ones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import mujoco
import numpy as np
import numpy.typing as npt

from ..body import SIDES, Side, coordinate_of
from ..body.joints import SUFFIX
from .calibration import ARM_COORDINATES, TrackedMarker
from .kinematics import CHUNK_FRAMES, Kinematics, forward_kinematics
from .marker_equations import BodySums, MarkerTree, body_sums, damped_step, marker_equations, marker_tree, placed_markers
from .rotation import angles_zxy, nearest_rotation, product_first
from .skeleton import Skeleton

FloatArray = npt.NDArray[np.float64]
MOST_STEPS = 40
COST_TOLERANCE = 1e-8
"""A frame is done when its next step is to lower its squared distance by less than this share; that step is still made."""
LEAST_GAIN_M2 = 1e-16
"""The same where markers fit so well that nothing but rounding is left of their distances."""
SHORT_STEP = 1e-3
"""Only a step shorter than this (rad, m) is made without looking where it led."""
FIRST_DAMPING = 1e-3
DAMPING_FACTOR = 10.0
MOST_DAMPING = 1e6
"""A frame is done when even such short steps don't help."""
UPPER_BODIES = ("torso", "humerus", "radius")
SETTLING_FRAMES = 60
SETTLING_ROUNDS = 3
LEAST_MARKERS = 3
"""That fix how a body lies."""


@dataclass(frozen=True, kw_only=True)
class Fit:
    """Result of inverse kinematics."""

    q: FloatArray
    """(n, nv) coordinates (rad, m)."""
    error_m: FloatArray
    """(n, m) distance from each measured marker to its place on the skeleton; NaN where the marker is missing."""


def fit_markers(skeleton: Skeleton, markers: Sequence[TrackedMarker], seen_m: FloatArray, *, start: FloatArray | None = None) -> Fit:
    """Fit the skeleton to markers in all frames by least squares (Lu & O'Connor 1999), from segment-wise rigid fits.

    Frames are fitted on their own, a chunk at a time, so that what is needed beside markers and result doesn't grow with the recording.

    Args:
        skeleton: The scaled skeleton.
        markers: m markers on its bodies.
        seen_m: (n, m, 3) measured positions in the lab frame; NaN where missing (weight zero).
        start: (n, nv) coordinates to start from (rad, m), where a fit of much the same markers is at hand.

    Returns:
        Coordinates of every frame and the distance left at each marker.
    """
    tree = marker_tree(skeleton, markers)
    q = _fitted(tree, seen_m, _first_guess(tree, seen_m) if start is None else start)
    q = _without_whole_turns(skeleton, q)
    for side in SIDES:
        places_of_arm = [skeleton.index(name + SUFFIX[side]) for name in ARM_COORDINATES if name + SUFFIX[side] in skeleton.coordinates]
        over = _turned_over(q, places_of_arm, skeleton)
        if over.any() and not over.all():
            q[over[:, None] & np.isin(np.arange(q.shape[1]), places_of_arm)] = _from_neighbours(q[:, places_of_arm], over).ravel()
            q[over] = _fitted(tree, seen_m[over], q[over])
    error = np.empty(seen_m.shape[:2])
    for part in _chunks(len(q)):
        error[part] = np.linalg.norm(seen_m[part] - placed_markers(tree, q[part]), axis=2)
    return Fit(q=q, error_m=error)


def _chunks(frames: int) -> list[slice]:
    """Stretches of frames that are worked on together."""
    return [slice(start, start + CHUNK_FRAMES) for start in range(0, frames, CHUNK_FRAMES)]


def _sums(tree: MarkerTree, seen_m: FloatArray) -> BodySums:
    """Measured markers summed by body; missing ones have no weight."""
    seen = np.asarray(np.isfinite(seen_m).all(axis=2))
    return body_sums(tree, np.where(seen[..., None], seen_m, 0.0), np.where(seen, 1.0, 0.0))


def _fitted(tree: MarkerTree, seen_m: FloatArray, start: FloatArray) -> FloatArray:
    """(n, nv) coordinates of least squared distance, from a start."""
    q = np.empty_like(start)
    for part in _chunks(len(q)):
        q[part] = _descend(tree, _sums(tree, seen_m[part]), start[part])
    return q


def _turned_over(q: FloatArray, places: Sequence[int], skeleton: Skeleton) -> npt.NDArray[np.bool_]:
    """(n,) frames in which an arm left its anatomical range: with few markers an elbow that bends backwards fits as well."""
    limits = [coordinate_of(skeleton.coordinates[place]) for place in places]
    outside = [(q[:, place] < limit.low) | (q[:, place] > limit.high) for place, limit in zip(places, limits, strict=True)]
    return np.asarray(np.any(outside, axis=0)) if outside else np.zeros(len(q), dtype=bool)


def _from_neighbours(values: FloatArray, unknown: npt.NDArray[np.bool_]) -> FloatArray:
    """(k, c) straight lines over the k unknown frames of values (n, c)."""
    frames = np.arange(len(values))
    return np.stack([np.interp(frames[unknown], frames[~unknown], column[~unknown]) for column in values.T], axis=1)


def upper_body_settled(skeleton: Skeleton, markers: Sequence[TrackedMarker], seen_m: FloatArray) -> tuple[TrackedMarker, ...]:
    """Place the markers of trunk and arms anew by the run itself.

    People stand with the arms spread for calibration, which lifts the shoulders and turns the forearms; a skeleton without shoulder blades
    and forearm twist would carry that error (6 cm at the acromion of one public trial) through the run. Pelvis and legs, which set the
    zero of hip flexion, keep their places from standing.

    Args:
        skeleton: The scaled skeleton.
        markers: m markers with their places from the standing trial.
        seen_m: (n, m, 3) the run.

    Returns:
        The markers; those of trunk and arms at their mean places on the fitted bodies.
    """
    settled = tuple(markers)
    if not any(marker.body.startswith(UPPER_BODIES) for marker in markers):
        return settled
    few = seen_m[:: max(1, len(seen_m) // SETTLING_FRAMES)]
    q = None
    for _ in range(SETTLING_ROUNDS):
        q = fit_markers(skeleton, settled, few, start=q).q
        kinematics = forward_kinematics(skeleton, q)
        settled = tuple(_at_mean_place(skeleton, kinematics, marker, few[:, i]) for i, marker in enumerate(settled))
    return settled


def _at_mean_place(skeleton: Skeleton, kinematics: Kinematics, marker: TrackedMarker, path_m: FloatArray) -> TrackedMarker:
    """The marker at its mean place on its body, if that is a body of trunk or arms and the marker was seen."""
    seen = np.isfinite(path_m).all(axis=1)
    if not marker.body.startswith(UPPER_BODIES) or not seen.any():
        return marker
    body = skeleton.body_index(marker.body)
    arm = path_m[seen] - kinematics.position_m[seen, body]
    return replace(marker, local_m=np.einsum("nji,nj->ni", kinematics.rotation[seen, body], arm).mean(axis=0))


def _without_whole_turns(skeleton: Skeleton, q: FloatArray) -> FloatArray:
    """The same poses (n, nv) with angles that don't jump by whole turns between frames and lie within half a turn of zero (median).

    A wrong first guess (a foot whose few markers were mixed up for a frame) can reach the right pose a whole turn away.
    """
    hinge = skeleton.model.jnt_type == mujoco.mjtJoint.mjJNT_HINGE
    steady = q.copy()
    steady[:, hinge] = np.unwrap(q[:, hinge], axis=0)
    steady[:, hinge] -= 2.0 * np.pi * np.round(np.median(steady[:, hinge], axis=0) / (2.0 * np.pi))
    return steady


def _descend(tree: MarkerTree, sums: BodySums, start: FloatArray) -> FloatArray:
    """Levenberg-Marquardt over all frames at once, each with its own damping; returns the best (n, nv)."""
    found, frames = start.copy(), np.arange(len(start))
    best = trial = start
    damping = np.full(len(start), FIRST_DAMPING / DAMPING_FACTOR)
    kept = marker_equations(tree, sums, trial)
    for _ in range(MOST_STEPS):
        step = damped_step(tree, kept, damping)
        trial = best + step.T
        gain = np.sum(step * kept.gradient, axis=0)
        near = (gain < COST_TOLERANCE * kept.cost_m2 + LEAST_GAIN_M2) & (np.abs(step).max(axis=0) < SHORT_STEP)
        found[frames] = np.where(near[:, None], trial, best)
        going = np.flatnonzero(~near & (damping <= MOST_DAMPING))
        if len(going) == 0:
            break
        if len(going) < len(frames):
            frames, best, trial, damping = frames[going], best[going], trial[going], damping[going]
            sums, kept = sums.of(going), kept.of(going)
        new = marker_equations(tree, sums, trial)
        better = new.cost_m2 < kept.cost_m2
        kept = new.where(better, kept)
        best = np.where(better[:, None], trial, best)
        damping = damping * np.where(better, 1.0 / DAMPING_FACTOR, DAMPING_FACTOR)
    else:
        found[frames] = best
    return found


def _first_guess(tree: MarkerTree, seen_m: FloatArray) -> FloatArray:
    """(n, nv) coordinates from fitting every body with three markers on its own, then reading the angles between neighbours."""
    guess = np.concatenate([_rigid_guess(tree, _sums(tree, seen_m[part]), seen_m[part]) for part in _chunks(len(seen_m))])
    for place in range(guess.shape[1]):
        guess[:, place] = _bridged(guess[:, place])
    return guess


def _rigid_guess(tree: MarkerTree, sums: BodySums, seen_m: FloatArray) -> FloatArray:
    """(n, nv) coordinates that bodies with three seen markers show; NaN for those that others would show, else zero."""
    known = tree.onto @ np.isfinite(seen_m).all(axis=2).T >= LEAST_MARKERS
    turn = nearest_rotation(np.where(known, sums.across_m2, np.eye(3)[:, :, None, None]))
    turn[:, :, ~known] = np.nan
    rotation = {tree.skeleton.bodies[body]: turn[:, :, place] for place, body in enumerate(tree.body)}
    origin = dict(zip(rotation, np.moveaxis(sums.seen_m - product_first(turn, sums.local_m[:, None])[:, 0], 1, 0), strict=True))
    guess: dict[str, FloatArray] = {}
    if "pelvis" in rotation:
        guess |= dict(zip(("pelvis_tx", "pelvis_ty", "pelvis_tz"), origin["pelvis"], strict=True))
        guess |= _three(("pelvis_tilt", "pelvis_list", "pelvis_rotation"), rotation["pelvis"], 1.0)
    if {"pelvis", "torso"} <= rotation.keys():
        guess |= _three(("lumbar_extension", "lumbar_bending", "lumbar_rotation"), _between(rotation, "pelvis", "torso"), 1.0)
    for side in SIDES:
        guess |= _leg_guess(tree.skeleton, rotation, origin, side) | _arm_guess(rotation, side)
    q = np.zeros((len(seen_m), len(tree.skeleton.coordinates)))
    for place, name in enumerate(tree.skeleton.coordinates):
        if name in guess:
            q[:, place] = guess[name]
    return q


def _leg_guess(skeleton: Skeleton, rotation: dict[str, FloatArray], origin: dict[str, FloatArray], side: Side) -> dict[str, FloatArray]:
    """Coordinates of a leg by rotations (3, 3, n) and origins (3, n) of the bodies that are known."""
    s, outward = SUFFIX[side], 1.0 if side == "right" else -1.0
    femur, tibia, calcn = f"femur{s}", f"tibia{s}", f"calcn{s}"
    loose = f"knee_rotation{s}" in skeleton.coordinates
    guess: dict[str, FloatArray] = {}
    if {"pelvis", femur} <= rotation.keys():
        guess |= _three((f"hip_flexion{s}", f"hip_adduction{s}", f"hip_rotation{s}"), _between(rotation, "pelvis", femur), outward)
    if {femur, tibia} <= rotation.keys():
        knee = _between(rotation, femur, tibia)
        guess |= _three((f"knee_flexion{s}", f"knee_adduction{s}", f"knee_rotation{s}"), knee, outward)
        guess[f"knee_flexion{s}"] = -(guess[f"knee_flexion{s}"] if loose else _turn_about_z(knee))
    if {tibia, calcn} <= rotation.keys():
        ankle = _between(rotation, tibia, calcn)
        turns = _three((f"ankle_angle{s}", f"subtalar_angle{s}", f"ankle_rotation{s}"), ankle, outward)
        guess |= turns if loose else {f"ankle_angle{s}": _turn_about_z(ankle)}
    for joint, parent, child in (("hip", "pelvis", femur), ("knee", femur, tibia), ("ankle", tibia, calcn)):
        if {parent, child} <= rotation.keys():
            arm = product_first(rotation[parent].swapaxes(0, 1), (origin[child] - origin[parent])[:, None])[:, 0]
            apart = arm - skeleton.model.body_pos[skeleton.body_index(child)][:, None]
            guess |= {f"{joint}_tx{s}": apart[0], f"{joint}_ty{s}": apart[1], f"{joint}_tz{s}": outward * apart[2]}
    return guess


def _arm_guess(rotation: dict[str, FloatArray], side: Side) -> dict[str, FloatArray]:
    """Coordinates of an arm by rotations (3, 3, n) of the bodies that are known."""
    s, outward = SUFFIX[side], 1.0 if side == "right" else -1.0
    humerus, radius = f"humerus{s}", f"radius{s}"
    guess: dict[str, FloatArray] = {}
    if {"torso", humerus} <= rotation.keys():
        guess |= _three((f"arm_flex{s}", f"arm_add{s}", f"arm_rot{s}"), _between(rotation, "torso", humerus), outward)
    if {humerus, radius} <= rotation.keys():
        guess[f"elbow_flex{s}"] = _turn_about_z(_between(rotation, humerus, radius))
    return guess


def _between(rotation: dict[str, FloatArray], parent: str, child: str) -> FloatArray:
    """(3, 3, n) rotation of a child body seen from its parent."""
    return product_first(rotation[parent].swapaxes(0, 1), rotation[child])


def _three(names: tuple[str, str, str], rotation: FloatArray, outward: float) -> dict[str, FloatArray]:
    """Z-X-Y angles by coordinate name; X and Y mirrored on the left."""
    angles = angles_zxy(np.moveaxis(rotation, 2, 0))
    return {names[0]: angles[:, 0], names[1]: outward * angles[:, 1], names[2]: outward * angles[:, 2]}


def _turn_about_z(rotation: FloatArray) -> FloatArray:
    """(n,) angle about Z nearest to a rotation (rad)."""
    angle: FloatArray = np.arctan2(rotation[1, 0] - rotation[0, 1], rotation[0, 0] + rotation[1, 1])
    return angle


def _bridged(values: FloatArray) -> FloatArray:
    """A first guess without holes: frames with too few markers take their neighbours' straight line."""
    known = np.isfinite(values)
    if not known.any():
        return np.zeros_like(values)
    frames = np.arange(len(values))
    return np.interp(frames, frames[known], np.unwrap(values[known]))
