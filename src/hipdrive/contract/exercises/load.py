"""The load of one set-up of an exercise as it stands in JSON, schema hipdrive.load/1."""

import math
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...curve import Action, Range, range_edges_deg
from ...exercise.solve.load import Load
from ...exercise.solve.peak import Peak, When
from ...exercise.verdict.load_report import LoadReport
from ...language import Text
from ..curve import MomentCurveDocument, curve_document
from ..hips import ByAction, BySide, Means, Shares, by_range_document, shares_document
from ..set_up import SetUpValue
from ..wire import NoteDocument, note_document
from ..wire_model import Wire
from .body_load import (
    DIGITS,
    HipPowerDocument,
    LumbarDocument,
    SideMomentDocument,
    SupportForceDocument,
    lumbar_moment_document,
    power_document,
    side_moment_document,
    support_document,
)
from .effort import EffortDocument, effort_document

Numbers = tuple[float | None, ...]
"""One number for each frame; null where there is none."""


class FramesDocument(Wire):
    """A repetition frame by frame."""

    time_s: Numbers
    hip_flexion_rad: BySide[Numbers]
    hip_flexion_moment_nm_kg: BySide[Numbers]
    """Internal, flexor positive."""
    hip_adduction_moment_nm_kg: BySide[Numbers]
    """Internal, adductors positive on either side: abductors, which keep the pelvis level over a standing leg, are negative."""
    hip_rotation_moment_nm_kg: BySide[Numbers]
    """Internal, about the thigh, inward rotators positive on either side."""
    lumbar_rotation_moment_nm_kg: Numbers
    """Between pelvis and trunk about the trunk's own length, internal; positive turns the trunk to the left."""


class MomentBandDocument(Wire):
    """Smallest and largest hip flexion moment that the supports allow, at key frames."""

    time_s: tuple[float, ...]
    left: tuple[Numbers, ...]
    """(Nm/kg, Nm/kg) for each key frame."""
    right: tuple[Numbers, ...]


class SolvedLoadDocument(Wire):
    """What one repetition of a set-up asks of both hips."""

    schema_: Literal["hipdrive.load/1"] = Field("hipdrive.load/1", alias="schema")
    exercise: str
    """Its id."""
    set_up: dict[str, SetUpValue]
    """All values, defaults included."""
    feasible: bool
    """Whether it can be done; the notes say why not."""
    notes: tuple[NoteDocument, ...]
    curves: tuple[MomentCurveDocument, ...]
    by_range: BySide[ByAction[Means]]
    """Mean moments, Nm/kg, flexor positive."""
    by_range_other_zero: dict[str, BySide[ByAction[Means]]]
    """The same with the zero of hip flexion moved, such as '+11 deg'."""
    frames: FramesDocument
    impulse_share: BySide[ByAction[dict[str, Shares | None]]]
    """How a hip's angular impulse is spread, for each zero of hip flexion; null where an action is not loaded."""
    lumbar_moment_nm_kg: Numbers
    """Between pelvis and trunk, internal, extensors positive."""
    hip_power_w_kg: BySide[Numbers]
    """Positive where the hip gives energy."""
    supports_n: dict[str, tuple[Numbers, ...]]
    """Support -> force on the body (X forward, Y up, Z right) in each frame."""
    moment_band: MomentBandDocument


class PeakDocument(Wire):
    """The largest moment of one hip and action."""

    side: Side
    action: Action
    moment_nm_kg: float
    """Size, without sign."""
    moment_nm: float
    hip_flexion_deg: float
    when: When
    leading_range: Range
    depends_on_pelvis: bool
    """Whether another definition of the pelvis would name another leading range."""
    impulse_share: dict[str, Shares]
    """For each zero of hip flexion, such as '-11 deg'."""


class TempoDocument(Wire):
    """The same set-up at one tempo."""

    tempo: str
    feasible: bool
    notes: tuple[NoteDocument, ...]
    peaks: tuple[PeakDocument, ...]


class TemposDocument(Wire):
    """The set-up moved slowly, as chosen, and briskly."""

    slow: TempoDocument
    chosen: TempoDocument
    brisk: TempoDocument


class JudgedByDocument(Wire):
    """What a load was judged against."""

    source: Text


class EffortsDocument(Wire):
    """How hard the muscles of both legs work, as shares of strength."""

    of: Text
    """Whose strength: typical, or the athlete's as far as tests tell."""
    share_at_once: float
    """Share that both hips get at one moment, flexors on one side and extensors on the other."""
    by_muscle: tuple[EffortDocument, ...]
    """The hardest first."""


class LoadDocument(SolvedLoadDocument):
    """A load with what makes it readable: peaks, power, supports, and the same set-up at other tempos."""

    peaks: tuple[PeakDocument, ...]
    power: BySide[HipPowerDocument]
    lumbar: LumbarDocument
    efforts: EffortsDocument
    sideways: tuple[SideMomentDocument, ...]
    """Abductors and rotators of the hips and the low back's twist, from 0.1 Nm/kg; the abductors of a standing hip first."""
    supports: tuple[SupportForceDocument, ...]
    tempos: TemposDocument
    capacity: JudgedByDocument
    lacks: tuple[Text, ...]
    """What is needed and not owned."""


def solved_load_document(load: Load) -> SolvedLoadDocument:
    """A solved load as it stands in JSON, numbers rounded to six decimals."""
    return SolvedLoadDocument(
        exercise=load.exercise,
        set_up=dict(load.set_up),
        feasible=load.feasible,
        notes=tuple(note_document(note) for note in load.notes),
        curves=tuple(curve_document(curve) for curve in load.curves),
        by_range=by_range_document(load.by_range(), digits=DIGITS),
        by_range_other_zero={
            f"{shift:+g} deg": by_range_document(load.by_range(shift_rad=math.radians(shift)), digits=DIGITS)
            for shift in _shifts_deg()
            if shift
        },
        frames=FramesDocument(
            time_s=_numbers(load.time_s),
            hip_flexion_rad=_by_side(load.hip_flexion_rad),
            hip_flexion_moment_nm_kg=_by_side(load.hip_flexion_moment_nm_kg),
            hip_adduction_moment_nm_kg=_by_side(load.hip_adduction_moment_nm_kg),
            hip_rotation_moment_nm_kg=_by_side(load.hip_rotation_moment_nm_kg),
            lumbar_rotation_moment_nm_kg=_numbers(load.lumbar_rotation_moment_nm_kg),
        ),
        impulse_share=BySide(
            left=ByAction(flexor=_shares_by_zero(load, "left", "flexor"), extensor=_shares_by_zero(load, "left", "extensor")),
            right=ByAction(flexor=_shares_by_zero(load, "right", "flexor"), extensor=_shares_by_zero(load, "right", "extensor")),
        ),
        lumbar_moment_nm_kg=_numbers(load.lumbar_moment_nm_kg),
        hip_power_w_kg=_by_side({side: load.power_w_kg(side) for side in SIDES}),
        supports_n={name: tuple(_numbers(row) for row in force) for name, force in load.supports_n.items()},
        moment_band=MomentBandDocument(
            time_s=tuple(round(float(load.time_s[frame]), DIGITS) for frame in load.key_frames),
            left=tuple(_numbers(row) for row in load.moment_band_nm_kg["left"]),
            right=tuple(_numbers(row) for row in load.moment_band_nm_kg["right"]),
        ),
    )


def load_document(report: LoadReport) -> LoadDocument:
    """A load with its report as it stands in JSON."""
    power, lumbar = report.power, report.lumbar
    return LoadDocument(
        **dict(solved_load_document(report.load)),
        peaks=tuple(peak_document(peak) for peak in report.peaks),
        power=BySide(
            left=power_document(power["left"], report.athlete.mass_kg), right=power_document(power["right"], report.athlete.mass_kg)
        ),
        lumbar=LumbarDocument(
            back_extensors=lumbar_moment_document(lumbar["back extensors"], report.athlete.mass_kg),
            abdomen=lumbar_moment_document(lumbar["abdomen"], report.athlete.mass_kg),
        ),
        efforts=EffortsDocument(
            of=report.effort_source,
            share_at_once=round(report.share_at_once, 4),
            by_muscle=tuple(effort_document(effort) for effort in report.efforts),
        ),
        sideways=tuple(side_moment_document(moment, report.athlete.mass_kg) for moment in report.side_moments),
        supports=tuple(support_document(support, report.weight_n) for support in report.supports),
        tempos=TemposDocument(slow=_tempo(report, report.slow), chosen=_tempo(report, report.load), brisk=_tempo(report, report.brisk)),
        capacity=JudgedByDocument(source=report.capacity_source),
        lacks=report.lacks,
    )


def peak_document(peak: Peak) -> PeakDocument:
    """A peak as it stands in JSON."""
    shares = dict(zip(_shifts_deg(), (peak.share, *peak.share_other_zero), strict=True))
    return PeakDocument(
        side=peak.side,
        action=peak.action,
        moment_nm_kg=round(peak.moment_nm_kg, DIGITS),
        moment_nm=round(peak.moment_nm, 4),
        hip_flexion_deg=round(math.degrees(peak.hip_flexion_rad), 3),
        when=peak.when,
        leading_range=peak.leading_range,
        depends_on_pelvis=peak.depends_on_pelvis,
        impulse_share={f"{shift:+g} deg": shares_document(share, digits=DIGITS) for shift, share in shares.items()},
    )


def _shifts_deg() -> tuple[float, float, float]:
    """How far the zero of hip flexion is moved: not at all, down, up."""
    off = range_edges_deg()[2]
    return 0.0, -off, off


def _shares_by_zero(load: Load, side: Side, action: Action) -> dict[str, Shares | None]:
    shares = {shift: load.impulse_share(side, action, shift_rad=math.radians(shift)) for shift in _shifts_deg()}
    return {f"{shift:+g} deg": None if share is None else shares_document(share, digits=DIGITS) for shift, share in shares.items()}


def _tempo(report: LoadReport, load: Load) -> TempoDocument:
    return TempoDocument(
        tempo=str(load.set_up["tempo"]),
        feasible=load.feasible,
        notes=tuple(note_document(note) for note in load.notes),
        peaks=tuple(peak_document(peak) for peak in report.peaks_at(load)),
    )


def _by_side(values: Mapping[Side, FloatArray]) -> BySide[Numbers]:
    return BySide(left=_numbers(values["left"]), right=_numbers(values["right"]))


def _numbers(values: FloatArray) -> Numbers:
    """Plain numbers to six decimals; None where there is none."""
    return tuple(round(float(value), DIGITS) if math.isfinite(value) else None for value in values)
