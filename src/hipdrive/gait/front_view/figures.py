"""What the mean stride shows from the front or from behind: knees, feet and step width in leg lengths, the line of the pelvis in angles."""

from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from .calibration import FrontViewCalibration
from .folded_pair import FoldedPair
from .turn import forward_swing, yaw_rad

POINTS = 201
"""Even places over the stride and its parts at which the series are measured."""
CAMERA_LEGS = 5.9
"""The camera's distance in leg lengths, 5 m for a leg of 0.85 m: what is nearer looks wider. From 4 to 6 m this takes out most of it."""
OUTWARD: dict[Side, float] = {"left": -1.0, "right": 1.0}


@dataclass(frozen=True, kw_only=True)
class FrontFigures:
    """Figures of one clip, freed of nothing."""

    yaw_rad: float
    leg: float
    """Length of thigh and shank in the unit of the pair."""
    of_side: dict[Side, dict[str, float]]
    """By name: knee_crossing, foot_outward_in_swing (leg lengths), pelvis_hike_at_highest_thigh, pelvis_drop_largest (rad)."""
    of_both: dict[str, float]
    """step_width (leg lengths), pelvis_obliquity_range (rad)."""
    swing_at: dict[Side, dict[str, float]]
    """When in the swing knee_crossing and foot_outward_in_swing are largest, phases of the own clock of the leg."""
    pelvis_right_up_rad: FloatArray
    """(201,) over the stride from the start of the left leg's own clock, against its mean."""


def front_figures(pair: FoldedPair, learned: FrontViewCalibration, *, speed_m_s: float) -> FrontFigures:
    """Measure the mean stride of both legs.

    The camera's turn is taken out of all that is sideways. How the picture is rolled, and how unevenly the hips were placed, is not known:
    the pelvis counts as level in the mean of its strides.

    Args:
        pair: The mean stride, its clocks started as in space (`FoldedPair.clocked`).
        learned: When in the stride things are, and how joints swing forward.
        speed_m_s: Running speed.

    Returns:
        The figures.
    """
    clock = learned.clock
    standing = np.array([float(clock.mid_stance)])
    leg = float(np.mean([pair.reach[side].at(pair.fold_phase(side, standing))[0] for side in SIDES])) / float(learned.reach)
    yaw = yaw_rad(pair, learned, leg=leg, speed_m_s=speed_m_s)
    faster = speed_m_s - float(learned.middle_speed_m_s)
    swing = np.linspace(float(clock.toe_off), float(clock.landing), POINTS)
    nearer = 1.0 / CAMERA_LEGS if pair.legs.view == "front" else -1.0 / CAMERA_LEGS

    def across(side: Side, joint: str, own: FloatArray) -> FloatArray:
        """Sideways from the middle of the hips, in leg lengths, as from far away and straight ahead."""
        forward = forward_swing(learned.forward[joint], own, faster_m_s=faster)
        seen = pair.at(side, joint, "across", own) / leg * (1.0 - nearer * forward)
        straight: FloatArray = seen - np.sin(yaw) * forward
        return straight

    hips_apart = pair.at("right", "hip", "across", swing) - pair.at("left", "hip", "across", swing)
    over = np.linspace(0.0, 1.0, POINTS) + pair.start
    height = pair.path["right", "hip", "up"].at(over) - pair.path["left", "hip", "up"].at(over)
    right_up = np.arctan((height - height[:-1].mean()) / float(np.mean(hips_apart)))

    def own_side_up(side: Side, own: FloatArray) -> FloatArray:
        phase = (pair.fold_phase(side, own) - pair.start) % 1.0
        up: FloatArray = OUTWARD[side] * np.interp(phase, np.linspace(0.0, 1.0, POINTS), right_up)
        return up

    of_side: dict[Side, dict[str, float]] = {}
    swing_at: dict[Side, dict[str, float]] = {}
    planted: dict[Side, float] = {}
    stance = np.linspace(float(clock.landing) - 1.0, float(clock.toe_off), POINTS)
    for side in SIDES:
        knee, ankle = (OUTWARD[side] * across(side, joint, swing) for joint in ("knee", "ankle"))
        of_side[side] = {
            "knee_crossing": float(np.max(-knee)),
            "foot_outward_in_swing": float(np.max(ankle - knee)),
            "pelvis_hike_at_highest_thigh": float(own_side_up(side, np.array([float(clock.highest_thigh)]))[0]),
            "pelvis_drop_largest": float(np.max(own_side_up(side, stance))),
        }
        swing_at[side] = {
            "knee_crossing": float(swing[np.argmax(-knee)]),
            "foot_outward_in_swing": float(swing[np.argmax(ankle - knee)]),
        }
        body = pair.middle["across"].at(pair.fold_phase(side, standing))[0] / leg
        planted[side] = float(across(side, "ankle", standing)[0] + body)
    of_both = {"step_width": planted["right"] - planted["left"], "pelvis_obliquity_range": float(np.ptp(right_up))}
    return FrontFigures(yaw_rad=yaw, leg=leg, of_side=of_side, of_both=of_both, swing_at=swing_at, pelvis_right_up_rad=right_up)
