"""Both hips' moments over hip angle, as numbers and the frame that they are drawn in."""

from collections.abc import Sequence
from typing import TypedDict

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body_words import HIP_WORDS
from ...curve import DEGREE, MomentCurve
from ...exercise import Load
from ...exercise.solve.scene import Scene
from ...language import en
from ..chart.axes import Axes
from ..chart.svg import letters, number, width_of
from ..figures.hip_frame import HipLine, framed
from ..figures.load_panel import demand_lines, frame_around, load_parts, repetition_parts

LEFT_PX, TOP_PX, RIGHT_PX, BOTTOM_PX = 44.0, 66.0, 8.0, 46.0
HEIGHT_OVER_WIDTH, LEAST_HEIGHT_PX = 0.62, 300.0
TICK_PX = (46.0, 30.0)
ROOM = 0.12
"""Share of the frame that a new one leaves free, so that it can stay while curves change."""
KEPT_NUMBERS = 4


class LineSent(TypedDict):
    """A line over hip angle."""

    css: str
    degrees: list[float]
    moment_nm_kg: list[float]
    """Flexor positive."""


class ChartSent(TypedDict):
    """What the chart is drawn from."""

    width: float
    height: float
    frame: str
    """SVG markup of ranges, axes and their numbers; empty where the one that is there stays."""
    place: list[float]
    """Left, top, right and bottom of the frame, px."""
    axes: list[float]
    """Hip flexion (deg) at left and right, moment (Nm/kg) at bottom and top; to be sent back, so that the frame stays."""
    lines: list[LineSent]
    dots: dict[Side, list[list[float]]]
    """Angle (deg) and moment of each hip at the figure's times."""


def lab_chart(
    load: Load, scene: Scene | None, frames: npt.NDArray[np.int64], *, width_px: float, kept: Sequence[float], demand: Sequence[MomentCurve]
) -> ChartSent:
    """The chart of a load.

    Args:
        load: The load; one without a pose has no lines.
        scene: Of the same repetition.
        frames: At which dots are wanted.
        width_px: Of the chart.
        kept: Numbers of axes that stay as long as they hold the curves; empty for new ones.
        demand: What stands behind, which new axes hold too.
    """
    parts = repetition_parts(load)
    axes, stays = _axes([part.line for part in parts], width_px=width_px, kept=kept, demand=demand, load=load)
    lines = [_line(f"curve {part.side}", part.line, onward=part.onward) for part in parts]
    dots: dict[Side, list[list[float]]] = {}
    if scene is not None:
        for side in SIDES:
            angle, moment = scene.hip_flexion_rad[side][frames] / DEGREE, scene.hip_flexion_moment_nm_kg[side][frames]
            dots[side] = [[round(float(x), 2), round(float(y), 4)] for x, y in zip(angle, moment, strict=True)]
    return ChartSent(
        width=width_px,
        height=axes.bottom + BOTTOM_PX,
        frame="" if stays else _frame(axes, load.working_side),
        place=[axes.left, axes.top, axes.right, axes.bottom],
        axes=[*axes.x, *axes.y],
        lines=lines,
        dots=dots,
    )


def demand_sent(curves: Sequence[MomentCurve]) -> list[LineSent]:
    """What a stride asks of both hips."""
    sent = []
    for lines in demand_lines(curves).values():
        for line in lines:
            there = np.isfinite(line.moment_nm_kg)
            sent.append(
                LineSent(
                    css="norm-line",
                    degrees=line.degrees[there].tolist(),
                    moment_nm_kg=[round(float(value), 4) for value in line.moment_nm_kg[there]],
                )
            )
    return sent


def _axes(
    lines: Sequence[HipLine], *, width_px: float, kept: Sequence[float], demand: Sequence[MomentCurve], load: Load
) -> tuple[Axes, bool]:
    height = max(HEIGHT_OVER_WIDTH * width_px, LEAST_HEIGHT_PX)
    place = {"left": LEFT_PX, "top": TOP_PX, "right": width_px - RIGHT_PX, "bottom": height - BOTTOM_PX}
    if len(kept) == KEPT_NUMBERS:
        axes = Axes(**place, x=(kept[0], kept[1]), y=(kept[2], kept[3]))
        if all(_inside(line.degrees, axes.x) and _inside(line.moment_nm_kg, axes.y) for line in lines):
            return axes, True
    behind = frame_around([load_parts(load.curves), repetition_parts(load)], demand_lines(demand))
    room = ROOM * (behind.y[1] - behind.y[0])
    low, high = min([behind.y[0] - room, *kept[2:3]]), max([behind.y[1] + room, *kept[3:4]])
    return Axes(**place, x=(min([behind.x[0], *kept[:1]]), max([behind.x[1], *kept[1:2]])), y=(low, high)), False


def _inside(values: FloatArray, limits: tuple[float, float]) -> bool:
    return bool(np.nanmin(values) >= limits[0] and np.nanmax(values) <= limits[1])


def _line(css: str, line: HipLine, *, onward: int) -> LineSent:
    """A line from its less flexed end on, so that dashes of ways that lie on each other do so too."""
    step = -1 if onward < 0 else 1
    return LineSent(
        css=css,
        degrees=[round(x, 2) for x in line.degrees[::step].tolist()],
        moment_nm_kg=[round(y, 4) for y in line.moment_nm_kg[::step].tolist()],
    )


def _frame(axes: Axes, working: Side) -> str:
    parts = [framed(axes, gloss=False, tick_px=TICK_PX), letters(0.0, 42.0, "Nm/kg", css="soft small")]
    parts.append(letters(axes.right - 6.0, axes.top + 15.0, en("flexors pull ↑"), css="soft small halo", anchor="end"))
    parts.append(letters(axes.right - 6.0, axes.bottom - 7.0, en("extensors push ↓"), css="soft small halo", anchor="end"))
    parts.append(letters((axes.left + axes.right) / 2, axes.bottom + 36.0, en("hip flexion"), css="soft small", anchor="middle"))
    x = 0.0
    for side in sorted(SIDES, key=lambda each: each != working):
        words = en("{hip}, working", hip=HIP_WORDS[side]) if side == working else HIP_WORDS[side]
        parts.append(f'<path class="curve {side}" d="M{number(x)},14 h30"/>{letters(x + 37.0, 18.0, words)}')
        x += 37.0 + width_of(words) + 20.0
    return "".join(parts)
