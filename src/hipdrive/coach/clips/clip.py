"""The verbs read_clip, check_clip and refuse_clip: a runner's keypoints found in a clip, and what a clip will tell."""

from collections.abc import Callable, Iterable
from typing import BinaryIO

import numpy as np

from ...arrays import FloatArray
from ...errors import InputFileError
from ...gait import SeenFrom
from ...language import en
from ...motion import FileContent, FlatKeypoints, repaired
from ...note import FILE, Note
from ...video import ClipCheck, PoseFinder, blazepose, clip_facts, followed, model_of
from ...video import check_clip as looked_at
from ...video import is_clip as is_clip

Progress = Callable[[int, int], None]
SLOWEST_STEPS_PER_MIN = 100.0
"""Nobody runs with fewer steps a minute; slow motion of four times shows 40."""


def pose_finder(files: Iterable[FileContent]) -> PoseFinder:
    """The pose model in some files.

    Args:
        files: Its files, as `fetch_pose_model` gave them.

    Raises:
        PoseModelMissingError: A part is missing.
        InputFileError: A file is not one of the model's.
        VideoLibrariesMissingError: The extra 'video' is not installed.
    """
    return blazepose(model_of(files))


def read_clip(
    file: BinaryIO, finder: PoseFinder, *, name: str, captured_hz: float | None = None, progress: Progress | None = None
) -> FlatKeypoints:
    """Find the runner's points in a clip, put exchanged sides back and take leaping points out.

    Args:
        file: The clip; it must be able to seek.
        finder: The pose model (`pose_finder`).
        name: What sentences call the clip.
        captured_hz: Frames a second at which it was filmed; None for what the file says.
        progress: Called with the pictures done and those there are.

    Returns:
        The runner's points on the camera's clock; notes say what is doubtful and what was touched.

    Raises:
        InputFileError: It is no clip, cannot be decoded here, is too short, or nobody is in it.
        ValueOutOfRangeError: The frame rate is none of a camera.
        VideoLibrariesMissingError: The extra 'video' is not installed.
    """
    facts = clip_facts(file, name=name, captured_hz=captured_hz)
    keypoints = repaired(followed(file, facts, finder, progress=progress))
    steps_per_min = _steps_per_min(keypoints)
    if steps_per_min >= SLOWEST_STEPS_PER_MIN or facts.clock.slowed > 1.0:
        return keypoints
    message = en(
        "The runner in {file} takes {steps:.0f} steps/min: if it is slow motion, say with how many pictures a second it was filmed.",
        file=FILE,
        steps=steps_per_min,
    )
    return keypoints.with_notes(Note("clip_looks_slowed", message, name))


def check_clip(
    file: BinaryIO,
    finder: PoseFinder | None = None,
    *,
    name: str,
    captured_hz: float | None = None,
    seen_from: SeenFrom | None = None,
) -> ClipCheck:
    """Say what a clip will tell, and what to film otherwise, before it is analysed.

    Args:
        file: The clip; it must be able to seek.
        finder: The pose model; without one nothing is said about who is in the picture.
        name: What sentences call the clip.
        captured_hz: Frames a second at which it was filmed; None for what the file says.
        seen_from: What the clip is said to be; None to be seen in it.

    Raises:
        InputFileError: It is no clip, cannot be decoded here, or holds hardly a picture.
        ValueOutOfRangeError: The frame rate is none of a camera.
        VideoLibrariesMissingError: The extra 'video' is not installed.
    """
    along = None if seen_from is None else seen_from != "side"
    return looked_at(file, clip_facts(file, name=name, captured_hz=captured_hz), finder, along=along)


def refuse_clip(check: ClipCheck) -> None:
    """Refuse a clip that no analysis can use, before its runner is looked for picture by picture.

    Args:
        check: What it will tell (`check_clip`).

    Raises:
        InputFileError: It is too short, or its camera moves.
    """
    facts = check.facts
    if all(reading.grade == "no" for reading in check.readings):
        raise InputFileError(
            facts.name,
            en("it lasts {duration:.1f} s with {rate:.0f} pictures a second", duration=facts.duration_s, rate=facts.clock.captured_hz),
            en("film 10 s or longer at 60 pictures a second or more, better at 120"),
        )
    if any(note.code == "camera_moves" for note in check.advice):
        raise InputFileError(facts.name, en("the camera moves"), en("put it on something that stands still, and do not follow the runner"))


def _steps_per_min(keypoints: FlatKeypoints) -> float:
    """Steps a minute from the strongest frequency at which the ankles part, across the picture or up and down, whichever is more."""
    left, right = (keypoints.position[:, keypoints.labels.index(label)] for label in ("LAnkle", "RAnkle"))
    along = int(np.argmax(np.nan_to_num(np.nanstd(left - right, axis=0)))) if np.isfinite(left - right).any() else 0
    apart: FloatArray = (left - right)[:, along]
    seen = np.isfinite(apart)
    if seen.sum() < 4:
        return np.inf
    time_s = keypoints.time_s
    even = np.interp(time_s, time_s[seen], apart[seen])
    tried_hz = np.arange(0.1, 3.0, 0.01)
    turns = np.exp(-2j * np.pi * np.outer(tried_hz, time_s))
    return float(120.0 * tried_hz[np.abs(turns @ ((even - even.mean()) * np.hanning(len(even)))).argmax()])
