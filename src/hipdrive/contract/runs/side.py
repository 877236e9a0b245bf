"""What was measured on each side of a run: measures, curves over the stride, events and symmetry, to and from the domain."""

from typing import Any

import numpy as np
from pydantic import ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from ...arrays import FloatArray
from ...curve import Range
from ...errors import NOTHING, ValueOutOfRangeError
from ...gait.measures.measure import Measure
from ...gait.measures.symmetry import Symmetry
from ...gait.run import CURVES, ImpulseShare, SideResult, StrideCurve
from ...language import Text, en, layout
from ..wire_model import Wire, is_none

DIGITS = 6
"""Decimals of a curve over the stride in JSON."""
POINTS = 101
"""Points of a curve over the stride: 0 to 100 %."""
FIGURE_FRAMES = 51
"""Places of a point of the figure: 0, 2, ... 100 % of the stride."""
FIGURE_DIGITS = 3
"""Decimals of a place of the figure (m): a millimetre."""


class EventsDocument(Wire):
    """Events of one side, seconds of the recording's own clock."""

    initial_contact_s: tuple[float, ...]
    toe_off_s: tuple[float, ...]


class MeasureDocument(Wire):
    """Mean and spread of a measure over strides."""

    mean: float | None
    """Null where no stride shows it."""
    sd: float | None
    """Sample standard deviation; null with fewer than two strides."""
    n: int
    low: float | None = Field(None, exclude_if=is_none)
    """Only for a figure by range of hip flexion: smallest of the means with the zero moved by -11, 0 and +11 deg."""
    high: float | None = Field(None, exclude_if=is_none)
    """Largest of them."""


class StrideCurveDocument(Wire):
    """Mean and spread of a signal at 0, 1, ... 100 % of the stride."""

    mean: tuple[float, ...]
    sd: tuple[float, ...]
    zero: Text | None = Field(None, exclude_if=is_none)
    """What stands for zero, only where it is not that of the signal's definition."""


class ImpulseShareDocument(Wire):
    """Share of the flexor impulse in one range, 0 to 1, and its bounds with the zero moved by 11 deg either way."""

    share: float
    low: float
    high: float


class SideDocument(Wire):
    """What was measured on one side; every key besides those below is a measure (docs/measures.md)."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, MeasureDocument]

    strides: int
    hip_flexion_rad: StrideCurveDocument | None
    knee_flexion_rad: StrideCurveDocument | None
    ankle_dorsiflexion_rad: StrideCurveDocument | None
    hip_flexion_moment_nm_kg: StrideCurveDocument | None
    hip_flexion_power_w_kg: StrideCurveDocument | None
    hip_power_w_kg: StrideCurveDocument | None
    grf_vertical_bw: StrideCurveDocument | None
    thigh_rad: StrideCurveDocument | None = Field(None, exclude_if=is_none)
    """Thigh against plumb, knee ahead positive; only of a run on video."""
    trunk_lean_rad: StrideCurveDocument | None = Field(None, exclude_if=is_none)
    """Trunk against plumb, forward positive; only of a run on video."""
    flexor_impulse_share: dict[Range, ImpulseShareDocument]
    """Empty without a whole stride."""
    figure_m: dict[str, tuple[tuple[float, float, float], ...]] | None = Field(None, exclude_if=is_none)
    """Point of the body -> where it is, forward and to the right of the middle between the hips and up, at 0, 2, ... 100 % of the mean
    stride; null in runs that were analysed before such figures were kept."""

    @model_serializer(mode="wrap")
    def _measures_first(self, plain_of_all: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Figures before curves, as a reader looks for them."""
        plain: dict[str, Any] = plain_of_all(self)
        return {"strides": plain["strides"], **{name: plain[name] for name in self.measures}, **plain}

    @property
    def measures(self) -> dict[str, MeasureDocument]:
        """Measures by name and unit."""
        return self.__pydantic_extra__


class SymmetryDocument(Wire):
    """Left less right of one measure."""

    difference: float
    low: float | None
    """95 % interval by stride-to-stride noise (Welch)."""
    high: float | None
    beyond_noise: bool | None
    index_percent: float | None
    """Difference over the mean size of both sides; null for a measure whose zero does not mean none."""
    index_low_percent: float | None
    index_high_percent: float | None


def events_document(result: SideResult) -> EventsDocument:
    """The events of a side as they stand in JSON."""
    return EventsDocument(initial_contact_s=result.initial_contact_s, toe_off_s=result.toe_off_s)


def side_document(result: SideResult) -> SideDocument:
    """What was measured on a side, as it stands in JSON."""
    shares = {name: _impulse_share_document(share) for name, share in result.flexor_impulse.items()}
    curves = {name: _stride_curve_document(result.curves[name]) if name in result.curves else None for name in CURVES}
    measures = {name: measure_document(measure) for name, measure in result.measures.items()}
    figure = {name: _rounded(path_m) for name, path_m in result.figure_m.items()} or None
    return SideDocument.model_validate(
        {"strides": result.strides, **curves, "flexor_impulse_share": shares, "figure_m": figure, **measures}
    )


def side_from(document: SideDocument, events: EventsDocument) -> SideResult:
    """What was measured on a side, read back.

    Raises:
        ValueOutOfRangeError: If a curve has not one point for each percent of the stride.
    """
    return SideResult(
        strides=document.strides,
        measures={name: measure_from(measure) for name, measure in document.measures.items()},
        curves=stride_curves_from(document),
        flexor_impulse={
            name: ImpulseShare(share=share.share, low=share.low, high=share.high) for name, share in document.flexor_impulse_share.items()
        },
        initial_contact_s=events.initial_contact_s,
        toe_off_s=events.toe_off_s,
        figure_m=figure_from(document),
    )


def figure_from(document: SideDocument) -> dict[str, FloatArray]:
    """Point -> (51, 3) m, the mean figure of a side read back; empty where none was kept.

    Raises:
        ValueOutOfRangeError: If a point has not one place for every second percent of the stride.
    """
    figure = document.figure_m or {}
    for name, path in figure.items():
        if len(path) != FIGURE_FRAMES:
            what, allowed = en("places of the point {point}", point=name), layout("{places}", places=FIGURE_FRAMES)
            raise ValueOutOfRangeError(what, len(path), allowed, en("analyse the recording anew"))
    return {name: np.array(path) for name, path in figure.items()}


def _rounded(path_m: FloatArray) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(round(float(value), FIGURE_DIGITS) for value in place) for place in path_m)


def measure_document(measure: Measure) -> MeasureDocument:
    """A measure as it stands in JSON."""
    return MeasureDocument(mean=measure.mean, sd=measure.sd, n=measure.n, low=measure.low, high=measure.high)


def measure_from(document: MeasureDocument) -> Measure:
    """A measure read back."""
    return Measure(mean=document.mean, sd=document.sd, n=document.n, low=document.low, high=document.high)


def stride_curves_from(document: SideDocument) -> dict[str, StrideCurve]:
    """The curves of a side read back, by name and unit; those that it lacks are left out.

    Raises:
        ValueOutOfRangeError: If a curve has not one point for each percent of the stride.
    """
    known = {name: curve for name in CURVES if (curve := getattr(document, name)) is not None}
    for name, curve in known.items():
        if {len(curve.mean), len(curve.sd)} != {POINTS}:
            what = en("points of the curve {curve}, mean and spread", curve=name)
            found = en("{mean_points} and {spread_points}", mean_points=len(curve.mean), spread_points=len(curve.sd))
            raise ValueOutOfRangeError(what, found, en("{points} each", points=POINTS), en("analyse the recording anew"))
    return {
        name: StrideCurve(mean=np.array(curve.mean), sd=np.array(curve.sd), zero=curve.zero or NOTHING) for name, curve in known.items()
    }


def symmetry_document(symmetry: Symmetry) -> SymmetryDocument:
    """Left less right of a measure as it stands in JSON."""
    return SymmetryDocument(
        difference=symmetry.difference.value,
        low=symmetry.difference.low,
        high=symmetry.difference.high,
        beyond_noise=symmetry.difference.beyond_strides,
        index_percent=symmetry.index_percent,
        index_low_percent=symmetry.index_low_percent,
        index_high_percent=symmetry.index_high_percent,
    )


def _impulse_share_document(share: ImpulseShare) -> ImpulseShareDocument:
    return ImpulseShareDocument(share=share.share, low=share.low, high=share.high)


def _stride_curve_document(curve: StrideCurve) -> StrideCurveDocument:
    return StrideCurveDocument(
        mean=tuple(round(float(value), DIGITS) for value in curve.mean),
        sd=tuple(round(float(value), DIGITS) for value in curve.sd),
        zero=curve.zero or None,
    )
