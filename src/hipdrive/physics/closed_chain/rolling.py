"""A straight limb that rolls on a ball, and the ball on the floor, both without slipping: where the ball is and what holds of the limb."""

from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray


@dataclass(frozen=True, kw_only=True)
class BallUnderLimb:
    """Ball and contact in time; the limb's long axis is y of its body, up the body."""

    radius_m: float
    centre_m: FloatArray
    """(n, 3) lab; as far aside as the point of the limb."""
    along_m: FloatArray
    """(n,) from the point of the limb to the contact, along the limb's y."""
    push: FloatArray
    """(n, 3) unit vector in which a ball without weight can push: from where it touches the floor to where it touches the limb."""


def rolling_constant_m(point_m: FloatArray, rotation: FloatArray, *, radius_m: float) -> float:
    """What stays the same while the limb rolls, for a pose (1, 3) and (1, 3, 3) in which it touches the ball in that point."""
    tilt = _tilt(rotation)[0]
    return float(point_m[0, 0] + radius_m * (np.sin(tilt) + tilt))


def ball_under(point_m: FloatArray, rotation: FloatArray, *, radius_m: float, constant_m: float) -> BallUnderLimb:
    """Where the ball is under a limb.

    With the limb's tilt f, its point (X, Y), the ball's radius r and centre (x, r): the contact is a = (x - X) cos f + (r - Y) sin f along
    the limb. Rolling on the floor the ball turns by -dx/r; rolling along the limb it turns by (da + r df)/r: so a + x + r f stays the same.

    Args:
        point_m: (n, 3) a point of the limb's surface.
        rotation: (n, 3, 3) of the limb.
        radius_m: Of the ball.
        constant_m: See rolling_constant_m.
    """
    tilt, (x, y, z) = _tilt(rotation), point_m.T
    cos, sin = np.cos(tilt), np.sin(tilt)
    centre = (constant_m - radius_m * tilt + x * cos - (radius_m - y) * sin) / (1.0 + cos)
    return BallUnderLimb(
        radius_m=radius_m,
        centre_m=np.stack([centre, np.full_like(x, radius_m), z], axis=1),
        along_m=(centre - x) * cos + (radius_m - y) * sin,
        push=np.stack([-np.sin(0.5 * tilt), np.cos(0.5 * tilt), np.zeros_like(tilt)], axis=1),
    )


def rolling_error(point_m: FloatArray, rotation: FloatArray, *, radius_m: float, constant_m: float) -> FloatArray:
    """(n,) how far (m) the limb is from lying on the ball: g = Y - 2 r + tan(f/2) (constant - r f - X), from ball_under without x."""
    tilt, (x, y, _) = _tilt(rotation), point_m.T
    error: FloatArray = y - 2.0 * radius_m + np.tan(0.5 * tilt) * (constant_m - radius_m * tilt - x)
    return error


def rolling_slopes(point_m: FloatArray, rotation: FloatArray, *, radius_m: float, constant_m: float) -> FloatArray:
    """(n, 3) how rolling_error changes with X, Y and f."""
    tilt, half = _tilt(rotation), np.tan(0.5 * _tilt(rotation))
    left = constant_m - radius_m * tilt - point_m[:, 0]
    return np.stack([-half, np.ones_like(half), 0.5 * (1.0 + half**2) * left - radius_m * half], axis=1)


def rolling_bends(point_m: FloatArray, rotation: FloatArray, rate: FloatArray, *, radius_m: float, constant_m: float) -> FloatArray:
    """(n,) second time derivative of rolling_error at rates (n, 3) of X, Y and f that do not change."""
    tilt, half = _tilt(rotation), np.tan(0.5 * _tilt(rotation))
    left = constant_m - radius_m * tilt - point_m[:, 0]
    slope = 0.5 * (1.0 + half**2)
    x, _, turning = rate.T
    bends: FloatArray = -2.0 * slope * x * turning + (half * slope * left - 2.0 * slope * radius_m) * turning**2
    return bends


def _tilt(rotation: FloatArray) -> FloatArray:
    """(n,) angle (rad) of the limb's y over the lab's X."""
    tilt: FloatArray = np.arctan2(rotation[:, 1, 1], rotation[:, 0, 1])
    return tilt
