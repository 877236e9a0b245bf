"""What the stride demands of each hip: its moment over its angle, averaged over strides."""

from collections.abc import Sequence

import numpy as np

from ...body import SIDES
from ...curve import MomentCurve, Repetition, curves_from_repetitions
from .movement import Movement
from .stride import Stride, normalised

POINTS_PER_STRIDE = 401
"""A stride is cut on this many even points, so that short runs keep their edges at any frame rate."""


def demand_curves(movement: Movement, strides: Sequence[Stride], *, source: str) -> tuple[MomentCurve, ...]:
    """Demand on both hips.

    Args:
        movement: The run.
        strides: Its strides.
        source: Words that say where the curves come from.

    Returns:
        Moment curves of both sides by action, mode and phase (stance, swing).
    """
    curves: list[MomentCurve] = []
    for side in SIDES:
        repetitions = [_repetition(movement, stride) for stride in strides if stride.side == side]
        if repetitions:
            curves += curves_from_repetitions(repetitions, side=side, source=source)
    return tuple(curves)


def _repetition(movement: Movement, stride: Stride) -> Repetition:
    """One stride of the own hip on even points."""
    place, knee = movement.of("hip_flexion", stride.side), movement.of("knee_flexion", stride.side)
    time_s = np.linspace(stride.curve_start_s, stride.curve_end_s, POINTS_PER_STRIDE)
    signals = (movement.q[:, place], movement.velocity[:, place], movement.moment_nm[:, place], movement.q[:, knee])
    angle, velocity, moment, bent = (normalised(movement.time_s, signal, stride, points=POINTS_PER_STRIDE) for signal in signals)
    return Repetition(
        time_s=time_s,
        angle_rad=angle,
        velocity_rad_s=velocity,
        moment_nm_kg=moment / movement.skeleton.athlete.mass_kg,
        in_stance=time_s < stride.contact.loaded_to_s,
        knee_rad=bent,
    )
