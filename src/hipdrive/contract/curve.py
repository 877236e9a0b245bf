"""A moment curve as it stands in JSON, to and from the domain."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import lt
from typing import overload

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


class KeptCurves(Sequence[MomentCurve]):
    """Curves as they are kept, which become curves where somebody looks at one: a plan has a hundred and a half, and few sessions ask.

    Args:
        documents: As they stand in JSON.

    Raises:
        ValueOutOfRangeError: As for `curve_from`.
    """

    def __init__(self, documents: Sequence[MomentCurveDocument]) -> None:
        self._documents = documents
        if not all(map(_is_sound, documents)):
            self._curves  # noqa: B018  says what is wrong with them

    @cached_property
    def _curves(self) -> tuple[MomentCurve, ...]:
        return tuple(map(curve_from, self._documents))

    @overload
    def __getitem__(self, place: int) -> MomentCurve: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[MomentCurve]: ...
    def __getitem__(self, place: int | slice) -> MomentCurve | Sequence[MomentCurve]:
        return self._curves[place]

    def __iter__(self) -> Iterator[MomentCurve]:
        return iter(self._curves)

    def __len__(self) -> int:
        return len(self._documents)

    def __eq__(self, other: object) -> bool:
        """Whether the others say the same, curve by curve."""
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._curves)

    def __reduce__(self) -> tuple[type[tuple[MomentCurve, ...]], tuple[tuple[MomentCurve, ...]]]:
        """As `pickle` needs it."""
        return tuple, (self._curves,)


def _is_sound(document: MomentCurveDocument) -> bool:
    """Whether the lists are of one length and the angles increase; numbers that are not finite are refused with the document."""
    angles, knee = document.angle_rad, document.knee_flexion_rad
    as_long = 0 < len(angles) == len(document.moment_nm_kg) == len(document.velocity_rad_s) == len(document.count)
    return as_long and (knee is None or len(knee) == len(angles)) and all(map(lt, angles, angles[1:]))
