"""The skeleton as a MuJoCo model in OpenSim's frame (X forward, Y up, Z right: gravity is set along -Y, so nothing is ever turned)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import mujoco
import mujoco.batch
import numpy as np
import scipy

from ...arrays import FloatArray
from ...body import COORDINATES, SIDES, Athlete, SegmentTable, segment_inertias
from ...body.joints import LOOSE, SUFFIX
from ...errors import UnknownNameError
from ...language import en
from ...units import STANDARD_GRAVITY_M_S2
from ..read_only import lock_fields
from .coordinate_tree import CoordinateTree, coordinate_tree
from .inertia import BodyInertia, body_inertias
from .shape import BodyShape, typical_shape

LEAST_MASS_KG = 1e-4
LEAST_INERTIA_KG_M2 = 1e-7
SKELETONS_KEPT = 16
"""Typical skeletons kept built, so that the batches of their models stay in use."""


@dataclass(frozen=True, kw_only=True)
class Skeleton:
    """A scaled skeleton; coordinates are hinges (rad) and slides (m), so positions, velocities and forces all have nv entries."""

    athlete: Athlete
    table: SegmentTable
    shape: BodyShape
    model: mujoco.MjModel
    """Its arrays are read-only, because skeletons are shared."""
    coordinates: tuple[str, ...]
    """(nv,) names of the free coordinates in order."""
    locked: tuple[str, ...]
    """Coordinates held at zero."""
    bodies: tuple[str, ...]
    """(nb,) body names in MuJoCo's order; the first is 'world'."""
    tree: CoordinateTree

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
            raise UnknownNameError(en("free coordinate"), coordinate, self.coordinates)
        return self.coordinates.index(coordinate)

    def body_index(self, body: str) -> int:
        """Place of a body.

        Raises:
            UnknownNameError: If the skeleton has no such body.
        """
        if body not in self.bodies:
            raise UnknownNameError(en("body"), body, self.bodies)
        return self.bodies.index(body)

    def inertia_kg_m2(self, body: str) -> FloatArray:
        """(3, 3) inertia of a body about its centre of mass, in its own frame."""
        place = self.body_index(body)
        turn = scipy.spatial.transform.Rotation.from_quat(self.model.body_iquat[place], scalar_first=True).as_matrix()
        inertia: FloatArray = turn * self.model.body_inertia[place] @ turn.T
        return inertia


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
    mass_of = body_inertias(shape, table, segment_inertias(athlete, table))
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
    lock_fields(model)
    lock_fields(model.opt)
    return Skeleton(
        athlete=athlete,
        table=table,
        shape=shape,
        model=model,
        coordinates=tuple(model.joint(i).name for i in range(model.njnt)),
        locked=tuple(coordinate.name for coordinate in COORDINATES if coordinate.name in held and coordinate.name not in LOOSE),
        bodies=tuple(model.body(i).name for i in range(model.nbody)),
        tree=coordinate_tree(model),
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


def _set_inertia(body: mujoco.MjsBody, inertia: BodyInertia) -> None:
    """Write mass properties into a MuJoCo body; a point mass gets the least inertia MuJoCo accepts."""
    i = inertia.about_com_kg_m2 + LEAST_INERTIA_KG_M2 * np.eye(3)
    body.explicitinertial = True
    body.mass = max(inertia.mass_kg, LEAST_MASS_KG)
    body.ipos = inertia.com_m
    body.fullinertia = [i[0, 0], i[1, 1], i[2, 2], i[0, 1], i[0, 2], i[1, 2]]
