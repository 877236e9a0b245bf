"""Force plates that lie, rebuilt from real recordings: the clean recording's numbers, or a note, or a refusal that names the fault."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from motion_files import opened

from hipdrive.body import SIDES, Athlete
from hipdrive.coach.files.recording import POSED_FEET_S
from hipdrive.coach.runs.analyse import analyse_recording, read_recording
from hipdrive.errors import HipDriveError
from hipdrive.gait import Run
from hipdrive.gait.contact.on_plates import NotRunningError, refuse_walking
from hipdrive.motion import FileContent, Table, inspect_file, read_ground_forces, read_motion, read_sto, sto_text
from hipdrive.motion.clean.plates.zero import zero_of_plate
from hipdrive.motion.motion import Array
from hipdrive.motion.text.force_columns import force_columns, sides_of

pytestmark = pytest.mark.recordings
MEASURES = (
    "contact_time_s",
    "peak_hip_flexor_moment_nm_kg",
    "peak_hip_extensor_moment_stance_nm_kg",
    "step_length_m",
    "largest_vertical_force_bw",
)
RAJAGOPAL = Athlete(mass_kg=72.84, height_m=1.80, sex="male")


@dataclass(frozen=True, kw_only=True)
class Treadmill:
    """One clean treadmill run with its forces as a table."""

    run: Path
    static: Path | None
    forces: Table

    def columns(self, ending: str) -> list[int]:
        """Columns of the forces by the end of their name."""
        return [place for place, name in enumerate(self.forces.names) if name.lower().endswith(ending)]

    def file(self, change: Callable[[Array], None] | None = None, names: tuple[str, ...] | None = None) -> FileContent:
        """The force file with its numbers changed in place, or its columns renamed."""
        data = self.forces.data.copy()
        if change is not None:
            change(data)
        return FileContent("grf.mot", sto_text("grf", names or self.forces.names, data, in_degrees=False).encode())

    def analysed(self, grf: FileContent | None, *, no_plates: bool = False) -> Run:
        """The run with these forces."""
        static = None if self.static is None else opened(self.static)
        recording = read_recording(opened(self.run), RAJAGOPAL, static=static, grf=grf, no_plates=no_plates)
        return analyse_recording(recording, RAJAGOPAL)[0][0]


@pytest.fixture(scope="module", params=["markers", "angles"])
def treadmill(recordings: Path, request: pytest.FixtureRequest) -> Treadmill:
    folder = recordings / "rajagopal-run"
    forces = read_sto(opened(folder / "grf_run.mot"))
    if request.param == "angles":
        return Treadmill(run=folder / "opensim_ik.mot", static=None, forces=forces)
    return Treadmill(run=folder / "motion_capture_run.trc", static=folder / "static_run.trc", forces=forces)


@pytest.fixture(scope="module")
def clean(treadmill: Treadmill) -> Run:
    return treadmill.analysed(treadmill.file())


def apart(base: Run, run: Run) -> float:
    """Largest share by which a main measure of either side differs."""
    worst = 0.0
    for side in SIDES:
        for name in MEASURES:
            right, found = base.sides[side].measures[name].mean, run.sides[side].measures[name].mean
            if right is not None:
                assert found is not None, (side, name)
                worst = max(worst, abs(found / right - 1.0))
    return worst


def codes(run: Run) -> set[str]:
    return {note.code for note in run.notes}


@pytest.mark.parametrize("offset_n", [60.0, -200.0, 300.0])
def test_a_constant_offset_is_read_in_flight_and_taken_out(treadmill: Treadmill, clean: Run, offset_n: float) -> None:
    vertical = treadmill.columns("vy")

    def shifted(data: Array) -> None:
        data[:, vertical] += offset_n

    run = treadmill.analysed(treadmill.file(shifted))
    assert "plate_zeroed_in_flight" in codes(run)
    assert clean.quality.grade == run.quality.grade
    assert apart(clean, run) < 0.03


@pytest.mark.parametrize("part", ["vx", "vz"])
def test_a_level_offset_is_taken_out_too(treadmill: Treadmill, clean: Run, part: str) -> None:
    level = treadmill.columns(part)

    def shifted(data: Array) -> None:
        data[:, level] += 40.0

    assert apart(clean, treadmill.analysed(treadmill.file(shifted))) < 0.03


def test_a_drift_is_followed_from_flight_to_flight(treadmill: Treadmill, clean: Run) -> None:
    vertical = treadmill.columns("vy")

    def drifting(data: Array) -> None:
        share = np.linspace(0.0, 1.0, len(data))
        data[:, vertical] += (150.0 * share**1.3 + 24.0 * np.sin(5.2 * share))[:, None]

    assert apart(clean, treadmill.analysed(treadmill.file(drifting))) < 0.03


@pytest.mark.parametrize("parts", [("vy",), ("vx", "vy", "vz")])
def test_forces_of_the_runner_on_the_ground_are_turned_with_a_note(treadmill: Treadmill, clean: Run, parts: tuple[str, ...]) -> None:
    turned = [place for part in parts for place in treadmill.columns(part)]

    def action(data: Array) -> None:
        data[:, turned] *= -1.0

    run = treadmill.analysed(treadmill.file(action))
    assert "plate_sign_turned" in codes(run)
    assert apart(clean, run) < 0.03


@pytest.mark.parametrize(("mains_hz", "amplitude_n"), [(50.0, 20.0), (60.0, 30.0)])
def test_hum_of_the_mains_is_taken_out(treadmill: Treadmill, clean: Run, mains_hz: float, amplitude_n: float) -> None:
    vertical = treadmill.columns("vy")

    def humming(data: Array) -> None:
        data[:, vertical] += amplitude_n * np.sin(2.0 * np.pi * mains_hz * data[:, :1])

    run = treadmill.analysed(treadmill.file(humming))
    assert "plate_hum_removed" in codes(run)
    assert apart(clean, run) < 0.03


def test_noise_shatters_no_contact_and_makes_the_recording_doubtful(treadmill: Treadmill, clean: Run) -> None:
    forces = [place for part in ("vx", "vy", "vz") for place in treadmill.columns(part)]

    def noisy(data: Array) -> None:
        data[:, forces] += 30.0 * np.random.default_rng(1).standard_normal((len(data), len(forces)))

    run = treadmill.analysed(treadmill.file(noisy))
    assert {side: clean.sides[side].strides for side in SIDES} == {side: run.sides[side].strides for side in SIDES}
    assert ("doubtful", True) == (run.quality.grade, "plate_noise_smoothed" in codes(run))


@pytest.mark.parametrize("shift_s", [0.02, -0.02, 0.1, -0.23, 0.5, -1.0, 100.0])
def test_forces_on_another_clock_are_shifted_back_with_a_note(treadmill: Treadmill, clean: Run, shift_s: float) -> None:
    def shifted(data: Array) -> None:
        data[:, 0] += shift_s

    run = treadmill.analysed(treadmill.file(shifted))
    if "opensim" in run.marker_set and abs(shift_s) < POSED_FEET_S:  # posed feet don't tell so little
        assert ("doubtful", True) == (run.quality.grade, "force_clock_doubtful" in codes(run))
        return
    assert "force_clock_shifted" in codes(run)
    assert apart(clean, run) < 0.03


def test_where_only_the_feet_tell_the_shift_the_recording_is_doubtful(recordings: Path) -> None:
    folder = recordings / "hamner-run"
    forces = read_sto(opened(folder / "subject02_running_grf.mot"))
    late = forces.data[forces.data[:, 0] >= 0.5]
    reset = late.copy()
    reset[:, 0] -= reset[0, 0]
    file = FileContent("grf.mot", sto_text("grf", forces.names, reset, in_degrees=False).encode())
    athlete = Athlete(mass_kg=65.9, height_m=1.75, sex="male")
    recording = read_recording(opened(folder / "subject02_running.trc"), athlete, static=opened(folder / "subject02_static.trc"), grf=file)
    assert 0.5 == pytest.approx(recording.run.plates[0].time_s[0], abs=0.02)
    assert {"force_clock_shifted", "force_clock_doubtful"} <= {note.code for note in recording.run.notes}


def test_forces_of_another_run_are_refused(treadmill: Treadmill) -> None:
    def other(data: Array) -> None:
        data[:, 1:] = data[::-1, 1:]

    with pytest.raises(HipDriveError, match=r"clock|another recording|of this same recording"):
        treadmill.analysed(treadmill.file(other))


def test_no_number_in_flight_means_no_foot_on_the_ground(treadmill: Treadmill, clean: Run) -> None:
    vertical = treadmill.columns("vy")

    def gaps(data: Array) -> None:
        aloft = (np.abs(data[:, vertical]) < 1.0).all(axis=1)
        data[aloft, 1:] = np.nan

    run = treadmill.analysed(treadmill.file(gaps))
    assert codes(clean) == codes(run)
    assert apart(clean, run) < 0.001


def test_a_file_without_any_force_is_analysed_as_without_plates_and_no_plates_does_not_open_it(treadmill: Treadmill) -> None:
    def empty(data: Array) -> None:
        data[:, 1:] = np.nan

    without = treadmill.analysed(None)
    run = treadmill.analysed(treadmill.file(empty))
    assert "plate_left_out" in codes(run)
    assert apart(without, run) == 0.0
    assert apart(without, treadmill.analysed(FileContent("grf.mot", b"nothing"), no_plates=True)) == 0.0


def test_a_foot_across_two_plates_is_the_sum_of_both(treadmill: Treadmill, clean: Run) -> None:
    share = 0.03  # of every push, which alone stays under the 50 N of a contact for most of stance
    names = ("time", *(f"{mark}_ground_{what}" for mark in ("1", "2") for what in _PARTS))
    forces = read_ground_forces(treadmill.file())
    both_n = sum(plate.force_n for plate in forces)
    point_m = np.nansum([np.nan_to_num(plate.point_m) for plate in forces], axis=0)
    twist_nm = sum(plate.free_moment_nm for plate in forces)
    plates = [np.hstack([part * both_n, point_m, part * twist_nm]) for part in (1.0 - share, share)]
    data = np.hstack([forces[0].time_s[:, None], *plates])
    file = FileContent("grf.mot", sto_text("grf", names, data, in_degrees=False).encode())
    assert apart(clean, treadmill.analysed(file)) < 0.03


_PARTS = (*(f"force_{part}{axis}" for part in "vp" for axis in "xyz"), *(f"torque_{axis}" for axis in "xyz"))
STYLES: dict[str, Callable[[str, str, str], str]] = {
    "AddBiomechanics": lambda foot, part, axis: f"ground_force_calcn_{foot}_{part}{axis}",
    "OpenGRF": lambda foot, part, axis: f"ground_torque_calcn_{foot}_v{axis}" if part == "m" else f"ground_force_calcn_{foot}_{part}{axis}",
    "glued numbers": lambda foot, part, axis: f"ground_{_word(part)}{_number(foot)}_{'' if part == 'm' else part}{axis}",
    "numbers between": lambda foot, part, axis: f"ground_{_word(part)}_{_number(foot)}_{part}{axis}",
    "no ground": lambda foot, part, axis: f"{_word(part)}{_number(foot)}_{'' if part == 'm' else part}{axis}",
    "force platforms": lambda foot, part, axis: f"FP{_number(foot)}_" + {"v": f"v{axis}", "p": f"p{axis}", "m": f"moment_{axis}"}[part],
    "analog channels": lambda foot, part, axis: {"v": "F", "p": "COP", "m": "M"}[part] + f"{axis}{_number(foot)}",
    "OpenSim's C3D adapter": lambda foot, part, axis: {"v": "f", "p": "p", "m": "m"}[part] + f"{_number(foot)}_{'xyz'.index(axis) + 1}",
    "capitals": lambda foot, part, axis: f"{foot}_GROUND_{_word(part)}_{'' if part == 'm' else part}{axis}".upper(),
    "body first": lambda foot, part, axis: f"calcn_{foot}_{_word(part)}_{'' if part == 'm' else part}{axis}",
    "whole words": lambda foot, part, axis: f"ground_{_word(part)}_{ {'r': 'right', 'l': 'left'}[foot] }_{part}{axis}",
}


def _word(part: str) -> str:
    return "torque" if part == "m" else "force"


def _number(foot: str) -> str:
    return {"r": "1", "l": "2"}[foot]


@pytest.mark.parametrize("style", STYLES)
def test_columns_are_known_as_other_programs_write_them(style: str) -> None:
    names = [STYLES[style](foot, part, axis) for foot in "rl" for part in "vpm" for axis in "xyz"]
    groups = force_columns(["time", "hip_flexion_r", "pelvis_tx", *names])
    expected = {(part, axis): 3 + place for place, (part, axis) in enumerate((part, axis) for part in "vpm" for axis in "xyz")}
    right, left = groups.values()
    assert expected == right
    assert {key: place + 9 for key, place in expected.items()} == left
    sides = tuple(sides_of(tuple(groups)).values())
    assert sides in {("right", "left"), (None, None)}


def test_renamed_columns_give_the_same_numbers(treadmill: Treadmill, clean: Run) -> None:
    kinds = {"force_v": "v", "force_p": "p", "torque_": "m"}
    names = ["time"]
    for name in treadmill.forces.names[1:]:
        part = next(part for words, part in kinds.items() if words in name)
        names.append(STYLES["AddBiomechanics"](name[0].lower(), part, name[-1]))
    assert apart(clean, treadmill.analysed(treadmill.file(names=tuple(names)))) == 0.0


@pytest.mark.parametrize("name", ["walking2", "walking5"])
def test_a_walk_on_one_belt_has_no_flight_to_read_a_zero_from(recordings: Path, name: str) -> None:
    """The step of a real walk, repeated with a third of it in double support: the plate stays as it was, and the walk is refused."""
    plate = read_motion(opened(recordings / "vicon-jog" / f"{name}.c3d")).plates[0]
    up_n = plate.force_n[:, 2]
    on = np.flatnonzero(up_n > 50.0)
    step = up_n[on[0] : on[-1] + 1]
    apart = round(len(step) / 1.24)
    belt_n = np.zeros((20 * apart + len(step), 3))
    for start in range(0, 20 * apart, apart):
        belt_n[start : start + len(step), 2] += step
    walking_n = belt_n[len(step) : -len(step)]
    assert zero_of_plate(walking_n, np.zeros_like(walking_n), rate_hz=2000.0) is None


@pytest.mark.parametrize("name", ["walking2", "walking5"])
def test_a_real_walk_stays_refused(recordings: Path, name: str) -> None:
    motion = read_motion(opened(recordings / "vicon-jog" / f"{name}.c3d"), of_run=True)
    with pytest.raises(NotRunningError):
        refuse_walking(motion.plates, file_name=motion.file_name)


@pytest.mark.parametrize(
    "trial", ["rbds/RBDS016runT25.c3d", "rbds/RBDS017runT45.c3d", "dorn-sprint/JA1Gait21.c3d", "vicon-jog/jogging.c3d"]
)
def test_clean_plates_come_back_as_they_were(recordings: Path, trial: str) -> None:
    file = opened(recordings / trial)
    asked, plain = read_motion(file, of_run=True), read_motion(file)
    assert plain.notes == asked.notes
    for before, after in zip(plain.plates, asked.plates, strict=True):
        np.testing.assert_array_equal(before.force_n, after.force_n)
        np.testing.assert_array_equal(before.point_m, after.point_m)


def test_a_plate_with_an_offset_keeps_its_centre_of_pressure(recordings: Path) -> None:
    """The wrench of a whole C3D plate is shifted, as one that was zeroed under load."""
    import ezc3d

    source = recordings / "rbds" / "RBDS001runT35.c3d"
    file = ezc3d.c3d(str(source))
    plates = file["parameters"]["FORCE_PLATFORM"]
    rows = np.array(plates["CHANNEL"]["value"], int)[:, 0] - 1
    volts = np.linalg.solve(np.array(plates["CAL_MATRIX"]["value"])[:, :, 0], np.array([-20.0, 35.0, 180.0, 25e3, -9e3, 4e3]))
    file["data"]["analogs"][0, rows] += volts[:, None]
    made = _written(file, "offset.c3d")
    before, after = (read_motion(content, of_run=True) for content in (opened(source), made))
    assert "plate_zeroed_in_flight" in {note.code for note in after.notes}
    standing = before.plates[0].force_n[:, 1] > 500.0
    off_m = np.linalg.norm(before.plates[0].point_m[standing] - after.plates[0].point_m[standing], axis=1)
    assert np.median(off_m) < 0.005
    assert 10.0 > np.abs(before.plates[0].force_n[standing] - after.plates[0].force_n[standing]).max()


FAULTS = ("corners", "no_number", "channel", "matrix_of_others", "huge")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_plate_that_cannot_be_used_is_left_out_and_keeps_no_marker_from_being_read(recordings: Path, fault: str) -> None:
    import ezc3d

    source = recordings / "dorn-sprint" / "JA1Gait21.c3d"
    file = ezc3d.c3d(str(source))
    plates = file["parameters"]["FORCE_PLATFORM"]
    rows = np.array(plates["CHANNEL"]["value"])
    if fault == "corners":
        corners = np.array(plates["CORNERS"]["value"])
        corners[:, :, 5] = 0.0
        plates["CORNERS"]["value"] = corners
    elif fault == "matrix_of_others":
        plates["ORIGIN"]["value"] = np.array(plates["ORIGIN"]["value"])[:, :5]
    elif fault == "channel":
        rows[2, 5] = 999
        plates["CHANNEL"]["value"] = rows
    else:
        file["data"]["analogs"][0, int(rows[2, 5]) - 1] = np.nan if fault == "no_number" else 1e9
    made = _written(file, "faulty.c3d")
    motion, whole = read_motion(made, of_run=True), read_motion(opened(source), of_run=True)
    left_out = next(note for note in motion.notes if note.code == "plate_left_out")
    expected = [plate.name for plate in whole.plates if plate.name != "plate_6"]
    if fault == "matrix_of_others":
        expected = expected[:5]
    assert expected == [plate.name for plate in motion.plates]
    assert "6" in left_out.message
    assert len(expected) == inspect_file(made).plates


def _written(file: object, name: str) -> FileContent:
    """What ezc3d writes, as a file's content."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        file.write(str(path))  # type: ignore[attr-defined]
        return replace(opened(path), name=name)
