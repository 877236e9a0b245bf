"""Bodies whose movement is known exactly: sums of sines in every joint, markers at known places, and their mirror images."""

from dataclasses import dataclass

import mujoco
import numpy as np

from hipdrive.arrays import FloatArray
from hipdrive.body import COORDINATES, Athlete, SegmentTable
from hipdrive.body.joints import SLACK
from hipdrive.physics.calibration import TrackedMarker
from hipdrive.physics.kinematics import Kinematics, PointMotion, forward_kinematics, motions_of_points, points_on
from hipdrive.physics.skeleton import Skeleton, build_skeleton

ATHLETE = Athlete(mass_kg=70.0, height_m=1.75)
MIRROR = np.array([1.0, 1.0, -1.0])
"""A place or force seen in a mirror that stands in the runner's middle."""
TURN_MIRROR = -MIRROR
"""A rotation or moment seen in the same mirror."""


@dataclass(frozen=True, kw_only=True)
class Sines:
    """Each coordinate swings as centre + swing sin(2 pi rate t + phase)."""

    centre: FloatArray
    swing: FloatArray
    rate_hz: FloatArray
    phase: FloatArray

    def at(self, time_s: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Position, velocity and acceleration (n, nv), exactly."""
        w = 2.0 * np.pi * self.rate_hz
        angle = w * np.asarray(time_s)[:, None] + self.phase
        return self.centre + self.swing * np.sin(angle), self.swing * w * np.cos(angle), -self.swing * w**2 * np.sin(angle)


def skeleton(*, table: SegmentTable = "de_leva", athlete: Athlete = ATHLETE) -> Skeleton:
    """A typical skeleton with all its coordinates."""
    return build_skeleton(athlete, table=table, loose_joints=True)


def swinging(body: Skeleton, *, seed: int = 3, slack_m: float = 0.01) -> Sines:
    """A lively movement of all joints, 0.6 to 1.6 Hz, inside their ranges, with joints that come apart by so much."""
    random = np.random.default_rng(seed)
    n = len(body.coordinates)
    slide = np.array([name in ("pelvis_tx", "pelvis_ty", "pelvis_tz") for name in body.coordinates])
    slack = np.isin(body.coordinates, SLACK)
    return Sines(
        centre=np.where(slack, 0.0, np.where(slide, 0.9, random.uniform(-0.2, 0.3, n))),
        swing=np.where(slack, slack_m, np.where(slide, 0.05, random.uniform(0.1, 0.4, n))),
        rate_hz=random.uniform(0.6, 1.6, n),
        phase=random.uniform(0.0, 2.0 * np.pi, n),
    )


def markers_on(body: Skeleton, *, a_body: int = 4) -> tuple[TrackedMarker, ...]:
    """Markers around the middle of every body, 5 to 12 cm off, no four in a plane."""
    random = np.random.default_rng(11)
    return tuple(
        TrackedMarker(label=f"{name}{i}", body=name, local_m=random.uniform(0.05, 0.12, 3) * random.choice([-1.0, 1.0], 3))
        for name in body.bodies[1:]
        for i in range(a_body)
    )


def seen(body: Skeleton, markers: tuple[TrackedMarker, ...], q: FloatArray) -> FloatArray:
    """(n, m, 3) where the markers are when the body stands at q."""
    kinematics = forward_kinematics(body, q)
    return np.stack([points_on(kinematics, body.body_index(marker.body), marker.local_m) for marker in markers], axis=1)


def point_jacobian(body: Skeleton, kinematics: Kinematics, place: int, point_m: FloatArray) -> FloatArray:
    """(n, 3, nv) how a point (n, 3) in the lab, carried by a body, moves with each coordinate.

    Column j is axis_j x (point - anchor_j) for a hinge and axis_j for a slide, zero where j doesn't move the body: the textbook's form,
    which the package, where no Jacobian is formed, is checked with.
    """
    axis, arm = kinematics.axis, point_m[:, None] - kinematics.anchor_m
    columns = np.where(kinematics.slide[:, None], axis, np.cross(axis, arm)) * body.tree.moves[place][:, None]
    jacobian: FloatArray = np.swapaxes(columns, 1, 2)
    return jacobian


def rotation_jacobian(body: Skeleton, kinematics: Kinematics, place: int) -> FloatArray:
    """(n, 3, nv) how a body turns (rad, in the lab) with each coordinate."""
    turning = body.tree.moves[place] & ~kinematics.slide
    jacobian: FloatArray = np.swapaxes(kinematics.axis * turning[:, None], 1, 2)
    return jacobian


def motion_of_point(
    skeleton: Skeleton, kinematics: Kinematics, *, velocity: FloatArray, acceleration: FloatArray, body: str, local_m: FloatArray
) -> PointMotion:
    """Path of a single point fixed to a body."""
    return motions_of_points(skeleton, kinematics, velocity=velocity, acceleration=acceleration, places=[(body, local_m)])[0]


def other_side(name: str) -> str:
    """The same coordinate or body of the other side."""
    if name.endswith("_r"):
        return name[:-2] + "_l"
    return name[:-2] + "_r" if name.endswith("_l") else name


def mirrored(body: Skeleton, values: FloatArray) -> FloatArray:
    """Coordinates (n, nv), or moments, of the mirror image: sides exchanged; shift, list, bending and turns of the trunk reversed."""
    odd = {"pelvis_tz", "pelvis_list", "pelvis_rotation", "lumbar_bending", "lumbar_rotation"}
    sign = np.array([-1.0 if name in odd else 1.0 for name in body.coordinates])
    there: FloatArray = values[:, [body.index(other_side(name)) for name in body.coordinates]] * sign
    return there


def energy_j(body: Skeleton, q: FloatArray, velocity: FloatArray) -> FloatArray:
    """(n,) kinetic plus potential energy, from MuJoCo's own books."""
    data = mujoco.MjData(body.model)
    total = np.empty(len(q))
    for i in range(len(q)):
        data.qpos[:], data.qvel[:] = q[i], velocity[i]
        mujoco.mj_forward(body.model, data)
        mujoco.mj_energyPos(body.model, data)
        mujoco.mj_energyVel(body.model, data)
        total[i] = data.energy[0] + data.energy[1]
    return total


def all_names() -> tuple[str, ...]:
    """Every coordinate there is."""
    return tuple(coordinate.name for coordinate in COORDINATES)
