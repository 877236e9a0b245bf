"""The pictures of a clip one after the other, upright, each with its instant; one that only repeats the one before is left out."""

from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .facts import ClipFacts, quarter_turns
from .opened import opened

Picture = NDArray[np.uint8]
"""(height, width, 3), red, green, blue."""
SAME_GREY = 8
"""Two pictures are the same if no point differs by more grey levels than this; our choice: storing again changes so much."""
LOOKED_AT = 4
"""Every so many points are compared."""


class Taken(NamedTuple):
    """One picture."""

    time_s: float
    """On the camera's clock, from the first picture of the clip."""
    picture: Picture
    repeated: bool
    """Whether it only repeats the picture before."""


def pictures(
    file: BinaryIO,
    facts: ClipFacts,
    *,
    from_s: float = 0.0,
    until_s: float = np.inf,
    step_s: float = 0.0,
    size: tuple[int, int] | None = None,
) -> Iterator[Taken]:
    """The pictures of a stretch of the clip.

    Args:
        file: The clip; it must be able to seek.
        facts: What it says of itself.
        from_s: Begin here, on the camera's clock.
        until_s: End before here.
        step_s: Least time between two pictures; those in between are left out.
        size: Width and height to which they are made smaller; None for as they are.

    Raises:
        InputFileError: It breaks off or is damaged.
    """
    clock = facts.clock
    last_stamp, last_s, before = -np.inf, -np.inf, None
    with opened(file, facts.name) as (container, stream):
        stream.thread_type = "AUTO"
        if from_s > 0.0:
            _seek(container, stream, clock.stamp_s[0] + from_s * clock.slowed)
        for frame in container.decode(stream):
            if frame.pts is None:
                continue
            stamp = float(frame.pts * stream.time_base)
            time_s = (stamp - float(clock.stamp_s[0])) / clock.slowed
            if time_s >= until_s:
                return
            if stamp <= last_stamp or time_s < from_s or time_s < last_s + step_s:
                continue
            last_stamp, last_s = stamp, time_s
            picture = _upright(frame, size)
            seen = picture[::LOOKED_AT, ::LOOKED_AT, 1].astype(np.int16)
            repeated = before is not None and int(np.abs(seen - before).max()) <= SAME_GREY
            before = seen
            yield Taken(time_s, picture, repeated)


def _upright(frame: Any, size: tuple[int, int] | None) -> Picture:  # noqa: ANN401 - a frame of av
    """A picture turned upright; made smaller before it is turned, which is cheaper."""
    turns = quarter_turns(frame)
    if size is not None:
        width, height = size[::-1] if turns % 2 else size
        frame = frame.reformat(width=width, height=height, format="rgb24", interpolation="AREA")
    return np.asarray(np.rot90(frame.to_ndarray(format="rgb24"), turns))


def _seek(container: object, stream: object, stamp_s: float) -> None:
    """Go to the key picture before an instant of the file."""
    container.seek(int(stamp_s / stream.time_base), stream=stream, backward=True)  # type: ignore[attr-defined]
