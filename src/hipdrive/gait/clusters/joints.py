"""Joint centres and axes found by movement alone: where two rigid clusters turn about each other."""

from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ..intake.cluster_poses import Pose

LEAST_TURN_RAD = np.radians(15.0)
"""Two clusters that turn against each other by less than this show no joint: our choice."""


@dataclass(frozen=True, kw_only=True)
class Joint:
    """A joint between an upper and a lower cluster."""

    in_upper_m: FloatArray
    """(3,) m, its centre (of a hinge: a point of its axis) in the upper cluster."""
    in_lower_m: FloatArray
    """(3,) m, the same in the lower one."""
    axis_in_upper: FloatArray
    """(3,) direction about which the clusters turn most, towards the runner's right, in the upper cluster."""
    axis_in_lower: FloatArray
    """(3,) the same in the lower one."""
    rms_m: float
    """Root mean square distance between the centre as each of the clusters carries it."""
    turn_rad: float
    """Angle by which the lower cluster turns about that axis against the upper one, smallest to largest."""


def centre_of_rotation(upper: Pose, lower: Pose) -> Joint:
    """Find the point about which two bodies turn, fixed in neither beforehand: the symmetrical centre of rotation.

    Least squares of R1 c1 + t1 = R2 c2 + t2 over all frames.
    Source: Ehrig, Taylor, Duda & Heller 2006, J Biomech 39:2798 (SCoRE).

    Args:
        upper: Poses of the upper cluster, all known.
        lower: Poses of the lower cluster.
    """
    return _joint(upper, lower, hinge=False)


def axis_of_rotation(upper: Pose, lower: Pose) -> Joint:
    """Find the hinge about which two bodies turn: the symmetrical axis of rotation.

    The same least squares; along the axis any point does, so the one nearest to both clusters' middles is taken.
    Source: Ehrig, Taylor, Duda & Heller 2007, J Biomech 40:2150 (SARA).

    Args:
        upper: Poses of the upper cluster.
        lower: Poses of the lower cluster.
    """
    return _joint(upper, lower, hinge=True)


def _joint(upper: Pose, lower: Pose, *, hinge: bool) -> Joint:
    """Solve the normal equations; A'A = [[n I, -S], [-S', n I]] with S the sum of R1' R2, whose first singular pair is the axis."""
    n = len(upper.origin_m)
    relative = np.einsum("nji,njk->nik", upper.rotation, lower.rotation)
    total = relative.sum(axis=0)
    apart = lower.origin_m - upper.origin_m
    normal = np.block([[n * np.eye(3), -total], [-total.T, n * np.eye(3)]])
    right = np.concatenate(
        [np.einsum("nji,nj->i", upper.rotation, apart), -np.einsum("nji,nj->i", lower.rotation, apart)],
    )
    values, vectors = np.linalg.eigh(normal)
    # Segments that never turn against each other leave no rank; how far they turn refuses them.
    values = np.maximum(values, 1e-12 * n)
    kept = slice(1, None) if hinge else slice(None)
    solution = vectors[:, kept] @ ((vectors[:, kept].T @ right) / values[kept])
    u, _, vt = np.linalg.svd(total)
    towards_right = np.sign(float(np.mean(upper.rotation @ u[:, 0], axis=0)[2])) or 1.0
    return Joint(
        in_upper_m=solution[:3],
        in_lower_m=solution[3:],
        axis_in_upper=towards_right * u[:, 0],
        axis_in_lower=towards_right * vt[0],
        rms_m=float(np.sqrt(np.mean(np.sum((upper.point(solution[:3]) - lower.point(solution[3:])) ** 2, axis=1)))),
        turn_rad=_turn(relative, u, vt),
    )


def _turn(relative: FloatArray, u: FloatArray, vt: FloatArray) -> float:
    """Range of the angle about the main axis: of the second axis of one body seen in the plane of the other."""
    seen = np.einsum("ia,nij,bj->nab", u[:, 1:], relative, vt[1:])
    angle = np.unwrap(np.arctan2(seen[:, 1, 0] - seen[:, 0, 1], seen[:, 0, 0] + seen[:, 1, 1]))
    return float(np.ptp(angle))
