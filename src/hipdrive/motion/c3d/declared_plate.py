"""One force plate as a C3D file declares it, and its channels: calibrated, zeroed as the file says, without gaps."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...errors import InputFileError
from ...language import en
from ..clean import stretches
from ..motion import Array
from .parameters import Groups, integers, numbers, texts

CHANNELS_OF_TYPE = {1: 6, 2: 6, 3: 8, 4: 6}
_MOST_AT_REST = 0.1
"""Largest share of the peak vertical signal that counts as an unloaded plate; our choice."""
LONGEST_DROPOUT_S = 0.05
"""Samples that are no numbers are bridged up to this; a contact lasts at least twice as long. Our choice."""


@dataclass(frozen=True, kw_only=True)
class DeclaredPlate:
    """One plate as the file declares it, lengths in m."""

    file_name: str
    groups: Groups
    index: int
    kind: int
    """TYPE 1 to 4."""

    @property
    def name(self) -> str:
        """Such as 'plate_1'."""
        return f"plate_{self.index + 1}"

    def column(self, parameter: str, shape: tuple[int, ...]) -> Array:
        """Return this plate's share of a parameter whose last axis counts the plates."""
        values = numbers(self.groups, "FORCE_PLATFORM", parameter)
        if values.shape[: len(shape)] != shape or values.ndim != len(shape) + 1 or values.shape[-1] <= self.index:
            problem = en("FORCE_PLATFORM:{parameter} does not describe force plate {number}", parameter=parameter, number=self.index + 1)
            raise InputFileError(self.file_name, problem, en("export the trial again as C3D"))
        return np.asarray(values[..., self.index])

    def rows(self, available: int) -> NDArray[np.int64]:
        """Return the rows of this plate among the analog channels."""
        channels = integers(self.groups, "FORCE_PLATFORM", "CHANNEL")
        count = CHANNELS_OF_TYPE[self.kind]
        if channels.ndim != 2 or channels.shape[0] < count or channels.shape[1] <= self.index:
            problem = en("FORCE_PLATFORM:CHANNEL does not name the {count} channels of {plate}", count=count, plate=self.name)
            raise InputFileError(self.file_name, problem, en("export the trial again as C3D"))
        rows = np.asarray(channels[:count, self.index] - 1)
        if rows.min() < 0 or rows.max() >= available:
            problem = en(
                "{plate} refers to analog channel {channel}, but there are {available}",
                plate=self.name,
                channel=int(rows.max()) + 1,
                available=available,
            )
            raise InputFileError(self.file_name, problem, en("export the trial again as C3D, with all analog channels"))
        return rows


@dataclass(frozen=True, kw_only=True)
class Analog:
    """The analog channels of a file."""

    values: Array
    """(c, k), in the units of the file."""
    rate_hz: float
    per_frame: int
    """Samples in one frame of markers."""


def channels_of(declared: DeclaredPlate, analog: Analog) -> tuple[Array, list[str]]:
    """Return the (channels, k) rows of one plate, zeroed, and calibrated where they are volts (TYPE 4).

    Raises:
        InputFileError: They are not there, or hold no numbers for longer than a dropout.
    """
    channels = _bridged(np.asarray(analog.values[declared.rows(analog.values.shape[0])]), analog.rate_hz)
    if not np.all(np.isfinite(channels)):
        problem = en("the channels of {plate} hold values that are not numbers", plate=declared.name)
        raise InputFileError(declared.file_name, problem, en("export the trial again as C3D"))
    channels, codes = _zeroed(declared, channels, analog.per_frame)
    if declared.kind == 4:
        matrix = declared.column("CAL_MATRIX", (6, 6))
        store = (texts(declared.groups, "FORCE_PLATFORM", "MATRIX_STORE") or ["BYCOLUMN"])[0]
        with np.errstate(invalid="ignore"):
            channels = (matrix.T if store.upper() == "BYROW" else matrix) @ channels
    return channels, codes


def _zeroed(declared: DeclaredPlate, channels: Array, per_frame: int) -> tuple[Array, list[str]]:
    """Take off the mean of the frames that FORCE_PLATFORM:ZERO names, unless the plate is clearly loaded then."""
    zero = integers(declared.groups, "FORCE_PLATFORM", "ZERO").ravel()
    if declared.kind == 1 or zero.size != 2 or zero[0] < 1 or zero[1] <= zero[0]:
        return channels, []
    rest = channels[:, (zero[0] - 1) * per_frame : zero[1] * per_frame]
    upright = slice(4, 8) if declared.kind == 3 else slice(2, 3)
    if rest.shape[1] == 0 or abs(rest[upright].sum(axis=0).mean()) > _MOST_AT_REST * np.max(np.abs(channels[upright].sum(axis=0))):
        return channels, ["plate_not_zeroed"]
    return channels - rest.mean(axis=1, keepdims=True), []


def metres_per_moment_unit(declared: DeclaredPlate, metres_per_unit: float) -> float:
    """Tell from ANALOG:UNITS whether a plate's moments are in Nmm or Nm; the file's unit of length if silent."""
    units = texts(declared.groups, "ANALOG", "UNITS")
    row = int(integers(declared.groups, "FORCE_PLATFORM", "CHANNEL")[CHANNELS_OF_TYPE[declared.kind] - 1, declared.index]) - 1
    unit = "".join(letter for letter in units[row].lower() if letter.isalpha()) if row < len(units) else ""
    return {"nm": 1.0, "ntm": 1.0, "nmm": 0.001, "ntmm": 0.001}.get(unit, metres_per_unit)


def _bridged(channels: Array, rate_hz: float) -> Array:
    """(channels, k) with short dropouts bridged by a straight line."""
    missing = ~np.isfinite(channels)
    if not missing.any():
        return channels
    whole = channels.copy()
    for row, gone in zip(whole, missing, strict=True):
        short = [(start, end) for start, end in stretches(gone) if end - start <= LONGEST_DROPOUT_S * rate_hz]
        for start, end in short if not gone.all() else ():
            row[start:end] = np.interp(np.arange(start, end), np.flatnonzero(~gone), row[~gone])
    return whole
