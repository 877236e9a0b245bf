"""The moment curves of one repetition over hip angle, both hips, as part of an SVG: ranges shaded, lines as everywhere in the report."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...curve import range_edges_deg
from ...exercise.solve.scene import Scene
from .pieces import sides_near_first
from .style import SMALL_PX, letters, number, width_of

LEFT_PX, TOP_PX, BOTTOM_PX = 40.0, 62.0, 44.0
LEAST_SPAN_DEG, LEAST_SPAN_NM_KG = 40.0, 0.4
ROOM_PX = 30.0
"""Least height on one side of the line of no moment for a word there."""
TICKS_NM_KG = (0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 5.0)
TICKS_DEG = (10.0, 15.0, 30.0, 45.0)


@dataclass(frozen=True, kw_only=True)
class Plot:
    """Axes: hip flexion (deg) across, moment (Nm/kg, flexor positive) up."""

    width_px: float
    height_px: float
    degrees: tuple[float, float]
    moment: tuple[float, float]

    def at(self, degrees: FloatArray, moment_nm_kg: FloatArray) -> FloatArray:
        """(n, 2) px."""
        across = (degrees - self.degrees[0]) / (self.degrees[1] - self.degrees[0])
        up = (moment_nm_kg - self.moment[0]) / (self.moment[1] - self.moment[0])
        inner_width, inner_height = self.width_px - LEFT_PX - 8.0, self.height_px - TOP_PX - BOTTOM_PX
        return np.stack([LEFT_PX + across * inner_width, TOP_PX + (1.0 - up) * inner_height], axis=-1)

    def curve(self, scene: Scene, side: Side, frames: npt.NDArray[np.int64]) -> FloatArray:
        """(n, 2) px of one hip in some frames."""
        return self.at(np.degrees(scene.hip_flexion_rad[side][frames]), scene.hip_flexion_moment_nm_kg[side][frames])


def plot_of(scene: Scene, *, width_px: float, height_px: float) -> Plot:
    """Axes that hold both hips and the line of no moment."""
    angles = np.degrees(np.concatenate([scene.hip_flexion_rad[side] for side in SIDES]))
    moments = np.concatenate([[0.0], *(scene.hip_flexion_moment_nm_kg[side] for side in SIDES)])
    wider = 0.5 * max(0.0, LEAST_SPAN_DEG - float(np.ptp(angles))) + 4.0
    higher = 0.5 * max(0.0, LEAST_SPAN_NM_KG - float(np.ptp(moments))) + 0.14 * float(np.ptp(moments)) + 0.02
    return Plot(
        width_px=width_px,
        height_px=height_px,
        degrees=(float(angles.min()) - wider, float(angles.max()) + wider),
        moment=(float(moments.min()) - higher, float(moments.max()) + higher),
    )


def drawn_plot(scene: Scene, plot: Plot, frames: npt.NDArray[np.int64]) -> str:
    """Ranges, axes and both curves through the given frames; what moves comes on top."""
    both = np.vstack([plot.curve(scene, side, frames) for side in SIDES])
    parts = [_ranges(plot), _axes(plot), _directions(plot, both)]
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
        words = f"{side} hip, working" if side == scene.working_side else f"{side} hip"
        parts.append(f'<path class="curve {side}" d="M{number(x)},14 h30"/>{letters(x + 37.0, 18.0, words)}')
        x += 37.0 + width_of(words) + 20.0
    return "".join(parts)


def _ranges(plot: Plot) -> str:
    early_below, end_above, _ = range_edges_deg()
    top, bottom = TOP_PX, plot.height_px - BOTTOM_PX
    low, high = plot.degrees
    parts = []
    for name, start, stop in (("early", low, early_below), ("mid", early_below, end_above), ("end", end_above, high)):
        a, b = max(start, low), min(stop, high)
        if b <= a:
            continue
        left, right = (float(plot.at(np.array(x), np.array(0.0))[0]) for x in (a, b))
        if name != "mid":
            size = f'width="{number(right - left)}" height="{number(bottom - top)}"'
            parts.append(f'<rect class="shade" x="{number(left)}" y="{number(top)}" {size}/>')
        if right - left > width_of(name):
            parts.append(letters((left + right) / 2, top - 6.0, name, css="soft strong", anchor="middle"))
    return "".join(parts)


def _axes(plot: Plot) -> str:
    bottom, right, parts = plot.height_px - BOTTOM_PX, plot.width_px - 8.0, []
    for value in _ticks(plot.moment, TICKS_NM_KG, (bottom - TOP_PX) / 30.0):
        y = float(plot.at(np.array(0.0), np.array(value))[1])
        css = "base" if abs(value) < 1e-9 else "axis"
        x = LEFT_PX if css == "base" else LEFT_PX - 4.0
        parts.append(f'<path class="{css}" d="M{number(x)},{number(y)} H{number(right if css == "base" else LEFT_PX)}"/>')
        parts.append(letters(LEFT_PX - 7.0, y + 4.0, number(value, 2).replace("-", "−"), css="soft number", anchor="end"))
    for value in _ticks(plot.degrees, TICKS_DEG, (right - LEFT_PX) / 46.0):
        x = float(plot.at(np.array(value), np.array(0.0))[0])
        parts.append(f'<path class="axis" d="M{number(x)},{number(bottom)} v4"/>')
        parts.append(letters(x, bottom + 17.0, f"{value:g}°".replace("-", "−"), css="soft number", anchor="middle"))
    parts.append(f'<path class="axis" d="M{number(LEFT_PX)},{number(TOP_PX)} V{number(bottom)} H{number(right)}"/>')
    parts.append(letters(0.0, 40.0, "Nm/kg", css="soft"))
    parts.append(letters((LEFT_PX + right) / 2, bottom + 36.0, "hip flexion", css="soft", anchor="middle"))
    return "".join(parts)


def _directions(plot: Plot, curves_px: FloatArray) -> str:
    """Where flexors and extensors are, in the corner where the curves leave room."""
    zero = float(plot.at(np.array(0.0), np.array(0.0))[1])
    left, right, bottom = LEFT_PX + 6.0, plot.width_px - 12.0, plot.height_px - BOTTOM_PX
    parts = []
    for words, room, y in (("flexors ↑", zero - TOP_PX, TOP_PX + SMALL_PX + 3.0), ("extensors ↓", bottom - zero, bottom - 6.0)):
        if room < ROOM_PX:
            continue
        near = curves_px[(curves_px[:, 1] > y - SMALL_PX - 6.0) & (curves_px[:, 1] < y + 14.0), 0]
        wide = width_of(words) + 8.0
        at_right = int((near > right - wide).sum()) <= int((near < left + wide).sum())
        parts.append(letters(right if at_right else left, y, words, css="soft halo", anchor="end" if at_right else "start"))
    return "".join(parts)


def _ticks(limits: tuple[float, float], steps: tuple[float, ...], most: float) -> list[float]:
    """Round values inside the limits, no more than there is room for."""
    low, high = limits
    step = next((step for step in steps if (high - low) / step <= most), steps[-1])
    return [step * i for i in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]
