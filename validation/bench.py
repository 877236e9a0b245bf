"""Times our inverse kinematics and dynamics beside OpenSim 4.6's on the same 510 frames (needs opensim: 'make bench')."""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import opensim
from scipy.interpolate import make_interp_spline

from hipdrive.body import Athlete
from hipdrive.gait import analyse
from hipdrive.gait.movement import SPLINE_DEGREE, calibration_of
from hipdrive.motion import Motion, load_marker_sets, lowpass, oriented, read_motion, recognise, zeros_to_missing
from hipdrive.physics.calibration import Calibration
from hipdrive.physics.inverse_dynamics import OuterForce, inverse_dynamics
from hipdrive.physics.inverse_kinematics import fit_markers, upper_body_settled
from hipdrive.physics.kinematics import forward_kinematics

CUTOFF_HZ = 15.0
REPETITIONS = 3
HELP_REPETITIONS = 7
ASKED_S = 1.0
ASKED_HELP_S = 0.5


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Median times of several repetitions."""

    wall_s: float
    cpu_s: float
    """Processor time of all threads."""


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor time (s) of one call."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def median_of(times: list[tuple[float, float]]) -> Timing:
    """Median wall and processor time."""
    return Timing(wall_s=statistics.median(t[0] for t in times), cpu_s=statistics.median(t[1] for t in times))


def prepared(folder: Path) -> tuple[Motion, Calibration]:
    """The rajagopal run, read and turned, with the calibrated skeleton."""
    data = folder / "rajagopal-run"
    run, static = read_motion(data / "motion_capture_run.trc", grf=data / "grf_run.mot"), read_motion(data / "static_run.trc")
    marker_set = recognise(run.labels, load_marker_sets())
    turned_static, _ = oriented(zeros_to_missing(static), marker_set)
    turned, _ = oriented(zeros_to_missing(run), marker_set)
    return turned, calibration_of(turned_static, marker_set, Athlete(mass_kg=72.84, height_m=1.80), "de_leva")


def ours(run: Motion, calibration: Calibration) -> np.ndarray:
    """Markers to joint moments: filter, settle the upper body, inverse kinematics, derivatives, inverse dynamics with the ground forces."""
    skeleton = calibration.skeleton
    markers = tuple(marker for marker in calibration.markers if marker.label in run.labels)
    seen = np.stack([run.marker(marker.label) for marker in markers], axis=1)
    smooth = lowpass(seen, rate_hz=run.sampling_rate_hz, cutoff_hz=CUTOFF_HZ)
    q = fit_markers(skeleton, upper_body_settled(skeleton, markers, smooth), smooth).q
    spline = make_interp_spline(run.time_s, q, k=SPLINE_DEGREE)
    outer = []
    for side, plate in ((plate.side, plate) for plate in run.plates if plate.side is not None):
        force, moment = (
            np.stack([np.interp(run.time_s, plate.time_s, axis) for axis in values.T], axis=1)
            for values in (plate.force_n, plate.moment_about(np.zeros(3)))
        )
        outer.append(OuterForce(body=f"calcn_{side[0]}", force_n=force, point_m=np.zeros_like(force), moment_nm=moment))
    kinematics = forward_kinematics(skeleton, q)
    velocity, acceleration = spline(run.time_s, 1), spline(run.time_s, 2)
    return inverse_dynamics(skeleton, kinematics, q=q, velocity=velocity, acceleration=acceleration, outer=outer)


def opensim_set_up(folder: Path, work: Path, *, time_range: str) -> tuple[Path, Path]:
    """Copy OpenSim's model and set-ups of the run to a working folder, with paths that hold there; return both set-ups."""
    for name in (
        "subject_scaled_run.osim",
        "ik_setup_run.xml",
        "id_setup_run.xml",
        "grf_run.xml",
        "grf_run.mot",
        "motion_capture_run.trc",
    ):
        shutil.copy(folder / "rajagopal-run" / name, work / name)
    _fill(
        work / "ik_setup_run.xml",
        model_file="subject_scaled_run.osim",
        marker_file="motion_capture_run.trc",
        output_motion_file="ik.mot",
        time_range=time_range,
        results_directory=".",
        report_errors="false",
    )
    _fill(work / "grf_run.xml", datafile="grf_run.mot")
    _fill(
        work / "id_setup_run.xml",
        model_file="subject_scaled_run.osim",
        coordinates_file="ik.mot",
        external_loads_file="grf_run.xml",
        lowpass_cutoff_frequency_for_coordinates=f"{CUTOFF_HZ:g}",
        time_range=time_range,
        results_directory=".",
        output_gen_force_file="id.sto",
    )
    return work / "ik_setup_run.xml", work / "id_setup_run.xml"


def _fill(set_up: Path, **values: str) -> None:
    """Write values into the elements of a set-up file."""
    text = set_up.read_text(encoding="utf-8")
    for name, value in values.items():
        text = re.sub(rf"<{name}>[^<]*</{name}>|<{name} ?/>", f"<{name}>{value}</{name}>", text)
    set_up.write_text(text, encoding="utf-8")


def theirs(ik_set_up: Path, id_set_up: Path) -> None:
    """OpenSim's inverse kinematics and inverse dynamics tools, without what they print."""
    printed = os.dup(1)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        try:
            opensim.InverseKinematicsTool(str(ik_set_up)).run()
            opensim.InverseDynamicsTool(str(id_set_up)).run()
        finally:
            os.dup2(printed, 1)
            os.close(printed)


def help_s() -> float:
    """Median seconds of 'hipdrive --help' in a process of its own."""
    command = [sys.executable, "-m", "hipdrive", "--help"]
    times = []
    for _ in range(HELP_REPETITIONS):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def treadmill_run_s(folder: Path) -> tuple[float, int]:
    """Seconds to read and analyse 30 s of treadmill running (RBDS001 at 3.5 m/s), and its frames."""
    start = time.perf_counter()
    run, static = read_motion(folder / "rbds" / "RBDS001runT35.c3d"), read_motion(folder / "rbds" / "RBDS001static.c3d")
    analyse(run, static, recognise(run.labels, load_marker_sets()), Athlete(mass_kg=62.0, height_m=1.81))
    return time.perf_counter() - start, len(run.time_s)


def main() -> int:
    """Print the times; return 0 if ours are as asked, else 1."""
    named = os.environ.get("HIPDRIVE_DATA", "")
    if not named or not Path(named).is_dir():
        print("HIPDRIVE_DATA must name the folder of real recordings (see DATA-LICENSES.md).", file=sys.stderr)
        return 1
    folder = Path(named).resolve()
    opensim.Logger.setLevelString("Error")
    run, calibration = prepared(folder)
    own_times, opensim_times = [], []
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as work:
        set_ups = opensim_set_up(folder, Path(work), time_range=f"{run.time_s[0]:.3f} {run.time_s[-1]:.3f}")
        os.chdir(work)
        try:
            for _ in range(REPETITIONS):
                own_times.append(timed(lambda: ours(run, calibration)))
                opensim_times.append(timed(lambda: theirs(*set_ups)))
        finally:
            os.chdir(here)
    own, other = median_of(own_times), median_of(opensim_times)
    print(f"rajagopal-run, {len(run.time_s)} frames, markers to joint moments, {os.cpu_count()} cores")
    print(f"medians of {REPETITIONS} repetitions in turn; OpenSim's model and set-ups as its example has them")
    print(f"{'':12}  {'wall s':>8}  {'cpu s':>8}")
    print(f"{'hipdrive':12}  {own.wall_s:8.2f}  {own.cpu_s:8.2f}   (asked: under {ASKED_S:g} s)")
    print(f"{'OpenSim 4.6':12}  {other.wall_s:8.2f}  {other.cpu_s:8.2f}")
    print(f"{'ratio':12}  {other.wall_s / own.wall_s:8.1f}  {other.cpu_s / own.cpu_s:8.1f}")
    analysis_s, frames = treadmill_run_s(folder)
    print(f"read and analyse 30 s of treadmill running ({frames} frames): {analysis_s:.1f} s")
    help_time_s = help_s()
    print(f"hipdrive --help: {help_time_s:.2f} s (asked: under {ASKED_HELP_S:g} s), median of {HELP_REPETITIONS}")
    print("Times depend on the machine and on what else it does; compare the two columns of one run, not of two.")
    return 0 if own.cpu_s < ASKED_S and help_time_s < ASKED_HELP_S else 1


if __name__ == "__main__":
    sys.exit(main())
