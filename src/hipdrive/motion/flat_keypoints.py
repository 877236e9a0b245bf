"""What one camera sees of a runner: points of the body in the picture, frame by frame, on the clock of the file."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from ..note import Note
from .motion import Array, lock


@dataclass(frozen=True, kw_only=True)
class FlatKeypoints:
    """Points of one body in the pictures of one clip."""

    file_name: str
    source: str
    """What found the points: 'rtmpose', 'openpose', 'mediapipe', 'blazepose', 'sports2d' ..."""
    labels: tuple[str, ...]
    """The k names of the points as the marker set 'keypoints' has them (RHip, LKnee, ...), each once."""
    time_s: Array
    """(n,) s, increasing, not necessarily evenly: the instants at which the pictures were taken."""
    position: Array
    """(n, k, 2) in lengths of the picture, mostly pixels: x to the right, y down; NaN where a point was not seen."""
    confidence: Array
    """(n, k) 0 to 1 as the source gives it, NaN where it gives none."""
    size: tuple[int, int] | None = None
    """Width and height of the picture as it is looked at, in the unit of the positions; None where the file does not tell."""
    notes: tuple[Note, ...] = ()

    def __post_init__(self) -> None:
        for name in ("time_s", "position", "confidence"):
            object.__setattr__(self, name, lock(getattr(self, name)))

    @property
    def frame_rate_hz(self) -> float:
        """Pictures a second: one over the median time between two."""
        return float(1.0 / np.median(np.diff(self.time_s)))

    def with_notes(self, *notes: Note) -> Self:
        """The same with more notes behind its own."""
        return replace(self, notes=(*self.notes, *notes))
