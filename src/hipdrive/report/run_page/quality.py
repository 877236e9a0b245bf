"""Quality in the page's words: what was looked at, what was found, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ...data.declared import ReadOnly, shipped
from ...errors import NOTHING
from ...gait import Run
from ...gait.verdict.quality import GRADES, Grade, QualityCheck
from ...language import Text, en, layout

MENDED = 3
GRADE_WORDS: Mapping[Grade, Text] = {"good": en("good"), "usable": en("usable"), "doubtful": en("doubtful")}
_SHOWN_ELSEWHERE = ("legs_only", "few_strides", "force_against_weight")


@dataclass(frozen=True, kw_only=True)
class QualityReason:
    """One thing looked at."""

    name: Text
    value: Text
    """What was found, in words."""
    grade: Grade
    graded: Text
    """The grade in words."""
    allowed: Text
    """What would be good, with its source."""
    weakness: Text
    """In few words what is amiss if the grade is not good, for a sentence."""
    advice: Text
    """What to do about it; empty where the grade is good."""
    looked: bool
    """Whether there was something to look at, such as force plates."""


@dataclass(frozen=True, kw_only=True)
class QualityWords:
    """The verdict on a recording."""

    grade: Grade
    """The worst of its reasons."""
    graded: Text
    """The grade in words."""
    reasons: tuple[QualityReason, ...]
    remarks: tuple[Text, ...]
    """Notes of the analysis that are no grade."""

    @property
    def against(self) -> tuple[QualityReason, ...]:
        """What keeps the grade from being better, the worst first."""
        return tuple(sorted((reason for reason in self.reasons if reason.grade != "good"), key=lambda reason: -GRADES.index(reason.grade)))


def worth_mending(quality: QualityWords) -> tuple[QualityReason, ...]:
    """What a better recording would begin with: the worst of what was looked at, at most three."""
    return tuple(reason for reason in quality.against if reason.looked)[:MENDED]


@dataclass(frozen=True, kw_only=True)
class CheckWords:
    """How one check is named."""

    name: Text
    good: Text
    """When it is good, with {limit}, {cm} or {percent}."""
    weakness: Text
    """What is amiss, in few words for a sentence."""
    unlooked: Text = NOTHING
    """The same where there was nothing to look at; empty where that is no other."""


@dataclass(frozen=True, kw_only=True)
class AsymmetryRule:
    """From where on a difference between sides is named."""

    least_share: float
    spreads: float
    source: str


@dataclass(frozen=True, kw_only=True)
class QualityTable:
    """Words of the checks by their id, and the rule for differences between sides."""

    checks: ReadOnly[str, CheckWords]
    asymmetry: AsymmetryRule


@cache
def quality_table() -> QualityTable:
    """Names of the checks and the rule for differences between sides (data/report/quality.toml)."""
    return shipped(QualityTable, "report", "quality.toml")


def recording_quality(run: Run) -> QualityWords:
    """Put the grade of a recording into words."""
    quality = run.quality
    remarks = tuple(note.nameless for note in run.notes if note.code not in _SHOWN_ELSEWHERE)
    reasons = tuple(_reason(check) for check in quality.checks)
    return QualityWords(grade=quality.grade, graded=GRADE_WORDS[quality.grade], reasons=reasons, remarks=remarks)


def _reason(check: QualityCheck) -> QualityReason:
    words = quality_table().checks[check.id]
    limits = {"limit": check.limit, "cm": 100.0 * check.limit, "percent": 100.0 * check.limit}
    return QualityReason(
        name=words.name,
        value=check.reason,
        grade=check.grade,
        graded=GRADE_WORDS[check.grade],
        allowed=layout("{good}; {source}", good=words.good.filled(**limits), source=check.source),
        weakness=words.unlooked if check.value is None and words.unlooked else words.weakness,
        advice=check.advice,
        looked=check.value is not None,
    )
