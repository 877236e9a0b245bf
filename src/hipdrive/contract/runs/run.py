"""hipdrive.run/1: an analysed run, to and from the domain."""

import json
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from ...body import SIDES, Athlete, SegmentTable, Sex, Side
from ...errors import Advice, InputFileError
from ...gait.run import FrontView, NotShown, Run, SideView
from ...gait.verdict.form import UPHILL
from ...gait.verdict.sources import Source, is_flat, sources_of
from ...language import Text, en
from ..curve import MomentCurveDocument, curve_document, curve_from
from ..hips import BySide
from ..wire import D, NoteDocument, Texts, note_document, note_from, read_document, refusing_impossible
from ..wire_model import Wire, is_none
from .filmed import FrontViewDocument, SideViewDocument, front_view_document, side_view_document, view_from
from .side import EventsDocument, SideDocument, SymmetryDocument, events_document, side_document, side_from, symmetry_document
from .verdict import FormFindingDocument, QualityDocument, form_finding_document, form_finding_from, quality_document

RUN_FILE_ADVICE = Advice(words=en("give the JSON of an analysed run"), step="give_run_file")


class BodyDocument(Wire):
    """Whose run it is, as far as mechanics needs to know."""

    mass_kg: float
    height_m: float
    sex: Sex


class MarkerErrorDocument(Wire):
    """Distance of markers from their places on the skeleton (m), over all frames."""

    rms: float
    max: float


class ResidualDocument(Wire):
    """Force on the pelvis that the model cannot explain (body weights)."""

    rms: float | None


class SourcesDocument(Wire):
    """Where moments in swing, moments in stance and events come from; null where there are no moments."""

    swing: Source | None
    stance: Source | None
    events: Source | None


class NotMeasuredDocument(Wire):
    """Something that no recording shows here, and why."""

    what: Text
    why: Text


class NamedContactDocument(Wire):
    """One foot on the ground in a movement."""

    side: Side
    from_s: float
    to_s: float
    on_plate: bool
    """Whether a force plate felt it; if not, nothing is known of that leg's hip while it stands."""


class MovementDocument(Wire):
    """A movement that is no run: from when until when of the recording's own clock, and which foot stood when."""

    from_s: float
    to_s: float
    contacts: tuple[NamedContactDocument, ...]


class RunDemandDocument(Wire):
    """Of an analysed run, what a match or the tuner needs."""

    schema_: Literal["hipdrive.run/1"] = Field("hipdrive.run/1", alias="schema")
    athlete: BodyDocument
    speed_m_s: float | None
    demand: tuple[MomentCurveDocument, ...]
    movement: MovementDocument | None = None
    notes: tuple[NoteDocument, ...] = ()


class RunSignsDocument(Wire):
    """Of an analysed run, its signs of running form and from where they were seen."""

    schema_: Literal["hipdrive.run/1"] = Field("hipdrive.run/1", alias="schema")
    notes: tuple[NoteDocument, ...]
    form: tuple[FormFindingDocument, ...]
    side_view: SideViewDocument | None = None
    front_view: FrontViewDocument | None = None


class RunDocument(Wire):
    """An analysed run."""

    schema_: Literal["hipdrive.run/1"] = Field("hipdrive.run/1", alias="schema")
    notes: tuple[NoteDocument, ...]
    athlete: BodyDocument
    speed_m_s: float = Field(gt=0.0)
    cadence_steps_per_min: float
    treadmill: bool
    slope: float | None = Field(None, exclude_if=is_none)
    """Rise of the ground over level way, uphill positive; only on a slope."""
    marker_set: str
    marker_error_m: MarkerErrorDocument
    joint_play_m: float | None
    """How far the joint with the most play comes apart (root mean square); null where joints have no play."""
    residual_bw: ResidualDocument
    force_over_weight: float | None
    """Mean vertical ground force over whole strides, in body weights; null where a stride was not wholly on plates."""
    believed_share: float | None = Field(None, exclude_if=is_none)
    """Share of the whole strides that show nothing beyond what bodies can do; only where others were left out."""
    trunk_recorded: bool | None = Field(None, exclude_if=is_none)
    """False where only the legs were recorded; else left out."""
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
    side_view: SideViewDocument | None = Field(None, exclude_if=is_none)
    """Only of a run that one camera saw from the side; moments in stance, hip flexion and the far leg are then not measured."""
    front_view: FrontViewDocument | None = Field(None, exclude_if=is_none)
    """Only of a run that one camera saw from the front or from behind; what lies along its line of sight is then not measured."""
    quality: QualityDocument
    symmetry: dict[str, SymmetryDocument]
    """Left less right, by measure."""
    texts: Texts = None
    """English sentence of this document -> its pattern and values, so that it can be shown in another language."""


@refusing_impossible
def run_document(run: Run) -> RunDocument:
    """An analysed run as it stands in JSON."""
    sources = sources_of(
        from_plates=run.from_plates,
        trunk_recorded=run.trunk_recorded,
        flat=is_flat(run.notes),
        moments_found=not run.clusters_only,
        filmed_from=None if run.view is None else run.view.seen_from,
    )
    left, right = run.sides["left"], run.sides["right"]
    return RunDocument(
        notes=tuple(note_document(note) for note in run.notes),
        athlete=body_document(run.athlete),
        speed_m_s=run.speed_m_s,
        cadence_steps_per_min=run.cadence_steps_per_min,
        treadmill=run.treadmill,
        slope=run.slope or None,
        marker_set=run.marker_set,
        marker_error_m=MarkerErrorDocument(rms=run.marker_error_rms_m, max=run.marker_error_max_m),
        joint_play_m=run.joint_play_m,
        residual_bw=ResidualDocument(rms=run.residual_rms_bw),
        force_over_weight=run.force_over_weight,
        believed_share=None if run.believed_share == 1.0 else run.believed_share,
        trunk_recorded=None if run.trunk_recorded else False,
        segments=run.segments,
        sampling_rate_hz=run.sampling_rate_hz,
        cutoff_hz=run.cutoff_hz,
        sources=SourcesDocument(swing=sources["swing"], stance=sources["stance"], events=sources["events"]),
        events=BySide[EventsDocument](left=events_document(left), right=events_document(right)),
        sides=BySide[SideDocument](left=side_document(left), right=side_document(right)),
        demand=tuple(curve_document(curve) for curve in run.demand),
        form=tuple(form_finding_document(finding) for finding in run.form),
        not_measured=(*_hidden(run), NotMeasuredDocument(what=en("uphill running"), why=UPHILL)),
        side_view=side_view_document(run.view) if isinstance(run.view, SideView) else None,
        front_view=front_view_document(run.view) if isinstance(run.view, FrontView) else None,
        quality=quality_document(run.quality),
        symmetry={name: symmetry_document(symmetry) for name, symmetry in run.symmetry.items()},
    )


def run_from(document: RunDocument) -> Run:
    """A run read back, its curves to the digits that JSON holds.

    Raises:
        ValueOutOfRangeError: If body or curves cannot be.
    """
    return Run(
        athlete=body_from(document.athlete),
        segments=document.segments,
        cutoff_hz=document.cutoff_hz,
        marker_set=document.marker_set,
        speed_m_s=document.speed_m_s,
        cadence_steps_per_min=document.cadence_steps_per_min,
        treadmill=document.treadmill,
        slope=document.slope or 0.0,
        marker_error_rms_m=document.marker_error_m.rms,
        marker_error_max_m=document.marker_error_m.max,
        joint_play_m=document.joint_play_m,
        residual_rms_bw=document.residual_bw.rms,
        force_over_weight=document.force_over_weight,
        believed_share=1.0 if document.believed_share is None else document.believed_share,
        trunk_recorded=document.trunk_recorded is None,
        from_plates=document.sources.events == "measured",
        clusters_only=document.sources.swing is None and document.side_view is None and document.front_view is None,
        view=view_from(
            document.side_view,
            document.front_view,
            hidden=tuple(NotShown(what=row.what, why=row.why) for row in document.not_measured if row.why != UPHILL),
        ),
        sampling_rate_hz=document.sampling_rate_hz,
        sides={side: side_from(document.sides.of(side), document.events.of(side)) for side in SIDES},
        demand=tuple(curve_from(curve) for curve in document.demand),
        form=tuple(form_finding_from(finding) for finding in document.form),
        notes=tuple(note_from(note) for note in document.notes),
    )


def _hidden(run: Run) -> tuple[NotMeasuredDocument, ...]:
    """What a clip does not show."""
    return () if run.view is None else tuple(NotMeasuredDocument(what=hidden.what, why=hidden.why) for hidden in run.view.not_shown)


def body_document(athlete: Athlete) -> BodyDocument:
    """A body as it stands in JSON."""
    return BodyDocument(mass_kg=athlete.mass_kg, height_m=athlete.height_m, sex=athlete.sex)


def body_from(document: BodyDocument) -> Athlete:
    """A body read back.

    Raises:
        ValueOutOfRangeError: If it cannot be a person's.
    """
    return Athlete(mass_kg=document.mass_kg, height_m=document.height_m, sex=document.sex)


def read_run(content: str | bytes, *, name: str) -> RunDocument:
    """A whole run read back from the text of a file.

    Args:
        content: The text.
        name: What sentences call the file.

    Raises:
        InputFileError: If it is no JSON, no run of a schema known here, or a key is missing or cannot be; the key is named. One movement
            that is no run is told apart.
    """
    try:
        return _read(RunDocument, content, name)
    except InputFileError:
        if read_run_demand(content, name=name).movement is not None:
            raise InputFileError(name, en("this is one movement, not a run"), RUN_FILE_ADVICE) from None
        raise


def read_run_demand(content: str | bytes, *, name: str) -> RunDemandDocument:
    """Of a run, what a match or the tuner needs; other keys may be missing. Otherwise as `read_run`."""
    return _read(RunDemandDocument, content, name)


def read_run_signs(kept: Mapping[str, object], *, name: str) -> RunSignsDocument:
    """Of a kept run, its signs, which are a hundredth of it. Otherwise as `read_run`.

    Args:
        kept: The run's document as the store has it.
        name: What sentences call it.
    """
    return _read_parts(RunSignsDocument, kept, name)


def read_kept_demand(kept: Mapping[str, object], *, name: str) -> RunDemandDocument:
    """Of a kept run, its demand, which is a tenth of it. Otherwise as `read_run_signs`."""
    return _read_parts(RunDemandDocument, kept, name)


def _read_parts(model: type[D], kept: Mapping[str, object], name: str) -> D:
    """Only the keys that a model has, of a document as the store has it."""
    keys = [field.alias or key for key, field in model.model_fields.items()]
    return _read(model, json.dumps({key: kept[key] for key in keys if key in kept}), name)


def _read(model: type[D], content: str | bytes, name: str) -> D:
    broken = en("the run is incomplete or broken")
    return read_document(model, content, name=name, kind=en("a run"), advice=RUN_FILE_ADVICE, broken=broken)
