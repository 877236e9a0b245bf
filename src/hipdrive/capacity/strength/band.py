"""CapacityBand: what a hip can give over angle: the central estimate, and one standard deviation to either side."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...body import Side
from ...curve import Action, Mode, MomentCurve
from ...errors import ValueOutOfRangeError
from ...language import Text, en
from ...note import Note
from .strength import Strength

Basis = Literal["test", "log", "prior"]


@dataclass(frozen=True, kw_only=True)
class CapacityBand:
    """Capacity of one side, action and mode; its curves are drawn for the knee that norms are taken to have."""

    side: Side
    action: Action
    mode: Mode
    low: MomentCurve
    """One standard deviation below the centre (smaller magnitude)."""
    centre: MomentCurve
    """What is prescribed from, on the same angles."""
    high: MomentCurve
    """One standard deviation above, on the same angles."""
    passive: MomentCurve | None = None
    """The part of all three that stretched tissue gives without effort; None where it gives none."""
    strength: Strength | None = None
    """Behind the curves: strength at any knee and slow speed; None for curves that stand for every knee."""
    valid_low_rad: float
    """Lower end of the angles where the sources hold (rad)."""
    valid_high_rad: float
    """Upper end of the angles where the sources hold (rad)."""
    basis: Basis
    """'test' of this very side, 'log': learnt from its logged sets, or 'prior': a guess."""
    source: Text
    notes: tuple[Note, ...] = ()
    """Named doubts."""

    def __post_init__(self) -> None:
        low, centre = en("the low edge of a capacity band"), en("the centre of a capacity band")
        for inner, outer, name in ((self.low, self.centre, low), (self.centre, self.high, centre)):
            same = len(inner.angle_rad) == len(outer.angle_rad) and np.allclose(inner.angle_rad, outer.angle_rad)
            if not same or np.any(np.abs(outer.moment_nm_kg) < np.abs(inner.moment_nm_kg) - 1e-12):
                raise ValueOutOfRangeError(name, en("above what is beyond it"), en("at or below it at the same angles"))
