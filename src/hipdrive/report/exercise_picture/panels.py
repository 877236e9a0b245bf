"""Bare pictures of an exercise for an overview: start, half way up and top at one scale, without forces, each for itself."""

from dataclasses import dataclass
from html import escape

import numpy as np

from ...exercise.solve.scene import Scene
from ...language import Text, layout, to_reader
from ..chart.svg import number
from .above import above_in_words, frame_from_above, from_above
from .figure import hip_angle
from .ground import extent_of, ground, view_of
from .labels import panel_places
from .moved import moved_pieces
from .piece import Piece
from .pieces import pieces_before, pieces_behind
from .words import angle_in_words, key_frames, panel_names

FORCES = ("force", "pull weight")
"""Looks of pieces that tell mechanics and nothing that one does: a weight pulls down, as everybody knows."""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One moment of an exercise."""

    name: Text
    """Start, half way up or top."""
    angle: Text
    """The working hip's, in words; empty from above."""
    svg: str
    """Drawn with the classes of the style sheet, which the page must bring."""
    width_px: float


def bare_panels(scene: Scene, *, px_per_m: float) -> tuple[Panel, ...]:
    """Draw start, half way up and top, and one from above where that shows more.

    Args:
        scene: One repetition.
        px_per_m: The scale, so that bodies of several exercises are equally tall.
    """
    extent = extent_of(scene, forces=False)
    width, height = px_per_m * extent.width_m, px_per_m * extent.height_m
    view = view_of(scene, width_px=width, height_px=height, forces=False)
    behind, before = pieces_behind(scene, view), (*moved_pieces(scene, view), *pieces_before(scene, view))
    panels = []
    for name, frame in zip(panel_names(scene), key_frames(scene), strict=True):
        labels = panel_places(scene, view, frame, width_px=width, height_px=height - 2.0)
        body = without_forces(behind, frame) + ground(scene, view, width_px=width) + without_forces(before, frame)
        angle = angle_in_words(scene, scene.working_side, frame)
        svg = _svg(width, height, body + hip_angle(scene, view, frame, labels), layout("{moment}: {angle}", moment=name, angle=angle))
        panels.append(Panel(name=name, angle=angle, svg=svg, width_px=width))
    seen = frame_from_above(scene)
    if seen is not None:
        body, width, height = from_above(scene, seen, px_per_m=px_per_m)
        name = above_in_words(seen)
        panels.append(Panel(name=name, angle=Text(""), svg=_svg(width, height, body, name), width_px=width))
    return tuple(panels)


def without_forces(pieces: tuple[Piece, ...], frame: int) -> str:
    """What stands in a frame, without the arrows of support forces and of gravity."""
    return "".join(piece.drawn(frame) for piece in pieces if piece.css not in FORCES)


def _svg(width: float, height: float, body: str, says: Text) -> str:
    size = f'viewBox="0 0 {number(width)} {number(height + 2)}" width="{number(np.ceil(width))}" height="{number(np.ceil(height + 2))}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(to_reader(says))}">{body}</svg>'
