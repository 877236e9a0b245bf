"""One rigid piece of a picture that moves, and the view that puts points of the lab on paper."""

from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ..chart.svg import number

VANISHING = 1e-6


@dataclass(frozen=True, kw_only=True)
class View:
    """A side view from the working side: the lab's X-Y plane on paper, forward to the right (to the left for a left leg)."""

    px_per_m: float
    sign: float
    """+1 where forward is right on paper, -1 where it is left."""
    left_m: float
    """Edge of the view, along sign * X."""
    top_m: float
    px_per_n: float
    above: bool = False
    """Whether it is seen from above instead: forward as before, the far side up on paper."""

    def at(self, points_m: FloatArray) -> FloatArray:
        """(..., 2) px on paper of (..., 3) points in the lab."""
        seen = self.turned(points_m)
        return np.stack([seen[..., 0] - self.left_m, seen[..., 1] + self.top_m], axis=-1) * self.px_per_m

    def turned(self, vectors: FloatArray) -> FloatArray:
        """(..., 2) directions on paper of (..., 3) vectors in the lab, without scale."""
        down = self.sign * vectors[..., 2] if self.above else -vectors[..., 1]
        return np.stack([self.sign * vectors[..., 0], down], axis=-1)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A shape drawn around its own origin, along its own x."""

    css: str
    shape: str
    """SVG markup, px."""
    at_px: FloatArray
    """(n, 2)."""
    angle_deg: FloatArray
    """(n,) clockwise on paper, without jumps."""
    stretch: FloatArray
    """(n,) along its own x."""
    shown: FloatArray
    """(n,) 1 or, where hidden or faint, less."""

    def transform(self, frame: int, *, unit: bool = False) -> str:
        """Where it is in one frame; with units for CSS, without for an attribute."""
        px, deg = ("px", "deg") if unit else ("", "")
        x, y = self.at_px[frame]
        stretch = "" if np.ptp(self.stretch) < 1e-3 and abs(self.stretch[0] - 1.0) < 1e-3 else f" scale({number(self.stretch[frame], 3)},1)"
        return f"translate({number(x)}{px},{number(y)}{px}) rotate({number(self.angle_deg[frame])}{deg}){stretch}"

    def drawn(self, frame: int, extra: str = "") -> str:
        """Markup for one frame."""
        shown = "" if self.shown[frame] == 1.0 else f' opacity="{number(self.shown[frame], 2)}"'
        return f'<g class="{self.css}{extra}" transform="{self.transform(frame)}"{shown}>{self.shape}</g>'


def along_piece(view: View, css: str, shape: str, start_m: FloatArray, end_m: FloatArray, length_px: float) -> Piece:
    """A shape of a length laid from one point to another, shortened to what is seen of it."""
    at, end = view.at(start_m), view.at(end_m)
    between = end - at
    n = len(at)
    return Piece(
        css=css,
        shape=shape,
        at_px=at,
        angle_deg=angles_deg(between),
        stretch=np.linalg.norm(between, axis=1) / max(length_px, 1e-9),
        shown=np.ones(n),
    )


def angles_deg(directions: FloatArray) -> FloatArray:
    """(n,) deg, clockwise on paper, without jumps; where a direction vanishes it turns on between those around it."""
    there = np.flatnonzero(np.linalg.norm(directions, axis=1) > VANISHING)
    if not len(there):
        return np.zeros(len(directions))
    known = np.degrees(np.unwrap(np.arctan2(directions[there, 1], directions[there, 0])))
    angle: FloatArray = np.interp(np.arange(len(directions)), there, known)
    return angle
