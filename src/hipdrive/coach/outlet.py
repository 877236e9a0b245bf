"""Writing results: whole or not at all."""

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import InputFileError


def write_text(path: Path, text: str) -> None:
    """Write a text file in one step: a failed write leaves what was there before.

    Raises:
        InputFileError: If the folder is absent or may not be written.
    """
    if path.is_dir():
        raise InputFileError(path, "this is a folder, and a file is to be written", "name a file")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise InputFileError(
            path, f"it cannot be written ({error.strerror})", "name a file in a folder that exists and may be written"
        ) from None


def json_text(plain: Mapping[str, Any]) -> str:
    """JSON of plain values; NaN is refused, missing is null."""
    return json.dumps(plain, allow_nan=False, indent=1) + "\n"


def new_folder(path: Path) -> Path:
    """Make a folder (with its parents) if it is absent.

    Raises:
        InputFileError: If a file of that name stands there or it may not be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputFileError(
            path, f"the folder cannot be made ({error.strerror})", "name a folder in a place that may be written"
        ) from None
    return path
