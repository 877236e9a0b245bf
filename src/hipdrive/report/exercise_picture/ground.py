"""What stands still around the body: floor, benches, boxes, walls, bars, and how large the view must be to show it all."""

from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...exercise.solve.scene import Scene, SupportView
from ..chart.svg import number
from .cycle import cycle_frame, cycle_tubes_m
from .furniture import Block, blocks
from .piece import View
from .pieces import LONGEST_FORCE_M, largest_force_n

AROUND_M = 0.13
"""Flesh and head-room around the joints."""
HALF_SLED_M = 0.35
LEG_M, LEG_INSET_M = 0.045, 0.05
CHAIR_BACK_M = 0.42
ROLLER_M = 0.05
UPRIGHT_M = 1.0
BEAM_M = 0.09
"""How far above a pull-up bar the beam lies that carries it."""


@dataclass(frozen=True, kw_only=True)
class Extent:
    """What a picture must show, in the lab's X-Y plane."""

    low_x_m: float
    high_x_m: float
    low_y_m: float
    high_y_m: float

    @property
    def width_m(self) -> float:
        """From left to right."""
        return self.high_x_m - self.low_x_m

    @property
    def height_m(self) -> float:
        """From the lower edge to the upper."""
        return self.high_y_m - self.low_y_m


def extent_of(scene: Scene, *, forces: bool) -> Extent:
    """The whole repetition with its resistances, blocks and, if wanted, the arrows of support forces."""
    points = np.vstack([limb.points_m.reshape(-1, 3)[:, :2] for limb in scene.limbs])
    things = [
        (implement.points_m.reshape(-1, 3)[:, :2], HALF_SLED_M if implement.kind == "sled" else 0.06) for implement in scene.implements
    ]
    bare = [points + np.array([shift, 0.0]) for points, half in things for shift in (-half, half)]
    bare += [support.corners_m.reshape(-1, 3)[:, :2] for support in scene.supports]
    if scene.ball is not None:
        bare += [scene.ball.centre_m[:, :2] + np.array([shift, 0.0]) for shift in (-scene.ball.radius_m, scene.ball.radius_m)]
    if forces:
        per_n = LONGEST_FORCE_M / largest_force_n(scene.supports)
        bare += [(support.at_m + per_n * support.force_n)[:, :2] for support in scene.supports]
    bare += [block.outline_m for block in blocks(scene)] + [end[None, :2] for tube in cycle_tubes_m(scene) for end in tube]
    edges = np.vstack([*bare, points - AROUND_M, points + AROUND_M])
    (low_x, low_y), (high_x, high_y) = edges.min(axis=0), edges.max(axis=0)
    return Extent(
        low_x_m=float(low_x) - 0.05, high_x_m=float(high_x) + 0.05, low_y_m=min(-0.03, float(low_y)), high_y_m=float(high_y) + 0.03
    )


def view_of(scene: Scene, *, width_px: float, height_px: float, forces: bool = True) -> View:
    """The largest scale at which all fits, centred, on the floor's line."""
    extent = extent_of(scene, forces=forces)
    sign = 1.0 if scene.working_side == "right" else -1.0
    scale = min(width_px / extent.width_m, height_px / extent.height_m)
    left = min(sign * extent.low_x_m, sign * extent.high_x_m)
    spare = 0.5 * (width_px / scale - extent.width_m)
    return View(
        px_per_m=scale,
        sign=sign,
        left_m=left - spare,
        top_m=extent.low_y_m + height_px / scale,
        px_per_n=LONGEST_FORCE_M / largest_force_n(scene.supports) * scale,
    )


def ground(scene: Scene, view: View, *, width_px: float) -> str:
    """Floor and supports, drawn behind the body."""
    floor = view.top_m * view.px_per_m
    parts = [_block(block, view, scene) for block in blocks(scene)]
    parts += [_pulley_post(scene, view), cycle_frame(scene, view)]
    parts += [_support(support, view) for support in scene.supports]
    line = f'<line class="floor" x1="0" x2="{number(width_px)}" y1="{number(floor + 1)}" y2="{number(floor + 1)}"/>'
    return "".join(parts) + line


def _block(block: Block, view: View, scene: Scene) -> str:
    """Slab on legs, or a box; a box beside the working leg, nearer than it, as its outline alone."""
    outer = block.aside_m[0] > 0.1 if scene.working_side == "right" else block.aside_m[1] < -0.1
    css = "block near" if block.thing == "box" and outer else "block"
    outline = _polygon(block.outline_m, view, css)
    if block.solid:
        return outline
    low, high = sorted((block.rear_m, block.front_m), key=lambda end: float(end[0]))
    parts = [_leg(low, LEG_INSET_M, block, view), _leg(high, -LEG_INSET_M - LEG_M, block, view)]
    if block.thing == "chair":
        x, y = low
        parts.append(_polygon(np.array([[x, y], [x + 0.04, y], [x - 0.02, y + CHAIR_BACK_M], [x - 0.06, y + CHAIR_BACK_M]]), view, "block"))
    return "".join(parts) + outline


def _leg(end: FloatArray, inset_m: float, block: Block, view: View) -> str:
    """From the slab's underside to the floor."""
    other = block.front_m if end is block.rear_m else block.rear_m
    slope = float((other[1] - end[1]) / (other[0] - end[0]))
    x = float(end[0]) + inset_m
    top = float(end[1]) + slope * inset_m - block.thick_m / float(block.normal[1])
    return _polygon(np.array([[x, top + 0.01], [x + LEG_M, top + 0.01], [x + LEG_M, 0.0], [x, 0.0]]), view, "block")


def _polygon(corners_m: FloatArray, view: View, css: str) -> str:
    points = view.at(np.column_stack([corners_m, np.zeros(len(corners_m))]))
    return f'<polygon class="{css}" points="{" ".join(f"{number(x)},{number(y)}" for x, y in points)}"/>'


def _post(x_m: float, low_m: float, high_m: float, half_m: float, view: View) -> str:
    """An upright bar."""
    return _polygon(np.array([[x_m - half_m, low_m], [x_m + half_m, low_m], [x_m + half_m, high_m], [x_m - half_m, high_m]]), view, "block")


def _knob(point_m: FloatArray, radius_m: float, view: View, css: str) -> str:
    x, y = view.at(point_m)
    return f'<circle class="{css}" cx="{number(x)}" cy="{number(y)}" r="{number(max(radius_m * view.px_per_m, 3.0))}"/>'


def _support(support: SupportView, view: View) -> str:
    """A wall, rail, bar, pad or post that a support is."""
    middle = support.corners_m.mean(axis=(0, 1))
    x, y = float(middle[0]), float(middle[1])
    if support.thing == "rail":
        return _post(x, 0.0, y - 0.02, 0.015, view) + _knob(middle - np.array([0.0, 0.02, 0.0]), 0.03, view, "block")
    if support.thing == "bar":
        beam = np.array([[x - 0.3, y + BEAM_M], [x + 0.3, y + BEAM_M], [x + 0.3, y + BEAM_M + 0.05], [x - 0.3, y + BEAM_M + 0.05]])
        return _post(x, y, y + BEAM_M, 0.012, view) + _polygon(beam, view, "block") + _knob(middle, 0.02, view, "thing")
    if support.thing == "pole":
        return _post(x, 0.0, y + 0.2, 0.025, view)
    if support.thing == "upright":
        return _post(x - 0.03, 0.0, UPRIGHT_M, 0.025, view)
    if support.normal[1] < -0.7:
        centre = middle - ROLLER_M * support.normal
        return _post(x, 0.0, float(centre[1]), 0.015, view) + _knob(centre, ROLLER_M, view, "block")
    if abs(support.normal[0]) > 0.7:
        return _wall(support, view)
    return _knob(middle, 0.02, view, "thing") if support.kind == "grip" and support.thing == "" else ""


def _wall(support: SupportView, view: View) -> str:
    """Behind the patch, from the floor to above it."""
    x = float(support.corners_m[..., 0].mean()) - 0.05 * float(np.sign(support.normal[0]))
    return _post(x, 0.0, min(float(support.corners_m[..., 1].max()) + 0.2, view.top_m), 0.05, view)


def _pulley_post(scene: Scene, view: View) -> str:
    """The column that carries a cable's pulley."""
    ends = [implement.points_m[0, 0] for implement in scene.implements if implement.kind == "cable"]
    return "".join(_post(float(end[0]), 0.0, float(end[1]) + 0.1, 0.04, view) for end in ends)
