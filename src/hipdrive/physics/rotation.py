"""Rotations of many frames: building axes, fitting rigid bodies, and the Z-X-Y angles of pelvis, hips, back and shoulders."""

import numpy as np

from ..arrays import FloatArray

POLAR_STEPS = 12
"""Enough for markers in a band a thousand times as long as wide; half as many do for most bodies."""
POLAR_TOLERANCE = 1e-14
NOT_A_ROTATION = 1e-9
"""A result whose determinant is further from 1 than this is computed from singular values instead."""


def about_z(angle_rad: float) -> FloatArray:
    """(3, 3) rotation about Z: flexion, dorsiflexion, backward pelvic tilt positive."""
    c, s = np.cos(angle_rad), np.sin(angle_rad)
    return np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])


def angles_zxy(rotation: FloatArray) -> FloatArray:
    """Angles (..., 3) about Z, then X, then Y (rad), of rotations (..., 3, 3) = Rz Rx Ry: OpenSim's order for pelvis and hip."""
    z = np.arctan2(-rotation[..., 0, 1], rotation[..., 1, 1])
    x = np.arcsin(np.clip(rotation[..., 2, 1], -1.0, 1.0))
    y = np.arctan2(-rotation[..., 2, 0], rotation[..., 2, 2])
    return np.stack([z, x, y], axis=-1)


def axes_from_up_and_right(up: FloatArray, right: FloatArray) -> FloatArray:
    """(3, 3) rotation whose columns are X, Y, Z: Y along up exactly, Z as near to right as possible."""
    y = up / np.linalg.norm(up)
    z = right - (right @ y) * y
    z /= np.linalg.norm(z)
    return np.stack([np.cross(y, z), y, z], axis=1)


def axes_of_frames(up: FloatArray, right: FloatArray) -> FloatArray:
    """(n, 3, 3) rotations whose columns are X, Y, Z: Y along up (n, 3) exactly, Z as near to right (n, 3) as possible."""
    y = unit(up)
    z = unit(right - np.sum(right * y, axis=-1, keepdims=True) * y)
    return np.stack([np.cross(y, z), y, z], axis=-1)


def unit(vector: FloatArray) -> FloatArray:
    """Vectors (..., 3) at length one."""
    scaled: FloatArray = vector / np.linalg.norm(vector, axis=-1, keepdims=True)
    return scaled


def fit_rigid(local_m: FloatArray, seen_m: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Fit a rigid body to markers, frame by frame (Soederkvist & Wedin 1993).

    Args:
        local_m: (k, 3) markers in the body's frame.
        seen_m: (n, k, 3) markers in the lab; NaN where missing.

    Returns:
        Rotations (n, 3, 3) and origins (n, 3); NaN for frames in which fewer than three markers are seen.
    """
    seen = np.all(np.isfinite(seen_m), axis=2).astype(np.float64)
    enough = seen.sum(axis=1) >= 3
    weight = seen / np.maximum(seen.sum(axis=1), 1.0)[:, None]
    filled = np.where(seen[..., None] > 0, seen_m, 0.0)
    local_centre = weight @ local_m
    seen_centre = np.einsum("nk,nkj->nj", weight, filled)
    local_spread = local_m[None] - local_centre[:, None]
    spread = np.einsum("nk,nki,nkj->nij", seen, filled - seen_centre[:, None], local_spread)
    rotation = np.moveaxis(nearest_rotation(np.moveaxis(spread, 0, 2)), 2, 0).copy()
    origin = seen_centre - np.einsum("nij,nj->ni", rotation, local_centre)
    rotation[~enough] = np.nan
    origin[~enough] = np.nan
    return rotation, origin


def nearest_rotation(matrix: FloatArray) -> FloatArray:
    """Rotations nearest to matrices, as for the scatter of measured (row) against local (column) markers.

    Newton's iteration for the polar factor (Higham 1986), scaled by the determinant; markers in a plane leave one direction open, which
    the matrix of cofactors gives. Markers in a line go through singular values.

    Args:
        matrix: (3, 3, ...) matrices.

    Returns:
        (3, 3, ...) rotations.
    """
    size = np.sqrt(np.sum(matrix**2, axis=(0, 1)))
    x = matrix / np.where(size > 0.0, size, 1.0)
    x += _cofactors(x)
    for _ in range(POLAR_STEPS):
        cofactors = _cofactors(x)
        determinant = np.sum(x[0] * cofactors[0], axis=0)
        solid = np.abs(determinant) > np.finfo(np.float64).tiny
        scale = np.where(solid, np.cbrt(determinant), 1.0)
        previous, x = x, 0.5 * (x / scale + cofactors / scale**2)
        if np.abs(x - previous).max(initial=0.0) < POLAR_TOLERANCE:
            break
    odd = ~(np.abs(np.sum(x[0] * _cofactors(x)[0], axis=0) - 1.0) < NOT_A_ROTATION)
    known = np.isfinite(size)  # beyond it there is no rotation: numbers too large to be squared, or none
    x[:, :, ~known] = np.nan
    odd &= known
    if odd.any():
        u, _, vt = np.linalg.svd(np.moveaxis(matrix[:, :, odd], 2, 0))
        u[:, :, 2] *= np.sign(np.linalg.det(u @ vt))[:, None]
        x[:, :, odd] = np.moveaxis(u @ vt, 0, 2)
    return x


def _cofactors(matrix: FloatArray) -> FloatArray:
    """(3, 3, ...) cofactors: the inverse transposed times the determinant."""
    a, b, c = matrix
    return np.stack([cross_first(b, c), cross_first(c, a), cross_first(a, b)])


def cross_first(a: FloatArray, b: FloatArray) -> FloatArray:
    """Cross products of stacks (3, ...) along the first axis; several times faster than numpy.cross."""
    return np.stack([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]])


def product_first(a: FloatArray, b: FloatArray) -> FloatArray:
    """(3, c, ...) matrix products of stacks (3, 3, ...) and (3, c, ...) along the first axes."""
    product: FloatArray = a[:, 0, None] * b[0]
    product += a[:, 1, None] * b[1]
    product += a[:, 2, None] * b[2]
    return product
