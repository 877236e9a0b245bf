"""Forces of least sum of squares that fulfil linear equations, many frames at once."""

import numpy as np

from ...arrays import FloatArray

WELL_CONDITIONED = 1e10
"""Condition of A W A' up to which least forces are solved from it."""


def least_force(A: FloatArray, b: FloatArray, weights: FloatArray) -> FloatArray:
    """(n, 3k) forces of least sum |f|^2 / w with A f = b: W A' (A W A')^-1 b; least-squares where A has not full rank."""
    weighted = weights[:, None] * np.swapaxes(A, 1, 2)
    square = A @ weighted
    try:
        inverse = np.linalg.inv(square)
    except np.linalg.LinAlgError:
        inverse = np.full_like(square, np.inf)
    good = (square**2).sum(axis=(1, 2)) * (inverse**2).sum(axis=(1, 2)) < WELL_CONDITIONED**2
    forces = np.empty((len(A), A.shape[2]))
    if good.any():
        part = slice(None) if good.all() else good
        estimate = weighted[part] @ (inverse[part] @ b[part, :, None])
        missed = b[part, :, None] - A[part] @ estimate
        forces[part] = (estimate + weighted[part] @ (inverse[part] @ missed))[:, :, 0]
    if not good.all():
        root = np.sqrt(weights)
        forces[~good] = root * (np.linalg.pinv(A[~good] * root, rcond=1e-9) @ b[~good, :, None])[:, :, 0]
    return forces
