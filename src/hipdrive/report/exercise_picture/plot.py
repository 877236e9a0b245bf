"""The moment curves of one repetition over hip angle, both hips, as part of an SVG: axes and ranges as everywhere in the report."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body_words import HIP_WORDS
from ...exercise.solve.scene import Scene
from ...language import en
from ..chart.axes import Axes
from ..chart.svg import TEXT_PX, letters, number, width_of
from ..figures.hip_frame import framed
from .pieces import sides_near_first

LEFT_PX, TOP_PX, RIGHT_PX, BOTTOM_PX = 40.0, 62.0, 8.0, 44.0
LEAST_SPAN_DEG, LEAST_SPAN_NM_KG = 40.0, 0.4
ROOM_PX = 30.0
"""Least height on one side of the line of no moment for a word there."""
TICK_PX = (46.0, 30.0)


@dataclass(frozen=True, kw_only=True)
class Plot:
    """Axes: hip flexion (deg) across, moment (Nm/kg, flexor positive) up."""

    axes: Axes

    def curve(self, scene: Scene, side: Side, frames: npt.NDArray[np.int64]) -> FloatArray:
        """(n, 2) px of one hip in some frames."""
        return self.axes.points(np.degrees(scene.hip_flexion_rad[side][frames]), scene.hip_flexion_moment_nm_kg[side][frames])


def plot_of(scene: Scene, *, width_px: float, height_px: float) -> Plot:
    """Axes that hold both hips and the line of no moment."""
    angles = np.degrees(np.concatenate([scene.hip_flexion_rad[side] for side in SIDES]))
    moments = np.concatenate([[0.0], *(scene.hip_flexion_moment_nm_kg[side] for side in SIDES)])
    wider = 0.5 * max(0.0, LEAST_SPAN_DEG - float(np.ptp(angles))) + 4.0
    higher = 0.5 * max(0.0, LEAST_SPAN_NM_KG - float(np.ptp(moments))) + 0.14 * float(np.ptp(moments)) + 0.02
    return Plot(
        axes=Axes(
            left=LEFT_PX,
            top=TOP_PX,
            right=width_px - RIGHT_PX,
            bottom=height_px - BOTTOM_PX,
            x=(float(angles.min()) - wider, float(angles.max()) + wider),
            y=(float(moments.min()) - higher, float(moments.max()) + higher),
        )
    )


def drawn_plot(scene: Scene, plot: Plot, frames: npt.NDArray[np.int64]) -> str:
    """Ranges, axes and both curves through the given frames; what moves comes on top."""
    axes = plot.axes
    both = np.vstack([plot.curve(scene, side, frames) for side in SIDES])
    parts = [framed(axes, gloss=False, tick_px=TICK_PX), _directions(axes, both)]
    parts.append(letters(0.0, 40.0, "Nm/kg", css="soft"))
    parts.append(letters((axes.left + axes.right) / 2, axes.bottom + 36.0, en("hip flexion"), css="soft", anchor="middle"))
    for side in reversed(sides_near_first(scene)):
        for phase in up_and_down(scene, frames):
            points = " ".join(f"{number(x)},{number(y)}" for x, y in plot.curve(scene, side, phase))
            parts.append(f'<polyline class="curve {side}" points="{points}"/>')
    return "".join(parts) + _key(scene)


def up_and_down(scene: Scene, frames: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The frames up and those down, both from the bottom, so that dashes of lines that lie on each other do too."""
    top = int(np.argmax(scene.share[frames]))
    return frames[: top + 1], frames[top:][::-1]


def _key(scene: Scene) -> str:
    parts, x = [], 0.0
    for side in sides_near_first(scene):
        words = en("{hip}, working", hip=HIP_WORDS[side]) if side == scene.working_side else HIP_WORDS[side]
        parts.append(f'<path class="curve {side}" d="M{number(x)},14 h30"/>{letters(x + 37.0, 18.0, words)}')
        x += 37.0 + width_of(words) + 20.0
    return "".join(parts)


def _directions(axes: Axes, curves_px: FloatArray) -> str:
    """Where flexors and extensors are, in the corner where the curves leave room."""
    zero, left, right = axes.at_y(0.0), axes.left + 6.0, axes.right - 4.0
    parts = []
    for words, room, y in (
        (en("flexors ↑"), zero - axes.top, axes.top + TEXT_PX + 3.0),
        (en("extensors ↓"), axes.bottom - zero, axes.bottom - 6.0),
    ):
        if room < ROOM_PX:
            continue
        near = curves_px[(curves_px[:, 1] > y - TEXT_PX - 6.0) & (curves_px[:, 1] < y + 14.0), 0]
        wide = width_of(words) + 8.0
        at_right = int((near > right - wide).sum()) <= int((near < left + wide).sum())
        parts.append(letters(right if at_right else left, y, words, css="soft halo", anchor="end" if at_right else "start"))
    return "".join(parts)
