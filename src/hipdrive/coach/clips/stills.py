"""The verb clip_stills: what a clip shows at the moments that people look for, with the points of the legs."""

from collections.abc import Sequence
from typing import BinaryIO

import numpy as np

from ...arrays import FloatArray
from ...gait import FrontView, Run
from ...motion import FlatKeypoints
from ...report import ClipStill
from ...video import Wanted, clip_facts, still_of
from .face import face_of
from .leg import leg_points

MARGIN = 0.12
"""Room around the points, in heights of the runner as seen."""


def clip_stills(
    file: BinaryIO, points: FlatKeypoints, run: Run, *, number: int = 0, captured_hz: float | None = None, hide_face: bool = False
) -> tuple[ClipStill, ...]:
    """Cut the moments of one stride out of the clip that shows them.

    Args:
        file: The clip; it must be able to seek.
        points: The runner's points in it, as it was analysed.
        run: The run that came of them.
        number: Which of the clips that were analysed together it is, from 0.
        captured_hz: Frames a second at which it was filmed; None for what the file says.
        hide_face: Whether the head is made unknowable; a moment in which it cannot be found is then left out.

    Returns:
        Landing, mid-stance, toe-off and highest knee of the leg that faced this clip; from the front or from behind mid-stance, knee
        furthest inward and foot furthest outward of each leg; none of a leg where no stride shows them all.

    Raises:
        InputFileError: The clip breaks off or is damaged.
        VideoLibrariesMissingError: The extra 'video' is not installed.
    """
    moments = [] if run.view is None else [moment for moment in run.view.moments if moment.clip == number]
    if not moments:
        return ()
    facts = clip_facts(file, name=points.file_name, captured_hz=captured_hz)
    stills = []
    frames = [int(np.abs(points.time_s - moment.time_s).argmin()) for moment in moments]
    each = [points.position[frame] for frame in frames]
    for moment, frame, box in zip(moments, frames, _boxes(each), strict=True):
        face = face_of(points, points.position[frame]) if hide_face else None
        if hide_face and face is None:
            continue
        still = still_of(file, facts, Wanted(time_s=moment.time_s, box=box, face=face))
        side = None if isinstance(run.view, FrontView) else moment.side
        at = {name: still.placed(path[frame]) for name, path in leg_points(points, side).items()}
        stills.append(
            ClipStill(
                moment=moment,
                jpeg=still.jpeg,
                width=still.width,
                height=still.height,
                points={name: (float(x), float(y)) for name, (x, y) in at.items() if np.isfinite((x, y)).all()},
            )
        )
    return tuple(stills)


def _boxes(each: Sequence[FloatArray]) -> list[FloatArray]:
    """(2, 2) px around the runner in each picture, all of one size."""
    ends = [np.stack([np.nanmin(seen, axis=0), np.nanmax(seen, axis=0)]) for seen in each]
    size = np.max([high - low for low, high in ends], axis=0)
    half = 0.5 * size + MARGIN * size[1]
    return [np.stack([middle - half, middle + half]) for middle in (end.mean(axis=0) for end in ends)]
