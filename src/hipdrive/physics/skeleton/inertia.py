"""Mass, centre of mass and inertia of each body: the segments of a table laid along a body's shape."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, SegmentInertia, SegmentTable
from ...body.joints import SUFFIX
from .shape import BALL_OVER_FOOT, BodyShape, LegShape


@dataclass(frozen=True)
class BodyInertia:
    """Mass, centre of mass (3,) and inertia about it (3, 3) in a body's frame."""

    mass_kg: float
    com_m: FloatArray
    about_com_kg_m2: FloatArray


def body_inertias(shape: BodyShape, table: SegmentTable, inertias: dict[str, SegmentInertia]) -> dict[str, BodyInertia]:
    """Mass properties by body: trunk and head joined in the torso, forearm and hand in the radius."""
    zero = np.zeros(3)
    xiphion = shape.suprasternale_m - np.array([0.0, inertias["upper_trunk"].typical_length_m, 0.0])
    inertia_of = {
        "pelvis": _slender(inertias["lower_trunk"], shape.lumbar_m, zero),
        "torso": _joined(
            [
                _slender(inertias["mid_trunk"], xiphion, zero),
                _slender(inertias["upper_trunk"], shape.suprasternale_m, xiphion),
                _slender(inertias["head"], shape.vertex_m, shape.c7_m),
            ]
        ),
    }
    for side in SIDES:
        s, leg, arm = SUFFIX[side], shape.legs[side], shape.arms[side]
        hand_end = arm.wrist_m * (1.0 + inertias["hand"].typical_length_m / np.linalg.norm(arm.wrist_m))
        inertia_of[f"femur{s}"] = _slender(inertias["thigh"], zero, leg.knee_m)
        inertia_of[f"tibia{s}"] = _slender(inertias["shank"], zero, leg.ankle_m)
        inertia_of[f"calcn{s}"] = _slender(inertias["foot"], *_foot_ends(leg, table))
        inertia_of[f"humerus{s}"] = _slender(inertias["upper_arm"], zero, arm.elbow_m)
        inertia_of[f"radius{s}"] = _joined(
            [_slender(inertias["forearm"], zero, arm.wrist_m), _slender(inertias["hand"], arm.wrist_m, hand_end)]
        )
    return inertia_of


def _foot_ends(leg: LegShape, table: SegmentTable) -> tuple[FloatArray, FloatArray]:
    """(3,) ends of the foot as a table measures it: de Leva 1996 from heel to toe tip, Winter from the ankle to the second metatarsal."""
    if table == "de_leva":
        return leg.on_foot_axis_m(0.0), leg.on_foot_axis_m(1.0)
    return np.zeros(3), leg.on_foot_axis_m(BALL_OVER_FOOT)


def _slender(segment: SegmentInertia, start_m: FloatArray, end_m: FloatArray) -> BodyInertia:
    """Mass properties of a segment laid from its proximal (cranial) to its distal end.

    The transverse radius acts about Z (left-right), the sagittal one about the axis normal to both; radii scale with the laid length
    (de Leva 1996). The head, given from vertex to C7, and the trunk, from the upper end, are laid from above.
    """
    along = end_m - start_m
    length = float(np.linalg.norm(along))
    if length < 1e-9:
        return BodyInertia(segment.mass_kg, start_m.astype(np.float64), np.zeros((3, 3)))
    long_axis = along / length
    side_axis = np.array([0.0, 0.0, 1.0]) - long_axis[2] * long_axis
    side_axis /= np.linalg.norm(side_axis)
    third_axis = np.cross(side_axis, long_axis)
    inertia = np.zeros((3, 3))
    for axis, radius in ((long_axis, segment.r_longitudinal), (side_axis, segment.r_transverse), (third_axis, segment.r_sagittal)):
        inertia += segment.mass_kg * (radius * length) ** 2 * np.outer(axis, axis)
    return BodyInertia(segment.mass_kg, start_m + segment.com_frac * along, inertia)


def _joined(parts: Sequence[BodyInertia]) -> BodyInertia:
    """Join rigid parts by the parallel-axis theorem."""
    mass = sum(part.mass_kg for part in parts)
    com = sum((part.mass_kg * part.com_m for part in parts), start=np.zeros(3)) / mass
    total = np.zeros((3, 3))
    for part in parts:
        d = part.com_m - com
        total += part.about_com_kg_m2 + part.mass_kg * (d @ d * np.eye(3) - np.outer(d, d))
    return BodyInertia(mass, com, total)
