"""Clips and the pose model on this computer's disk: the commands open them here."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from ...errors import InputFileError
from ...language import en
from .inlet import content_of

if TYPE_CHECKING:
    from ...video import PoseFinder

captured_fps_kind = Annotated[
    float | None,
    typer.Option(
        "--captured-fps",
        min=5.0,
        max=2000.0,
        help="Pictures a second at which it was filmed, for slow motion. If left out: what the file says.",
    ),
]
"""The option --captured-fps."""
model_kind = Annotated[
    Path | None,
    typer.Option(
        "--model",
        help="Take the pose model out of this file instead of the one that was fetched: the package of npm (.tgz), the wheel of mediapipe "
        "(.whl), or a .tflite file.",
    ),
]
"""The option --model."""
MOST_TO_TELL_CLIP = 64


@contextmanager
def opened_clip(path: Path) -> Iterator[BinaryIO]:
    """A clip, opened for reading.

    Raises:
        InputFileError: If it is absent, a folder, or may not be read.
    """
    advice = en("give a clip of a phone or camera (.mp4, .mov, .webm)")
    if path.is_dir():
        raise InputFileError(path, en("this is a folder"), advice)
    try:
        file = path.open("rb")
    except OSError:
        raise InputFileError(path, en("there is no such file, or you may not read it"), advice) from None
    with file:
        yield file


def is_clip_path(path: Path) -> bool:
    """Whether a file is a clip, by its first bytes."""
    from ... import coach

    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return coach.is_clip(coach.FileContent(path.name, file.read(MOST_TO_TELL_CLIP)))
    except OSError:
        return False


def finder_kept(model: Path | None = None) -> "PoseFinder":
    """The pose model that was fetched, or the one in a file.

    Args:
        model: Its package, or the file of its second network; the network that finds people is then the one that was fetched.

    Raises:
        PoseModelMissingError: There is none yet.
        InputFileError: A file of it is not one that is known.
    """
    from ... import coach
    from ...store import kept_pose_model

    kept = kept_pose_model()
    if model is None:
        return coach.pose_finder(kept)
    given = coach.FileContent(model.name, content_of(model, advice=en("give the package or the .tflite file")))
    return coach.pose_finder((*(file for file in kept if file.name == coach.DETECTOR_NAME), given))


def finder_if_kept() -> "PoseFinder | None":
    """The pose model that was fetched; None where there is none yet."""
    from ...store import has_pose_model

    return finder_kept() if has_pose_model() else None
