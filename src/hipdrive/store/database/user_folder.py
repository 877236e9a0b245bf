"""The user's data folder: the store lies in it unless another is named, and exercises and marker sets of one's own."""

import os
from pathlib import Path

import platformdirs

VARIABLE = "HIPDRIVE_FOLDER"


def user_folder() -> Path:
    """The folder that HIPDRIVE_FOLDER names, else the one in which the system keeps the user's data of programs."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser().absolute() if named else platformdirs.user_data_path("hipdrive", appauthor=False)
