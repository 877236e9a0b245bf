"""Stills of a clip with the near leg drawn over them: the picture, its lines, and the angles of the mean stride."""

import base64
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...body import Side
from ...body_words import SIDE_WORDS
from ...gait import ClipMoment, MomentName
from ...language import Text, en, joined, layout
from .film_view import ClipFilm

MOMENTS: Mapping[MomentName, Text] = {
    "landing": en("Landing"),
    "mid_stance": en("Mid-stance"),
    "toe_off": en("Toe-off"),
    "highest_knee": en("Highest knee"),
}
TRUNK, LEG, FOOT = ("Neck", "Hip"), ("Hip", "Knee", "Ankle"), ("Heel", "BigToe")
"""Points that are joined by lines; those that were not seen are left out."""
PLUMB = 0.8
"""Length of the line straight down from the hip, in lengths of the thigh."""
Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class ClipStill:
    """One moment as the clip shows it."""

    moment: ClipMoment
    jpeg: bytes
    width: int
    height: int
    points: Mapping[str, Point]
    """px of the still: Neck, Hip, Knee, Ankle, Heel, BigToe of the near leg, as far as they were seen."""


@dataclass(frozen=True, kw_only=True)
class StillShown:
    """A still as the page shows it."""

    title: Text
    says: Text
    """Its angles."""
    source: str
    """The picture as an address that holds it."""
    width: int
    height: int
    lines: tuple[str, ...]
    """Points of the lines over it, as SVG has them."""
    plumb: str
    """The same of the line straight down from the hip."""
    joints: tuple[tuple[str, str], ...]
    """x and y as SVG has them, in every language."""
    side: Side
    at_ms: int | None
    """When it is in the copy of its clip; None where none is kept."""


def stills_shown(stills: Sequence[ClipStill], *, films: Sequence[ClipFilm] = ()) -> tuple[StillShown, ...]:
    """Put stills into words and lines.

    Args:
        stills: The stills.
        films: Copies of their clips that are kept.
    """
    several = len({still.moment.side for still in stills}) > 1
    begins_s = {film.clip: film.from_s for film in films}
    return tuple(_shown(still, begins_s.get(still.moment.clip), several=several) for still in stills)


def _shown(still: ClipStill, film_from_s: float | None, *, several: bool) -> StillShown:
    moment, at = still.moment, still.points
    name = MOMENTS[moment.name]
    thigh_deg = abs(math.degrees(moment.thigh_rad))
    thigh = en("thigh {angle:.0f}° forward", angle=thigh_deg) if moment.thigh_rad >= 0.0 else en("thigh {angle:.0f}° back", angle=thigh_deg)
    knee = en("knee bent {angle:.0f}°", angle=math.degrees(moment.knee_flexion_rad))
    return StillShown(
        title=layout("{moment} ({side})", moment=name, side=SIDE_WORDS[moment.side]) if several else name,
        says=joined((thigh, knee), ", "),
        source="data:image/jpeg;base64," + base64.b64encode(still.jpeg).decode(),
        width=still.width,
        height=still.height,
        lines=tuple(_line([at[point] for point in line if point in at]) for line in (TRUNK, LEG, FOOT) if sum(p in at for p in line) > 1),
        plumb=_plumb(at),
        joints=tuple((f"{at[point][0]:.1f}", f"{at[point][1]:.1f}") for point in LEG if point in at),
        side=moment.side,
        at_ms=None if film_from_s is None else round(1000.0 * (moment.time_s - film_from_s)),
    )


def _plumb(at: Mapping[str, Point]) -> str:
    if "Hip" not in at or "Knee" not in at:
        return ""
    (x, y), knee = at["Hip"], at["Knee"]
    return _line([(x, y), (x, y + PLUMB * math.dist((x, y), knee))])


def _line(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
