"""The before/after strip: one measure of both sides on one line, hollow before and filled after, each with its spread."""

from collections.abc import Mapping

from ...body import SIDES, Side
from ...language import en
from ..chart.axes import Axes
from ..chart.svg import Picture, number, picture

WIDTH_PX, HEIGHT_PX = 190.0, 52.0
ROWS_PX: Mapping[Side, tuple[float, float]] = {"left": (8.0, 18.0), "right": (34.0, 44.0)}
"""Height of before and after, by side."""
LEAST_SPAN = 0.06
"""The line spans at least this share of the figures' size to either side, so that a hair's difference looks like one."""
MeanAndSpread = tuple[float, float]


def change_strip(name: str, sides: Mapping[Side, tuple[MeanAndSpread, MeanAndSpread]], *, alt: str) -> Picture:
    """Draw means as marks with whiskers of one spread.

    Args:
        name: Letters that no other figure of the page has.
        sides: Before and after of each side that has both, one unit; at least one side.
        alt: What it says, in words.
    """
    ends = [mean + sign * sd for pair in sides.values() for mean, sd in pair for sign in (-1.0, 1.0)]
    middle = (min(ends) + max(ends)) / 2
    reach = 1.08 * max(max(ends) - middle, LEAST_SPAN * abs(middle), 1e-9)
    axes = Axes(left=7.0, top=2.0, right=WIDTH_PX - 7.0, bottom=HEIGHT_PX - 2.0, x=(middle - reach, middle + reach), y=(0.0, 1.0))
    body = f'<path class="axis" d="M{number(axes.left)},{number(HEIGHT_PX / 2)} H{number(axes.right)}"/>'
    for side in SIDES:
        if side in sides:
            before, after = sides[side]
            body += _row(axes, f"{side} before", before, ROWS_PX[side][0]) + _row(axes, side, after, ROWS_PX[side][1])
    return picture(name=f"change-{name}", width=WIDTH_PX, height=HEIGHT_PX, title=en("Before and after"), alt=alt, body=body)


def _row(axes: Axes, css: str, value: MeanAndSpread, y: float) -> str:
    """A whisker and its mark: a disc for the left, a square for the right; hollow before."""
    mean, sd = value
    x, hollow = axes.at_x(mean), css.endswith("before")
    whisker = f'<path class="curve whisker {css}" d="M{number(axes.at_x(mean - sd))},{number(y)} H{number(axes.at_x(mean + sd))}"/>'
    looks = f"mark hollow {css}" if hollow else f"dot {css}"
    if css.startswith("left"):
        return f'{whisker}<circle class="{looks}" cx="{number(x)}" cy="{number(y)}" r="4.4"/>'
    return f'{whisker}<rect class="{looks}" x="{number(x - 4.0)}" y="{number(y - 4.0)}" width="8" height="8"/>'
