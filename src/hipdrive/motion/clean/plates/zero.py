"""The zero of a force plate, read where nobody is on it: a runner in flight weighs nothing."""

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from ...motion import Array
from ..stretches import stretches

WINDOW_S = 1.2
"""Holds at least one flight of a plate that both feet share, and one swing of a plate for one foot (strides stay under 0.9 s)."""
SMOOTHED_S = 0.02
"""One period of 50 Hz mains, so that hum hides no flight."""
LEAST_STEP_N = 350.0
"""A window in which the force varies by more holds a running step: a child of 20 kg pushes with 400 N. Our choice."""
STILL_N = 30.0
"""A window in which it varies by less holds none, but noise and the shaking of the floor; our choice."""
LEVEL_N = 60.0
"""A rest this near to the level of the flights around it is none of somebody who stands; our choice."""
FLOOR_SHARE, WALL_SHARE = 0.05, 0.2
MOST_ROUND = 1.6
"""A flight is a flat floor between steep walls: the time below 20 % of the step's height is little longer than that below 5 %. In the round
valley of a walk's mid-stance, which no belt's plate leaves unloaded, it is twice as long (a parabola)."""
SHORTEST_FLIGHT_S = 0.02
EDGE_S = 0.006
"""So much is left off both ends of a flight: there the foot still leaves or already lands."""
LONGEST_SPAN_S = 0.3
"""A longer rest is read in pieces, because the zero may move during it."""
SETTLES_S = 1.0
"""Width (1 SD) over which the zeros of flights are averaged: some five flights of running; drift is slower."""
MIDDLE_FROM, MIDDLE_TO = 0.35, 0.65
"""Shares of a flight between which its zero is read: before and after, the foot that left or lands still shows."""
LIMIT_UP_N, LIMIT_ALONG_N, LIMIT_ACROSS_N, LIMIT_NM = 8.0, 6.0, 24.0, 12.0
"""A zero within these is left alone: upwards, along the larger and the smaller level force, each moment about the top. In the flights
of 36 open treadmill trials that were zeroed by their laboratory (Fukuchi 2017) the medians reach 5, 4 and 19 N and 9 Nm."""
QUIET_N, QUIET_NM = 3.0, 2.0
"""The same of plates that are quiet while nobody is on them: those of five other laboratories, kept at zero, read 0 N and 0 Nm then."""
RESTLESS_N = 9.0
"""Standard deviation of the vertical force in flights from which on a plate is as restless as those treadmills' (10 to 17 N)."""
SLOPE_PRIOR_S = 0.1
"""Where flights lie closer together in time than this, they tell the zero but not how it moves."""


@dataclass(frozen=True, kw_only=True)
class Zero:
    """What a plate shows while it carries nothing."""

    force_n: Array
    """(k, 3) N."""
    moment_nm: Array
    """(k, 3) Nm, about the point of the plate's own moments."""
    unloaded: NDArray[np.bool_]
    """(k,) samples at which nobody is on it."""
    matters: bool
    """Whether it is beyond what is left alone."""


def zero_of_plate(force_n: Array, moment_nm: Array, *, rate_hz: float) -> Zero | None:
    """Read a plate's zero from every flight of a recording.

    Args:
        force_n: (k, 3) N, any axes; the axis with the largest range counts as vertical.
        moment_nm: (k, 3) Nm about one point on the plate's top.
        rate_hz: Sampling rate.

    Returns:
        The zero over time; None where no flight is found, as in a walk on one belt.
    """
    vertical = int(np.argmax(np.ptp(force_n, axis=0)))
    either = [unloaded_samples(sign * force_n[:, vertical], rate_hz=rate_hz) for sign in (1.0, -1.0)]
    unloaded = max(either, key=np.count_nonzero)
    spans = [
        (start + piece, min(start + piece + max(1, round(LONGEST_SPAN_S * rate_hz)), end))
        for start, end in stretches(unloaded)
        for piece in range(0, end - start, max(1, round(LONGEST_SPAN_S * rate_hz)))
    ]
    if not spans:
        return None
    values = np.hstack([force_n, moment_nm])
    curve = _through(
        [(0.5 * (start + end) / rate_hz, _at_rest(values, start, end), end - start) for start, end in spans], len(values), rate_hz
    )
    level = [axis for axis in range(3) if axis != vertical]
    along = max(level, key=lambda axis: float(np.ptp(force_n[:, axis])))
    across = next(axis for axis in level if axis != along)
    limits = np.full(6, LIMIT_NM)
    limits[[vertical, along, across]] = LIMIT_UP_N, LIMIT_ALONG_N, LIMIT_ACROSS_N
    quiet = np.repeat([QUIET_N, QUIET_NM], 3)
    limits = quiet + min(1.0, float((values - curve)[unloaded, vertical].std()) / RESTLESS_N) * (limits - quiet)
    largest = np.percentile(np.abs(curve), 95, axis=0)
    return Zero(force_n=curve[:, :3], moment_nm=curve[:, 3:], unloaded=unloaded, matters=bool(np.any(largest > limits)))


def _at_rest(values: Array, start: int, end: int) -> Array:
    """(c,) median over the middle of a rest from one sample up to another."""
    length = end - start
    middle = slice(start + int(MIDDLE_FROM * length), max(start + int(MIDDLE_FROM * length) + 1, start + round(MIDDLE_TO * length)))
    return np.asarray(np.median(values[middle], axis=0))


def unloaded_samples(upward_n: Array, *, rate_hz: float) -> NDArray[np.bool_]:
    """(k,) samples of a plate on which nobody is, whatever its zero: flat floors of the force, and rests at the same level.

    Args:
        upward_n: (k,) N, vertical force, up positive.
        rate_hz: Sampling rate.
    """
    smooth = scipy.ndimage.uniform_filter1d(upward_n, max(1, round(SMOOTHED_S * rate_hz)), mode="nearest")
    length = min(len(smooth), max(2, round(WINDOW_S * rate_hz)))
    starts = sorted({*range(0, len(smooth) - length + 1, max(1, length // 4)), len(smooth) - length})
    flights, rests = np.zeros(len(smooth), dtype=bool), []
    for start in starts:
        window = smooth[start : start + length]
        height = float(np.ptp(window))
        above = window - window.min()
        if height >= LEAST_STEP_N:
            low = above < FLOOR_SHARE * height
            if np.count_nonzero(above < WALL_SHARE * height) <= MOST_ROUND * np.count_nonzero(low):
                flights[start : start + length] |= low
        elif height <= STILL_N:
            rests.append((start, start + length, float(np.median(window))))
    flights = _without_edges(flights, rate_hz)
    for start, end, rest_n in rests:
        if not flights.any() or abs(rest_n - np.interp(0.5 * (start + end), *_levels(smooth, flights))) < LEVEL_N:
            flights[start:end] = True
    return flights


def _levels(smooth: Array, flights: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Middle (sample) and mean force (N) of each flight."""
    spans = stretches(flights)
    return np.array([0.5 * (start + end) for start, end in spans]), np.array([smooth[start:end].mean() for start, end in spans])


def _without_edges(low: NDArray[np.bool_], rate_hz: float) -> NDArray[np.bool_]:
    """The flights without their edges, and without those that are too short."""
    kept, edge = np.zeros_like(low), max(1, round(EDGE_S * rate_hz))
    for start, end in stretches(low):
        if end - start >= max(3, SHORTEST_FLIGHT_S * rate_hz):
            first = start if start == 0 else start + edge
            last = end if end == len(low) else end - edge
            kept[first:last] = True
    return kept


def _through(flights: list[tuple[float, Array, int]], samples: int, rate_hz: float) -> Array:
    """(samples, c) smooth curve through the zeros of flights (middle in s, (c,) mean, samples): a line fitted near each instant."""
    middle = np.array([at_s for at_s, _, _ in flights])
    level = np.array([mean for _, mean, _ in flights])
    counts = np.array([count for _, _, count in flights], dtype=np.float64)
    knots = np.linspace(0.0, (samples - 1) / rate_hz, max(2, round(samples / rate_hz / 0.1) + 1))
    fitted = np.empty((len(knots), level.shape[1]))
    for place, at_s in enumerate(knots):
        apart = middle - at_s
        width = max(SETTLES_S, float(np.abs(apart).min()))
        weight = counts * np.exp(-0.5 * (apart / width) ** 2)
        weight /= weight.sum()
        centre, mean = float(weight @ apart), weight @ level
        spread = float(weight @ (apart - centre) ** 2)
        slope = ((weight * (apart - centre)) @ (level - mean)) / (spread + SLOPE_PRIOR_S**2)
        fitted[place] = mean - centre * slope
    at = np.arange(samples) / rate_hz
    return np.stack([np.interp(at, knots, column) for column in fitted.T], axis=1)
