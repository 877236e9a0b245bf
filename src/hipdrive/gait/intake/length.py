"""How long a recording must be: a whole stride for a run, some frames for any other movement."""

from ...errors import HipDriveError
from ...language import Text, en

SHORTEST_RUN_S = 0.4
"""Sprinters at top speed take about 0.43 s a stride; what is shorter than this holds no stride of anybody."""
USUAL_STRIDE_S = 0.7
"""A stride of a runner of Fukuchi 2017 takes 0.65 s at 4.5 m/s and 0.77 s at 2.5 m/s."""
LEAST_FRAMES = 12
"""Fewer frames than this carry no second derivative that a filter at both ends leaves alone; our choice, a stride at 30 frames a second."""


class TooShortError(HipDriveError):
    """A recording too short for what is asked of it."""

    code = "too_short"

    def __init__(self, file_name: str, frames: int, duration_s: float, needs: Text) -> None:
        self.about = file_name
        length = en("one frame") if frames == 1 else en("{frames} frames ({duration:.2g} s)", frames=frames, duration=duration_s)
        super().__init__(
            en("{file}: it holds {length}, but {needs}", file=file_name, length=length, needs=needs),
            en("give the whole trial, and give quiet standing separately as the standing trial"),
        )


def refuse_too_short(file_name: str, *, frames: int, rate_hz: float) -> None:
    """Refuse a run that cannot hold a stride.

    Args:
        file_name: For the sentence.
        frames: How many there are.
        rate_hz: Frames a second.

    Raises:
        TooShortError: It is shorter than any stride.
    """
    duration_s = frames / rate_hz if rate_hz > 0.0 else 0.0
    if duration_s < SHORTEST_RUN_S or frames < LEAST_FRAMES:
        needs = en(
            "a run needs at least one whole stride of a leg, usually about {usual:g} s and never under {shortest:g} s",
            usual=USUAL_STRIDE_S,
            shortest=SHORTEST_RUN_S,
        )
        raise TooShortError(file_name, frames, duration_s, needs)


def refuse_few_frames(file_name: str, *, frames: int, rate_hz: float) -> None:
    """Refuse a movement of too few frames to be followed.

    Raises:
        TooShortError: It has fewer than a dozen.
    """
    if frames < LEAST_FRAMES:
        needs = en("a movement needs at least {frames} to be followed", frames=LEAST_FRAMES)
        raise TooShortError(file_name, frames, frames / rate_hz, needs)
