"""The position of a test as a figure from the side, drawn from its declared angles (data/report/positions.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

import numpy as np

from ...arrays import FloatArray
from ...data.declared import Number, declared, read_only, shipped_toml
from ...errors import NOTHING
from ...language import Text, en
from ..chart.svg import Picture, number, picture

FILE = "positions.toml"
Under = Literal["floor", "table", "chair", "none"]
Pad = Literal["", "thigh_front", "thigh_back"]
PX_PER_M = 105.0
MARGIN_PX = 16.0
TRUNK_M, NECK_M, HEAD_M, ARM_M, THIGH_M, SHANK_M, FOOT_M = 0.50, 0.16, 0.105, 0.56, 0.43, 0.43, 0.19
"""Lengths of a grown body, rounded; the drawing shows angles and no sizes."""
HALF_M = 0.075
"""Half the thickness of trunk and limbs."""
PAD_AT, PAD_M = 0.85, 0.16
TABLE_M, CHAIR_M = 0.55, 0.47


@dataclass(frozen=True, kw_only=True)
class Pose:
    """One position; angles in degrees as the file says."""

    says: Text
    trunk_deg: Number
    tested: tuple[Number, Number]
    """Hip and knee flexion of the tested leg."""
    other: tuple[Number, Number]
    arm_deg: Number
    under: Under
    pad: Pad = ""


@dataclass(frozen=True, kw_only=True)
class Position:
    """How a test is done: drawn poses, or an exercise whose position it is."""

    poses: tuple[Pose, ...] = ()
    exercise: str = ""
    says: Text = NOTHING
    """What the picture of the exercise shows."""
    defaults: Mapping[str, str] = field(default_factory=dict)
    """Detail -> what a form offers before a first result."""


@cache
def positions() -> Mapping[str, Position]:
    """The position of every test, by its id."""
    return read_only(declared(dict[str, Position], shipped_toml("report", FILE), file=FILE))


def position_picture(pose: Pose, *, name: str) -> Picture:
    """Draw a position: the tested leg stands out.

    Args:
        pose: Its angles.
        name: Letters that no other figure of the page has.
    """
    hip = np.zeros(2)
    chest = hip + TRUNK_M * _along(pose.trunk_deg)
    head, hand = chest + NECK_M * _along(pose.trunk_deg), chest - 0.05 * _along(pose.trunk_deg) + ARM_M * _along(pose.arm_deg)
    legs = {"other": _leg(pose, pose.other), "tested": _leg(pose, pose.tested)}
    points = np.vstack([hip, chest, head, hand, *legs.values()])
    surface, edge_m = _under(pose, points)
    low, high = points.min(axis=0) - HALF_M - HEAD_M / 2, points.max(axis=0) + HALF_M + HEAD_M / 2
    low[1] = min(low[1], edge_m)
    size = (high - low) * PX_PER_M + 2 * MARGIN_PX

    def at(point: FloatArray) -> str:
        x, y = (point[0] - low[0]) * PX_PER_M + MARGIN_PX, (high[1] - point[1]) * PX_PER_M + MARGIN_PX
        return f"{number(x)},{number(y)}"

    def line(css: str, *along: FloatArray) -> str:
        return f'<path class="{css}" d="M{" L".join(at(point) for point in along)}"/>'

    x, y = at(head).split(",")
    body = "".join(line("surface", *part) for part in surface)
    body += line("limb other", *legs["other"]) + line("limb trunk", hip, chest)
    body += f'<circle class="head" cx="{x}" cy="{y}" r="{number(HEAD_M * PX_PER_M)}"/>'
    body += line("limb arm", chest - 0.05 * _along(pose.trunk_deg), hand) + line("limb tested", *legs["tested"])
    body += "".join(line("pad", *part) for part in _pad(pose))
    return picture(name=name, width=float(size[0]), height=float(size[1]), title=en("Position"), alt=pose.says, body=body)


def _along(angle_deg: float) -> FloatArray:
    return np.array([np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))])


def _leg(pose: Pose, joints: tuple[float, float]) -> FloatArray:
    """(4, 2) m: hip, knee, ankle and toes."""
    thigh = pose.trunk_deg + 180.0 + joints[0]
    shank = thigh - joints[1]
    knee = THIGH_M * _along(thigh)
    ankle = knee + SHANK_M * _along(shank)
    return np.vstack([np.zeros(2), knee, ankle, ankle + FOOT_M * _along(shank + 90.0)])


def _pad(pose: Pose) -> list[tuple[FloatArray, FloatArray]]:
    """A bar across what pushes, above the knee."""
    if not pose.pad:
        return []
    thigh = pose.trunk_deg + 180.0 + pose.tested[0]
    across = _along(thigh + (90.0 if pose.pad == "thigh_front" else -90.0))
    middle = PAD_AT * THIGH_M * _along(thigh) + 1.6 * HALF_M * across
    return [(middle - PAD_M / 2 * _along(thigh), middle + PAD_M / 2 * _along(thigh)), (middle, middle + 0.16 * across)]


def _under(pose: Pose, points: FloatArray) -> tuple[list[tuple[FloatArray, FloatArray]], float]:
    """Lines of what the body is on, and the lowest height (m) that they need."""
    left, right = float(points[:, 0].min()) - 0.15, float(points[:, 0].max()) + 0.15
    if pose.under == "none":
        ground = float(points[:, 1].min()) - 0.35
        return [_level(left, right, ground)], ground - 0.02
    if pose.under == "floor":
        ground = float(points[:, 1].min()) - HALF_M
        return [_level(left, right, ground)], ground - 0.02
    top = -HALF_M
    ground = min(float(points[:, 1].min()) - HALF_M, top - (CHAIR_M if pose.under == "chair" else TABLE_M))
    end = 0.85 * THIGH_M if pose.under == "table" and min(pose.tested[1], pose.other[1]) > 0 else right
    seat = (-0.22, 0.3) if pose.under == "chair" else (left, max(end, 0.1))
    legs = [(np.array([x, top]), np.array([x, ground])) for x in (seat[0] + 0.04, seat[1] - 0.04)]
    reclined = pose.under == "table" and 90.0 < pose.trunk_deg < 180.0
    back = [(np.array([-0.05, top]), 0.85 * TRUNK_M * _along(pose.trunk_deg) + np.array([-0.09, -0.09]))] if reclined else []
    return [_level(*seat, top), *legs, *back, _level(left, right, ground)], ground - 0.02


def _level(left: float, right: float, height: float) -> tuple[FloatArray, FloatArray]:
    return np.array([left, height]), np.array([right, height])
