"""Drawing into a picture: lines, rings and small pictures of words, smooth at their edges."""

import io
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ...arrays import FloatArray
from ..extra import library
from .pictures import Picture

Colour = tuple[int, int, int]
Word = NDArray[np.uint8]
"""(height, width, 4) red, green, blue and how much it covers."""


def word_in(png: bytes) -> Word:
    """A word out of a PNG."""
    av = library("av")
    with av.open(io.BytesIO(png), mode="r", format="png_pipe") as container:
        return np.asarray(next(container.decode(video=0)).to_ndarray(format="rgba"))


def draw_line(picture: Picture, points: FloatArray, *, width_px: float, colour: Colour, dash_px: float = 0.0) -> None:
    """Draw a line through points into a picture.

    Args:
        picture: It is changed.
        points: (k, 2) px: x to the right, y down.
        width_px: Of the line.
        colour: Red, green, blue.
        dash_px: Length of its dashes and of the gaps between them; 0 for a whole line.
    """
    for start, end in pairwise(points):
        for one, other in _dashes(start, end, dash_px):
            _cover(picture, one, other, 0.5 * width_px, colour)


def draw_ring(picture: Picture, middle: FloatArray, *, radius_px: float, width_px: float, colour: Colour) -> None:
    """Draw a black disc with a coloured rim."""
    _cover(picture, middle, middle, radius_px + 0.5 * width_px, colour)
    _cover(picture, middle, middle, radius_px - 0.5 * width_px, (0, 0, 0))


def draw_word(picture: Picture, word: Word, corner: FloatArray) -> None:
    """Lay a word into a picture.

    Args:
        picture: It is changed.
        word: The word; what sticks out of the picture is left out.
        corner: (2,) px, its left and top.
    """
    left, top = (round(float(value)) for value in corner)
    rows = slice(max(0, top), max(0, min(picture.shape[0], top + word.shape[0])))
    columns = slice(max(0, left), max(0, min(picture.shape[1], left + word.shape[1])))
    part = word[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left].astype(np.float64)
    if part.size:
        _blend(picture, rows, columns, part[..., :3], part[..., 3] / 255.0)


def _dashes(start: FloatArray, end: FloatArray, dash_px: float) -> Iterator[tuple[FloatArray, FloatArray]]:
    """The pieces of a line that are drawn."""
    length = float(np.hypot(*(end - start)))
    if dash_px <= 0.0 or length <= dash_px:
        yield start, end
        return
    for at in np.arange(0.0, length, 2.0 * dash_px):
        yield start + at / length * (end - start), start + min(at + dash_px, length) / length * (end - start)


def _cover(picture: Picture, start: FloatArray, end: FloatArray, radius_px: float, colour: Colour) -> None:
    """Cover what lies nearer to a piece of a line than a radius."""
    low, high = np.floor(np.minimum(start, end) - radius_px - 1.0), np.ceil(np.maximum(start, end) + radius_px + 2.0)
    left, top = (int(value) for value in np.clip(low, 0, [picture.shape[1], picture.shape[0]]))
    right, bottom = (int(value) for value in np.clip(high, 0, [picture.shape[1], picture.shape[0]]))
    if right <= left or bottom <= top:
        return
    x, y = np.meshgrid(np.arange(left, right), np.arange(top, bottom))
    along = end - start
    length = float(along @ along)
    share = np.clip(((x - start[0]) * along[0] + (y - start[1]) * along[1]) / length, 0.0, 1.0) if length > 0.0 else np.zeros(x.shape)
    distance = np.hypot(x - start[0] - share * along[0], y - start[1] - share * along[1])
    covered = np.clip(radius_px + 0.5 - distance, 0.0, 1.0)
    _blend(picture, slice(top, bottom), slice(left, right), np.asarray(colour, dtype=np.float64), covered)


def _blend(picture: Picture, rows: slice, columns: slice, colour: FloatArray, covered: FloatArray) -> None:
    part = picture[rows, columns].astype(np.float64)
    picture[rows, columns] = np.rint(part + covered[..., None] * (colour - part)).astype(np.uint8)
