"""Stills of a clip with legs drawn over them: the picture, its lines, and what the mean stride shows at that moment."""

import base64
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...body import Side
from ...body_words import SIDE_WORDS
from ...errors import NOTHING
from ...gait import ClipMoment, FrontView, MomentName, Run
from ...language import Text, en, joined, layout
from .film_view import MS_PER_S, ClipFilm, ShownAt
from .front_view import seen_at
from .leg_lines import LEFT_LEG, RIGHT_LEG, LegLines, Line, Point, lines_over, plumb_line

MOMENTS: Mapping[MomentName, Text] = {
    "landing": en("Landing"),
    "mid_stance": en("Mid-stance"),
    "toe_off": en("Toe-off"),
    "highest_knee": en("Highest knee"),
    "knee_inmost": en("Knee furthest inward"),
    "foot_outmost": en("Foot furthest outward"),
}
FOOT_PLUMB_THIGHS = 1.2
"""Length of the line straight down from the knee beside which a foot swings outward; our choice."""


@dataclass(frozen=True, kw_only=True)
class ClipStill:
    """One moment as the clip shows it."""

    moment: ClipMoment
    jpeg: bytes
    width: int
    height: int
    points: Mapping[str, Point]
    """px of the still: Neck, Hip, Knee, Ankle, Heel, BigToe of the near leg, or LHip, LKnee ... RAnkle, as far as they were seen."""


@dataclass(frozen=True, kw_only=True)
class StillShown:
    """A still as the page shows it."""

    title: Text
    says: Text
    """What the mean stride shows then."""
    source: str
    """The picture as an address that holds it."""
    width: int
    height: int
    lines: tuple[str, ...]
    """Points of the lines over it, as SVG has them."""
    other_leg: tuple[str, ...]
    """The same of the leg that is not looked at; none from the side."""
    plumb: str
    """The same of the line straight down."""
    joints: tuple[tuple[str, str], ...]
    """x and y as SVG has them, in every language."""
    side: Side
    at_ms: int | None
    """When it is in the copy of its clip; None where none is kept."""


def stills_shown(stills: Sequence[ClipStill], run: Run | None, *, films: Sequence[ClipFilm] = ()) -> tuple[StillShown, ...]:
    """Put stills into words and lines.

    Args:
        stills: The stills.
        run: The run that they are of.
        films: Copies of their clips that are kept.
    """
    several = len({still.moment.side for still in stills}) > 1
    at_ms = in_video(stills, films)
    return tuple(_shown(still, run, at_ms.get((still.moment.name, still.moment.side)), several=several) for still in stills)


def in_video(stills: Sequence[ClipStill], films: Sequence[ClipFilm]) -> ShownAt:
    """When moments are in the copies of their clips; those of a clip without a copy are left out."""
    begins_s = {film.clip: film.from_s for film in films}
    moments = [still.moment for still in stills if still.moment.clip in begins_s]
    return {(moment.name, moment.side): round(MS_PER_S * (moment.time_s - begins_s[moment.clip])) for moment in moments}


def _shown(still: ClipStill, run: Run | None, at_ms: int | None, *, several: bool) -> StillShown:
    moment, at = still.moment, still.points
    name, drawn = MOMENTS[moment.name], _drawn(still)
    other = {"left": RIGHT_LEG, "right": LEFT_LEG}[moment.side]
    plumb = plumb_line(at, drawn)
    return StillShown(
        title=layout("{moment} ({side})", moment=name, side=SIDE_WORDS[moment.side]) if several else name,
        says=_angles(moment) if run is None or not isinstance(run.view, FrontView) else seen_at(run, moment),
        source="data:image/jpeg;base64," + base64.b64encode(still.jpeg).decode(),
        width=still.width,
        height=still.height,
        lines=_lines(at, [line for line in drawn.lines if line != other]),
        other_leg=_lines(at, [other]),
        plumb="" if plumb is None else _line(plumb),
        joints=tuple((f"{at[point][0]:.1f}", f"{at[point][1]:.1f}") for point in drawn.joints if point in at),
        side=moment.side,
        at_ms=at_ms,
    )


def _lines(at: Mapping[str, Point], lines: Sequence[Line]) -> tuple[str, ...]:
    """Lines of which two points were seen, as SVG has them."""
    seen = [[at[point] for point in line if point in at] for line in lines]
    return tuple(_line(points) for points in seen if len(points) > 1)


def _drawn(still: ClipStill) -> LegLines:
    """The lines over a still; a foot that swings outward is held against plumb from its own knee."""
    drawn = lines_over(still.points)
    if still.moment.name != "foot_outmost":
        return drawn
    return replace(drawn, plumb_from=(f"{still.moment.side[0].upper()}Knee",), plumb_thighs=FOOT_PLUMB_THIGHS)


def _angles(moment: ClipMoment) -> Text:
    """Angles of the near leg."""
    if moment.thigh_rad is None or moment.knee_flexion_rad is None:
        return NOTHING
    thigh_deg = abs(math.degrees(moment.thigh_rad))
    thigh = en("thigh {angle:.0f}° forward", angle=thigh_deg) if moment.thigh_rad >= 0.0 else en("thigh {angle:.0f}° back", angle=thigh_deg)
    knee = en("knee bent {angle:.0f}°", angle=math.degrees(moment.knee_flexion_rad))
    return joined((thigh, knee), ", ")


def _line(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
