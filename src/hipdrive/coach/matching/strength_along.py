"""What hips give along a movement, frame by frame, as solved loads are judged: handed to rooms that do not know capacity."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...arrays import BoolArray, FloatArray
from ...body import Side
from ...capacity import CapacityBand
from ...curve import DEGREE, ISOMETRIC_BELOW_RAD_S, Action, Mode
from ...exercise.tune.strength_left import SIGNS, HipPath
from ...training import Gap
from ...training.match.grid import GRID_DEG, MODES


@dataclass(frozen=True, kw_only=True)
class CentralStrength:
    """The central estimate of strength of both hips with the knee, direction and speed of each frame."""

    gaps: Sequence[Gap]

    def __call__(self, side: Side, action: Action, hip: HipPath) -> FloatArray:
        """(n,) Nm/kg that a hip gives in each frame, magnitude; inf where unknown."""
        gap = next(gap for gap in self.gaps if (gap.side, gap.action) == (side, action))
        velocity = SIGNS[action] * hip.velocity_rad_s
        frames_of: dict[Mode, BoolArray] = {
            "isometric": np.abs(velocity) < ISOMETRIC_BELOW_RAD_S,
            "concentric": velocity >= ISOMETRIC_BELOW_RAD_S,
            "eccentric": velocity <= -ISOMETRIC_BELOW_RAD_S,
        }
        place = np.rint(hip.angle_rad / DEGREE).astype(np.int64) - GRID_DEG[0]
        on_grid = (place >= 0) & (place < len(GRID_DEG))
        strength = np.full(len(place), np.inf)
        for band in gap.bands:
            known = gap.known[MODES.index(band.mode)][np.clip(place, 0, len(GRID_DEG) - 1)]
            frames = np.flatnonzero(frames_of[band.mode] & on_grid & known)
            strength[frames] = _central(band, hip, frames)
        return np.where(strength > 0.0, strength, np.inf)


def _central(band: CapacityBand, hip: HipPath, frames: npt.NDArray[np.intp]) -> FloatArray:
    """Strength in some frames; as drawn where a band stands for every knee."""
    angle = hip.angle_rad[frames]
    if band.strength is None:
        return np.asarray(np.interp(angle, band.centre.angle_rad, np.abs(band.centre.moment_nm_kg)))
    return band.strength.at(angle, knee_rad=hip.knee_rad[frames], mode=band.mode, speed_rad_s=np.abs(hip.velocity_rad_s[frames])).centre
