"""The verb clip_stills: what a clip shows at the moments that people look for, with the near leg's points."""

from collections.abc import Sequence
from typing import BinaryIO

import numpy as np

from ...arrays import FloatArray
from ...gait import ClipMoment, Run
from ...motion import FlatKeypoints
from ...report import ClipStill
from ...video import Wanted, clip_facts, still_of

OF_THE_LEG = ("Hip", "Knee", "Ankle", "Heel", "BigToe")
MARGIN = 0.12
"""Room around the points, in heights of the runner as seen."""
HEAD_ABOVE_SHOULDERS = 0.35
FACE_RADIUS, HEAD_RADIUS = 0.33, 0.45
"""What is hidden around the nose, and around where the head must be if no nose was found; in lengths of the trunk, and generous."""


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
        Landing, mid-stance, toe-off and highest knee of the leg that faced this clip; none where no stride shows them all.

    Raises:
        InputFileError: The clip breaks off or is damaged.
        VideoLibrariesMissingError: The extra 'video' is not installed.
    """
    moments = [] if run.view is None else [moment for moment in run.view.moments if moment.clip == number]
    if not moments:
        return ()
    facts = clip_facts(file, name=points.file_name, captured_hz=captured_hz)
    stills = []
    each = [points.position[int(np.abs(points.time_s - moment.time_s).argmin())] for moment in moments]
    for moment, seen, box in zip(moments, each, _boxes(each), strict=True):
        face = _face(points, seen) if hide_face else None
        if hide_face and face is None:
            continue
        still = still_of(file, facts, Wanted(time_s=moment.time_s, box=box, face=face))
        at = {name: still.placed(seen[column]) for name, column in _columns(points, seen, moment).items()}
        stills.append(
            ClipStill(
                moment=moment,
                jpeg=still.jpeg,
                width=still.width,
                height=still.height,
                points={name: (float(x), float(y)) for name, (x, y) in at.items()},
            )
        )
    return tuple(stills)


def _columns(points: FlatKeypoints, seen: FloatArray, moment: ClipMoment) -> dict[str, int]:
    """Where the points of the near leg and of the neck stand, the shoulder in its place, as far as they are seen."""
    letter = moment.side[0].upper()
    named = [("Neck", f"{letter}Shoulder"), ("Neck", "Neck"), *((name, letter + name) for name in OF_THE_LEG)]
    there = [(name, points.labels.index(label)) for name, label in named if label in points.labels]
    return {name: column for name, column in there if np.isfinite(seen[column]).all()}


def _boxes(each: Sequence[FloatArray]) -> list[FloatArray]:
    """(2, 2) px around the runner in each picture, all of one size."""
    ends = [np.stack([np.nanmin(seen, axis=0), np.nanmax(seen, axis=0)]) for seen in each]
    size = np.max([high - low for low, high in ends], axis=0)
    half = 0.5 * size + MARGIN * size[1]
    return [np.stack([middle - half, middle + half]) for middle in (end.mean(axis=0) for end in ends)]


def _face(points: FlatKeypoints, seen: FloatArray) -> FloatArray | None:
    """(3,) px: middle and radius of what hides the face; None where the trunk is not seen."""
    shoulders, hips = (
        _middle([seen[points.labels.index(side + name)] for side in "LR" if side + name in points.labels]) for name in ("Shoulder", "Hip")
    )
    trunk = shoulders - hips
    if not np.isfinite(trunk).all():
        return None
    length = float(np.hypot(*trunk))
    nose = seen[points.labels.index("Nose")] if "Nose" in points.labels else np.full(2, np.nan)
    if np.isfinite(nose).all():
        return np.array([*nose, FACE_RADIUS * length])
    return np.array([*(shoulders + HEAD_ABOVE_SHOULDERS * trunk), HEAD_RADIUS * length])


def _middle(points: Sequence[FloatArray]) -> FloatArray:
    """(2,) middle of those points that are seen; NaN where none is."""
    seen = [point for point in points if np.isfinite(point).all()]
    return np.mean(seen, axis=0) if seen else np.full(2, np.nan)
