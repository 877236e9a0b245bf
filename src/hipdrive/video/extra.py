"""The libraries of the extra 'video': loaded here alone, with a sentence where they are not installed."""

import importlib
from typing import Any

from ..errors import HipDriveError
from ..language import en


class VideoLibrariesMissingError(HipDriveError):
    """Clips can't be opened: the extra 'video' is not installed."""

    code = "video_libraries_missing"

    def __init__(self, library: str) -> None:
        self.about = library
        super().__init__(
            en("Clips cannot be read: the library '{library}' is not installed", library=library),
            en("install it with: {command}", command="pip install 'hipdrive[video]'"),
        )


def library(name: str) -> Any:  # noqa: ANN401 - a module
    """A library of the extra.

    Raises:
        VideoLibrariesMissingError: It is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError:
        raise VideoLibrariesMissingError(name.split(".", 1)[0]) from None
