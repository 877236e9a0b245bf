"""Evidence rows: what coaches claim, what studies found, and what the program makes of it; read from data/evidence."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from .data import DATA
from .errors import UnknownNameError
from .language import Text, en

EvidenceKind = Literal["claim", "contested", "principle"]
_FILES: dict[EvidenceKind, str] = {"claim": "claims.toml", "contested": "contested.toml", "principle": "principles.toml"}


@dataclass(frozen=True, kw_only=True)
class EvidenceRow:
    """One statement about hips and running, with who says it and how far it holds."""

    id: str
    """K.. a claim, D.. a contested question, P.. a principle."""
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


@cache
def load_evidence() -> Mapping[str, EvidenceRow]:
    """All evidence rows by id, in the order claims, contested questions, principles."""
    rows: dict[str, EvidenceRow] = {}
    for kind, file in _FILES.items():
        table = tomllib.loads((DATA / "evidence" / file).read_text(encoding="utf-8"))
        for row_id in sorted(table):
            words = {key: said if key == "confidence" else Text(said) for key, said in table[row_id].items()}
            rows[row_id] = EvidenceRow(id=row_id, kind=kind, **words)
    return MappingProxyType(rows)


def evidence_of(row_id: str) -> EvidenceRow:
    """One row by its id.

    Raises:
        UnknownNameError: If there is no such row.
    """
    rows = load_evidence()
    if row_id not in rows:
        raise UnknownNameError(en("evidence row"), row_id, rows)
    return rows[row_id]
