"""The skeleton as a MuJoCo model in OpenSim's frame (X forward, Y up, Z right: gravity is set along -Y, so nothing is ever turned)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import mujoco
import numpy as np
import numpy.typing as npt
from scipy.spatial.transform import Rotation

from ..body import COORDINATES, SIDES, Athlete, SegmentInertia, SegmentTable, segment_inertias
from ..body.joints import LOOSE, SUFFIX
from ..errors import UnknownNameError
from ..units import STANDARD_GRAVITY_M_S2
from .shape import BALL_OVER_FOOT, BodyShape, LegShape, typical_shape

FloatArray = npt.NDArray[np.float64]
LEAST_MASS_KG = 1e-4
LEAST_INERTIA_KG_M2 = 1e-7
SKELETONS_KEPT = 16
"""Typical skeletons kept built, so that their models, and the batches of these, stay warm."""


@dataclass(frozen=True, kw_only=True)
class Skeleton:
    """A scaled skeleton; coordinates are hinges (rad) and slides (m), so positions, velocities and forces all have nv entries."""

    athlete: Athlete
    table: SegmentTable
    shape: BodyShape
    model: mujoco.MjModel
    coordinates: tuple[str, ...]
    """(nv,) names of the free coordinates in order."""
    locked: tuple[str, ...]
    """Coordinates held at zero."""
    bodies: tuple[str, ...]
    """(nb,) body names in MuJoCo's order; the first is 'world'."""

    @property
    def loose_joints(self) -> bool:
        """Whether its legs' joints have play."""
        return LOOSE[0] in self.coordinates

    def index(self, coordinate: str) -> int:
        """Place of a free coordinate.

        Raises:
            UnknownNameError: If it is unknown or locked.
        """
        if coordinate not in self.coordinates:
            raise UnknownNameError("free coordinate", coordinate, self.coordinates)
        return self.coordinates.index(coordinate)

    def body_index(self, body: str) -> int:
        """Place of a body.

        Raises:
            UnknownNameError: If the skeleton has no such body.
        """
        if body not in self.bodies:
            raise UnknownNameError("body", body, self.bodies)
        return self.bodies.index(body)

    def inertia_kg_m2(self, body: str) -> FloatArray:
        """(3, 3) inertia of a body about its centre of mass, in its own frame."""
        place = self.body_index(body)
        turn = Rotation.from_quat(self.model.body_iquat[place], scalar_first=True).as_matrix()
        inertia: FloatArray = turn * self.model.body_inertia[place] @ turn.T
        return inertia


@dataclass(frozen=True)
class _Inertia:
    """Mass, centre of mass (3,) and inertia about it (3, 3) in a body's frame."""

    mass_kg: float
    com_m: FloatArray
    about_com_kg_m2: FloatArray


def build_skeleton(
    athlete: Athlete,
    *,
    table: SegmentTable = "de_leva",
    shape: BodyShape | None = None,
    locked: Iterable[str] = (),
    loose_joints: bool = False,
) -> Skeleton:
    """Build the skeleton of one athlete.

    Args:
        athlete: Body mass (kg), height (m) and sex; masses come from the table, lengths from the shape.
        table: Segment table for masses, centres of mass and radii of gyration.
        shape: Joint centres; None for typical proportions.
        locked: Coordinates to hold at zero (those without markers).
        loose_joints: Whether the joints of the legs have the play that recorded ones seem to have, or are balls and hinges.

    Returns:
        The skeleton, with gravity along -Y and no contacts, limits, damping or actuators.
    """
    held = frozenset(locked) if loose_joints else frozenset((*locked, *LOOSE))
    return _typical(athlete, table, held) if shape is None else _built(athlete, table, shape, held)


@lru_cache(maxsize=SKELETONS_KEPT)
def _typical(athlete: Athlete, table: SegmentTable, held: frozenset[str]) -> Skeleton:
    """The skeleton of typical proportions."""
    return _built(athlete, table, typical_shape(athlete, segment_inertias(athlete, table)), held)


def _built(athlete: Athlete, table: SegmentTable, shape: BodyShape, held: frozenset[str]) -> Skeleton:
    """The skeleton of a shape."""
    spec = mujoco.MjSpec()
    spec.compiler.degree = False
    spec.compiler.autolimits = False
    spec.option.gravity = [0.0, -STANDARD_GRAVITY_M_S2, 0.0]
    spec.option.disableflags = int(mujoco.mjtDisableBit.mjDSBL_CONTACT | mujoco.mjtDisableBit.mjDSBL_LIMIT)
    mass_of = _body_inertias(shape, table, segment_inertias(athlete, table))
    body_of: dict[str, mujoco.MjsBody] = {}
    for name, parent, position in _tree(shape):
        body = (spec.worldbody if parent == "world" else body_of[parent]).add_body(name=name, pos=position)
        body_of[name] = body
        _set_inertia(body, mass_of[name])
        for coordinate in COORDINATES:
            if coordinate.body == name and coordinate.name not in held:
                kind = mujoco.mjtJoint.mjJNT_HINGE if coordinate.kind == "hinge" else mujoco.mjtJoint.mjJNT_SLIDE
                body.add_joint(name=coordinate.name, type=kind, axis=coordinate.axis)
    model = spec.compile()
    return Skeleton(
        athlete=athlete,
        table=table,
        shape=shape,
        model=model,
        coordinates=tuple(model.joint(i).name for i in range(model.njnt)),
        locked=tuple(coordinate.name for coordinate in COORDINATES if coordinate.name in held and coordinate.name not in LOOSE),
        bodies=tuple(model.body(i).name for i in range(model.nbody)),
    )


def _tree(shape: BodyShape) -> list[tuple[str, str, FloatArray]]:
    """Bodies with their parent and where they hang in the parent's frame, parents first."""
    rows: list[tuple[str, str, FloatArray]] = [("pelvis", "world", np.zeros(3))]
    for side in SIDES:
        s, leg = SUFFIX[side], shape.legs[side]
        rows += [
            (f"femur{s}", "pelvis", leg.hip_m),
            (f"tibia{s}", f"femur{s}", leg.knee_m),
            (f"calcn{s}", f"tibia{s}", leg.ankle_m),
        ]
    rows.append(("torso", "pelvis", shape.lumbar_m))
    for side in SIDES:
        s, arm = SUFFIX[side], shape.arms[side]
        rows += [(f"humerus{s}", "torso", arm.shoulder_m), (f"radius{s}", f"humerus{s}", arm.elbow_m)]
    return rows


def _body_inertias(shape: BodyShape, table: SegmentTable, inertias: dict[str, SegmentInertia]) -> dict[str, _Inertia]:
    """Mass properties by body: trunk and head joined in the torso, forearm and hand in the radius."""
    zero = np.zeros(3)
    xiphion = shape.suprasternale_m - np.array([0.0, inertias["upper_trunk"].typical_length_m, 0.0])
    found = {
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
        found[f"femur{s}"] = _slender(inertias["thigh"], zero, leg.knee_m)
        found[f"tibia{s}"] = _slender(inertias["shank"], zero, leg.ankle_m)
        found[f"calcn{s}"] = _slender(inertias["foot"], *_foot_ends(leg, table))
        found[f"humerus{s}"] = _slender(inertias["upper_arm"], zero, arm.elbow_m)
        found[f"radius{s}"] = _joined([_slender(inertias["forearm"], zero, arm.wrist_m), _slender(inertias["hand"], arm.wrist_m, hand_end)])
    return found


def _foot_ends(leg: LegShape, table: SegmentTable) -> tuple[FloatArray, FloatArray]:
    """(3,) ends of the foot as a table measures it: de Leva 1996 from heel to toe tip, Winter from the ankle to the second metatarsal."""
    if table == "de_leva":
        return leg.on_foot_axis_m(0.0), leg.on_foot_axis_m(1.0)
    return np.zeros(3), leg.on_foot_axis_m(BALL_OVER_FOOT)


def _slender(segment: SegmentInertia, start_m: FloatArray, end_m: FloatArray) -> _Inertia:
    """Mass properties of a segment laid from its proximal (cranial) to its distal end.

    The transverse radius acts about Z (left-right), the sagittal one about the axis normal to both; radii scale with the laid length
    (de Leva 1996). The head, given from vertex to C7, and the trunk, from the upper end, are laid from above.
    """
    along = end_m - start_m
    length = float(np.linalg.norm(along))
    if length < 1e-9:
        return _Inertia(segment.mass_kg, start_m.astype(np.float64), np.zeros((3, 3)))
    long_axis = along / length
    side_axis = np.array([0.0, 0.0, 1.0]) - long_axis[2] * long_axis
    side_axis /= np.linalg.norm(side_axis)
    third_axis = np.cross(side_axis, long_axis)
    inertia = np.zeros((3, 3))
    for axis, radius in ((long_axis, segment.r_longitudinal), (side_axis, segment.r_transverse), (third_axis, segment.r_sagittal)):
        inertia += segment.mass_kg * (radius * length) ** 2 * np.outer(axis, axis)
    return _Inertia(segment.mass_kg, start_m + segment.com_frac * along, inertia)


def _joined(parts: Sequence[_Inertia]) -> _Inertia:
    """Join rigid parts by the parallel-axis theorem."""
    mass = sum(part.mass_kg for part in parts)
    com = sum((part.mass_kg * part.com_m for part in parts), start=np.zeros(3)) / mass
    total = np.zeros((3, 3))
    for part in parts:
        d = part.com_m - com
        total += part.about_com_kg_m2 + part.mass_kg * (d @ d * np.eye(3) - np.outer(d, d))
    return _Inertia(mass, com, total)


def _set_inertia(body: mujoco.MjsBody, inertia: _Inertia) -> None:
    """Write mass properties into a MuJoCo body; a point mass gets the least inertia MuJoCo accepts."""
    i = inertia.about_com_kg_m2 + LEAST_INERTIA_KG_M2 * np.eye(3)
    body.explicitinertial = True
    body.mass = max(inertia.mass_kg, LEAST_MASS_KG)
    body.ipos = inertia.com_m
    body.fullinertia = [i[0, 0], i[1, 1], i[2, 2], i[0, 1], i[0, 2], i[1, 2]]
