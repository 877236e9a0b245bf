"""How far a refused set-up is from one that can be done, so that a search can go towards those that can."""

import numpy as np

from ...body import SIDES, Athlete, SegmentTable
from ...body.joints import SUFFIX
from ...physics.kinematics import points_on
from ...physics.skeleton import patch_corners
from ..solve.line_of_pull import poses_on_the_way_up
from ..solve.load import Load
from ..solve.sided_fact import JointBeyondRange

NOT_POSSIBLE = 10.0
"""Shortfall of what is no set-up at all."""
UNGRADED = 3.0
"""Shortfall of a pose that can be taken but not carried, and from which nothing says where to go; our choice."""
AT_LEAST = 1.0
"""A body in a wrong place is farther from being done than a load that is up to twice what is allowed; our choice."""
FLOOR_M, JOINT_RAD = 0.1, 0.3
"""How deep below the floor, or how far beyond its range a joint is, that counts as one more; our choice."""


def shortfall(load: Load, athlete: Athlete, *, table: SegmentTable) -> float:
    """How far a load that can't be done is from one that can; 1 and more, the larger the farther.

    Args:
        load: A load that is not feasible.
        athlete: Whose body.
        table: Segment table.
    """
    if not len(load.time_s):
        return NOT_POSSIBLE
    beyond = [fact for fact in load.facts if isinstance(fact, JointBeyondRange)]
    joints = sum(max(fact.low_rad - fact.reached_rad, fact.reached_rad - fact.high_rad, 0.0) for fact in beyond)
    depth = max(-_lowest_m(load, athlete, table), 0.0) if any(note.code == "floor_contact" for note in load.notes) else 0.0
    if joints == 0.0 and depth == 0.0:
        return UNGRADED
    return AT_LEAST + joints / JOINT_RAD + depth / FLOOR_M


def _lowest_m(load: Load, athlete: Athlete, table: SegmentTable) -> float:
    """Height (m) of the lowest of soles and knees in some poses on the way up."""
    skeleton, kinematics = poses_on_the_way_up(load, athlete, table)
    heights = []
    for side in SIDES:
        places = [(f"calcn{SUFFIX[side]}", corner) for corner in patch_corners(skeleton.shape, "sole", side)]
        for body, local in [*places, (f"tibia{SUFFIX[side]}", np.zeros(3))]:
            heights.append(float(points_on(kinematics, skeleton.body_index(body), local)[:, 1].min()))
    return min(heights)
