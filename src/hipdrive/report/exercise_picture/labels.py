"""Where words go in a picture so that they cover neither each other nor, where it can be helped, the figure."""

from itertools import pairwise

import numpy as np

from ...arrays import FloatArray
from ...exercise.solve.scene import Scene
from .furniture import blocks
from .piece import View
from .pieces import pull_length_px
from .style import SMALL_PX, letters, width_of

Box = tuple[float, float, float, float]
"""Left, top, right, bottom; px."""
DISTANCES_PX = (6.0, 14.0, 24.0, 36.0, 50.0, 66.0)
STEPS_ALONG = 14


class Labels:
    """Words placed one after the other on one panel."""

    def __init__(self, *, width_px: float, height_px: float, crowded_px: FloatArray) -> None:
        """Start with an empty panel.

        Args:
            width_px: Words stay inside.
            height_px: Words stay inside.
            crowded_px: (m, 2) points that words had better not cover.
        """
        self._inside: Box = (0.0, 0.0, width_px, height_px)
        self._crowded = crowded_px
        self.boxes: list[Box] = []

    def put(self, at_px: FloatArray, words: str, *, css: str, toward: FloatArray | None = None) -> str:
        """Write near a point, first choice in a direction; markup of the text."""
        width, height = width_of(words), SMALL_PX + 1.0
        first = 0.0 if toward is None else float(np.arctan2(toward[1], toward[0]))
        best: tuple[float, Box] | None = None
        for distance in DISTANCES_PX:
            for step in range(16):
                turn = (step + 1) // 2 * (1 if step % 2 else -1) * np.pi / 8
                direction = np.array([np.cos(first + turn), np.sin(first + turn)])
                middle = at_px + direction * (distance + abs(direction[0]) * width / 2 + abs(direction[1]) * height / 2)
                box = (middle[0] - width / 2, middle[1] - height / 2, middle[0] + width / 2, middle[1] + height / 2)
                cost = self._cost(box) + 0.12 * distance + 0.8 * abs(turn)
                if best is None or cost < best[0]:
                    best = (cost, box)
        assert best is not None  # noqa: S101 - there are always candidates
        self.boxes.append(best[1])
        left, _, right, bottom = best[1]
        return letters((left + right) / 2, bottom - 3.0, words, css=css, anchor="middle")

    def _cost(self, box: Box) -> float:
        left, top, right, bottom = box
        outside = max(self._inside[0] - left, self._inside[1] - top, right - self._inside[2], bottom - self._inside[3], 0.0)
        clash = any(left < b[2] + 8 and right > b[0] - 8 and top < b[3] + 2 and bottom > b[1] - 2 for b in self.boxes)
        x, y = self._crowded.T
        covered = int(((x > left - 2) & (x < right + 2) & (y > top - 1) & (y < bottom + 1)).sum())
        return 1000.0 * clash + (100.0 + outside) * (outside > 0) + 3.0 * covered


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
