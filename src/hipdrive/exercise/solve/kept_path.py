"""Movements along a path, kept for a while: set-ups that differ in their resistance alone mostly move alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from ...arrays import FloatArray
from ...physics.closed_chain import Pin, Trajectory, solve_path, solve_pose
from ...physics.inverse_dynamics import moments_without_outer_forces
from ...physics.read_only import lock
from ...physics.skeleton import Skeleton
from .tempo import PathProgress

MOST_KEPT, MOST_POSES_KEPT = 4, 12
"""Movements, and sets of key poses, that are kept: a set-up has up to three of these."""


@dataclass(frozen=True, kw_only=True)
class PathMovement:
    """A movement along a path, and the forces that it needs without any outer force; nothing in it can be written to."""

    trajectory: Trajectory
    moments_nm: FloatArray
    """(n, nv) generalised forces (Nm, N) of inertia and weight."""


@dataclass(frozen=True)
class _Problem:
    """What poses or a movement are solved from; two are equal where every number is."""

    model: object
    """The skeleton's, equal to itself alone."""
    dependent: tuple[str, ...]
    held: tuple[tuple[str, bytes, tuple[tuple[str, float], ...]], ...]
    numbers: tuple[bytes, ...]
    skeleton: Skeleton = field(compare=False)
    pins: tuple[Pin, ...] = field(compare=False)
    arrays: tuple[FloatArray, ...] = field(compare=False)
    """Where poses are sought; for a movement the path, then share, rate and acceleration of the progress."""


def poses_near(skeleton: Skeleton, guess: FloatArray, *, dependent: Sequence[str], pins: Sequence[Pin]) -> FloatArray:
    """(k, nv) poses that keep all pins in place, not to be written to; see solve_pose."""
    return _poses(_problem(skeleton, (guess,), dependent, pins))


def movement_along(
    skeleton: Skeleton, path: FloatArray, progress: PathProgress, *, dependent: Sequence[str], pins: Sequence[Pin]
) -> PathMovement:
    """Move along the polynomials of a path, held points kept exactly in place.

    Args:
        skeleton: The skeleton.
        path: (nodes, nv) coordinates as polynomials of the progress, lowest power first.
        progress: How far along it a repetition is.
        dependent: Coordinates that keep the pins.
        pins: Points held in place.

    Raises:
        UnreachablePoseError: If held points can't be kept somewhere on the path.
    """
    return _movement(_problem(skeleton, (path, progress.share, progress.rate, progress.acceleration), dependent, pins))


def _problem(skeleton: Skeleton, arrays: tuple[FloatArray, ...], dependent: Sequence[str], pins: Sequence[Pin]) -> _Problem:
    return _Problem(
        model=skeleton.model,
        dependent=tuple(dependent),
        held=tuple((pin.body, pin.local_m.tobytes(), (*pin.hold.items(), ("ball", pin.ball_radius_m))) for pin in pins),
        numbers=tuple(values.tobytes() for values in arrays),
        skeleton=skeleton,
        pins=tuple(pins),
        arrays=arrays,
    )


@lru_cache(maxsize=MOST_POSES_KEPT)
def _poses(problem: _Problem) -> FloatArray:
    poses = solve_pose(problem.skeleton, problem.arrays[0], dependent=problem.dependent, pins=problem.pins)
    lock(poses)
    return poses


@lru_cache(maxsize=MOST_KEPT)
def _movement(problem: _Problem) -> PathMovement:
    path, share, rate, change = problem.arrays[0], *(values[:, None] for values in problem.arrays[1:])
    powers = np.arange(len(path))
    at = share**powers
    slope = powers * share ** np.maximum(powers - 1, 0)
    bend = powers * (powers - 1) * share ** np.maximum(powers - 2, 0)
    trajectory = solve_path(
        problem.skeleton,
        at @ path,
        velocity=rate * (slope @ path),
        acceleration=rate**2 * (bend @ path) + change * (slope @ path),
        dependent=problem.dependent,
        pins=problem.pins,
    )
    moments = moments_without_outer_forces(
        problem.skeleton, q=trajectory.q, velocity=trajectory.velocity, acceleration=trajectory.acceleration
    )
    lock(moments, trajectory.q, trajectory.velocity, trajectory.acceleration)
    return PathMovement(trajectory=trajectory, moments_nm=moments)
