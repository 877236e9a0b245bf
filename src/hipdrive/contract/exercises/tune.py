"""A tuned set-up as it stands in JSON, schema hipdrive.tune/1."""

import math
from typing import Literal

from pydantic import Field

from ...body import Side
from ...curve import Action, Range
from ...exercise.tune.outcome import Outcome
from ...exercise.tune.tuning import KeptFit, Target, TargetFigures, TargetShares, Tuning, target_figures
from ...exercise.verdict.instruction import instruction
from ...language import Text
from ..hips import Means, Shares, means_document, shares_document
from ..set_up import SetUpValue
from ..wire import NoteDocument, note_document
from ..wire_model import Wire, is_none
from .load import SolvedLoadDocument, solved_load_document

DIGITS = 4


class TargetDocument(Wire):
    """What a set-up shall train."""

    kind: Literal["range", "demand"]
    range: Range | None = Field(None, exclude_if=is_none)
    """Only of a range."""
    source: Text | None = Field(None, exclude_if=is_none)
    """Whose stride it is; only of a demand."""
    side: Side
    action: Action
    from_deg: int | None = Field(None, exclude_if=is_none)
    """Lowest hip flexion that is asked; only of a range."""
    to_deg: int | None = Field(None, exclude_if=is_none)
    """Highest hip flexion that is asked; only of a range."""


class IntensityPlaceDocument(Wire):
    """Where the load comes nearest to what a hip can give."""

    side: Side
    action: Action
    hip_flexion_deg: int


class TargetFiguresDocument(Wire):
    """What the load curve of the targeted hip and action looks like."""

    peak_nm_kg: float | None
    peak_at_deg: float | None
    mean_nm_kg: Means
    impulse_share: Shares | None
    impulse_share_in_target: float | None


class TunedSetUpDocument(Wire):
    """One set-up that was found, and how good it is."""

    set_up: dict[str, SetUpValue]
    instruction: Text
    """The set-up in imperative sentences."""
    score: float
    """Harmonic mean of coverage and specificity."""
    coverage: float
    """Share of the target that is trained."""
    specificity: float
    """Share of what is trained that lies in the target."""
    intensity_reached: float
    """Largest load over capacity, of both hips."""
    intensity_at: IntensityPlaceDocument
    figures: TargetFiguresDocument


class TargetSharesDocument(Wire):
    """How well the target is covered on the high edge of capacity."""

    coverage: float
    specificity: float
    score: float


class KeptFitDocument(Wire):
    """A set-up that the athlete keeps, and how it does beside the best."""

    name: str
    set_up: dict[str, SetUpValue]
    """What differs from the default set-up."""
    score: float | None
    """Null where it may not be chosen, like the next three."""
    coverage: float | None
    specificity: float | None
    intensity_reached: float | None
    why: Text
    """Why it may not be chosen; empty where it may."""


class TuneDocument(Wire):
    """The set-up of an exercise that best covers a target; what is said of the best is null where nothing fits."""

    schema_: Literal["hipdrive.tune/1"] = Field("hipdrive.tune/1", alias="schema")
    exercise: str
    target: TargetDocument
    feasible: bool
    """Whether any set-up fits."""
    set_up: dict[str, SetUpValue] | None
    instruction: Text | None
    score: float | None
    coverage: float | None
    specificity: float | None
    intensity_reached: float | None
    intensity_at: IntensityPlaceDocument | None
    figures: TargetFiguresDocument | None
    load: SolvedLoadDocument | None
    largest_intensity_allowed: float
    on_high_edge: TargetSharesDocument | None
    untrained_deg: tuple[tuple[int, int], ...] | None
    """First and last degree of each stretch of the target that stays untrained."""
    runner_up: TunedSetUpDocument | None
    tried: int
    """Load curves that were solved."""
    set_ups: int
    """Different set-ups that were looked at."""
    equipment_source: Text
    capacity_source: Text
    notes: tuple[NoteDocument, ...]
    kept: tuple[KeptFitDocument, ...] | None = Field(None, exclude_if=is_none)
    """Set-ups of this exercise that the athlete keeps, the best first; left out where there are none."""

    @property
    def best(self) -> TunedSetUpDocument | None:
        """What is said of the best, in one; None where nothing fits."""
        if self.set_up is None:
            return None
        return TunedSetUpDocument(**{name: getattr(self, name) for name in TunedSetUpDocument.model_fields})


def tune_document(tuning: Tuning) -> TuneDocument:
    """A tuned set-up as it stands in JSON."""
    best = _set_up(tuning, tuning.tuned.best)
    said = dict.fromkeys(TunedSetUpDocument.model_fields) if best is None else dict(best)
    load = None if tuning.tuned.best is None else tuning.tuned.best.load
    return TuneDocument(
        **said,
        exercise=tuning.exercise.id,
        target=_target(tuning.target),
        feasible=tuning.tuned.best is not None,
        load=None if load is None else solved_load_document(load),
        largest_intensity_allowed=tuning.intensity,
        on_high_edge=None if tuning.on_high_edge is None else _shares(tuning.on_high_edge),
        untrained_deg=tuning.untrained_deg,
        runner_up=_set_up(tuning, tuning.tuned.runner_up),
        tried=tuning.tuned.tried,
        set_ups=tuning.tuned.set_ups,
        equipment_source=tuning.equipment_source,
        capacity_source=tuning.capacity_source,
        notes=tuple(note_document(note) for note in tuning.notes),
        kept=tuple(_kept(each) for each in tuning.kept) or None,
    )


def _kept(kept: KeptFit) -> KeptFitDocument:
    fit = kept.fit
    return KeptFitDocument(
        name=kept.name,
        set_up=dict(kept.set_up),
        score=None if fit is None else round(fit.score, DIGITS),
        coverage=None if fit is None else round(fit.coverage, DIGITS),
        specificity=None if fit is None else round(fit.specificity, DIGITS),
        intensity_reached=None if fit is None else round(fit.intensity, DIGITS),
        why=kept.why,
    )


def _target(target: Target) -> TargetDocument:
    first, last = (int(degree) for degree in target.span_deg)
    ranged = target.kind == "range"
    return TargetDocument(
        kind=target.kind,
        side=target.side,
        action=target.action,
        range=target.range,
        from_deg=first if ranged else None,
        to_deg=last if ranged else None,
        source=target.source,
    )


def _set_up(tuning: Tuning, outcome: Outcome | None) -> TunedSetUpDocument | None:
    if outcome is None or outcome.load is None or outcome.fit is None:
        return None
    fit = outcome.fit
    return TunedSetUpDocument(
        set_up=dict(outcome.load.set_up),
        instruction=instruction(tuning.exercise, outcome.load.set_up),
        score=round(fit.score, DIGITS),
        coverage=round(fit.coverage, DIGITS),
        specificity=round(fit.specificity, DIGITS),
        intensity_reached=round(fit.intensity, DIGITS),
        intensity_at=IntensityPlaceDocument(side=fit.intensity_side, action=fit.intensity_action, hip_flexion_deg=fit.intensity_deg),
        figures=_figures(target_figures(outcome.load, tuning.target)),
    )


def _figures(figures: TargetFigures) -> TargetFiguresDocument:
    in_target = figures.impulse_share_in_target
    return TargetFiguresDocument(
        peak_nm_kg=None if figures.peak_nm_kg is None else round(figures.peak_nm_kg, DIGITS),
        peak_at_deg=None if figures.peak_at_rad is None else round(math.degrees(figures.peak_at_rad), 1),
        mean_nm_kg=means_document(figures.mean_nm_kg, DIGITS),
        impulse_share=None if figures.impulse_share is None else shares_document(figures.impulse_share, digits=DIGITS),
        impulse_share_in_target=None if in_target is None else round(in_target, DIGITS),
    )


def _shares(shares: TargetShares) -> TargetSharesDocument:
    return TargetSharesDocument(
        coverage=round(shares.coverage, DIGITS), specificity=round(shares.specificity, DIGITS), score=round(shares.score, DIGITS)
    )
