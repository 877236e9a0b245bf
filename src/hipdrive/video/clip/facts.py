"""What a clip says of itself, without decoding more than its first picture: size, codec, clock."""

from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np

from ...motion import FileContent
from .clock import Clock, settled_clock
from .opened import not_decodable, opened

CAPTURED_KEYS = ("com.android.capture.fps", "com.apple.quicktime.capture.fps")
"""Under which phones keep the camera's frames a second."""
MOST_TO_TELL_CLIP = 64


@dataclass(frozen=True, kw_only=True)
class ClipFacts:
    """What a clip says of itself."""

    name: str
    codec: str
    size: tuple[int, int]
    """Width and height of the picture as it is looked at, turned upright."""
    turned: int
    """Quarter turns anticlockwise from the stored picture to the upright one, 0 to 3."""
    clock: Clock

    @property
    def duration_s(self) -> float:
        """From the first picture to the end of the last, on the camera's clock."""
        return float(self.clock.time_s[-1] + 1.0 / self.clock.captured_hz)


def is_clip(file: FileContent) -> bool:
    """Whether a file is a clip by its first bytes: MP4 and MOV, WebM and Matroska, or AVI."""
    start = file.content[:MOST_TO_TELL_CLIP]
    boxes = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")
    return start[4:8] in boxes or start.startswith(b"\x1aE\xdf\xa3") or (start.startswith(b"RIFF") and start[8:12] == b"AVI ")


def clip_facts(file: BinaryIO, *, name: str, captured_hz: float | None = None) -> ClipFacts:
    """Look at a clip.

    Args:
        file: The clip; it must be able to seek.
        name: For sentences.
        captured_hz: Frames a second at which it was filmed; None for what the file says.

    Raises:
        InputFileError: It is no clip, cannot be decoded here, or holds hardly a picture.
        ValueOutOfRangeError: The frame rate is none of a camera.
        VideoLibrariesMissingError: The extra 'video' is not installed.
    """
    with opened(file, name) as (container, stream):
        codec = stream.codec_context.name
        first = _first_picture(container, stream)
        if first is None:
            raise not_decodable(name, codec)
        turned = quarter_turns(first)
        width, height = (first.height, first.width) if turned % 2 else (first.width, first.height)
        said = _captured_hz(container.metadata, stream.metadata)
    with opened(file, name) as (container, stream):
        stamps = [float(packet.pts * packet.time_base) for packet in container.demux(stream) if packet.pts is not None and packet.size]
    clock = settled_clock(name, np.array(stamps), said_hz=said, asked_hz=captured_hz)
    return ClipFacts(name=name, codec=codec, size=(width, height), turned=turned, clock=clock)


def quarter_turns(frame: Any) -> int:  # noqa: ANN401 - a frame of av
    """Quarter turns anticlockwise to the upright picture, as the phone noted them."""
    return round(float(frame.rotation or 0) / 90.0) % 4


def _first_picture(container: Any, stream: Any) -> Any:  # noqa: ANN401 - of av
    """The first picture that can be decoded; None where there is none."""
    for frame in container.decode(stream):
        return frame
    return None


def _captured_hz(*metadata: dict[str, str]) -> float | None:
    """The camera's frames a second, where the phone noted them."""
    for told in metadata:
        for key in CAPTURED_KEYS:
            try:
                value = float(told.get(key, "nan"))
            except ValueError:
                continue
            if 0.0 < value < np.inf:
                return value
    return None
