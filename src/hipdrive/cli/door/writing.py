"""Writing the files that a command was asked for: whole or not at all."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ...errors import InputFileError
from ...language import en

NAME_A_FILE = en("give a file in an existing folder that you may write to")


def refuse_unwritable(*paths: Path) -> None:
    """Make sure that files can be written before long work begins.

    Raises:
        InputFileError: If a path is a folder, or its folder is absent or may not be written.
    """
    for path in paths:
        if path.is_dir():
            raise InputFileError(path, en("this is a folder, but a file is needed"), NAME_A_FILE)
        if not path.parent.is_dir():
            raise InputFileError(path, en("it cannot be written (there is no folder '{folder}')", folder=path.parent), NAME_A_FILE)
        if not os.access(path.parent, os.W_OK):
            found = en("it cannot be written (you may not write to the folder '{folder}')", folder=path.parent)
            raise InputFileError(path, found, NAME_A_FILE)


def write_text(path: Path, text: str) -> None:
    """Write a text file in one step: a failed write leaves what was there before.

    Raises:
        InputFileError: If the folder is absent or may not be written.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file in one step; as write_text."""
    refuse_unwritable(path)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            part.chmod(0o644)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise InputFileError(path, en("it cannot be written ({reason})", reason=error.strerror), NAME_A_FILE) from None


def new_folder(path: Path, *, private: bool = False) -> None:
    """Make a folder (with its parents) if it is absent.

    Args:
        path: The folder.
        private: Whether only its owner may look into it, if it is made here.

    Raises:
        InputFileError: If a file of that name stands there or it may not be made.
    """
    try:
        path.mkdir(mode=0o700 if private else 0o777, parents=True, exist_ok=True)
    except OSError as error:
        found = en("the folder cannot be created ({reason})", reason=error.strerror)
        raise InputFileError(path, found, en("give a folder in a place that you may write to")) from None


def write_into(folder: Path, files: Mapping[str, str]) -> None:
    """Write texts by their names into a folder, which is made if absent."""
    new_folder(folder)
    for name, text in files.items():
        write_text(folder / name, text)
