"""Where a weight, band or cable is tied to the body in a movement, and what it asks of both hips from many fixed ends at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import OTHER_SIDE, SIDES, Side
from ...body.joints import SUFFIX
from ...physics.kinematics import Kinematics, points_on
from ...physics.skeleton import Skeleton, patch_body
from ...units import STANDARD_GRAVITY_M_S2
from ..declared.exercise import Exercise
from ..declared.hardware import BandTable
from ..solve.attachment import Attachment

LEAST_LENGTH_M = 1e-6


@dataclass(frozen=True, kw_only=True)
class TiedPoint:
    """A point of the body to which a resistance is tied, in the side view, where all of its pull lies."""

    point_m: FloatArray
    """(n, 2) lab, X and Y."""
    velocity_m_s: FloatArray
    """(n, 2)."""
    acceleration_m_s2: FloatArray
    """(n, 2)."""
    origin_m: float
    """Where on the floor (X) distances ahead are measured from."""
    hips: Mapping[Side, tuple[float, FloatArray]]
    """How a pull's moment about each hip counts in that hip's own moment (-1, 0 or 1), and the hip (n, 2)."""
    part: float
    """Of the whole resistance: a half where both legs share it."""
    on_thigh: bool
    in_poses_m: FloatArray
    """(k, 2) in the poses that are checked for lines through the body."""

    def per_kg(self) -> dict[Side, FloatArray]:
        """(1, n) Nm by hip per kilogram of a weight; see physics.resistance.weight_pull."""
        return self._hip_moments(-(self.acceleration_m_s2 + np.array([0.0, STANDARD_GRAVITY_M_S2]))[None])

    def lines_from(self, ends_m: FloatArray) -> "LinesOfPull":
        """Lines to fixed ends (k, 2), ahead and height."""
        between = self.point_m - (ends_m + np.array([self.origin_m, 0.0]))[:, None]
        length = np.maximum(np.hypot(between[..., 0], between[..., 1]), LEAST_LENGTH_M)
        away = between / length[..., None]
        return LinesOfPull(tied=self, away=away, length_m=length, per_newton_m=self._hip_moments(-away))

    def _hip_moments(self, force_n: FloatArray) -> dict[Side, FloatArray]:
        """(..., n) Nm that a force (..., n, 2) asks of each hip, flexor positive."""
        moments: dict[Side, FloatArray] = {}
        for side, (counts, hip) in self.hips.items():
            arm = self.part * counts * (self.point_m - hip)
            moments[side] = arm[:, 0] * force_n[..., 1] - arm[:, 1] * force_n[..., 0]
        return moments


@dataclass(frozen=True, kw_only=True)
class LinesOfPull:
    """From one point of the body to many fixed ends."""

    tied: TiedPoint
    away: FloatArray
    """(k, n, 2) unit vectors from the ends to the point."""
    length_m: FloatArray
    """(k, n)."""
    per_newton_m: Mapping[Side, FloatArray]
    """(k, n) Nm by hip for one newton of tension, flexor positive."""

    def per_kg_of_stack(self, *, ratio: float, friction: float) -> dict[Side, FloatArray]:
        """(k, n) Nm by hip per kilogram of a stack, its inertia and friction with it; see physics.resistance.cable_pull."""
        rate = (self.away * self.tied.velocity_m_s).sum(axis=-1)
        speed_squared = (self.tied.velocity_m_s**2).sum(axis=-1)
        second = (speed_squared - rate**2) / self.length_m + (self.away * self.tied.acceleration_m_s2).sum(axis=-1)
        free = np.clip((STANDARD_GRAVITY_M_S2 + second / ratio) / ratio, 0.0, None)
        tension = free * (1.0 + friction * np.sign(rate))
        return {side: tension * moment for side, moment in self.per_newton_m.items()}

    def per_strand(self, rest_length_m: FloatArray, table: BandTable) -> tuple[dict[Side, FloatArray], FloatArray]:
        """(k, n) Nm by hip for one strand of a band, and (k,) its largest stretch over slack length; see physics.resistance.band_pull."""
        stretch = self.length_m / rest_length_m[:, None] - 1.0
        tension = np.interp(np.clip(stretch, 0.0, None), table.elongation, table.force_n)
        return {side: tension * moment for side, moment in self.per_newton_m.items()}, stretch.max(axis=-1)


def tied_points(
    skeleton: Skeleton,
    kinematics: Kinematics,
    checked: Kinematics,
    attachments: Sequence[Attachment],
    *,
    time_s: FloatArray,
    side: Side,
    only: Side | None,
    every: int = 1,
) -> tuple[TiedPoint, ...]:
    """Every point to which resistances are tied, along a movement.

    A hip's moment changes by what pulls on its own leg. Where a foot is the only support, the ground gives back the whole pull through that
    leg, so its hip's moment is exact too; with several supports their part in it is left out.

    Args:
        skeleton: The skeleton.
        kinematics: The movement, frame by frame.
        checked: The poses that are checked for lines through the body.
        attachments: The resistances.
        time_s: (n,) s.
        side: Working side.
        only: The leg through which all support comes, if there is one.
        every: Which part of the frames is kept, after rates were found from all of them.
    """
    hips = {leg: kinematics.position_m[:, skeleton.body_index(f"femur{SUFFIX[leg]}"), :2] for leg in SIDES}
    tied = []
    for attachment in attachments:
        index = skeleton.body_index(attachment.body)
        point = points_on(kinematics, index, attachment.local_m)[:, :2]
        velocity = np.gradient(point, time_s, axis=0)
        counts = {leg: float(leg == only) - float(attachment.body.endswith(SUFFIX[leg])) for leg in SIDES}
        tied.append(
            TiedPoint(
                point_m=point[::every],
                velocity_m_s=velocity[::every],
                acceleration_m_s2=np.gradient(velocity, time_s, axis=0)[::every],
                origin_m=float(hips[side][0, 0]),
                hips={leg: (counts[leg], hips[leg][::every]) for leg in SIDES},
                part=1.0 / len(attachments),
                on_thigh=attachment.body.startswith("femur"),
                in_poses_m=points_on(checked, index, attachment.local_m)[:, :2],
            )
        )
    return tuple(tied)


def only_supporting_leg(exercise: Exercise, working: Side) -> Side | None:
    """The leg through which all support comes, where there is one support alone."""
    if len(exercise.supports) != 1 or exercise.supports[0].side not in {"w", "o"}:
        return None
    leg = working if exercise.supports[0].side == "w" else OTHER_SIDE[working]
    return leg if patch_body(exercise.supports[0].patch, leg).endswith(SUFFIX[leg]) else None
