"""The frame of figures over hip angle: ranges shaded and named, degrees below, moments beside, flexors up and extensors down."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...curve import Range, range_edges_deg
from ...language import Text, en
from ...range_words import range_name
from ..chart.axes import Axes, degree_ticks, path, round_ticks
from ..chart.svg import letters, number, width_of

RANGE_GLOSS: Mapping[Range, Text] = {
    "early": en("thigh behind or just ahead"),
    "mid": en("thigh clearly ahead"),
    "end": en("knee high"),
}
ARROW_PX = 5.0
TICK_PX = (52.0, 34.0)


@dataclass(frozen=True, kw_only=True)
class HipLine:
    """Moments over hip angle."""

    degrees: FloatArray
    """(n,) hip flexion, deg, in the order of the movement."""
    moment_nm_kg: FloatArray
    """(n,) flexor positive; NaN where the line is broken."""


def framed(axes: Axes, *, gloss: bool, tick_px: tuple[float, float] = TICK_PX) -> str:
    """Ranges behind, then axes and their numbers.

    Args:
        axes: Hip flexion (deg) across, moment (Nm/kg) up.
        gloss: Whether each range's name is explained where there is room.
        tick_px: Least room from one tick to the next, across and up.
    """
    early_below, end_above, _ = range_edges_deg()
    low, high = axes.x
    parts = []
    spans: Mapping[Range, tuple[float, float]] = {"early": (low, early_below), "mid": (early_below, end_above), "end": (end_above, high)}
    for name, (start, stop) in spans.items():
        left, right = axes.at_x(max(start, low)), axes.at_x(min(stop, high))
        if right <= left:
            continue
        if name != "mid":
            box = f'x="{number(left)}" y="{number(axes.top)}" width="{number(right - left)}" height="{number(axes.bottom - axes.top)}"'
            parts.append(f'<rect class="shade" {box}/>')
        middle, has_gloss = (left + right) / 2, gloss and width_of(RANGE_GLOSS[name], 11.5) < right - left
        called = range_name("flexor", name)
        if width_of(called) < right - left:
            parts.append(letters(middle, axes.top - (18.0 if gloss else 5.0), called, css="strong", anchor="middle"))
            parts.append(letters(middle, axes.top - 4.0, RANGE_GLOSS[name], css="soft small", anchor="middle") if has_gloss else "")
    across, up = (axes.right - axes.left) / tick_px[0], (axes.bottom - axes.top) / tick_px[1]
    parts += [
        axes.across(0.0, "base"),
        axes.ticks_below(degree_ticks(axes.x, across), unit="°"),
        axes.ticks_beside(round_ticks(axes.y, up)),
    ]
    return "".join(parts)


def drawn_line(axes: Axes, line: HipLine, css: str) -> str:
    """A line over hip angle."""
    return axes.line(line.degrees, line.moment_nm_kg, css)


def arrow_along(axes: Axes, line: HipLine, css: str, *, share: float = 0.5, least_px: float = 0.0) -> str:
    """A head that points the way of the movement, at a share of the line's length; nothing on a line shorter than that."""
    points = axes.points(line.degrees, line.moment_nm_kg)
    points = points[np.all(np.isfinite(points), axis=1)]
    gone = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    if len(points) < 2 or float(gone[-1]) < least_px:
        return ""
    middle = share * float(gone[-1])
    behind, tip, ahead = (
        np.array([np.interp(at, gone, points[:, 0]), np.interp(at, gone, points[:, 1])]) for at in (middle - 2.0, middle, middle + 2.0)
    )
    return head(tip, ahead - behind, css)


def head(tip: FloatArray, toward: FloatArray, css: str, *, size_px: float = ARROW_PX) -> str:
    """A filled arrow head."""
    size = float(np.hypot(*toward))
    if size < 1e-9:
        return ""
    ahead = toward / size
    beside = np.array([-ahead[1], ahead[0]])
    corners = np.array(
        [tip + size_px * ahead, tip - size_px * ahead + 0.8 * size_px * beside, tip - size_px * ahead - 0.8 * size_px * beside]
    )
    return f'<path class="{css}" d="{path(corners)} Z"/>'
