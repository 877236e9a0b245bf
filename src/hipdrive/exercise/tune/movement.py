"""One movement of both hips with what is tied to the body, from which many fixed ends and sizes of a resistance can be judged at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ...arrays import FloatArray
from ...body import SIDES, Athlete, SegmentTable, Side
from ...physics.kinematics import forward_kinematics
from ...physics.skeleton import Skeleton
from ..declared.catalogue import variant_of
from ..declared.exercise import Exercise, Value
from ..declared.hardware import BandTable
from ..solve.attachment import Attachment, attachments_of
from ..solve.line_of_pull import PartsInTheWay, parts_in_the_way, poses_on_the_way_up
from ..solve.load import Load
from .space import Family
from .strength_left import HipPath, StrengthAlong
from .tied_point import TiedPoint, only_supporting_leg, tied_points

ScoreEstimate = Callable[[FloatArray, HipPath], Callable[[FloatArray], FloatArray]]
"""From time (n,) s and the path of the targeted hip to a function from its moments (k, n) Nm/kg, flexor positive, to (k,) scores."""
EVERY = 3
"""Of solved frames every third is looked at: a third of the time, and moments are smooth."""


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """What stays the same in a search."""

    exercise: Exercise
    """With all of its variants."""
    athlete: Athlete
    table: SegmentTable
    bands: Mapping[str, BandTable]
    """Of all bands."""
    strength: StrengthAlong
    """What both hips give."""
    intensity: float
    """Largest share of it that is allowed."""
    estimate: ScoreEstimate

    def attachments(self, skeleton: Skeleton, family: Family, values: Mapping[str, Value], side: Side) -> list[Attachment]:
        """What a family's resistance is tied to, whether or not the set-up has any."""
        step = next((step for step in family.ladder if step.strength > 0), None)
        if step is None:
            return []
        tied = {**values, **step.changes}
        every = attachments_of(variant_of(self.exercise, values), tied, skeleton.shape, side, self.bands)
        return [attachment for attachment in every if attachment.kind == family.kind]


@dataclass(frozen=True, kw_only=True)
class Movement:
    """A movement, and what it asks of both hips without the family's resistance."""

    values: Mapping[str, Value]
    """All set-up values."""
    side: Side
    time_s: FloatArray
    """(n,) s."""
    hips: Mapping[Side, HipPath]
    moment_nm_kg: Mapping[Side, FloatArray]
    """(n,) flexor positive; of a solved load with its own resistance."""
    tied: tuple[TiedPoint, ...]
    parts: PartsInTheWay


def movement_of(load: Load, family: Family, conditions: Conditions) -> Movement:
    """The movement of a solved load, every third frame.

    Args:
        load: A load with poses.
        family: What can be chosen.
        conditions: What stays the same.
    """
    skeleton, checked = poses_on_the_way_up(load, conditions.athlete, conditions.table)
    frames = slice(None, None, EVERY)
    tied = tied_points(
        skeleton,
        forward_kinematics(skeleton, load.q),
        checked,
        conditions.attachments(skeleton, family, load.set_up, load.working_side),
        time_s=load.time_s,
        side=load.working_side,
        only=only_supporting_leg(variant_of(conditions.exercise, load.set_up), load.working_side),
        every=EVERY,
    )
    return Movement(
        values=load.set_up,
        side=load.working_side,
        time_s=load.time_s[frames],
        hips=hips_of(load, frames),
        moment_nm_kg={side: load.hip_flexion_moment_nm_kg[side][frames] for side in SIDES},
        tied=tied,
        parts=parts_in_the_way(skeleton, checked, load.working_side),
    )


def hips_of(load: Load, frames: slice = slice(None)) -> dict[Side, HipPath]:
    """Both hips along some frames of a solved load."""
    return {
        side: HipPath(
            angle_rad=load.hip_flexion_rad[side][frames],
            velocity_rad_s=load.hip_velocity_rad_s[side][frames],
            knee_rad=load.knee_flexion_rad(side)[frames],
        )
        for side in SIDES
    }
