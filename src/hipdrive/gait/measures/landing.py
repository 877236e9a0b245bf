"""How a foot lands: where it meets the ground, how the shank stands, how fast the foot still moves, how fast the load rises."""

import numpy as np

from ...units import STANDARD_GRAVITY_M_S2
from ..contact.on_plates import Contact
from ..movement.movement import Movement
from ..movement.stride import Stride
from .stride_scene import StrideScene

BEFORE_CONTACT_S = 0.02
"""Over the last 20 ms before landing the foot's speed is averaged: three frames at 150 Hz; our choice."""
LOADING_RESPONSE_OF_CONTACT = 0.13
"""Where in a contact the shoe is about loaded; our choice for the loading response that Souza 2016 looks at on video."""
RISE_FROM, RISE_TO = 0.03, 0.12
"""Shares of a contact between which the vertical force is fitted by a line: the 3-12 % method, which needs no impact peak."""
FEWEST_SAMPLES = 3


def foot_ahead_m(movement: Movement, stride: Stride) -> float:
    """Horizontal distance of the landing foot's ankle centre ahead of the body's centre of mass at initial contact (m)."""
    at = stride.contact.initial_contact_s
    ankle = np.interp(at, movement.time_s, movement.ankle_m[stride.side][:, 0])
    body = np.interp(at, movement.time_s, movement.centre_of_mass_m[:, 0])
    return float(ankle - body)


def landing(scene: StrideScene, stride: Stride) -> dict[str, float | None]:
    """How the foot of one stride lands, by name and unit."""
    side, contact = stride.side, stride.contact
    posture, at_s = scene.posture, contact.initial_contact_s
    loaded_s = at_s + LOADING_RESPONSE_OF_CONTACT * (contact.toe_off_s - at_s)
    along_m_s, drop_m_s = _foot_over_ground_m_s(scene, stride)
    return {
        "foot_ahead_m": foot_ahead_m(scene.movement, stride),
        "foot_ahead_of_hip_m": scene.at(at_s, posture.ankle_m[side][:, 0] - posture.hip_m[side][:, 0]),
        "shank_angle_at_contact_rad": scene.at(at_s, posture.shank_rad[side]),
        "shank_angle_at_loading_rad": scene.at(loaded_s, posture.shank_rad[side]),
        "foot_speed_before_contact_m_s": along_m_s,
        "foot_drop_speed_before_contact_m_s": drop_m_s,
        "loading_rate_bw_s": loading_rate_bw_s(scene, contact),
        **_ground_impulses(scene, stride),
    }


def _foot_over_ground_m_s(scene: StrideScene, stride: Stride) -> tuple[float, float]:
    """Speed (m/s) of the landing foot forward along the ground and down onto it, as the ground sees it."""
    slope, ground = scene.movement.slope, scene.ground.speed_at(stride.contact.initial_contact_s)
    forward, up = (_foot_speed_m_s(scene, stride, axis=axis) for axis in (0, 1))
    if slope == 0.0:
        return forward + ground, -up
    level, rise = forward + ground, up + slope * ground
    length = float(np.hypot(1.0, slope))
    return (level + slope * rise) / length, (slope * level - rise) / length


def _foot_speed_m_s(scene: StrideScene, stride: Stride, *, axis: int) -> float:
    """Mean speed (m/s) of the foot's centre of mass along one axis over the last 20 ms before landing."""
    end_s = stride.contact.initial_contact_s
    place = scene.posture.foot_m[stride.side][:, axis]
    return (scene.at(end_s, place) - scene.at(end_s - BEFORE_CONTACT_S, place)) / BEFORE_CONTACT_S


def loading_rate_bw_s(scene: StrideScene, contact: Contact) -> float | None:
    """Slope (body weights a second) of the plates' own vertical force between 3 and 12 % of a contact; None without plates."""
    weight_n = scene.movement.skeleton.athlete.mass_kg * STANDARD_GRAVITY_M_S2
    length_s = contact.toe_off_s - contact.initial_contact_s
    slopes = []
    for place in contact.plates:
        if place >= len(scene.plates):
            return None
        plate = scene.plates[place]
        since_s = plate.time_s - contact.initial_contact_s
        inside = (since_s >= RISE_FROM * length_s) & (since_s <= RISE_TO * length_s)
        if np.count_nonzero(inside) < FEWEST_SAMPLES:
            return None
        slopes.append(float(np.polyfit(since_s[inside], plate.force_n[inside, 1], 1)[0]))
    return sum(slopes) / weight_n if slopes else None


def _ground_impulses(scene: StrideScene, stride: Stride) -> dict[str, float | None]:
    """Largest vertical force (body weights) and braking and driving impulse (body weights times seconds) of a contact."""
    ground, contact = scene.movement.ground_n[stride.side], stride.contact
    weight_n = scene.movement.skeleton.athlete.mass_kg * STANDARD_GRAVITY_M_S2
    span_s = contact.loaded_to_s - contact.loaded_from_s
    vertical, along = (scene.between(contact.loaded_from_s, contact.loaded_to_s, ground[:, axis]) / weight_n for axis in (1, 0))
    if not np.any(vertical):
        return {"largest_vertical_force_bw": None, "braking_impulse_bw_s": None, "driving_impulse_bw_s": None}
    return {
        "largest_vertical_force_bw": float(vertical.max()),
        "braking_impulse_bw_s": float(-np.minimum(along, 0.0).mean()) * span_s,
        "driving_impulse_bw_s": float(np.maximum(along, 0.0).mean()) * span_s,
    }
