"""How fast the ground goes backwards, as planted feet show it: a treadmill's belt, steady or not, or a floor that stands still."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES
from ...language import en
from ...note import Note
from ...units import km_h_from_m_s
from ..movement.movement import Movement
from ..movement.stride import Stride

PLANTED_FROM = 0.195
"""Share of a contact from which all metatarsal heads are down (De Cock et al. 2005, Gait Posture 21:432: 8.2 + 11.3 % at 3.3 m/s)."""
PLANTED_TO = 1.0 - PLANTED_FROM
"""Share of a contact up to which the ball goes with the ground; the mirror image of the start, so that braking and driving weigh alike."""
PLANTED_POINTS = 31
TREADMILL_ABOVE_M_S = 0.5
"""A ground that feet show to move faster than this is a belt; on a floor they slide and roll by 0.05 m/s in our four recordings."""
CHANGED_SHARE, CHANGED_M_S, CHANGED_SCATTERS = 0.03, 0.1, 5.0
"""A belt is not steady if its smoothed course spans more than a share of its speed, a speed, and a number of times the scatter of single
contacts about the course. In 40 recordings of a steady belt it spans 0.1 to 0.7 %, in one, whose single contacts scatter by 1.8 %, 1.6 %;
chance alone spans 4 scatters once in some hundred trials."""
SMOOTHED_OVER = 9
"""Contacts around an instant from which the belt's speed there is smoothed: four or five of either foot, some 3 s."""
FEWEST_FOR_A_COURSE = 6
"""With fewer contacts a course can't be told from the scatter of single steps."""
BEYOND_S = 0.5
"""So far before the first and after the last contact the course is continued; strides reach no further."""


@dataclass(frozen=True, kw_only=True)
class GroundCourse:
    """Backward speed of the ground (its level part) over time: straight lines between instants, held beyond the first and the last."""

    time_s: FloatArray
    """(k,) s, rising; one instant where the speed is the same all the time."""
    speed_m_s: FloatArray
    """(k,) m/s, backwards positive."""

    @property
    def is_belt(self) -> bool:
        """Whether the ground moves at all: a treadmill."""
        return float(np.max(self.speed_m_s)) > 0.0

    @property
    def changes(self) -> bool:
        """Whether the speed is another at another time."""
        return len(self.time_s) > 1

    def speed_at(self, time_s: float) -> float:
        """Speed (m/s) at an instant (s)."""
        return float(np.interp(time_s, self.time_s, self.speed_m_s))

    def way_m(self, from_s: float, to_s: float) -> float:
        """How far the ground goes backwards (m) from one instant to a later one (s)."""
        inside = self.time_s[(self.time_s > from_s) & (self.time_s < to_s)]
        at_s = np.concatenate([[from_s], inside, [to_s]])
        return float(np.trapezoid(np.interp(at_s, self.time_s, self.speed_m_s), at_s))


def steady_ground(speed_m_s: float) -> GroundCourse:
    """A ground of one speed (m/s, backwards): a steady belt, or zero for a floor."""
    return GroundCourse(time_s=np.zeros(1), speed_m_s=np.array([speed_m_s]))


STILL = steady_ground(0.0)


def ground_of(movement: Movement) -> GroundCourse:
    """How the ground moves under a run.

    A floor stands still, whatever single feet seem to slide. A belt goes as fast as the median over contacts of both feet; where the
    course of these speeds, smoothed over some nine contacts, spans more than a steady belt shows (CHANGED_SHARE), it goes by that course.
    """
    at_s, speed = planted_speeds(movement)
    if len(speed) == 0:
        return STILL
    if len(speed) >= FEWEST_FOR_A_COURSE and _changes(speed, smoothed(at_s, speed, at_s)):
        knots_s = np.concatenate([[at_s[0] - BEYOND_S], at_s, [at_s[-1] + BEYOND_S]])
        return GroundCourse(time_s=knots_s, speed_m_s=np.maximum(smoothed(at_s, speed, knots_s), 0.0))
    typical = float(np.median(speed))
    return steady_ground(typical) if typical > TREADMILL_ABOVE_M_S else STILL


def _changes(speed_m_s: FloatArray, course_m_s: FloatArray) -> bool:
    """Whether the smoothed course of single speeds is that of a belt that is not steady."""
    fastest, span = float(course_m_s.max()), float(np.ptp(course_m_s))
    scatter = 1.48 * float(np.median(np.abs(speed_m_s - course_m_s)))
    return fastest > TREADMILL_ABOVE_M_S and span > max(CHANGED_M_S, CHANGED_SHARE * fastest, CHANGED_SCATTERS * scatter)


def planted_speeds(movement: Movement) -> tuple[FloatArray, FloatArray]:
    """When (k,) s and how fast (k,) m/s the ground went backwards under each contact of either foot, in order of time.

    Way over time from 19.5 to 80.5 % of a contact. A belt yields to the braking foot by 5 % and more and catches up under the driving one
    (Willwacher et al. 2021, Sci Rep 11, doi:10.1038/s41598-021-81951-9), and the shoe shears to and fro with the same force, so a shorter
    stretch, such as mid-stance alone, would see only the catching up.
    """
    times, speeds = [np.zeros(0)], [np.zeros(0)]
    for side in SIDES:
        ends_s = np.array([(one.initial_contact_s, one.toe_off_s) for one in movement.contacts if one.side == side]).reshape(-1, 2)
        start_s, length_s = ends_s[:, :1], np.diff(ends_s, axis=1)
        at_s = start_s + np.linspace(PLANTED_FROM, PLANTED_TO, PLANTED_POINTS) * length_s
        ball, ankle = (
            np.stack([np.interp(at_s, movement.time_s, axis) for axis in path[side].T[:2]], axis=-1)
            for path in (movement.forefoot_m, movement.ankle_m)
        )
        ball[:, :, 1] -= movement.slope * ball[:, :, 0]  # over the ground
        times.append(ends_s.mean(axis=1))
        speeds.append(way_under_sole_m(ball, ankle) / (at_s[:, -1] - at_s[:, 0]))
    time_s, speed_m_s = np.concatenate(times), np.concatenate(speeds)
    order = np.argsort(time_s, kind="stable")
    order = order[np.isfinite(speed_m_s[order])]
    return time_s[order], speed_m_s[order]


def way_under_sole_m(ball_m: FloatArray, ankle_m: FloatArray) -> FloatArray:
    """How far the ground goes backwards (m) while a foot is planted on it.

    A rolling sole goes with the ground only where it touches: a point that is higher by h goes slower by h times the rate at which the
    foot pitches. So the ball's way is taken down to the height at which it lies (its median over the stretch). Every point of the sole
    then tells the same speed, wherever it was put and however early a heel rises: on 36 runs at a known speed the ball is off by -0.7 to
    0.9 %, heel and toe tip by -1.6 to 1.6 % (as they go: -4 to 2 %).

    Args:
        ball_m: (..., n, 2 or more) ball of the foot at sole height: forward, up.
        ankle_m: (..., n, 2 or more) ankle, which shows how the foot pitches.

    Returns:
        (...) m.
    """
    up = ankle_m - ball_m
    pitch = np.unwrap(np.arctan2(up[..., 1], up[..., 0]), axis=-1)
    height = ball_m[..., 1]
    turned = np.trapezoid(height - np.median(height, axis=-1, keepdims=True), pitch, axis=-1)
    return np.asarray(ball_m[..., 0, 0] - ball_m[..., -1, 0] - turned)


def smoothed(time_s: FloatArray, values: FloatArray, at_s: FloatArray) -> FloatArray:
    """Values smoothed at instants by straight lines through their nearest neighbours (Cleveland 1979, J Am Stat Assoc 74:829).

    Args:
        time_s: (k,) s.
        values: (k,) any unit.
        at_s: (m,) s, where to smooth.

    Returns:
        (m,) in the unit of values; single values far off the others hardly count.
    """
    trust = np.ones(len(values))
    for _ in range(3):
        off = np.abs(values - _local_lines(time_s, values, trust, time_s))
        scale = 6.0 * float(np.median(off))
        trust = np.clip(1.0 - (off / scale) ** 2, 0.0, None) ** 2 if scale > 0.0 else np.ones(len(values))
    return _local_lines(time_s, values, trust, at_s)


def _local_lines(time_s: FloatArray, values: FloatArray, trust: FloatArray, at_s: FloatArray) -> FloatArray:
    """(m,) values at instants of lines fitted to the nearest SMOOTHED_OVER, the nearer the more."""
    apart = at_s[:, None] - time_s
    nearest = min(SMOOTHED_OVER, len(time_s)) - 1
    reach = 1.001 * np.sort(np.abs(apart), axis=1)[:, nearest : nearest + 1]
    weight = np.clip(1.0 - (np.abs(apart) / reach) ** 3, 0.0, None) ** 3 * np.maximum(trust, 1e-6)
    weight /= weight.sum(axis=1, keepdims=True)
    centre, mean = weight @ time_s, weight @ values
    from_centre = time_s - centre[:, None]
    spread = (weight * from_centre**2).sum(axis=1)
    slope = (weight * from_centre) @ values / np.where(spread > 0.0, spread, np.inf)
    fitted: FloatArray = mean + slope * (at_s - centre)
    return fitted


def speed_notes(ground: GroundCourse, strides: Sequence[Stride]) -> tuple[Note, ...]:
    """A note where the belt's speed changed over the strides."""
    if not ground.changes:
        return ()
    speeds = [
        ground.way_m(stride.contact.initial_contact_s, stride.end_s) / (stride.end_s - stride.contact.initial_contact_s)
        for stride in strides
    ]
    first, last, slowest, fastest = (km_h_from_m_s(speed) for speed in (speeds[0], speeds[-1], min(speeds), max(speeds)))
    message = en(
        "The belt's speed changed during the trial: it was {first:.1f} km/h at the first stride and {last:.1f} km/h at the last, "
        "between {slowest:.1f} and {fastest:.1f} km/h. Lengths and speeds follow it stride by stride, but means and curves over "
        "strides mix these speeds: cut out a stretch of steady running for them.",
        first=first,
        last=last,
        slowest=slowest,
        fastest=fastest,
    )
    return (Note("speed_changed", message),)
