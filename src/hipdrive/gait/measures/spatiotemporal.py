"""Times, lengths and speeds of strides."""

from collections.abc import Sequence

import numpy as np

from ..contact.on_plates import Contact
from ..movement.movement import Movement
from ..movement.stride import Stride
from .stride_scene import StrideScene

PLANTED_FROM = 0.2
"""Share of a contact from which all metatarsal heads are down (De Cock et al. 2005, Gait Posture 21:432: 8.2 + 11.3 % at 3.3 m/s)."""
PLANTED_TO = 1.0 - PLANTED_FROM
"""Share of a contact up to which the ball goes with the ground; the mirror image of the start, so that braking and driving weigh alike."""
LONGEST_STEP_S = 0.6
"""Half the longest stride: beyond it a contact in between was missed."""


def ground_speed_m_s(movement: Movement) -> float:
    """How fast the ground moves backwards (m/s): the belt of a treadmill, about zero overground.

    Way over time of the ball of the foot while it is planted, from 20 to 80 % of a contact; median over contacts of both feet. A belt
    yields to the braking foot by 5 % and more and catches up under the driving one (Willwacher et al. 2021, Sci Rep 11,
    doi:10.1038/s41598-021-81951-9), and the shoe shears to and fro with the same force, so a shorter stretch, such as mid-stance alone,
    would see only the catching up.
    """
    return float(np.median([_planted_speed(movement, contact) for contact in movement.contacts]))


def _planted_speed(movement: Movement, contact: Contact) -> float:
    """Backward speed (m/s) of the ball of the foot while planted: distance over time."""
    length_s = contact.toe_off_s - contact.initial_contact_s
    at_s = contact.initial_contact_s + np.array([PLANTED_FROM, PLANTED_TO]) * length_s
    start_m, end_m = np.interp(at_s, movement.time_s, movement.forefoot_m[contact.side][:, 0])
    return float(start_m - end_m) / float(at_s[1] - at_s[0])


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
    if not movement.seen_throughout(there_s, here_s):
        return None
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
