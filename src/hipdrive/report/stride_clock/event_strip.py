"""The strip of contacts: when the own foot is on the ground in the stride of each side, and a line that says where the clock stands."""

from collections.abc import Sequence

from ...body import Side
from ...body_words import SIDE_WORDS
from ...gait import Run
from ...language import en, joined
from ..chart.axes import Axes
from ..chart.svg import Picture, letters, number, picture
from ..figures.stride_panel import PLOT_LEFT_PX, PLOT_RIGHT_PX, WIDTH_PX
from ..shown_measures import toe_off_of

ROW_PX, BAR_PX = 22.0, 12.0
WHOLE = 100.0


def event_strip(run: Run, sides: Sequence[Side]) -> Picture:
    """Draw one bar a side, from landing to toe-off, on the axis of the curves.

    Args:
        run: The run.
        sides: Whose strides there are.
    """
    height = ROW_PX * len(sides) + 20.0
    axes = Axes(left=PLOT_LEFT_PX, top=0.0, right=PLOT_RIGHT_PX, bottom=height - 20.0, x=(0.0, WHOLE), y=(0.0, 1.0))
    parts, said = [], []
    for row, side in enumerate(sides):
        y, end = ROW_PX * row + 0.5 * (ROW_PX - BAR_PX), toe_off_of(run.sides[side].measures)
        parts.append(letters(PLOT_LEFT_PX - 6.0, y + BAR_PX - 2.0, SIDE_WORDS[side], css=f"small {side}", anchor="end"))
        parts.append(f'<path class="axis" d="M{number(axes.left)},{number(y + BAR_PX / 2)} H{number(axes.right)}"/>')
        if end is None:
            continue
        wide = number(axes.at_x(end) - axes.left)
        parts.append(f'<rect class="spread {side} contact" x="{number(axes.left)}" y="{number(y)}" width="{wide}" height="{BAR_PX}"/>')
        said.append(en("The {side} foot is on the ground for {percent:.0f} % of its stride.", side=SIDE_WORDS[side], percent=end))
    parts.append(axes.ticks_below([0.0, 25.0, 50.0, 75.0, 100.0]))
    title = en("Foot on the ground, landing to landing")
    return picture(name="clock-strip", width=WIDTH_PX, height=height, title=title, alt=joined(said), body="".join(parts))
