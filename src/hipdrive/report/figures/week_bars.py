"""The bars of weeks: how many sessions were planned, and how many of them were done."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...language import en, layout
from ..chart.axes import Axes, round_ticks
from ..chart.svg import Picture, letters, number, picture

WIDTH_PX, HEIGHT_PX = 380.0, 200.0
WIDEST_PX = 44.0
LEAST_LABEL_PX = 22.0
"""Narrower weeks are named every second, third, ... time."""


@dataclass(frozen=True, kw_only=True)
class WeekBar:
    """One week."""

    week: int
    planned: int
    done: int


def week_bars(weeks: Sequence[WeekBar], *, alt: str) -> Picture:
    """Draw one bar a week: the outline is what was planned, what is filled was done.

    Args:
        weeks: At least one, in order.
        alt: What they say, in words.
    """
    most = max(max(week.planned, week.done) for week in weeks)
    axes = Axes(
        left=38.0, top=34.0, right=WIDTH_PX - 10.0, bottom=HEIGHT_PX - 38.0, x=(0.0, float(len(weeks))), y=(0.0, max(most, 1) + 0.3)
    )
    room = (axes.right - axes.left) / len(weeks)
    every = max(1, round(LEAST_LABEL_PX / room + 0.5)) if room < LEAST_LABEL_PX else 1
    body = axes.ticks_beside([tick for tick in round_ticks(axes.y, 4) if tick == int(tick)]) + axes.across(0.0, "axis")
    for place, week in enumerate(weeks):
        middle = axes.at_x(place + 0.5)
        body += _bar(axes, middle, min(0.72 * room, WIDEST_PX), week)
        if place % every == 0:
            body += letters(middle, axes.bottom + 16.0, f"{week.week}", css="soft number small", anchor="middle")
    body += letters(0.0, 14.0, en("Sessions a week"), css="strong")
    body += letters(axes.right, HEIGHT_PX - 5.0, en("week of the plan; outline: planned, filled: done"), css="soft small", anchor="end")
    return picture(name="week-bars", width=WIDTH_PX, height=HEIGHT_PX, title=en("Sessions a week"), alt=alt, body=body)


def _bar(axes: Axes, middle: float, width: float, week: WeekBar) -> str:
    x = number(middle - width / 2)
    done, planned = axes.at_y(week.done), axes.at_y(week.planned)
    filled = f'<rect class="filled" x="{x}" y="{number(done)}" width="{number(width)}" height="{number(axes.bottom - done)}"/>'
    outline = f'<rect class="bar" x="{x}" y="{number(planned)}" width="{number(width)}" height="{number(axes.bottom - planned)}"/>'
    count = letters(
        middle,
        min(done, planned) - 4.0,
        layout("{done}/{planned}", done=week.done, planned=week.planned),
        css="small number",
        anchor="middle",
    )
    return filled + outline + (count if width >= LEAST_LABEL_PX else "")
