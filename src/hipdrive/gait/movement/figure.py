"""The mean figure of a stride: where joints and ends of segments are over it, to draw the runner as a stick figure."""

from collections.abc import Mapping, Sequence

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES
from ...body.joints import SUFFIX
from ...physics.kinematics import Kinematics, forward_kinematics, points_on
from .movement import Movement
from .stride import Stride, normalised

FIGURE_FRAMES = 51
"""0, 2, ... 100 % of the stride. Straight between them, the fastest point (a swinging foot) is off by some 3 mm."""
Figure = Mapping[str, FloatArray]
"""Point -> (n, 3) m; X forward, Y up, Z right. Points of a side end in _left or _right."""


def figure_points(movement: Movement) -> Figure:
    """Joint centres and ends of segments in every frame of a solved run; without trunk markers those of pelvis and legs alone."""
    body = movement.skeleton
    kinematics = forward_kinematics(body, movement.q)

    def on(name: str, local_m: FloatArray | None = None) -> FloatArray:
        return _point(kinematics, body.body_index(name), local_m)

    points = {"lumbar": on("torso")}
    for side in SIDES:
        leg, foot = body.shape.legs[side], f"calcn{SUFFIX[side]}"
        points |= {f"{joint}_{side}": on(f"{bone}{SUFFIX[side]}") for joint, bone in (("hip", "femur"), ("knee", "tibia"))}
        points |= {f"ankle_{side}": on(foot), f"heel_{side}": on(foot, leg.heel_m), f"toe_{side}": on(foot, leg.toe_m)}
    if "lumbar_extension" not in body.coordinates:
        return points
    points |= {"neck": on("torso", body.shape.c7_m), "head": on("torso", body.shape.vertex_m)}
    for side in SIDES:
        points[f"shoulder_{side}"] = on(f"humerus{SUFFIX[side]}")
        if f"elbow_flex{SUFFIX[side]}" in body.coordinates:
            wrist = body.shape.arms[side].wrist_m
            points |= {f"elbow_{side}": on(f"radius{SUFFIX[side]}"), f"wrist_{side}": on(f"radius{SUFFIX[side]}", wrist)}
    return points


def mean_figure(movement: Movement, points: Figure, strides: Sequence[Stride]) -> Figure:
    """Where each point is in the mean stride, (51, 3) m, forward and sideways against the middle between the hips, up from the lab's zero.

    Args:
        movement: The run.
        points: Point -> (n, 3) m in every frame of it.
        strides: Of one side.
    """
    hips = movement.hips_m * np.array([1.0, 0.0, 1.0])
    return {name: _mean(movement, path_m - hips, strides) for name, path_m in points.items()} if strides else {}


def _mean(movement: Movement, path_m: FloatArray, strides: Sequence[Stride]) -> FloatArray:
    rows = [[normalised(movement.time_s, path_m[:, axis], stride, points=FIGURE_FRAMES) for axis in range(3)] for stride in strides]
    return np.asarray(np.mean(rows, axis=0).T)


def _point(kinematics: Kinematics, body: int, local_m: FloatArray | None) -> FloatArray:
    return kinematics.position_m[:, body] if local_m is None else points_on(kinematics, body, local_m)
