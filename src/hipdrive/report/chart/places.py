"""Where words go on a figure so that they cover neither each other nor, where it can be helped, a line."""

import numpy as np

from ...arrays import BoolArray, FloatArray
from .svg import TEXT_PX, letters, width_of

Box = tuple[float, float, float, float]
"""Left, top, right, bottom; px."""
FREE_EVERY_PX = 4.0
"""How close to each other boxes are that are tried where no near one is free."""
LATER_COSTS = 1.0
"""How much worse each further point is than the one before it."""
DISTANCES_PX = (6.0, 14.0, 24.0, 36.0, 50.0, 66.0, 90.0)
TURNS = np.array([(step + 1) // 2 * (1 if step % 2 else -1) * np.pi / 8 for step in range(16)])
"""Directions in which a box is tried (rad from the one that is wanted), ever further to either side of it."""
TRIED_AT_ONCE = 64
"""Boxes of which the nearest free one is looked for."""


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
        nearest_first = corners[np.argsort(np.hypot(*np.clip(away, 0.0, None).transpose(2, 0, 1)).min(axis=1), kind="stable")]
        boxes = np.hstack([nearest_first, nearest_first + np.array([width, height])])
        for start in range(0, len(boxes), TRIED_AT_ONCE):
            some = boxes[start : start + TRIED_AT_ONCE]
            free = np.flatnonzero(self._costs(some) == 0.0)
            if len(free):
                return _box(some[free[0]])
        return None

    def _best(self, at_px: FloatArray, width: float, height: float, toward: FloatArray | None) -> tuple[float, Box]:
        """The box near a point that covers least, and how bad it is."""
        first = 0.0 if toward is None else float(np.arctan2(toward[1], toward[0]))
        directions, half = np.column_stack([np.cos(first + TURNS), np.sin(first + TURNS)]), np.array([width, height]) / 2
        reach = np.abs(directions[:, 0]) * width / 2, np.abs(directions[:, 1]) * height / 2
        best: tuple[float, Box] | None = None
        for distance in DISTANCES_PX:
            if best is not None and 0.12 * distance >= best[0]:
                break  # whatever lies this far away is worse
            middles = at_px + directions * (distance + reach[0] + reach[1])[:, None]
            boxes = np.hstack([middles - half, middles + half])
            costs = self._costs(boxes) + 0.12 * distance + 0.8 * np.abs(TURNS)
            least = int(np.argmin(costs))
            if best is None or costs[least] < best[0]:
                best = float(costs[least]), _box(boxes[least])
        assert best is not None  # noqa: S101 - there are always candidates
        return best

    def cost(self, box: Box) -> float:
        """How bad a box is: outside, over other words, over lines."""
        return float(self._costs(np.array([box]))[0])

    def _costs(self, boxes: FloatArray) -> FloatArray:
        """(n,) how bad each of (n, 4) boxes is."""
        left, top, right, bottom = boxes.T[:, :, None]
        beyond = [self._inside[0] - left, self._inside[1] - top, right - self._inside[2], bottom - self._inside[3]]
        outside = np.maximum(np.hstack(beyond).max(axis=1), 0.0)
        taken = np.array(self.boxes).reshape(-1, 4)
        clash = ((left < taken[:, 2] + 6) & (right > taken[:, 0] - 6) & (top < taken[:, 3] + 1) & (bottom > taken[:, 1] - 1)).any(axis=1)
        x, y = self._lines[self._within_reach(boxes)].T
        covered = ((x > left - 3) & (x < right + 3) & (y > top - 2) & (y < bottom + 2)).sum(axis=1)
        return np.asarray(1000.0 * clash + (100.0 + outside) * (outside > 0) + 3.0 * covered)

    def _within_reach(self, boxes: FloatArray) -> BoolArray:
        """(m,) which points of the lines any of the boxes could cover."""
        (left, top, _, _), (_, _, right, bottom) = boxes.min(axis=0), boxes.max(axis=0)
        x, y = self._lines.T
        return np.asarray((x > left - 3) & (x < right + 3) & (y > top - 2) & (y < bottom + 2))


def _box(corners: FloatArray) -> Box:
    left, top, right, bottom = corners
    return float(left), float(top), float(right), float(bottom)


def dense(points: FloatArray, *, every_px: float = 4.0) -> FloatArray:
    """(m, 2) points along a line of straight pieces, about so far apart."""
    if len(points) < 2:
        return points
    steps = np.diff(points, axis=0)
    counts = np.maximum(2, (np.hypot(*steps.T) / every_px).astype(int) + 1)
    piece = np.repeat(np.arange(len(steps)), counts)
    place = np.arange(len(piece)) - (np.cumsum(counts) - counts)[piece]
    share = np.where(place == counts[piece] - 1, 1.0, place * (1.0 / (counts[piece] - 1)))
    return np.asarray(points[:-1][piece] + share[:, None] * steps[piece])
