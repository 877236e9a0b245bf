"""Marker and force files as Qualisys and Vicon write them: the same trial through each gives the same paths and pushes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from motion_files import opened, write_trc

from hipdrive.coach.runs.analyse import read_recording
from hipdrive.errors import InputFileError
from hipdrive.gait.runners.reference import ReferenceTrial, reference_trial
from hipdrive.motion import FileContent, ForcePlate, Motion, inspect_file, read_motion
from hipdrive.motion.motion import Array

CORNERS_MM = np.array([[600.0, 0.0, 900.0], [-600.0, 0.0, 900.0], [-600.0, 0.0, -900.0], [600.0, 0.0, -900.0]])
"""Of a plate whose x runs along the laboratory's X and y along its Z, so that its z points down where Y is up."""


@pytest.fixture(scope="module")
def trial() -> ReferenceTrial:
    """A made-up runner on a treadmill with plates, and standing."""
    return reference_trial(strides=3)


def numbers(values: Array) -> list[str]:
    """One text a row, tabs between."""
    return ["\t".join(f"{value:.4f}" for value in row) for row in values.tolist()]


def qualisys(motion: Motion, *, columns: bool, clock: bool) -> FileContent:
    """Marker paths as Qualisys Track Manager writes them, with frame and time and the names of columns if asked."""
    table = 1000.0 * motion.position_m.reshape(len(motion.time_s), -1)
    if clock:
        table = np.column_stack([np.arange(1, len(table) + 1), motion.time_s, table])
    header = [
        f"NO_OF_FRAMES\t{len(table)}",
        "NO_OF_CAMERAS\t12",
        f"NO_OF_MARKERS\t{len(motion.labels)}",
        f"FREQUENCY\t{motion.sampling_rate_hz:g}",
        "NO_OF_ANALOG\t0",
        "ANALOG_FREQUENCY\t0",
        "DESCRIPTION\t--",
        "TIME_STAMP\t2024-05-01, 10:00:00\t812.2",
        "DATA_INCLUDED\t3D",
        "\t".join(["MARKER_NAMES", *motion.labels]),
    ]
    axes = [f"{label} {axis}" for label in motion.labels for axis in "XYZ"]
    kinds = "\t".join(["TRAJECTORY_TYPES", *["Measured"] * len(motion.labels)])
    header += ["\t".join(["Frame", "Time", *axes]) if clock else kinds] * columns
    return FileContent("run.tsv", "\r\n".join([*header, *numbers(table), ""]).encode())


def qualisys_force(plate: ForcePlate, *, local: bool, sign: float, moment: float) -> FileContent:
    """The push on one plate as Qualisys Track Manager writes it; `moment` is how many of its units make a Nm."""
    centre_m = CORNERS_MM.mean(axis=0) / 1000.0
    axes = np.column_stack([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]])
    point_m = np.nan_to_num(plate.point_m)
    about = (np.cross(point_m - centre_m, plate.force_n) + plate.free_moment_nm) * np.isfinite(plate.point_m)
    force, about = sign * plate.force_n, sign * moment * about
    if local:
        force, about, point_m = force @ axes, about @ axes, (point_m - centre_m) @ axes
    corners = [
        f"FORCE_PLATE_CORNER_{name}_{axis}\t{CORNERS_MM[place, number]:.3f}"
        for place, name in enumerate(("POSX_POSY", "NEGX_POSY", "NEGX_NEGY", "POSX_NEGY"))
        for number, axis in enumerate("XYZ")
    ]
    header = [
        f"NO_OF_SAMPLES\t{len(plate.time_s)}",
        f"FREQUENCY\t{1.0 / (plate.time_s[1] - plate.time_s[0]):.6f}",
        f"DESCRIPTION\tForce data in {'local (force plate)' if local else 'world (lab)'} coordinates",
        "DATA_INCLUDED\tForce",
        "FORCE_PLATE_NAME\tForce-plate 1",
        *corners,
        "SAMPLE\tTIME\tForce_X\tForce_Y\tForce_Z\tMoment_X\tMoment_Y\tMoment_Z\tCOP_X\tCOP_Y\tCOP_Z",
    ]
    table = np.column_stack([np.arange(1, len(force) + 1), plate.time_s, force, about, 1000.0 * point_m])
    return FileContent("run_f_1.tsv", "\n".join([*header, *numbers(table), ""]).encode())


def vicon(motion: Motion, *, prefix: str = "", sign: float = 1.0) -> FileContent:
    """Devices and trajectories as Vicon Nexus writes them."""
    rate_hz, force_hz = motion.sampling_rate_hz, 1.0 / (motion.plates[0].time_s[1] - motion.plates[0].time_s[0])
    parts = [f"{kind}{axis}" for kind in "FMC" for axis in "xyz"]
    names = ",,".join(f"Plate {n} - Force,,,Plate {n} - Moment,,,Plate {n} - CoP," for n, _ in enumerate(motion.plates, start=1))
    devices = np.column_stack(
        [np.column_stack([sign * p.force_n, 0.0 * p.force_n, 1000.0 * np.nan_to_num(p.point_m)]) for p in motion.plates]
    )
    paths = 1000.0 * motion.position_m.reshape(len(motion.time_s), -1)

    def rows(table: Array) -> list[str]:
        return [f"{n},0," + ",".join("" if np.isnan(x) else f"{x:.4f}" for x in row) for n, row in enumerate(table.tolist(), start=1)]

    lines = [
        "Devices",
        f"{force_hz:g}",
        f",,{names}",
        ",".join(["Frame", "Sub Frame", *parts * len(motion.plates)]),
        ",".join(["", "", *[*["N"] * 3, *["N.mm"] * 3, *["mm"] * 3] * len(motion.plates)]),
        *rows(devices),
        "",
        "Trajectories",
        f"{rate_hz:g}",
        ",," + ",,,".join(prefix + label for label in motion.labels),
        ",".join(["Frame", "Sub Frame", *["X", "Y", "Z"] * len(motion.labels)]),
        ",".join(["", "", *["mm"] * 3 * len(motion.labels)]),
        *rows(paths),
        "",
    ]
    return FileContent("run.csv", "\r\n".join(lines).encode())


@pytest.mark.parametrize("columns", [True, False])
@pytest.mark.parametrize("clock", [True, False])
def test_markers_of_qualisys_are_the_same_paths(trial: ReferenceTrial, columns: bool, clock: bool) -> None:
    file = qualisys(trial.run, columns=columns, clock=clock)
    found = read_motion(file)
    assert trial.run.labels == found.labels
    np.testing.assert_allclose(found.position_m, trial.run.position_m, atol=1e-6)
    np.testing.assert_allclose(found.time_s - found.time_s[0], trial.run.time_s - trial.run.time_s[0], atol=1e-9)
    report = inspect_file(file)
    assert ("tsv", "rajagopal") == (report.format, report.marker_set)


@pytest.mark.parametrize("local", [True, False])
@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize("moment", [1.0, 1000.0])
def test_a_force_file_of_qualisys_is_the_same_push(trial: ReferenceTrial, local: bool, sign: float, moment: float) -> None:
    plate = trial.run.plates[0]
    file = qualisys_force(plate, local=local, sign=sign, moment=moment)
    found = read_motion(qualisys(trial.run, columns=True, clock=True), grf=file).plates[0]
    loaded = np.isfinite(plate.point_m).all(axis=1) & np.isfinite(found.point_m).all(axis=1)
    assert np.count_nonzero(loaded) > 100
    np.testing.assert_allclose(found.force_n, plate.force_n, atol=1e-3)
    np.testing.assert_allclose(found.point_m[loaded], plate.point_m[loaded], atol=1e-5)
    np.testing.assert_allclose(found.free_moment_nm[loaded], plate.free_moment_nm[loaded], atol=0.5)
    assert ("tsv", 1) == ((report := inspect_file(file)).format, report.plates)


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_csv_of_vicon_is_the_same_trial_with_its_plates(trial: ReferenceTrial, sign: float) -> None:
    file = vicon(trial.run, prefix="Runner:", sign=sign)
    found = read_motion(file)
    np.testing.assert_allclose(found.position_m, trial.run.position_m, atol=1e-6)
    assert len(trial.run.plates) == len(found.plates)
    for plate, known in zip(found.plates, trial.run.plates, strict=True):
        np.testing.assert_allclose(plate.force_n, known.force_n, atol=1e-3)
        loaded = np.isfinite(known.point_m).all(axis=1) & np.isfinite(plate.point_m).all(axis=1)
        np.testing.assert_allclose(plate.point_m[loaded], known.point_m[loaded], atol=1e-5)
    assert ("plate_sign_turned" in {note.code for note in found.notes}) is (sign < 0.0)
    assert ("csv", "rajagopal") == ((report := inspect_file(file)).format, report.marker_set)


def test_a_run_is_the_same_recording_through_every_format(trial: ReferenceTrial, tmp_path: Path) -> None:
    write_trc(tmp_path / "run.trc", trial.run)
    write_trc(tmp_path / "static.trc", trial.static)
    static = opened(tmp_path / "static.trc")
    bare = replace(trial.run, plates=())
    right = read_recording(opened(tmp_path / "run.trc"), trial.athlete, static=static)
    for file in (qualisys(bare, columns=True, clock=False), vicon(trial.run, prefix="Runner:")):
        found = read_recording(file, trial.athlete, static=static, no_plates=True)
        assert set(right.run.labels) == set(found.run.labels)
        for label in right.run.labels:
            np.testing.assert_allclose(found.run.marker(label), right.run.marker(label), atol=1e-6)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.replace("MARKER_NAMES", "NAMES"), "MARKER_NAMES"),
        (lambda text: text.replace("FREQUENCY", "RATE"), "FREQUENCY"),
        (lambda text: text.replace("FREQUENCY\t", "FREQUENCY\t0\t"), "sampling rate is 0"),
        (lambda text: text[: text.index("MARKER_NAMES")], "no rows"),
        (lambda text: text.replace("NO_OF_FRAMES", "N"), "not a motion file|does not start"),
    ],
)
def test_a_broken_tsv_is_refused_in_one_sentence(trial: ReferenceTrial, change: Callable[[str], str], words: str) -> None:
    text = qualisys(trial.run, columns=True, clock=True).content.decode()
    with pytest.raises(InputFileError, match=words):
        read_motion(FileContent("run.tsv", change(text).encode()))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.replace("Trajectories", "Joints"), "no section 'Trajectories'"),
        (lambda text: text.replace("\r\nTrajectories\r\n", "\r\nTrajectories\r\nx"), "where the rate should be"),
        (lambda text: text.replace("Frame,Sub Frame", "No,Sub"), "does not begin with 'Frame"),
    ],
)
def test_a_broken_csv_is_refused_in_one_sentence(trial: ReferenceTrial, change: Callable[[str], str], words: str) -> None:
    with pytest.raises(InputFileError, match=words):
        read_motion(FileContent("run.csv", change(vicon(trial.run).content.decode()).encode()))
