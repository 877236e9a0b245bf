"""What a band, cable, weight or sled does to the body in time."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray

LEAST_LENGTH_M = 1e-6
STANDS_STILL_M_S = 1e-9
"""Speeds below this have no direction, so friction has none either."""


@dataclass(frozen=True, kw_only=True)
class Pull:
    """What a band, cable, weight or sled does in time."""

    kind: str
    force_n: FloatArray
    """(n, 3) force on the body, lab."""
    point_m: FloatArray
    """(n, 3) where it acts, lab."""
    tension_n: FloatArray
    """(n,) size of the force."""
    length_m: FloatArray
    """(n,) from the fixed point, or the sled, to the body; 0 for a weight."""
    slack: npt.NDArray[np.bool_]
    """(n,) whether it hangs loose."""
    energy_j: FloatArray
    """(n,) energy stored in the band, or in height and speed of stack, weight or sled; its rate, plus loss_w, is drawn from the body."""
    elongation: FloatArray | None = None
    """(n,) stretch over rest length; None for a cable."""
    beyond_table: bool = False
    """Whether a band is stretched beyond the end of its table (the last value is held there)."""
    loss_w: FloatArray | None = None
    """(n,) power lost to friction; None where there is none to lose."""
    off_floor: bool = False
    """Whether the strap would lift a sled off the floor, where the law of its tension ends."""
    sled_at_m: FloatArray | None = None
    """(n,) where a sled is along X; None for everything else."""


def away_from(fixed_m: FloatArray, point_m: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Unit vectors (n, 3) away from a fixed point, and distances (n,)."""
    between = point_m - fixed_m
    length = np.maximum(np.linalg.norm(between, axis=1), LEAST_LENGTH_M)
    return between / length[:, None], length
