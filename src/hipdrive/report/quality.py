"""Quality: how far a recording can be trusted - good, usable or doubtful - and why."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ..body import SIDES
from ..data import DATA
from ..gait import Run

Grade = Literal["good", "usable", "doubtful"]
GRADES: tuple[Grade, ...] = ("good", "usable", "doubtful")
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


@dataclass(frozen=True, kw_only=True)
class Quality:
    """The verdict on a recording."""

    grade: Grade
    """The worst of its reasons."""
    reasons: tuple[QualityReason, ...]
    remarks: tuple[str, ...]
    """Notes of the analysis that are no grade."""

    @property
    def against(self) -> tuple[QualityReason, ...]:
        """What keeps the grade from being better, the worst first."""
        return tuple(sorted((one for one in self.reasons if one.grade != "good"), key=lambda one: -GRADES.index(one.grade)))


@cache
def quality_table() -> Mapping[str, Any]:
    """The declared limits, each with its source (data/report/quality.toml)."""
    return tomllib.loads((DATA / "report" / "quality.toml").read_text(encoding="utf-8"))


def recording_quality(run: Run) -> Quality:
    """Grade a recording on markers, forces, strides and frame rate; the worst counts."""
    reasons = (*_marker_reasons(run), _residual_reason(run), _strides_reason(run), _frame_rate_reason(run), _weight_reason(run))
    remarks = tuple(note.message for note in run.notes if note.code not in _SHOWN_ELSEWHERE)
    return Quality(grade=max((one.grade for one in reasons), key=GRADES.index), reasons=reasons, remarks=remarks)


def _marker_reasons(run: Run) -> tuple[QualityReason, ...]:
    rms, largest = 1000.0 * run.marker_error_rms_m, 1000.0 * run.marker_error_max_m
    row = quality_table()["marker_error_mm"]
    return (
        QualityReason(
            name="Fit to the markers",
            value=f"{rms:.0f} mm off in the mean, {largest:.0f} mm at the worst instant",
            grade=_graded(rms, row),
            allowed=f"mean up to {row['good']} mm is good; {row['source']}",
            weakness="markers that fit loosely",
        ),
    )


def _residual_reason(run: Run) -> QualityReason:
    row = quality_table()["residual_bw"]
    value = f"{100.0 * run.residual_rms_bw:.0f} % of body weight unexplained"
    if not run.trunk_recorded:
        return QualityReason(
            name="Forces against movement",
            value=f"{value}, but the trunk had no markers, so this cannot be judged",
            grade="usable",
            allowed="needs trunk markers",
            weakness="no markers on the trunk",
        )
    allowed = f"up to {100 * row['good']:.0f} % is good; {row['source']}"
    return QualityReason(
        name="Forces against movement",
        value=value,
        grade=_graded(run.residual_rms_bw, row),
        allowed=allowed,
        weakness="forces that do not quite fit the movement",
    )


def _strides_reason(run: Run) -> QualityReason:
    row = quality_table()["strides"]
    counts = {side: run.sides[side].strides for side in SIDES}
    fewest = min(counts.values())
    return QualityReason(
        name="Strides",
        value=f"{counts['left']} left, {counts['right']} right",
        grade=_graded(-fewest, {"good": -row["good"], "usable": -row["usable"]}),
        allowed=f"{row['good']} or more a side is good; {row['source']}",
        weakness="few strides",
    )


def _frame_rate_reason(run: Run) -> QualityReason:
    row = quality_table()["frame_rate_hz"]
    return QualityReason(
        name="Frame rate",
        value=f"{run.sampling_rate_hz:.0f} pictures a second",
        grade=_graded(-run.sampling_rate_hz, {"good": -row["good"], "usable": -row["usable"]}),
        allowed=f"{row['good']} or more is good; {row['source']}",
        weakness="few pictures a second",
    )


def _weight_reason(run: Run) -> QualityReason:
    row = quality_table()["force_off_weight"]
    name, allowed = "Force plates against body weight", f"within {100 * row['good']:.0f} % is good; {row['source']}"
    if run.force_over_weight is None:
        value = "not checked: no stride lies wholly on plates"
        return QualityReason(name=name, value=value, grade="usable", allowed=allowed, weakness="unchecked force plates")
    value = f"the plates carry {100.0 * run.force_over_weight:.0f} % of body weight"
    grade = _graded(abs(run.force_over_weight - 1.0), row)
    return QualityReason(name=name, value=value, grade=grade, allowed=allowed, weakness="force plates that do not weigh the body right")


def _graded(value: float, row: Mapping[str, Any]) -> Grade:
    return "good" if value <= row["good"] + 1e-12 else ("usable" if value <= row["usable"] + 1e-12 else "doubtful")
