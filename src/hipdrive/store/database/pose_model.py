"""The pose model that was fetched: its files lie in the user's own folder."""

from pathlib import Path

from ...motion import FileContent
from ...video import MODEL_FOLDER
from .user_folder import user_folder


def pose_model_folder() -> Path:
    """Where the model is kept."""
    return user_folder() / MODEL_FOLDER


def has_pose_model() -> bool:
    """Whether the model was fetched."""
    return any(pose_model_folder().glob("*.tflite"))


def kept_pose_model() -> tuple[FileContent, ...]:
    """The files of the model that were fetched; none where there are none yet."""
    return tuple(FileContent(path.name, path.read_bytes()) for path in sorted(pose_model_folder().glob("*.tflite")))
