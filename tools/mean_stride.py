"""The mean stride of several runners: contacts aligned, sides mirrored and averaged, exactly periodic and smooth."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import PchipInterpolator

from hipdrive.arrays import FloatArray
from hipdrive.body import Side
from hipdrive.body.joints import SUFFIX
from hipdrive.gait import DEFAULT_CUTOFF_HZ, Movement
from hipdrive.gait.movement.stride import Stride, strides_of
from hipdrive.motion import ForcePlate, MarkerSet, Motion, lowpass_plate, oriented, zeros_to_missing
from hipdrive.units import STANDARD_GRAVITY_M_S2

PELVIS_EVEN = ("pelvis_tx", "pelvis_ty", "pelvis_tilt")
"""The same after half a stride in a symmetric runner."""
PELVIS_ODD = ("pelvis_tz", "pelvis_list", "pelvis_rotation")
"""Mirrored after half a stride in a symmetric runner."""
LEG = ("hip_flexion", "hip_adduction", "hip_rotation", "knee_flexion", "ankle_angle", "subtalar_angle")
STRIDE_COLUMNS = (*PELVIS_EVEN, *PELVIS_ODD, *LEG)
CONTACT_COLUMNS = ("force_forward_bw", "force_up_bw", "force_lateral_bw", "pressure_forward_over_height", "pressure_lateral_over_height")
PHASES = 100
"""Points of a stride, 0 to 99 %; 100 % repeats the first."""
HARMONICS = 15
"""Of the stride's frequency: 15 times 1.3 to 1.5 Hz is what a 15 Hz low-pass still lets through at a tenth of its strength."""
BODY_ROWS = ("thigh_over_height", "shank_over_height")
CONTACT_POINTS = 101


@dataclass(frozen=True, kw_only=True)
class RunnerStride:
    """Mean stride of one runner, both sides as one, before contacts are aligned between runners."""

    marks: FloatArray
    """(3,) own toe-off, other foot's contact and toe-off, as shares of the stride."""
    stride: FloatArray
    """(101, 12) columns as STRIDE_COLUMNS, on this runner's own clock."""
    contact: FloatArray
    """(101, 5) columns as CONTACT_COLUMNS."""
    body: FloatArray
    """(2,) as BODY_ROWS: joint centre to joint centre, mean of both sides."""


@dataclass(frozen=True, kw_only=True)
class MeanStride:
    """Mean stride over runners."""

    stride: FloatArray
    """(101, 12) columns as STRIDE_COLUMNS; the last row repeats the first."""
    contact: FloatArray
    """(101, 5) columns as CONTACT_COLUMNS."""


def runner_stride(motion: Motion, marker_set: MarkerSet, movement: Movement) -> RunnerStride:
    """Average one runner's strides and contacts, left ones mirrored.

    Args:
        motion: The recording as read, for the unfiltered plate.
        marker_set: Its marker set.
        movement: The analysed movement.

    Returns:
        The runner's mean stride.
    """
    turned, _ = oriented(zeros_to_missing(motion), marker_set)
    plate = turned.plates[0]
    level_m = float(np.nanmedian(plate.point_m[:, 1]))
    smooth = lowpass_plate(plate, cutoff_hz=DEFAULT_CUTOFF_HZ)
    found, _ = strides_of(movement, treadmill=True, file_name=motion.file_name)
    strides = [s for s in found if s.opposite is not None and s.contact.toe_off_s < s.end_s]
    rows = {side: np.mean([_stride_rows(movement, s, level_m) for s in strides if s.side == side], axis=0) for side in SUFFIX}
    contacts = {side: _mean_contact(movement, [s for s in strides if s.side == side], plate, smooth) for side in SUFFIX}
    return RunnerStride(
        marks=np.mean([_marks(s) for s in strides], axis=0),
        stride=np.mean(list(rows.values()), axis=0),
        contact=np.mean(list(contacts.values()), axis=0),
        body=_leg_lengths(movement),
    )


def _leg_lengths(movement: Movement) -> FloatArray:
    """(2,) thigh and shank over standing height, from the calibrated joint centres."""
    legs = movement.skeleton.shape.legs.values()
    lengths = [[float(np.linalg.norm(leg.knee_m)), float(np.linalg.norm(leg.ankle_m))] for leg in legs]
    mean: FloatArray = np.mean(lengths, axis=0) / movement.skeleton.athlete.height_m
    return mean


def _marks(stride: Stride) -> FloatArray:
    """Own toe-off, other contact, other toe-off as shares of the stride."""
    start, length = stride.contact.initial_contact_s, stride.end_s - stride.contact.initial_contact_s
    other = stride.opposite or stride.contact
    return (np.array([stride.contact.toe_off_s, other.initial_contact_s, other.toe_off_s]) - start) / length


def _stride_rows(movement: Movement, stride: Stride, level_m: float) -> FloatArray:
    """(101, 12) one stride; drift of the pelvis over the belt taken off, lengths over height, left mirrored."""
    height = movement.skeleton.athlete.height_m
    mirror = 1.0 if stride.side == "right" else -1.0
    at = np.linspace(stride.contact.initial_contact_s, stride.end_s, PHASES + 1)
    columns = []
    for name in STRIDE_COLUMNS:
        place = movement.of(name, stride.side) if name in LEG else movement.skeleton.index(name)
        values = np.interp(at, movement.time_s, movement.q[:, place])
        if name in {"pelvis_tx", "pelvis_tz"}:
            values -= np.linspace(values[0], values[-1], len(values))
            values -= values.mean()
        if name == "pelvis_ty":
            values -= level_m
        columns.append(
            values * (mirror if name in PELVIS_ODD else 1.0) / (height if name.startswith("pelvis_t") and name[-1] in "xyz" else 1.0)
        )
    return np.stack(columns, axis=1)


def _mean_contact(movement: Movement, strides: Sequence[Stride], plate: ForcePlate, smooth: ForcePlate) -> FloatArray:
    """(101, 5) mean contact of one side; the centre of pressure is weighted by the force, so that light moments count little."""
    athlete = movement.skeleton.athlete
    side: Side = strides[0].side
    out = 1.0 if side == "right" else -1.0
    weight_n = athlete.mass_kg * STANDARD_GRAVITY_M_S2
    forces, arms, loads = [], [], []
    for stride in strides:
        at = np.linspace(stride.contact.initial_contact_s, stride.contact.toe_off_s, CONTACT_POINTS)
        seen = np.isfinite(smooth.point_m[:, 0])
        force = np.stack([np.interp(at, plate.time_s, plate.force_n[:, axis]) for axis in range(3)], axis=1) / weight_n
        pressure, ankle = (
            np.stack([np.interp(at, time, path[:, axis]) for axis in (0, 2)], axis=1)
            for time, path in ((smooth.time_s[seen], smooth.point_m[seen]), (movement.time_s, movement.ankle_m[side]))
        )
        forces.append(force)
        arms.append((pressure - ankle) * force[:, 1:2])
        loads.append(force[:, 1:2])
    arm = np.mean(arms, axis=0) / np.mean(loads, axis=0) / athlete.height_m
    contact: FloatArray = np.hstack([np.mean(forces, axis=0), arm]) * np.array([1.0, 1.0, out, 1.0, out])
    return contact


def mean_stride(runners: Sequence[RunnerStride]) -> MeanStride:
    """Average runners after their contacts are brought to the same shares of the stride.

    The clock of each runner is bent by a monotone cubic so that toe-off and the other foot's contact fall on the mean shares (the other
    contact on one half); without it a mean force would fade out over the spread of toe-offs. Symmetry and periodicity are then made
    exact: Fourier series, even harmonics for what both steps share and odd ones for what they mirror.

    Args:
        runners: At least one.

    Returns:
        The mean stride.
    """
    marks = np.mean([runner.marks for runner in runners], axis=0)
    duty = 0.5 * float(marks[0] + marks[2] - marks[1])
    common = np.array([duty - 1.0, -0.5, duty - 0.5, 0.0, duty, 0.5, 0.5 + duty, 1.0, 1.0 + duty, 1.5])
    phase = np.linspace(0.0, 1.0, PHASES + 1)
    aligned = []
    for runner in runners:
        toe_off, other, other_off = runner.marks
        own = np.array([toe_off - 1, other - 1, other_off - 1, 0.0, toe_off, other, other_off, 1.0, 1 + toe_off, 1 + other])
        at = PchipInterpolator(common, own)(phase)
        aligned.append(np.stack([np.interp(at, phase, column) for column in runner.stride.T], axis=1))
    mean = np.mean(aligned, axis=0)
    series = np.stack([_periodic(mean[:-1, i], name) for i, name in enumerate(STRIDE_COLUMNS)], axis=1)
    return MeanStride(stride=np.vstack([series, series[:1]]), contact=np.mean([runner.contact for runner in runners], axis=0))


def _periodic(values: FloatArray, name: str) -> FloatArray:
    """(100,) the values without harmonics above the highest kept and, for the pelvis, with the symmetry of its steps."""
    spectrum = np.fft.rfft(values)
    spectrum[HARMONICS + 1 :] = 0.0
    if name in PELVIS_EVEN:
        spectrum[1::2] = 0.0
    if name in PELVIS_ODD:
        spectrum[0::2] = 0.0
    smooth: FloatArray = np.fft.irfft(spectrum, n=len(values))
    return smooth
