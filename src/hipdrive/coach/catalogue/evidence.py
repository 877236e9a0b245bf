"""The verb evidence: every claim, dispute and principle, and where the program uses it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from ... import exercise as exercise_room
from ...contract.exercises.evidence import (
    EvidenceDocument,
    UsedEvidenceDocument,
    UseDocument,
    answered_claim_document,
    used_evidence_document,
)
from ...contract.exercises.seesaw import seesaw_documents
from ...data import DATA
from ...errors import NOTHING
from ...evidence import EvidenceRow, evidence_of, load_evidence
from ...exercise import Exercise, exercises, row_notes, variants_of
from ...language import Text, en, layout, verbatim
from ...report import REPORT_LINKS
from ..athletes.effort_scale import typical_strength
from ..athletes.typical import TYPICAL_ATHLETE

ROW = re.compile(r"\b[KDP]\d\d\b")
RULE_FOLDERS = {
    "ladders": en("ladder"),
    "training": en("training rule"),
    "safety": en("safety row"),
    "protocols": en("strength protocol"),
    "report": en("words of the report"),
    "marker_sets": en("marker set"),
}
"""Folders of declared data besides exercises and evidence, and what a file of theirs is."""


@dataclass(frozen=True, kw_only=True)
class Use:
    """One place that rests on a row of the evidence."""

    kind: Text
    """exercise, remark, claim, ladder, training rule, safety row, other evidence, report, ..."""
    where: str
    """Id of the exercise (and variant), name of the file, or the report's words."""
    words: Text = NOTHING
    """What is said there, where it is short."""


def evidence_list(query: str = "") -> EvidenceDocument:
    """Rows of evidence with where the program uses them.

    Args:
        query: A row such as K01: that row, and the claims about exercises that it makes answered by computation. Else words that must all
            stand in a row. Empty: all rows.

    Raises:
        UnknownNameError: If it is written like a row and there is no such row.
    """
    exact = bool(re.fullmatch(r"[A-Za-z]\d+", query.strip()))
    words = query.lower().split()
    chosen = [evidence_of(query.strip().upper())] if exact else [row for row in load_evidence().values() if _has(row, words)]
    return EvidenceDocument(evidence=tuple(_with_uses(row, computed=exact) for row in chosen))


def _has(row: EvidenceRow, words: list[str]) -> bool:
    parts = (row.id, row.kind, row.statement, row.said_by, row.evidence, row.verdict, row.confidence, row.consequence)
    text = " ".join(parts).lower()
    return all(word in text for word in words)


def _with_uses(row: EvidenceRow, *, computed: bool) -> UsedEvidenceDocument:
    answered, seesaw = None, None
    if computed and row.id in exercise_room.SEESAW_ROWS:
        seesaw = seesaw_documents(
            [found for exercise in exercises().values() for found in exercise_room.seesaws_of(exercise, TYPICAL_ATHLETE)]
        )
    if computed:
        answered = [
            answered_claim_document(exercise.id, verdict)
            for exercise in exercises().values()
            for verdict in exercise_room.verdicts_of(exercise, TYPICAL_ATHLETE, typical_strength(TYPICAL_ATHLETE), row=row.id)
        ]
    uses = [UseDocument(kind=use.kind, where=use.where, words=use.words) for use in uses_of(row.id)]
    return used_evidence_document(row, used_by=uses, computed=answered, seesaw=seesaw)


def uses_of(row_id: str) -> tuple[Use, ...]:
    """Everything in the program that cites a row; empty if nothing does, and then the row's consequence says why."""
    return _uses().get(row_id, ())


@cache
def _uses() -> Mapping[str, tuple[Use, ...]]:
    by_row: dict[str, list[Use]] = {row: [] for row in load_evidence()}
    for source in (_in_exercises(), _in_notes(), _in_rules(), _in_report(), _in_evidence()):
        for row, use in source:
            if row in by_row and use not in by_row[row]:
                by_row[row].append(use)
    return MappingProxyType({row: tuple(uses) for row, uses in by_row.items()})


def _in_exercises() -> Iterator[tuple[str, Use]]:
    for exercise in exercises().values():
        cited = {row: Use(kind=en("exercise"), where=exercise.id) for row in exercise.evidence}
        for name, variant in variants_of(exercise).items():
            cited |= {row: Use(kind=en("exercise"), where=f"{exercise.id} ({name})") for row in variant.evidence if row not in cited}
        yield from cited.items()
        yield from _in_words(exercise)


def _in_words(exercise: Exercise) -> Iterator[tuple[str, Use]]:
    for remark in exercise.remarks:
        for row in ROW.findall(f"{remark.row} {remark.says}"):
            yield row, Use(kind=en("remark"), where=exercise.id, words=remark.says)
    for claim in exercise.claims:
        yield claim.row, Use(kind=en("claim answered by computation"), where=exercise.id, words=claim.says)
    for fault in exercise.faults:
        for row in ROW.findall(f"{fault.row} {fault.says} {fault.do}"):
            yield row, Use(kind=en("fault"), where=exercise.id, words=fault.says)
    for source in dict.fromkeys(variant.dose.source for variant in variants_of(exercise).values()):
        for row in ROW.findall(source):
            yield row, Use(kind=en("dose"), where=exercise.id, words=verbatim(source))


def _in_notes() -> Iterator[tuple[str, Use]]:
    for note in row_notes().values():
        for row in ROW.findall(f"{note.says} {note.why_no_load_curve}"):
            yield row, Use(kind=en("note"), where=note.id, words=note.name)


def _in_rules() -> Iterator[tuple[str, Use]]:
    for folder, kind in RULE_FOLDERS.items():
        files = sorted((file for file in (DATA / folder).iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
        for file in files:
            for part, text in _texts(tomllib.loads(file.read_text(encoding="utf-8"))):
                for row in ROW.findall(text):
                    yield (
                        row,
                        Use(kind=kind, where=f"{file.name.removesuffix('.toml')}: {part}" if part else file.name.removesuffix(".toml")),
                    )


def _texts(plain: Any, part: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - what a TOML file holds
    """All words of a declared file, with the key of the table or the name of the edge they stand in."""
    if isinstance(plain, str):
        yield part, plain
    elif isinstance(plain, list):
        for element in plain:
            yield from _texts(element, part)
    elif isinstance(plain, dict):
        own = f"{plain['from']} to {plain['to']}" if {"from", "to"} <= set(plain) else part
        for key, value in plain.items():
            yield from _texts(value, own or key)


def _in_report() -> Iterator[tuple[str, Use]]:
    for statement, rows in REPORT_LINKS:
        for row in rows:
            yield row, Use(kind=en("report"), where=en("the evidence, and who disagrees"), words=statement)


def _in_evidence() -> Iterator[tuple[str, Use]]:
    for other in load_evidence().values():
        for row in ROW.findall(f"{other.statement} {other.evidence} {other.verdict} {other.consequence}"):
            if row != other.id:
                yield row, Use(kind=en("other evidence"), where=other.id, words=layout("{statement}", statement=other.statement))
