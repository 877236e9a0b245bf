"""What resists and where it is tied: each weight, band, cable or sled of a set-up as a force on one point of the body."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import OTHER_SIDE, Side
from ...physics.kinematics import Kinematics, PointMotion, points_on
from ...physics.resistance import Band, Cable, Pull, Sled, Weight, band_pull, cable_pull, sled_behind, sled_pull, weight_pull
from ...physics.skeleton import BodyShape, Skeleton
from ...physics.skeleton import attachment as place_of_attachment
from ..declared.exercise import AMOUNT, CUFF, Exercise, Resistance, Value
from ..declared.hardware import NO_BAND, BandTable

STRAP_TIGHTENS_M, SLED_EASES_M = 0.05, 0.25
"""How far loop and sagging strap give before a sled breaks away, and how far the foot goes until it moves as fast: our choice; a walker who
lets the strap snap tight at every step gets a jerk instead."""


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A resistance and the point of the body it is tied to; a fixed end is measured from the working hip's place at the start."""

    kind: str
    body: str
    local_m: FloatArray
    """(3,)."""
    ahead_m: float
    height_m: float
    pull: Callable[[FloatArray, PointMotion, bool], Pull]
    """From the fixed end (3,), the path of the point, and whether it is at rest, to what it does."""
    planted: tuple[str, FloatArray] | None = None
    """Of a sled: body and point (3,) of the other foot's loop, whose strap is just taut at the start and says where the sled stands."""

    def fixed_end_m(self, origin_m: FloatArray) -> FloatArray:
        """(3,) where a band or cable is fixed in the lab, given the point that anchors are measured from."""
        return np.array([origin_m[0] + self.ahead_m, self.height_m, origin_m[2]])


def fixed_end_of(skeleton: Skeleton, attachment: Attachment, kinematics: Kinematics, *, origin_m: FloatArray) -> FloatArray:
    """(3,) where a band or cable is fixed in the lab; of a sled, where the loop of the planted foot is."""
    if attachment.planted is None:
        return attachment.fixed_end_m(origin_m)
    body, local = attachment.planted
    place: FloatArray = points_on(kinematics, skeleton.body_index(body), local)[0]
    return place


def attachments_of(
    exercise: Exercise, set_up: Mapping[str, Value], shape: BodyShape, side: Side, bands: Mapping[str, BandTable]
) -> tuple[Attachment, ...]:
    """All resistances of a set-up that are there at all.

    Args:
        exercise: The exercise.
        set_up: All of its set-up values.
        shape: Where places on the body are.
        side: Working side.
        bands: Force tables by band id.
    """
    attachments = []
    for resistance in exercise.resistances:
        if set_up[AMOUNT[resistance.kind]] in {0, NO_BAND}:
            continue
        legs = _legs(resistance, side)
        for leg in legs:
            body, local = tied_at(shape, resistance, set_up, leg)
            ahead, height, pull = _resisting(resistance.kind, set_up, 1.0 / len(legs), bands)
            planted = place_of_attachment(shape, resistance.attach, OTHER_SIDE[leg]) if resistance.kind == "sled" else None
            attachments.append(
                Attachment(kind=resistance.kind, body=body, local_m=local, ahead_m=ahead, height_m=height, pull=pull, planted=planted)
            )
    return tuple(attachments)


def tied_at(shape: BodyShape, resistance: Resistance, set_up: Mapping[str, Value], leg: Side) -> tuple[str, FloatArray]:
    """Body and point (3,) in its frame where a resistance of a set-up is tied to a leg or the trunk."""
    name = str(set_up.get(resistance.attach, resistance.attach))
    return place_of_attachment(shape, name, leg, cuff_above_ankle_m=float(set_up.get(CUFF, 0.0)))


def resting_pulls(skeleton: Skeleton, attachments: tuple[Attachment, ...], kinematics: Kinematics, *, origin_m: FloatArray) -> list[Pull]:
    """What all resistances do in poses at rest."""
    pulls = []
    for attachment in attachments:
        point = points_on(kinematics, skeleton.body_index(attachment.body), attachment.local_m)
        still = PointMotion(position_m=point, velocity_m_s=np.zeros_like(point), acceleration_m_s2=np.zeros_like(point))
        pulls.append(attachment.pull(fixed_end_of(skeleton, attachment, kinematics, origin_m=origin_m), still, True))
    return pulls


def _legs(resistance: Resistance, side: Side) -> tuple[Side, ...]:
    other: Side = "left" if side == "right" else "right"
    return {"w": (side,), "o": (other,), "both": (side, other)}[resistance.leg]


def _resisting(
    kind: str, set_up: Mapping[str, Value], part: float, bands: Mapping[str, BandTable]
) -> tuple[float, float, Callable[[FloatArray, PointMotion, bool], Pull]]:
    """Where a resistance is fixed (ahead, height) and what it does; part is the leg's part of it where both legs share it."""

    def number(key: str, default: float = 0.0) -> float:
        return float(set_up.get(key, default))

    if kind == "weight":
        weight = Weight(mass_kg=part * number("weight_kg"))
        return 0.0, 0.0, lambda _, motion, __: weight_pull(weight, motion)
    if kind == "sled":
        sled = Sled(
            mass_kg=part * number("sled_kg"),
            friction=number("sled_friction"),
            strap_m=number("strap_m"),
            breakaway=number("sled_breakaway", 1.0),
            tightens_m=STRAP_TIGHTENS_M,
            eases_m=SLED_EASES_M,
        )
        return 0.0, 0.0, lambda planted, motion, at_rest: sled_pull(sled_behind(sled, planted), motion, about_to_move=at_rest)
    if kind == "cable":
        stack, ratio, friction = part * number("stack_kg"), number("ratio"), number("cable_friction")
        return (
            number("pulley_x_m"),
            number("pulley_y_m"),
            lambda end, motion, _: cable_pull(Cable(stack_kg=stack, ratio=ratio, pulley_m=end, friction=friction), motion),
        )
    table, strands, length = bands[str(set_up["band"])], part * number("strands"), number("rest_length_m")

    def band(end: FloatArray, motion: PointMotion, _: bool) -> Pull:  # noqa: FBT001 - as the other resistances
        force = strands * table.force_n
        return band_pull(
            Band(name=table.id, elongation=table.elongation, force_n=force, rest_length_m=length, strands=1, anchor_m=end), motion
        )

    return number("anchor_x_m"), number("anchor_y_m"), band
