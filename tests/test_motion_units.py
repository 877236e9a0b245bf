"""Units that a file names wrongly or not at all: the body's size decides, a note says so, and what fits no unit is refused."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from motion_files import opened, write_ground_forces

from hipdrive.body import Athlete
from hipdrive.coach.runs.analyse import Recording, read_recording
from hipdrive.errors import InputFileError, ValueOutOfRangeError
from hipdrive.gait.intake.body_size import BodySizeError, body_size, mass_notes, shown_leg_m
from hipdrive.gait.intake.completion import Completed
from hipdrive.gait.intake.forces.unit import with_forces_in_metres
from hipdrive.gait.intake.joint_angles import from_angles
from hipdrive.gait.runners.reference import ReferenceTrial, reference_trial
from hipdrive.motion import FileContent, Motion, Table, marker_set_named, trc_text

RUNNER = Athlete(mass_kg=70.0, height_m=1.75)
SECONDS, RATE_HZ = 3.0, 100.0


def codes(motion: Motion) -> set[str]:
    """Codes of a recording's notes."""
    return {note.code for note in motion.notes}


def angles_of_a_run() -> dict[str, np.ndarray]:
    """Three seconds of running at 1.4 strides a second: hips through 60 deg, knees through 90, the pelvis bobs by 8 cm; rad and m."""
    time_s = np.arange(int(SECONDS * RATE_HZ)) / RATE_HZ
    phase = 2.0 * np.pi * 1.4 * time_s
    legs = {"r": phase, "l": phase + np.pi}
    hips = {f"hip_flexion_{s}": np.radians(20.0 + 30.0 * np.sin(at)) for s, at in legs.items()}
    knees = {f"knee_angle_{s}": np.radians(55.0 + 45.0 * np.sin(at + 0.9)) for s, at in legs.items()}
    pelvis = {"pelvis_tilt": np.full_like(time_s, -0.1), "pelvis_tx": 0.0 * time_s, "pelvis_ty": 0.95 + 0.04 * np.sin(2.0 * phase)}
    return {"time": time_s, **pelvis, **hips, **knees, "hip_rotation_r": 0.05 * np.sin(phase)}


def posed(columns: Mapping[str, np.ndarray], *, in_degrees: bool | None) -> Completed:
    """The run that a table of these columns makes."""
    table = Table(names=tuple(columns), data=np.column_stack(list(columns.values())), in_degrees=in_degrees)
    return from_angles(table, (), RUNNER, file_name="ik.mot")


def scaled(columns: Mapping[str, np.ndarray], *, angles: float = 1.0, lengths: float = 1.0) -> dict[str, np.ndarray]:
    """The same run in other units."""
    slides = ("pelvis_tx", "pelvis_ty", "pelvis_tz")
    return {name: value * (1.0 if name == "time" else lengths if name in slides else angles) for name, value in columns.items()}


@pytest.mark.parametrize("written_in_degrees", [True, False])
@pytest.mark.parametrize("header", [True, False, None])
def test_angles_are_taken_in_the_unit_that_hips_and_knees_show_whatever_the_header_says(
    written_in_degrees: bool,
    header: bool | None,
) -> None:
    columns = angles_of_a_run()
    right = posed(columns, in_degrees=False).run
    found = posed(scaled(columns, angles=180.0 / np.pi if written_in_degrees else 1.0), in_degrees=header).run
    np.testing.assert_allclose(found.position_m, right.position_m, atol=1e-9)
    assert ("angle_unit_by_size" in codes(found)) is (header is not written_in_degrees)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (dict.fromkeys(("hip_flexion_r", "hip_flexion_l", "knee_angle_r", "knee_angle_l"), 0.0), "no run in any unit"),
        ({"knee_angle_l": 0.0}, "knee_flexion_l 0"),
        ({"hip_flexion_r": 57.3}, "degrees"),
        (dict.fromkeys(("hip_flexion_r", "hip_flexion_l", "knee_angle_r", "knee_angle_l"), 5.0), "radians"),
    ],
)
def test_angles_that_are_no_run_in_either_unit_are_refused_with_their_ranges(changed: dict[str, float], words: str) -> None:
    columns = angles_of_a_run()
    with pytest.raises(InputFileError, match=re.escape(words)) as refused:
        posed(columns | {name: columns[name] * factor for name, factor in changed.items()}, in_degrees=False)
    assert "hip_flexion_r" in str(refused.value)


@pytest.mark.parametrize(("per_metre", "unit"), [(1000.0, "mm"), (100.0, "cm"), (39.37, "inches")])
def test_the_path_of_a_pelvis_in_another_unit_is_put_right_with_a_note(per_metre: float, unit: str) -> None:
    columns = angles_of_a_run()
    found = posed(scaled(columns, lengths=per_metre), in_degrees=False).run
    np.testing.assert_allclose(found.position_m, posed(columns, in_degrees=False).run.position_m, atol=1e-6)
    assert [unit in note.message for note in found.notes if note.code == "length_unit_corrected"] == [True]


def test_a_pelvis_as_high_as_in_no_unit_is_refused_with_both_figures() -> None:
    with pytest.raises(InputFileError, match=r"pelvis_ty is 9525.*1\.75 m"):
        posed(scaled(angles_of_a_run(), lengths=1e4), in_degrees=False)


def test_an_empty_column_counts_as_absent_and_is_refused_where_it_is_needed() -> None:
    columns = angles_of_a_run()
    nothing = np.full_like(columns["time"], np.nan)
    without = {name: value for name, value in columns.items() if name != "hip_rotation_r"}
    found = posed(columns | {"hip_rotation_r": nothing}, in_degrees=False).run
    np.testing.assert_array_equal(found.position_m, posed(without, in_degrees=False).run.position_m)
    assert "coordinates_empty" in codes(found)
    with pytest.raises(InputFileError, match="knee_flexion_r hold no number"):
        posed(columns | {"knee_angle_r": nothing}, in_degrees=False)


def test_short_gaps_of_angles_are_bridged_and_frames_of_long_ones_are_not_recorded() -> None:
    columns = angles_of_a_run()
    whole = posed(columns, in_degrees=False).run
    holed = columns["hip_flexion_l"].copy()
    holed[50:55] = holed[120:160] = holed[-3:] = np.nan
    found = posed(columns | {"hip_flexion_l": holed}, in_degrees=False).run
    unseen = np.isnan(found.position_m).any(axis=(1, 2))
    assert [*range(120, 160), *range(297, 300)] == np.flatnonzero(unseen).tolist()
    assert {"gaps_filled", "angles_missing"} <= codes(found)
    np.testing.assert_allclose(found.position_m[~unseen], whole.position_m[~unseen], atol=0.01)


@pytest.mark.parametrize("broken", [np.nan, 0.0])
def test_times_of_angles_that_are_none_or_go_back_are_refused(broken: float) -> None:
    columns = angles_of_a_run()
    columns["time"][100] = broken
    with pytest.raises(InputFileError, match="time is not increasing"):
        posed(columns, in_degrees=False)


@pytest.fixture(scope="module")
def trial() -> ReferenceTrial:
    """A made-up runner on a treadmill with plates, and standing."""
    return reference_trial(strides=3)


def read(trial: ReferenceTrial, folder: Path, *, run_unit: str = "mm", static_unit: str = "mm", height_m: float | None = None) -> Recording:
    """The trial from files whose headers name these units although the numbers are mm."""
    files = {}
    for name, motion, unit in (("run", trial.run, run_unit), ("static", trial.static, static_unit)):
        text = trc_text(motion, name=f"{name}.trc").replace("\tmm\t", f"\t{unit}\t")
        files[name] = FileContent(f"{name}.trc", text.encode())
    write_ground_forces(folder / "grf.mot", trial.run.plates)
    athlete = trial.athlete if height_m is None else replace(trial.athlete, height_m=height_m)
    return read_recording(files["run"], athlete, static=files["static"], grf=opened(folder / "grf.mot"))


@pytest.mark.parametrize("unit", ["m", "cm", "inches", "Feet"])
def test_lengths_are_taken_in_the_unit_that_makes_a_body_of_the_height_given(trial: ReferenceTrial, tmp_path: Path, unit: str) -> None:
    right, found = read(trial, tmp_path), read(trial, tmp_path, run_unit=unit, static_unit=unit)
    np.testing.assert_allclose(found.run.position_m, right.run.position_m)
    assert right.static is not None
    assert found.static is not None
    np.testing.assert_allclose(found.static.position_m, right.static.position_m)
    assert "length_unit_corrected" not in codes(right.run)
    assert [note.message for note in found.run.notes if "read as mm" in note.message] != []
    assert "length_unit_corrected" in codes(read(trial, tmp_path, static_unit=unit).run)


@pytest.mark.parametrize("spelt", ["MM", "Millimetres", "millimeter", " mm"])
def test_units_are_known_however_they_are_spelt(trial: ReferenceTrial, tmp_path: Path, spelt: str) -> None:
    right, found = read(trial, tmp_path), read(trial, tmp_path, run_unit=spelt, static_unit=spelt)
    np.testing.assert_array_equal(found.run.position_m, right.run.position_m)
    assert codes(found.run) == codes(right.run)


@pytest.mark.parametrize(
    ("factor", "grade"), [(1.0, None), (1.06, None), (1.15, "doubtful"), (0.87, "doubtful"), (1.3, "refused"), (0.75, "refused")]
)
def test_a_height_that_the_markers_contradict_is_doubtful_and_one_of_nobody_is_refused(
    trial: ReferenceTrial, tmp_path: Path, factor: float, grade: str | None
) -> None:
    legs_m = shown_leg_m(trial.run, marker_set_named("rajagopal"))
    assert legs_m is not None
    height_m = factor * legs_m / body_size().pelvis_to_foot_over_height.typical
    if grade == "refused":
        with pytest.raises(BodySizeError, match=f"apart by the markers.*but the height given is {height_m:g} m"):
            read(trial, tmp_path, height_m=height_m)
    else:
        found = codes(read(trial, tmp_path, height_m=height_m).run)
        assert ("height_doubtful" in found) is (grade == "doubtful")


@pytest.mark.parametrize(("mass_kg", "words"), [(72.6, ""), (130.0, "pounds"), (45.0, "check both"), (165.0, "refused"), (36.0, "refused")])
def test_a_mass_that_no_plate_bears_out_must_be_that_of_a_body_of_that_height(mass_kg: float, words: str) -> None:
    athlete = Athlete(mass_kg=mass_kg, height_m=1.75)
    if words == "refused":
        with pytest.raises(BodySizeError, match=rf"{mass_kg:g} kg at a height of 1\.75 m"):
            mass_notes(athlete, ())
    else:
        assert [words in note.message for note in mass_notes(athlete, ())] == [True] * bool(words)


def test_a_heavy_runner_whom_the_plates_bear_out_is_not_asked_about(trial: ReferenceTrial) -> None:
    index = trial.athlete.mass_kg / trial.athlete.height_m**2
    heavy = replace(trial.athlete, height_m=trial.athlete.height_m * np.sqrt(index / 44.0))
    assert [] == list(mass_notes(heavy, trial.run.plates))
    assert ["mass_doubtful"] == [note.code for note in mass_notes(heavy, ())]


@pytest.mark.parametrize(("height", "meant"), [(180.0, "1.80"), (1800.0, "1.80"), (70.0, "1.78"), (5.9, "1.80")])
def test_a_height_in_another_unit_is_refused_with_the_metres_that_it_makes(height: float, meant: str) -> None:
    with pytest.raises(ValueOutOfRangeError, match=re.escape(meant)):
        Athlete(mass_kg=70.0, height_m=height)


@pytest.mark.parametrize(("points", "moments"), [(1000.0, 1.0), (1000.0, 1000.0), (100.0, 1.0), (1.0, 1000.0)])
def test_forces_whose_points_or_moments_are_in_another_unit_are_put_under_the_feet(
    trial: ReferenceTrial, points: float, moments: float
) -> None:
    markers = marker_set_named("rajagopal")
    plates = [replace(plate, free_moment_nm=plate.free_moment_nm + np.array([0.0, 5.0, 0.0])) for plate in trial.run.plates]
    right = replace(trial.run, plates=tuple(plates))
    wrong = [replace(plate, point_m=plate.point_m * points, free_moment_nm=plate.free_moment_nm * moments) for plate in plates]
    found = with_forces_in_metres(replace(right, plates=tuple(wrong)), markers)
    for plate, known in zip(found.plates, plates, strict=True):
        np.testing.assert_allclose(plate.point_m, known.point_m)
        np.testing.assert_allclose(plate.free_moment_nm, known.free_moment_nm)
    expected = {"force_point_unit_corrected"} if points > 1.0 else set()
    assert codes(found) - codes(right) == expected | ({"free_moment_unit_corrected"} if moments > 1.0 else set())
    assert with_forces_in_metres(right, markers) is right


@pytest.mark.recordings
def test_no_clean_recording_is_doubted(recordings: Path) -> None:
    runners = {
        "rbds": ("RBDS001runT45.c3d", "RBDS001static.c3d", 62.0, 1.81),
        "dorn-sprint": ("JA1Gait35.c3d", "JA1Static05.c3d", 75.93, 1.79),
        "vicon-jog": ("jogging.c3d", None, 67.79, 1.738),
        "hamner-run": ("subject02_running.trc", "subject02_static.trc", 65.9, 1.83),
    }
    for folder, (run, static, mass_kg, height_m) in runners.items():
        standing = opened(recordings / folder / static) if static else None
        whole = read_recording(opened(recordings / folder / run), Athlete(mass_kg=mass_kg, height_m=height_m), static=standing)
        assert codes(whole.run).isdisjoint({"height_doubtful", "mass_doubtful", "length_unit_corrected"}), folder
