"""CapacityBand: what a hip can give over angle, between the lowest and the highest that tests and literature allow."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...body import Side
from ...curve import Action, Mode, MomentCurve
from ...errors import ValueOutOfRangeError
from ...note import Note

Basis = Literal["test", "prior"]


@dataclass(frozen=True, kw_only=True)
class CapacityBand:
    """Capacity of one side, action and mode."""

    side: Side
    action: Action
    mode: Mode
    low: MomentCurve
    """The least the hip is thought to give (smaller magnitude)."""
    high: MomentCurve
    """The most the hip is thought to give, on the same angles."""
    valid_low_rad: float
    """Lower end of the angles where the sources hold (rad)."""
    valid_high_rad: float
    """Upper end of the angles where the sources hold (rad)."""
    basis: Basis
    """'test' of this very side, or 'prior': a guess."""
    source: str
    notes: tuple[Note, ...] = ()
    """Named doubts."""

    def __post_init__(self) -> None:
        same = len(self.low.angle_rad) == len(self.high.angle_rad) and np.allclose(self.low.angle_rad, self.high.angle_rad)
        if not same or np.any(np.abs(self.high.moment_nm_kg) < np.abs(self.low.moment_nm_kg) - 1e-12):
            raise ValueOutOfRangeError("the low edge of a capacity band", "above the high edge", "at or below it at the same angles")
