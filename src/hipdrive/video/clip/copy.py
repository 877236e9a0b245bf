"""A small copy of a clip that browsers play: the analysed pictures alone, without sound, place and device, faces hidden where asked."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import BinaryIO

import numpy as np

from ...arrays import FloatArray
from ..extra import library
from .face import without_face
from .facts import ClipFacts
from .pictures import Picture, pictures

CODEC, ENDING = "libvpx-vp9", ".webm"
"""VP9 in WebM: libvpx is free to use (BSD-3-Clause), and Chromium, Firefox and Safari play it. H.264 and HEVC of the same wheel come
from x264 and x265, which are under the GPL; AV1 plays on few Apple devices."""
MOST_HEIGHT_PX, MOST_WIDTH_PX = 720, 1280
BITS_PER_PIXEL, EASY_HZ = 0.12, 30.0
"""Bits a second are so many for each pixel of so many pictures a second, however many more there are; our choice: the leg stays sharp."""
KEY_EVERY = 15
"""Pictures from one that stands alone to the next: so many are decoded at most to show one that is sought."""
TICKS = 1000
"""Time stamps a second of WebM."""
FASTEST = {"deadline": "realtime", "cpu-used": "8", "row-mt": "1", "lag-in-frames": "0"}
SAME_S = 1e-6
Drawing = Callable[[int, Picture], Picture]
"""Place of a picture among those of the copy and the small picture -> what is shown of it."""


@dataclass(frozen=True, kw_only=True)
class ClipCopy:
    """A small copy."""

    content: bytes
    width: int
    height: int
    time_s: FloatArray
    """(n,) s, instants of its pictures from its first, as the file's own time stamps have them."""


def small_size(size: tuple[int, int]) -> tuple[int, int]:
    """Width and height of the copy of a picture: even numbers, no larger than the picture or 1280 x 720."""
    scale = min(1.0, MOST_HEIGHT_PX / size[1], MOST_WIDTH_PX / size[0])
    width, height = (max(2, 2 * round(0.5 * scale * side)) for side in size)
    return width, height


def small_copy(
    file: BinaryIO,
    facts: ClipFacts,
    times_s: FloatArray,
    *,
    faces: FloatArray | None = None,
    drawing: Drawing | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ClipCopy:
    """Store some pictures of a clip anew, at the pace at which the camera saw them.

    Args:
        file: The clip; it must be able to seek.
        facts: What it says of itself.
        times_s: (n,) s, increasing: the pictures that are wanted, on the camera's clock.
        faces: (n, 3) px of the clip's picture: middle and radius of what is made unknowable; NaN hides the whole
            picture. None hides nothing.
        drawing: Draws over each small picture; None for nothing.
        progress: Called with the pictures done and those there are.

    Returns:
        The copy; its pictures are those of `times_s`, in their order.

    Raises:
        InputFileError: The clip breaks off or is damaged.
        VideoLibrariesMissingError: The extra 'video' is not installed.
    """
    width, height = small_size(facts.size)
    hidden = None if faces is None else faces * (np.array([width, height, height]) / np.array([*facts.size, facts.size[1]]))
    stamps = np.rint(TICKS * (times_s - times_s[0])).astype(int)
    content = io.BytesIO()
    av = library("av")
    with av.open(content, mode="w", format="webm", options={"fflags": "+bitexact"}) as container:
        rate_hz = 1.0 / float(np.median(np.diff(times_s))) if len(times_s) > 1 else 1.0
        stream = container.add_stream(CODEC, rate=Fraction(rate_hz).limit_denominator(1001))
        stream.width, stream.height, stream.pix_fmt, stream.options = width, height, "yuv420p", FASTEST
        stream.bit_rate = round(BITS_PER_PIXEL * width * height * min(rate_hz, EASY_HZ))
        stream.codec_context.time_base, stream.codec_context.gop_size = Fraction(1, TICKS), KEY_EVERY
        for place, picture in _wanted(file, facts, times_s, size=(width, height)):
            shown = picture if hidden is None else without_face(picture, hidden[place])
            shown = shown if drawing is None else drawing(place, shown)
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(shown), format="rgb24").reformat(format="yuv420p")
            frame.pts, frame.time_base = int(stamps[place]), Fraction(1, TICKS)
            container.mux(stream.encode(frame))
            if progress is not None:
                progress(place + 1, len(times_s))
        container.mux(stream.encode(None))
    return ClipCopy(content=content.getvalue(), width=width, height=height, time_s=stamps / TICKS)


def _wanted(file: BinaryIO, facts: ClipFacts, times_s: FloatArray, *, size: tuple[int, int]) -> Iterator[tuple[int, Picture]]:
    """Place and small picture of each instant that is wanted."""
    place = 0
    from_s, until_s = max(0.0, float(times_s[0]) - SAME_S), float(times_s[-1]) + SAME_S
    for time_s, picture, _ in pictures(file, facts, from_s=from_s, until_s=until_s, size=size):
        if time_s > times_s[place] - SAME_S:
            yield place, picture
            place += 1
        if place == len(times_s):
            return
