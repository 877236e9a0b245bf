"""The way of a repetition, kept for a while: set-ups that differ in their resistance alone mostly move alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ...physics.closed_chain import Pin, Trajectory, solve_path, solve_pose
from ...physics.inverse_dynamics import moments_without_outer_forces
from ...physics.skeleton import Skeleton
from .tempo import Progress

FloatArray = npt.NDArray[np.float64]
WAYS_KEPT = 4


@dataclass(frozen=True, kw_only=True)
class Way:
    """A movement, and what it asks before any force from outside helps."""

    movement: Trajectory
    moments_nm: FloatArray
    """(n, nv) generalised forces (Nm, N) of inertia and weight; not to be written to."""


@dataclass(frozen=True)
class _Asked:
    """What a pose or a way is solved from; two are equal where every number is."""

    model: object
    """The skeleton's, equal to itself alone."""
    dependent: tuple[str, ...]
    held: tuple[tuple[str, bytes, tuple[tuple[str, float], ...]], ...]
    numbers: tuple[bytes, ...]
    skeleton: Skeleton = field(compare=False)
    pins: tuple[Pin, ...] = field(compare=False)
    arrays: tuple[FloatArray, ...] = field(compare=False)
    """Where poses are sought; for a way the path, then share, rate and acceleration of the progress."""


def poses_near(skeleton: Skeleton, guess: FloatArray, *, dependent: Sequence[str], pins: Sequence[Pin]) -> FloatArray:
    """(k, nv) poses that keep all pins in place; see solve_pose."""
    return _poses(_asked(skeleton, (guess,), dependent, pins)).copy()


def way_along(skeleton: Skeleton, path: FloatArray, progress: Progress, *, dependent: Sequence[str], pins: Sequence[Pin]) -> Way:
    """Move along the polynomials of a path, held points kept exactly in place.

    Args:
        skeleton: The skeleton.
        path: (nodes, nv) coordinates as polynomials of the share of the way, lowest power first.
        progress: How far along it a repetition is.
        dependent: Coordinates that keep the pins.
        pins: Points held in place.

    Raises:
        UnreachablePoseError: If held points can't be kept on the way.
    """
    return _way(_asked(skeleton, (path, progress.share, progress.rate, progress.acceleration), dependent, pins))


def _asked(skeleton: Skeleton, arrays: tuple[FloatArray, ...], dependent: Sequence[str], pins: Sequence[Pin]) -> _Asked:
    return _Asked(
        model=skeleton.model,
        dependent=tuple(dependent),
        held=tuple((pin.body, pin.local_m.tobytes(), tuple(pin.hold.items())) for pin in pins),
        numbers=tuple(values.tobytes() for values in arrays),
        skeleton=skeleton,
        pins=tuple(pins),
        arrays=arrays,
    )


@lru_cache(maxsize=WAYS_KEPT)
def _poses(asked: _Asked) -> FloatArray:
    return solve_pose(asked.skeleton, asked.arrays[0], dependent=asked.dependent, pins=asked.pins)


@lru_cache(maxsize=WAYS_KEPT)
def _way(asked: _Asked) -> Way:
    path, share, rate, change = asked.arrays[0], *(values[:, None] for values in asked.arrays[1:])
    powers = np.arange(len(path))
    at = share**powers
    slope = powers * share ** np.maximum(powers - 1, 0)
    bend = powers * (powers - 1) * share ** np.maximum(powers - 2, 0)
    movement = solve_path(
        asked.skeleton,
        at @ path,
        velocity=rate * (slope @ path),
        acceleration=rate**2 * (bend @ path) + change * (slope @ path),
        dependent=asked.dependent,
        pins=asked.pins,
    )
    moments = moments_without_outer_forces(asked.skeleton, q=movement.q, velocity=movement.velocity, acceleration=movement.acceleration)
    moments.setflags(write=False)
    return Way(movement=movement, moments_nm=moments)
