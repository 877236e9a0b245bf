"""A moment curve as it stands in JSON, to and from the domain."""

import numpy as np
from pydantic import Field

from ..body import Side
from ..curve import Action, Mode, MomentCurve, Phase
from .wire_model import Wire, is_none

DIGITS = 6
"""Decimals of angles, moments and velocities in JSON."""


class MomentCurveDocument(Wire):
    """Hip moment over hip flexion angle for one side, action and way of moving."""

    side: Side
    action: Action
    mode: Mode
    phase: Phase
    """'stance' or 'swing' for a stride; empty for an exercise or a test."""
    angle_rad: tuple[float, ...]
    """Hip flexion, increasing, zero as in quiet standing."""
    moment_nm_kg: tuple[float, ...]
    """Internal, flexor positive."""
    velocity_rad_s: tuple[float, ...]
    """Flexing positive."""
    count: tuple[int, ...]
    """Strides or repetitions behind each value."""
    source: str
    """Where the curve comes from, in words."""
    peak_nm_kg: float | None = Field(None, exclude_if=is_none)
    """Largest moment inside an isometric hold; only there."""
    knee_flexion_rad: tuple[float, ...] | None = Field(None, exclude_if=is_none)
    """Flexion of the same leg's knee, on which strength depends; absent where it is not known."""


def curve_document(curve: MomentCurve) -> MomentCurveDocument:
    """A curve as it stands in JSON, its numbers rounded to six decimals."""
    knee = curve.knee_flexion_rad
    return MomentCurveDocument(
        side=curve.side,
        action=curve.action,
        mode=curve.mode,
        phase=curve.phase,
        angle_rad=tuple(round(float(value), DIGITS) for value in curve.angle_rad),
        moment_nm_kg=tuple(round(float(value), DIGITS) for value in curve.moment_nm_kg),
        velocity_rad_s=tuple(round(float(value), DIGITS) for value in curve.velocity_rad_s),
        count=tuple(int(value) for value in curve.count),
        source=curve.source,
        peak_nm_kg=None if curve.peak_nm_kg is None else round(curve.peak_nm_kg, DIGITS),
        knee_flexion_rad=None if knee is None else tuple(round(float(value), DIGITS) for value in knee),
    )


def curve_from(document: MomentCurveDocument) -> MomentCurve:
    """A curve read back.

    Raises:
        ValueOutOfRangeError: If the lists are empty or differ in length, or the angles do not increase.
    """
    return MomentCurve(
        side=document.side,
        action=document.action,
        mode=document.mode,
        phase=document.phase,
        angle_rad=np.array(document.angle_rad, dtype=np.float64),
        moment_nm_kg=np.array(document.moment_nm_kg, dtype=np.float64),
        velocity_rad_s=np.array(document.velocity_rad_s, dtype=np.float64),
        count=np.array(document.count, dtype=np.int64),
        source=document.source,
        peak_nm_kg=document.peak_nm_kg,
        knee_flexion_rad=None if document.knee_flexion_rad is None else np.array(document.knee_flexion_rad, dtype=np.float64),
    )
