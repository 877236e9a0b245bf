"""The hip with each segment laid on its own markers alone (six degrees of freedom), as the program behind the published curves does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hipdrive.arrays import FloatArray
from hipdrive.body import SIDES, SegmentTable, Side
from hipdrive.body.joints import SUFFIX
from hipdrive.gait import Movement
from hipdrive.gait.intake.cleaned import cleaned
from hipdrive.gait.movement.gaps import long_gaps_bridged
from hipdrive.gait.movement.movement import calibration_of, movement_of
from hipdrive.gait.movement.on_ground import ground_on
from hipdrive.gait.movement.stride import Stride, normalised, strides_of
from hipdrive.gait.spline import quintic
from hipdrive.motion import load_marker_sets, lowpass, lowpass_plate, recognise
from hipdrive.physics.calibration import TrackedMarker
from hipdrive.physics.inverse_dynamics import OuterForce
from hipdrive.physics.rotation import angles_zxy, fit_rigid
from hipdrive.physics.skeleton import Skeleton

from .trials import Trial, read_pair


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What the skeleton is fitted to and loaded with in one treadmill run."""

    movement: Movement
    """The run as solved with joints."""
    markers: tuple[TrackedMarker, ...]
    path_m: FloatArray
    """(n, m, 3) their low-passed paths without gaps."""
    ground: Mapping[Side, OuterForce]
    strides: tuple[Stride, ...]


@dataclass(frozen=True, kw_only=True)
class Hip:
    """One hip in time; angles, moment and power as the skeleton counts them."""

    angles_rad: FloatArray
    """(n, 3) flexion, adduction, inner rotation (rad)."""
    moment_nm: FloatArray
    """(n,) internal flexion moment about the pelvis' own right axis (Nm)."""
    power_w: FloatArray
    """(n,) of the three axes together (W)."""


def inputs_of(trial: Trial, folder: Path, *, table: SegmentTable) -> Inputs:
    """Read and solve a treadmill run at the trial's cut-off."""
    run, static = read_pair(trial, folder)
    marker_set = recognise(run.labels, load_marker_sets())
    tidy, standing = cleaned(run, static, marker_set)
    calibration = calibration_of(standing, marker_set, trial.athlete, table)
    movement = movement_of(tidy, calibration, cutoff_hz=trial.cutoff_hz)
    markers = tuple(marker for marker in calibration.markers if marker.label in tidy.labels)
    settings = {"rate_hz": tidy.sampling_rate_hz, "cutoff_hz": trial.cutoff_hz}
    whole = long_gaps_bridged(movement.skeleton, markers, np.stack([tidy.marker(one.label) for one in markers], axis=1), **settings)
    contacts = (*movement.contacts, *movement.cut_contacts)
    plates = [lowpass_plate(plate, cutoff_hz=trial.cutoff_hz) for plate in tidy.plates]
    return Inputs(
        movement=movement,
        markers=markers,
        path_m=lowpass(whole, **settings),
        ground={side: ground_on(side, tidy.time_s, plates, contacts) for side in SIDES},
        strides=strides_of(movement, treadmill=True, file_name=run.file_name)[0],
    )


def free_hip(
    skeleton: Skeleton, markers: Sequence[TrackedMarker], path_m: FloatArray, ground: OuterForce, *, time_s: FloatArray, side: Side
) -> Hip:
    """The hip's angles, moment and power without joints: Newton and Euler's equations of thigh, shank and foot about the hip centre.

    Args:
        skeleton: Scaled skeleton, of which only segments are used: their frames, masses, inertias, and the thigh's own hip centre.
        markers: m markers on its bodies.
        path_m: (n, m, 3) their low-passed paths without gaps.
        ground: Force on the foot, with its moment about the lab's origin.
        time_s: (n,) s.
        side: Whose hip.

    Returns:
        The hip in time.
    """
    model, suffix = skeleton.model, SUFFIX[side]
    pelvis, _ = _laid("pelvis", markers, path_m)
    thigh, hip = _laid(f"femur{suffix}", markers, path_m)
    moment = -np.cross(ground.point_m - hip, ground.force_n) - (0.0 if ground.moment_nm is None else ground.moment_nm)
    for name in ("femur", "tibia", "calcn"):
        rotation, origin = _laid(name + suffix, markers, path_m)
        body = skeleton.body_index(name + suffix)
        centre = origin + rotation @ model.body_ipos[body]
        inertia = skeleton.inertia_kg_m2(name + suffix)
        spin = np.einsum("nij,jk,nlk,nl->ni", rotation, inertia, rotation, _turning(time_s, rotation))
        push = model.body_mass[body] * (_derivative(time_s, centre, 2) - model.opt.gravity)
        moment += np.cross(centre - hip, push) + _derivative(time_s, spin, 1)
    power = np.einsum("ni,ni->n", moment, _turning(time_s, thigh) - _turning(time_s, pelvis))
    mirror = np.array([1.0, 1.0, 1.0] if side == "right" else [1.0, -1.0, -1.0])
    angles = mirror * np.unwrap(angles_zxy(np.swapaxes(pelvis, 1, 2) @ thigh), axis=0)
    return Hip(angles_rad=angles, moment_nm=np.einsum("ni,ni->n", pelvis[:, :, 2], moment), power_w=power)


def mean_curves(inputs: Inputs, hip: Hip, side: Side) -> FloatArray:
    """(5, 101) mean strides: three angles (deg), moment (Nm/kg), power (W/kg)."""
    mass = inputs.movement.skeleton.athlete.mass_kg
    signals = [*np.degrees(hip.angles_rad).T, hip.moment_nm / mass, hip.power_w / mass]
    strides = [stride for stride in inputs.strides if stride.side == side]
    return np.array([np.mean([normalised(inputs.movement.time_s, signal, stride) for stride in strides], axis=0) for signal in signals])


def _laid(body: str, markers: Sequence[TrackedMarker], path_m: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Rotations (n, 3, 3) and origins (n, 3) of a body by its own markers."""
    own = [place for place, marker in enumerate(markers) if marker.body == body]
    return fit_rigid(np.array([markers[place].local_m for place in own]), path_m[:, own])


def _derivative(time_s: FloatArray, values: FloatArray, order: int) -> FloatArray:
    found: FloatArray = quintic(time_s, values)(time_s, order)
    return found


def _turning(time_s: FloatArray, rotation: FloatArray) -> FloatArray:
    """(n, 3) angular velocity in the lab (rad/s)."""
    spin = _derivative(time_s, rotation, 1) @ np.swapaxes(rotation, 1, 2)
    return 0.5 * np.stack([spin[:, 2, 1] - spin[:, 1, 2], spin[:, 0, 2] - spin[:, 2, 0], spin[:, 1, 0] - spin[:, 0, 1]], axis=1)
