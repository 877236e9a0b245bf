"""The verb looked_through: what a file holds and what it is for - the run, quiet standing, or ground forces beside the markers."""

import numpy as np

from ...contract.runs.file import FileDocument, file_document
from ...contract.runs.upload import Role
from ...gait.movement.diagnosis import STANDING_M
from ...motion import FileContent, format_of, is_keypoint_file, read_motion, read_sto, zeros_to_missing
from ...motion.text import is_force_file
from .inspect import inspect_file

TABLES = ("mot", "sto")
LIVELY_SHARE = 0.9
"""A few markers may be mistaken or shaken while somebody stands still."""


def looked_through(file: FileContent) -> tuple[Role, FileDocument]:
    """What a motion file is for, and what it holds.

    Raises:
        InputFileError: The file cannot be used.
    """
    return role_of(file), file_document(inspect_file(file))


def role_of(file: FileContent) -> Role:
    """What a motion file is for, by what moves in it.

    Raises:
        InputFileError: The file cannot be used.
    """
    if is_keypoint_file(file):
        return "run"
    kind = format_of(file)
    if kind in TABLES:
        angles = (name.lower() for name in read_sto(file).names if "moment" not in name.lower())
        return "run" if any("hip_flexion" in name for name in angles) else "forces"
    if kind == "tsv" and is_force_file(file):
        return "forces"
    position_m = zeros_to_missing(read_motion(file)).position_m
    seen = position_m[:, np.isfinite(position_m).all(axis=2).any(axis=0)]
    if not seen.size:
        return "run"
    moved_m = np.linalg.norm(np.nanmax(seen, axis=0) - np.nanmin(seen, axis=0), axis=1)
    return "static" if float(np.quantile(moved_m, LIVELY_SHARE)) < STANDING_M else "run"
