"""Whether a clip from the front or from behind shows running, for long enough, and straight enough."""

import numpy as np

from ...body import SIDES, Side
from ...language import en
from ..clip.touches import SkipsNotRunningError, touches
from ..contact.on_plates import NotRunningError
from .calibration import FrontViewCalibration
from .folded_pair import FoldedPair
from .refusal import FrontClipTooShortError, NoFrontStrideError, OffAxisError

LEAST_STRIDES = 5
"""Strides that are laid over one another at least: a runner who comes up a track is seen well for so many."""
LEAST_SWING_SHARE = 0.6
"""Share of the ankles' swing up and down that comes back with every stride; our choice."""
LEAST_LIFT = 0.1
"""A runner's ankle rises and falls beside the other by more than this share of the distance from hip to ankle; our choice."""


def refuse_no_front_run(pair: FoldedPair, learned: FrontViewCalibration) -> None:
    """Refuse a clip that shows no running, or too little.

    A runner's hips are lowest where a foot stands below them, a walker's are highest there.

    Raises:
        FrontClipTooShortError: Fewer than five strides.
        NoFrontStrideError: The ankles do not rise in turn, or not evenly.
        SkipsNotRunningError: Both feet come down twice a stride.
        NotRunningError: It is a walk.
    """
    legs, name = pair.legs, pair.legs.file_name
    at = np.arange(100) / 100.0
    lift = float(np.ptp(pair.path["left", "ankle", "up"].at(at) - pair.path["right", "ankle", "up"].at(at))) / 2.0
    if lift < LEAST_LIFT:
        raise NoFrontStrideError(name, en("the ankles rise by {percent:.0f} % of the leg", percent=100.0 * lift))
    if legs.phase.swing_share < LEAST_SWING_SHARE:
        share = 100.0 * legs.phase.swing_share
        raise NoFrontStrideError(name, en("{share:.0f} % of the ankles' rising come back with every stride", share=share))
    if all(ankle_touches(pair, side) > 1 for side in SIDES):
        raise SkipsNotRunningError(name)
    if legs.strides < LEAST_STRIDES:
        raise FrontClipTooShortError(name, strides=legs.strides, least=LEAST_STRIDES)
    rise = hips_rise_at_mid_stance(pair, learned)
    if rise > 0.0:
        raise NotRunningError(
            name, en("the hips are above their mean, by {percent:.1f} % of the leg, where a foot stands below them", percent=100.0 * rise)
        )


def ankle_touches(pair: FoldedPair, side: Side) -> int:
    """How often a foot comes down in a stride, by its ankle's height in the picture: once in running, twice in skipping."""
    at = np.arange(500) / 500.0
    return touches(pair.path[side, "ankle", "up"].at(at) + pair.middle["up"].at(at))


def hips_rise_at_mid_stance(pair: FoldedPair, learned: FrontViewCalibration) -> float:
    """How far the hips' two waves a stride lie above their mean at mid-stance, as a share of the distance from hip to ankle."""
    up = pair.middle["up"]
    if len(up.cosine) < 3:
        return 0.0
    phase = np.array([pair.fold_phase(side, np.array([float(learned.clock.mid_stance)]))[0] for side in SIDES])
    return float(np.mean(up.cosine[2] * np.cos(4.0 * np.pi * phase) + up.sine[2] * np.sin(4.0 * np.pi * phase)))


def refuse_off_axis(file_name: str, yaw_rad: float, learned: FrontViewCalibration) -> None:
    """Refuse a camera that stands too far off the way of running.

    Raises:
        OffAxisError: It stands further off than the figures bear.
    """
    if abs(yaw_rad) > float(learned.most_yaw_rad):
        raise OffAxisError(file_name, abs(yaw_rad), float(learned.most_yaw_rad))
