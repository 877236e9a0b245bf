"""The hip moment of a swinging leg in the plane of the picture: thigh, shank and foot as three rigid pieces."""

from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import Athlete, SegmentInertia, SegmentTable, segment_inertias
from ...physics.skeleton import typical_shape
from ...units import STANDARD_GRAVITY_M_S2
from .folded_leg import FoldedLeg

Plane = tuple[FloatArray, FloatArray]


@dataclass(frozen=True)
class _Turn:
    """A segment's angle against plumb (rad), its rate and its acceleration, (n,) each."""

    angle: FloatArray
    rate: FloatArray
    acceleration: FloatArray

    def carried(self, length_m: float, offset_rad: float = 0.0) -> tuple[Plane, Plane]:
        """Place (m) and acceleration (m/s2) of a point so far along the segment, from its upper end, in a frame that goes with that end."""
        s, c = np.sin(self.angle + offset_rad), np.cos(self.angle + offset_rad)
        place = (length_m * s, -length_m * c)
        speeding = (
            length_m * (self.acceleration * c - self.rate**2 * s),
            length_m * (self.acceleration * s + self.rate**2 * c),
        )
        return place, speeding


def swing_moment(leg: FoldedLeg, phase: FloatArray, athlete: Athlete, table: SegmentTable = "de_leva") -> FloatArray:
    """Hip moment that swings the leg, without a ground force: right in swing alone.

    M = sum of r x m (a - g) + I alpha over thigh, shank and foot, r from the hip; a from the hip's own acceleration and the folded angles.

    Args:
        leg: The mean stride.
        phase: (n,) strides.
        athlete: Mass, height, sex.
        table: Segment table.

    Returns:
        (n,) Nm/kg, flexor positive.
    """
    inertia, shape = segment_inertias(athlete, table), typical_shape(athlete, segment_inertias(athlete, table)).legs["right"]
    thigh, shank, foot = (_turn(leg, name, phase) for name in ("thigh", "shank", "foot"))
    hip = (leg.path["hip_x"].at(phase, derivative=2), leg.path["hip_y"].at(phase, derivative=2))
    knee, knee_a = thigh.carried(leg.leg.thigh_m)
    ankle, ankle_a = shank.carried(leg.leg.shank_m)
    middle = shape.on_foot_axis_m(inertia["foot"].com_frac)
    reach, below = float(np.hypot(middle[0], middle[1])), float(np.arctan2(middle[0], -middle[1]))
    parts: tuple[tuple[SegmentInertia, float, _Turn, tuple[Plane, Plane], list[tuple[Plane, Plane]]], ...] = (
        (inertia["thigh"], leg.leg.thigh_m, thigh, thigh.carried(inertia["thigh"].com_frac * leg.leg.thigh_m), []),
        (inertia["shank"], leg.leg.shank_m, shank, shank.carried(inertia["shank"].com_frac * leg.leg.shank_m), [(knee, knee_a)]),
        (inertia["foot"], inertia["foot"].typical_length_m, foot, foot.carried(reach, below), [(knee, knee_a), (ankle, ankle_a)]),
    )
    moment = np.zeros(len(phase))
    for segment, length_m, turn, own, above in parts:
        moment += _about_hip(segment, length_m, turn, hip, [*above, own])
    return moment / athlete.mass_kg


def _turn(leg: FoldedLeg, name: str, phase: FloatArray) -> _Turn:
    return _Turn(*(leg.angle[name].at(phase, derivative=order) for order in range(3)))


def _about_hip(segment: SegmentInertia, length_m: float, turn: _Turn, hip: Plane, chain: list[tuple[Plane, Plane]]) -> FloatArray:
    """(n,) Nm of one segment about the hip."""
    x, y = (sum((place[axis] for place, _ in chain), start=np.zeros_like(turn.angle)) for axis in (0, 1))
    ax, ay = (sum((speeding[axis] for _, speeding in chain), start=np.array(hip[axis])) for axis in (0, 1))
    force = (segment.mass_kg * ax, segment.mass_kg * (ay + STANDARD_GRAVITY_M_S2))
    about_com = segment.mass_kg * (segment.r_transverse * length_m) ** 2 * turn.acceleration
    moment: FloatArray = x * force[1] - y * force[0] + about_com
    return moment
