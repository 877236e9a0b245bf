"""Which rows of the evidence stand behind which statement of the report, disagreement included."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...evidence import EvidenceRow, load_evidence
from ...language import Text, en

if TYPE_CHECKING:
    from ...training import Plan
    from .chosen import ChosenExercise

_ALWAYS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (en("Which part of the movement to train"), ("D02", "K14")),
    (en("What stronger hips may do for running: nothing is promised"), ("D01", "K01", "K25", "D09")),
    (en("Why we measure how far ahead of the body the foot lands"), ("K12", "K10", "D07")),
    (en("Why we show both directions and judge no ratio"), ("D06", "K23")),
    (en("What the flexors do in the stride: they set the posture, and the glutes push"), ("P32", "D10")),
)
_DOSED, _DOSE = en("How much and how to train"), ("K15", "K26", "D04")
_BOTH_HIPS = ("D03",)
REPORT_LINKS = (*_ALWAYS, (_DOSED, _DOSE), (en("Exercises that load both hips at once"), _BOTH_HIPS))
"""Statements of the report that do not depend on the exercises in it, with their rows."""


@dataclass(frozen=True, kw_only=True)
class EvidenceLink:
    """A statement with the rows behind it."""

    statement: Text
    rows: tuple[EvidenceRow, ...]
    """Claims and contested questions."""
    principles: tuple[EvidenceRow, ...] = ()
    """Advice of its authors that is followed."""

    @property
    def disputed(self) -> bool:
        """Whether people disagree on one of the rows."""
        return any(row.kind == "contested" or "contested" in row.verdict or "contradicted" in row.verdict for row in self.rows)


def evidence_links(chosen: "Sequence[ChosenExercise]", plan: "Plan | None") -> tuple[EvidenceLink, ...]:
    """One link per statement: the general ones, the dose if there is a plan, and one for each exercise."""
    links = [_link(statement, ids) for statement, ids in _ALWAYS]
    if plan is not None:
        links.append(_link(_DOSED, _DOSE))
    for exercise in chosen:
        candidates = list(exercise.by_side.values())
        ids = [row for candidate in candidates for row in candidate.evidence]
        if any(candidate.both_hips for candidate in candidates):
            ids.extend(_BOTH_HIPS)
        statement = en("Exercise {number}: {exercise}", number=exercise.number, exercise=exercise.name)
        links.append(_link(statement, tuple(dict.fromkeys(ids))))
    return tuple(link for link in links if link.rows or link.principles)


def _link(statement: Text, ids: Sequence[str]) -> EvidenceLink:
    rows = [load_evidence()[row_id] for row_id in ids if row_id in load_evidence()]
    return EvidenceLink(
        statement=statement,
        rows=tuple(row for row in rows if row.kind != "principle"),
        principles=tuple(row for row in rows if row.kind == "principle"),
    )
