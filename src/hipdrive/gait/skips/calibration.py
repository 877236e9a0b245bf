"""What our simulation taught of skips in a clip from the side: how far each figure runs ahead, and how far the truth may lie."""

import math
from dataclasses import dataclass
from functools import cache

from ...data.declared import Number, shipped

FILE = "skips.toml"
WITHIN_95 = 1.96


@dataclass(frozen=True, kw_only=True)
class SkipFigure:
    """One figure of the near side."""

    bias_rad: Number
    """Mean of what the clip shows less the truth."""
    systematic_rad: Number
    """Standard deviation of what is wrong alike in every skip of a clip: keypoints beside their joint, a camera that is not level."""
    random_rad: Number
    """Standard deviation of what differs from skip to skip."""

    def within_rad(self, skips: int) -> float:
        """95 clips of 100 with so many skips lie within this of the truth."""
        return WITHIN_95 * math.hypot(float(self.systematic_rad), float(self.random_rad) / math.sqrt(skips))


@dataclass(frozen=True, kw_only=True)
class SkipCalibration:
    """All that was learned."""

    source: str
    lean: SkipFigure
    """The trunk against plumb where the thigh is highest."""
    rock: SkipFigure
    """How far it leans back there from its mean over the drill."""
    thigh: SkipFigure
    """The thigh's highest."""


@cache
def skip_calibration() -> SkipCalibration:
    """The shipped calibration (data/gait/skips.toml)."""
    return shipped(SkipCalibration, "gait", FILE)
