"""Inverse kinematics of all frames at once: the coordinates that bring the skeleton's markers nearest to the measured ones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import mujoco
import numpy as np
import numpy.typing as npt

from ..body import SIDES
from ..body.joints import SUFFIX
from .calibration import TrackedMarker
from .kinematics import Kinematics, forward_kinematics, moving_coordinates
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
swinging arm doesn't bend the hip. Published OpenSim set-ups (Rajagopal 2016) rank pelvis, legs and arms alike."""
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
    steps: int
    """Gauss-Newton steps taken."""


def fit_markers(skeleton: Skeleton, markers: Sequence[TrackedMarker], seen_m: FloatArray) -> Fit:
    """Fit the skeleton to markers in all frames by weighted least squares (Lu & O'Connor 1999), Gauss-Newton from segment-wise rigid fits.

    Args:
        skeleton: The scaled skeleton.
        markers: m markers on its bodies.
        seen_m: (n, m, 3) measured positions in the lab frame; NaN where missing (weight zero).

    Returns:
        Coordinates of every frame and the distance left at each marker.
    """
    q = _first_guess(skeleton, markers, seen_m)
    by_body = _grouped(skeleton, markers)
    share = np.array([MARKER_WEIGHT.get(marker.body, OTHER_WEIGHT) for marker in markers])
    weight = np.all(np.isfinite(seen_m), axis=2) * share
    target = np.where(weight[..., None] > 0, seen_m, 0.0)
    q, steps = _descend(skeleton, by_body, q, target, weight)
    kinematics = forward_kinematics(skeleton, q)
    error = np.full(weight.shape, np.nan)
    for body, (places, local) in by_body.items():
        error[:, places] = np.linalg.norm(target[:, places] - _placed(kinematics, body, local), axis=2)
    error[weight == 0] = np.nan
    return Fit(q=q, error_m=error, steps=steps)


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


_Group = tuple[npt.NDArray[np.int64], FloatArray]


def _grouped(skeleton: Skeleton, markers: Sequence[TrackedMarker]) -> dict[int, _Group]:
    """Markers by body: their places (k,) in the list and their local positions (k, 3)."""
    places: dict[int, list[int]] = {}
    for place, marker in enumerate(markers):
        places.setdefault(skeleton.body_index(marker.body), []).append(place)
    return {body: (np.array(rows), np.array([markers[row].local_m for row in rows])) for body, rows in places.items()}


def _placed(kinematics: Kinematics, body: int, local_m: FloatArray) -> FloatArray:
    """(n, k, 3) lab positions of k points of one body."""
    placed: FloatArray = kinematics.position_m[:, body, None] + local_m @ np.swapaxes(kinematics.rotation[:, body], 1, 2)
    return placed


def _descend(
    skeleton: Skeleton, by_body: dict[int, _Group], q: FloatArray, target_m: FloatArray, weight: FloatArray
) -> tuple[FloatArray, int]:
    """Levenberg-Marquardt over all frames at once, each with its own damping; returns the best (n, nv) and the steps taken."""
    best = q.copy()
    lowest = np.full(len(q), np.inf)
    damping = np.full(len(q), FIRST_DAMPING)
    normal = np.zeros((len(q), q.shape[1], q.shape[1]))
    gradient = np.zeros_like(q)
    trial, active = q.copy(), np.arange(len(q))
    steps = 0
    while len(active) > 0 and steps < MOST_STEPS:
        steps += 1
        new_normal, new_gradient, cost = _normal_equations(skeleton, by_body, trial[active], target_m[active], weight[active])
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
    return best, steps


def _normal_equations(
    skeleton: Skeleton, by_body: dict[int, _Group], q: FloatArray, target_m: FloatArray, weight: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """J'WJ (n, nv, nv), J'W(target - placed) (n, nv) and the weighted squared distance (n,) of every frame."""
    kinematics = forward_kinematics(skeleton, q)
    slide = skeleton.model.jnt_type == mujoco.mjtJoint.mjJNT_SLIDE
    n, nv = q.shape
    normal, gradient, cost = np.zeros((n, nv, nv)), np.zeros((n, nv)), np.zeros(n)
    for body, (places, local) in by_body.items():
        moving = np.flatnonzero(moving_coordinates(skeleton, body))
        placed = _placed(kinematics, body, local)
        axis = kinematics.axis[:, None, moving, :]
        turned = _cross(axis, placed[:, :, None, :] - kinematics.anchor_m[:, None, moving, :])
        root = np.sqrt(weight[:, places])
        columns = np.where(slide[moving][None, None, :, None], axis, turned) * root[:, :, None, None]
        jacobian = np.swapaxes(columns, 2, 3).reshape(n, 3 * len(places), len(moving))
        left = ((target_m[:, places] - placed) * root[..., None]).reshape(n, -1)
        transposed = np.swapaxes(jacobian, 1, 2)
        normal[:, moving[:, None], moving] += transposed @ jacobian
        gradient[:, moving] += (transposed @ left[:, :, None])[:, :, 0]
        cost += np.einsum("ni,ni->n", left, left)
    return normal, gradient, cost


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
    for body, (places, local) in _grouped(skeleton, markers).items():
        name = skeleton.bodies[body]
        if len(places) >= 3:
            rotation[name], origin = fit_rigid(local, seen_m[:, places])
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
