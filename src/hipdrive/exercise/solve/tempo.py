"""The time course of a repetition: minimum-jerk up, hold, minimum-jerk down, with exact rates."""

from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...errors import ValueOutOfRangeError
from ...language import en

EXPLOSIVE_S = 0.5
"""Seconds that an 'X' stands for: a knee drive as fast as a cable can follow; our choice."""
FRAMES, HOLD_FRAMES = 100, 8
"""Frames of a repetition, and those of them inside a hold, where nothing moves."""
SHORTEST_PHASE = 0.03
"""Least share of a repetition that lifting or lowering may take: less would be dropped as noise when moment curves are cut."""


@dataclass(frozen=True, kw_only=True)
class Tempo:
    """Seconds of the three parts of a repetition."""

    up_s: float
    hold_s: float
    down_s: float

    @property
    def total_s(self) -> float:
        """Seconds of a whole repetition."""
        return self.up_s + self.hold_s + self.down_s


@dataclass(frozen=True, kw_only=True)
class PathProgress:
    """How far along its path a repetition is, 0 at the start and 1 at the top."""

    time_s: FloatArray
    """(n,) s."""
    share: FloatArray
    """(n,) 0 to 1."""
    rate: FloatArray
    """(n,) 1/s."""
    acceleration: FloatArray
    """(n,) 1/s^2."""


def read_tempo(text: str) -> Tempo:
    """Read a tempo such as '2-1-3': seconds up, hold and down; 'X' stands for explosive.

    Raises:
        ValueOutOfRangeError: If it is not three parts, or up or down takes under 0.2 s or 3 % of the whole.
    """
    advice = en("write it like 2-1-3 or X-0-2")
    parts = text.strip().split("-")
    try:
        seconds = [EXPLOSIVE_S if part.upper() == "X" else float(part) for part in parts]
    except ValueError:
        seconds = []
    if len(seconds) != 3 or not np.all(np.isfinite(seconds)) or max(seconds) > 600:
        raise ValueOutOfRangeError("tempo", f"'{text}'", en("three parts of up to 600 s: up, hold, down"), advice)
    if seconds[0] < 0.2 or seconds[2] < 0.2 or seconds[1] < 0:
        raise ValueOutOfRangeError("tempo", f"'{text}'", en("at least 0.2 s up and down and 0 s hold"), advice)
    if min(seconds[0], seconds[2]) < SHORTEST_PHASE * sum(seconds):
        allowed = en("such that the way up and the way down each take at least 3 % of the total")
        raise ValueOutOfRangeError("tempo", f"'{text}'", allowed, advice)
    return Tempo(up_s=seconds[0], hold_s=seconds[1], down_s=seconds[2])


def progress_at(tempo: Tempo, time_s: FloatArray) -> PathProgress:
    """Progress along the path at given times: s = 10 u^3 - 15 u^4 + 6 u^5 with u the share of the time (Flash & Hogan 1985)."""
    up, top = tempo.up_s, tempo.up_s + tempo.hold_s
    u = np.clip(time_s / up, 0.0, 1.0)
    d = np.clip((time_s - top) / tempo.down_s, 0.0, 1.0)
    going_down = time_s > top
    x = np.where(going_down, d, u)
    span = np.where(going_down, tempo.down_s, up)
    sign = np.where(going_down, -1.0, 1.0)
    share = x**3 * (10.0 - 15.0 * x + 6.0 * x**2)
    return PathProgress(
        time_s=time_s,
        share=np.where(going_down, 1.0 - share, share),
        rate=sign * 30.0 * x**2 * (1.0 - x) ** 2 / span,
        acceleration=sign * 60.0 * x * (1.0 - x) * (1.0 - 2.0 * x) / span**2,
    )


def frames_of(tempo: Tempo, *, frames: int = FRAMES) -> FloatArray:
    """(frames,) times of one repetition: as many on the way up as on the way down, evenly spaced on each, a few in the hold."""
    top, end = tempo.up_s + tempo.hold_s, tempo.total_s
    held = HOLD_FRAMES if tempo.hold_s > 0 else 0
    up = (frames - held + 1) // 2
    down = frames - held - up
    lifting = np.linspace(0.0, tempo.up_s, up)
    hold = tempo.up_s + tempo.hold_s * np.arange(1, held + 1) / max(held, 1)
    return np.concatenate([lifting, hold, top + (end - top) * np.arange(1, down + 1) / down])
