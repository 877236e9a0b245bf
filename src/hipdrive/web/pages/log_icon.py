"""The icon of the gym logger: two thighs open like scissors at the hip."""

import struct
import zlib
from functools import cache

import numpy as np
from numpy.typing import NDArray

GROUND, THIGH, OTHER, HIP = (0x12, 0x3A, 0x6F), (0xFF, 0xFF, 0xFF), (0xFF, 0xB0, 0x7A), (0xFF, 0xFF, 0xFF)
TOP, FRONT, BACK = (0.50, 0.30), (0.76, 0.68), (0.24, 0.74)
"""Hip and both knees, as shares of the width from the upper left."""
THICK, ROUND = 0.065, 0.115
"""Half the thickness of a thigh, radius of the hip, as shares of the width."""


def icon_svg() -> str:
    """The icon as an SVG document."""
    lines = "".join(
        f'<line x1="{100 * TOP[0]:g}" y1="{100 * TOP[1]:g}" x2="{100 * x:g}" y2="{100 * y:g}" stroke="{_hex(colour)}"/>'
        for (x, y), colour in ((BACK, OTHER), (FRONT, THIGH))
    )
    hip = f'<circle cx="{100 * TOP[0]:g}" cy="{100 * TOP[1]:g}" r="{100 * ROUND:g}" fill="{_hex(HIP)}"/>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f'<rect width="100" height="100" fill="{_hex(GROUND)}"/>'
        f'<g stroke-width="{200 * THICK:g}" stroke-linecap="round">{lines}</g>{hip}</svg>'
    )


@cache
def icon_png(size: int) -> bytes:
    """The icon as a PNG of so many pixels a side."""
    middle = (np.arange(size) + 0.5) / size
    x, y = np.meshgrid(middle, middle)
    picture = np.empty((size, size, 3))
    picture[:] = GROUND
    for knee, colour in ((BACK, OTHER), (FRONT, THIGH)):
        _paint(picture, THICK - _from_line(x, y, TOP, knee), colour)
    _paint(picture, ROUND - np.hypot(x - TOP[0], y - TOP[1]), HIP)
    rows = np.concatenate([np.zeros((size, 1), np.uint8), np.rint(picture).astype(np.uint8).reshape(size, -1)], axis=1)
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)) + _chunk(b"IEND", b"")


def _from_line(x: NDArray[np.float64], y: NDArray[np.float64], start: tuple[float, float], end: tuple[float, float]) -> NDArray[np.float64]:
    """Distance of points from a line between two ends."""
    along = np.subtract(end, start)
    share = np.clip(((x - start[0]) * along[0] + (y - start[1]) * along[1]) / (along @ along), 0.0, 1.0)
    away: NDArray[np.float64] = np.hypot(x - start[0] - share * along[0], y - start[1] - share * along[1])
    return away


def _paint(picture: NDArray[np.float64], inside: NDArray[np.float64], colour: tuple[int, int, int]) -> None:
    """Colour what lies inside, its edge one pixel soft."""
    share = np.clip(inside * len(picture) + 0.5, 0.0, 1.0)[..., None]
    picture += share * (np.array(colour) - picture)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _hex(colour: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
