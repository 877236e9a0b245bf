"""What strides or one movement demand of each hip: its moment over its angle, averaged over strides."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...curve import MomentCurve, Repetition, curves_from_repetitions
from ..contact.named import Cut
from .movement import Movement
from .stride import Stride

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
        repetitions = [_stride(movement, stride) for stride in strides if stride.side == side]
        if repetitions:
            curves += curves_from_repetitions(repetitions, side=side, source=source)
    return tuple(curves)


def demand_of_cut(movement: Movement, cut: Cut, *, source: str) -> tuple[MomentCurve, ...]:
    """Demand of one movement that is no stride on both hips, cut like a stride.

    A hip is asked nothing where its foot stands on no plate: what the ground gives there is not known.

    Args:
        movement: The recording, solved with the movement's own contacts.
        cut: From when until when.
        source: Words that say where the curves come from.

    Returns:
        Moment curves of both sides by action, mode and phase (stance while the foot is on the ground, else swing).
    """
    curves: list[MomentCurve] = []
    for side in SIDES:
        all_contacts = (*movement.contacts, *movement.cut_contacts)
        own = [contact for contact in all_contacts if contact.side == side and contact.loaded_from_s < cut.to_s]
        time_s = np.linspace(cut.from_s, cut.to_s, POINTS_PER_STRIDE)
        standing = [(time_s >= contact.loaded_from_s) & (time_s < contact.loaded_to_s) for contact in own]
        unknown = [stands for stands, contact in zip(standing, own, strict=True) if not contact.plates]
        repetition = _repetition(movement, side, time_s, in_stance=np.any([np.zeros(len(time_s), bool), *standing], axis=0))
        known = ~np.any([np.zeros(len(time_s), bool), *unknown], axis=0)
        curves += curves_from_repetitions([replace(repetition, moment_nm_kg=known * repetition.moment_nm_kg)], side=side, source=source)
    return tuple(curves)


def _stride(movement: Movement, stride: Stride) -> Repetition:
    """One stride of the own hip on even points."""
    time_s = np.linspace(stride.curve_start_s, stride.curve_end_s, POINTS_PER_STRIDE)
    return _repetition(movement, stride.side, time_s, in_stance=time_s < stride.contact.loaded_to_s)


def _repetition(movement: Movement, side: Side, time_s: FloatArray, *, in_stance: npt.NDArray[np.bool_]) -> Repetition:
    """A hip at even times (s)."""
    place, knee = movement.of("hip_flexion", side), movement.of("knee_flexion", side)
    signals = (movement.q[:, place], movement.velocity[:, place], movement.moment_nm[:, place], movement.q[:, knee])
    angle, velocity, moment, bent = (np.interp(time_s, movement.time_s, signal) for signal in signals)
    return Repetition(
        time_s=time_s,
        angle_rad=angle,
        velocity_rad_s=velocity,
        moment_nm_kg=moment / movement.skeleton.athlete.mass_kg,
        in_stance=in_stance,
        knee_rad=bent,
    )
