"""What of a set-up can be taken with the hand: where it is on the figure, and which way each of its values moves it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypedDict

import numpy as np

from ...arrays import FloatArray
from ...exercise import Exercise, Setting
from ...exercise.declared.exercise import ANKLE, CUFF
from ...exercise.solve.scene import Implement, Scene
from ...language import Text, en, layout, to_reader
from ..exercise_picture.furniture import blocks
from ..exercise_picture.piece import View

FIXED: Mapping[str, tuple[str, str]] = {"band": ("anchor_x_m", "anchor_y_m"), "cable": ("pulley_x_m", "pulley_y_m")}
SURFACES = ("bench_height_m", "box_height_m")
NAMES: Mapping[str, Text] = {
    "anchor_x_m": en("Anchor of the band"),
    "pulley_x_m": en("Pulley"),
    CUFF: en("Cuff on the shank"),
}
"""First key of a handle -> what it is called, where its label says more than its name."""
SAME_HEIGHT_M = 0.06


class AxisSent(TypedDict):
    """One value that a handle moves."""

    key: str
    low: float
    high: float
    toward: list[float]
    """(2,) px on the figure for each metre that it grows."""


class HandleSent(TypedDict):
    """Something to be taken with the hand."""

    name: str
    kind: Literal["place", "along"]
    """A place in the plane, or a way along a line."""
    at: list[float]
    """(2,) px on the figure."""
    axes: list[AxisSent]


@dataclass(frozen=True, kw_only=True)
class _Place:
    keys: tuple[str, ...]
    at_m: FloatArray
    """(3,)."""
    toward_m: tuple[FloatArray, ...]
    """(3,) lab, m for each metre of a value."""


def lab_handles(scene: Scene, exercise: Exercise, view: View, frame: int) -> list[HandleSent]:
    """Handles of what is there in this set-up, at one frame."""
    places = [*_fixed_ends(scene), *_cuff(scene, exercise, frame), *_surfaces(scene)]
    return [_sent(place, exercise.settings, view) for place in places if set(place.keys) <= set(exercise.settings)]


def _fixed_ends(scene: Scene) -> list[_Place]:
    forward, up = np.array([1.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0])
    ends = {FIXED[implement.kind]: implement.points_m[0, 0] for implement in scene.implements if implement.kind in FIXED}
    return [_Place(keys=keys, at_m=at, toward_m=(forward, up)) for keys, at in ends.items()]


def _cuff(scene: Scene, exercise: Exercise, frame: int) -> list[_Place]:
    """Where something hangs on the shank, on its way between ankle and knee."""
    tied = next((at for kind in _kinds_at_ankle(scene, exercise) for at in _tied(scene.implements, kind)), None)
    if tied is None:
        return []
    _, knee, ankle = scene.limb("leg", scene.working_side).points_m[frame]
    along = (knee - ankle) / float(np.linalg.norm(knee - ankle))
    return [_Place(keys=(CUFF,), at_m=tied[frame], toward_m=(along,))]


def _kinds_at_ankle(scene: Scene, exercise: Exercise) -> list[str]:
    return [each.kind for each in exercise.resistances if scene.set_up.get(each.attach, each.attach) == ANKLE]


def _tied(implements: tuple[Implement, ...], kind: str) -> list[FloatArray]:
    return [implement.points_m[:, -1] for implement in implements if implement.kind == kind]


def _surfaces(scene: Scene) -> list[_Place]:
    """Handles on what carries the body at a height that can be chosen: each at the middle of what is there."""
    heights = {key: height for key in SURFACES if (height := float(scene.set_up.get(key, 0.0))) > 0.0}
    free = _level_middles(scene) if heights else []
    places = []
    for key, height in heights.items():
        near = [at for at in free if abs(float(at[1]) - height) < SAME_HEIGHT_M]
        if near:
            free = [at for at in free if at is not near[0]]
            places.append(_Place(keys=(key,), at_m=np.array([near[0][0], height, 0.0]), toward_m=(np.array([0.0, 1.0, 0.0]),)))
    return places


def _level_middles(scene: Scene) -> list[FloatArray]:
    """Middles of benches and boxes, then of what else is held: bars, saddles, pads and balls."""
    level = [block for block in blocks(scene) if abs(float(block.rear_m[1] - block.front_m[1])) < SAME_HEIGHT_M]
    held = [support.corners_m.mean(axis=(0, 1)) for support in scene.supports]
    return [*(0.5 * (block.rear_m + block.front_m) for block in level), *held]


def _sent(place: _Place, settings: Mapping[str, Setting], view: View) -> HandleSent:
    axes = [
        AxisSent(
            key=key,
            low=float(settings[key].low or 0.0),
            high=float(settings[key].high or 0.0),
            toward=[round(float(part), 3) for part in view.turned(toward) * view.px_per_m],
        )
        for key, toward in zip(place.keys, place.toward_m, strict=True)
    ]
    first = place.keys[0]
    return HandleSent(
        name=to_reader(NAMES.get(first, layout("{words:cap}", words=settings[first].label))),
        kind="place" if len(axes) > 1 else "along",
        at=[round(float(part), 2) for part in view.at(place.at_m)],
        axes=axes,
    )
