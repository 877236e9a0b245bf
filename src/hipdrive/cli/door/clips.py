"""Clips and the pose model on this computer's disk: the commands open them here."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from ...errors import InputFileError
from ...language import en

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


def model_folder() -> Path:
    """Where the pose model is kept: in the user's own folder."""
    from ... import coach
    from ...store import user_folder

    return user_folder() / coach.MODEL_FOLDER


def finder_kept() -> "PoseFinder":
    """The pose model that was fetched.

    Raises:
        PoseModelMissingError: There is none yet.
        InputFileError: A file of it is not the one that was fetched.
    """
    from ... import coach

    folder = model_folder()
    paths = sorted(folder.glob("*.tflite")) if folder.is_dir() else []
    return coach.pose_finder(coach.FileContent(path.name, path.read_bytes()) for path in paths)


def finder_if_kept() -> "PoseFinder | None":
    """The pose model that was fetched; None where there is none yet."""
    folder = model_folder()
    return finder_kept() if folder.is_dir() and any(folder.glob("*.tflite")) else None
