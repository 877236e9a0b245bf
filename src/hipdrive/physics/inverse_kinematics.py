"""Inverse kinematics of all frames at once: the coordinates that bring the skeleton's markers nearest to the measured ones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import mujoco
import numpy as np
import numpy.typing as npt

from ..body import SIDES, coordinate_of
from ..body.joints import SUFFIX
from .calibration import ARM_COORDINATES, TrackedMarker
from .kinematics import CHUNK_FRAMES, Kinematics, forward_kinematics, moving_coordinates
from .rotation import angles_zxy, fit_rigid
from .skeleton import Skeleton

FloatArray = npt.NDArray[np.float64]
MOST_STEPS = 40
COST_TOLERANCE = 1e-8
"""A frame is done when a step lowers its squared distance by less than this share."""
FIRST_DAMPING = 1e-3
MOST_DAMPING = 1e6
"""A frame is done when even such short steps don't help."""
MARKER_WEIGHT = {"pelvis": 2.0, "femur_r": 2.0, "femur_l": 2.0, "tibia_r": 1.0, "tibia_l": 1.0}
"""Weight of a marker by body: the two bodies that make the hip count double, feet and upper body half, so that a skidding shoe or a
swinging arm doesn't bend the hip. Published OpenSim set-ups (Rajagopal 2016) rank pelvis, legs and arms alike. The numbers were picked
among some dozen sets while looking at RBDS001's published curves; CHANGELOG.md says what equal weights give."""
OTHER_WEIGHT = 0.5
UPPER_BODIES = ("torso", "humerus", "radius")
SETTLING_FRAMES = 60
SETTLING_ROUNDS = 3
RIDGE = 1e-9
"""Added to the diagonal of the normal equations (m^2), far below a marker's weight, so that a frame without markers stays put."""


@dataclass(frozen=True, kw_only=True)
class Fit:
    """Result of inverse kinematics."""

    q: FloatArray
    """(n, nv) coordinates (rad, m)."""
    error_m: FloatArray
    """(n, m) distance from each measured marker to its place on the skeleton; NaN where the marker is missing."""


def fit_markers(skeleton: Skeleton, markers: Sequence[TrackedMarker], seen_m: FloatArray) -> Fit:
    """Fit the skeleton to markers in all frames by weighted least squares (Lu & O'Connor 1999), from segment-wise rigid fits.

    Args:
        skeleton: The scaled skeleton.
        markers: m markers on its bodies.
        seen_m: (n, m, 3) measured positions in the lab frame; NaN where missing (weight zero).

    Returns:
        Coordinates of every frame and the distance left at each marker.
    """
    q = _first_guess(skeleton, markers, seen_m)
    places = _places_of(skeleton, markers)
    share = np.array([MARKER_WEIGHT.get(marker.body, OTHER_WEIGHT) for marker in markers])
    weight = np.all(np.isfinite(seen_m), axis=2) * share
    target = np.where(weight[..., None] > 0, seen_m, 0.0)
    for start in range(0, len(q), CHUNK_FRAMES):
        part = slice(start, start + CHUNK_FRAMES)
        q[part] = _descend(skeleton, places, q[part], target[part], weight[part])
    q = _without_whole_turns(skeleton, q)
    for side in SIDES:
        places_of_arm = [skeleton.index(name + SUFFIX[side]) for name in ARM_COORDINATES if name + SUFFIX[side] in skeleton.coordinates]
        over = _turned_over(q, places_of_arm, skeleton)
        if over.any() and not over.all():
            q[over[:, None] & np.isin(np.arange(q.shape[1]), places_of_arm)] = _from_neighbours(q[:, places_of_arm], over).ravel()
            q[over] = _descend(skeleton, places, q[over], target[over], weight[over])
    error = np.linalg.norm(target - _placed(forward_kinematics(skeleton, q), places), axis=2)
    error[weight == 0] = np.nan
    return Fit(q=q, error_m=error)


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
    for _ in range(SETTLING_ROUNDS):
        kinematics = forward_kinematics(skeleton, fit_markers(skeleton, settled, few).q)
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


@dataclass(frozen=True, kw_only=True)
class _Places:
    """Where the m markers sit and which of the nv coordinates move them."""

    body: npt.NDArray[np.int64]
    """(m,) places of the bodies that carry them."""
    local_m: FloatArray
    """(m, 3) in the frames of those bodies."""
    moved: FloatArray
    """(nv, m) 1 where a coordinate moves a marker."""
    above: FloatArray
    """(nv, nv) 1 in row i, column j where all that coordinate j moves is moved by coordinate i too."""
    once: FloatArray
    """(nv, nv) the same without the pairs of one body, which stand there both ways."""


def _places_of(skeleton: Skeleton, markers: Sequence[TrackedMarker]) -> _Places:
    """Lay out the markers for _normal_equations."""
    body = np.array([skeleton.body_index(marker.body) for marker in markers])
    above = np.array([moving_coordinates(skeleton, int(own)) for own in skeleton.model.dof_bodyid]).T.astype(np.float64)
    return _Places(
        body=body,
        local_m=np.array([marker.local_m for marker in markers]),
        moved=np.array([moving_coordinates(skeleton, int(one)) for one in body]).T.astype(np.float64),
        above=above,
        once=above * (1.0 - above.T),
    )


def _placed(kinematics: Kinematics, places: _Places) -> FloatArray:
    """(n, m, 3) lab positions of the markers on the skeleton."""
    turned = kinematics.rotation[:, places.body]
    placed: FloatArray = kinematics.position_m[:, places.body] + sum(turned[..., i] * places.local_m[:, i, None] for i in range(3))
    return placed


def _without_whole_turns(skeleton: Skeleton, q: FloatArray) -> FloatArray:
    """The same poses (n, nv) with angles that don't jump by whole turns between frames and lie within half a turn of zero (median).

    A wrong first guess (a foot whose few markers were mixed up for a frame) can reach the right pose a whole turn away.
    """
    hinge = skeleton.model.jnt_type == mujoco.mjtJoint.mjJNT_HINGE
    steady = q.copy()
    steady[:, hinge] = np.unwrap(q[:, hinge], axis=0)
    steady[:, hinge] -= 2.0 * np.pi * np.round(np.median(steady[:, hinge], axis=0) / (2.0 * np.pi))
    return steady


def _descend(skeleton: Skeleton, places: _Places, q: FloatArray, target_m: FloatArray, weight: FloatArray) -> FloatArray:
    """Levenberg-Marquardt over all frames at once, each with its own damping; returns the best (n, nv)."""
    best = q.copy()
    lowest = np.full(len(q), np.inf)
    damping = np.full(len(q), FIRST_DAMPING)
    normal = np.zeros((len(q), q.shape[1], q.shape[1]))
    gradient = np.zeros_like(q)
    trial, active = q.copy(), np.arange(len(q))
    steps = 0
    while len(active) > 0 and steps < MOST_STEPS:
        steps += 1
        new_normal, new_gradient, cost = _normal_equations(skeleton, places, trial[active], target_m[active], weight[active])
        better = cost < lowest[active]
        won = active[better]
        gained = lowest[won] - cost[better]
        best[won], lowest[won] = trial[won], cost[better]
        normal[won], gradient[won] = new_normal[better], new_gradient[better]
        damping[active] *= np.where(better, 0.1, 10.0)
        settled = np.zeros(len(q), dtype=bool)
        settled[won] = gained < COST_TOLERANCE * lowest[won]
        settled[active] |= damping[active] > MOST_DAMPING
        active = active[~settled[active]]
        diagonal = np.einsum("nii->ni", normal[active])
        damped = normal[active] + np.einsum("ni,ij->nij", damping[active, None] * diagonal + RIDGE, np.eye(q.shape[1]))
        trial[active] = best[active] + np.linalg.solve(damped, gradient[active, :, None])[:, :, 0]
    return best


def _normal_equations(
    skeleton: Skeleton, places: _Places, q: FloatArray, target_m: FloatArray, weight: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """J'WJ (n, nv, nv), J'W(target - placed) (n, nv) and the weighted squared distance (n,) of every frame.

    As in the composite-rigid-body algorithm (Featherstone 2008, ch. 6), with marker weights for masses: a coordinate's twist about the
    pelvis, times the weight W, first moment m and second moment M of all markers it moves, gives their pull on each coordinate above it.
    """
    kinematics = forward_kinematics(skeleton, q)
    slide = (skeleton.model.jnt_type == mujoco.mjtJoint.mjJNT_SLIDE)[None, :, None]
    about = kinematics.position_m[:, skeleton.body_index("pelvis"), None]
    placed = _placed(kinematics, places)
    arm, left = placed - about, target_m - placed
    pull = weight[..., None] * left
    spin = np.where(slide, 0.0, kinematics.axis)
    shift = np.where(slide, kinematics.axis, _cross(kinematics.axis, about - kinematics.anchor_m))
    weighted = weight[..., None] * arm
    second = weighted[..., :, None] * arm[..., None, :]
    parts = (weight[..., None], weighted, second.reshape(*weight.shape, 9), pull, _cross(arm, pull))
    carried = places.moved @ np.concatenate(parts, axis=2)
    total, first, second = carried[..., :1], carried[..., 1:4], carried[..., 4:13]
    turned = sum(second[..., 3 * i : 3 * i + 3] * spin[..., i, None] for i in range(3))
    force = total * shift + _cross(spin, first)
    torque = _cross(first, shift) + (second[..., 0] + second[..., 4] + second[..., 8])[..., None] * spin - turned
    twist = np.concatenate([spin, shift], axis=2)
    pairs = twist @ np.swapaxes(np.concatenate([torque, force], axis=2), 1, 2)
    normal = pairs * places.above + np.swapaxes(pairs * places.once, 1, 2)
    gradient = np.sum(shift * carried[..., 13:16] + spin * carried[..., 16:19], axis=2)
    return normal, gradient, np.sum(pull * left, axis=(1, 2))


def _cross(a: FloatArray, b: FloatArray) -> FloatArray:
    """Cross product along the last axis; several times faster than numpy.cross on stacks."""
    x = a[..., 1] * b[..., 2] - a[..., 2] * b[..., 1]
    y = a[..., 2] * b[..., 0] - a[..., 0] * b[..., 2]
    z = a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    return np.stack([x, y, z], axis=-1)


def _first_guess(skeleton: Skeleton, markers: Sequence[TrackedMarker], seen_m: FloatArray) -> FloatArray:
    """(n, nv) coordinates from fitting every body with three markers on its own, then reading the angles between neighbours."""
    rotation: dict[str, FloatArray] = {}
    guess: dict[str, FloatArray] = {}
    for name in sorted({marker.body for marker in markers}):
        places = [place for place, marker in enumerate(markers) if marker.body == name]
        if len(places) >= 3:
            rotation[name], origin = fit_rigid(np.array([markers[place].local_m for place in places]), seen_m[:, places])
            if name == "pelvis":
                guess |= dict(zip(("pelvis_tx", "pelvis_ty", "pelvis_tz"), origin.T, strict=True))
    if "pelvis" in rotation:
        guess |= _three(("pelvis_tilt", "pelvis_list", "pelvis_rotation"), rotation["pelvis"], 1.0)
        if "torso" in rotation:
            guess |= _three(("lumbar_extension", "lumbar_bending", "lumbar_rotation"), _between(rotation, "pelvis", "torso"), 1.0)
    for side in SIDES:
        s, outward = SUFFIX[side], 1.0 if side == "right" else -1.0
        femur, tibia, calcn, humerus, radius = (f"{bone}{s}" for bone in ("femur", "tibia", "calcn", "humerus", "radius"))
        if {"pelvis", femur} <= rotation.keys():
            names = (f"hip_flexion{s}", f"hip_adduction{s}", f"hip_rotation{s}")
            guess |= _three(names, _between(rotation, "pelvis", femur), outward)
        if {femur, tibia} <= rotation.keys():
            guess[f"knee_flexion{s}"] = -_turn_about_z(_between(rotation, femur, tibia))
        if {tibia, calcn} <= rotation.keys():
            guess[f"ankle_angle{s}"] = _turn_about_z(_between(rotation, tibia, calcn))
        if {"torso", humerus} <= rotation.keys():
            guess |= _three((f"arm_flex{s}", f"arm_add{s}", f"arm_rot{s}"), _between(rotation, "torso", humerus), outward)
        if {humerus, radius} <= rotation.keys():
            guess[f"elbow_flex{s}"] = _turn_about_z(_between(rotation, humerus, radius))
    q = np.zeros((len(seen_m), len(skeleton.coordinates)))
    for place, name in enumerate(skeleton.coordinates):
        if name in guess:
            q[:, place] = _bridged(guess[name])
    return q


def _between(rotation: dict[str, FloatArray], parent: str, child: str) -> FloatArray:
    """(n, 3, 3) rotation of a child body seen from its parent."""
    seen: FloatArray = np.swapaxes(rotation[parent], 1, 2) @ rotation[child]
    return seen


def _three(names: tuple[str, str, str], rotation: FloatArray, outward: float) -> dict[str, FloatArray]:
    """Z-X-Y angles by coordinate name; X and Y mirrored on the left."""
    angles = angles_zxy(rotation)
    return {names[0]: angles[:, 0], names[1]: outward * angles[:, 1], names[2]: outward * angles[:, 2]}


def _turn_about_z(rotation: FloatArray) -> FloatArray:
    """(n,) angle about Z nearest to a rotation (rad)."""
    angle: FloatArray = np.arctan2(rotation[:, 1, 0] - rotation[:, 0, 1], rotation[:, 0, 0] + rotation[:, 1, 1])
    return angle


def _bridged(values: FloatArray) -> FloatArray:
    """A first guess without holes: frames with too few markers take their neighbours' straight line."""
    known = np.isfinite(values)
    if not known.any():
        return np.zeros_like(values)
    frames = np.arange(len(values))
    return np.interp(frames, frames[known], np.unwrap(values[known]))
