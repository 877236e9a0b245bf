"""The left/right strip: both sides of one measure on one line, each with its spread."""

from ...language import en
from ..chart.axes import Axes
from ..chart.svg import Picture, number, picture

WIDTH_PX, HEIGHT_PX = 170.0, 34.0
LEAST_SPAN = 0.10
"""The line spans at least this share of the figures' size to either side, so that a hair's difference looks like one."""


def sides_strip(
    name: str, *, left: tuple[float, float], right: tuple[float, float], norm: tuple[float, float] | None = None, alt: str = ""
) -> Picture:
    """Draw both sides as dots with whiskers of one spread, and the norm's band behind.

    Args:
        name: Letters that no other figure of the page has.
        left: Mean and spread, any unit.
        right: The same unit.
        norm: Mean and spread of other runners; None for none.
        alt: What it says, in words.
    """
    shown = [mean + sign * sd for mean, sd in (left, right, *(() if norm is None else (norm,))) for sign in (-1.0, 1.0)]
    middle = (left[0] + right[0]) / 2
    reach = 1.08 * max(*(abs(value - middle) for value in shown), LEAST_SPAN * abs(middle), 1e-9)
    axes = Axes(left=6.0, top=3.0, right=WIDTH_PX - 6.0, bottom=HEIGHT_PX - 3.0, x=(middle - reach, middle + reach), y=(0.0, 1.0))
    body = ""
    if norm is not None:
        low, high = axes.at_x(norm[0] - norm[1]), axes.at_x(norm[0] + norm[1])
        body += f'<rect class="norm" x="{number(low)}" y="3" width="{number(high - low)}" height="{number(HEIGHT_PX - 6.0)}"/>'
    body += f'<path class="axis" d="M{number(axes.left)},{number(HEIGHT_PX / 2)} H{number(axes.right)}"/>'
    for side, (mean, sd), y in (("left", left, 11.0), ("right", right, 23.0)):
        ends = f"M{number(axes.at_x(mean - sd))},{number(y)} H{number(axes.at_x(mean + sd))}"
        body += f'<path class="curve whisker {side}" d="{ends}"/>{_mark(side, axes.at_x(mean), y)}'
    return picture(name=f"sides-{name}", width=WIDTH_PX, height=HEIGHT_PX, title=en("Left and right"), alt=alt, body=body)


def _mark(side: str, x: float, y: float) -> str:
    """A disc for the left, a square for the right: told apart without colour."""
    if side == "left":
        return f'<circle class="dot left" cx="{number(x)}" cy="{number(y)}" r="5"/>'
    return f'<rect class="dot right" x="{number(x - 4.5)}" y="{number(y - 4.5)}" width="9" height="9"/>'
