"""Build the shipped norms from twelve open treadmill runners: `python -m tools.build_norms FOLDER` (see DATA-LICENSES.md)."""

import csv
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from hipdrive.body import SIDES, Athlete
from hipdrive.cli.door.inlet import motion_file
from hipdrive.gait import DEFAULT_CUTOFF_HZ, Movement, Run, analyse_markers
from hipdrive.gait.intake.cleaned import cleaned
from hipdrive.gait.movement.movement import calibration_of, movement_of
from hipdrive.motion import MarkerSet, Motion, marker_set_named, read_motion
from hipdrive.physics.skeleton import build_skeleton

from .mean_stride import BODY_ROWS, CONTACT_COLUMNS, STRIDE_COLUMNS, RunnerStride, mean_stride, runner_stride

SPEEDS_M_S = (2.5, 3.5, 4.5)
NORMS = Path(__file__).parent.parent / "src" / "hipdrive" / "data" / "norms"
CURVES = (
    "hip_flexion_rad",
    "knee_flexion_rad",
    "ankle_dorsiflexion_rad",
    "hip_flexion_moment_nm_kg",
    "hip_flexion_power_w_kg",
    "grf_vertical_bw",
)
NOT_COMPARED = ("thigh_at_contact_rad", "largest_thigh_rad", "lowest_thigh_rad", "thigh_range_rad")
"""Angles of the thigh against plumb, which clips from the side tell most of all, have no norms: at one speed 95 of 100 runners span 8-10,
11-16, 9-10 and 18-21 deg, and a clip's band is 7, 11, 9 and 16 deg wide from end to end, so that the comparison would hardly tell the
ends of what is ordinary apart."""
HEADER = (
    "Source: Fukuchi, Fukuchi & Duarte 2017, PeerJ 5:e3298 (data: doi 10.6084/m9.figshare.4543435, CC BY 4.0); processed by Hipdrive.",
    "12 of its 28 runners, all men of 22-48 years, on a treadmill; never a grade for women. Never 'yours': typical of these men only.",
    f"Markers and forces low-passed at {DEFAULT_CUTOFF_HZ:g} Hz, segment masses of de Leva 1996, strides cut at 50 N of vertical force.",
)


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One runner at one speed: the analysed run and its mean stride for the reference runner."""

    run: Run
    stride: RunnerStride


def main(arguments: Sequence[str]) -> None:
    """Analyse the 36 trials of the folder (or of HIPDRIVE_DATA) and write the files of norms."""
    folder = Path(arguments[0] if arguments else os.environ["HIPDRIVE_DATA"]) / "rbds"
    with (folder / "runners.csv").open(encoding="utf-8") as file:
        runners = list(csv.DictReader(file))
    marker_set = marker_set_named("rbds")
    by_speed = {speed: [_trial(folder, runner, speed, marker_set) for runner in runners] for speed in SPEEDS_M_S}
    write_curves(by_speed)
    write_measures(by_speed)
    write_reference(by_speed)


def _trial(folder: Path, runner: dict[str, str], speed_m_s: float, marker_set: MarkerSet) -> Trial:
    """Analyse one trial and print how well it went."""
    name = f"{runner['subject']}runT{10 * speed_m_s:.0f}.c3d"
    athlete = Athlete(mass_kg=float(runner["mass_kg"]), height_m=float(runner["height_cm"]) / 100, sex="male")
    motion, static = (read_motion(motion_file(folder / of)) for of in (name, f"{runner['subject']}static.c3d"))
    run, _ = analyse_markers(motion, static, marker_set, athlete)
    strides = "/".join(str(run.sides[side].strides) for side in SIDES)
    print(
        f"{name}: speed {100 * (run.speed_m_s / speed_m_s - 1):+.1f} %, cadence {run.cadence_steps_per_min:.1f}, "
        f"force {run.force_over_weight:.3f} BW, markers {1000 * run.marker_error_rms_m:.1f} mm, residual {run.residual_rms_bw:.2f} BW, "
        f"strides {strides}; {', '.join(note.code for note in run.notes if note.code not in {'legs_only', 'coordinates_locked'})}",
        flush=True,
    )
    return Trial(run=run, stride=runner_stride(motion, marker_set, firm_movement(motion, static, marker_set, athlete)))


def firm_movement(motion: Motion, static: Motion, marker_set: MarkerSet, athlete: Athlete) -> Movement:
    """The movement of a body whose joints don't come apart, as the reference runner's don't."""
    tidy, standing = cleaned(motion, static, marker_set)
    calibration = calibration_of(standing, marker_set, athlete, "de_leva")
    loose = calibration.skeleton
    firm = build_skeleton(athlete, table=loose.table, shape=loose.shape, locked=loose.locked)
    return movement_of(tidy, replace(calibration, skeleton=firm), cutoff_hz=DEFAULT_CUTOFF_HZ)


def _rounded(values: Iterable[float]) -> list[str]:
    """Five significant digits, and nothing below a millionth."""
    return [f"{round(float(value), 6):.5g}" for value in values]


def _write(name: str, about: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write one table with its source in comment lines."""
    lines = [f"# {line}" for line in (about, *HEADER)]
    lines += [",".join(columns), *(",".join(row) for row in rows)]
    (NORMS / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_curves(by_speed: dict[float, list[Trial]]) -> None:
    """Mean and standard deviation over runners of the stride's curves, left and right averaged in each runner."""
    rows = []
    for speed, trials in by_speed.items():
        columns = []
        for name in CURVES:
            each = np.array([np.mean([trial.run.sides[side].curves[name].mean for side in SIDES], axis=0) for trial in trials])
            columns += [each.mean(axis=0), each.std(axis=0, ddof=1)]
        rows += [[f"{speed:g}", str(percent), *_rounded(values)] for percent, values in enumerate(zip(*columns, strict=True))]
    about = "Curves over the stride, 0 to 100 % from initial contact to the next of the same foot; mean and SD over runners."
    _write("rbds_curves.csv", about, ["speed_m_s", "percent", *(f"{name}_{stat}" for name in CURVES for stat in ("mean", "sd"))], rows)


def write_measures(by_speed: dict[float, list[Trial]]) -> None:
    """Mean and standard deviation over runners of times, lengths and peaks."""
    rows = []
    for speed, trials in by_speed.items():
        each = [_measures(trial.run) for trial in trials]
        for name in (name for name in each[0] if name not in NOT_COMPARED):
            values = np.array([measures[name] for measures in each])
            rows.append([f"{speed:g}", name, *_rounded((values.mean(), values.std(ddof=1))), str(len(values))])
    about = "Measures of the stride, left and right averaged in each runner; mean and SD over runners."
    _write("rbds_measures.csv", about, ["speed_m_s", "measure", "mean", "sd", "runners"], rows)


def _measures(run: Run) -> dict[str, float]:
    """Measures of one run, mean of both sides; the largest extensor moment is that of the mean curve (Nm/kg, negative)."""
    found = {"cadence_steps_per_min": run.cadence_steps_per_min}
    for name in run.sides["right"].measures:
        means = [run.sides[side].measures[name].mean for side in SIDES]
        known = [mean for mean in means if mean is not None]
        if known:
            found[name] = float(np.mean(known))
    lowest = [run.sides[side].curves["hip_flexion_moment_nm_kg"].mean.min() for side in SIDES]
    return found | {"largest_hip_extensor_moment_nm_kg": float(np.mean(lowest))}


def write_reference(by_speed: dict[float, list[Trial]]) -> None:
    """The mean stride of a symmetric runner, for the synthetic reference runner."""
    means = {speed: mean_stride([trial.stride for trial in trials]) for speed, trials in by_speed.items()}
    rows = [[f"{speed:g}", str(p), *_rounded(row)] for speed, mean in means.items() for p, row in enumerate(mean.stride)]
    about = (
        "Mean stride of a symmetric runner from own initial contact (0 %) to the next (100 %), contacts aligned before averaging; exactly "
        "periodic. Angles rad; pelvis x, z about their mean and y above the ground, over standing height; legs: own side."
    )
    _write("reference_stride.csv", about, ["speed_m_s", "percent", *STRIDE_COLUMNS], rows)
    rows = [[f"{speed:g}", str(p), *_rounded(row)] for speed, mean in means.items() for p, row in enumerate(mean.contact)]
    about = (
        "Mean ground force over one contact, 0 to 100 % at 50 N of the plate's unfiltered force, in body weights (lateral: away from the "
        "other foot), and centre of pressure from the ankle centre over standing height."
    )
    _write("reference_contact.csv", about, ["speed_m_s", "percent", *CONTACT_COLUMNS], rows)
    body = np.mean([trial.stride.body for trials in by_speed.values() for trial in trials], axis=0)
    about = "Mean leg of the runners over standing height: hip to knee centre, knee to ankle centre, from the standing trials."
    _write(
        "reference_body.csv", about, ["length", "mean"], [[name, *_rounded([value])] for name, value in zip(BODY_ROWS, body, strict=True)]
    )


if __name__ == "__main__":
    main(sys.argv[1:])
