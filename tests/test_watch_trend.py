"""Runs held beside each other at one speed: what changed is told from noise, and the week's estimate adds up."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from watch_files import fit_run, steady_run

from hipdrive.coach.watches.typical_step import typical_step
from hipdrive.gait import typical_measures
from hipdrive.watch import DatedBins, SensorValue, SpeedBin, comparable_speed, read_watch_run, speed_bins, trends_at, watch_rules, weeks_of

FIRST = date(2026, 3, 2)


def run_of(day: int, contact_s: float, *, speed_m_s: float = 3.05, seconds: float = 600.0, slope: float = 0.0) -> DatedBins:
    """A run at one speed; contact time changes by slope for each m/s beyond 3.05."""
    told = SensorValue(measure="contact_time_s", sensor="watch", mean=contact_s + slope * (speed_m_s - 3.05), seconds=seconds)
    one = SpeedBin(speed_m_s=speed_m_s, seconds=seconds, steps=170.0 * seconds / 60.0, level_s=seconds, level=(told,))
    return DatedBins(on=FIRST + timedelta(days=day), bins=(one,))


def noisy(count: int, *, drift_s: float, noise_s: float = 0.002, seed: int = 5) -> list[DatedBins]:
    chance = np.random.default_rng(seed)
    return [run_of(3 * day, 0.250 + drift_s * day / (count - 1) + noise_s * chance.standard_normal()) for day in range(count)]


def test_a_change_larger_than_noise_is_told_and_its_size_is_right() -> None:
    (trend,) = trends_at(noisy(20, drift_s=-0.015), 3.05)
    assert trend.is_beyond_noise
    assert -0.015 == pytest.approx(trend.change, abs=0.003)
    assert trend.noise is not None
    assert 0.001 < trend.noise < 0.003


def test_noise_alone_is_hardly_ever_called_a_change() -> None:
    called = sum(trends_at(noisy(12, drift_s=0.0, seed=seed), 3.05)[0].is_beyond_noise for seed in range(200))
    assert called <= 10  # two of two hundred are allowed on average at 99 %


def test_too_few_runs_tell_no_noise_and_no_change() -> None:
    (trend,) = trends_at(noisy(watch_rules().fewest_runs - 1, drift_s=-0.05), 3.05)
    assert (None, None, None, False) == (trend.noise, trend.change, trend.change_noise, trend.is_beyond_noise)


def test_runs_at_other_speeds_are_not_compared_and_short_ones_neither() -> None:
    runs = [*noisy(6, drift_s=0.0), run_of(30, 0.2, speed_m_s=4.05), run_of(31, 0.2, seconds=30.0)]
    (trend,) = trends_at(runs, 3.05)
    assert 6 == len(trend.points)
    assert 3.05 == comparable_speed(runs)


def test_what_speed_itself_changes_within_the_band_is_taken_out() -> None:
    def both(day: int, fast_s: float, slow_s: float) -> DatedBins:
        parts = [run_of(day, 0.25, speed_m_s=speed, seconds=time, slope=-0.04) for speed, time in ((2.85, slow_s), (3.25, fast_s))]
        return DatedBins(on=parts[0].on, bins=tuple(one for part in parts for one in part.bins))

    (trend,) = trends_at([both(day, 200.0 + 100.0 * (day % 3), 400.0) for day in range(8)], 3.05)
    assert [0.25] * 8 == pytest.approx([point.value for point in trend.points])


def test_two_sensors_have_trends_of_their_own() -> None:
    runs = []
    for run in noisy(6, drift_s=0.0):
        (one,) = run.bins
        pod = SensorValue(measure="contact_time_s", sensor="Ground Time", mean=0.22, seconds=600.0)
        runs.append(DatedBins(on=run.on, bins=(SpeedBin(**{**vars(one), "level": (*one.level, pod)}),)))
    assert {"watch", "Ground Time"} == {trend.sensor for trend in trends_at(runs, 3.05)}


def test_the_week_is_half_of_the_steps_times_the_typical_impulse() -> None:
    run = read_watch_run(fit_run(steady_run(seconds=600, speed_m_s=3.55)), name="run.fit")
    (week,) = weeks_of([DatedBins(on=FIRST + timedelta(days=2), bins=speed_bins(run))], typical_step)
    typical = typical_measures(3.55)["flexor_impulse_swing_nm_s_kg"]
    assert FIRST == week.begins
    assert 1700.0 == pytest.approx(week.steps)
    assert 850.0 * typical.mean == pytest.approx(week.impulse_nm_s_kg)
    assert 850.0 * (typical.mean - typical.sd) == pytest.approx(week.low_nm_s_kg)
    assert week.counted


def test_walking_is_left_out_of_the_week_and_what_is_too_fast_is_held_and_told() -> None:
    bins = tuple(SpeedBin(speed_m_s=speed, seconds=60.0, steps=None, level_s=0.0, level=()) for speed in (1.45, 3.05, 6.55))
    (week,) = weeks_of([DatedBins(on=FIRST, bins=bins)], typical_step)
    assert (60.0, False) == (week.walked_s, week.counted)
    fastest = typical_step(watch_rules().week_fastest_m_s)
    assert fastest.cadence_steps_per_min == pytest.approx(week.held_share * week.steps)


def test_a_week_begins_on_monday() -> None:
    sunday, monday = run_of(6, 0.25), run_of(7, 0.25)
    assert [FIRST, FIRST + timedelta(days=7)] == [week.begins for week in weeks_of([monday, sunday], typical_step)]
    assert datetime(2026, 3, 2, tzinfo=UTC).weekday() == FIRST.weekday() == 0
