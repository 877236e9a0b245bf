"""Refuses bands and cables that are fixed inside the athlete's body."""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from ...arrays import FloatArray
from ...body import Side
from ...body.joints import SUFFIX
from ...errors import HipDriveError
from ...language import Text, en
from ...physics.kinematics import Kinematics, points_on
from ...physics.skeleton import Skeleton
from .attachment import Attachment

Segment = Literal["trunk", "thigh", "shank"]
TRUNK_OVER_DEPTH = 0.7
"""Half-thickness of the trunk over the half-depth of the pelvis: our assumption."""
LEG_RADIUS_M = 0.03
"""What the side view of a leg surely covers: our assumption."""


INSIDE: Mapping[Segment, Text] = {
    "trunk": en("{x_key}={ahead_m:g} and {y_key}={height_m:g} lie inside the trunk at the start"),
    "thigh": en("{x_key}={ahead_m:g} and {y_key}={height_m:g} lie inside the thigh at the start"),
    "shank": en("{x_key}={ahead_m:g} and {y_key}={height_m:g} lie inside the shank at the start"),
}
OUTSIDE_BAND = en("the band must be fixed outside the body: move {x_key} forward or back, or change {y_key}")
OUTSIDE_CABLE = en("the cable must be fixed outside the body: move {x_key} forward or back, or change {y_key}")


class ImpossibleAnchorError(HipDriveError):
    """A band or cable that would be fixed inside the body."""

    code = "impossible_anchor"

    def __init__(self, kind: str, where: Segment, ahead_m: float, height_m: float) -> None:
        key = "pulley" if kind == "cable" else "anchor"
        self.about = f"{key}_x_m"
        words = INSIDE[where].filled(x_key=f"{key}_x_m", ahead_m=ahead_m, y_key=f"{key}_y_m", height_m=height_m)
        advice = OUTSIDE_CABLE if kind == "cable" else OUTSIDE_BAND
        super().__init__(words, advice.filled(x_key=f"{key}_x_m", y_key=f"{key}_y_m"))


def check_anchors(
    skeleton: Skeleton, kinematics: Kinematics, attachments: Sequence[Attachment], *, side: Side, origin_m: FloatArray
) -> None:
    """Refuse fixed ends that lie inside the trunk or the working leg in the first of the poses, seen from the side.

    Raises:
        ImpossibleAnchorError: For the first such end.
    """

    def place(body: str, local: FloatArray) -> FloatArray:
        return points_on(kinematics, skeleton.body_index(body), local)[0, :2]

    shape, suffix = skeleton.shape, SUFFIX[side]
    leg = shape.legs[side]
    segments: tuple[tuple[Segment, FloatArray, FloatArray, float], ...] = (
        ("trunk", place("pelvis", np.zeros(3)), place("torso", shape.c7_m), TRUNK_OVER_DEPTH * shape.pelvis_depth_m),
        ("thigh", place(f"femur{suffix}", np.zeros(3)), place(f"femur{suffix}", leg.knee_m), LEG_RADIUS_M),
        ("shank", place(f"tibia{suffix}", np.zeros(3)), place(f"tibia{suffix}", 0.8 * leg.ankle_m), LEG_RADIUS_M),
    )
    for attachment in attachments:
        if attachment.kind in {"band", "cable"}:
            fixed = attachment.fixed_end_m(origin_m)[:2]
            for name, low, high, radius in segments:
                along = np.clip((fixed - low) @ (high - low) / ((high - low) @ (high - low)), 0.0, 1.0)
                if np.linalg.norm(low + along * (high - low) - fixed) < radius:
                    raise ImpossibleAnchorError(attachment.kind, name, attachment.ahead_m, attachment.height_m)
