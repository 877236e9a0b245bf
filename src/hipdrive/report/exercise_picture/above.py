"""The small picture from above of what a side view hides: legs that are spread, and boxes on either side."""

import numpy as np

from ...arrays import FloatArray
from ...exercise.solve.scene import Scene
from ...language import Text, en
from ..chart.svg import letters, number
from .furniture import blocks
from .moved import moved_pieces
from .piece import View
from .pieces import pieces_before, pieces_behind
from .style import HEADING_PX
from .words import key_frames

SPREAD_M = 0.12
"""A foot farther aside of its hip than this is not seen in a side view."""
AROUND_M = 0.1


def frame_from_above(scene: Scene) -> int | None:
    """The frame that shows most from above: the start of spread legs, the top between two boxes; None where the side view shows all."""
    start, _, top = key_frames(scene)
    legs = (limb.points_m[start] for limb in scene.limbs if limb.name == "leg")
    if any(abs(float(leg[2, 2] - leg[0, 2])) > SPREAD_M for leg in legs):
        return start
    standing = [block.aside_m for block in blocks(scene) if block.thing == "box"]
    return top if len(standing) > 1 else None


def above_in_words(frame: int) -> Text:
    """What the picture from above is called."""
    return en("From above, at the start") if frame == 0 else en("From above, at the top")


def from_above(scene: Scene, frame: int, *, px_per_m: float) -> tuple[str, float, float]:
    """The body and the blocks in one frame: markup, width and height (px)."""
    sign = 1.0 if scene.working_side == "right" else -1.0
    corners = [limb.points_m[frame][:, [0, 2]] for limb in scene.limbs]
    corners += [np.array([[x, z] for x in block.outline_m[:, 0] for z in block.aside_m]) for block in blocks(scene)]
    corners += [support.corners_m[frame][:, [0, 2]] for support in scene.supports]
    low, high = np.vstack(corners).min(axis=0) - AROUND_M, np.vstack(corners).max(axis=0) + AROUND_M
    view = View(
        px_per_m=px_per_m,
        sign=sign,
        left_m=float(min(sign * low[0], sign * high[0])),
        top_m=float(max(-sign * low[1], -sign * high[1])),
        px_per_n=1.0,
        above=True,
    )
    parts = [_block(view, block.outline_m[:, 0], block.aside_m) for block in blocks(scene)]
    for support in (support for support in scene.supports if support.thing == "upright"):
        x, y = view.at(support.corners_m.mean(axis=(0, 1)))
        parts.append(f'<circle class="block" cx="{number(x)}" cy="{number(y)}" r="{number(0.04 * px_per_m)}"/>')
    pieces = (*moved_pieces(scene, view), *pieces_behind(scene, view), *pieces_before(scene, view))
    parts += [piece.drawn(frame) for piece in pieces if not piece.css.startswith(("force", "pull", "band", "thing"))]
    width, height = (high - low) * px_per_m
    return "".join(parts), float(width), float(height)


def drawn_below(scene: Scene, y: float, *, px_per_m: float, x: float, head_px: float, down_px: float) -> tuple[str, float]:
    """The picture from above under a figure, where it shows more than that.

    Args:
        scene: One repetition.
        y: Where the figure ends, px.
        px_per_m: Scale of the figure.
        x: Its left edge, px.
        head_px: Room of a heading.
        down_px: From the top of the heading to the body.

    Returns:
        Markup, and where the picture goes on (px).
    """
    frame = frame_from_above(scene)
    if frame is None:
        return "", y
    body, _, height = from_above(scene, frame, px_per_m=px_per_m)
    words = letters(0.0, HEADING_PX, above_in_words(frame), css="head")
    drawn = f'<g transform="translate(0,{number(down_px)})">{body}</g>'
    return f'<g class="above" transform="translate({number(x)},{number(y)})">{words}{drawn}</g>', y + head_px + height


def _block(view: View, x_m: FloatArray, aside_m: tuple[float, float]) -> str:
    ends = view.at(np.array([[x_m.min(), 0.0, aside_m[0]], [x_m.max(), 0.0, aside_m[1]]]))
    (x, y), (wide, high) = ends.min(axis=0), np.abs(ends[1] - ends[0])
    return f'<rect class="block" x="{number(x)}" y="{number(y)}" width="{number(wide)}" height="{number(high)}" rx="2"/>'
