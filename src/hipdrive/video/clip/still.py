"""One picture of a clip, cut to the runner and stored small, the face made unknowable where that is asked for."""

from dataclasses import dataclass
from fractions import Fraction
from typing import BinaryIO

import numpy as np

from ...arrays import FloatArray
from ...errors import InputFileError
from ...language import en
from ..extra import library
from .face import without_face
from .facts import ClipFacts
from .pictures import Picture, Taken, pictures

AROUND_S = 0.15
"""The picture nearest to the instant is sought so far before and after it."""
HEIGHT_PX = 440
JPEG_QUALITY = "5"
"""Scale of quantisation; 2 is nearly as the picture, 31 the roughest."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a still is to show."""

    time_s: float
    """On the camera's clock."""
    box: FloatArray
    """(2, 2) px of the picture: left and top, right and bottom of what is shown; moved into the picture where it sticks out."""
    face: FloatArray | None
    """(3,) px: middle and radius of what is to be made unknowable; None to leave it."""


@dataclass(frozen=True, kw_only=True)
class Still:
    """One picture, cut and made smaller."""

    time_s: float
    jpeg: bytes
    width: int
    height: int
    left_px: float
    """Of the clip's picture, where the still begins."""
    top_px: float
    scale: float
    """Pixels of the still for one of the clip."""

    def placed(self, points: FloatArray) -> FloatArray:
        """(k, 2) points of the clip's picture on the still."""
        return np.asarray((points - np.array([self.left_px, self.top_px])) * self.scale)


def still_of(file: BinaryIO, facts: ClipFacts, wanted: Wanted) -> Still:
    """Cut the picture nearest to an instant out of a clip.

    Args:
        file: The clip; it must be able to seek.
        facts: What it says of itself.
        wanted: The instant and what is to be in the picture.

    Raises:
        InputFileError: It breaks off, is damaged, or has no picture about there.
    """
    at_s = wanted.time_s
    about = pictures(file, facts, from_s=max(0.0, at_s - AROUND_S), until_s=at_s + AROUND_S)
    nearest: Taken | None = min(about, key=lambda taken: abs(taken.time_s - at_s), default=None)
    if nearest is None:
        raise InputFileError(
            facts.name, en("there is no picture {at:.1f} s after its first", at=at_s), en("copy the clip again from the phone")
        )
    picture = nearest.picture if wanted.face is None else without_face(nearest.picture, wanted.face)
    left, top, right, bottom = _inside(wanted.box, picture)
    scale = min(1.0, HEIGHT_PX / (bottom - top))
    width, height = (max(2, 2 * round(0.5 * scale * size)) for size in (right - left, bottom - top))
    jpeg = _jpeg(picture[top:bottom, left:right], width, height)
    return Still(time_s=nearest.time_s, jpeg=jpeg, width=width, height=height, left_px=left, top_px=top, scale=height / (bottom - top))


def _inside(box: FloatArray, picture: Picture) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a box of the same size inside the picture, or of the whole picture's size where that is less."""
    room = np.array([picture.shape[1], picture.shape[0]])
    size = np.clip(np.round(box[1] - box[0]).astype(int), 2, room)
    left, top = np.clip(np.round(box[0]).astype(int), 0, room - size)
    return int(left), int(top), int(left + size[0]), int(top + size[1])


def _jpeg(picture: Picture, width: int, height: int) -> bytes:
    """The picture stored as JPEG in another size."""
    av = library("av")
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
    frame = frame.reformat(width=width, height=height, format="yuvj420p", interpolation="AREA")
    codec = av.CodecContext.create("mjpeg", "w")
    codec.width, codec.height, codec.pix_fmt, codec.time_base = width, height, "yuvj420p", Fraction(1, 25)
    codec.options = {"qmin": JPEG_QUALITY, "qmax": JPEG_QUALITY}
    return b"".join(bytes(packet) for packet in (*codec.encode(frame), *codec.encode(None)))
