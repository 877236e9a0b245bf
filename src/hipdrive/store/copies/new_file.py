"""A new file for the owner only: it has its name once all of it is written, and takes nobody else's place."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ...errors import InputFileError
from ...language import en
from ..database.place import FILE_MODE


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """An empty file beside the one that is to be made; at the end it takes that name, after an error it is gone.

    Raises:
        InputFileError: If the path is taken, by then too, or cannot be written.
    """
    part = _new_part(path)
    try:
        yield part
        _settle(part, path)
    finally:
        part.unlink(missing_ok=True)


def _new_part(path: Path) -> Path:
    if path.exists():
        raise InputFileError(path, en("this file already exists"), en("give another name, or move the file away"))
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE_MODE))
    except OSError as error:
        raise InputFileError(
            path,
            en("it cannot be written ({reason})", reason=error.strerror),
            en("give a file in an existing folder that you may write to"),
        ) from None
    return part


def _settle(part: Path, path: Path) -> None:
    """Give a finished file its name, once its bytes are on the disk; a file made meanwhile is not overwritten."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    try:
        os.link(part, path)
    except FileExistsError:
        raise InputFileError(path, en("this file already exists"), en("give another name, or move the file away")) from None
    except OSError:  # a file system without links
        part.replace(path)
