"""The strip of contacts: when each foot is on the ground in the stride of the leg that is chosen."""

from collections.abc import Mapping, Sequence

from ...body import OTHER_SIDE, Side
from ...body_words import SIDE_WORDS
from ...gait import Run
from ...language import en, joined
from ..chart.axes import Axes
from ..chart.svg import Picture, letters, number, picture
from ..figures.stride_panel import PLOT_LEFT_PX, PLOT_RIGHT_PX, WIDTH_PX
from ..shown_measures import toe_off_of

ROW_PX, BAR_PX = 22.0, 12.0
WHOLE = 100.0
Span = tuple[float, float]
"""From where to where of the stride (%) a foot is on the ground."""


def event_strip(run: Run, sides: Sequence[Side], landings: Mapping[Side, float]) -> Picture:
    """Draw one row a foot, on the axis of the curves; a script shows the bars of the stride that is chosen.

    Args:
        run: The run.
        sides: Whose strides there are.
        landings: When the other foot lands in the stride of a side (%).
    """
    height = ROW_PX * len(sides) + 20.0
    axes = Axes(left=PLOT_LEFT_PX, top=0.0, right=PLOT_RIGHT_PX, bottom=height - 20.0, x=(0.0, WHOLE), y=(0.0, 1.0))
    ends = {side: toe_off_of(run.sides[side].measures) for side in sides}
    parts, said = [], []
    for row, side in enumerate(sides):
        y, end = ROW_PX * row + 0.5 * (ROW_PX - BAR_PX), ends[side]
        parts.append(letters(PLOT_LEFT_PX - 6.0, y + BAR_PX - 2.0, SIDE_WORDS[side], css=f"small {side}", anchor="end"))
        parts.append(f'<path class="axis" d="M{number(axes.left)},{number(y + BAR_PX / 2)} H{number(axes.right)}"/>')
        if end is None:
            continue
        other = OTHER_SIDE[side]
        parts.append(_shown(f"{side} both", _bars(axes, [(0.0, end)], side, y), first=sides[0]))
        if other in landings:
            parts.append(_shown(other, _bars(axes, _around(landings[other], end), side, y), first=sides[0]))
        said.append(en("The {side} foot is on the ground for {percent:.0f} % of its stride.", side=SIDE_WORDS[side], percent=end))
    parts.append(axes.ticks_below([0.0, 25.0, 50.0, 75.0, 100.0]))
    title = en("Foot on the ground, landing to landing")
    return picture(name="clock-strip", width=WIDTH_PX, height=height, title=title, alt=joined(said), body="".join(parts))


def _around(begin: float, lasts: float) -> list[Span]:
    """A contact that may go on into the next stride, which looks like this one."""
    end = begin + lasts
    return [(begin, end)] if end <= WHOLE else [(begin, WHOLE), (0.0, end - WHOLE)]


def _shown(of: str, bars: str, *, first: Side) -> str:
    """Bars that belong to the strides named; those of the first side's are there before the script."""
    hidden = "" if first in of.split() else " hidden"
    return f'<g data-of="{of}"{hidden}>{bars}</g>'


def _bars(axes: Axes, spans: Sequence[Span], side: Side, y: float) -> str:
    return "".join(
        f'<rect class="spread {side} contact" x="{number(axes.at_x(begin))}" y="{number(y)}"'
        f' width="{number(axes.at_x(end) - axes.at_x(begin))}" height="{BAR_PX}"/>'
        for begin, end in spans
    )
