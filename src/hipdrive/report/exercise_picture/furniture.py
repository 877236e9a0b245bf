"""Benches, boxes, chairs and inclined pads under a body, as solids in the lab."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...exercise.declared.drawn import Thing
from ...exercise.solve.scene import Scene, SupportView

FLOOR_BELOW_M = 0.06
"""Heights below this are the floor itself: toes stand on it with the middle of their patch a little above."""
SAME_HEIGHT_M = 0.05
LEGS_FROM_M = 0.3
"""From this height on a block of no declared kind is a bench on legs, so that what hangs beside it is seen."""
LEAST_WIDTH_M = 0.28
BOX_WIDTH_M = 0.34
SLAB_M = 0.10
CHAIR_BEHIND_M = 0.16
"""How far a chair goes on behind someone who sits at its front."""
EDGE_M = 0.02
"""How far beyond the middle of what lies on it an edge is."""
NECK_OVER_M, NARROW_M = 0.05, 0.18
LONGEST_ON_EDGE_M = 0.2
"""What is longer, such as a foot, stands on a surface and not on its edge."""
APART_M = 0.2
"""Patches with more free room than this between left and right have a box each."""
ON_BLOCKS: tuple[Thing, ...] = ("", "bench", "box", "chair", "incline")


@dataclass(frozen=True, kw_only=True)
class Block:
    """A bench, box, chair or pad."""

    thing: Thing
    rear_m: FloatArray
    """(2,) X and Y of the rear end of its surface; of an inclined pad the lower end."""
    front_m: FloatArray
    """(2,) the same of the other end."""
    thick_m: float
    """Of the solid below the surface: a slab's, or down to the floor."""
    aside_m: tuple[float, float]
    """Z between which it reaches."""

    @property
    def solid(self) -> bool:
        """Whether it stands on the floor without legs."""
        return self.thick_m >= float(min(self.rear_m[1], self.front_m[1])) - 1e-9

    @property
    def normal(self) -> FloatArray:
        """(2,) out of the surface."""
        along = (self.front_m - self.rear_m) / float(np.linalg.norm(self.front_m - self.rear_m))
        up = np.array([-along[1], along[0]])
        return up if up[1] > 0 else -up

    @property
    def outline_m(self) -> FloatArray:
        """(4, 2) corners of the solid in the X-Y plane, in order around it."""
        down = self.thick_m * self.normal
        return np.stack([self.rear_m, self.front_m, self.front_m - down, self.rear_m - down])


def blocks(scene: Scene) -> tuple[Block, ...]:
    """What stands under the patches; those of one height and kind share one."""
    held = [support for support in scene.supports if support.thing in ON_BLOCKS and not _ball(scene, support)]
    under = [one for one in held if one.kind == "patch" and one.normal[1] > 0.7 and float(one.corners_m[..., 1].mean()) > FLOOR_BELOW_M]
    inclined = [one for one in under if one.thing == "incline"]
    level = [_level(scene, group, held) for group in _groups([one for one in under if one.thing != "incline"])]
    return (*(block for group in level for block in group), *([_inclined(inclined, held, scene)] if inclined else []))


def _ball(scene: Scene, support: SupportView) -> bool:
    return scene.ball is not None and support.id.startswith("ball")


def _groups(supports: Sequence[SupportView]) -> list[list[SupportView]]:
    """Supports that lie on the same thing."""
    groups: list[list[SupportView]] = []
    for one in supports:
        x, height = one.corners_m[..., 0], float(one.corners_m[..., 1].mean())
        for group in groups:
            other = np.concatenate([member.corners_m[..., 0].ravel() for member in group])
            beside = float(x.min()) < other.max() + 0.5 and float(x.max()) > other.min() - 0.5
            if beside and group[0].thing == one.thing and abs(float(group[0].corners_m[..., 1].mean()) - height) < SAME_HEIGHT_M:
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _level(scene: Scene, group: list[SupportView], held: Sequence[SupportView]) -> list[Block]:
    """The block under a group; one for each side where both hands or feet stand on boxes far apart."""
    thing, height = group[0].thing, float(np.mean([one.corners_m[..., 1].mean() for one in group]))
    x, z = (np.concatenate([one.corners_m[..., axis].ravel() for one in group]) for axis in (0, 2))
    wider = 0.5 * max(0.0, (BOX_WIDTH_M if thing == "box" else LEAST_WIDTH_M) - float(np.ptp(x))) + 0.03
    low, high = float(x.min()) - wider - (CHAIR_BEHIND_M if thing == "chair" else 0.0), float(x.max()) + wider
    low, high = _edge_at_hips(scene, (low, high), x, height)
    low, high = _to_grips(low, high, thing, held)
    low, high = _under_head(scene, low, high, height)
    whole = thing == "box" or (thing == "" and height < LEGS_FROM_M)
    spans = [(float(z.min()), float(z.max()))]
    left, right = z[z < 0.0], z[z >= 0.0]
    if thing == "box" and len(left) and len(right) and right.min() - left.max() > APART_M:
        spans = [(float(side.min()), float(side.max())) for side in (left, right)]
    return [
        Block(
            thing=thing,
            rear_m=np.array([low, height]),
            front_m=np.array([high, height]),
            thick_m=height if whole else SLAB_M,
            aside_m=(near - 0.03, far + 0.03),
        )
        for near, far in spans
    ]


def _edge_at_hips(scene: Scene, span_m: tuple[float, float], x_m: FloatArray, height: float) -> tuple[float, float]:
    """The span moved away from hips that sink below the surface: a back or heel lies on the edge then, so that the body finds room.

    Where the neck comes down on the other side in turn, the bench is narrow.
    """
    hips, neck = scene.limb("trunk").points_m[:, 0], scene.limb("trunk").points_m[:, 2]
    middle, width = 0.5 * float(x_m.min() + x_m.max()), span_m[1] - span_m[0]
    if float(np.ptp(x_m)) > LONGEST_ON_EDGE_M or float(hips[:, 1].min()) > height:
        return span_m
    if float(neck[:, 1].min()) < height + NECK_OVER_M:
        return middle - 0.5 * NARROW_M, middle + 0.5 * NARROW_M
    if float(hips[:, 0].mean()) > middle:
        return middle + EDGE_M - width, middle + EDGE_M
    return middle - EDGE_M, middle - EDGE_M + width


def _to_grips(low: float, high: float, thing: Thing, held: Sequence[SupportView]) -> tuple[float, float]:
    """As far as hands hold it at its end: their middle lies on the edge."""
    ends = [float(one.corners_m[..., 0].mean()) for one in held if one.kind == "grip" and one.thing == thing]
    return min([low, *ends]), max([high, *ends])


def _under_head(scene: Scene, low: float, high: float, height: float) -> tuple[float, float]:
    """A bench that carries the back carries the head too."""
    head = scene.limb("head")
    x, y = head.points_m[:, 0, 0], head.points_m[:, 0, 1]
    if np.any(y - head.radius_m > height + 0.06) or np.any(y < height):
        return low, high
    return min(low, float(x.min()) - head.radius_m), max(high, float(x.max()) + head.radius_m)


def _inclined(supports: Sequence[SupportView], held: Sequence[SupportView], scene: Scene) -> Block:
    """One pad from below the lower patch to where the hands hold its upper end."""
    middles = sorted((one.corners_m[..., :2].reshape(-1, 2).mean(axis=0) for one in supports), key=lambda point: float(point[1]))
    along = (middles[-1] - middles[0]) / float(np.linalg.norm(middles[-1] - middles[0]))
    grips = [one.corners_m[..., :2].reshape(-1, 2) for one in held if one.kind == "grip" and one.thing == "incline"]
    lower = np.vstack([one.corners_m[..., :2].reshape(-1, 2) for one in supports])
    upper = np.vstack([*(grip.mean(axis=0)[None] for grip in grips), scene.limb("head").points_m[:, 0, :2]])
    start, end = float(((lower - middles[0]) @ along).min()) - 0.05, float(((upper - middles[0]) @ along).max())
    z = np.concatenate([one.corners_m[..., 2].ravel() for one in supports])
    return Block(
        thing="incline",
        rear_m=middles[0] + start * along,
        front_m=middles[0] + end * along,
        thick_m=SLAB_M,
        aside_m=(float(z.min()), float(z.max())),
    )
