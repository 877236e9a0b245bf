"""From a clip of high-knee skips to what it shows of the near side: the thigh's height, the trunk's lean there, and how alike skips are."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...arrays import FloatArray, IntArray
from ...body import Athlete, Side
from ...language import en
from ...motion import FlatKeypoints
from ...note import Note
from ..clip.fold import fold
from ..clip.points import trusted_points
from ..clip.touches import touches
from ..side_view.admitted import LEAST_SWING_SHARE, heel_touches
from ..side_view.analyse import SQUARE_RAD
from ..side_view.folded_leg import POINTS, FoldedLeg, folded, segment_angles
from ..side_view.near_leg import near_leg, trunk_lean_rad
from .calibration import SkipCalibration, SkipFigure, skip_calibration
from .hip_in_place import hip_in_place
from .refusal import FewSkipsError, NoTrunkError, NotSkipsError

LeansBack = Literal["yes", "no", "not sure"]
LEAST_SKIPS = 4
"""Lifts of the near knee at least; our choice."""
LEAST_THIGH_RAD = math.radians(40.0)
"""A thigh that comes up less far is no high-knee skip; our choice."""
TOP_S = 0.06
"""Pictures within this of the top of a lift tell of it; our choice."""
SOUGHT_CYCLES = 0.15
"""So far before and after the mean lift's top that of each skip is sought, in cycles; our choice."""
LEANS_BACK_RAD = math.radians(5.0)
"""Behind plumb by more than this is leaning back: nothing less can be told from standing tall; our choice."""
LEAST_SEEN = 0.5
"""Share of the pictures that must show the far foot, so that it counts; our choice."""


@dataclass(frozen=True, kw_only=True)
class SkipAngle:
    """One angle over the skips of a clip."""

    mean_rad: float
    within_rad: float
    """95 clips of 100 lie within this of the truth."""
    systematic_rad: float
    """The same of the part that more skips do not make smaller."""
    between_skips_rad: float
    """Standard deviation from skip to skip, noise of the pictures included."""


@dataclass(frozen=True, kw_only=True)
class SkipDrill:
    """High-knee skips, of the side that faces the camera."""

    file_name: str
    side: Side
    skips: int
    """Lifts of the near knee."""
    cycle_s: float
    """From one lift of this knee to its next."""
    thigh: SkipAngle
    """Highest, against plumb: 90 deg is level."""
    lean: SkipAngle
    """The trunk against plumb there, forward positive."""
    rock: SkipAngle
    """How far it leans back there from its mean over the drill, backward positive."""
    leaned_back: int
    """Skips that leaned back beyond the band of a single one."""
    leans_back: LeansBack
    far_touches: int | None
    """How often the far foot comes down in a cycle; None where it was not seen."""
    notes: tuple[Note, ...]


def analyse_skips(clip: FlatKeypoints, athlete: Athlete) -> SkipDrill:
    """Measure high-knee skips that one camera saw from the side.

    In a skip each foot comes down twice while its thigh rises once: cadence, contact and all that is measured of a run mean nothing here.
    Whether the knee has to be forced up shows in no place of a joint and is not answered.

    Args:
        clip: The athlete's points.
        athlete: Height.

    Returns:
        What the near side shows.

    Raises:
        NotSkipsError: The feet come down once for each lift of a thigh, as in a run, or the thigh hardly comes up.
        FewSkipsError: Fewer than four skips.
        NoTrunkError: Neither neck nor shoulder is seen.
        HipDriveError: As `near_leg` raises, for a clip that shows nobody from the side.
    """
    leg = folded(near_leg(clip, athlete))
    far = _far_touches(clip, leg)
    _refuse_other(leg, far)
    near, learned = leg.leg, skip_calibration()
    if near.trunk_end_m is None:
        raise NoTrunkError(near.file_name)
    tops = _tops(leg)
    if len(tops) < LEAST_SKIPS:
        raise FewSkipsError(near.file_name, skips=len(tops), least=LEAST_SKIPS)
    hip = hip_in_place(near)
    trunk = trunk_lean_rad(hip, near.trunk_end_m)
    along = near.point_m["knee"] - hip
    leans, thighs = (np.array([float(np.nanmean(angle[top])) for top in tops]) for angle in (trunk, np.arctan2(along[:, 0], -along[:, 1])))
    upright = fold(near.time_s, leg.phase.phase, _filled(near.time_s, trunk), near.weight, stride_hz=leg.stride_hz).cosine[0]
    lean = _angle(leans, learned.lean)
    return SkipDrill(
        file_name=near.file_name,
        side=near.side,
        skips=len(tops),
        cycle_s=1.0 / leg.stride_hz,
        thigh=_angle(thighs, learned.thigh),
        lean=lean,
        rock=_angle(upright - leans, learned.rock),
        leaned_back=_leaned_back(leans, learned),
        leans_back=leans_back(lean),
        far_touches=far,
        notes=_notes(clip, leg),
    )


def leans_back(lean: SkipAngle) -> LeansBack:
    """Whether the trunk leans back: 'yes' or 'no' only where the whole band lies on one side of the limit."""
    if lean.mean_rad + lean.within_rad < -LEANS_BACK_RAD:
        return "yes"
    return "no" if lean.mean_rad - lean.within_rad > -LEANS_BACK_RAD else "not sure"


def _refuse_other(leg: FoldedLeg, far_touches: int | None) -> None:
    """Refuse what is no high-knee skip.

    Raises:
        NotSkipsError: As `analyse_skips`.
    """
    name = leg.leg.file_name
    if leg.phase.swing_share < LEAST_SWING_SHARE:
        raise NotSkipsError(name, en("{share:.0f} % of the thigh's swing come back with every cycle", share=100.0 * leg.phase.swing_share))
    if heel_touches(leg) < 2 or far_touches == 1:
        raise NotSkipsError(name, en("a foot comes down once each time its thigh comes up, as in running or marching"))
    highest = float(np.max(leg.angle["thigh"].at(np.arange(POINTS) / POINTS)))
    if highest < LEAST_THIGH_RAD:
        raise NotSkipsError(name, en("the thigh comes up to {angle:.0f}° from hanging down", angle=math.degrees(highest)))


def _far_touches(clip: FlatKeypoints, leg: FoldedLeg) -> int | None:
    """How often the far foot comes down in a cycle, by its heel, else by its ankle; None where it is not seen often enough."""
    far = "L" if leg.leg.side == "right" else "R"
    paths = trusted_points(clip)
    path = paths.get(f"{far}Heel", paths.get(f"{far}Ankle"))
    if path is None:
        return None
    seen = np.isfinite(path).all(axis=1)
    seen &= (clip.time_s >= leg.leg.time_s[0]) & (clip.time_s <= leg.leg.time_s[-1])
    if np.mean(seen) < LEAST_SEEN:
        return None
    phase = np.interp(clip.time_s[seen], leg.leg.time_s, leg.phase.phase)
    height = fold(clip.time_s[seen], phase, path[seen, 1], np.ones(int(seen.sum())), stride_hz=leg.stride_hz, drifts=True)
    return touches(height.at(np.arange(POINTS) / POINTS))


def _tops(leg: FoldedLeg) -> list[IntArray]:
    """Places of the pictures around the top of each lift that the clip shows whole."""
    time_s, phase = leg.leg.time_s, leg.phase.phase
    at, top_s = np.arange(POINTS) / POINTS, TOP_S
    mean_top = float(at[int(np.argmax(leg.angle["thigh"].at(at)))])
    count = np.arange(math.ceil(phase[0] - mean_top), math.floor(phase[-1] - mean_top) + 1)
    thigh = segment_angles(leg.leg)["thigh"]
    tops = []
    for expected_s in np.interp(mean_top + count, phase, time_s):
        near = np.flatnonzero(np.abs(time_s - expected_s) < SOUGHT_CYCLES / leg.stride_hz)
        smooth = [float(np.mean(thigh[np.abs(time_s - time_s[place]) <= top_s])) for place in near]
        at_s = float(time_s[near[int(np.argmax(smooth))]]) if len(near) else expected_s
        if time_s[0] + top_s <= at_s <= time_s[-1] - top_s:
            tops.append(np.flatnonzero(np.abs(time_s - at_s) <= top_s))
    return [top for top in tops if len(top)]


def _angle(values: FloatArray, figure: SkipFigure) -> SkipAngle:
    return SkipAngle(
        mean_rad=float(np.mean(values)) - float(figure.bias_rad),
        within_rad=figure.within_rad(len(values)),
        systematic_rad=figure.within_rad(10**9),
        between_skips_rad=float(np.std(values, ddof=1)),
    )


def _leaned_back(leans: FloatArray, learned: SkipCalibration) -> int:
    limit = -LEANS_BACK_RAD - learned.lean.within_rad(1) + float(learned.lean.bias_rad)
    return int(np.sum(leans < limit))


def _filled(time_s: FloatArray, angle: FloatArray) -> FloatArray:
    """An angle with what is missing laid on a line."""
    seen = np.isfinite(angle)
    filled: FloatArray = np.interp(time_s, time_s[seen], angle[seen])
    return filled


def _notes(clip: FlatKeypoints, leg: FoldedLeg) -> tuple[Note, ...]:
    """What reading noted, and a camera that stands off square."""
    if leg.leg.turn_rad <= SQUARE_RAD:
        return clip.notes
    message = en(
        "The athlete seems to be turned by {turn:.0f}° from the side: bands were drawn for cameras up to 10° off square.",
        turn=math.degrees(leg.leg.turn_rad),
    )
    return (*clip.notes, Note("camera_off_square", message))
