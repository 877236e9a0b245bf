"""One figure over days: any number of lines or marks, bands of noise behind them, and limits that are named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from ...arrays import FloatArray
from ...language import Text
from ..chart.axes import Axes, path, round_ticks
from ..chart.places import Places, dense
from ..chart.svg import Picture, letters, number, picture, width_of
from .date_axis import Span, across, dates_below

WIDTH_PX, HEIGHT_PX = 380.0, 230.0
ROOM_ABOVE = 0.12
LABEL_PX = 11.5
Mark = Literal["disc", "square", "diamond", "triangle"]
MARK_OF_SIDE: Mapping[str, Mark] = {"left": "disc", "right": "square", "both": "diamond"}
"""Sides are told apart without colour."""
CORNERS: Mapping[Mark, tuple[tuple[float, float], ...]] = {
    "square": ((-4.5, -4.5), (4.5, -4.5), (4.5, 4.5), (-4.5, 4.5)),
    "diamond": ((0.0, -5.8), (5.8, 0.0), (0.0, 5.8), (-5.8, 0.0)),
    "triangle": ((0.0, -5.6), (5.4, 4.4), (-5.4, 4.4)),
}
"""Of marks with corners, from their middle (px)."""
BESIDE_PX: Mapping[str, float] = {"left": -3.0, "right": 3.0}
"""What both sides did alike on one day stands beside each other."""


@dataclass(frozen=True, kw_only=True)
class DateLine:
    """Values of days."""

    css: str
    """How it looks, such as 'left'."""
    mark: Mark
    days: tuple[tuple[date, float], ...]
    """From the first day to the last; of one day there may be several."""
    joined: bool = True
    labels: tuple[tuple[date, float, Text], ...] = ()
    """Words beside some of its marks."""


@dataclass(frozen=True, kw_only=True)
class DateBand:
    """What chance alone does: a level band over all days."""

    css: str
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class DatePanel:
    """What one figure shows."""

    name: str
    """Letters that no other figure of the page has."""
    title: Text
    span: Span
    lines: tuple[DateLine, ...]
    bands: tuple[DateBand, ...] = ()
    limits: tuple[tuple[float, Text], ...] = ()
    """Level lines with their words."""
    upright: tuple[date, Text] | None = None
    """A day that divides the figure, such as the start of a plan."""
    y: tuple[float, float] | None = None
    """Lowest and highest value shown; None fits them."""
    ticks: tuple[float, ...] = ()
    """Values marked on the axis; empty for round ones."""
    from_zero: bool = False
    """Whether the figure begins at nothing."""


def date_panel(panel: DatePanel, *, alt: str) -> Picture:
    """Draw a figure over days.

    Args:
        panel: What it shows; at least one value.
        alt: What it says, in words.
    """
    axes = Axes(left=38.0, top=30.0, right=WIDTH_PX - 10.0, bottom=HEIGHT_PX - 24.0, x=across(panel.span), y=_limits(panel))
    body = "".join(_band(axes, band) for band in panel.bands)
    body += dates_below(axes, panel.span) + axes.ticks_beside(panel.ticks or round_ticks(axes.y, (axes.bottom - axes.top) / 34.0))
    body += "".join(_limit(axes, value, words) for value, words in panel.limits)
    body += "" if panel.upright is None else _upright(axes, *panel.upright)
    points = [_points(axes, line) for line in panel.lines]
    for line, at in zip(panel.lines, points, strict=True):
        if line.joined and len(at) > 1:
            body += f'<path class="curve thin {line.css}" d="{path(at)}"/>'
    body += "".join(_mark(line, x, y) for line, at in zip(panel.lines, points, strict=True) for x, y in at.tolist())
    body += _labels(axes, panel, points) + letters(0.0, 14.0, panel.title, css="strong")
    return picture(name=f"days-{panel.name}", width=WIDTH_PX, height=HEIGHT_PX, title=panel.title, alt=alt, body=body)


def _limits(panel: DatePanel) -> tuple[float, float]:
    if panel.y is not None:
        return panel.y
    shown = [value for line in panel.lines for _, value in line.days]
    shown += [edge for band in panel.bands for edge in (band.low, band.high)] + [value for value, _ in panel.limits]
    low, high = min(shown), max(shown)
    if panel.from_zero:
        low = min(low, 0.0)
    room = ROOM_ABOVE * max(high - low, 0.05 * abs(high), 1e-6)
    return (low if panel.from_zero and low == 0 else low - room), high + 1.5 * room


def _points(axes: Axes, line: DateLine) -> FloatArray:
    days = np.array([float(day.toordinal()) for day, _ in line.days])
    points = axes.points(days, np.array([value for _, value in line.days]))
    return np.column_stack([points[:, 0] + BESIDE_PX.get(line.css, 0.0), points[:, 1]])


def _band(axes: Axes, band: DateBand) -> str:
    top, bottom = (min(max(axes.at_y(value), axes.top), axes.bottom) for value in (band.high, band.low))
    box = f'x="{number(axes.left)}" y="{number(top)}" width="{number(axes.right - axes.left)}" height="{number(bottom - top)}"'
    return f'<rect class="spread {band.css}" {box}/>'


def _limit(axes: Axes, value: float, words: str) -> str:
    return axes.across(value, "edge") + letters(axes.right, axes.at_y(value) - 7.0, words, css="soft small halo", anchor="end")


def _upright(axes: Axes, day: date, words: str) -> str:
    """A line at a day, named above the frame on the side where there is room."""
    x = axes.at_x(float(day.toordinal()))
    if not axes.left <= x <= axes.right:
        return ""
    fits = x + width_of(words, LABEL_PX) < WIDTH_PX
    name = letters(x, axes.top - 4.0, words, css="soft small", anchor="start" if fits else "end")
    return axes.upright(float(day.toordinal()), "edge") + name


def _mark(line: DateLine, x: float, y: float) -> str:
    if line.mark == "disc":
        return f'<circle class="dot {line.css}" cx="{number(x)}" cy="{number(y)}" r="5"/>'
    outline = " L".join([f"{number(x + across)},{number(y + down)}" for across, down in CORNERS[line.mark]])
    return f'<path class="dot {line.css}" d="M{outline} Z"/>'


def _labels(axes: Axes, panel: DatePanel, points: list[FloatArray]) -> str:
    """Words beside marks, where they cover least."""
    if not any(line.labels for line in panel.lines):
        return ""
    places = Places(inside=(axes.left, axes.top, axes.right, axes.bottom), lines_px=np.vstack([dense(at) for at in points if len(at)]))
    for at in points:
        for x, y in at:
            places.keep_clear((x - 5.0, y - 5.0, x + 5.0, y + 5.0))
    parts = []
    for line in panel.lines:
        toward = np.array([0.0, -1.0 if line.css == "left" else 1.0])
        for day, value, words in line.labels:
            at = np.array([axes.at_x(float(day.toordinal())) + BESIDE_PX.get(line.css, 0.0), axes.at_y(value)])
            parts.append(places.put(at, words, css=f"small halo {line.css}", toward=toward))
    return "".join(parts)
