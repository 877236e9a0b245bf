"""One movement that is no run, as it stands in JSON (hipdrive.run/1): match, plan and tune take it as they take a run."""

from typing import Literal

from pydantic import Field

from ...body import SIDES, SegmentTable, Side
from ...gait import OneMovement
from ...language import en
from ..curve import MomentCurveDocument, curve_document
from ..hips import BySide
from ..wire import NoteDocument, note_document, refusing_impossible
from ..wire_model import Wire
from .run import (
    BodyDocument,
    MarkerErrorDocument,
    MovementDocument,
    NamedContactDocument,
    NotMeasuredDocument,
    ResidualDocument,
    SourcesDocument,
    body_document,
)
from .side import EventsDocument, SideDocument, SymmetryDocument
from .verdict import FormFindingDocument, QualityDocument, quality_document

NO_STRIDE = en("a movement that is no run has no strides")


class MovementRunDocument(Wire):
    """One movement that is no run, with the keys of a run: what only a run has is null or empty."""

    schema_: Literal["hipdrive.run/1"] = Field("hipdrive.run/1", alias="schema")
    notes: tuple[NoteDocument, ...]
    athlete: BodyDocument
    speed_m_s: float | None
    """Null for a movement that is no run, as the two keys below."""
    cadence_steps_per_min: float | None
    treadmill: bool | None
    marker_set: str
    marker_error_m: MarkerErrorDocument
    joint_play_m: float | None
    """How far the joint with the most play comes apart (root mean square); null where joints have no play."""
    residual_bw: ResidualDocument
    force_over_weight: float | None
    """Mean vertical ground force over whole strides, in body weights; null where a stride was not wholly on plates."""
    segments: SegmentTable
    sampling_rate_hz: float
    cutoff_hz: float
    sources: SourcesDocument
    events: BySide[EventsDocument]
    sides: BySide[SideDocument]
    demand: tuple[MomentCurveDocument, ...]
    """Empty where there are no moments."""
    form: tuple[FormFindingDocument, ...]
    not_measured: tuple[NotMeasuredDocument, ...]
    quality: QualityDocument
    symmetry: dict[str, SymmetryDocument]
    """Left less right, by measure."""
    movement: MovementDocument
    """From when until when it was, and which foot stood when."""


@refusing_impossible
def movement_document(movement: OneMovement) -> MovementRunDocument:
    """An analysed movement as it stands in JSON; what only a run has is null or empty."""
    return MovementRunDocument(
        notes=tuple(note_document(note) for note in movement.notes),
        athlete=body_document(movement.athlete),
        speed_m_s=None,
        cadence_steps_per_min=None,
        treadmill=None,
        marker_set=movement.marker_set,
        marker_error_m=MarkerErrorDocument(rms=movement.marker_error_rms_m, max=movement.marker_error_max_m),
        joint_play_m=movement.joint_play_m,
        residual_bw=ResidualDocument(rms=movement.residual_rms_bw),
        force_over_weight=None,
        segments=movement.segments,
        sampling_rate_hz=movement.sampling_rate_hz,
        cutoff_hz=movement.cutoff_hz,
        sources=_sources(movement),
        events=BySide[EventsDocument](**{side: _events(movement, side) for side in SIDES}),
        sides=BySide[SideDocument](**{side: _no_strides() for side in SIDES}),
        demand=tuple(curve_document(curve) for curve in movement.demand),
        form=(),
        not_measured=(NotMeasuredDocument(what=en("speed, cadence and measures of strides"), why=NO_STRIDE),),
        quality=quality_document(movement.quality),
        symmetry={},
        movement=_cut(movement),
    )


def _cut(movement: OneMovement) -> MovementDocument:
    contacts = tuple(
        NamedContactDocument(side=contact.side, from_s=contact.initial_contact_s, to_s=contact.toe_off_s, on_plate=bool(contact.plates))
        for contact in movement.contacts
    )
    return MovementDocument(from_s=movement.cut.from_s, to_s=movement.cut.to_s, contacts=contacts)


def _sources(movement: OneMovement) -> SourcesDocument:
    """Moments of a leg in the air and on a plate are measured; others are not told."""
    felt = any(contact.plates for contact in movement.contacts)
    events = None if not movement.contacts else ("measured" if felt else "assumed")
    return SourcesDocument(swing="measured", stance="measured" if felt else None, events=events)


def _events(movement: OneMovement, side: Side) -> EventsDocument:
    own = [contact for contact in movement.contacts if contact.side == side]
    return EventsDocument(
        initial_contact_s=tuple(contact.initial_contact_s for contact in own), toe_off_s=tuple(contact.toe_off_s for contact in own)
    )


def _no_strides() -> SideDocument:
    return SideDocument(
        strides=0,
        hip_flexion_rad=None,
        knee_flexion_rad=None,
        ankle_dorsiflexion_rad=None,
        hip_flexion_moment_nm_kg=None,
        hip_flexion_power_w_kg=None,
        hip_power_w_kg=None,
        grf_vertical_bw=None,
        flexor_impulse_share={},
    )
