"""Units that a file names wrongly or not at all: the body's size decides, a note says so, and what fits no unit is refused."""

import re
from collections.abc import Mapping

import numpy as np
import pytest

from hipdrive.body import Athlete
from hipdrive.errors import InputFileError
from hipdrive.gait.intake.completion import Completed
from hipdrive.gait.intake.joint_angles import from_angles
from hipdrive.motion import Motion, Table

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
