"""Clips written by the tests: a runner whose points are coloured squares on a grey ground, and a finder that reads the colours."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
from clip_scenes import paths

from hipdrive.video import Body
from hipdrive.video.crop import Region

SIZE = (320, 240)
SCALE = 0.4
LABELS = tuple(paths(frames=1))
RED_STEP = 8
GROUND = 110
HALF = 2
"""A square has twice this and one pixels a side."""
TICKS = 90_000
"""Time stamps a second."""


def runner(frames: int, *, rate_hz: float, at: tuple[float, float] = (640.0, 330.0)) -> dict[str, np.ndarray]:
    """The drawn runner's points in pixels of the small picture, whole numbers."""
    return {label: np.rint(SCALE * (path - [240.0, 0.0])) for label, path in paths(frames=frames, rate_hz=rate_hz, at=at).items()}


def drawn(people: Sequence[Mapping[str, np.ndarray]], frame: int, *, ground: np.ndarray | None = None) -> np.ndarray:
    """One picture: red tells the point, blue the person."""
    picture = np.full((SIZE[1], SIZE[0], 3), GROUND, dtype=np.uint8) if ground is None else ground.copy()
    for number, made in enumerate(people):
        for place, label in enumerate(LABELS):
            x, y = (int(value) for value in made[label][frame])
            if HALF <= x < SIZE[0] - HALF and HALF <= y < SIZE[1] - HALF:
                picture[y - HALF : y + HALF + 1, x - HALF : x + HALF + 1] = (RED_STEP * (place + 1), 0, 255 - 60 * number)
    return picture


def written(
    pictures: Sequence[np.ndarray],
    *,
    stamps_s: Sequence[float] | None = None,
    rate_hz: float = 30.0,
    turned_deg: int = 0,
    metadata: Mapping[str, str] | None = None,
    codec: str = "qtrle",
) -> bytes:
    """A .mov of the pictures with their time stamps, nothing lost in storing where the codec is qtrle."""
    content = io.BytesIO()
    with av.open(content, mode="w", format="mov", options={"movflags": "use_metadata_tags"}) as container:
        container.metadata.update(metadata or {})
        stream = container.add_stream(codec, rate=Fraction(rate_hz).limit_denominator(1001))
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height = pictures[0].shape[1], pictures[0].shape[0]
        stream.pix_fmt = "rgb24" if codec == "qtrle" else "yuv420p"
        stream.codec_context.time_base = Fraction(1, TICKS)
        if turned_deg:
            stream.set_display_rotation(turned_deg)
        for number, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts = round(TICKS * (number / rate_hz if stamps_s is None else stamps_s[number]))
            frame.time_base = Fraction(1, TICKS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return content.getvalue()


@dataclass(frozen=True)
class ColourFinder:
    """A `PoseFinder` that knows the answer: it reads the squares' colours. A region's side tells which person is meant."""

    source: str = "colours"
    labels: tuple[str, ...] = LABELS
    workers: int = 2

    def people(self, picture: np.ndarray) -> tuple[Region, ...]:
        """A region for each shade of blue."""
        square = picture[:, :, 1] == 0
        shades = sorted({int(shade) for shade in picture[square][:, 2]}, reverse=True)
        return tuple(Region(x=0.0, y=0.0, side=float(shade), turn_rad=0.0) for shade in shades)

    def body(self, picture: np.ndarray, region: Region) -> Body | None:
        """The middles of the squares of one person; None where most are missing."""
        rows, columns = np.nonzero((picture[:, :, 1] == 0) & (picture[:, :, 2] == round(region.side)))
        places = np.clip(picture[rows, columns, 0].astype(int) // RED_STEP - 1, 0, len(self.labels) - 1)
        points = np.full((len(self.labels), 3), -1.0)
        for place in np.unique(places):
            mine = places == place
            points[place] = columns[mine].mean(), rows[mine].mean(), 0.9
        points[points[:, 0] < 0.0, 2] = 0.0
        return Body(points=points, region=region) if (points[:, 2] > 0.0).sum() > len(self.labels) / 2 else None
