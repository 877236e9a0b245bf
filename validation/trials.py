"""The recordings that come with a published truth, and how each is analysed."""

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hipdrive.arrays import FloatArray
from hipdrive.body import Athlete, SegmentTable
from hipdrive.cli.door.inlet import motion_file
from hipdrive.gait import Movement, Run, analyse_markers
from hipdrive.gait.spline import quintic
from hipdrive.motion import Motion, load_marker_sets, oriented, read_motion, recognise
from hipdrive.physics.inverse_dynamics import OuterForce, inverse_dynamics
from hipdrive.physics.kinematics import forward_kinematics


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One recording with its static trial, the runner and the cut-off of its reference."""

    name: str
    run: str
    static: str
    grf: str | None
    athlete: Athlete
    cutoff_hz: float


def _rbds(speed: str) -> Trial:
    return Trial(
        name=f"RBDS001 T{speed}",
        run=f"rbds/RBDS001runT{speed}.c3d",
        static="rbds/RBDS001static.c3d",
        grf=None,
        athlete=Athlete(mass_kg=62.0, height_m=1.81),
        cutoff_hz=10.0,
    )


RBDS = {speed: _rbds(speed) for speed in ("25", "35", "45")}
"""RBDS001 by tenths of m/s."""
OPENSIM = {
    "rajagopal-run": Trial(
        name="rajagopal-run",
        run="rajagopal-run/motion_capture_run.trc",
        static="rajagopal-run/static_run.trc",
        grf="rajagopal-run/grf_run.mot",
        athlete=Athlete(mass_kg=72.84, height_m=1.80),
        cutoff_hz=15.0,
    ),
    "hamner-run": Trial(
        name="hamner-run",
        run="hamner-run/subject02_running.trc",
        static="hamner-run/subject02_static.trc",
        grf="hamner-run/subject02_running_grf.mot",
        athlete=Athlete(mass_kg=65.9, height_m=1.80),
        cutoff_hz=15.0,
    ),
    "bmc-run": Trial(
        name="bmc-run",
        run="bmc-run/motion_capture_run.trc",
        static="bmc-run/static_run.trc",
        grf="bmc-run/grf_run.mot",
        athlete=Athlete(mass_kg=70.0, height_m=1.70),
        cutoff_hz=6.0,
    ),
}
"""Trials with OpenSim's results beside them, by folder; heights are not published and rounded by us (they only place the trunk)."""


def recordings_folder() -> Path | None:
    """The folder that HIPDRIVE_DATA names, None if it names none."""
    named = os.environ.get("HIPDRIVE_DATA", "")
    return Path(named) if named else None


def read_pair(trial: Trial, folder: Path) -> tuple[Motion, Motion]:
    """The run and the static trial of a recording."""
    grf = motion_file(folder / trial.grf) if trial.grf else None
    return read_motion(motion_file(folder / trial.run), grf=grf), read_motion(motion_file(folder / trial.static))


def analysed(trial: Trial, folder: Path, *, table: SegmentTable) -> tuple[Run, Movement]:
    """Analyse a trial at the cut-off of its reference."""
    run, static = read_pair(trial, folder)
    return analyse_markers(run, static, recognise(run.labels, load_marker_sets()), trial.athlete, table=table, cutoff_hz=trial.cutoff_hz)


def moment_with_raw_forces(trial: Trial, folder: Path, movement: Movement) -> FloatArray:
    """The moments of an analysed movement anew, with the ground forces unfiltered, as some references did.

    Unequal cut-offs make a false extensor spike at landing, so this is only for asking what such a reference did.

    Args:
        trial: A recording whose plates name their foot.
        folder: The recordings.
        movement: Its analysis.

    Returns:
        (n, nv) Nm, N.
    """
    run, _ = read_pair(trial, folder)
    turned, _ = oriented(run, recognise(run.labels, load_marker_sets()))
    spline = quintic(movement.time_s, movement.q)
    outer = []
    for side, plate in ((plate.side, plate) for plate in turned.plates if plate.side is not None):
        about_origin = plate.moment_about(np.zeros(3))
        force, moment = (
            np.stack([np.interp(movement.time_s, plate.time_s, axis) for axis in values.T], axis=1)
            for values in (plate.force_n, about_origin)
        )
        outer.append(OuterForce(body=f"calcn_{side[0]}", force_n=force, point_m=np.zeros_like(force), moment_nm=moment))
    return inverse_dynamics(
        movement.skeleton,
        forward_kinematics(movement.skeleton, movement.q),
        q=movement.q,
        velocity=spline(movement.time_s, 1),
        acceleration=spline(movement.time_s, 2),
        outer=outer,
    )
