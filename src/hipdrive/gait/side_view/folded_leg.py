"""The near leg's mean stride: angles of its segments and paths of its points over the stride's phase."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ..clip.fold import Fold, fold
from ..clip.phase import StridePhase, stride_phase
from .near_leg import NearLeg

SEGMENTS = {"thigh": ("hip", "knee"), "shank": ("knee", "ankle")}
POINTS = 501
"""Even places over the stride at which the series are looked at."""


@dataclass(frozen=True, kw_only=True)
class FoldedLeg:
    """The mean stride of one leg."""

    leg: NearLeg
    phase: StridePhase
    angle: Mapping[str, Fold]
    """thigh, shank (rad against plumb, lower end ahead positive), foot (rad, toes over the heel positive), trunk where it was seen."""
    path: Mapping[str, Fold]
    """hip_x, hip_y, heel_x, heel_y, toe_x, toe_y (m), x forward and y up; a drift along the clip is taken out."""

    @property
    def stride_hz(self) -> float:
        """Strides a second."""
        return self.phase.stride_hz

    @property
    def strides(self) -> float:
        """Strides' worth of pictures."""
        return len(self.leg.time_s) / self.leg.frame_rate_hz * self.stride_hz


def folded(leg: NearLeg) -> FoldedLeg:
    """Lay all strides of a leg over one another.

    Args:
        leg: The near leg.

    Returns:
        Its mean stride.
    """
    angles = segment_angles(leg)
    phase = stride_phase(leg.time_s, angles["thigh"])

    def over_phase(signal: FloatArray, *, drifts: bool = False) -> Fold:
        return fold(leg.time_s, phase.phase, signal, leg.weight, stride_hz=phase.stride_hz, drifts=drifts)

    paths = {f"{name}_{axis}": leg.point_m[name][:, place] for name in ("hip", "heel", "toe") for place, axis in enumerate("xy")}
    return FoldedLeg(
        leg=leg,
        phase=phase,
        angle={name: over_phase(values) for name, values in angles.items()},
        path={name: over_phase(values, drifts=True) for name, values in paths.items()},
    )


def segment_angles(leg: NearLeg) -> dict[str, FloatArray]:
    """(n,) rad of thigh, shank, foot and, where it was seen, trunk; unwrapped."""
    angles: dict[str, FloatArray] = {}
    for name, (upper, lower) in SEGMENTS.items():
        along = leg.point_m[lower] - leg.point_m[upper]
        angles[name] = np.arctan2(along[:, 0], -along[:, 1])
    sole = leg.point_m["toe"] - leg.point_m["heel"]
    foot = np.arctan2(sole[:, 1], sole[:, 0])
    angles["foot"] = np.where(foot > 0.6 * np.pi, foot - 2.0 * np.pi, foot)
    if leg.trunk_rad is not None:
        seen = np.isfinite(leg.trunk_rad)
        angles["trunk"] = np.interp(leg.time_s, leg.time_s[seen], leg.trunk_rad[seen])
    return angles
