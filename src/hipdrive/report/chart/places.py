"""Where words go on a figure so that they cover neither each other nor, where it can be helped, a line."""

from itertools import pairwise

import numpy as np

from ...arrays import FloatArray
from .svg import TEXT_PX, letters, width_of

Box = tuple[float, float, float, float]
"""Left, top, right, bottom; px."""
FREE_EVERY_PX = 4.0
"""How close to each other boxes are that are tried where no near one is free."""
LATER_COSTS = 1.0
"""How much worse each further point is than the one before it."""
DISTANCES_PX = (6.0, 14.0, 24.0, 36.0, 50.0, 66.0, 90.0)


class Places:
    """Words placed one after the other on one figure."""

    def __init__(self, *, inside: Box, lines_px: FloatArray) -> None:
        """Start with no words.

        Args:
            inside: Words stay inside.
            lines_px: (m, 2) points that words had better not cover.
        """
        self._inside = inside
        self._lines = lines_px
        self.boxes: list[Box] = []

    def keep_clear(self, box: Box) -> None:
        """Let no word stand here."""
        self.boxes.append(box)

    def put(self, at_px: FloatArray, words: str, *, css: str = "", toward: FloatArray | None = None) -> str:
        """Write near a point, first choice in a direction; markup of the text."""
        box = self.room_for(at_px, width_of(words), TEXT_PX + 2.0, toward=toward)
        return letters((box[0] + box[2]) / 2, box[3] - 3.5, words, css=css, anchor="middle")

    def put_at_one_of(self, at_px: FloatArray, words: str, *, css: str = "", toward: FloatArray | None = None) -> str:
        """As put, near whichever of (n, 2) points leaves words the most room, the first ones rather; where none does, wherever there is."""
        width, height = width_of(words), TEXT_PX + 2.0
        found = [self._best(point, width, height, toward) for point in at_px]
        costs = [cost + LATER_COSTS * place for place, (cost, _) in enumerate(found)]
        box = found[int(np.argmin(costs))][1]
        if self.cost(box) > 0.0:
            box = self._free(at_px, width, height) or box
        self.boxes.append(box)
        return letters((box[0] + box[2]) / 2, box[3] - 3.5, words, css=css, anchor="middle")

    def room_for(self, at_px: FloatArray, width: float, height: float, *, toward: FloatArray | None = None) -> Box:
        """The box near a point that covers least; it is taken from then on."""
        box = self._best(at_px, width, height, toward)[1]
        self.boxes.append(box)
        return box

    def _free(self, at_px: FloatArray, width: float, height: float) -> Box | None:
        """The box nearest to any of some points that covers nothing; None where there is none."""
        left, top, right, bottom = self._inside
        lefts, tops = (np.arange(low, high, FREE_EVERY_PX) for low, high in ((left, right - width), (top, bottom - height)))
        corners = np.stack(np.meshgrid(lefts, tops), axis=-1).reshape(-1, 2)
        away = np.abs(corners[:, None] + np.array([width, height]) / 2 - at_px) - np.array([width, height]) / 2
        for x, y in corners[np.argsort(np.hypot(*np.clip(away, 0.0, None).transpose(2, 0, 1)).min(axis=1), kind="stable")]:
            box = (float(x), float(y), float(x + width), float(y + height))
            if self.cost(box) == 0.0:
                return box
        return None

    def _best(self, at_px: FloatArray, width: float, height: float, toward: FloatArray | None) -> tuple[float, Box]:
        """The box near a point that covers least, and how bad it is."""
        first = 0.0 if toward is None else float(np.arctan2(toward[1], toward[0]))
        best: tuple[float, Box] | None = None
        for distance in DISTANCES_PX:
            for step in range(16):
                turn = (step + 1) // 2 * (1 if step % 2 else -1) * np.pi / 8
                direction = np.array([np.cos(first + turn), np.sin(first + turn)])
                middle = at_px + direction * (distance + abs(direction[0]) * width / 2 + abs(direction[1]) * height / 2)
                box = (middle[0] - width / 2, middle[1] - height / 2, middle[0] + width / 2, middle[1] + height / 2)
                cost = self.cost(box) + 0.12 * distance + 0.8 * abs(turn)
                if best is None or cost < best[0]:
                    best = (cost, box)
        assert best is not None  # noqa: S101 - there are always candidates
        return best

    def cost(self, box: Box) -> float:
        """How bad a box is: outside, over other words, over lines."""
        left, top, right, bottom = box
        outside = max(self._inside[0] - left, self._inside[1] - top, right - self._inside[2], bottom - self._inside[3], 0.0)
        clash = any(left < b[2] + 6 and right > b[0] - 6 and top < b[3] + 1 and bottom > b[1] - 1 for b in self.boxes)
        x, y = self._lines.T
        covered = int(((x > left - 3) & (x < right + 3) & (y > top - 2) & (y < bottom + 2)).sum())
        return 1000.0 * clash + (100.0 + outside) * (outside > 0) + 3.0 * covered


def dense(points: FloatArray, *, every_px: float = 4.0) -> FloatArray:
    """(m, 2) points along a line of straight pieces, about so far apart."""
    if len(points) < 2:
        return points
    pieces = [
        start + np.linspace(0.0, 1.0, max(2, int(np.hypot(*(stop - start)) / every_px) + 1))[:, None] * (stop - start)
        for start, stop in pairwise(points)
    ]
    return np.vstack(pieces)
