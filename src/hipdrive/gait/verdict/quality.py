"""The gate before anything is believed: how far a recording can be trusted - good, usable or doubtful - why, and what to do about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ...body import Side
from ...data.declared import Number, declared, read_only, shipped_toml
from ...errors import NOTHING
from ...language import Text, en, en_count, joined
from ...note import Note

Grade = Literal["good", "usable", "doubtful"]
FILE, NOTES = "quality.toml", "notes"
ZERO_UNKNOWN, UNKNOWN_COUNTS = "zero_unknown", 2
"""A zero that is not known at all is worse than an uncertain one: it counts as so many doubts."""
GRADES: tuple[Grade, ...] = ("good", "usable", "doubtful")


@dataclass(frozen=True, kw_only=True)
class QualityCheck:
    """One thing looked at."""

    id: str
    """frame_rate, strides, possible, marker_error, joint_play (where joints have any), residual, labels, zero_of_hip, force_off_weight; and
    where a note puts them in doubt view (one camera, as of old), camera (off square), way (a bend), body (height, mass) and
    forces (clock, noise)."""
    value: float | None
    """What was found; None where it could not be looked at."""
    unit: Text
    grade: Grade
    reason: Text
    """What was found, in one sentence."""
    limit: float
    """Last value that is still good."""
    source: Text
    advice: Text
    """What to do about it; empty where the grade is good."""


@dataclass(frozen=True, kw_only=True)
class Quality:
    """The verdict on a recording."""

    checks: tuple[QualityCheck, ...]

    @property
    def grade(self) -> Grade:
        """The worst of its checks."""
        return max((check.grade for check in self.checks), key=GRADES.index)

    @property
    def against(self) -> tuple[QualityCheck, ...]:
        """What keeps the grade from being better, the worst first."""
        return tuple(sorted((check for check in self.checks if check.grade != "good"), key=lambda check: -GRADES.index(check.grade)))


@dataclass(frozen=True, kw_only=True)
class QualityLimit:
    """Limits of one check, with their source and what to do beyond."""

    unit: Text
    good: Number
    """Last value that is still good."""
    usable: Number
    """Last value that is still usable."""
    more_is_better: bool = False
    source: Text
    advice: Text


@cache
def quality_limits() -> Mapping[str, QualityLimit]:
    """The declared limits of each check (data/gait/quality.toml)."""
    table = {name: row for name, row in shipped_toml("gait", FILE).items() if name != NOTES}
    return read_only(declared(dict[str, QualityLimit], table, file=FILE))


@cache
def counted_notes() -> Mapping[str, tuple[str, ...]]:
    """Codes of the notes that a check counts, by its name."""
    return read_only(declared(dict[str, tuple[str, ...]], shipped_toml("gait", FILE)[NOTES], file=FILE))


def quality_of(
    *,
    sampling_rate_hz: float,
    strides: Mapping[Side, int],
    marker_error_rms_m: float | None,
    joint_play_m: float | None,
    residual_rms_bw: float | None,
    trunk_recorded: bool,
    force_over_weight: float | None,
    believed_share: float = 1.0,
    notes: Sequence[Note],
) -> Quality:
    """Grade a recording.

    Args:
        sampling_rate_hz: Frames a second.
        strides: Whole strides by side.
        marker_error_rms_m: Root mean square distance of markers to their places on the skeleton (m); None without markers.
        joint_play_m: How far the joint with the most play comes apart (root mean square, m); None where joints have none.
        residual_rms_bw: Force on the pelvis left unexplained (body weights); None where no force was measured.
        trunk_recorded: Whether the trunk had markers; without, the residual says nothing.
        force_over_weight: Mean vertical force over whole strides in body weights; None where no stride lay wholly on plates.
        believed_share: Share of the whole strides that show nothing beyond what bodies can do.
        notes: Remarks of reading and cleaning.

    Returns:
        Grade and checks.
    """
    fewest = min(strides.values())
    codes = counted_notes()
    changed, unsure = ([note for note in notes if note.code in codes[name]] for name in ("labels", "zero_of_hip"))
    off = None if force_over_weight is None else abs(force_over_weight - 1.0)
    residual = residual_rms_bw if trunk_recorded else None
    return Quality(
        checks=(
            _check("frame_rate", sampling_rate_hz, en("{rate:.0f} frames a second", rate=sampling_rate_hz)),
            _check("strides", float(fewest), _counted(strides)),
            _possible_check(1.0 - believed_share),
            _check("marker_error", marker_error_rms_m, _fit(marker_error_rms_m)),
            *_play_check(joint_play_m),
            *_doubts(notes, "view", "way", "body"),
            _check("residual", residual, _unexplained(residual, force_measured=residual_rms_bw is not None)),
            _check("labels", float(len(changed)), joined(note.nameless for note in changed) or en("none had to be changed")),
            _check(
                "zero_of_hip",
                float(sum(UNKNOWN_COUNTS if note.code == ZERO_UNKNOWN else 1 for note in unsure)),
                joined(note.nameless for note in unsure) or en("set by quiet standing"),
            ),
            _check("force_off_weight", off, _weighed(force_over_weight)),
            *_doubts(notes, "forces"),
        )
    )


def quality_of_movement(
    *,
    sampling_rate_hz: float,
    marker_error_rms_m: float,
    joint_play_m: float | None,
    residual_rms_bw: float | None,
    trunk_recorded: bool,
    notes: Sequence[Note],
) -> Quality:
    """Grade the recording of one movement that is no run: as `quality_of`, without what only strides or plates under all feet show."""
    of_run = quality_of(
        sampling_rate_hz=sampling_rate_hz,
        strides={"left": 0, "right": 0},
        marker_error_rms_m=marker_error_rms_m,
        joint_play_m=joint_play_m,
        residual_rms_bw=residual_rms_bw,
        trunk_recorded=trunk_recorded,
        force_over_weight=None,
        notes=notes,
    )
    without = {"strides", "possible", "force_off_weight"} | ({"residual"} if residual_rms_bw is None else set())
    return Quality(checks=tuple(check for check in of_run.checks if check.id not in without))


def quality_of_clip(*, sampling_rate_hz: float, strides: Mapping[Side, int], notes: Sequence[Note], from_the_side: bool = True) -> Quality:
    """Grade a clip of one camera; what it hides is left out of the result, so the grade speaks of the rest.

    Args:
        sampling_rate_hz: Pictures a second.
        strides: Strides of each leg that faced a camera.
        notes: Remarks of reading and mending.
        from_the_side: Whether contact and landing may be seen, for which more pictures a second are asked for.
    """
    fewest = min(strides.values())
    changed = [note for note in notes if note.code in counted_notes()["labels"]]
    return Quality(
        checks=(
            *([_check("pictures", sampling_rate_hz, en("{rate:.0f} pictures a second", rate=sampling_rate_hz))] if from_the_side else []),
            _check("strides", float(fewest), en_count("{n} stride of the leg", "{n} strides of the leg", n=fewest)),
            _check("labels", float(len(changed)), joined(note.nameless for note in changed) or en("none had to be changed")),
            *_doubts(notes, "camera", "body"),
        )
    )


def _counted(strides: Mapping[Side, int]) -> Text:
    return en("{left} left, {right} right whole strides", left=strides["left"], right=strides["right"])


def _possible_check(share: float) -> QualityCheck:
    """The check of the share of strides that were left out."""
    return _check("possible", share, en("{percent:.0f} % of the strides show more than a body can do", percent=100.0 * share))


def _fit(error_m: float | None) -> Text:
    """How far markers are from their places on the skeleton, in words."""
    if error_m is None:
        return en("no markers to judge the fit by")
    return en("{error:.0f} mm root mean square", error=1000 * error_m)


def _unexplained(residual_bw: float | None, *, force_measured: bool) -> Text:
    """The force left on the pelvis in words, or why it is not known."""
    if residual_bw is not None:
        return en("{residual:.2f} body weights left unexplained", residual=residual_bw)
    return en("no trunk markers, so forces cannot be checked against the movement") if force_measured else en("no force was measured")


def _weighed(share: float | None) -> Text:
    """What the plates measure of body weight, in words."""
    if share is None:
        return en("no stride lies wholly on plates")
    return en("the plates measure {percent:.1f} % of body weight over whole strides", percent=100 * share)


def _play_check(joint_play_m: float | None) -> tuple[QualityCheck, ...]:
    """The check of the joints, where they have play."""
    return (
        ()
        if joint_play_m is None
        else (_check("joint_play", joint_play_m, en("the worst joint comes apart by {play:.0f} mm", play=1000 * joint_play_m)),)
    )


def _doubts(notes: Sequence[Note], *names: str) -> tuple[QualityCheck, ...]:
    """The checks of what only a note can put in doubt; there is none of them where nothing does."""
    told = {name: [note.nameless for note in notes if note.code in counted_notes()[name]] for name in names}
    return tuple(_check(name, float(len(doubts)), joined(doubts)) for name, doubts in told.items() if doubts)


def _check(name: str, value: float | None, reason: Text) -> QualityCheck:
    """Hold one value against its limits; what could not be looked at is no better than usable."""
    row = quality_limits()[name]
    sign = -1.0 if row.more_is_better else 1.0
    grade: Grade
    if value is None:
        grade = "usable"
    elif sign * value <= sign * row.good + 1e-12:
        grade = "good"
    else:
        grade = "usable" if sign * value <= sign * row.usable + 1e-12 else "doubtful"
    return QualityCheck(
        id=name,
        value=value,
        unit=row.unit,
        grade=grade,
        reason=reason,
        limit=float(row.good),
        source=row.source,
        advice=NOTHING if grade == "good" else row.advice,
    )
