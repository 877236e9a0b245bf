"""One rigid piece of a picture that moves, and the view that puts points of the lab on paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

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
        return np.asarray((self.turned(points_m) + np.array([-self.left_m, self.top_m])) * self.px_per_m)

    def turned(self, vectors: FloatArray) -> FloatArray:
        """(..., 2) directions on paper of (..., 3) vectors in the lab, without scale."""
        seen = np.empty((*vectors.shape[:-1], 2))
        seen[..., 0] = self.sign * vectors[..., 0]
        seen[..., 1] = self.sign * vectors[..., 2] if self.above else -vectors[..., 1]
        return seen


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
        x, y = self.at_px[frame].tolist()
        stretch = f" scale({number(float(self.stretch[frame]), 3)},1)" if self._stretches else ""
        return f"translate({number(x)}{px},{number(y)}{px}) rotate({number(float(self.angle_deg[frame]))}{deg}){stretch}"

    @cached_property
    def _stretches(self) -> bool:
        stretch: list[float] = self.stretch.tolist()
        return max(stretch) - min(stretch) >= 1e-3 or abs(stretch[0] - 1.0) >= 1e-3

    def drawn(self, frame: int, extra: str = "") -> str:
        """Markup for one frame."""
        shown = "" if self.shown[frame] == 1.0 else f' opacity="{number(self.shown[frame], 2)}"'
        return f'<g class="{self.css}{extra}" transform="{self.transform(frame)}"{shown}>{self.shape}</g>'


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A shape that is laid from one point to another."""

    css: str
    start_m: FloatArray
    """(n, 3) lab."""
    end_m: FloatArray
    """(n, 3) lab."""
    shape: Callable[[float], str]
    """SVG markup, px, of its largest length (px) in the lab; seen from the side it may look shorter."""


def laid_pieces(view: View, parts: Sequence[Laid]) -> tuple[Piece, ...]:
    """Pieces of shapes laid between points of as many frames, all worked out at once."""
    starts_m, ends_m = np.stack([part.start_m for part in parts]), np.stack([part.end_m for part in parts])
    lengths = np.linalg.norm(ends_m - starts_m, axis=2).max(axis=1) * view.px_per_m
    at = view.at(starts_m)
    between = view.at(ends_m) - at
    seen = np.linalg.norm(between, axis=2)
    stretches, shown = seen / np.maximum(lengths, 1e-9)[:, None], np.ones(at.shape[1])
    angles = _turns_deg(between) if (seen > VANISHING).all() else [angles_deg(each) for each in between]
    return tuple(
        Piece(css=part.css, shape=part.shape(float(length)), at_px=place, angle_deg=angle, stretch=stretch, shown=shown)
        for part, length, place, angle, stretch in zip(parts, lengths, at, angles, stretches, strict=True)
    )


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
    known = _turns_deg(directions[there])
    if len(there) == len(directions):
        return known
    angle: FloatArray = np.interp(np.arange(len(directions)), there, known)
    return angle


def _turns_deg(directions: FloatArray) -> FloatArray:
    """(..., n) deg of (..., n, 2) directions, none of which vanishes."""
    turns: FloatArray = np.degrees(np.unwrap(np.arctan2(directions[..., 1], directions[..., 0])))
    return turns
