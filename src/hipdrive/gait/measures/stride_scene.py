"""StrideScene: everything a measure may look at, and how it is read at an instant or over a stride."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...motion import ForcePlate
from ..movement.movement import Movement
from ..movement.posture import Posture, posture_of
from ..movement.stride import Stride, even_instants_s, normalised
from .ground import GroundCourse


@dataclass(frozen=True, kw_only=True)
class StrideScene:
    """A run as measures see it."""

    movement: Movement
    posture: Posture
    ground: GroundCourse
    """How the ground goes backwards: a belt, or a floor that stands still."""
    plates: Sequence[ForcePlate]
    """Force plates as recorded, X forward, Y up, Z right; empty without."""

    def at(self, time_s: float, values: FloatArray) -> float:
        """A signal (n,) at an instant (s), in its own unit."""
        return float(np.interp(time_s, self.movement.time_s, values))

    def between(self, start_s: float, end_s: float, values: FloatArray, *, points: int = 201) -> FloatArray:
        """A signal (n,) at even steps (points,) from one instant to another (s)."""
        return np.interp(even_instants_s(start_s, end_s, points), self.movement.time_s, values)

    def over(self, stride: Stride, values: FloatArray, *, points: int = 501) -> FloatArray:
        """A signal (n,) at even steps (points,) over a stride, on the clock of the low-passed curves."""
        return normalised(self.movement.time_s, values, stride, points=points)

    def rate(self, values: FloatArray) -> FloatArray:
        """(n,) rate of change of a signal, in its unit a second."""
        return np.gradient(values, self.movement.time_s)


def stride_scene(movement: Movement, *, ground: GroundCourse, plates: Sequence[ForcePlate] = ()) -> StrideScene:
    """Prepare a run for measuring.

    Args:
        movement: The run.
        ground: How the ground goes backwards (`ground_of`).
        plates: Force plates of the recording, for what needs their own samples.
    """
    return StrideScene(movement=movement, posture=posture_of(movement), ground=ground, plates=plates)
