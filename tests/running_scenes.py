"""Runs that never happened, described so that the answers can be read off: square pushes on plates, feet on a belt, hips that swing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from moving_bodies import skeleton

from hipdrive.arrays import FloatArray
from hipdrive.body import SIDES, Side
from hipdrive.gait import Movement
from hipdrive.gait.contact.on_plates import Contact
from hipdrive.gait.measures.measure import Measure, side_measures
from hipdrive.gait.measures.measured_stride import measured_strides
from hipdrive.gait.measures.stride_scene import StrideScene
from hipdrive.gait.movement.stride import Stride
from hipdrive.motion import ForcePlate

PLATE_HZ = 1000.0
STEP_S = 0.36
CONTACT_S = 0.24
LEFT_Z, RIGHT_Z = -0.1, 0.1


def plate(
    pushes: Sequence[tuple[float, float]],
    *,
    side: Side | None = None,
    z_m: Sequence[float] | float = 0.0,
    newton: float = 1500.0,
    s: float = 4.0,
) -> ForcePlate:
    """A plate that is pushed up to a force between pairs of times, rising and falling within 10 ms; centre of pressure at z."""
    time_s = np.arange(0.0, s, 1.0 / PLATE_HZ)
    places = [z_m] * len(pushes) if isinstance(z_m, float) else list(z_m)
    force, point = np.zeros((len(time_s), 3)), np.full((len(time_s), 3), np.nan)
    for (start, end), z in zip(pushes, places, strict=True):
        up = newton * np.clip(np.minimum(time_s - start, end - time_s) / 0.010, 0.0, 1.0)
        force[:, 1] += up
        point[up > 20.0] = [0.0, 0.0, z]
    return ForcePlate(name="plate", time_s=time_s, force_n=force, point_m=point, free_moment_nm=np.zeros_like(force), side=side)


def steps(count: int, *, first_s: float = 0.2, step_s: float = STEP_S, contact_s: float = CONTACT_S) -> list[tuple[float, float]]:
    """Contacts, evenly spaced."""
    return [(first_s + i * step_s, first_s + i * step_s + contact_s) for i in range(count)]


def contact(side: Side, start_s: float, end_s: float) -> Contact:
    """A contact whose filtered force crosses when the plate's own does."""
    return Contact(side=side, plates=(0,), initial_contact_s=start_s, toe_off_s=end_s, loaded_from_s=start_s, loaded_to_s=end_s)


def alternating(count: int, *, step_s: float = STEP_S, contact_s: float = CONTACT_S) -> tuple[Contact, ...]:
    """Left, right, left, ... contacts."""
    return tuple(
        contact(SIDES[i % 2], start_s, end_s) for i, (start_s, end_s) in enumerate(steps(count, step_s=step_s, contact_s=contact_s))
    )


def still_movement(contacts: tuple[Contact, ...], *, s: float = 4.0, rate_hz: float = 200.0) -> Movement:
    """A body that hangs still at zero pose while contacts pass; tests replace what they are about."""
    body = skeleton()
    time_s = np.arange(0.0, s, 1.0 / rate_hz)
    n = len(time_s)
    zero = np.zeros((n, body.model.nv))
    place: Mapping[Side, FloatArray] = {side: np.zeros((n, 3)) for side in SIDES}
    return Movement(
        skeleton=body,
        time_s=time_s,
        seen=np.ones(n, dtype=bool),
        q=zero,
        velocity=zero,
        moment_nm=zero,
        ground_n=place,
        contacts=contacts,
        centre_of_mass_m=np.zeros((n, 3)),
        hips_m=np.zeros((n, 3)),
        ankle_m=place,
        forefoot_m=place,
        foot_marker_height_m={side: np.zeros((n, 3)) for side in SIDES},
        marker_error_m=np.zeros((n, 1)),
    )


def with_hip(movement: Movement, side: Side, *, angle: FloatArray, moment_nm: FloatArray) -> Movement:
    """The same movement with one hip's flexion angle (rad), its derivative and its moment (Nm)."""
    q, velocity, moment = movement.q.copy(), movement.velocity.copy(), movement.moment_nm.copy()
    place = movement.of("hip_flexion", side)
    q[:, place], velocity[:, place], moment[:, place] = angle, np.gradient(angle, movement.time_s), moment_nm
    return replace(movement, q=q, velocity=velocity, moment_nm=moment)


def measures_of_side(scene: StrideScene, strides: Sequence[Stride], *, side: Side) -> dict[str, Measure]:
    """All measures of one side over strides."""
    return side_measures(scene, measured_strides(scene, strides), side=side)
