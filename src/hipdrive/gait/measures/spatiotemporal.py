"""Times, lengths and speeds of strides."""

from collections.abc import Sequence

import numpy as np

from ..movement.movement import Movement
from ..movement.stride import Stride
from .ground import GroundCourse
from .stride_scene import StrideScene

LONGEST_STEP_S = 0.6
"""Half the longest stride: beyond it a contact in between was missed."""


def running_speed_m_s(movement: Movement, strides: Sequence[Stride], ground: GroundCourse) -> float:
    """Speed of the runner over the ground (m/s): mean over whole strides."""
    return float(np.mean([_stride_length_m(movement, stride, ground) / stride_time_s(stride) for stride in strides]))


def _stride_length_m(movement: Movement, stride: Stride, ground: GroundCourse) -> float:
    """Way of the hips forward over one stride (m), plus that of the ground backwards, along the ground."""
    ends_s = [stride.contact.initial_contact_s, stride.end_s]
    start, end = np.interp(ends_s, movement.time_s, movement.hips_m[:, 0])
    return (float(end - start) + ground.way_m(*ends_s)) * _along(movement)


def _along(movement: Movement) -> float:
    """Way along the ground over its level part."""
    return float(np.hypot(1.0, movement.slope))


def contact_time_s(stride: Stride) -> float:
    """Initial contact to toe-off of the same foot (s)."""
    return stride.contact.toe_off_s - stride.contact.initial_contact_s


def flight_time_s(stride: Stride) -> float | None:
    """Toe-off of this foot to initial contact of the other (s); None where the other's contact was not seen."""
    return None if stride.opposite is None else stride.opposite.initial_contact_s - stride.contact.toe_off_s


def stride_time_s(stride: Stride) -> float:
    """Initial contact to the next of the same foot (s)."""
    return stride.end_s - stride.contact.initial_contact_s


def step_length_m(movement: Movement, stride: Stride, ground: GroundCourse) -> float | None:
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
    return (float(here - there) + ground.way_m(there_s, here_s)) * _along(movement)


def spatiotemporal(scene: StrideScene, stride: Stride) -> dict[str, float | None]:
    """Times, lengths and speeds of one stride, by name and unit."""
    movement, stride_s = scene.movement, stride_time_s(stride)
    length_m = _stride_length_m(movement, stride, scene.ground)
    return {
        "contact_time_s": contact_time_s(stride),
        "flight_time_s": flight_time_s(stride),
        "stride_time_s": stride_s,
        "stride_rate_steps_per_min": 120.0 / stride_s,
        "duty_factor": contact_time_s(stride) / stride_s,
        "step_length_m": step_length_m(movement, stride, scene.ground),
        "stride_length_m": length_m,
        "stride_speed_m_s": length_m / stride_s,
        "vertical_oscillation_m": float(np.ptp(scene.over(stride, movement.centre_of_mass_m[:, 1]))),
    }
