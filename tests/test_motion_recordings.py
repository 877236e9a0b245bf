"""The readers on real recordings: known body weights, feet under the forces, recognised sets; odd files open or say why not."""

import time
from pathlib import Path

import numpy as np
import pytest
from motion_files import opened

from hipdrive.cli.door.inlet import motion_file
from hipdrive.errors import InputFileError
from hipdrive.motion import (
    Motion,
    inspect_file,
    load_marker_sets,
    oriented,
    read_c3d,
    read_motion,
    read_sto,
    recognise,
    swapped_labels,
    without_spikes,
    zeros_to_missing,
)

pytestmark = pytest.mark.recordings

RUNS = {
    "rajagopal": ("rajagopal-run/motion_capture_run.trc", "rajagopal-run/static_run.trc", "rajagopal-run/grf_run.mot", 72.84),
    "hamner": ("hamner-run/subject02_running.trc", "hamner-run/subject02_static.trc", "hamner-run/subject02_running_grf.mot", 65.9),
    "bmc": ("bmc-run/motion_capture_run.trc", "bmc-run/static_run.trc", "bmc-run/grf_run.mot", 70.0),
}


def distance_to_foot_m(motion: Motion, foot_labels: list[str]) -> np.ndarray:
    """Horizontal distance from each loaded sample's centre of pressure to the nearest foot marker (m)."""
    distances = []
    for plate in motion.plates:
        up = int(np.argmax(np.abs(plate.force_n).max(axis=0)))
        loaded = plate.force_n[:, up] > 300.0
        if not loaded.any():
            continue
        paths = [
            np.stack([np.interp(plate.time_s[loaded], motion.time_s, motion.marker(label)[:, axis]) for axis in range(3)], axis=1)
            for label in foot_labels
        ]
        apart = [np.delete(path - plate.point_m[loaded], up, axis=1) for path in paths]
        distances.append(np.nanmin([np.linalg.norm(path, axis=1) for path in apart], axis=0))
        assert plate.corners_m is not None
        inside = (plate.point_m[loaded] > plate.corners_m.min(axis=0) - 1e-3) & (plate.point_m[loaded] < plate.corners_m.max(axis=0) + 1e-3)
        assert inside.all()
    return np.concatenate(distances)


@pytest.mark.parametrize("speed", ["T25", "T35", "T45"])
def test_rbds001_pushes_his_body_weight_on_average_under_his_feet(recordings: Path, speed: str) -> None:
    began = time.perf_counter()
    motion = read_c3d(opened(recordings / f"rbds/RBDS001run{speed}.c3d"))
    assert time.perf_counter() - began < 1.0
    assert 0.93 < motion.plates[0].force_n[:, 1].mean() / (62.0 * 9.81) < 1.0
    feet = [f"{side}.{name}" for side in "RL" for name in ("MT1", "MT5", "Heel.Bottom")]
    assert np.percentile(distance_to_foot_m(motion, feet), 95) < 0.11


@pytest.mark.parametrize(("trial", "frames"), [("JA1Gait21", 837), ("JA1Gait35", 324)])
def test_a_sprint_in_z_up_opens_with_eight_plates_and_the_force_stays_within_the_foot(recordings: Path, trial: str, frames: int) -> None:
    motion = zeros_to_missing(read_c3d(opened(recordings / f"dorn-sprint/{trial}.c3d")))
    assert (frames, 8) == (len(motion.time_s), len(motion.plates))
    for plate in motion.plates:
        loaded = plate.force_n[:, 2] > 300.0
        if loaded.sum() < 50:
            continue

        def along(label: str, times: np.ndarray = plate.time_s[loaded]) -> np.ndarray:
            return np.asarray(np.interp(times, motion.time_s, motion.marker(label)[:, 1]))

        y = plate.point_m[loaded, 1]
        side = min("RL", key=lambda side: float(np.median(np.abs(along(f"{side}TOE") - y))))
        share = (y - along(f"{side}HEEL")) / (along(f"{side}TOE") - along(f"{side}HEEL"))
        assert 0.4 < share.min() <= share.max() < 1.05


def test_jogging_over_four_plates_opens_without_model_outputs(recordings: Path) -> None:
    motion = read_c3d(opened(recordings / "vicon-jog/jogging.c3d"))
    assert 4 == len(motion.plates)
    assert "RHipAngles" not in motion.labels
    assert np.percentile(distance_to_foot_m(motion, ["RHEE", "RTOE", "RMT5", "LHEE", "LTOE", "LMT5"]), 99) < 0.1


@pytest.mark.parametrize("trial", ["walking2", "walking5"])
def test_forces_and_moments_are_those_of_opensims_own_conversion(recordings: Path, trial: str) -> None:
    motion = read_c3d(opened(recordings / f"vicon-jog/{trial}.c3d"))
    table = read_sto(opened(recordings / f"vicon-jog/std_{trial}_grfs.sto"))
    for number, plate in enumerate(motion.plates, start=1):
        force, point, moment = (np.stack([table.column(f"{part}{number}_{axis}") for axis in (1, 2, 3)], axis=1) for part in "fpm")
        same = np.argmin(np.abs(plate.time_s[:, None] - table.column("time")[None]), axis=0)
        np.testing.assert_allclose(plate.force_n[same], force, atol=1e-6)
        loaded = plate.force_n[same, 2] > 50.0
        about_lab = np.cross(point / 1000.0, force) + moment / 1000.0
        np.testing.assert_allclose(plate.moment_about(np.zeros(3))[same][loaded], about_lab[loaded], atol=1e-6)


@pytest.mark.parametrize("recording", ["type-2a.c3d type-4a.c3d", "TYPE-2.C3D TYPE-4.C3D"])
def test_a_plate_in_volts_gives_the_forces_of_the_same_recording_in_newtons(recordings: Path, recording: str) -> None:
    newtons, volts = (read_c3d(opened(recordings / "c3d-odd/c3d.org/sample10" / name)) for name in recording.split())
    for newton, volt in zip(newtons.plates, volts.plates, strict=True):
        np.testing.assert_allclose(volt.force_n, newton.force_n, atol=0.02 * np.abs(newton.force_n).max())


@pytest.mark.parametrize("folder", sorted(RUNS))
def test_each_folder_is_recognised_stands_on_its_right_and_left_foot_and_carries_its_weight(recordings: Path, folder: str) -> None:
    run, static, grf, mass_kg = RUNS[folder]
    began = time.perf_counter()
    motion = read_motion(opened(recordings / run), grf=opened(recordings / grf))
    assert time.perf_counter() - began < 0.6
    known = load_marker_sets()
    marker_set = recognise(motion.labels, known)
    assert {"rajagopal": "rajagopal", "hamner": "hamner", "bmc": "rajagopal"}[folder] == marker_set.id
    still = read_motion(opened(recordings / static))
    assert marker_set is recognise(still.labels, known)
    turned, _ = oriented(zeros_to_missing(motion), marker_set)
    total_n = sum(float(np.trapezoid(plate.force_n[:, 1], plate.time_s)) / (plate.time_s[-1] - plate.time_s[0]) for plate in turned.plates)
    assert 0.75 < total_n / (mass_kg * 9.81) < 1.1
    assert ["right", "left"] == [plate.side for plate in turned.plates]
    for plate in turned.plates:
        loaded = plate.force_n[:, 1] > 300.0
        apart = {}
        for side in ("right", "left"):
            (toe,) = marker_set.landmarks[f"{side[0]}_toe"]
            path = np.stack([np.interp(plate.time_s[loaded], turned.time_s, turned.marker(toe)[:, axis]) for axis in range(3)], axis=1)
            apart[side] = np.nanmedian(np.linalg.norm(path - plate.point_m[loaded], axis=1))
        assert plate.side == min(apart, key=lambda side: apart[side])


def test_exchanged_labels_and_jumps_are_found_where_they_are_and_nowhere_else(recordings: Path) -> None:
    known = load_marker_sets()
    pairs = [(path, path.with_name(path.name[:7] + "static.c3d")) for path in sorted((recordings / "rbds").glob("RBDS*run*.c3d"))]
    pairs += [(recordings / run, recordings / static) for run, static, _, _ in RUNS.values()]
    pairs += [(recordings / f"dorn-sprint/{trial}.c3d", recordings / "dorn-sprint/JA1Static05.c3d") for trial in ("JA1Gait21", "JA1Gait35")]
    swapped: dict[str, str] = {}
    jumped: dict[str, str] = {}
    stills = {static: zeros_to_missing(read_motion(opened(static))) for _, static in pairs}
    for run, static in pairs:
        motion, still = zeros_to_missing(read_motion(opened(run))), stills[static]
        tracking = recognise(motion.labels, known).tracking
        name = f"{run.parent.name}/{run.stem}"
        for note in without_spikes(swapped_labels(motion, still, tracking), tracking).notes:
            if note.code == "labels_swapped":
                swapped[name] = note.message
            if note.code == "spikes_removed":
                jumped[name] = note.message
    assert {"rbds/RBDS001runT25", "rbds/RBDS001runT35", "bmc-run/motion_capture_run"} == set(swapped)
    assert all("R.MT1 and R.MT5 (calcn_r) were swapped in RBDS001" in swapped[f"rbds/RBDS001runT{speed}"] for speed in (25, 35))
    assert "RTOE and RMT5 (calcn_r)" in swapped["bmc-run/motion_capture_run"]
    assert "in 43 of 123 frames" in swapped["bmc-run/motion_capture_run"]
    # Each of these samples stands 2 to 4 cm beside a path that is smooth before and after; found by looking at them one by one.
    assert {"dorn-sprint/JA1Gait21", "dorn-sprint/JA1Gait35"} == set(jumped)
    assert jumped["dorn-sprint/JA1Gait21"].endswith(": LTIAD (2).")
    assert jumped["dorn-sprint/JA1Gait35"].endswith(": LASI (1), LTIAD (2), LTOE (1).")


UNREADABLE = {"bad_parameter_section.c3d": "the parameter section of this C3D file is damaged"}


def test_every_odd_file_is_read_or_refused_within_five_seconds(recordings: Path) -> None:
    folders = (recordings / "trc-variants", recordings / "c3d-odd", recordings / "ric-runs")
    refused = {}
    for path in sorted(path for folder in folders for path in folder.rglob("*.*") if path.is_file()):
        began = time.perf_counter()
        try:
            report = inspect_file(motion_file(path))
        except InputFileError as error:
            refused[path.name] = str(error)
        else:
            assert report.frames > 0
            assert report.sampling_rate_hz > 0.0
        assert time.perf_counter() - began < 5.0, path.name
    assert all(sentence.startswith(f"{name}: ") for name, sentence in refused.items())
    motions = {name: sentence for name, sentence in refused.items() if name.lower().endswith((".c3d", ".trc"))}
    assert set(UNREADABLE) == set(motions)
    assert all(UNREADABLE[name] in sentence for name, sentence in motions.items())


@pytest.mark.parametrize(
    ("folder", "names", "step_m"),
    [
        ("sample01", "Eb015pi Eb015pr Eb015vi Eb015vr Eb015si Eb015sr", 1e-6),
        ("sample02", "pc_real pc_int DEC_INT Dec_real sgi_int sgi_real", 3e-4),  # its files differ by one step of their integers
    ],
)
def test_one_recording_reads_the_same_in_six_encodings(recordings: Path, folder: str, names: str, step_m: float) -> None:
    stems = {path.stem: path for path in (recordings / "c3d-odd/c3d.org" / folder).iterdir() if path.suffix.lower() == ".c3d"}
    assert sorted(names.split()) == sorted(stems)
    first, *others = (read_c3d(opened(stems[name])) for name in names.split())
    for other in others:
        assert (first.labels, first.sampling_rate_hz) == (other.labels, other.sampling_rate_hz)
        np.testing.assert_allclose(other.position_m, first.position_m, rtol=0.0, atol=step_m)
        for plate, same in zip(other.plates, first.plates, strict=True):
            np.testing.assert_allclose(plate.force_n, same.force_n, rtol=0.0, atol=1e-3)
            np.testing.assert_allclose(plate.point_m, same.point_m, rtol=0.0, atol=1e-5)
    assert 2 == len(first.plates)
    assert 700.0 < max(float(np.abs(plate.force_n[:, 2]).max()) for plate in first.plates) < 1000.0


def test_a_type_1_plate_without_a_rate_carries_the_weight_that_the_file_names(recordings: Path) -> None:
    standing = read_c3d(opened(recordings / "c3d-odd/c3d.org/sample28/standing.C3D"))
    assert 59.0 * 9.81 == pytest.approx(standing.plates[0].force_n[:, 1].mean(), rel=0.01)
    walking, again = (read_c3d(opened(recordings / f"c3d-odd/c3d.org/sample28/{name}.C3D")) for name in ("dynamic", "type1"))
    np.testing.assert_array_equal(walking.plates[0].force_n, again.plates[0].force_n)
    assert 1.05 < walking.plates[0].force_n[:, 1].max() / (59.0 * 9.81) < 1.4


@pytest.mark.parametrize("name", ["FP1.C3D", "FP2.C3D"])
def test_a_type_3_plate_pushes_up_inside_its_edges(recordings: Path, name: str) -> None:
    (plate,) = read_c3d(opened(recordings / "c3d-odd/c3d.org/sample15" / name)).plates
    loaded = plate.force_n[:, 2] > 100.0
    assert loaded.any()
    assert plate.force_n[:, 2].min() > -5.0
    assert plate.corners_m is not None
    assert (plate.point_m[loaded] > plate.corners_m.min(axis=0) - 1e-3).all()
    assert (plate.point_m[loaded] < plate.corners_m.max(axis=0) + 1e-3).all()


def test_a_foot_across_two_plates_stands_under_their_summed_force(recordings: Path) -> None:
    motion = zeros_to_missing(read_c3d(opened(recordings / "vicon-jog/jogging.c3d")))
    across = motion.plates[:2]
    assert ((across[0].force_n[:, 2] > 50.0) & (across[1].force_n[:, 2] > 50.0)).sum() > 0.1 * 1500
    force_n = across[0].force_n + across[1].force_n
    loaded = force_n[:, 2] > 300.0
    moment_nm = (across[0].moment_about(np.zeros(3)) + across[1].moment_about(np.zeros(3)))[loaded]
    point_m = np.stack([-moment_nm[:, 1], moment_nm[:, 0]], axis=1) / force_n[loaded, 2:]
    seen_s = across[0].time_s[loaded]

    def at(label: str) -> np.ndarray:
        return np.stack([np.interp(seen_s, motion.time_s, motion.marker(label)[:, axis]) for axis in range(2)], axis=1)

    # Heel and toe of the right foot, 20 cm apart: the point of the sum stays near the line between them, that of one plate need not.
    sole = at("RTOE") - at("RHEE")
    share = ((point_m - at("RHEE")) * sole).sum(axis=1) / (sole**2).sum(axis=1)
    beside_m = np.linalg.norm(point_m - at("RHEE") - share[:, None] * sole, axis=1)
    assert -0.2 < share.min() <= share.max() < 1.2
    assert np.percentile(beside_m, 95) < 0.06
