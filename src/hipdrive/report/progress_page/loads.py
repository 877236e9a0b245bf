"""What was done of each exercise, side by side over days: load where it grows, else metres or repetitions."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, get_args

from ...body import SIDES, Side
from ...body_words import SIDE_WORDS
from ...language import Text, and_list, en, en_count, joined, layout, reader
from ...training.log.session import LoggedSide
from ..figures.date_axis import Span
from ..figures.date_panel import MARK_OF_SIDE, DateLine, DatePanel, date_panel
from .content import DayDone, ExerciseDone
from .view import Captioned
from .words import typed_load

Measure = Literal["best_load_kg", "distance_m", "reps"]
TITLES: Mapping[Measure, Text] = {"best_load_kg": en("heaviest load, kg"), "distance_m": en("metres"), "reps": en("repetitions")}
WHOSE: Mapping[LoggedSide, Text] = {**SIDE_WORDS, "both": en("both legs")}
NOTHING_OF: Mapping[Side, Text] = {
    "left": en("Nothing was logged of the left, so the sides cannot be compared."),
    "right": en("Nothing was logged of the right, so the sides cannot be compared."),
}


def load_figures(done: Sequence[ExerciseDone], span: Span) -> tuple[Captioned, ...]:
    """One figure an exercise that was done at least once."""
    return tuple(_figure(entry, span) for entry in done if any(entry.sides.values()))


def _figure(entry: ExerciseDone, span: Span) -> Captioned:
    measure = _measure(entry)
    sides = {side: days for side in get_args(LoggedSide) if (days := entry.sides.get(side))}
    caption = tuple(_caption(side, days) for side, days in sides.items())
    missing = [side for side in SIDES if side not in sides] if len(sides) == 1 and "both" not in sides else []
    if missing:
        caption += (NOTHING_OF[missing[0]],)
    panel = DatePanel(
        name=entry.exercise,
        title=layout("{measure:cap}", measure=TITLES[measure]),
        span=span,
        lines=tuple(_line(side, days, measure) for side, days in sides.items()),
        from_zero=True,
    )
    alt = joined((en("{exercise}, {measure} of each day.", exercise=entry.name, measure=TITLES[measure]), *caption))
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
    of_reader = reader().units.of_mass if measure == "best_load_kg" else float
    values: list[tuple[date, float]] = [(day.on, of_reader(getattr(day, measure) or 0.0)) for day in days]
    labels: list[tuple[date, float, Text]] = []
    before: tuple[str, ...] = days[0].loads
    for day, (on, value) in zip(days, values, strict=True):
        if day.loads != before and measure != "best_load_kg":
            labels.append((on, value, _loads(day)))
        before = day.loads
    return DateLine(css=side, mark=MARK_OF_SIDE[side], days=tuple(values), labels=tuple(labels))


def _caption(side: LoggedSide, days: Sequence[DayDone]) -> Text:
    """'Left, 12 days: from 16 repetitions with no added weight to 20 with yellow band.'."""
    first, last = _amount(days[0]), _amount(days[-1])
    if len(days) == 1:
        return en("{side:cap}, on {on}: {amount}.", side=WHOSE[side], on=days[0].on, amount=first)
    return en("{side:cap}, {days} days: from {first} to {last}.", side=WHOSE[side], days=len(days), first=first, last=last)


def _amount(day: DayDone) -> Text:
    count = en_count("{n} repetitions", "{n} repetitions", n=day.reps or 0)
    if day.distance_m:
        count = layout("{metres:g} m", metres=day.distance_m)
    return en("{count} with {load}", count=count, load=_loads(day)) if day.loads else count


def _loads(day: DayDone) -> Text:
    return and_list([typed_load(text) for text in day.loads])
