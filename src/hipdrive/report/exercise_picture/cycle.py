"""A bicycle: frame, saddle, handlebars, chainring, and where axle and pedals are."""

import numpy as np

from ...arrays import FloatArray
from ...body import Side
from ...exercise.solve.scene import Scene
from ..chart.svg import number
from .piece import View

CHAINRING_M = 0.09
SADDLE_M = np.array([[-0.14, 0.0], [0.13, 0.0], [0.16, -0.03], [0.0, -0.05], [-0.14, -0.07]])
"""Outline of a saddle around the middle of what is sat on."""


def axle_m(scene: Scene) -> FloatArray:
    """(3,) midway between where the working pedal is lowest and highest."""
    pedal = pedal_m(scene, scene.working_side)
    middle: FloatArray = 0.5 * (pedal[np.argmin(pedal[:, 1])] + pedal[np.argmax(pedal[:, 1])])
    middle[2] = 0.0
    return middle


def pedal_m(scene: Scene, side: Side) -> FloatArray:
    """(n, 3) under the middle of the foot."""
    middle: FloatArray = scene.limb("foot", side).points_m[:, :2].mean(axis=1)
    return middle


def cycle_tubes_m(scene: Scene) -> list[tuple[FloatArray, FloatArray]]:
    """Both ends of each tube of the frame; none where there is no bicycle."""
    if not scene.cranks:
        return []
    saddle, bars, axle = _middle(scene, "saddle"), _middle(scene, "handlebars"), axle_m(scene)
    under, head = saddle - np.array([0.0, 0.03, 0.0]), bars + np.array([-0.02, -0.16, 0.0])
    rear, front = np.array([saddle[0] - 0.25, 0.0, 0.0]), np.array([head[0] + 0.12, 0.0, 0.0])
    return [(under, axle), (axle, head), (head, bars), (under + 0.35 * (axle - under), head), (axle, rear), (head, front)]


def cycle_frame(scene: Scene, view: View) -> str:
    """Frame, saddle, handlebars, chainring and the circle of the pedals; nothing where there is no bicycle."""
    tubes = cycle_tubes_m(scene)
    if not tubes:
        return ""
    saddle, s = _middle(scene, "saddle"), view.px_per_m
    reach = float(np.ptp(pedal_m(scene, scene.working_side)[:, 1])) / 2.0
    seat = np.column_stack([SADDLE_M + saddle[:2], np.zeros(len(SADDLE_M))])
    pad = f'<polygon class="thing" points="{" ".join(f"{number(x)},{number(y)}" for x, y in view.at(seat))}"/>'
    return "".join(
        [
            *(_tube(view, start, end) for start, end in tubes),
            _circle(view, axle_m(scene), CHAINRING_M * s, "block"),
            _circle(view, axle_m(scene), reach * s, "zero"),
            pad,
            _circle(view, _middle(scene, "handlebars"), max(0.022 * s, 3.0), "thing"),
        ]
    )


def _middle(scene: Scene, thing: str) -> FloatArray:
    """(3,) middle of what is held of a kind, on the mid-line."""
    held = np.concatenate([support.corners_m.reshape(-1, 3) for support in scene.supports if support.thing == thing])
    middle: FloatArray = held.mean(axis=0)
    middle[2] = 0.0
    return middle


def _tube(view: View, start_m: FloatArray, end_m: FloatArray) -> str:
    (x1, y1), (x2, y2) = view.at(start_m), view.at(end_m)
    return f'<line class="tube" x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"/>'


def _circle(view: View, middle_m: FloatArray, radius_px: float, css: str) -> str:
    x, y = view.at(middle_m)
    return f'<circle class="{css}" cx="{number(x)}" cy="{number(y)}" r="{number(radius_px)}"/>'
