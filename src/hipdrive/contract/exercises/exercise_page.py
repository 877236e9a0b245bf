"""All that the page of one exercise says, as it stands in JSON under 'page'."""

from collections.abc import Sequence

from ...exercise.declared.ladder import LadderStep
from ...language import Text
from ...report.exercise_page.view import ExercisePage, PlaceOnLadder, VariantView
from ..hips import ByAction, BySide, Means, by_range_document
from ..set_up import SetUpValue
from ..wire_model import Wire
from .evidence import ClaimDocument, EvidenceRowDocument, claim_document, evidence_row_document
from .load import PeakDocument, peak_document
from .seesaw import SeesawDocument, seesaw_documents


class FaultDocument(Wire):
    """What can go wrong and what to do about it."""

    row: str
    says: Text
    do: Text


class NotAdvisedDocument(Wire):
    """Who had better leave the exercise, and why."""

    who: Text
    why: Text
    gate: str
    """Gate of the safety screen that keeps it out; empty if it is only said."""


class RemarkDocument(Wire):
    """A remark with the row it comes from."""

    row: str
    says: Text
    reconstruction: bool
    """Whether it says that the set-up is our reconstruction."""


class DoseWordsDocument(Wire):
    """How much of it, in words."""

    amount: Text
    source: Text
    """What the source states, and what is our choice."""


class SettingDocument(Wire):
    """One key of the set-up."""

    key: str
    default: str
    allowed: Text
    meaning: Text


class PageVariantDocument(Wire):
    """One variant in its default set-up."""

    variant: str
    """Its name; empty for an exercise without variants."""
    label: Text
    set_up: dict[str, SetUpValue]
    dose: DoseWordsDocument
    settings: tuple[SettingDocument, ...]
    by_range: BySide[ByAction[Means]] | None
    """Mean moments, Nm/kg, flexor positive; null for mobility work."""
    peaks: tuple[PeakDocument, ...]
    sideways: tuple[Text, ...]
    """What keeps the body from tipping and twisting sideways, in words."""


class NextStepDocument(Wire):
    """A step of a ladder that leads on or back."""

    exercise: str
    step: str
    when: Text


class LadderStepDocument(Wire):
    """One step of a ladder on which the exercise stands."""

    ladder: str
    step: str
    set_up: dict[str, SetUpValue]
    unlocks: tuple[NextStepDocument, ...]
    regresses_to: tuple[NextStepDocument, ...]


class ExercisePageDocument(Wire):
    """All that the page of one exercise says."""

    prerequisites: tuple[Text, ...]
    cues: tuple[Text, ...]
    faults: tuple[FaultDocument, ...]
    stop_for: tuple[Text, ...]
    not_advised: tuple[NotAdvisedDocument, ...]
    remarks: tuple[RemarkDocument, ...]
    passive_range_deg: tuple[int | float, int | float] | None
    """Hip flexion between which mobility work moves."""
    variants: tuple[PageVariantDocument, ...]
    """The default first."""
    ladder_steps: tuple[LadderStepDocument, ...]
    claims: tuple[ClaimDocument, ...]
    seesaw: tuple[SeesawDocument, ...]
    """Both hips at several loads, of what is done standing on one leg."""
    evidence: tuple[EvidenceRowDocument, ...]


def exercise_page_document(page: ExercisePage) -> ExercisePageDocument:
    """A page as it stands in JSON."""
    exercise = page.exercise
    return ExercisePageDocument(
        prerequisites=exercise.prerequisites,
        cues=exercise.cues,
        faults=tuple(FaultDocument(row=fault.row, says=fault.says, do=fault.do) for fault in exercise.faults),
        stop_for=page.stop_for,
        not_advised=tuple(NotAdvisedDocument(who=who.who, why=who.why, gate=who.gate) for who in exercise.not_advised),
        remarks=tuple(
            RemarkDocument(row=remark.row, says=remark.says, reconstruction=remark.reconstruction) for remark in exercise.remarks
        ),
        passive_range_deg=exercise.passive_range_deg,
        variants=tuple(_variant(variant) for variant in page.variants),
        ladder_steps=tuple(_ladder_step(step) for step in page.steps),
        claims=tuple(claim_document(verdict) for verdict in page.verdicts),
        seesaw=seesaw_documents(page.seesaws),
        evidence=tuple(evidence_row_document(row) for row in page.evidence),
    )


def _variant(view: VariantView) -> PageVariantDocument:
    amount, source = view.dose
    return PageVariantDocument(
        variant=view.name,
        label=view.exercise.label,
        set_up=dict(view.set_up),
        dose=DoseWordsDocument(amount=amount, source=source),
        settings=tuple(
            SettingDocument(key=row.key, default=row.default, allowed=row.allowed, meaning=row.meaning) for row in view.settings
        ),
        by_range=None if view.load is None else by_range_document(view.load.by_range()),
        peaks=tuple(peak_document(peak) for peak in view.peaks),
        sideways=view.side_sentences,
    )


def _ladder_step(step: PlaceOnLadder) -> LadderStepDocument:
    return LadderStepDocument(
        ladder=step.ladder, step=step.step, set_up=dict(step.set_up), unlocks=_next_steps(step.up), regresses_to=_next_steps(step.down)
    )


def _next_steps(steps: Sequence[tuple[LadderStep, str]]) -> tuple[NextStepDocument, ...]:
    return tuple(NextStepDocument(exercise=step.exercise, step=step.id, when=words) for step, words in steps)
