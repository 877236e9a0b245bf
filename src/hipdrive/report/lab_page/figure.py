"""The figure of the lab: the pieces of the exercise's picture, each with its places in a repetition, in a view that stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

import numpy as np
import numpy.typing as npt

from ...exercise.solve.scene import Scene
from ...exercise.solve.some_frames import scene_at, with_sizes
from ...language import to_reader
from ..exercise_picture.animation import POSES, spread_frames
from ..exercise_picture.figure import fitted_view
from ..exercise_picture.ground import extent_of, ground
from ..exercise_picture.moved import moved_pieces
from ..exercise_picture.piece import Piece, View
from ..exercise_picture.pieces import pieces_before, pieces_behind
from ..exercise_picture.words import key_frames, panel_names

HIGHEST_OVER_WIDTH = 0.9
ROOM_PX = 26.0
"""Left free around what is seen, so that a handle at its edge can be taken."""
KEPT_NUMBERS = 6


class PieceSent(TypedDict):
    """A rigid piece."""

    css: str
    shape: str
    """SVG markup, px."""
    steps: list[str]
    """Where it is at each of the figure's times, as CSS transforms."""
    shown: list[float]
    """Its opacity at each; empty where it is always seen."""


class FigureSent(TypedDict):
    """What a figure is drawn from."""

    width: float
    height: float
    view: list[float]
    """To be sent back, so that the view stays."""
    times: list[float]
    """Shares of a repetition at which the places are given."""
    seconds: float
    """Of a repetition."""
    behind: list[PieceSent]
    ground: str
    before: list[PieceSent]


@dataclass(frozen=True, kw_only=True)
class LabView:
    """A view with its size."""

    view: View
    width_px: float
    height_px: float

    @property
    def kept(self) -> list[float]:
        """As numbers."""
        view = self.view
        return [view.px_per_m, view.sign, view.left_m, view.top_m, view.px_per_n, self.height_px]


def lab_view(scene: Scene, *, width_px: float, kept: Sequence[float], settled: bool) -> LabView:
    """The view that was kept, or the one that shows the whole repetition.

    Args:
        scene: One repetition.
        width_px: Of the figure.
        kept: Numbers of a view that stays, as long as it looks from the working side; empty for a new one.
        settled: Whether a view that no longer shows everything gives way; under a hand that moves it stays.
    """
    if len(kept) == KEPT_NUMBERS:
        px_per_m, sign, left, top, px_per_n, height = kept
        view = View(px_per_m=px_per_m, sign=sign, left_m=left, top_m=top, px_per_n=px_per_n)
        stays = LabView(view=view, width_px=width_px, height_px=height)
        if sign == (1.0 if scene.working_side == "right" else -1.0) and not (settled and not _shows(stays, scene)):
            return stays
    inner, height = fitted_view(scene, width_px=width_px - 2 * ROOM_PX, highest_px=HIGHEST_OVER_WIDTH * width_px)
    room = ROOM_PX / inner.px_per_m
    view = View(px_per_m=inner.px_per_m, sign=inner.sign, left_m=inner.left_m - room, top_m=inner.top_m + room, px_per_n=inner.px_per_n)
    return LabView(view=view, width_px=width_px, height_px=height + 2 * ROOM_PX)


def _shows(seen: LabView, scene: Scene) -> bool:
    """Whether body and resistances are inside the figure."""
    extent = extent_of(scene, forces=False)
    corners = np.array([[extent.low_x_m, extent.low_y_m, 0.0], [extent.high_x_m, extent.high_y_m, 0.0]])
    low, high = np.sort(seen.view.at(corners), axis=0)
    return bool((low >= -1.0).all() and high[0] <= seen.width_px + 1.0 and high[1] <= seen.height_px + 1.0)


def shown_frames(scene: Scene, *, settled: bool, moment: float) -> npt.NDArray[np.int64]:
    """Frames to be sent: enough to move by, or the one at a share of the repetition."""
    if settled:
        return spread_frames(scene, POSES)
    return np.array([frame_at(scene, moment)])


def frame_at(scene: Scene, moment: float) -> int:
    """The frame nearest to a share of the repetition."""
    return int(np.argmin(np.abs(scene.time_s - moment * scene.time_s[-1])))


def lab_figure(scene: Scene, seen: LabView, frames: npt.NDArray[np.int64]) -> FigureSent:
    """The figure at some frames, built for no others."""
    view = seen.view
    drawn, places = scene_at(scene, with_sizes(scene, frames)), np.arange(len(frames))
    moved = [_sent(piece, frames) for piece in moved_pieces(scene, view)]
    return FigureSent(
        width=seen.width_px,
        height=seen.height_px,
        view=seen.kept,
        times=[round(float(share), 4) for share in scene.time_s[frames] / scene.time_s[-1]],
        seconds=float(scene.time_s[-1]),
        behind=[_sent(piece, places) for piece in pieces_behind(drawn, view)],
        ground=ground(scene, view, width_px=seen.width_px),
        before=[*moved, *(_sent(piece, places) for piece in pieces_before(drawn, view))],
    )


def named_moments(scene: Scene) -> list[tuple[str, float]]:
    """Start, half way up and top, with their shares of the repetition."""
    places = scene.time_s[list(key_frames(scene))] / scene.time_s[-1]
    return [(to_reader(name), round(float(share), 4)) for name, share in zip(panel_names(scene), places, strict=True)]


def _sent(piece: Piece, frames: npt.NDArray[np.int64]) -> PieceSent:
    shown: list[float] = piece.shown[frames].tolist()
    return PieceSent(
        css=piece.css,
        shape=piece.shape,
        steps=[piece.transform(frame, unit=True) for frame in frames.tolist()],
        shown=[] if all(value == 1.0 for value in shown) else [round(value, 2) for value in shown],
    )
