"""The ball that a limb rolls on: held points that roll, where the contact is in each frame, and which way the ball can push."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ...arrays import FloatArray
from ...physics.closed_chain import ROLL, BallUnderLimb, Pin, ball_under, rolling_constant_m, solve_pose
from ...physics.kinematics import Kinematics, forward_kinematics, points_on
from ...physics.skeleton import Skeleton
from ...physics.support import SupportContact

STEPS = 6
"""Steps in which the pose that touches the ball in the declared place is found; each leaves a small share of the miss."""


def rolling_pins(skeleton: Skeleton, start: FloatArray, *, dependent: Sequence[str], pins: tuple[Pin, ...]) -> tuple[Pin, ...]:
    """Pins whose row 'roll' still says the ball's height, completed: at the start the limb touches the ball in the pin's own point.

    Args:
        skeleton: The skeleton.
        start: (1, nv) pose to start from.
        dependent: Coordinates that keep the pins.
        pins: All pins.

    Raises:
        UnreachablePoseError: If no pose lies on the ball.
    """
    place = next((i for i, pin in enumerate(pins) if ROLL in pin.hold), None)
    if place is None:
        return pins
    pin = pins[place]
    radius, body = 0.5 * pin.hold[ROLL], skeleton.body_index(pin.body)
    height, q = 2.0 * radius, start
    point, rotation = np.zeros((1, 3)), np.eye(3)[None]
    for _ in range(STEPS):
        resting = replace(pin, hold={"y": height})
        q = solve_pose(skeleton, q, dependent=dependent, pins=(*pins[:place], resting, *pins[place + 1 :]))
        kinematics = forward_kinematics(skeleton, q)
        point, rotation = points_on(kinematics, body, pin.local_m), kinematics.rotation[:, body]
        height = radius * (1.0 + float(rotation[0, 0, 1]) / float(np.hypot(rotation[0, 0, 1], rotation[0, 1, 1])))
    constant = rolling_constant_m(point, rotation, radius_m=radius)
    return (*pins[:place], replace(pin, hold={ROLL: constant}, ball_radius_m=radius), *pins[place + 1 :])


def rolling_pin(pins: Sequence[Pin]) -> Pin | None:
    """The pin that rolls, if there is one."""
    return next((pin for pin in pins if ROLL in pin.hold), None)


def ball_under_pin(skeleton: Skeleton, kinematics: Kinematics, pin: Pin, *, body: str) -> BallUnderLimb:
    """The ball under a body that moves as the pin's own does."""
    index = skeleton.body_index(body)
    point = points_on(kinematics, index, pin.local_m)
    return ball_under(point, kinematics.rotation[:, index], radius_m=pin.ball_radius_m, constant_m=pin.hold[ROLL])


def moved_along(contact: SupportContact, pin: Pin, ball: BallUnderLimb) -> SupportContact:
    """The contact where the ball touches in each frame: a line across the limb."""
    n, k = len(ball.along_m), len(contact.points_m)
    points = np.empty((n, k, 3))
    points[:, :, 0] = pin.local_m[0]
    points[:, :, 1] = pin.local_m[1] + ball.along_m[:, None]
    points[:, :, 2] = contact.points_m[:, 2]
    return replace(contact, points_m=points)
