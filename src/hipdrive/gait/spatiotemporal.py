"""Times, lengths and speeds of strides."""

from collections.abc import Sequence

import numpy as np

from .contact import Contact
from .movement import Movement
from .scene import StrideScene
from .stride import Stride

PLANTED_FROM = 0.3
PLANTED_TO = 0.6
"""Share of a contact in which the ball of the foot stands still on ground or belt, whichever part landed first: our choice."""
LONGEST_STEP_S = 0.6
"""Half the longest stride: beyond it a contact in between was missed."""


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
    return float(np.mean([_hips_speed_m_s(movement, stride) for stride in strides])) + ground_m_s


def _hips_speed_m_s(movement: Movement, stride: Stride) -> float:
    start, end = np.interp([stride.contact.initial_contact_s, stride.end_s], movement.time_s, movement.hips_m[:, 0])
    return float(end - start) / stride_time_s(stride)


def contact_time_s(stride: Stride) -> float:
    """Initial contact to toe-off of the same foot (s)."""
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


def spatiotemporal(scene: StrideScene, stride: Stride) -> dict[str, float | None]:
    """Times, lengths and speeds of one stride, by name and unit."""
    movement, stride_s = scene.movement, stride_time_s(stride)
    speed = _hips_speed_m_s(movement, stride) + scene.ground_m_s
    return {
        "contact_time_s": contact_time_s(stride),
        "flight_time_s": flight_time_s(stride),
        "stride_time_s": stride_s,
        "stride_rate_steps_per_min": 120.0 / stride_s,
        "duty_factor": contact_time_s(stride) / stride_s,
        "step_length_m": step_length_m(movement, stride, scene.ground_m_s),
        "stride_length_m": speed * stride_s,
        "stride_speed_m_s": speed,
        "vertical_oscillation_m": float(np.ptp(scene.over(stride, movement.centre_of_mass_m[:, 1]))),
    }
