"""What our simulation taught of a camera before or behind a runner: the clock of a leg, how its joints swing forward, bands."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from ...data.declared import Number, ReadOnly, shipped

FILE = "front_view.toml"


@dataclass(frozen=True, kw_only=True)
class FrontFigure:
    """One figure of a leg, a pelvis or both feet."""

    bias_front: Number
    """Mean of what a clip from the front shows less the truth, in the figure's unit."""
    bias_rear: Number
    """The same from behind: what is nearer to the camera is further away there."""
    band: Number
    """95 legs of 100 lie within this of the truth, in the figure's unit."""
    tells: Number
    """Width in which 95 of 100 runners lie at one speed (3.92 standard deviations), in the figure's unit: a wider band hides it."""

    def freed(self, shown: float, view: Literal["front", "rear"]) -> float:
        """What a clip shows less what it usually shows too much."""
        return shown - float(self.bias_front if view == "front" else self.bias_rear)


@dataclass(frozen=True, kw_only=True)
class OwnClock:
    """Phases (strides) of a leg's own clock, which starts where its ankle is highest beside the other's; means of the runners."""

    late_front: Number
    """How much later the clock starts as seen from the front than in space: a foot behind the body is further away and looks higher."""
    late_rear: Number
    """The same from behind."""
    landing: Number
    mid_stance: Number
    toe_off: Number
    highest_thigh: Number

    def late(self, view: Literal["front", "rear"]) -> float:
        """How much later the clock starts as seen from there than in space."""
        return float(self.late_front if view == "front" else self.late_rear)


@dataclass(frozen=True, kw_only=True)
class ForwardSwing:
    """Path of a joint forward of the middle of the hips over a leg's own clock, in leg lengths: a Fourier series."""

    cosine: tuple[Number, ...]
    """Of cos 2 pi k phase at the middle speed, from k = 0."""
    sine: tuple[Number, ...]
    cosine_s_m: tuple[Number, ...]
    """What they change by with each m/s of speed."""
    sine_s_m: tuple[Number, ...]


@dataclass(frozen=True, kw_only=True)
class FrontViewCalibration:
    """All that was learned."""

    source: str
    middle_speed_m_s: Number
    clock: OwnClock
    reach: Number
    """Distance from hip to ankle at mid-stance, seen from the front, over thigh and shank together."""
    yaw_band_rad: Number
    """95 cameras of 100 stand within this of where they seem to stand."""
    doubtful_yaw_rad: Number
    """Bands were drawn for cameras up to this far off the way of running."""
    most_yaw_rad: Number
    """A camera that seems to stand further off the way of running is refused."""
    forward: ReadOnly[str, ForwardSwing]
    """knee, ankle."""
    figures: ReadOnly[str, FrontFigure]
    """By name: lengths in leg lengths (thigh and shank together), angles in rad."""
    wider: Number
    """Factor of the bands where nobody was measured: below 2.5 and above 4.5 m/s, and for women; our choice."""


@cache
def front_view_calibration() -> FrontViewCalibration:
    """The shipped calibration (data/gait/front_view.toml)."""
    return shipped(FrontViewCalibration, "gait", FILE)
