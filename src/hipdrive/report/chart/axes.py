"""Axes: from numbers to places on a figure, with ticks at round numbers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...language import to_reader
from .svg import letters, number, shown

STEPS = (1.0, 2.0, 2.5, 5.0)
DEGREE_STEPS = (15.0, 30.0, 45.0, 60.0)
UNSEEN_PX = 0.2
"""A line may leave its points by so much: a tenth of its own width."""


@dataclass(frozen=True, kw_only=True)
class Axes:
    """A frame on a figure."""

    left: float
    """px, as all four."""
    top: float
    right: float
    bottom: float
    x: tuple[float, float]
    """What stands at the left and at the right edge."""
    y: tuple[float, float]
    """What stands at the bottom and at the top."""

    def at_x(self, value: float) -> float:
        """Where a value stands across, px."""
        return self.left + (value - self.x[0]) / (self.x[1] - self.x[0]) * (self.right - self.left)

    def at_y(self, value: float) -> float:
        """How high a value stands, px from the top."""
        return self.bottom - (value - self.y[0]) / (self.y[1] - self.y[0]) * (self.bottom - self.top)

    def points(self, x: FloatArray, y: FloatArray) -> FloatArray:
        """(n, 2) px, kept inside the frame from top to bottom."""
        return np.column_stack([self.at_x_of(x), np.clip(self.at_y_of(y), self.top, self.bottom)])

    def at_x_of(self, values: FloatArray) -> FloatArray:
        """(n,) px."""
        return np.asarray(self.left + (values - self.x[0]) / (self.x[1] - self.x[0]) * (self.right - self.left))

    def at_y_of(self, values: FloatArray) -> FloatArray:
        """(n,) px."""
        return np.asarray(self.bottom - (values - self.y[0]) / (self.y[1] - self.y[0]) * (self.bottom - self.top))

    def line(self, x: FloatArray, y: FloatArray, css: str) -> str:
        """A line through points; it is broken where a value is missing."""
        parts = []
        for part in unbroken(y):
            if len(part) > 1:
                parts.append(f'<path class="{css}" d="{path(thinned(self.points(x[part], y[part])))}"/>')
        return "".join(parts)

    def band(self, x: FloatArray, low: FloatArray, high: FloatArray, css: str) -> str:
        """The room between two lines."""
        parts = []
        for part in unbroken(low + high):
            if len(part) > 1:
                there, back = self.points(x[part], high[part]), self.points(x[part], low[part])[::-1]
                parts.append(f'<path class="{css}" d="{path(np.vstack([there, back]))} Z"/>')
        return "".join(parts)

    def across(self, value: float, css: str) -> str:
        """A level line from edge to edge."""
        y = self.at_y(value)
        return f'<path class="{css}" d="M{number(self.left)},{number(y)} H{number(self.right)}"/>'

    def upright(self, value: float, css: str) -> str:
        """An upright line from top to bottom."""
        x = self.at_x(value)
        return f'<path class="{css}" d="M{number(x)},{number(self.top)} V{number(self.bottom)}"/>'

    def ticks_below(self, values: Sequence[float], *, unit: str = "") -> str:
        """Ticks with their numbers below the frame."""
        parts = [f'<path class="axis" d="M{number(self.left)},{number(self.bottom)} H{number(self.right)}"/>']
        for value in values:
            x = self.at_x(value)
            parts.append(f'<path class="axis" d="M{number(x)},{number(self.bottom)} v4"/>')
            parts.append(letters(x, self.bottom + 17.0, f"{shown(value)}{to_reader(unit)}", css="soft number small", anchor="middle"))
        return "".join(parts)

    def ticks_beside(self, values: Sequence[float], *, unit: str = "") -> str:
        """Ticks with their numbers left of the frame."""
        parts = []
        for value in values:
            y = self.at_y(value)
            parts.append(f'<path class="axis" d="M{number(self.left - 4.0)},{number(y)} h4"/>')
            parts.append(letters(self.left - 7.0, y + 4.0, f"{shown(value)}{to_reader(unit)}", css="soft number small", anchor="end"))
        return "".join(parts)


def unbroken(values: FloatArray) -> list[FloatArray]:
    """Places of the stretches without a missing value."""
    known = np.flatnonzero(np.isfinite(values))
    return [] if not len(known) else np.split(known, np.flatnonzero(np.diff(known) > 1) + 1)


def thinned(points: FloatArray, *, tolerance_px: float = UNSEEN_PX) -> FloatArray:
    """(k, 2) those of the points (n, 2) that a line needs to pass all others within a tolerance (Douglas and Peucker 1973)."""
    keep = np.zeros(len(points), dtype=np.bool_)
    keep[[0, -1]] = True
    stretches = [(0, len(points) - 1)]
    while stretches:
        first, last = stretches.pop()
        between = points[first + 1 : last] - points[first]
        chord = points[last] - points[first]
        along = np.clip(between @ chord / max(float(chord @ chord), 1e-12), 0.0, 1.0)
        away = np.hypot(*(between - along[:, None] * chord).T)
        if len(away) and float(away.max()) > tolerance_px:
            farthest = first + 1 + int(away.argmax())
            keep[farthest] = True
            stretches += [(first, farthest), (farthest, last)]
    return points[keep]


def path(points: FloatArray) -> str:
    """Straight lines from point to point."""
    return "M" + " L".join([f"{number(x)},{number(y)}" for x, y in points.tolist()])


def round_ticks(limits: tuple[float, float], most: float) -> list[float]:
    """Round numbers inside limits, at most so many."""
    low, high = limits
    least = (high - low) / max(most, 1.0)
    size = 10.0 ** math.floor(math.log10(least))
    step = next(size * step for step in (*STEPS, 10.0) if size * step >= least - 1e-12)
    return _multiples(low, high, step)


def degree_ticks(limits: tuple[float, float], most: float) -> list[float]:
    """Degrees inside limits as people count them: by 15, 30, 45 or 60."""
    low, high = limits
    step = next((step for step in DEGREE_STEPS if (high - low) / step <= most), DEGREE_STEPS[-1])
    return _multiples(low, high, step)


def _multiples(low: float, high: float, step: float) -> list[float]:
    return [step * i for i in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]
