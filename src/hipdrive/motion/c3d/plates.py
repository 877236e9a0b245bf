"""Turn the analog channels of a C3D file into force plates: force, centre of pressure and free moment on the runner.

Source: C3D format user guide (c3d.org), chapter on FORCE_PLATFORM. The plate's axes come from its corners: x from the
centre to the edge between corners 1 and 4, y to the edge between corners 1 and 2, z = x cross y. ORIGIN is the vector
from the plate's electrical origin to the centre of its top, in plate axes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ...errors import InputFileError
from ...language import Text, en, en_count, joined
from ...note import Note
from ..clean import rest_notes, rested
from ..motion import MIN_VERTICAL_FORCE_N, Array, ForcePlate
from .declared_plate import CHANNELS_OF_TYPE, Analog, DeclaredPlate, channels_of, metres_per_moment_unit
from .parameters import Groups, integers

_DOUBTS = {
    "plate_type_unknown": en("{plates}: of a type that cannot be read; left out."),
    "plate_not_zeroed": en("{plates}: loaded in the frames meant for zeroing; left as recorded."),
    "plate_origin_turned": en("{plates}: the electrical origin would lie above the top; its sign was reversed."),
    "plate_sign_turned": en(
        "{plates}: the file holds the runner's push on the plate; it was reversed to give the ground's push on the runner."
    ),
}
_CLEARLY_LOADED_N = 100.0
"""A plate whose largest vertical force is above this and points down records action instead of reaction; our choice."""
_BEYOND_ANY_PLATE = 1e5
"""No force (N) and no moment (Nm) comes near it (the largest plates end at 20 kN); damaged scales, origins and matrices do. Our choice."""


@dataclass(frozen=True, kw_only=True)
class _Plate:
    """One plate with what is to be said about it."""

    plate: ForcePlate
    doubts: tuple[str, ...]
    """Codes."""
    taken: Mapping[str, Text] = field(default_factory=dict)
    """By code of the note: what was taken out of it."""


def plates_from_channels(
    file_name: str,
    groups: Groups,
    analogs: Array,
    analog_hz: float,
    metres_per_unit: float,
    position_m: Array,
    *,
    of_run: bool = False,
) -> tuple[tuple[ForcePlate, ...], list[Note]]:
    """Compute every force plate that the file declares and has channels for.

    A plate that is declared with a wrong geometry, or whose channels are not there or hold no numbers, is left out with a note.

    Args:
        file_name: Name of the file, for errors.
        groups: The file's parameters.
        analogs: (c, k), the analog channels in the units of the file.
        analog_hz: Their sampling rate.
        metres_per_unit: Metres in the file's unit of length.
        position_m: (n, m, 3) m, markers; they stand on the side of a plate where up is.
        of_run: Whether somebody runs on the plates: then zero, hum and noise are read from every flight and taken out.

    Returns:
        The plates in the file's order, and what was doubtful.
    """
    types = integers(groups, "FORCE_PLATFORM", "TYPE").ravel()
    used = integers(groups, "FORCE_PLATFORM", "USED").ravel()
    count = min(len(types), int(used[0]) if used.size else len(types))
    if count <= 0:
        return (), []
    if analogs.size == 0:
        message = en_count(
            "The file declares {n} force plate but holds no force channels.",
            "The file declares {n} force plates but holds no force channels.",
            n=count,
        )
        return (), [Note("plates_without_data", message)]
    analog = Analog(values=analogs, rate_hz=analog_hz, per_frame=analogs.shape[1] // len(position_m))
    middle_m = _middle_of_markers_m(position_m)
    found: list[_Plate] = []
    doubts: list[tuple[str, str]] = []
    faults: list[Text] = []
    channels_free = len(analogs)
    for index in range(count):
        declared = DeclaredPlate(file_name=file_name, groups=groups, index=index, kind=int(types[index]))
        if declared.kind not in CHANNELS_OF_TYPE:
            doubts.append(("plate_type_unknown", declared.name))
            continue
        channels_free -= CHANNELS_OF_TYPE[declared.kind]
        if channels_free < 0:  # else one recorded channel could be made into any number of plates
            faults.append(
                en(
                    "{plate} and those after it refer to more analog channels than the {count} in the file",
                    plate=declared.name,
                    count=len(analogs),
                )
            )
            break
        try:
            found.append(_plate(declared, analog, metres_per_unit, middle_m, of_run=of_run))
        except InputFileError as error:
            faults.append(error.found)
    doubts += [(code, one.plate.name) for one in found for code in one.doubts]
    taken = rest_notes([(one.plate.name, one.taken) for one in found])
    return tuple(one.plate for one in found), [*_left_out(faults), *_notes(doubts), *taken]


def _left_out(faults: list[Text]) -> list[Note]:
    """A note on the plates that cannot be used."""
    if not faults:
        return []
    return [Note("plate_left_out", en("Left out, so steps on them count as beside the plates: {faults}.", faults=joined(faults, "; ")))]


def _notes(doubts: list[tuple[str, str]]) -> list[Note]:
    """Write one note per kind of doubt, naming the plates."""
    codes = sorted({code for code, _ in doubts})
    return [Note(code, _DOUBTS[code].filled(plates=joined([name for doubt, name in doubts if doubt == code], ", "))) for code in codes]


def _plate(declared: DeclaredPlate, analog: Analog, metres_per_unit: float, middle_m: Array | None, *, of_run: bool) -> _Plate:
    """Compute one plate.

    Raises:
        InputFileError: It cannot be used.
    """
    corners_m = declared.column("CORNERS", (3, 4)).T * metres_per_unit
    lab_from_plate = _axes(declared, corners_m)
    channels, codes = channels_of(declared, analog)
    origin_m = declared.column("ORIGIN", (3,)) * metres_per_unit
    if origin_m[2] > 0.0 and declared.kind != 1:
        origin_m = origin_m * ([1.0, 1.0, -1.0] if declared.kind == 3 else -1.0)
        codes.append("plate_origin_turned")
    moment_unit = metres_per_moment_unit(declared, metres_per_unit)
    with np.errstate(invalid="ignore"):  # an origin or a matrix that is no number is refused below
        force, moment = _wrench_at_top(declared.kind, channels, origin_m, moment_unit=moment_unit, metres_per_unit=metres_per_unit)
    if not ((np.abs(force) < _BEYOND_ANY_PLATE).all() and (np.abs(moment) < _BEYOND_ANY_PLATE).all()):
        raise InputFileError(
            declared.file_name,
            en("the forces of {plate} are larger than any force plate can measure", plate=declared.name),
            en("export the trial again as C3D"),
        )
    taken: Mapping[str, Text] = {}
    if of_run:
        still = rested(force, moment, rate_hz=analog.rate_hz)
        force, moment, taken = still.force_n, still.moment_nm, still.amounts
    above = middle_m is not None and float((middle_m - corners_m.mean(axis=0)) @ lab_from_plate[:, 2]) > 0.0
    up = 1.0 if above else -1.0  # without markers z points down
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
    return _Plate(plate=plate, doubts=tuple(codes), taken=taken)


def _axes(declared: DeclaredPlate, corners_m: Array) -> Array:
    """Return the (3, 3) rotation from plate axes to lab axes; see the head of this file."""
    finite = np.isfinite(corners_m).all()
    across = corners_m[0] + corners_m[3] - corners_m[1] - corners_m[2] if finite else np.zeros(3)
    along = corners_m[0] + corners_m[1] - corners_m[2] - corners_m[3] if finite else np.zeros(3)
    normal = np.cross(across, along)
    if np.linalg.norm(normal) < 1e-6:
        problem = en("the corners of {plate} do not form a surface", plate=declared.name)
        raise InputFileError(declared.file_name, problem, en("set the corners of the plates in the motion capture program"))
    x_axis = across / np.linalg.norm(across)
    z_axis = normal / np.linalg.norm(normal)
    return np.stack([x_axis, np.cross(z_axis, x_axis), z_axis], axis=1)


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


def _middle_of_markers_m(position_m: Array) -> Array | None:
    """Return the typical place (3,) of all markers; None where none is ever seen."""
    seen = position_m[np.isfinite(position_m).all(axis=2) & (position_m != 0.0).any(axis=2)]
    return np.asarray(np.median(seen, axis=0)) if seen.size else None
