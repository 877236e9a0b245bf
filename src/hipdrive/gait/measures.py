"""Measures of each stride - times, lengths, peaks - and their mean and spread per side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..body import Side
from .contact import Contact
from .movement import Movement
from .stride import Stride, normalised

FloatArray = npt.NDArray[np.float64]
PLANTED_FROM = 0.3
PLANTED_TO = 0.6
"""Share of a contact in which the ball of the foot stands still on ground or belt, whichever part landed first: our choice."""
LONGEST_STEP_S = 0.6
"""Half the longest stride: beyond it a contact in between was missed."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """Mean and spread over strides."""

    mean: float | None
    """None where no stride shows it."""
    sd: float | None
    """Sample standard deviation; None with fewer than two strides."""
    n: int

    def as_json(self) -> dict[str, Any]:
        """Plain values, keys as in the outside contract."""
        return {"mean": self.mean, "sd": self.sd, "n": self.n}


def measure_of(values: Sequence[float | None]) -> Measure:
    """Mean and sample standard deviation of the values that exist."""
    known = [value for value in values if value is not None and np.isfinite(value)]
    return Measure(
        mean=float(np.mean(known)) if known else None,
        sd=float(np.std(known, ddof=1)) if len(known) > 1 else None,
        n=len(known),
    )


def ground_speed_m_s(movement: Movement) -> float:
    """How fast the ground moves backwards (m/s): the belt of a treadmill, about zero overground.

    The ball of the foot stands on the ground between 30 and 60 % of a contact; its mean backward speed there is the ground's. Median over
    contacts of both feet.
    """
    return float(np.median([_planted_speed(movement, contact) for contact in movement.contacts]))


def _planted_speed(movement: Movement, contact: Contact) -> float:
    """Backward speed (m/s) of the ball of the foot while planted: the slope of its position."""
    length = contact.toe_off_s - contact.initial_contact_s
    at = np.linspace(contact.initial_contact_s + PLANTED_FROM * length, contact.initial_contact_s + PLANTED_TO * length, 20)
    x = np.interp(at, movement.time_s, movement.forefoot_m[contact.side][:, 0])
    return -float(np.polyfit(at, x, 1)[0])


def running_speed_m_s(movement: Movement, strides: Sequence[Stride], ground_m_s: float) -> float:
    """Speed of the runner over the ground (m/s): mean forward speed of the hips over whole strides plus the ground's backward speed."""
    speeds = []
    for stride in strides:
        start, end = np.interp([stride.contact.initial_contact_s, stride.end_s], movement.time_s, movement.hips_m[:, 0])
        speeds.append((end - start) / (stride.end_s - stride.contact.initial_contact_s))
    return float(np.mean(speeds)) + ground_m_s


def contact_time_s(stride: Stride) -> float:
    """Initial contact to toe-off of the same foot (s), at 50 N of the plate's own force."""
    return stride.contact.toe_off_s - stride.contact.initial_contact_s


def flight_time_s(stride: Stride) -> float | None:
    """Toe-off of this foot to initial contact of the other (s); None where the other's contact was not seen."""
    return None if stride.opposite is None else stride.opposite.initial_contact_s - stride.contact.toe_off_s


def stride_time_s(stride: Stride) -> float:
    """Initial contact to the next of the same foot (s)."""
    return stride.end_s - stride.contact.initial_contact_s


def step_length_m(movement: Movement, stride: Stride, ground_m_s: float) -> float | None:
    """Distance over the ground from the other foot's landing to this one's (m), between ankle centres; None if that was not seen."""
    here_s = stride.contact.initial_contact_s
    before = [contact for contact in movement.contacts if contact.initial_contact_s < here_s]
    if not before or before[-1].side == stride.side or here_s - before[-1].initial_contact_s > LONGEST_STEP_S:
        return None
    there_s = before[-1].initial_contact_s
    here = np.interp(here_s, movement.time_s, movement.ankle_m[stride.side][:, 0])
    there = np.interp(there_s, movement.time_s, movement.ankle_m[before[-1].side][:, 0])
    return float(here - there) + ground_m_s * (here_s - there_s)


def foot_ahead_m(movement: Movement, stride: Stride) -> float:
    """Horizontal distance of the landing foot's ankle centre ahead of the body's centre of mass at initial contact (m)."""
    at = stride.contact.initial_contact_s
    ankle = np.interp(at, movement.time_s, movement.ankle_m[stride.side][:, 0])
    body = np.interp(at, movement.time_s, movement.centre_of_mass_m[:, 0])
    return float(ankle - body)


def peak_flexor_moment(movement: Movement, stride: Stride) -> tuple[float, float]:
    """Largest hip flexor moment of a stride (Nm/kg) and the hip flexion there (rad)."""
    place = movement.of("hip_flexion", stride.side)
    moment = normalised(movement.time_s, movement.moment_nm[:, place], stride, points=501) / movement.skeleton.athlete.mass_kg
    angle = normalised(movement.time_s, movement.q[:, place], stride, points=501)
    peak = int(np.argmax(moment))
    return float(moment[peak]), float(angle[peak])


def side_measures(movement: Movement, strides: Sequence[Stride], *, side: Side, ground_m_s: float) -> dict[str, Measure]:
    """All measures of one side, by the names of the outside contract."""
    own = [stride for stride in strides if stride.side == side]
    per_stride: dict[str, Callable[[Stride], float | None]] = {
        "contact_time_s": contact_time_s,
        "flight_time_s": flight_time_s,
        "stride_time_s": stride_time_s,
        "step_length_m": lambda stride: step_length_m(movement, stride, ground_m_s),
        "foot_ahead_m": lambda stride: foot_ahead_m(movement, stride),
        "peak_hip_flexor_moment_nm_kg": lambda stride: peak_flexor_moment(movement, stride)[0],
        "hip_flexion_at_peak_flexor_moment_rad": lambda stride: peak_flexor_moment(movement, stride)[1],
    }
    return {name: measure_of([of(stride) for stride in own]) for name, of in per_stride.items()}
