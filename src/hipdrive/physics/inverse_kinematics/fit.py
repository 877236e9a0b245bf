"""Inverse kinematics of all frames at once: the coordinates that bring the skeleton's markers nearest to the measured ones."""

from collections.abc import Sequence
from dataclasses import dataclass

import mujoco
import mujoco.batch
import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...body import SIDES, coordinate_of
from ...body.joints import SUFFIX
from ..calibration import ARM_COORDINATES, TrackedMarker
from ..skeleton import Skeleton
from .first_guess import first_guess
from .marker_equations import damped_step, marker_equations, placed_markers
from .marker_sums import BodySums, MarkerTree, chunks, marker_tree, seen_sums

MOST_STEPS = 40
COST_TOLERANCE = 1e-8
"""A frame is done when its next step is to lower its squared distance by less than this share; that step is still made."""
LEAST_GAIN_M2 = 1e-16
"""The same where markers fit so well that nothing but rounding is left of their distances."""
SHORT_STEP = 1e-3
"""Only a step shorter than this (rad, m) is made without evaluating its result."""
FIRST_DAMPING = 1e-3
DAMPING_FACTOR = 10.0
MOST_DAMPING = 1e6
"""A frame is done when even such short steps don't help."""


@dataclass(frozen=True, kw_only=True)
class MarkerFit:
    """Result of inverse kinematics."""

    q: FloatArray
    """(n, nv) coordinates (rad, m)."""
    error_m: FloatArray
    """(n, m) distance from each measured marker to its place on the skeleton; NaN where the marker is missing."""


def fit_markers(skeleton: Skeleton, markers: Sequence[TrackedMarker], seen_m: FloatArray, *, start: FloatArray | None = None) -> MarkerFit:
    """Fit the skeleton to markers in all frames by least squares (Lu & O'Connor 1999), from segment-wise rigid fits.

    Frames are fitted on their own, a chunk at a time, so that what is needed beside markers and result doesn't grow with the recording.

    Args:
        skeleton: The scaled skeleton.
        markers: m markers on its bodies.
        seen_m: (n, m, 3) measured positions in the lab frame; NaN where missing (weight zero).
        start: (n, nv) coordinates to start from (rad, m), where a fit of nearly the same markers is known.

    Returns:
        Coordinates of every frame and the distance left at each marker.
    """
    tree = marker_tree(skeleton, markers)
    q = _fitted(tree, seen_m, first_guess(tree, seen_m) if start is None else start)
    q = _without_whole_turns(skeleton, q)
    for side in SIDES:
        places_of_arm = [skeleton.index(name + SUFFIX[side]) for name in ARM_COORDINATES if name + SUFFIX[side] in skeleton.coordinates]
        over = _turned_over(q, places_of_arm, skeleton)
        if over.any() and not over.all():
            q[over[:, None] & np.isin(np.arange(q.shape[1]), places_of_arm)] = _from_neighbours(q[:, places_of_arm], over).ravel()
            q[over] = _fitted(tree, seen_m[over], q[over])
    error = np.empty(seen_m.shape[:2])
    for part in chunks(len(q)):
        error[part] = np.linalg.norm(seen_m[part] - placed_markers(tree, q[part]), axis=2)
    return MarkerFit(q=q, error_m=error)


def _fitted(tree: MarkerTree, seen_m: FloatArray, start: FloatArray) -> FloatArray:
    """(n, nv) coordinates of least squared distance, from a start."""
    q = np.empty_like(start)
    for part in chunks(len(q)):
        q[part] = _descend(tree, seen_sums(tree, seen_m[part]), start[part])
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
    q, frames = start.copy(), np.arange(len(start))
    best = trial = start
    damping = np.full(len(start), FIRST_DAMPING / DAMPING_FACTOR)
    kept = marker_equations(tree, sums, trial)
    for _ in range(MOST_STEPS):
        step = damped_step(tree, kept, damping)
        trial = best + step.T
        gain = np.sum(step * kept.gradient, axis=0)
        near = (gain < COST_TOLERANCE * kept.cost_m2 + LEAST_GAIN_M2) & (np.abs(step).max(axis=0) < SHORT_STEP)
        q[frames] = np.where(near[:, None], trial, best)
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
        q[frames] = best
    return q
