"""What words in a picture of an exercise had better not cover."""

from itertools import pairwise

import numpy as np

from ...arrays import FloatArray
from ...exercise.solve.scene import Scene
from ..chart.places import Places
from .furniture import blocks
from .piece import View
from .pieces import pull_length_px

STEPS_ALONG = 14


def panel_places(scene: Scene, view: View, frame: int, *, width_px: float, height_px: float) -> Places:
    """Room for words on one panel, clear of the figure where it can be helped."""
    return Places(inside=(0.0, 0.0, width_px, height_px), lines_px=crowded_points(scene, view, frame))


def crowded_points(scene: Scene, view: View, frame: int) -> FloatArray:
    """(m, 2) px points on limbs, resistances and force arrows of one frame."""
    chains = [limb.points_m[frame] for limb in scene.limbs if limb.name != "head"]
    chains += [implement.points_m[frame] for implement in scene.implements]
    per_n = view.px_per_n / view.px_per_m
    chains += [np.stack([support.at_m[frame], support.at_m[frame] + per_n * support.force_n[frame]]) for support in scene.supports]
    for block in blocks(scene):
        upper = np.column_stack([np.stack([block.rear_m, block.front_m]), np.zeros(2)])
        chains += [upper, upper - np.array([0.0, 0.09, 0.0])]
    body = np.concatenate([limb.points_m[frame] for limb in scene.limbs])
    chains.append(np.array([[body[:, 0].min(), 0.0, 0.0], [body[:, 0].max(), 0.0, 0.0]]))
    points = [view.at(_dense(chain)) for chain in chains]
    for implement in scene.implements:
        force = view.turned(implement.force_n[frame])
        arrow = force / max(float(np.linalg.norm(force)), 1e-9) * pull_length_px(implement, view)
        points += 3 * [view.at(implement.points_m[frame, -1]) + np.linspace(0.0, 1.0, STEPS_ALONG)[:, None] * arrow]
    for limb, half in (("trunk", 0.08), ("leg", 0.045)):
        for chain in (part.points_m[frame] for part in scene.limbs if part.name == limb):
            line = view.at(_dense(chain))
            points += [line + half * view.px_per_m * np.array(shift) for shift in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    head = scene.limb("head")
    ring = np.linspace(0.0, 2.0 * np.pi, 12, endpoint=False)
    centre = view.at(head.points_m[frame, 0])
    points += [centre + share * head.radius_m * view.px_per_m * np.column_stack([np.cos(ring), np.sin(ring)]) for share in (0.4, 0.9)]
    return np.vstack(points)


def _dense(chain: FloatArray) -> FloatArray:
    if len(chain) < 2:
        return chain
    steps = np.linspace(0.0, 1.0, STEPS_ALONG)[:, None]
    return np.vstack([a + steps * (b - a) for a, b in pairwise(chain)])
