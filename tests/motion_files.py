"""Motion files of tests: written as texts, and opened as a door would open them."""

from collections.abc import Sequence
from pathlib import Path

from hipdrive.motion import FileContent, ForcePlate, Motion, ground_forces_text, sto_text, trc_text
from hipdrive.motion.motion import Array


def opened(path: Path) -> FileContent:
    """Return what a file holds, whatever that is."""
    return FileContent(path.name, path.read_bytes())


def write_trc(path: Path, motion: Motion) -> None:
    """Write marker paths as a .trc."""
    path.write_text(trc_text(motion, name=path.name), encoding="utf-8")


def write_ground_forces(path: Path, plates: Sequence[ForcePlate]) -> None:
    """Write ground forces as a .mot."""
    path.write_text(ground_forces_text(plates, name=path.name), encoding="utf-8")


def write_sto(path: Path, names: Sequence[str], data: Array, *, in_degrees: bool) -> None:
    """Write a table as a .mot or .sto."""
    path.write_text(sto_text(path.stem, names, data, in_degrees=in_degrees), encoding="utf-8")
