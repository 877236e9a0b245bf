"""Quality in the page's words: what was looked at, what was found, and what to do about it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...data import DATA
from ...gait import Run
from ...gait.verdict.quality import GRADES, Grade, QualityCheck

MENDED = 3
_SHOWN_ELSEWHERE = ("legs_only", "few_strides", "force_against_weight")


@dataclass(frozen=True, kw_only=True)
class QualityReason:
    """One thing looked at."""

    name: str
    value: str
    """What was found, in words."""
    grade: Grade
    allowed: str
    """What would be good, with its source."""
    weakness: str
    """In few words what is amiss if the grade is not good, for a sentence."""
    advice: str
    """What to do about it; empty where the grade is good."""
    looked: bool
    """Whether there was something to look at, such as force plates."""


@dataclass(frozen=True, kw_only=True)
class QualityWords:
    """The verdict on a recording."""

    grade: Grade
    """The worst of its reasons."""
    reasons: tuple[QualityReason, ...]
    remarks: tuple[str, ...]
    """Notes of the analysis that are no grade."""

    @property
    def against(self) -> tuple[QualityReason, ...]:
        """What keeps the grade from being better, the worst first."""
        return tuple(sorted((reason for reason in self.reasons if reason.grade != "good"), key=lambda reason: -GRADES.index(reason.grade)))


def worth_mending(quality: QualityWords) -> tuple[QualityReason, ...]:
    """What a better recording would begin with: the worst of what was looked at, at most three."""
    return tuple(reason for reason in quality.against if reason.looked)[:MENDED]


@cache
def quality_table() -> Mapping[str, Any]:
    """Names of the checks and the rule for differences between sides (data/report/quality.toml)."""
    return tomllib.loads((DATA / "report" / "quality.toml").read_text(encoding="utf-8"))


def recording_quality(run: Run) -> QualityWords:
    """Put the grade of a recording into words."""
    quality = run.quality
    remarks = tuple(note.nameless for note in run.notes if note.code not in _SHOWN_ELSEWHERE)
    return QualityWords(grade=quality.grade, reasons=tuple(_reason(check) for check in quality.checks), remarks=remarks)


def _reason(check: QualityCheck) -> QualityReason:
    row = quality_table()[check.id]
    unlooked = check.value is None and "unlooked" in row
    return QualityReason(
        name=row["name"],
        value=check.reason,
        grade=check.grade,
        allowed=f"good: {check.limit:g} {check.unit}; {check.source}",
        weakness=row["unlooked"] if unlooked else row["weakness"],
        advice=check.advice,
        looked=check.value is not None,
    )
