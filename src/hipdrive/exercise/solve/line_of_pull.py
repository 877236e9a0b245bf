"""Finds bands and cables that would run through the athlete's own body."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...body import COORDINATES, Athlete, SegmentTable, Side
from ...body.joints import SUFFIX
from ...errors import NOTHING
from ...language import Text, en
from ...physics.kinematics import Kinematics, forward_kinematics, points_on
from ...physics.skeleton import Skeleton, build_skeleton
from ..declared.exercise import Exercise
from ..declared.hardware import BandTable
from .anchor import TRUNK_OVER_DEPTH
from .attachment import attachments_of
from .load import Load

LOOKED_AT = 9
"""Frames on the way up that are checked."""
ALONG = np.linspace(0.0, 1.0, 33)[:, None]
"""Places along the line that are checked, from 0 at its fixed end to 1."""
THIGH_RADIUS_M = 0.05
"""What the side view of a thigh surely covers: our assumption."""
ENDS_FREE = 0.15
"""Share of the thigh at either end that does not count: a line may pass the hip and the knee."""


THROUGH: Mapping[tuple[str, str], Text] = {
    ("band", "trunk"): en("The band would pass through the trunk on the way up; fix it lower, higher or on the other side."),
    ("band", "thigh"): en("The band would pass through the thigh on the way up; fix it lower, higher or on the other side."),
    ("cable", "trunk"): en("The cable would pass through the trunk on the way up; fix it lower, higher or on the other side."),
    ("cable", "thigh"): en("The cable would pass through the thigh on the way up; fix it lower, higher or on the other side."),
}


def runs_through_body(exercise: Exercise, load: Load, athlete: Athlete, *, table: SegmentTable, bands: Mapping[str, BandTable]) -> Text:
    """Say where a band or cable would run through trunk or working thigh, seen from the side; empty if nowhere.

    Args:
        exercise: The exercise, in the variant that the load is of.
        load: A solved load, with its poses.
        athlete: Whose body.
        table: Segment table.
        bands: Force tables of all bands.
    """
    side = load.working_side
    skeleton, kinematics = poses_on_the_way_up(load, athlete, table)
    parts = parts_in_the_way(skeleton, kinematics, side)
    origin = np.array([parts.hip_m[0, 0], 0.0, 0.0])
    for attachment in attachments_of(exercise, load.set_up, skeleton.shape, side, bands):
        if attachment.kind not in {"band", "cable"}:
            continue
        held = points_on(kinematics, skeleton.body_index(attachment.body), attachment.local_m)[:, :2]
        fixed = attachment.fixed_end_m(origin)[None, :2]
        for name in parts.segments:
            own = name == "thigh" and attachment.body.startswith("femur")
            if not own and bool(parts.crossed(name, held, fixed)[0]):
                return THROUGH[attachment.kind, name]
    return NOTHING


@dataclass(frozen=True, kw_only=True)
class PartsInTheWay:
    """Trunk and working thigh as seen from the side, in some poses on the way up."""

    hip_m: FloatArray
    """(n, 2) working hip, lab."""
    segments: Mapping[str, tuple[FloatArray, FloatArray, float]]
    """Name -> both ends (n, 2) and what it covers to either side (m)."""

    def crossed(self, name: str, held_m: FloatArray, fixed_m: FloatArray) -> npt.NDArray[np.bool_]:
        """(k,) whether lines from fixed ends (k, 2) to the held point (n, 2) come nearer to a segment than it is thick."""
        low, high, radius = self.segments[name]
        between = held_m[:, None] - fixed_m[:, None, None]
        line = fixed_m[:, None, None] + ALONG * between
        return np.asarray((_distance(line, low[:, None], high[:, None]) < radius).any(axis=(1, 2)))


def parts_in_the_way(skeleton: Skeleton, kinematics: Kinematics, side: Side) -> PartsInTheWay:
    """Trunk and working thigh in some poses."""
    suffix = SUFFIX[side]

    def place(body: str, local: FloatArray) -> FloatArray:
        return points_on(kinematics, skeleton.body_index(body), local)[:, :2]

    hip, knee = place(f"femur{suffix}", np.zeros(3)), place(f"femur{suffix}", skeleton.shape.legs[side].knee_m)
    trunk_radius = TRUNK_OVER_DEPTH * skeleton.shape.pelvis_depth_m
    segments = {
        "trunk": (place("pelvis", np.zeros(3)), place("torso", skeleton.shape.c7_m), trunk_radius),
        "thigh": (hip + ENDS_FREE * (knee - hip), knee + ENDS_FREE * (hip - knee), THIGH_RADIUS_M),
    }
    return PartsInTheWay(hip_m=hip, segments=segments)


def poses_on_the_way_up(load: Load, athlete: Athlete, table: SegmentTable) -> tuple[Skeleton, Kinematics]:
    """Some poses on the way up, the first of them the start."""
    locked = [coordinate.name for coordinate in COORDINATES if coordinate.name not in load.coordinates]
    skeleton = build_skeleton(athlete, table=table, locked=locked)
    angle = load.hip_flexion_rad[load.working_side]
    top = int(np.argmax(np.abs(angle - angle[0])))
    return skeleton, forward_kinematics(skeleton, load.q[np.unique(np.linspace(0, top, LOOKED_AT).astype(int))])


def _distance(point_m: FloatArray, low_m: FloatArray, high_m: FloatArray) -> FloatArray:
    """Distance of points (..., n, k, 2) to segments between (n, 1, 2) ends."""
    span = high_m - low_m
    along = np.clip(((point_m - low_m) * span).sum(axis=-1) / (span * span).sum(axis=-1), 0.0, 1.0)
    distance: FloatArray = np.linalg.norm(low_m + along[..., None] * span - point_m, axis=-1)
    return distance
