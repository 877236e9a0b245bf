"""What was done of each exercise, side by side over days: load where it grows, else metres or repetitions."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, get_args

from ...body import SIDES
from ...training.log.session import LoggedSide
from ..figures.date_axis import Span
from ..figures.date_panel import MARK_OF_SIDE, DateLine, DatePanel, date_panel
from ..words import and_list
from .content import DayDone, ExerciseDone
from .view import Captioned
from .words import short_day, typed_load

Measure = Literal["best_load_kg", "distance_m", "reps"]
TITLES: dict[Measure, str] = {"best_load_kg": "heaviest load, kg", "distance_m": "metres", "reps": "repetitions"}


def load_figures(done: Sequence[ExerciseDone], span: Span) -> tuple[Captioned, ...]:
    """One figure an exercise that was done at least once."""
    return tuple(_figure(entry, span) for entry in done if any(entry.sides.values()))


def _figure(entry: ExerciseDone, span: Span) -> Captioned:
    measure = _measure(entry)
    sides = {side: days for side in get_args(LoggedSide) if (days := entry.sides.get(side))}
    caption = tuple(_caption(side, days) for side, days in sides.items())
    missing = [side for side in SIDES if side not in sides] if len(sides) == 1 and "both" not in sides else []
    if missing:
        caption += (f"Nothing was logged of the {missing[0]}, so the sides cannot be compared.",)
    panel = DatePanel(
        name=entry.exercise,
        title=TITLES[measure].capitalize(),
        span=span,
        lines=tuple(_line(side, days, measure) for side, days in sides.items()),
        from_zero=True,
    )
    alt = f"{entry.name}, {TITLES[measure]} of each day. {' '.join(caption)}"
    return Captioned(heading=entry.name, picture=date_panel(panel, alt=alt), caption=caption)


def _measure(entry: ExerciseDone) -> Measure:
    """The load where every day has one and it moved, else metres, else repetitions."""
    days = [day for side in entry.sides.values() for day in side]
    loads = {day.best_load_kg for day in days}
    if None not in loads and len(loads) > 1:
        return "best_load_kg"
    return "distance_m" if any(day.distance_m for day in days) else "reps"


def _line(side: LoggedSide, days: Sequence[DayDone], measure: Measure) -> DateLine:
    """Values of days; where repetitions are drawn, each change of load is named at its mark."""
    values: list[tuple[date, float]] = [(day.on, float(getattr(day, measure) or 0.0)) for day in days]
    labels: list[tuple[date, float, str]] = []
    before: tuple[str, ...] = days[0].loads
    for day, (on, value) in zip(days, values, strict=True):
        if day.loads != before and measure != "best_load_kg":
            labels.append((on, value, _loads(day)))
        before = day.loads
    return DateLine(css=side, mark=MARK_OF_SIDE[side], days=tuple(values), labels=tuple(labels))


def _caption(side: LoggedSide, days: Sequence[DayDone]) -> str:
    """'Left, 12 days: from 16 repetitions with no added weight to 20 with yellow band.'."""
    whose = {"both": "Both legs"}.get(side, side.capitalize())
    if len(days) == 1:
        return f"{whose}, on {short_day(days[0].on)}: {_amount(days[0])}."
    return f"{whose}, {len(days)} days: from {_amount(days[0])} to {_amount(days[-1])}."


def _amount(day: DayDone) -> str:
    count = f"{day.distance_m:g} m" if day.distance_m else f"{day.reps or 0} repetitions"
    return f"{count} with {_loads(day)}" if day.loads else count


def _loads(day: DayDone) -> str:
    return and_list([typed_load(text) for text in day.loads])
