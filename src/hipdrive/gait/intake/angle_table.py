"""What a table of joint angles holds: coordinates by our names in rad, on even times, with what was never or not always seen marked."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import scipy

from ...arrays import BoolArray, FloatArray
from ...body import Athlete
from ...errors import InputFileError, listed
from ...language import en, joined, layout
from ...motion import Table, stretches, time_column
from ...note import Note
from .length import refuse_too_short

NEEDED = ("pelvis_tilt", "pelvis_tx", "pelvis_ty", "hip_flexion_r", "hip_flexion_l", "knee_flexion_r", "knee_flexion_l")
BEYOND_ANY_ANGLE = 1e6
"""Neither degrees nor millimetres of a pelvis reach it: such numbers count as none."""
SLIDES = ("pelvis_tx", "pelvis_ty", "pelvis_tz")
"""Coordinates that are lengths; all others are angles."""
SWINGING = ("hip_flexion_r", "hip_flexion_l", "knee_flexion_r", "knee_flexion_l")
"""Angles that every run moves far, so that their range tells the unit."""
LEAST_RANGE_DEG, LARGEST_RANGE_DEG = 15.0, 165.0
"""Hips and knees of a run go through 40 to 130 deg, slow or fast (Fukuchi 2017, Dorn 2012), and no joint through more than a knee can
bend; the two intervals that this makes, 15 to 165 and 0.26 to 2.9, have a factor of five between them."""
INNER_SHARE = (1.0, 99.0)
"""Percentiles between which a range is measured, so that single wild frames do not decide a unit."""
UNEVEN_STEP = 0.01
"""Steps of time may differ by this share (rounding) before the run is laid on even steps."""
SHORT_GAP_S = 0.1
"""Gaps up to a tenth of a second are bridged, as those of markers are."""
PELVIS_OVER_HEIGHT = 0.55
"""How high OpenSim's pelvis stands over the ground, over body height (0.93 m of 1.70 m in Rajagopal 2016's model)."""
LENGTH_UNITS = {"mm": 1000.0, "cm": 100.0, "inches": 39.37}
"""How many of a unit make a metre; feet are too near to metres on a raised treadmill."""
PELVIS_HEIGHT_SPREAD = 1.35
"""A pelvis in another unit stands within this factor of where it would on level ground; below half of inches it is left as it is."""


@dataclass(frozen=True, kw_only=True)
class AngleTable:
    """Coordinates of a run as its table has them."""

    time_s: FloatArray
    """(n,) s, evenly spaced."""
    values: Mapping[str, FloatArray]
    """(n,) of each coordinate by our names, rad or m; bridged where a frame is unseen."""
    unseen: BoolArray
    """(n,) frames inside gaps too long to bridge: nothing is known of them."""
    notes: tuple[Note, ...]


def angle_table(table: Table, athlete: Athlete, *, file_name: str) -> AngleTable:
    """Settle what a table of joint angles says: names, times, units and gaps.

    Args:
        table: OpenSim's coordinates over time.
        athlete: Height, for the unit of lengths.
        file_name: For sentences.

    Raises:
        InputFileError: Coordinates that a run needs are absent, empty, still or in no unit; or the times are none.
        TooShortError: It is shorter than any stride.
    """
    columns = _named(table)
    lacking = [name for name in NEEDED if name not in columns]
    if lacking or "time" not in columns:
        fault = en("the coordinates {coordinates} are missing", coordinates=listed(lacking or ["time"]))
        raise InputFileError(file_name, fault, en("give the .mot that OpenSim's inverse kinematics wrote"))
    del columns["time"]
    time_s = time_column(table, file_name)
    refuse_too_short(file_name, frames=len(time_s), rate_hz=(len(time_s) - 1) / float(time_s[-1] - time_s[0]) if len(time_s) > 1 else 1.0)
    columns, empty_notes = _without_empty(columns, file_name)
    seen, unseen, gap_notes = _bridged(columns, time_s)
    seen, angle_notes = _in_rad(seen, file_name, in_degrees=table.in_degrees)
    seen, length_notes = _in_m(seen, athlete, file_name)
    even_s, seen, unseen, time_notes = _even(time_s, seen, unseen)
    notes = (*time_notes, *empty_notes, *gap_notes, *angle_notes, *length_notes)
    return AngleTable(time_s=even_s, values=seen, unseen=unseen, notes=notes)


def _named(table: Table) -> dict[str, FloatArray]:
    """Columns by our names: a path such as /jointset/hip_r/hip_flexion_r/value is cut to the coordinate, knee_angle is knee_flexion."""
    columns = {}
    for place, name in enumerate(table.names):
        parts = [part for part in name.split("/") if part]
        if len(parts) > 1 and parts[-1] == "speed":
            continue
        short = parts[-2] if len(parts) > 1 and parts[-1] == "value" else parts[-1] if parts else name
        columns[{"knee_angle_r": "knee_flexion_r", "knee_angle_l": "knee_flexion_l"}.get(short, short)] = np.where(
            np.abs(table.data[:, place]) < BEYOND_ANY_ANGLE, table.data[:, place], np.nan
        )
    return columns


def _without_empty(columns: Mapping[str, FloatArray], file_name: str) -> tuple[dict[str, FloatArray], list[Note]]:
    """Leave out columns without a single number, and name them."""
    empty = [name for name, column in columns.items() if not np.isfinite(column).any()]
    needed = [name for name in empty if name in NEEDED]
    if needed:
        fault = en("the coordinates {coordinates} hold no number in any row", coordinates=listed(needed))
        advice = en("give the .mot that OpenSim's inverse kinematics wrote, with pelvis, hips and knees")
        raise InputFileError(file_name, fault, advice)
    if not empty:
        return dict(columns), []
    message = en("Columns with no number in any row count as missing: {columns}.", columns=joined(empty, ", "))
    return {name: column for name, column in columns.items() if name not in empty}, [Note("coordinates_empty", message)]


def _bridged(columns: Mapping[str, FloatArray], time_s: FloatArray) -> tuple[dict[str, FloatArray], BoolArray, list[Note]]:
    """Bridge gaps by a cubic spline and mark the frames of those that are too long, or at an end; these get straight lines to stand in."""
    unseen = np.zeros(len(time_s), dtype=bool)
    bridged, short = {}, 0
    for name, column in columns.items():
        finite = np.asarray(np.isfinite(column))
        bridged[name] = column if finite.all() else np.interp(time_s, time_s[finite], column[finite])
        gaps = [(start, end, _is_short(time_s, start, end)) for start, end in stretches(~finite)]
        spline = scipy.interpolate.CubicSpline(time_s[finite], column[finite]) if any(is_short for *_, is_short in gaps) else None
        for start, end, is_short in gaps:
            if spline is not None and is_short:
                bridged[name][start:end] = spline(time_s[start:end])
                short += 1
            else:
                unseen[start:end] = True
    notes = []
    if short:
        message = en("{gaps} gaps up to {longest:g} s in the angle columns were filled by a cubic spline.", gaps=short, longest=SHORT_GAP_S)
        notes.append(Note("gaps_filled", message))
    if unseen.any():
        message = en(
            "In {missing} of {frames} frames an angle is missing for longer: these frames count as not recorded.",
            missing=np.count_nonzero(unseen),
            frames=len(unseen),
        )
        notes.append(Note("angles_missing", message))
    return bridged, unseen, notes


def _is_short(time_s: FloatArray, start: int, end: int) -> bool:
    """Whether a gap lies between seen frames and is short enough to bridge."""
    return start > 0 and end < len(time_s) and bool(time_s[end] - time_s[start - 1] <= SHORT_GAP_S + 1e-9)


def _in_rad(columns: Mapping[str, FloatArray], file_name: str, *, in_degrees: bool | None) -> tuple[dict[str, FloatArray], list[Note]]:
    """Turn angles into rad, in the unit that the ranges of hips and knees show, whatever the header says."""
    ranges = {name: float(np.ptp(np.percentile(columns[name], INNER_SHARE))) for name in SWINGING}
    fits_degrees = all(LEAST_RANGE_DEG <= value <= LARGEST_RANGE_DEG for value in ranges.values())
    fits_radians = all(LEAST_RANGE_DEG <= np.degrees(value) <= LARGEST_RANGE_DEG for value in ranges.values())
    if not fits_degrees and not fits_radians:
        fault = en(
            "hips and knees move through ranges ({ranges}) that fit no run in any unit "
            "({least:g} to {largest:g} degrees or {least_rad:.2g} to {largest_rad:.2g} radians)",
            ranges=joined((layout("{coordinate} {range:.3g}", coordinate=name, range=value) for name, value in ranges.items()), ", "),
            least=LEAST_RANGE_DEG,
            largest=LARGEST_RANGE_DEG,
            least_rad=np.radians(LEAST_RANGE_DEG),
            largest_rad=np.radians(LARGEST_RANGE_DEG),
        )
        advice = en("give a run with all angles in degrees or all in radians, and say which with inDegrees=yes or no")
        raise InputFileError(file_name, fault, advice)
    turned = {name: np.radians(column) if fits_degrees and name not in SLIDES else column for name, column in columns.items()}
    if in_degrees is fits_degrees:
        return turned, []
    widest = max(ranges, key=lambda name: ranges[name])
    message = _READ_AS[fits_degrees, in_degrees is None].filled(coordinate=widest, range=ranges[widest])
    return turned, [Note("angle_unit_by_size", message)]


_READ_AS = {
    (True, True): en(
        "The header does not give the unit of its angles (inDegrees), and {coordinate} moves through {range:.3g}: "
        "the angles were read as degrees."
    ),
    (False, True): en(
        "The header does not give the unit of its angles (inDegrees), and {coordinate} moves through {range:.3g}: "
        "the angles were read as radians."
    ),
    (True, False): en("The header says radians, but {coordinate} moves through {range:.3g}: the angles were read as degrees."),
    (False, False): en("The header says degrees, but {coordinate} moves through {range:.3g}: the angles were read as radians."),
}
"""Whether angles are in degrees, and whether the header leaves that open -> what was made of it."""


def _in_m(columns: Mapping[str, FloatArray], athlete: Athlete, file_name: str) -> tuple[dict[str, FloatArray], list[Note]]:
    """Turn the path of the pelvis into m where its height over the ground is that of a body in another unit."""
    height = float(np.median(np.abs(columns["pelvis_ty"])))
    per_metre = height / (PELVIS_OVER_HEIGHT * athlete.height_m)
    if per_metre < 0.5 * LENGTH_UNITS["inches"]:
        return dict(columns), []
    near = min(LENGTH_UNITS, key=lambda unit: abs(np.log(per_metre / LENGTH_UNITS[unit])))
    if abs(np.log(per_metre / LENGTH_UNITS[near])) > np.log(PELVIS_HEIGHT_SPREAD):
        fault = en(
            "pelvis_ty is {found:.4g}, which is not the pelvis height of a body of {height:g} m in m, cm, mm or inches",
            found=height,
            height=athlete.height_m,
        )
        raise InputFileError(file_name, fault, en("give lengths in metres"))
    message = en(
        "pelvis_ty is {height:.4g}: the path of the pelvis was read as {unit}, not m.",
        height=height,
        unit=en("inches") if near == "inches" else near,
    )
    made = {name: column / LENGTH_UNITS[near] if name in SLIDES else column for name, column in columns.items()}
    return made, [Note("length_unit_corrected", message)]


def _even(
    time_s: FloatArray, columns: Mapping[str, FloatArray], unseen: BoolArray
) -> tuple[FloatArray, dict[str, FloatArray], BoolArray, list[Note]]:
    """Even times (s), every column at them, and a note if the steps were uneven."""
    even = np.linspace(time_s[0], time_s[-1], len(time_s))
    if np.max(np.abs(np.diff(time_s) * (len(time_s) - 1) / (time_s[-1] - time_s[0]) - 1.0)) <= UNEVEN_STEP:
        return even, dict(columns), unseen, []
    values = {name: np.interp(even, time_s, column) for name, column in columns.items()}
    lost = np.interp(even, time_s, unseen.astype(np.float64)) > 0.0
    return even, values, lost, [Note("uneven_times", en("The times are not evenly spaced; the angles were put on even steps."))]
