"""What is said of a run: signs of running form, and how far the recording can be trusted."""

from ...body import Side
from ...gait.verdict.form import FormFinding
from ...gait.verdict.quality import Grade, Quality
from ...gait.verdict.status import Status
from ...language import Text
from ..wire_model import Wire


class FormFindingDocument(Wire):
    """One sign of running form on one side."""

    id: str
    """Row of the list of form signs, such as F01."""
    side: Side | None
    value: float | None
    unit: str
    finding: Text
    title: Text
    status: Status
    threshold: float | None
    """In the unit of the value."""
    threshold_source: Text
    noise: float | None
    noise_source: Text
    claim: Text
    evidence: Text
    supported: bool | None
    """Whether this runner's hip curves fit the claimed cause; null where that cannot be said."""
    supported_by: Text
    also: dict[str, float | None]
    """Other measures of the sign, by name and unit."""


class QualityCheckDocument(Wire):
    """One thing by which a recording is graded."""

    id: str
    value: float | None
    """What was found; null where it could not be looked at."""
    unit: Text
    grade: Grade
    reason: Text
    limit: float
    """Last value that is still good."""
    source: Text
    advice: Text


class QualityDocument(Wire):
    """How far a recording can be trusted."""

    grade: Grade
    checks: tuple[QualityCheckDocument, ...]


def form_finding_document(finding: FormFinding) -> FormFindingDocument:
    """A sign of running form as it stands in JSON."""
    return FormFindingDocument(
        id=finding.id,
        side=finding.side,
        value=finding.value,
        unit=finding.unit,
        finding=finding.finding,
        title=finding.title,
        status=finding.status,
        threshold=finding.threshold,
        threshold_source=finding.threshold_source,
        noise=finding.noise,
        noise_source=finding.noise_source,
        claim=finding.claim,
        evidence=finding.evidence,
        supported=finding.supported,
        supported_by=finding.supported_by,
        also=dict(finding.also),
    )


def form_finding_from(document: FormFindingDocument) -> FormFinding:
    """A sign of running form, read back."""
    return FormFinding(**dict(document))


def quality_document(quality: Quality) -> QualityDocument:
    """The grade of a recording with its checks, as it stands in JSON."""
    return QualityDocument(
        grade=quality.grade,
        checks=tuple(
            QualityCheckDocument(
                id=check.id,
                value=check.value,
                unit=check.unit,
                grade=check.grade,
                reason=check.reason,
                limit=check.limit,
                source=check.source,
                advice=check.advice,
            )
            for check in quality.checks
        ),
    )
