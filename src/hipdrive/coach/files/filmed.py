"""A run on video as a recording: keypoints of one camera, one clip or one from each side."""

from dataclasses import replace

import numpy as np

from ...errors import InputFileError
from ...language import en
from ...motion import FileContent, FlatKeypoints, Motion, is_keypoint_file
from ..clips.keypoints import read_clip_keypoints

Filmed = FileContent | FlatKeypoints
"""A file of keypoints, or the points of a clip that was read (`read_clip`)."""

DEPTH_SHARE = 1e-6
"""Depth that varies by less than this share of the recording's longest side is none."""


def is_filmed(file: FileContent) -> bool:
    """Whether a file holds keypoints of one camera in a format of its own; a flat .trc is told by `is_flat`."""
    return is_keypoint_file(file)


def is_flat(recorded: Motion) -> bool:
    """Whether keypoints lie in one plane, because one camera saw them: one axis along which nothing moves and sides do not differ."""
    spans = np.nanmax(recorded.position_m, axis=(0, 1)) - np.nanmin(recorded.position_m, axis=(0, 1))
    return bool(np.min(spans) < DEPTH_SHARE * np.max(spans))


def clips_of(run: Filmed, other_side: Filmed | None, *, frame_rate_hz: float | None) -> tuple[FlatKeypoints, ...]:
    """The keypoints of one clip, or of one from each side.

    Raises:
        InputFileError: A file holds no keypoints of one camera.
    """
    return tuple(
        file if isinstance(file, FlatKeypoints) else read_clip_keypoints(file, frame_rate_hz=frame_rate_hz)
        for file in (run, other_side)
        if file is not None
    )


def refuse_beside_clip(static: FileContent | None, grf: FileContent | None) -> None:
    """Refuse files that a clip can't use.

    Raises:
        InputFileError: A standing trial or ground forces are given with a clip.
    """
    for file in (static, grf):
        if file is not None:
            raise InputFileError(file.name, en("it cannot be used with the keypoints of a clip"), en("leave it out"))


def as_motion(clip: FlatKeypoints) -> Motion:
    """A clip's points as a recording without depth, in lengths of the picture, for what only looks at length, rate and notes."""
    place = np.concatenate([clip.position, np.zeros((*clip.position.shape[:2], 1))], axis=2)
    whole = Motion(
        file_name=clip.file_name,
        format="keypoints",
        labels=clip.labels,
        time_s=np.asarray(clip.time_s),
        sampling_rate_hz=clip.frame_rate_hz,
        position_m=place,
        plates=(),
    )
    return replace(whole, notes=clip.notes)
