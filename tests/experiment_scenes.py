"""One athlete's experiment in words: who trains what, how fast strength grows in each block, and how far each test day lies off."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import numpy as np

from hipdrive.arrays import FloatArray
from hipdrive.body import SIDES, Side
from hipdrive.capacity import TestResult
from hipdrive.training.experiment.design import Design, Layout, Measure, Order, drawn_order
from hipdrive.training.log.session import SessionRecord, SetRecord

START = date(2027, 1, 4)
FLEXION, EXTENSION = "isometric_hip_flexion", "isometric_hip_extension"
ABBA: Order = ("combined", "separate", "separate", "combined")
START_N = {FLEXION: 250.0, EXTENSION: 400.0}


def design_of(
    order: Order | None = None,
    *,
    block_weeks: int = 6,
    tests: int = 6,
    error: float = 5.0,
    measures: Sequence[str] = (FLEXION, EXTENSION),
) -> Design:
    """An experiment from the fourth of January 2027 on, three sessions a week."""
    return Design(
        starts_on=START,
        layout=Layout(order=order or drawn_order(1), block_weeks=block_weeks, tests_per_block=tests),
        exercises={"combined": ("band_hip_drive_thrust",), "separate": ("kettlebell_hip_flexion", "barbell_hip_thrust")},
        sessions_per_week=3,
        minutes=10.0,
        measures=tuple(Measure(protocol=protocol) for protocol in measures),
        error_percent=error,
    )


def true_strength(design: Design, *, growth: float, difference: float, fading: float = 0.0) -> Callable[[date], float]:
    """100 ln(strength / strength at the start): it grows by so many percent a week, more by half the difference where combined is trained.

    Nothing washes out: a block begins where the one before it ended. With fading, growth of all gets less by this every week.
    """

    def at(on: date) -> float:
        gained = 0.0
        for day in range((on - design.starts_on).days):
            block = design.block_of(design.starts_on + timedelta(days=day))
            assert block is not None
            half = 0.5 if design.layout.order[block] == "combined" else -0.5
            gained += (growth - fading * day / 7.0 + half * difference) / 7.0
        return gained

    return at


def results_of(
    design: Design,
    strength: Callable[[date], float],
    *,
    off: Callable[[date], float] = lambda _: 0.0,
    sides: Sequence[Side] = SIDES,
    left_out: Sequence[date] = (),
) -> list[TestResult]:
    """Every test on every test day, each a day's error off (percent)."""
    days = [on for block in design.test_dates() for on in block if on not in left_out]
    return [
        TestResult(
            protocol=measure.protocol,
            on=on,
            side=side,
            value=START_N[measure.protocol] * float(np.exp(0.01 * (strength(on) + off(on)))),
            details={"lever_m": 0.4, "hip_flexion_deg": 0.0},
        )
        for on in days
        for measure in design.measures
        for side in sides
    ]


def errors_of(design: Design, *, percent: float, seed: int) -> Callable[[date], float]:
    """An error a day, normal and independent, shared by all tests of the day."""
    days = [on for block in design.test_dates() for on in block]
    drawn: FloatArray = percent * np.random.default_rng(seed).standard_normal(len(days))
    by_day = dict(zip(days, drawn.tolist(), strict=True))
    return lambda on: by_day[on]


def sessions_of(design: Design, *, kept: float = 1.0, beside: str = "") -> list[SessionRecord]:
    """Monday, Wednesday and Friday as planned with both legs, or only this share of the weeks; and an exercise beside it."""
    sessions = []
    for week in range(int(kept * design.layout.weeks)):
        for day in (0, 2, 4):
            on = design.starts_on + timedelta(days=7 * week + day)
            block = design.block_of(on)
            assert block is not None
            exercises = [*design.exercises[design.layout.order[block]], *([beside] if beside else [])]
            sets = tuple(SetRecord(exercise=exercise, side=side, reps=8) for exercise in exercises for side in SIDES)
            sessions.append(SessionRecord(on=on, sets=sets))
    return sessions
