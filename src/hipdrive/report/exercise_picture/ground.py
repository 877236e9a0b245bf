"""What stands still around the body: floor, benches, boxes, walls, bars, and how large the view must be to show it all."""

from dataclasses import dataclass

import numpy as np

from ...exercise.solve.scene import Scene, SupportView
from .pieces import LONGEST_FORCE_M, View, largest_force_n
from .style import number

FLOOR_BELOW_M = 0.04
"""Heights below this are the floor itself."""
SAME_HEIGHT_M = 0.05
LEGS_FROM_M = 0.3
"""From this height on a block is drawn as a bench on legs, so that what hangs beside it is seen."""
LEAST_WIDTH_M = 0.28
AROUND_M = 0.13
"""Flesh and head-room around the joints."""
HALF_SLED_M = 0.35


@dataclass(frozen=True, kw_only=True)
class Block:
    """A bench or box, from the floor up, in the lab."""

    low_m: float
    high_m: float
    height_m: float
    solid: bool


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
    bare += [np.array([[block.low_m, 0.0], [block.high_m, block.height_m]]) for block in blocks(scene)]
    edges = np.vstack([*bare, points - AROUND_M, points + AROUND_M])
    (low_x, low_y), (high_x, high_y) = edges.min(axis=0), edges.max(axis=0)
    return Extent(low_x_m=float(low_x) - 0.05, high_x_m=float(high_x) + 0.05, low_y_m=min(-0.03, float(low_y)), high_y_m=float(high_y) + 0.03)


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


def blocks(scene: Scene) -> tuple[Block, ...]:
    """Benches and boxes under the patches; patches of one height share one."""
    spans: list[tuple[float, float, float, bool]] = []
    for support in _below(scene):
        x, height = support.corners_m[:, :, 0], float(support.corners_m[:, :, 1].mean())
        if height < FLOOR_BELOW_M or "rail" in support.label or (scene.ball is not None and "ball" in support.label):
            continue
        wider = 0.5 * max(0.0, LEAST_WIDTH_M - float(np.ptp(x)))
        low, high, solid = float(x.min()) - wider - 0.03, float(x.max()) + wider + 0.03, "box" in support.label or height < LEGS_FROM_M
        for index, (other_low, other_high, other_height, other_solid) in enumerate(spans):
            if abs(other_height - height) < SAME_HEIGHT_M and low < other_high + 0.5 and high > other_low - 0.5:
                spans[index] = (min(low, other_low), max(high, other_high), other_height, solid and other_solid)
                break
        else:
            spans.append((low, high, height, solid))
    return tuple(_under_head(scene, Block(low_m=a, high_m=b, height_m=c, solid=d)) for a, b, c, d in spans)


def _below(scene: Scene) -> list[SupportView]:
    return [support for support in scene.supports if support.kind == "patch" and support.normal[1] > 0.7]


def _under_head(scene: Scene, block: Block) -> Block:
    """A bench that carries the back carries the head too."""
    head = scene.limb("head")
    x, y = head.points_m[:, 0, 0], head.points_m[:, 0, 1]
    if np.any(y - head.radius_m > block.height_m + 0.06) or np.any(y < block.height_m):
        return block
    low, high = float(x.min()) - head.radius_m, float(x.max()) + head.radius_m
    return Block(low_m=min(block.low_m, low), high_m=max(block.high_m, high), height_m=block.height_m, solid=block.solid)


def ground(scene: Scene, view: View, *, width_px: float) -> str:
    """Floor and supports, drawn behind the body."""
    floor = (view.top_m) * view.px_per_m
    parts = [_block(block, view) for block in blocks(scene)]
    parts += [_pulley_post(scene, view)]
    for support in scene.supports:
        middle = support.corners_m.mean(axis=(0, 1))
        at, s = view.at(middle), view.px_per_m
        if support.kind == "grip":
            parts.append(f'<circle class="thing" cx="{number(at[0])}" cy="{number(at[1])}" r="{number(max(0.02 * s, 3.5))}"/>')
        elif "rail" in support.label:
            top = float(at[1]) + 0.02 * s
            parts.append(_box(float(at[0]) - 0.015 * s, top, 0.03 * s, floor - top))
            parts.append(f'<circle class="block" cx="{number(at[0])}" cy="{number(top)}" r="{number(0.03 * s)}"/>')
        elif support.normal[1] < -0.7:
            parts.append(f'<circle class="block" cx="{number(at[0])}" cy="{number(at[1] - 0.05 * s)}" r="{number(0.05 * s)}"/>')
        elif abs(support.normal[0]) > 0.7:
            parts.append(_wall(support, view, floor))
    line = f'<line class="floor" x1="0" x2="{number(width_px)}" y1="{number(floor + 1)}" y2="{number(floor + 1)}"/>'
    return "".join(parts) + line


def _block(block: Block, view: View) -> str:
    edges = sorted(float(view.at(np.array([x, block.height_m, 0.0]))[0]) for x in (block.low_m, block.high_m))
    top, floor, s = (view.top_m - block.height_m) * view.px_per_m, view.top_m * view.px_per_m, view.px_per_m
    if block.solid:
        return _box(edges[0], top, edges[1] - edges[0], floor - top)
    slab, leg, inset = 0.10 * s, 0.045 * s, 0.05 * s
    legs = "".join(_box(x, top + slab, leg, floor - top - slab) for x in (edges[0] + inset, edges[1] - inset - leg))
    return legs + _box(edges[0], top, edges[1] - edges[0], slab)


def _box(x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="block" x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" rx="2"/>'


def _wall(support: SupportView, view: View, floor_px: float) -> str:
    """Behind the patch, from the floor to above it."""
    x = float(view.at(support.corners_m.mean(axis=(0, 1)))[0])
    behind = -1.0 if view.sign * support.normal[0] > 0 else 0.0
    thick, top = 0.1 * view.px_per_m, (view.top_m - float(support.corners_m[:, :, 1].max()) - 0.2) * view.px_per_m
    return _box(x + behind * thick, max(top, 0.0), thick, floor_px - max(top, 0.0))


def _pulley_post(scene: Scene, view: View) -> str:
    """The column that carries a cable's pulley."""
    parts = []
    for implement in scene.implements:
        if implement.kind == "cable":
            at, s = view.at(implement.points_m[0, 0]), view.px_per_m
            top = at[1] - 0.1 * s
            parts.append(_box(float(at[0]) - 0.04 * s, float(top), 0.08 * s, view.top_m * s - float(top)))
    return "".join(parts)
