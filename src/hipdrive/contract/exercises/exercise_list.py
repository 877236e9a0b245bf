"""The list of exercises, the page of one, and the table of ranges as they stand in JSON: hipdrive.exercises/1 and hipdrive.grid/1."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from ...curve import Action, Range
from ...exercise.declared.catalogue import own_exercises
from ...exercise.declared.row_note import RowNote
from ...exercise.verdict.summary import ExerciseSummary, LoadingQuality, VariantSummary
from ...language import Text
from ..wire_model import Wire, is_none
from .effort import EffortDocument, effort_document
from .exercise_page import ExercisePageDocument


class VariantDocument(Wire):
    """One variant at a glance."""

    variant: str
    """Its name; empty for an exercise without variants."""
    label: Text
    rows: tuple[str, ...]
    position: Text
    both_hips: bool
    quality: LoadingQuality
    """What the share of strength of the working leg's muscles does from straight to flexed, moved slowly."""
    peak_range: Range | None
    """Where the muscles of the working leg work hardest; null for mobility work."""
    peak_muscle: Action | None
    """Which muscles these are."""
    share_at_once: float
    """Share of strength that both hips get at one moment, flexors on one side and extensors on the other."""
    efforts: tuple[EffortDocument, ...]
    """Of both legs in the default set-up, the hardest first."""


class LadderDocument(Wire):
    """Exercises that come after this one, and those to fall back to."""

    unlocks: tuple[str, ...]
    regresses_to: tuple[str, ...]


class ExerciseDocument(Wire):
    """One exercise of the list."""

    id: str
    name: Text
    rows: tuple[str, ...]
    """Rows of the sources that it stands for."""
    kind: Literal["strength", "mobility"]
    position: Text
    laterality: Text
    equipment: tuple[Text, ...]
    resistance: tuple[str, ...]
    quality: LoadingQuality
    both_hips: bool
    """Whether, in the default set-up, both hips get at one moment the share of strength from which training counts."""
    peak_range: Range | None
    peak_muscle: Action | None
    """Of the working leg; null for mobility work."""
    ladder: LadderDocument
    evidence: tuple[str, ...]
    reconstruction: bool
    """Whether its set-up is our reconstruction, because the source does not describe it."""
    own: Literal[True] | None = Field(None, exclude_if=is_none)
    """It is one of your own, that counts beside those of the package; only of such a one."""
    variants: tuple[VariantDocument, ...]
    page: ExercisePageDocument | None = Field(None, exclude_if=is_none)
    """All that its page says; only where the exercise was asked for by its id."""


class RowNoteDocument(Wire):
    """A row of the sources that is no exercise."""

    id: str
    name: Text
    says: Text
    related: tuple[str, ...]
    """Exercises that carry the idea."""
    why_no_load_curve: Text


class ExercisesDocument(Wire):
    """Exercises that were looked for, or one with its page."""

    schema_: Literal["hipdrive.exercises/1"] = Field("hipdrive.exercises/1", alias="schema")
    exercises: tuple[ExerciseDocument, ...]
    notes: tuple[RowNoteDocument, ...]


class GridCellDocument(Wire):
    """Exercises with one kind of resistance in one position, by the range in which the working leg works hardest."""

    resistance: str
    position: Text
    early: tuple[str, ...]
    mid: tuple[str, ...]
    end: tuple[str, ...]
    extensors: tuple[str, ...]
    """Those of them in which the extensors are what works hardest; for them early is the lock-out and end is deep."""


class GridDocument(Wire):
    """Kind of resistance x body position x range."""

    schema_: Literal["hipdrive.grid/1"] = Field("hipdrive.grid/1", alias="schema")
    cells: tuple[GridCellDocument, ...]


def exercise_document(summary: ExerciseSummary, *, page: ExercisePageDocument | None = None) -> ExerciseDocument:
    """An exercise as it stands in JSON, with its page where there is one."""
    exercise, first = summary.exercise, summary.variants[0]
    return ExerciseDocument(
        id=exercise.id,
        name=exercise.name,
        rows=exercise.rows,
        kind=exercise.kind,
        position=exercise.position,
        laterality=exercise.laterality,
        equipment=exercise.equipment,
        resistance=exercise.resistance_kinds,
        quality=first.quality,
        both_hips=exercise.both_hips,
        peak_range=first.peak_range,
        peak_muscle=first.peak_muscle,
        ladder=LadderDocument(unlocks=summary.unlocks, regresses_to=summary.regresses_to),
        evidence=exercise.evidence,
        own=True if exercise.id in own_exercises() else None,
        reconstruction=any(remark.reconstruction for remark in exercise.remarks),
        variants=tuple(_variant_document(variant) for variant in summary.variants),
        page=page,
    )


def exercises_document(exercises: Sequence[ExerciseDocument], notes: Sequence[RowNote] = ()) -> ExercisesDocument:
    """A list of exercises with the rows that are none."""
    return ExercisesDocument(exercises=tuple(exercises), notes=tuple(_row_note_document(note) for note in notes))


def _variant_document(variant: VariantSummary) -> VariantDocument:
    return VariantDocument(
        variant=variant.variant,
        label=variant.label,
        rows=variant.rows,
        position=variant.position,
        both_hips=variant.both_hips,
        quality=variant.quality,
        peak_range=variant.peak_range,
        peak_muscle=variant.peak_muscle,
        share_at_once=round(variant.share_at_once, 4),
        efforts=tuple(effort_document(effort) for effort in variant.efforts),
    )


def _row_note_document(note: RowNote) -> RowNoteDocument:
    return RowNoteDocument(id=note.id, name=note.name, says=note.says, related=note.related, why_no_load_curve=note.why_no_load_curve)
