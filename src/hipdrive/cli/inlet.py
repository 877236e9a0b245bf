"""Opening the files that a command names: the verbs take their content, never a path."""

from pathlib import Path

from ..errors import InputFileError


def content_of(path: Path, *, advice: str) -> bytes:
    """The content of a file.

    Args:
        path: The file.
        advice: What to do where it cannot be read.

    Raises:
        InputFileError: If it is absent, a folder, or may not be read.
    """
    if path.is_dir():
        raise InputFileError(path, "this is a folder", advice)
    try:
        return path.read_bytes()
    except OSError:
        raise InputFileError(path, "there is no such file, or it may not be read", advice) from None
