"""The figure of an exercise as rigid pieces that move: one shape each, and its place, turn and stretch in every frame."""

import math
from collections.abc import Iterable
from functools import partial
from itertools import pairwise

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...exercise.solve.scene import Implement, Scene, SupportView
from ..chart.svg import number
from .piece import VANISHING, Laid, Piece, View, along_piece, angles_deg, laid_pieces
from .style import other_side

TRUNK_RADII_M = {"pelvis": (0.098, 0.088), "chest": (0.088, 0.098), "neck": (0.056, 0.048)}
LEG_RADII_M = ((0.082, 0.056), (0.054, 0.036))
ARM_RADII_M = ((0.043, 0.035), (0.035, 0.027))
HAND_RADII_M = (0.028, 0.026)
FOOT_RADIUS_M = 0.024
"""Thickness of limbs as drawn, for looks only; for a body of 1.75 m."""
TRUNK_BREADTH_M = {"pelvis": (0.15, 0.13), "chest": (0.13, 0.16), "neck": (0.06, 0.05)}
"""The same of the trunk from above."""
CHEST_ENDS_AT = 0.78
"""Share of the length from lumbar joint to C7 at which the drawn chest ends and the neck begins."""
LONGEST_FORCE_M = 0.42
PULL_M = 0.30
WEIGHT_RADIUS_M = 0.05
"""Radius of a drawn weight of 1 kg; it grows with the cube root of the mass."""
HEAD_PX = 9.0
LEAST_FORCE = 0.01
"""Share of the largest support force below which none is drawn."""


def pieces_behind(scene: Scene, view: View) -> tuple[Piece, ...]:
    """What stands behind benches and boxes: far limbs, trunk and the arms, from far to near."""
    near, far = scene.working_side, other_side(scene.working_side)
    size = _size(scene)
    arms = {side: _arm(scene, view, side, size) for side in (near, far)}
    return laid_pieces(view, [*arms[far], *_leg(scene, view, far, size), *_trunk(scene, view, size), *arms[near]])


def pieces_before(scene: Scene, view: View) -> tuple[Piece, ...]:
    """What stands before benches and boxes: the working leg, resistances and forces."""
    least = LEAST_FORCE * largest_force_n(scene.supports)
    return (
        *laid_pieces(view, _leg(scene, view, scene.working_side, _size(scene))),
        *(piece for implement in scene.implements if not scene.cranks for piece in _implement(implement, view)),
        *(piece for support in scene.supports for piece in _force(support, view, least)),
        *(_pull(implement, view) for implement in scene.implements),
    )


def largest_force_n(supports: Iterable[SupportView]) -> float:
    """Largest support force of the repetition, N; at least 1."""
    return max([1.0, *(float(np.linalg.norm(support.force_n, axis=1).max()) for support in supports)])


def _size(scene: Scene) -> float:
    """Body size over that of 1.75 m, from the thigh (0.4222 m there with de Leva's table)."""
    leg = scene.limb("leg", scene.working_side).points_m[0]
    return float(np.linalg.norm(leg[1] - leg[0])) / 0.4222


def _trunk(scene: Scene, view: View, size: float) -> list[Laid]:
    hip, lumbar, neck = np.moveaxis(scene.limb("trunk").points_m, 1, 0)
    head = scene.limb("head")
    chest = lumbar + CHEST_ENDS_AT * (neck - lumbar)
    centre, nose = np.moveaxis(head.points_m, 1, 0)
    radii = TRUNK_BREADTH_M if view.above else TRUNK_RADII_M
    return [
        _capsule(view, "trunk", chest, centre, radii["neck"], size),
        _capsule(view, "trunk", hip, lumbar, radii["pelvis"], size),
        _capsule(view, "trunk", lumbar, chest, radii["chest"], size),
        _head(view, centre, nose, head.radius_m * view.px_per_m),
    ]


def _head(view: View, centre_m: FloatArray, nose_m: FloatArray, r: float) -> Laid:
    """A ball with a nose; from above the ball alone, because whoever lies or leans looks along the line of sight."""
    if view.above:
        forward = np.array([view.sign, 0.0, 0.0])
        return Laid(css="trunk", start_m=centre_m, end_m=centre_m + forward, shape=lambda _: f'<circle r="{number(r)}"/>')
    root, wing = number(0.9 * r), number(0.3 * r)

    def ball(tip: float) -> str:
        return f'<circle r="{number(r)}"/><path d="M{root},-{wing} L{number(tip)},0 L{root},{wing} Z"/>'

    return Laid(css="trunk", start_m=centre_m, end_m=nose_m, shape=ball)


def _leg(scene: Scene, view: View, side: Side, size: float) -> list[Laid]:
    css = f"leg {side} {_place(scene, side)}"
    hip, knee, ankle = np.moveaxis(scene.limb("leg", side).points_m, 1, 0)
    return [
        _foot(view, css, scene.limb("foot", side).points_m, FOOT_RADIUS_M * size),
        _capsule(view, css, knee, ankle, LEG_RADII_M[1], size),
        _capsule(view, css, hip, knee, LEG_RADII_M[0], size),
    ]


def _arm(scene: Scene, view: View, side: Side, size: float) -> list[Laid]:
    css = f"arm {_place(scene, side)}"
    shoulder, elbow, wrist = np.moveaxis(scene.limb("arm", side).points_m, 1, 0)
    knuckles = scene.limb("hand", side).points_m[:, 1]
    return [
        _capsule(view, css, wrist, knuckles, HAND_RADII_M, size),
        _capsule(view, css, elbow, wrist, ARM_RADII_M[1], size),
        _capsule(view, css, shoulder, elbow, ARM_RADII_M[0], size),
    ]


def _place(scene: Scene, side: Side) -> str:
    return "near" if side == scene.working_side else "far"


def _capsule(view: View, css: str, start_m: FloatArray, end_m: FloatArray, radii_m: tuple[float, float], size: float) -> Laid:
    """A limb segment with round ends."""
    r0, r1 = (radius * size * view.px_per_m for radius in radii_m)
    return Laid(css=css, start_m=start_m, end_m=end_m, shape=partial(_capsule_path, r0=r0, r1=r1))


def _capsule_path(length: float, *, r0: float, r1: float) -> str:
    """Two circles and their outer tangents, px."""
    length = max(length, 1e-3)
    sin = min(max((r0 - r1) / length, -1.0), 1.0)
    cos = math.sqrt(1.0 - sin**2)
    x0, y0, x1, y1 = r0 * sin, r0 * cos, length + r1 * sin, r1 * cos
    big0, big1 = (1, 0) if r0 > r1 else (0, 1)
    a, b, c, d, e, f = (number(value) for value in (x0, y0, x1, y1, r0, r1))
    return f'<path d="M{a},-{b} L{c},-{d} A{f},{f} 0 {big1} 1 {c},{d} L{a},{b} A{e},{e} 0 {big0} 1 {a},-{b} Z"/>'


def _foot(view: View, css: str, points_m: FloatArray, radius_m: float) -> Laid:
    """Heel, toes and ankle as a wedge with round corners, its underside on the sole."""
    heel, toe, ankle = points_m[0]
    along = toe - heel
    length = float(np.linalg.norm(along))
    local_x = float((ankle - heel) @ along) / length
    up = ankle - heel - local_x / length * along
    height = float(np.linalg.norm(up))
    seen_along, seen_up = view.turned(along), view.turned(up)
    side = 1.0 if seen_along[0] * seen_up[1] - seen_along[1] * seen_up[0] > 0 else -1.0
    s, r, tall = view.px_per_m, radius_m, max(height, radius_m)
    corners = [(r, r), (length - r, r), (local_x + 0.03, tall), (local_x - 0.01, tall)]
    rounded = _rounded([(x * s, side * y * s) for x, y in corners], r * s)
    return Laid(css=css, start_m=points_m[:, 0], end_m=points_m[:, 1], shape=lambda _: rounded)


def _rounded(corners: list[tuple[float, float]], radius: float) -> str:
    """A convex polygon grown by a radius: each edge moved outward, joined by arcs; corners in either sense."""
    area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise([*corners, corners[0]]))
    points = corners if area > 0 else corners[::-1]
    r, parts, first = number(radius), [], ""
    for (x0, y0), (x1, y1) in pairwise([*points, points[0]]):
        out = radius / math.hypot(x1 - x0, y1 - y0)
        right, down = (y1 - y0) * out, (x0 - x1) * out
        start = f"{number(x0 + right)},{number(y0 + down)}"
        parts.append(f"{f'A{r},{r} 0 0 1 ' if first else 'M'}{start} L{number(x1 + right)},{number(y1 + down)}")
        first = first or start
    parts.append(f"A{r},{r} 0 0 1 {first} Z")
    return f'<path d="{" ".join(parts)}"/>'


def _implement(implement: Implement, view: View) -> list[Piece]:
    n, shown = len(implement.points_m), np.where(implement.slack, 0.35, 1.0)
    still = {"angle_deg": np.zeros(n), "stretch": np.ones(n), "shown": np.ones(n)}
    if implement.kind == "weight":
        radius = WEIGHT_RADIUS_M * implement.mass_kg ** (1.0 / 3.0) * view.px_per_m
        disc = f'<circle class="disc" r="{number(radius)}"/><circle r="{number(0.3 * radius)}"/>'
        return [Piece(css="thing", shape=disc, at_px=view.at(implement.points_m[:, 0]), **still)]
    fixed, tied = implement.points_m[:, 0], implement.points_m[:, 1]
    length = float(np.linalg.norm(tied - fixed, axis=1).max()) * view.px_per_m
    half = 3.0 if implement.kind == "band" else 1.3
    line = along_piece(view, "band", f'<rect x="0" y="-{half}" width="{number(length)}" height="{2 * half}"/>', fixed, tied, length)
    s = view.px_per_m
    ends = {
        "band": f'<circle r="{number(0.022 * s)}"/>',
        "cable": f'<circle r="{number(0.05 * s)}"/><circle class="hub" r="{number(0.018 * s)}"/>',
        "sled": f'<rect x="{number(-0.3 * s)}" y="{number(-0.22 * s)}" width="{number(0.6 * s)}" height="{number(0.22 * s)}" rx="3"/>',
    }
    end = Piece(css="thing", shape=ends[implement.kind], at_px=view.at(fixed), **still)
    return [Piece(css=line.css, shape=line.shape, at_px=line.at_px, angle_deg=line.angle_deg, stretch=line.stretch, shown=shown), end]


def _force(support: SupportView, view: View, least_n: float) -> list[Piece]:
    """A support force as shaft and head, from the centre of pressure; hidden where it is less than is drawn."""
    on_paper = view.turned(support.force_n)
    size = np.linalg.norm(on_paper, axis=1)
    if size.max() < least_n:
        return []
    shown = (size >= least_n).astype(float)
    length = size * view.px_per_n
    toward = on_paper / np.maximum(size, 1e-9)[:, None]
    at, angle = view.at(support.at_m), angles_deg(on_paper)
    longest = float(length.max())
    shaft = f'<rect x="0" y="-2" width="{number(longest)}" height="4"/>'
    head = f'<path d="M{HEAD_PX},0 L0,-5.5 L0,5.5 Z"/>'
    tip = at + toward * np.maximum(length - HEAD_PX, 0.0)[:, None]
    shortened = np.maximum(length - HEAD_PX, 0.1) / longest
    return [
        Piece(css="force", shape=shaft, at_px=at, angle_deg=angle, stretch=shortened, shown=shown),
        Piece(css="force", shape=head, at_px=tip, angle_deg=angle, stretch=np.ones(len(at)), shown=shown),
    ]


def pull_length_px(implement: Implement, view: View) -> float:
    """How long the arrow of a line of pull is drawn: it shows a direction, not a size."""
    if implement.kind == "weight":
        return PULL_M * view.px_per_m
    shortest = float(np.linalg.norm(implement.points_m[:, 1] - implement.points_m[:, 0], axis=1).min())
    return min(PULL_M, max(0.8 * shortest, 0.12)) * view.px_per_m


def _pull(implement: Implement, view: View) -> Piece:
    length = pull_length_px(implement, view)
    arrow = f'<line x2="{number(length - HEAD_PX)}"/><path d="M{number(length)},0 l-{HEAD_PX},-5 v10 Z"/>'
    on_paper = view.turned(implement.force_n)
    pulling = np.linalg.norm(on_paper, axis=1) > VANISHING
    towards = on_paper if pulling.all() else view.turned(implement.points_m[:, 0] - implement.points_m[:, -1])
    n = len(on_paper)
    return Piece(
        css="pull weight" if implement.kind == "weight" else "pull",
        shape=arrow,
        at_px=view.at(implement.points_m[:, -1]),
        angle_deg=angles_deg(towards),
        stretch=np.ones(n),
        shown=pulling.astype(float),
    )


def sides_near_first(scene: Scene) -> tuple[Side, ...]:
    """Working side, then the other."""
    return tuple(sorted(SIDES, key=lambda side: side != scene.working_side))
