"""Paths of markers out of rows of a text file, for the formats that name a rate beside them."""

from collections.abc import Sequence

import numpy as np

from ...errors import InputFileError
from ...language import en
from ...note import Note
from ..length_unit import METRES_PER_UNIT
from ..motion import MIN_VERTICAL_FORCE_N, Array, ForcePlate, Motion
from .repeated import each_label_once

EXPORT_AGAIN = en("export the whole file again from the motion capture program")


def motion_of_rows(
    file_name: str, kind: str, labels: Sequence[str], paths: Array, *, rate_hz: float, start_s: float, unit: str, notes: Sequence[Note] = ()
) -> Motion:
    """A recording from rows of coordinates, one row a frame.

    Args:
        file_name: For sentences.
        kind: The format.
        labels: The m marker names.
        paths: (n, 3 m) in the unit.
        rate_hz: Frames a second.
        start_s: Time of the first.
        unit: A key of `METRES_PER_UNIT`.
        notes: What was noted before.

    Raises:
        InputFileError: The rate is none.
    """
    if not 0.0 < rate_hz < np.inf:
        raise InputFileError(file_name, en("its sampling rate is {rate_hz:g} Hz", rate_hz=rate_hz), EXPORT_AGAIN)
    kept, positions, label_notes = each_label_once(labels, paths.reshape(len(paths), len(labels), 3))
    return Motion(
        file_name=file_name,
        format=kind,
        labels=kept,
        time_s=start_s + np.arange(len(paths)) / rate_hz,
        sampling_rate_hz=rate_hz,
        position_m=positions * METRES_PER_UNIT[unit],
        notes=(*notes, *label_notes),
        length_unit=unit,
    )


def plate_of_rows(
    name: str, time_s: Array, force_n: Array, point_m: Array, moment_nm: Array, *, corners_m: Array | None = None
) -> ForcePlate:
    """A force plate from force, point of action and free moment, each (k, 3); what acts nowhere has no point."""
    pressed = np.asarray(np.linalg.norm(force_n, axis=1) >= MIN_VERTICAL_FORCE_N)
    loaded = (pressed & np.isfinite(point_m).all(axis=1))[:, None]
    return ForcePlate(
        name=name,
        time_s=time_s,
        force_n=np.nan_to_num(force_n),
        point_m=np.where(loaded, point_m, np.nan),
        free_moment_nm=np.where(loaded, np.nan_to_num(moment_nm), 0.0),
        corners_m=corners_m,
    )


def free_moment_nm(force_n: Array, moment: Array, point_m: Array, origin_m: Array) -> Array:
    """The twist about the point of action (Nm) from moments about an origin whose unit is Nm or Nmm.

    The moments that lie in the plate tell the unit: they are the force times its arm.

    Args:
        force_n: (k, 3) N.
        moment: (k, 3) about the origin, in Nm or Nmm, same axes.
        point_m: (k, 3) m.
        origin_m: (3,) m.

    Returns:
        (k, 3) Nm; zero where the moments are not about that origin.
    """
    arm = np.nan_to_num(point_m - origin_m)
    carried = np.cross(arm, force_n)
    loaded = np.linalg.norm(force_n, axis=1) >= MIN_VERTICAL_FORCE_N
    size = np.linalg.norm(carried[loaded], axis=1)
    for unit in (1.0, METRES_PER_UNIT["mm"]):
        left = moment * unit - carried
        if loaded.any() and np.median(np.linalg.norm(left[loaded], axis=1)) <= LEFT_SHARE * np.median(size) + LEFT_NM:
            return np.where(loaded[:, None], left, 0.0)
    return np.zeros_like(force_n)


LEFT_SHARE, LEFT_NM = 0.2, 15.0
"""Feet twist the ground by up to some 30 Nm, mostly under 15, while the force on its arm makes hundreds."""
