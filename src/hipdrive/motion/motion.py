"""A recorded movement: markers and force plates on one clock, in SI units, with notes on what is doubtful."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..body import SIDES, Side
from ..body_words import SIDE_WORDS
from ..errors import UnknownNameError
from ..language import Text, en, verbatim
from ..note import Note

Array = NDArray[np.float64]

MIN_VERTICAL_FORCE_N = 20.0
"""Below this a centre of pressure is noise divided by noise; our choice, well under the 50 N at which contacts are cut."""


_PLATES_BY_FOOT: Mapping[str, Text] = {side: SIDE_WORDS[side] for side in SIDES}


def plate_words(name: str) -> Text:
    """The name of a plate in a sentence; one that is called by its foot is called so in every language."""
    return _PLATES_BY_FOOT.get(name, verbatim(name))


def lock(array: Array) -> Array:
    """Return the array as contiguous float64 that can no longer be written to (a copy unless it is locked already)."""
    if array.dtype == np.float64 and not array.flags.writeable and array.flags.c_contiguous:
        return array
    locked = np.array(array, dtype=np.float64, order="C")
    locked.setflags(write=False)
    return locked


@dataclass(frozen=True, kw_only=True)
class ForcePlate:
    """What one force plate (or one foot's columns of a force file) pushed on the runner."""

    name: str
    time_s: Array
    """(k,) s, on the clock of the markers."""
    force_n: Array
    """(k, 3) N, ground reaction on the runner, lab axes."""
    point_m: Array
    """(k, 3) m, centre of pressure, lab axes; NaN where the force is too small to define it."""
    free_moment_nm: Array
    """(k, 3) Nm, moment on the runner about the centre of pressure, lab axes; zero where there is no such point."""
    side: Side | None = None
    """The foot on this plate where the file says so, None for a plate that any foot may touch."""
    corners_m: Array | None = None
    """(4, 3) m, lab axes; None where the file does not tell."""

    def __post_init__(self) -> None:
        for name in ("time_s", "force_n", "point_m", "free_moment_nm", "corners_m"):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, lock(value))

    def moment_about(self, origin_m: Array) -> Array:
        """Turn force, centre of pressure and free moment into the moment about one fixed point.

        Args:
            origin_m: (3,) m, lab axes.

        Returns:
            (k, 3) Nm on the runner; zero where there is no centre of pressure.
        """
        arm_m = np.where(np.isnan(self.point_m), 0.0, self.point_m - origin_m)
        return np.cross(arm_m, self.force_n) + self.free_moment_nm


@dataclass(frozen=True, kw_only=True)
class Motion:
    """Marker trajectories and force plates of one trial."""

    file_name: str
    format: str
    """'c3d', 'trc', 'tsv', 'csv', or 'mot' of angles."""
    labels: tuple[str, ...]
    """The m marker names, each once."""
    time_s: Array
    """(n,) s, evenly spaced."""
    sampling_rate_hz: float
    position_m: Array
    """(n, m, 3) m, lab axes as in the file (until `oriented`); NaN where a marker was not seen."""
    plates: tuple[ForcePlate, ...] = ()
    notes: tuple[Note, ...] = ()
    length_unit: str = "mm"
    """The unit the file is written in; the numbers here are in m."""
    joint_offset_m: Mapping[str, float] = field(default_factory=dict)
    """'r_knee', 'l_ankle' ...: half the joint's width and the marker's radius, where the file tells (C3D group PROCESSING)."""

    computed: bool = False
    """Whether it was put together here (X forward, Y up, Z right) in place of a recording that is not there."""
    slope: float | None = None
    """Rise of the ground over level way in the direction of running, as told; of a tidied run, as settled; None where nothing was told."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "time_s", lock(self.time_s))
        object.__setattr__(self, "position_m", lock(self.position_m))

    def marker(self, label: str) -> Array:
        """Return one marker's path, (n, 3) m.

        Raises:
            UnknownNameError: The recording has no such marker.
        """
        if label not in self.labels:
            raise UnknownNameError(en("marker"), label, self.labels)
        return self.position_m[:, self.labels.index(label)]
