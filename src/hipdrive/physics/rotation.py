"""Rotations of many frames: building axes, fitting rigid bodies, and the Z-X-Y angles of pelvis, hips, back and shoulders."""

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


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


def fit_rigid(local_m: FloatArray, seen_m: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Fit a rigid body to markers, frame by frame (Soederkvist & Wedin 1993, by singular values).

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
    u, _, vt = np.linalg.svd(spread)
    u[:, :, 2] *= np.sign(np.linalg.det(u @ vt))[:, None]
    rotation = u @ vt
    origin = seen_centre - np.einsum("nij,nj->ni", rotation, local_centre)
    rotation[~enough] = np.nan
    origin[~enough] = np.nan
    return rotation, origin
