"""Running form on the page: what was measured of each sign, what is claimed of it, and whether the hip curves fit."""

from dataclasses import dataclass

from ...body import SIDES
from ...errors import NOTHING
from ...gait import Run
from ...gait.verdict.form import FormFinding
from ...language import Text, joined, verbatim
from ..named import with_names

NO_FINDING = verbatim("-")


@dataclass(frozen=True, kw_only=True)
class FormRow:
    """One sign with what was found on each side."""

    name: Text
    left: Text
    right: Text


@dataclass(frozen=True, kw_only=True)
class FormWords:
    """What stands behind one sign."""

    name: Text
    claim: Text
    evidence: Text
    threshold: Text
    finding: Text
    """What was found where the recording does not show the sign; empty where it does."""


def form_rows(run: Run) -> tuple[FormRow, ...]:
    """Signs that have a figure or an observation on a side, in the order of the list."""
    rows = []
    for name in dict.fromkeys(_name(finding) for finding in run.form if finding.side is not None):
        cells = {
            side: joined(_finding_words(finding) for finding in run.form if finding.side == side and _name(finding) == name)
            for side in SIDES
        }
        rows.append(FormRow(name=name, left=cells["left"] or NO_FINDING, right=cells["right"] or NO_FINDING))
    return tuple(rows)


def form_words(run: Run) -> tuple[FormWords, ...]:
    """Claim, evidence and threshold of each sign once."""
    first: dict[str, FormFinding] = {}
    without_side: dict[str, Text] = {}
    for finding in run.form:
        first.setdefault(finding.id, finding)
        if finding.side is None:
            without_side[finding.id] = with_names(finding.finding)
    return tuple(
        FormWords(
            name=_name(finding),
            claim=finding.claim,
            evidence=finding.evidence,
            threshold=finding.threshold_source,
            finding=without_side.get(row, NOTHING),
        )
        for row, finding in first.items()
        if finding.claim
    )


def _name(finding: FormFinding) -> Text:
    return joined((finding.id, finding.title))


def _finding_words(finding: FormFinding) -> Text:
    """The finding, and where the sign was seen whether the hip curves fit its claimed cause."""
    return joined((finding.finding, finding.supported_by))
