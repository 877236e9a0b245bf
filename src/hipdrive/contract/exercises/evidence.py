"""Evidence with its uses, and claims answered by computation, as they stand in JSON, schema hipdrive.evidence/1."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from ...evidence import EvidenceKind, EvidenceRow
from ...exercise.declared.claim import Comparison, Quantity
from ...language import Text
from ..wire_model import Wire, is_none
from .seesaw import SeesawDocument

if TYPE_CHECKING:
    from ...exercise.verdict.claims import ClaimVerdict


class EvidenceRowDocument(Wire):
    """One statement about hips and running, with who says it and how far it holds."""

    id: str
    kind: EvidenceKind
    statement: Text
    said_by: Text
    evidence: Text
    """What the sources say when looked up."""
    verdict: Text
    confidence: str
    """C checked in a source, C2 second-hand, M+ sure from memory, D derived, n/a nothing to check."""
    consequence: Text
    """What the program does or says because of it."""


class UseDocument(Wire):
    """One place that rests on a row."""

    kind: Text
    """exercise, remark, claim answered by computation, ladder, training rule, report, ..."""
    where: Text
    words: Text
    """What is said there, where it is short."""


class ClaimDocument(Wire):
    """A claim of an article, the two figures computed for it, and whether it holds."""

    row: str
    says: Text
    holds: bool | None
    """null where a figure could not be computed."""
    quantity: Quantity
    compare: Comparison
    left: float | None
    right: float | None
    """Times the claim's factor."""
    verdict: Text
    """In a sentence, with the numbers."""


class AnsweredClaimDocument(ClaimDocument):
    """A claim with the exercise that it is about."""

    exercise: str


class UsedEvidenceDocument(EvidenceRowDocument):
    """A row with every place that uses it."""

    used_by: tuple[UseDocument, ...]
    computed: tuple[AnsweredClaimDocument, ...] | None = Field(None, exclude_if=is_none)
    """Its claims about exercises, answered; only where the row was asked for by its id."""
    seesaw: tuple[SeesawDocument, ...] | None = Field(None, exclude_if=is_none)
    """Both hips at several loads, for rows on one hip helping the other; only where such a row was asked for by its id."""


class EvidenceDocument(Wire):
    """Rows of evidence."""

    schema_: Literal["hipdrive.evidence/1"] = Field("hipdrive.evidence/1", alias="schema")
    evidence: tuple[UsedEvidenceDocument, ...]


def evidence_row_document(row: EvidenceRow) -> EvidenceRowDocument:
    """A row as it stands in JSON."""
    return EvidenceRowDocument(
        id=row.id,
        kind=row.kind,
        statement=row.statement,
        said_by=row.said_by,
        evidence=row.evidence,
        verdict=row.verdict,
        confidence=row.confidence,
        consequence=row.consequence,
    )


def used_evidence_document(
    row: EvidenceRow,
    *,
    used_by: Sequence[UseDocument],
    computed: Sequence[AnsweredClaimDocument] | None = None,
    seesaw: Sequence[SeesawDocument] | None = None,
) -> UsedEvidenceDocument:
    """A row with its uses, and its claims and both hips' loads where they were computed."""
    answered, loads = (None if found is None else tuple(found) for found in (computed, seesaw))
    return UsedEvidenceDocument(**dict(evidence_row_document(row)), used_by=tuple(used_by), computed=answered, seesaw=loads)


def claim_document(verdict: "ClaimVerdict") -> ClaimDocument:
    """A claim with its verdict as it stands in JSON."""
    claim = verdict.claim
    return ClaimDocument(
        row=claim.row,
        says=claim.says,
        holds=verdict.holds,
        quantity=claim.left.what,
        compare=claim.compare,
        left=None if verdict.left is None else round(verdict.left, 6),
        right=None if verdict.right is None else round(verdict.right, 6),
        verdict=verdict.sentence,
    )


def answered_claim_document(exercise: str, verdict: "ClaimVerdict") -> AnsweredClaimDocument:
    """A claim with its verdict and the id of the exercise that it is about."""
    return AnsweredClaimDocument(**dict(claim_document(verdict)), exercise=exercise)
