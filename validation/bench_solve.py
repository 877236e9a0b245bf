"""Our inverse kinematics and dynamics on the rajagopal run, as 'make bench' times them, and the same run laid out to any length."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from hipdrive.arrays import FloatArray
from hipdrive.body import Athlete
from hipdrive.cli.door.inlet import motion_file
from hipdrive.gait.movement.movement import calibration_of
from hipdrive.gait.spline import quintic
from hipdrive.motion import Motion, load_marker_sets, lowpass, oriented, read_motion, recognise, zeros_to_missing
from hipdrive.physics.calibration import Calibration, TrackedMarker
from hipdrive.physics.inverse_dynamics import OuterForce, inverse_dynamics
from hipdrive.physics.inverse_kinematics import adjust_upper_body_markers, fit_markers
from hipdrive.physics.kinematics import forward_kinematics, points_on

CUTOFF_HZ = 15.0
MASS_KG, HEIGHT_M = 72.84, 1.80


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """A run as it stands before any solving."""

    calibration: Calibration
    start_s: float
    """s, of the first frame."""
    rate_hz: float
    seen_m: FloatArray
    """(n, m, 3) measured markers that the calibration knows."""
    outer: tuple[OuterForce, ...]
    """Ground forces at the marker frames."""

    @property
    def markers(self) -> tuple[TrackedMarker, ...]:
        """The m markers."""
        return self.calibration.markers

    @property
    def time_s(self) -> FloatArray:
        """(n,) s."""
        return self.start_s + np.arange(len(self.seen_m)) / self.rate_hz


@dataclass(frozen=True, kw_only=True)
class Solved:
    """What inverse kinematics and dynamics give."""

    markers: tuple[TrackedMarker, ...]
    """The markers, those of trunk and arms placed by the run."""
    q: FloatArray
    """(n, nv) coordinates (rad, m)."""
    moment_nm: FloatArray
    """(n, nv) generalised forces (Nm, N)."""


def recorded(folder: Path) -> Recorded:
    """Read the rajagopal run, turned, with the skeleton calibrated by its standing trial and forces at the marker frames."""
    data = folder / "rajagopal-run"
    run = read_motion(motion_file(data / "motion_capture_run.trc"), grf=motion_file(data / "grf_run.mot"))
    static = read_motion(motion_file(data / "static_run.trc"))
    marker_set = recognise(run.labels, load_marker_sets())
    turned_static, _ = oriented(zeros_to_missing(static), marker_set)
    turned, _ = oriented(zeros_to_missing(run), marker_set)
    calibration = calibration_of(turned_static, marker_set, Athlete(mass_kg=MASS_KG, height_m=HEIGHT_M), "de_leva")
    calibration = replace(calibration, markers=tuple(marker for marker in calibration.markers if marker.label in turned.labels))
    return Recorded(
        calibration=calibration,
        start_s=float(turned.time_s[0]),
        rate_hz=turned.sampling_rate_hz,
        seen_m=np.stack([turned.marker(marker.label) for marker in calibration.markers], axis=1),
        outer=_forces(turned),
    )


def _forces(run: Motion) -> tuple[OuterForce, ...]:
    """Ground forces and their moments about the lab's origin at the marker frames."""
    outer = []
    for side, plate in ((plate.side, plate) for plate in run.plates if plate.side is not None):
        force, moment = (
            np.stack([np.interp(run.time_s, plate.time_s, axis) for axis in values.T], axis=1)
            for values in (plate.force_n, plate.moment_about(np.zeros(3)))
        )
        outer.append(OuterForce(body=f"calcn_{side[0]}", force_n=force, point_m=np.zeros_like(force), moment_nm=moment))
    return tuple(outer)


def solved(run: Recorded) -> Solved:
    """Markers to joint moments: filter, settle the upper body, inverse kinematics, derivatives, inverse dynamics with the ground forces."""
    smooth = lowpass(run.seen_m, rate_hz=run.rate_hz, cutoff_hz=CUTOFF_HZ)
    return frame_by_frame(run, smooth, adjust_upper_body_markers(run.calibration.skeleton, run.markers, smooth))


def frame_by_frame(run: Recorded, smooth_m: FloatArray, markers: tuple[TrackedMarker, ...]) -> Solved:
    """The part of it that every frame needs; the upper body is settled once for a run, on some 60 frames of it."""
    skeleton = run.calibration.skeleton
    q = fit_markers(skeleton, markers, smooth_m).q
    spline = quintic(run.time_s, q)
    velocity, acceleration = spline(run.time_s, 1), spline(run.time_s, 2)
    moment = inverse_dynamics(skeleton, None, q=q, velocity=velocity, acceleration=acceleration, outer=run.outer)
    return Solved(markers=markers, q=q, moment_nm=moment)


def placed(run: Recorded, result: Solved) -> FloatArray:
    """(n, m, 3) where the fit puts the markers."""
    skeleton = run.calibration.skeleton
    kinematics = forward_kinematics(skeleton, result.q)
    return np.stack([points_on(kinematics, skeleton.body_index(marker.body), marker.local_m) for marker in result.markers], axis=1)


def laid_out(run: Recorded, frames: int) -> Recorded:
    """The run forwards, backwards, forwards and so on up to a number of frames, so that the path never jumps."""
    turn = len(run.seen_m) - 1
    back_and_forth = turn - np.abs(np.arange(frames) % (2 * turn) - turn)

    outer = tuple(
        replace(
            load,
            force_n=load.force_n[back_and_forth],
            point_m=load.point_m[back_and_forth],
            moment_nm=None if load.moment_nm is None else load.moment_nm[back_and_forth],
        )
        for load in run.outer
    )
    return replace(run, seen_m=run.seen_m[back_and_forth], outer=outer)
