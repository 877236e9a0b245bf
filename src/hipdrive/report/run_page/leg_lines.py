"""Which points of a clip are joined by lines: the near leg from the side, both legs and the hips from the front or from behind."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

Point = tuple[float, float]
Line = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LegLines:
    """What is drawn over a picture, by the names of points; what was not seen is left out."""

    lines: tuple[Line, ...]
    joints: Line
    plumb_from: Line
    """A line straight down begins in the middle of these."""
    thighs: tuple[Line, ...]
    plumb_thighs: float
    """Its length, in lengths of the longest of the thighs."""
    angles: bool
    """Whether the angles of the leg are written beside it."""


LEG: Line = ("Hip", "Knee", "Ankle")
NEAR_LEG = LegLines(
    lines=(("Neck", "Hip"), LEG, ("Heel", "BigToe")), joints=LEG, plumb_from=("Hip",), thighs=(LEG[:2],), plumb_thighs=0.8, angles=True
)
LEFT_LEG: Line = ("LHip", "LKnee", "LAnkle")
RIGHT_LEG: Line = ("RHip", "RKnee", "RAnkle")
BOTH_LEGS = LegLines(
    lines=(LEFT_LEG, RIGHT_LEG, ("LHip", "RHip"), ("LKnee", "RKnee")),
    joints=(*LEFT_LEG, *RIGHT_LEG),
    plumb_from=("LHip", "RHip"),
    thighs=(LEFT_LEG[:2], RIGHT_LEG[:2]),
    plumb_thighs=2.0,
    angles=False,
)


def lines_over(points: Collection[str]) -> LegLines:
    """What is drawn over a picture with these points."""
    return BOTH_LEGS if any(name in points for name in BOTH_LEGS.joints) else NEAR_LEG


def plumb_line(at: Mapping[str, Point], drawn: LegLines) -> tuple[Point, Point] | None:
    """Both ends of the line straight down (px, y down); None where a point of it was not seen."""
    thighs = [math.dist(at[hip], at[knee]) for hip, knee in drawn.thighs if hip in at and knee in at]
    if not thighs or not all(name in at for name in drawn.plumb_from):
        return None
    x, y = (sum(at[name][axis] for name in drawn.plumb_from) / len(drawn.plumb_from) for axis in (0, 1))
    return (x, y), (x, y + drawn.plumb_thighs * max(thighs))
