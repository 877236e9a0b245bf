"""Running form on the page: what was measured of each sign, what is claimed of it, and whether the hip curves fit."""

from dataclasses import dataclass

from ...body import SIDES
from ...gait import Run
from ...gait.verdict.form import FormFinding


@dataclass(frozen=True, kw_only=True)
class FormRow:
    """One sign with what was found on each side."""

    name: str
    left: str
    right: str


@dataclass(frozen=True, kw_only=True)
class FormWords:
    """What stands behind one sign."""

    name: str
    claim: str
    evidence: str
    threshold: str
    told: str
    """What was found where the recording does not show the sign; empty where it does."""


def form_rows(run: Run) -> tuple[FormRow, ...]:
    """Signs that have a figure or an observation on a side, in the order of the list."""
    rows = []
    for name in dict.fromkeys(_name(one) for one in run.form if one.side is not None):
        cells = {side: " ".join(_found(one) for one in run.form if one.side == side and _name(one) == name) for side in SIDES}
        rows.append(FormRow(name=name, left=cells["left"] or "-", right=cells["right"] or "-"))
    return tuple(rows)


def form_words(run: Run) -> tuple[FormWords, ...]:
    """Claim, evidence and threshold of each sign once."""
    first: dict[str, FormFinding] = {}
    told: dict[str, str] = {}
    for one in run.form:
        first.setdefault(one.id, one)
        if one.side is None:
            told[one.id] = one.finding
    return tuple(
        FormWords(name=_name(one), claim=one.claim, evidence=one.evidence, threshold=one.threshold_source, told=told.get(row, ""))
        for row, one in first.items()
        if one.claim
    )


def _name(one: FormFinding) -> str:
    return f"{one.id} {one.title}".strip()


def _found(one: FormFinding) -> str:
    """The finding, and where the sign was seen whether the hip curves fit its claimed cause."""
    return f"{one.finding} {one.supported_by}".strip()
