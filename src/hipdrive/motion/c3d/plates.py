"""Turn the analog channels of a C3D file into force plates: force, centre of pressure and free moment on the runner.

Source: C3D format user guide (c3d.org), chapter on FORCE_PLATFORM. The plate's axes come from its corners: x from the
centre to the edge between corners 1 and 4, y to the edge between corners 1 and 2, z = x cross y. ORIGIN is the vector
from the plate's electrical origin to the centre of its top, in plate axes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...errors import InputFileError
from ...note import Note
from ..motion import MIN_VERTICAL_FORCE_N, Array, ForcePlate
from .parameters import Groups, integers, numbers, texts

CHANNELS_OF_TYPE = {1: 6, 2: 6, 3: 8, 4: 6}
_DOUBTS = {
    "plate_type_unknown": "of a type that cannot be read; left out.",
    "plate_not_zeroed": "loaded in the frames meant for zeroing; left as recorded.",
    "plate_origin_turned": "the electrical origin would lie above the top; its sign was turned.",
    "plate_sign_turned": "the runner's push on the plate is recorded; it was turned to the ground's push on the runner.",
}
_MOST_AT_REST = 0.1
"""Largest share of the peak vertical signal that counts as an unloaded plate; our choice."""
_CLEARLY_LOADED_N = 100.0
"""A plate whose largest vertical force is above this and points down records action instead of reaction; our choice."""
_BEYOND_ANY_PLATE = 1e12
"""No force (N) and no moment (Nm) comes near it; damaged scales, origins and matrices do. Our choice."""


@dataclass(frozen=True, kw_only=True)
class _Declared:
    """One plate as the file declares it, lengths in m."""

    file_name: str
    groups: Groups
    index: int
    kind: int
    """TYPE 1 to 4."""

    @property
    def name(self) -> str:
        return f"plate_{self.index + 1}"

    def column(self, parameter: str, shape: tuple[int, ...]) -> Array:
        """Return this plate's share of a parameter whose last axis counts the plates."""
        values = numbers(self.groups, "FORCE_PLATFORM", parameter)
        if values.shape[: len(shape)] != shape or values.ndim != len(shape) + 1 or values.shape[-1] <= self.index:
            problem = f"FORCE_PLATFORM:{parameter} does not describe force plate {self.index + 1}"
            raise InputFileError(self.file_name, problem, "export the trial again as C3D")
        return np.asarray(values[..., self.index])

    def rows(self, available: int) -> NDArray[np.int64]:
        """Return the rows of this plate among the analog channels."""
        channels = integers(self.groups, "FORCE_PLATFORM", "CHANNEL")
        count = CHANNELS_OF_TYPE[self.kind]
        if channels.ndim != 2 or channels.shape[0] < count or channels.shape[1] <= self.index:
            problem = f"FORCE_PLATFORM:CHANNEL does not name the {count} channels of {self.name}"
            raise InputFileError(self.file_name, problem, "export the trial again as C3D")
        rows = np.asarray(channels[:count, self.index] - 1)
        if rows.min() < 0 or rows.max() >= available:
            problem = f"{self.name} asks for analog channel {rows.max() + 1}, but there are {available}"
            raise InputFileError(self.file_name, problem, "export the trial again as C3D, with all analog channels")
        return rows


@dataclass(frozen=True, kw_only=True)
class _Analog:
    """The analog channels of a file."""

    values: Array
    """(c, k), in the units of the file."""
    rate_hz: float
    per_frame: int
    """Samples in one frame of markers."""


def plates_from_channels(
    file_name: str, groups: Groups, analogs: Array, analog_hz: float, metres_per_unit: float, position_m: Array
) -> tuple[tuple[ForcePlate, ...], list[Note]]:
    """Compute every force plate that the file declares and has channels for.

    Args:
        file_name: Name of the file, for errors.
        groups: The file's parameters.
        analogs: (c, k), the analog channels in the units of the file.
        analog_hz: Their sampling rate.
        metres_per_unit: Metres in the file's unit of length.
        position_m: (n, m, 3) m, markers; they stand on the side of a plate where up is.

    Returns:
        The plates in the file's order, and what was doubtful.

    Raises:
        InputFileError: A plate is declared with a wrong geometry or with channels that are not there.
    """
    types = integers(groups, "FORCE_PLATFORM", "TYPE").ravel()
    used = integers(groups, "FORCE_PLATFORM", "USED").ravel()
    count = min(len(types), int(used[0]) if used.size else len(types))
    if count <= 0:
        return (), []
    if analogs.size == 0:
        return (), [Note("plates_without_data", f"The file declares {count} force plate(s) but holds no force channels.")]
    analog = _Analog(values=analogs, rate_hz=analog_hz, per_frame=analogs.shape[1] // len(position_m))
    plates, doubts, channels_asked = [], [], 0
    for index in range(count):
        declared = _Declared(file_name=file_name, groups=groups, index=index, kind=int(types[index]))
        if declared.kind not in CHANNELS_OF_TYPE:
            doubts.append(("plate_type_unknown", declared.name))
            continue
        plate, codes = _plate(declared, analog, metres_per_unit, position_m)
        plates.append(plate)
        doubts += [(code, declared.name) for code in codes]
        channels_asked += CHANNELS_OF_TYPE[declared.kind]
        if channels_asked > len(analogs):  # else one recorded channel could be made into any number of plates
            problem = f"its force plates ask for {channels_asked} analog channels or more, but there are {len(analogs)}"
            raise InputFileError(file_name, problem, "export the trial again as C3D, with all analog channels")
    return tuple(plates), _notes(doubts)


def _notes(doubts: list[tuple[str, str]]) -> list[Note]:
    """Write one note per kind of doubt, naming the plates."""
    codes = sorted({code for code, _ in doubts})
    return [Note(code, f"{', '.join(name for doubt, name in doubts if doubt == code)}: {_DOUBTS[code]}") for code in codes]


def _plate(declared: _Declared, analog: _Analog, metres_per_unit: float, position_m: Array) -> tuple[ForcePlate, list[str]]:
    """Compute one plate and the codes of what was doubtful."""
    corners_m = declared.column("CORNERS", (3, 4)).T * metres_per_unit
    lab_from_plate = _axes(declared, corners_m)
    channels, codes = _channels(declared, analog)
    origin_m = declared.column("ORIGIN", (3,)) * metres_per_unit
    if origin_m[2] > 0.0 and declared.kind != 1:
        origin_m = origin_m * ([1.0, 1.0, -1.0] if declared.kind == 3 else -1.0)
        codes.append("plate_origin_turned")
    moment_unit = _metres_per_moment_unit(declared, metres_per_unit)
    with np.errstate(invalid="ignore"):  # an origin or a matrix that is no number is refused below
        force, moment = _wrench_at_top(declared.kind, channels, origin_m, moment_unit=moment_unit, metres_per_unit=metres_per_unit)
    if not ((np.abs(force) < _BEYOND_ANY_PLATE).all() and (np.abs(moment) < _BEYOND_ANY_PLATE).all()):
        raise InputFileError(
            declared.file_name, f"the forces of {declared.name} are beyond any force plate", "export the trial again as C3D"
        )
    up = 1.0 if _markers_side(position_m, corners_m, lab_from_plate) > 0.0 else -1.0
    load_n = up * force[:, 2]
    if load_n[np.argmax(np.abs(load_n))] < -_CLEARLY_LOADED_N:
        force, moment = -force, -moment
        codes.append("plate_sign_turned")
    in_contact = np.abs(load_n) >= MIN_VERTICAL_FORCE_N
    vertical = np.where(in_contact, force[:, 2], 1.0)
    point = np.stack([-moment[:, 1] / vertical, moment[:, 0] / vertical, np.zeros(len(vertical))], axis=1)
    twist = moment - np.cross(point, force)
    twist[:, :2] = 0.0
    plate = ForcePlate(
        name=declared.name,
        time_s=np.arange(force.shape[0]) / analog.rate_hz,
        force_n=force @ lab_from_plate.T,
        point_m=np.where(in_contact[:, None], corners_m.mean(axis=0) + point @ lab_from_plate.T, np.nan),
        free_moment_nm=np.where(in_contact[:, None], twist @ lab_from_plate.T, 0.0),
        corners_m=corners_m,
    )
    return plate, codes


def _axes(declared: _Declared, corners_m: Array) -> Array:
    """Return the (3, 3) rotation from plate axes to lab axes; see the head of this file."""
    finite = np.isfinite(corners_m).all()
    across = corners_m[0] + corners_m[3] - corners_m[1] - corners_m[2] if finite else np.zeros(3)
    along = corners_m[0] + corners_m[1] - corners_m[2] - corners_m[3] if finite else np.zeros(3)
    normal = np.cross(across, along)
    if np.linalg.norm(normal) < 1e-6:
        problem = f"the corners of {declared.name} span no surface"
        raise InputFileError(declared.file_name, problem, "set the corners of the plates in the motion capture program")
    x_axis = across / np.linalg.norm(across)
    z_axis = normal / np.linalg.norm(normal)
    return np.stack([x_axis, np.cross(z_axis, x_axis), z_axis], axis=1)


def _channels(declared: _Declared, analog: _Analog) -> tuple[Array, list[str]]:
    """Return the (channels, k) rows of one plate, zeroed, and calibrated where they are volts (TYPE 4)."""
    channels = np.asarray(analog.values[declared.rows(analog.values.shape[0])])
    if not np.all(np.isfinite(channels)):
        problem = f"the channels of {declared.name} hold values that are not numbers"
        raise InputFileError(declared.file_name, problem, "export the trial again as C3D")
    channels, codes = _zeroed(declared, channels, analog.per_frame)
    if declared.kind == 4:
        matrix = declared.column("CAL_MATRIX", (6, 6))
        store = (texts(declared.groups, "FORCE_PLATFORM", "MATRIX_STORE") or ["BYCOLUMN"])[0]
        with np.errstate(invalid="ignore"):
            channels = (matrix.T if store.upper() == "BYROW" else matrix) @ channels
    return channels, codes


def _zeroed(declared: _Declared, channels: Array, per_frame: int) -> tuple[Array, list[str]]:
    """Take off the mean of the frames that FORCE_PLATFORM:ZERO names, unless the plate is clearly loaded then."""
    zero = integers(declared.groups, "FORCE_PLATFORM", "ZERO").ravel()
    if declared.kind == 1 or zero.size != 2 or zero[0] < 1 or zero[1] <= zero[0]:
        return channels, []
    rest = channels[:, (zero[0] - 1) * per_frame : zero[1] * per_frame]
    upright = slice(4, 8) if declared.kind == 3 else slice(2, 3)
    if rest.shape[1] == 0 or abs(rest[upright].sum(axis=0).mean()) > _MOST_AT_REST * np.max(np.abs(channels[upright].sum(axis=0))):
        return channels, ["plate_not_zeroed"]
    return channels - rest.mean(axis=1, keepdims=True), []


def _metres_per_moment_unit(declared: _Declared, metres_per_unit: float) -> float:
    """Tell from ANALOG:UNITS whether a plate's moments are in Nmm or Nm; the file's unit of length if silent."""
    units = texts(declared.groups, "ANALOG", "UNITS")
    row = int(integers(declared.groups, "FORCE_PLATFORM", "CHANNEL")[CHANNELS_OF_TYPE[declared.kind] - 1, declared.index]) - 1
    unit = "".join(letter for letter in units[row].lower() if letter.isalpha()) if row < len(units) else ""
    return {"nm": 1.0, "ntm": 1.0, "nmm": 0.001, "ntmm": 0.001}.get(unit, metres_per_unit)


def _wrench_at_top(kind: int, channels: Array, origin_m: Array, *, moment_unit: float, metres_per_unit: float) -> tuple[Array, Array]:
    """Return force (k, 3) N and moment about the centre of the top (k, 3) Nm, in plate axes."""
    if kind == 1:
        force = channels[:3].T
        point = np.stack([channels[3], channels[4], np.zeros(channels.shape[1])], axis=1) * metres_per_unit
        twist = np.zeros_like(force)
        twist[:, 2] = channels[5] * moment_unit
        return force, np.cross(point, force) + twist
    if kind == 3:
        x12, x34, y14, y23, z1, z2, z3, z4 = channels
        a, b = origin_m[0], origin_m[1]
        force = np.stack([x12 + x34, y14 + y23, z1 + z2 + z3 + z4], axis=1)
        about_sensor = np.stack([b * (z1 + z2 - z3 - z4), a * (z2 + z3 - z1 - z4), b * (x34 - x12) + a * (y14 - y23)], axis=1)
        return force, about_sensor - np.cross(np.array([0.0, 0.0, origin_m[2]]), force)
    force, about_sensor = channels[:3].T, channels[3:6].T * moment_unit
    return force, about_sensor - np.cross(origin_m, force)


def _markers_side(position_m: Array, corners_m: Array, lab_from_plate: Array) -> float:
    """Return how far the markers stand along the plate's z axis from its surface (m); below zero where z points down."""
    seen = position_m[np.isfinite(position_m).all(axis=2) & (position_m != 0.0).any(axis=2)]
    if not seen.size:
        return -1.0
    return float(np.median((seen - corners_m.mean(axis=0)) @ lab_from_plate[:, 2]))
