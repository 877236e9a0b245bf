"""The strip of steps under the video of a clip from the front or from behind: when each foot stands below the body."""

import math

from ...body import SIDES
from ...body_words import SIDE_WORDS
from ...language import en
from ..chart.axes import Axes
from ..chart.svg import Picture, letters, number, picture
from ..figures.stride_panel import PLOT_LEFT_PX, PLOT_RIGHT_PX, WIDTH_PX
from .film_view import ClipFilm

ROW_PX, MARK_PX = 22.0, 14.0
MOST_TICKS = 7


def plot_of_steps() -> dict[str, object]:
    """Where the strip's axis lies, for the script that moves a line over it."""
    return {"plot": {"left": PLOT_LEFT_PX, "right": PLOT_RIGHT_PX, "wide": WIDTH_PX}}


def steps_strip(film: ClipFilm) -> Picture:
    """Draw one row a foot over the seconds of the clip, with a mark at each step.

    Args:
        film: A copy of a clip from the front or from behind.
    """
    lasts_s = float(film.time_s[-1])
    height = ROW_PX * len(SIDES) + 20.0
    axes = Axes(left=PLOT_LEFT_PX, top=0.0, right=PLOT_RIGHT_PX, bottom=height - 20.0, x=(0.0, lasts_s), y=(0.0, 1.0))
    parts = []
    for row, side in enumerate(SIDES):
        middle = ROW_PX * (row + 0.5)
        parts.append(letters(PLOT_LEFT_PX - 6.0, middle + 4.0, SIDE_WORDS[side], css=f"small {side}", anchor="end"))
        parts.append(f'<path class="axis" d="M{number(axes.left)},{number(middle)} H{number(axes.right)}"/>')
        marks = "".join(
            f"M{number(axes.at_x(at_s))},{number(middle - MARK_PX / 2)} v{number(MARK_PX)}"
            for at_s in film.steps_s[side]
            if 0.0 <= at_s <= lasts_s
        )
        parts.append(f'<path class="curve whisker {side}" d="{marks}"/>')
    step_s = max(1, math.ceil(lasts_s / MOST_TICKS))
    parts.append(axes.ticks_below([float(second) for second in range(0, math.floor(lasts_s) + 1, step_s)], unit=" s"))
    left, right = (len(film.steps_s[side]) for side in SIDES)
    return picture(
        name="clip-steps",
        width=WIDTH_PX,
        height=height,
        title=en("Steps in the clip"),
        alt=en("The left foot stands below the body {left} times, the right one {right} times.", left=left, right=right),
        body="".join(parts),
    )
