"""Peaks of a load: the largest flexor and extensor moment of each hip, where in the repetition and at which hip angle."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...arrays import ALIKE_DIGITS, FloatArray
from ...body import SIDES, Side
from ...curve import LOWEST_PEAK_NM_KG, Action, Range, range_edges_deg
from ...language import Text, en
from .load import ACTIONS, Load
from .tempo import read_tempo

When = Literal["at the start", "on the way up", "at the top", "on the way down"]
WHEN_WORDS: Mapping[When, Text] = {
    "at the start": en("at the start"),
    "on the way up": en("on the way up"),
    "at the top": en("at the top"),
    "on the way down": en("on the way down"),
}
NEAR_AN_END = 0.05
"""Share of the lifting or lowering phase that still counts as its end."""


@dataclass(frozen=True, kw_only=True)
class Peak:
    """The largest moment of one hip and action in a repetition, and how its impulse is spread."""

    side: Side
    action: Action
    moment_nm_kg: float
    """Size, without sign."""
    moment_nm: float
    hip_flexion_rad: float
    when: When
    share: dict[Range, float]
    """Share of the angular impulse (Nm s) of this action that falls in each range."""
    share_other_zero: tuple[dict[Range, float], dict[Range, float]]
    """The same with the zero of the hip moved down and up by what laboratories differ."""

    @property
    def when_words(self) -> Text:
        """The same in words."""
        return WHEN_WORDS[self.when]

    @property
    def leading_range(self) -> Range:
        """The range with the largest share."""
        return _leading(self.share)

    @property
    def depends_on_pelvis(self) -> bool:
        """Whether another definition of the pelvis would name another leading range."""
        return any(_leading(share) != self.leading_range for share in self.share_other_zero)


def first_largest(values: FloatArray) -> int:
    """Place of the largest value; of those that are alike the first."""
    return int(np.argmax(np.round(values, ALIKE_DIGITS)))


def peaks_of(load: Load, *, mass_kg: float, sides: Sequence[Side] = SIDES) -> tuple[Peak, ...]:
    """Peaks of hips; an action that never reaches 0.05 Nm/kg is left out.

    Args:
        load: One repetition.
        mass_kg: Body mass, to turn Nm/kg into Nm.
        sides: Which hips.
    """
    peaks = [_peak(load, side, action, mass_kg) for side in sides for action in ACTIONS]
    return tuple(peak for peak in peaks if peak is not None)


def _peak(load: Load, side: Side, action: Action, mass_kg: float) -> Peak | None:
    if not len(load.time_s):
        return None
    moment = load.hip_flexion_moment_nm_kg[side] * (1.0 if action == "flexor" else -1.0)
    place = first_largest(moment)
    if moment[place] < LOWEST_PEAK_NM_KG:
        return None
    off = math.radians(range_edges_deg()[2])
    share, lower, higher = (load.impulse_share(side, action, shift_rad=shift) for shift in (0.0, -off, off))
    if share is None or lower is None or higher is None:
        return None
    return Peak(
        side=side,
        action=action,
        moment_nm_kg=float(moment[place]),
        moment_nm=float(moment[place]) * mass_kg,
        hip_flexion_rad=float(load.hip_flexion_rad[side][place]),
        when=when_in_repetition(load, place),
        share=share,
        share_other_zero=(lower, higher),
    )


def when_in_repetition(load: Load, frame: int) -> When:
    """Where in the repetition a frame lies."""
    tempo = read_tempo(str(load.set_up["tempo"]))
    time = float(load.time_s[frame])
    down = (time - tempo.up_s - tempo.hold_s) / tempo.down_s
    if time < NEAR_AN_END * tempo.up_s or down > 1.0 - NEAR_AN_END:
        return "at the start"
    if time < (1.0 - NEAR_AN_END) * tempo.up_s:
        return "on the way up"
    return "at the top" if down < NEAR_AN_END else "on the way down"


def _leading(share: dict[Range, float]) -> Range:
    return max(share, key=lambda name: share[name])
