"""The week on the hips: an estimate from steps at each speed times what is typical of a step there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .at_speed import SpeedBin
from .measures import watch_rules
from .trend import DatedBins

DAYS_A_WEEK = 7


@dataclass(frozen=True, kw_only=True)
class TypicalStep:
    """What is typical of a step at a speed: of others, never the runner's own."""

    cadence_steps_per_min: float
    impulse_nm_s_kg: float
    """Impulse of the flexors of the swinging leg, once a step."""
    impulse_sd_nm_s_kg: float
    """Standard deviation between runners."""
    peak_nm_kg: float
    """Largest flexor moment."""


Typical = Callable[[float], TypicalStep]
"""What is typical at a speed (m/s) from 2.0 to 5.5."""


@dataclass(frozen=True, kw_only=True)
class SpeedShare:
    """How much of the running was at about one speed, and what is typically asked there."""

    from_m_s: float
    to_m_s: float
    seconds: float
    steps: float
    impulse_nm_s_kg: float
    """Of one hip over all its swings."""
    peak_nm_kg: float
    """Typical largest flexor moment at the middle of it."""


@dataclass(frozen=True, kw_only=True)
class WeekImpulse:
    """One week on the flexors of each hip, as an estimate."""

    begins: date
    """A Monday."""
    runs: int
    seconds: float
    """Time at speeds that are run."""
    distance_m: float
    steps: float
    """Of both legs."""
    counted: bool
    """Whether a sensor counted all steps; otherwise some come from the typical cadence."""
    impulse_nm_s_kg: float
    """Of one hip: half of the steps, each times the typical swing impulse at its speed."""
    low_nm_s_kg: float
    """The same for a runner one standard deviation beneath the mean of runners; high alike."""
    high_nm_s_kg: float
    held_share: float
    """Share of the steps faster than the typical impulse is known for, counted as at the fastest."""
    walked_s: float
    """Time slower than anybody runs: not in the estimate."""


@dataclass(frozen=True, kw_only=True)
class _Part:
    seconds: float
    steps: float
    counted: bool
    impulse: float
    sd: float
    held: float


def weeks_of(runs: Sequence[DatedBins], typical: Typical) -> tuple[WeekImpulse, ...]:
    """The weeks with runs, the oldest first.

    Args:
        runs: The runs, any order.
        typical: What is typical of a step at a speed.
    """
    mondays = sorted({monday_of(run.on) for run in runs})
    return tuple(_week(monday, [run for run in runs if monday_of(run.on) == monday], typical) for monday in mondays)


def monday_of(on: date) -> date:
    """The Monday of a day's week."""
    return on - timedelta(days=on.weekday())


def _week(monday: date, runs: Sequence[DatedBins], typical: Typical) -> WeekImpulse:
    bins = [one for run in runs for one in run.bins]
    ran = [one for one in bins if one.speed_m_s >= watch_rules().slowest_m_s]
    parts = [_part(one, typical) for one in ran]
    impulse, sd, steps = (
        (sum(values) for values in zip(*((p.impulse, p.sd, p.steps) for p in parts), strict=True)) if parts else (0.0, 0.0, 0.0)
    )
    return WeekImpulse(
        begins=monday,
        runs=len(runs),
        seconds=sum(part.seconds for part in parts),
        distance_m=sum(one.seconds * one.speed_m_s for one in ran),
        steps=steps,
        counted=all(part.counted for part in parts),
        impulse_nm_s_kg=impulse,
        low_nm_s_kg=impulse - sd,
        high_nm_s_kg=impulse + sd,
        held_share=sum(part.held for part in parts) / steps if steps else 0.0,
        walked_s=sum(one.seconds for one in bins) - sum(one.seconds for one in ran),
    )


def _part(one: SpeedBin, typical: Typical) -> _Part:
    """What one bin of speed asks of one hip: its steps are those of both legs, so it swings at half of them."""
    held = one.speed_m_s > watch_rules().week_fastest_m_s
    step = typical(min(one.speed_m_s, watch_rules().week_fastest_m_s))
    steps = one.seconds * step.cadence_steps_per_min / 60.0 if one.steps is None else one.steps
    swings = steps / 2.0
    return _Part(
        seconds=one.seconds,
        steps=steps,
        counted=one.steps is not None,
        impulse=swings * step.impulse_nm_s_kg,
        sd=swings * step.impulse_sd_nm_s_kg,  # a runner above the mean is so at all speeds, so deviations add up as they are
        held=steps if held else 0.0,
    )


def speed_shares(runs: Sequence[DatedBins], typical: Typical, *, width_m_s: float = 0.5) -> tuple[SpeedShare, ...]:
    """The running by bands of speed, the slowest first, with what is typically asked at each.

    Args:
        runs: The runs.
        typical: What is typical of a step at a speed.
        width_m_s: Width of a band.
    """
    rules = watch_rules()
    ran = [one for run in runs for one in run.bins if one.speed_m_s >= rules.slowest_m_s]
    shares = []
    for number in sorted({int(one.speed_m_s / width_m_s) for one in ran}):
        inside = [one for one in ran if int(one.speed_m_s / width_m_s) == number]
        parts = [_part(one, typical) for one in inside]
        middle = min((number + 0.5) * width_m_s, rules.week_fastest_m_s)
        shares.append(
            SpeedShare(
                from_m_s=number * width_m_s,
                to_m_s=(number + 1) * width_m_s,
                seconds=sum(part.seconds for part in parts),
                steps=sum(part.steps for part in parts),
                impulse_nm_s_kg=sum(part.impulse for part in parts),
                peak_nm_kg=typical(middle).peak_nm_kg,
            )
        )
    return tuple(shares)
