"""One exercise in a small picture: the loops of its load over hip angle, with the way of the movement, behind them what the stride asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...curve import DEGREE, Action, Mode, MomentCurve
from ...exercise import Load
from ...training.match.grid import GRID_DEG, on_grid
from ..chart.axes import Axes
from ..chart.svg import Picture, number, picture
from .hip_frame import HipLine, arrow_along, drawn_line, framed

WIDTH_PX, HEIGHT_PX = 264.0, 186.0
SIGNS: Mapping[Action, float] = {"flexor": 1.0, "extensor": -1.0}
ONWARD: Mapping[tuple[Action, Mode], float] = {
    ("flexor", "concentric"): 1.0,
    ("flexor", "eccentric"): -1.0,
    ("extensor", "concentric"): -1.0,
    ("extensor", "eccentric"): 1.0,
}
"""Whether the hip flexes (1) or extends (-1) while muscles work in a mode."""
ARROW_SHARE = 0.62
"""Past the middle, so that the arrows of a way up and of the same way down do not meet."""
STILL_RAD_S = DEGREE
"""A hip slower than this rests between its ways up and down."""
LEAST_WAY_DEG, LEAST_WAY_PX = 8.0, 24.0
"""A hip that goes less far counts as held; a line that is shorter has no arrow."""
DOT_PX = 4.5
TICK_PX = (36.0, 26.0)


@dataclass(frozen=True, kw_only=True)
class LoadPart:
    """One stretch of an exercise's load on one hip."""

    side: Side
    onward: int
    """1 where the hip flexes, -1 where it extends, 0 where it is held."""
    line: HipLine
    """In the order of the movement."""


@dataclass(frozen=True, kw_only=True)
class Behind:
    """What stands behind every exercise: the stride's demand on both hips, and the frame that holds all."""

    demand: Mapping[Side, tuple[HipLine, ...]]
    x: tuple[float, float]
    """Hip flexion shown, deg."""
    y: tuple[float, float]
    """Moment shown, Nm/kg."""


def load_parts(curves: Sequence[MomentCurve]) -> tuple[LoadPart, ...]:
    """The moment curves of a repetition, each in the order of its movement."""
    parts = []
    for curve in curves:
        onward = int(ONWARD.get((curve.action, curve.mode), 0.0))
        step = -1 if onward < 0 else 1
        line = HipLine(degrees=(curve.angle_rad / DEGREE)[::step], moment_nm_kg=curve.moment_nm_kg[::step])
        parts.append(LoadPart(side=curve.side, onward=onward, line=line))
    return tuple(parts)


def repetition_parts(load: Load) -> tuple[LoadPart, ...]:
    """Both hips frame by frame, as loops without a gap: each way up, each way down, and a hip that is held all the time."""
    parts = []
    for side in SIDES if len(load.time_s) else ():
        degrees, moment = load.hip_flexion_rad[side] / DEGREE, load.hip_flexion_moment_nm_kg[side]
        for first, last, onward in _ways(load.hip_velocity_rad_s[side]):
            line = HipLine(degrees=degrees[first : last + 1], moment_nm_kg=moment[first : last + 1])
            parts.append(LoadPart(side=side, onward=onward if np.ptp(line.degrees) >= LEAST_WAY_DEG else 0, line=line))
    return tuple(parts)


def _ways(velocity_rad_s: FloatArray) -> list[tuple[int, int, int]]:
    """First frame, last frame and direction of each way; a rest belongs to the way before it, and a way starts where the last one ended."""
    moving = np.flatnonzero(np.abs(velocity_rad_s) >= STILL_RAD_S)
    direction = np.sign(velocity_rad_s[moving]).astype(int)
    turns = np.flatnonzero(np.diff(direction)) + 1
    edges = [0, *(int(moving[turn]) - 1 for turn in turns), len(velocity_rad_s) - 1]
    onward = [int(direction[0]), *(int(direction[turn]) for turn in turns)] if len(moving) else [0]
    return list(zip(edges[:-1], edges[1:], onward, strict=True))


def demand_lines(curves: Sequence[MomentCurve]) -> dict[Side, tuple[HipLine, ...]]:
    """What a stride asks of each hip, largest over its modes, to stand behind exercises."""
    lines: dict[Side, tuple[HipLine, ...]] = {}
    for side in SIDES:
        for action, sign in SIGNS.items():
            moment = on_grid(curves, side=side, action=action).moment_nm_kg.max(axis=0)
            if moment.any():
                line = HipLine(degrees=GRID_DEG.astype(float), moment_nm_kg=np.where(moment > 0, sign * moment, np.nan))
                lines[side] = (*lines.get(side, ()), line)
    return lines


def frame_around(loads: Sequence[Sequence[LoadPart]], demand: Mapping[Side, tuple[HipLine, ...]]) -> Behind:
    """The frame that holds all exercises and the stride, so that their pictures can be compared."""
    asked = [line for side in SIDES for line in demand.get(side, ())]
    lines = [part.line for parts in loads for part in parts] + asked
    reached = [line.degrees[np.isfinite(line.moment_nm_kg)] for line in lines]
    degrees = np.concatenate([*reached, np.array([-20.0, 90.0])])
    moments = np.concatenate([*(line.moment_nm_kg for line in lines), np.array([-0.2, 0.2])])
    low, high = float(np.nanmin(moments)), float(np.nanmax(moments))
    room = 0.07 * (high - low)
    return Behind(demand=demand, x=(float(degrees.min()) - 4.0, float(degrees.max()) + 4.0), y=(low - room, high + room))


def load_panel(name: str, title: str, parts: Sequence[LoadPart], behind: Behind, *, alt: str) -> Picture:
    """Draw one exercise.

    Args:
        name: Letters that no other figure of the page has.
        title: What it is called to those who do not see it.
        parts: Its load.
        behind: What the stride asks, and the frame.
        alt: What it says, in words.
    """
    axes = Axes(left=32.0, top=18.0, right=WIDTH_PX - 4.0, bottom=HEIGHT_PX - 24.0, x=behind.x, y=behind.y)
    body = framed(axes, gloss=False, tick_px=TICK_PX)
    body += "".join(drawn_line(axes, line, "norm-line") for side in SIDES for line in behind.demand.get(side, ()))
    for side in SIDES:
        own = [part for part in parts if part.side == side]
        body += "".join(_line(axes, part) for part in own) if any(part.onward for part in own) else _held(axes, own)
    body += "".join(
        arrow_along(axes, part.line, f"dot {part.side}", share=ARROW_SHARE, least_px=LEAST_WAY_PX) for part in parts if part.onward
    )
    return picture(name=f"load-{name}", width=WIDTH_PX, height=HEIGHT_PX, title=title, alt=alt, body=body)


def _line(axes: Axes, part: LoadPart) -> str:
    """A stretch from its less flexed end on, so that dashes of ways that lie on each other do so too."""
    step = -1 if part.onward < 0 else 1
    line = HipLine(degrees=part.line.degrees[::step], moment_nm_kg=part.line.moment_nm_kg[::step])
    return drawn_line(axes, line, f"curve {part.side}")


def _held(axes: Axes, parts: Sequence[LoadPart]) -> str:
    """A hip that hardly moves: a dot, unless its moment changes enough to be seen."""
    drawn = []
    for part in parts:
        points = axes.points(part.line.degrees, part.line.moment_nm_kg)
        if float(np.ptp(points, axis=0).max()) < DOT_PX:
            x, y = points.mean(axis=0)
            drawn.append(f'<circle class="dot {part.side}" cx="{number(x)}" cy="{number(y)}" r="{DOT_PX:g}"/>')
        else:
            drawn.append(_line(axes, part))
    return "".join(drawn)
