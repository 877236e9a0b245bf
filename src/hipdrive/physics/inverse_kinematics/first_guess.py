"""Where the marker fit starts: every body with three markers fitted on its own, then the angles between neighbours read off."""

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body.joints import SUFFIX
from ..rotation import angles_zxy, nearest_rotation, product_first
from ..skeleton import Skeleton
from .marker_sums import BodySums, MarkerTree, chunks, seen_sums

LEAST_MARKERS = 3
"""That fix how a body lies."""


def first_guess(tree: MarkerTree, seen_m: FloatArray) -> FloatArray:
    """(n, nv) coordinates from fitting every body with three markers on its own, then reading the angles between neighbours."""
    guess = np.concatenate([_rigid_guess(tree, seen_sums(tree, seen_m[part]), seen_m[part]) for part in chunks(len(seen_m))])
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
