"""Names, signs and ranges of the joint coordinates: OpenSim's names; flexion, adduction, internal rotation positive on both sides."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from ..errors import UnknownNameError
from ..language import en

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")
OTHER_SIDE: Mapping[Side, Side] = MappingProxyType({"left": "right", "right": "left"})
SUFFIX: dict[Side, str] = {"left": "_l", "right": "_r"}


@dataclass(frozen=True, kw_only=True)
class Coordinate:
    """One degree of freedom of the skeleton."""

    name: str
    """OpenSim's name, with _l or _r for a side; knee_flexion is ours (flexion positive)."""
    body: str
    """The body this coordinate moves, relative to its parent."""
    kind: Literal["hinge", "slide"]
    axis: tuple[float, float, float]
    """Axis in the parent-aligned frame at zero pose (X forward, Y up, Z right), positive as the name says."""
    low: float
    """Lower end of the anatomical range (rad, or m for a slide)."""
    high: float
    """Upper end of the anatomical range (rad, or m for a slide)."""


def _hinge(name: str, body: str, axis: tuple[float, float, float], low_deg: float, high_deg: float) -> Coordinate:
    return Coordinate(name=name, body=body, kind="hinge", axis=axis, low=math.radians(low_deg), high=math.radians(high_deg))


def _slide(name: str, body: str, axis: tuple[float, float, float], reach_m: float) -> Coordinate:
    return Coordinate(name=name, body=body, kind="slide", axis=axis, low=-reach_m, high=reach_m)


def _apart(joint: str, body: str, suffix: str, outward: float) -> tuple[Coordinate, ...]:
    """A joint's three slides: forward, up and outward in the parent's frame."""
    axes = {"tx": (1.0, 0.0, 0.0), "ty": (0.0, 1.0, 0.0), "tz": (0.0, 0.0, outward)}
    return tuple(_slide(f"{joint}_{name}{suffix}", f"{body}{suffix}", axis, 0.05) for name, axis in axes.items())


def _one_side(suffix: str, outward: float) -> tuple[Coordinate, ...]:
    """Coordinates of one leg and arm; outward is +1 on the right (Z points right), -1 on the left.

    Ranges are wide anatomical limits, for feasibility and for keeping the solver sane, not norms.
    """
    return (
        *_apart("hip", "femur", suffix, outward),
        _hinge(f"hip_flexion{suffix}", f"femur{suffix}", (0, 0, 1), -45, 140),
        _hinge(f"hip_adduction{suffix}", f"femur{suffix}", (outward, 0, 0), -60, 50),
        _hinge(f"hip_rotation{suffix}", f"femur{suffix}", (0, outward, 0), -60, 60),
        *_apart("knee", "tibia", suffix, outward),
        _hinge(f"knee_flexion{suffix}", f"tibia{suffix}", (0, 0, -1), -15, 160),
        _hinge(f"knee_adduction{suffix}", f"tibia{suffix}", (outward, 0, 0), -30, 30),
        _hinge(f"knee_rotation{suffix}", f"tibia{suffix}", (0, outward, 0), -40, 40),
        *_apart("ankle", "calcn", suffix, outward),
        _hinge(f"ankle_angle{suffix}", f"calcn{suffix}", (0, 0, 1), -70, 50),
        _hinge(f"subtalar_angle{suffix}", f"calcn{suffix}", (outward, 0, 0), -50, 50),
        _hinge(f"ankle_rotation{suffix}", f"calcn{suffix}", (0, outward, 0), -50, 50),
        _hinge(f"arm_flex{suffix}", f"humerus{suffix}", (0, 0, 1), -120, 200),
        _hinge(f"arm_add{suffix}", f"humerus{suffix}", (outward, 0, 0), -200, 120),
        _hinge(f"arm_rot{suffix}", f"humerus{suffix}", (0, outward, 0), -120, 120),
        _hinge(f"elbow_flex{suffix}", f"radius{suffix}", (0, 0, 1), -10, 160),
    )


COORDINATES: tuple[Coordinate, ...] = (
    _slide("pelvis_tx", "pelvis", (1, 0, 0), 1000.0),
    _slide("pelvis_ty", "pelvis", (0, 1, 0), 1000.0),
    _slide("pelvis_tz", "pelvis", (0, 0, 1), 1000.0),
    _hinge("pelvis_tilt", "pelvis", (0, 0, 1), -180, 180),
    _hinge("pelvis_list", "pelvis", (1, 0, 0), -90, 90),
    _hinge("pelvis_rotation", "pelvis", (0, 1, 0), -180, 180),
    *_one_side("_r", 1.0),
    *_one_side("_l", -1.0),
    _hinge("lumbar_extension", "torso", (0, 0, 1), -90, 60),
    _hinge("lumbar_bending", "torso", (1, 0, 0), -60, 60),
    _hinge("lumbar_rotation", "torso", (0, 1, 0), -60, 60),
)
"""All degrees of freedom: pelvis 6, each leg 18, each arm 4, lumbar 3. Order within one body is the order of rotation (as OpenSim)."""

SLACK = tuple(
    f"{joint}_{slide}{suffix}" for suffix in SUFFIX.values() for joint in ("hip", "knee", "ankle") for slide in ("tx", "ty", "tz")
)
"""How far a leg's joints come apart, by the markers."""
LOOSE = (*SLACK, *(f"{name}{suffix}" for suffix in SUFFIX.values() for name in ("knee_adduction", "knee_rotation", "ankle_rotation")))
"""What markers show of a leg's joints beyond balls and hinges: skin over bone, and centres that are off. Only recorded trials have these
coordinates: were their joints perfect, what skin shifts the markers of one segment would turn its neighbours."""

_BY_NAME = {coordinate.name: coordinate for coordinate in COORDINATES}


def coordinate_of(name: str) -> Coordinate:
    """Look a coordinate up by its name.

    Raises:
        UnknownNameError: If the skeleton has no such coordinate.
    """
    if name not in _BY_NAME:
        raise UnknownNameError(en("coordinate"), name, _BY_NAME)
    return _BY_NAME[name]
