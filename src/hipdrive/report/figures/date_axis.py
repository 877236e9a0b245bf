"""The axis of days below a figure: ticks at Mondays or at the first of months, as many as there is room for."""

from datetime import date, timedelta

from ...language import Text, en, layout
from ..chart.axes import Axes
from ..chart.svg import letters, number, width_of

LEAST_DAYS = 14
"""A figure spans at least so many days."""
WEEK_STEPS = (1, 2, 4)
MONTH_STEPS = (1, 2, 3, 6, 12)
TICK_PX = 54.0
DAYS_A_WEEK = 7
MONTHS_A_YEAR = 12
LABEL_PX, BESIDE_PX = 11.5, 8.0
"""Size of the words, and how far they may stand out beside the axis."""
Span = tuple[date, date]


def span_of(first: date, last: date) -> Span:
    """First and last day of a figure that holds these, with room at the ends."""
    missing = max(LEAST_DAYS - (last - first).days, 0)
    room = timedelta(days=max(1, (last - first).days // 40))
    return first - timedelta(days=missing // 2) - room, last + timedelta(days=missing - missing // 2) + room


def across(span: Span) -> tuple[float, float]:
    """What stands at the left and at the right edge of axes."""
    return float(span[0].toordinal()), float(span[1].toordinal())


def date_ticks(span: Span, most: float) -> list[tuple[date, Text]]:
    """Days to mark, with their words, at most so many: Mondays, else the first of months; a January says its year."""
    first, last = span
    monday = first + timedelta(days=-first.weekday() % DAYS_A_WEEK)
    for weeks in WEEK_STEPS:
        days = [monday + timedelta(days=day) for day in range(0, (last - monday).days + 1, DAYS_A_WEEK * weeks)]
        if len(days) <= most:
            return [(day, en("{on:d MMM}", on=day)) for day in days]
    months = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, MONTHS_A_YEAR + 1)]
    within = [day for day in months if first <= day <= last]
    marked = [[day for day in within if (day.month - 1) % step == 0] for step in MONTH_STEPS]
    chosen = next((days for days in marked if len(days) <= most), marked[-1])
    return [(day, layout("{on:y}", on=day) if day.month == 1 else layout("{on:LLL}", on=day)) for day in chosen]


def dates_below(axes: Axes, span: Span) -> str:
    """The axis with its ticks and words."""
    parts = [f'<path class="axis" d="M{number(axes.left)},{number(axes.bottom)} H{number(axes.right)}"/>']
    for day, words in date_ticks(span, (axes.right - axes.left) / TICK_PX):
        x = axes.at_x(float(day.toordinal()))
        parts.append(f'<path class="axis" d="M{number(x)},{number(axes.bottom)} v4"/>')
        inside = min(x, axes.right + BESIDE_PX - width_of(words, LABEL_PX) / 2.0)
        parts.append(letters(inside, axes.bottom + 17.0, words, css="soft number small", anchor="middle"))
    return "".join(parts)
