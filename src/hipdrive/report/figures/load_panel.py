"""One exercise in a small picture: the loops of its load over hip angle, with the way of the movement, behind them what the stride asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...body import SIDES, Side
from ...curve import DEGREE, Action, Mode, MomentCurve
from ..chart.axes import Axes
from ..chart.svg import Picture, letters, picture
from .hip_frame import HipLine, arrow_along, drawn_line, framed

WIDTH_PX, HEIGHT_PX = 290.0, 214.0
SIGNS: Mapping[Action, float] = {"flexor": 1.0, "extensor": -1.0}
ONWARD: Mapping[tuple[Action, Mode], float] = {
    ("flexor", "concentric"): 1.0,
    ("flexor", "eccentric"): -1.0,
    ("extensor", "concentric"): -1.0,
    ("extensor", "eccentric"): 1.0,
}
"""Whether the hip flexes (1) or extends (-1) while muscles work in a mode."""
SHARES: Mapping[Mode, float] = {"concentric": 0.62, "eccentric": 0.62, "isometric": 0.5}


@dataclass(frozen=True, kw_only=True)
class LoadPart:
    """One stretch of an exercise's load on one hip."""

    side: Side
    mode: Mode
    line: HipLine
    """In the order of the movement."""


def load_parts(curves: Sequence[MomentCurve]) -> tuple[LoadPart, ...]:
    """The stretches of a repetition, each in the order of its movement."""
    parts = []
    for curve in curves:
        onward = ONWARD.get((curve.action, curve.mode), 1.0)
        step = 1 if onward > 0 else -1
        line = HipLine(degrees=(curve.angle_rad / DEGREE)[::step], moment_nm_kg=curve.moment_nm_kg[::step])
        parts.append(LoadPart(side=curve.side, mode=curve.mode, line=line))
    return tuple(parts)


@dataclass(frozen=True, kw_only=True)
class Behind:
    """What stands behind every exercise: the stride's demand on the hip that is drawn, and the frame that holds all."""

    demand: Mapping[Side, tuple[HipLine, ...]]
    x: tuple[float, float]
    """Hip flexion shown, deg."""
    y: tuple[float, float]
    """Moment shown, Nm/kg."""


def load_panel(
    name: str, title: str, parts: Sequence[LoadPart], behind: Behind, *, alt: str, demand_css: Literal["curve", "norm-line"] = "norm-line"
) -> Picture:
    """Draw one exercise.

    Args:
        name: Letters that no other figure of the page has.
        title: Such as the number it has elsewhere on the page; may be empty.
        parts: Its load.
        behind: What the stride asks, and the frame.
        alt: What it says, in words.
        demand_css: How the stride's lines look.
    """
    top = 34.0 if title else 18.0
    axes = Axes(left=34.0, top=top, right=WIDTH_PX - 6.0, bottom=HEIGHT_PX - 24.0, x=behind.x, y=behind.y)
    body = framed(axes, gloss=False)
    body += "".join(drawn_line(axes, line, f"{demand_css} {side}") for side in SIDES for line in behind.demand.get(side, ()))
    for side in reversed(SIDES):
        for part in (part for part in parts if part.side == side):
            body += _drawn(axes, part)
    if title:
        body += letters(0.0, 13.0, title, css="strong")
    return picture(name=f"load-{name}", width=WIDTH_PX, height=HEIGHT_PX, title=title or "Load over hip angle", alt=alt, body=body)


def _drawn(axes: Axes, part: LoadPart) -> str:
    """A line with its arrow, or a dot for a hold."""
    degrees, moment = part.line.degrees, part.line.moment_nm_kg
    if len(degrees) < 3:
        at = axes.points(degrees, moment)[0]
        return f'<circle class="dot {part.side}" cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="4.5"/>'
    line = drawn_line(axes, part.line, f"curve {part.side}")
    return line + ("" if part.mode == "isometric" else arrow_along(axes, part.line, f"dot {part.side}", share=SHARES[part.mode]))


def frame_around(loads: Sequence[Sequence[LoadPart]], demand: Mapping[Side, tuple[HipLine, ...]]) -> Behind:
    """The frame that holds all exercises and the stride, so that their pictures can be compared."""
    lines = [part.line for parts in loads for part in parts] + [line for side in SIDES for line in demand.get(side, ())]
    degrees = np.concatenate([line.degrees for line in lines]) if lines else np.array([-20.0, 90.0])
    moments = np.concatenate([line.moment_nm_kg for line in lines]) if lines else np.array([-1.0, 1.0])
    low, high = min(float(np.nanmin(moments)), -0.2), max(float(np.nanmax(moments)), 0.2)
    room = 0.07 * (high - low)
    return Behind(
        demand=demand,
        x=(min(float(np.nanmin(degrees)), -20.0) - 4.0, max(float(np.nanmax(degrees)), 90.0) + 4.0),
        y=(low - room, high + room),
    )
