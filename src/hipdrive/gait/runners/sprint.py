"""The stride faster than the twelve men ran: from their fastest mean stride towards one recorded sprint, by its turning points."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import scipy

from ...arrays import FloatArray
from ...curve import Repetition
from ...data.declared import shipped
from ..movement.demand import POINTS_PER_STRIDE
from .norms import FOLDER, MEASURED_M_S, norm_columns

if TYPE_CHECKING:
    from scipy.interpolate import BSpline, PchipInterpolator

PERCENT = np.linspace(0.0, 100.0, 101)


@dataclass(frozen=True, kw_only=True)
class SprintTurn:
    """A turning point of a signal in the recorded sprint."""

    at: str
    percent: float
    """Of the stride, from initial contact to the next of the same foot."""
    value: float
    """Mean of the left and the right stride, in the signal's unit."""
    legs_differ: float
    """Half of what the two differ by."""
    way: float = 0.0
    """Share of the way from the turn before to the turn after, where this is an instant between two; 0 at a turn."""


@dataclass(frozen=True, kw_only=True)
class Sprint:
    """What is known of the recorded sprint: facts, never its curves."""

    speed_m_s: float
    residual_rms_bw: float
    """Force on the pelvis that the model cannot explain (body weights): by our own gate the recording is doubtful."""
    stride_time_s: float
    contact_time_s: float
    largest_hip_flexion_velocity_rad_s: float
    lowest_hip_flexion_velocity_rad_s: float
    method_spread_flexor: float
    """Half the range of the peak flexor moment over segment tables and cut-offs, as a share of it."""
    method_spread_extensor: float
    hip_flexion_rad: tuple[SprintTurn, ...]
    """Landing, furthest back, highest, and when the hip is on its way between them."""
    hip_flexion_moment_nm_kg: tuple[SprintTurn, ...]
    """From landing on, internal, flexor positive."""


@cache
def sprint() -> Sprint:
    """The recorded sprint (data/norms/sprint.toml)."""
    return shipped(Sprint, FOLDER, "sprint.toml")


def sprint_share(speed_m_s: float, *, power: int = 2) -> float:
    """How far a speed (m/s) lies from the runners' fastest (0 there and below) to the sprint (1), and beyond it.

    In the square of the speed: moments that swing a limb to and fro grow with the square of its pace, and the flexors' peak grows so from
    4.5 m/s on much as it does below (0.44 Nm/kg for 1 m/s between 3.5 and 4.5, 0.37 just above). Our choice; `power` 1 is the other one.
    """
    slowest, fastest = MEASURED_M_S[-1], sprint().speed_m_s
    faster = max(speed_m_s, slowest)
    return float((faster**power - slowest**power) / (fastest**power - slowest**power))


def fast_stride(speed_m_s: float, *, contact_time_s: float, stride_time_s: float) -> Repetition:
    """The mean stride at a speed between the runners' fastest and the sprint, or a little beyond it.

    Both strides are laid over each other where the foot leaves and where the hip turns, and mixed point by point in the share of
    `sprint_share`. The sprint's angle between its turning points has the shape of the runners' there; its moment goes from turning point
    to turning point by a monotone cubic, so that no peak is higher than was measured. The knee is the runners' at the same turn.

    Args:
        speed_m_s: 4.5 m/s or faster.
        contact_time_s: Of the runners at their fastest (s).
        stride_time_s: The same of the stride.
    """
    share, facts = sprint_share(speed_m_s), sprint()
    runners = norm_columns("rbds_curves.csv", MEASURED_M_S[-1])
    angle, moment = runners["hip_flexion_rad_mean"], runners["hip_flexion_moment_nm_kg_mean"]
    slow_marks = _marks(contact_time_s / stride_time_s, _turns_of(angle))
    fast_marks = _marks(facts.contact_time_s / facts.stride_time_s, [turn.percent for turn in _turns(facts.hip_flexion_rad)[1:]])
    marks = (1.0 - share) * slow_marks + share * fast_marks
    stride_s = (1.0 - share) * stride_time_s + share * facts.stride_time_s
    at = np.linspace(0.0, 100.0, POINTS_PER_STRIDE)
    to_slow, to_fast = scipy.interpolate.PchipInterpolator(marks, slow_marks), scipy.interpolate.PchipInterpolator(marks, fast_marks)
    mixed = (1.0 - share) * _cubic(angle)(to_slow(PERCENT)) + share * _sprint_angle(angle)(to_fast(PERCENT))
    path = scipy.interpolate.make_interp_spline(PERCENT / 100.0 * stride_s, mixed, k=3)
    time_s = at / 100.0 * stride_s
    return Repetition(
        time_s=time_s,
        angle_rad=path(time_s),
        velocity_rad_s=path(time_s, 1),
        moment_nm_kg=(1.0 - share) * np.interp(to_slow(at), PERCENT, moment) + share * _sprint_moment()(to_fast(at)),
        in_stance=time_s < (1.0 - share) * contact_time_s + share * facts.contact_time_s,
        knee_rad=np.interp(to_slow(at), PERCENT, runners["knee_flexion_rad_mean"]),
    )


def _marks(duty: float, turns_percent: Sequence[float]) -> FloatArray:
    """(5,) percent at which two strides are laid over each other: landing, toe-off, hip furthest back, hip highest, next landing."""
    return np.array([0.0, 100.0 * duty, *turns_percent, 100.0])


def _turns_of(angle: FloatArray) -> tuple[float, float]:
    """Percent at which the hip (101,) is furthest back and then highest."""
    back = int(np.argmin(angle))
    return float(back), float(back + np.argmax(angle[back:]))


def _cubic(values: FloatArray) -> "BSpline":
    return scipy.interpolate.make_interp_spline(PERCENT, values, k=3)


def _turns(instants: Sequence[SprintTurn]) -> list[SprintTurn]:
    """The turning points alone."""
    return [instant for instant in instants if not instant.way]


def _sprint_angle(runners_angle: FloatArray) -> "BSpline":
    """The sprint's hip angle over its percent: the runners' shape between turning points, stretched to the sprint's.

    The runners' clock is brought to the sprint's where the hip turns and where it is on the way.
    """
    instants = sprint().hip_flexion_rad
    turns = _turns(instants)
    fast_value = np.array([*(turn.value for turn in turns), turns[0].value])
    slow_percent = np.array([0.0, *_turns_of(runners_angle), 100.0])
    slow_value = runners_angle[slow_percent.astype(int)]
    slow_clock, piece_of_clock = [], -1
    for instant in instants:
        piece_of_clock += not instant.way
        ends = slow_percent[piece_of_clock : piece_of_clock + 2].astype(int)
        slow_clock.append(_on_the_way(runners_angle, int(ends[0]), int(ends[1]), instant.way) if instant.way else float(ends[0]))
    at_slow = scipy.interpolate.PchipInterpolator([*(instant.percent for instant in instants), 100.0], [*slow_clock, 100.0])(PERCENT)
    piece = np.clip(np.searchsorted(slow_percent, at_slow, side="right") - 1, 0, len(slow_percent) - 2)
    scale = (np.diff(fast_value) / np.diff(slow_value))[piece]
    return _cubic(fast_value[piece] + scale * (_cubic(runners_angle)(at_slow) - slow_value[piece]))


def _on_the_way(values: FloatArray, start: int, stop: int, way: float) -> float:
    """Percent at which values (101,) first pass a share of the way between their values at two percents."""
    part = values[start : stop + 1]
    level = part[0] + way * (part[-1] - part[0])
    place = int(np.flatnonzero((part < level) if part[0] > level else (part > level))[0])
    return start + place - 1 + float((level - part[place - 1]) / (part[place] - part[place - 1]))


def _sprint_moment() -> "PchipInterpolator":
    """The sprint's hip moment over its percent, from turning point to turning point."""
    turns = sprint().hip_flexion_moment_nm_kg
    return scipy.interpolate.PchipInterpolator(
        [turn.percent for turn in turns] + [100.0], [turn.value for turn in turns] + [turns[0].value]
    )
