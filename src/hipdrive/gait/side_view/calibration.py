"""What our simulation taught of a side camera: how far its figures run ahead, how much they are believed, how far the truth may lie."""

from dataclasses import dataclass
from functools import cache

from ...data.declared import Number, ReadOnly, shipped

FILE = "side_view.toml"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure of the near leg."""

    bias: Number
    """Mean of what the video alone shows less the truth, in the figure's unit; as a share of the truth where it is relative."""
    weight: Number
    """Weight of the video beside the typical value at that speed, by the variances of both."""
    band: Number
    """95 legs of 100 lie within this of the truth, in the figure's unit; a share where it is relative."""
    relative: bool = False
    least_hz: Number = 0
    """Pictures a second below which it is not shown."""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Contact time (s) from what the folded stride shows."""

    constant_s: Number
    thigh_turns: Number
    """Seconds a second from landing until the thigh is furthest back."""
    toe_rises: Number
    """The same until the toe is 5 cm above its lowest."""
    speed_s2_m: Number
    """Seconds a metre a second of running speed."""
    stride: Number
    """Seconds a second of stride time."""


@dataclass(frozen=True, kw_only=True)
class SideViewCalibration:
    """All that was learned."""

    source: str
    landing_late_s: Number
    """The heel's sign less the true landing."""
    contact: Contact
    body_ahead_of_hip_m: Number
    """Centre of mass ahead of the hip centre at landing, mean of the runners."""
    figures: ReadOnly[str, Figure]
    """By name and unit of the measure."""
    wider: Number
    """Factor of the bands where nobody was measured: below 2.5 and above 4.5 m/s, and for women; our choice."""


@cache
def side_view_calibration() -> SideViewCalibration:
    """The shipped calibration (data/gait/side_view.toml)."""
    return shipped(SideViewCalibration, "gait", FILE)


def shrunk(video: float, typical: float | None, figure: Figure) -> float:
    """A figure between what the video shows and what is typical, each weighed by how far it is usually off.

    Args:
        video: What the video alone shows.
        typical: Typical value at the speed, None where nothing is known of it: the video alone then.
        figure: What was learned of it.
    """
    freed = video / (1.0 + float(figure.bias)) if figure.relative else video - float(figure.bias)
    return freed if typical is None else float(figure.weight) * freed + (1.0 - float(figure.weight)) * typical
