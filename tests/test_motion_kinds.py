"""Recordings of every kind that cannot be what they seem: too short, flagged, oddly counted, misnamed, doubled."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from c3d_files import Trial, Value, file_of, single, whole
from motion_files import opened, write_trc

from hipdrive.coach.analyse import read_recording
from hipdrive.coach.movement import read_movement
from hipdrive.gait.intake.length import TooShortError
from hipdrive.gait.runners.reference import ReferenceTrial, reference_trial
from hipdrive.motion import FileContent, Motion, inspect_file, read_c3d, read_motion

FRAMES, MARKERS = 30, 3
START_FRAME, LAST_FRAME = 6, 8
"""Places in the header of a C3D file, in bytes."""


@pytest.fixture(scope="module")
def trial() -> ReferenceTrial:
    """A made-up runner on a treadmill, with standing."""
    return reference_trial(strides=3)


def codes(motion: Motion) -> set[str]:
    """Codes of a recording's notes."""
    return {note.code for note in motion.notes}


def cut(motion: Motion, frames: int) -> Motion:
    """The first frames of a recording."""
    return replace(motion, time_s=motion.time_s[:frames], position_m=motion.position_m[:frames], plates=())


def written(tmp_path: Path, motion: Motion, name: str = "run.trc") -> FileContent:
    """A recording as a TRC file."""
    write_trc(tmp_path / name, motion)
    return opened(tmp_path / name)


@pytest.mark.parametrize(("frames", "words"), [(1, "one frame"), (5, "5 frames"), (30, "30 frames (0.3 s)")])
def test_a_run_shorter_than_any_stride_is_refused_in_a_sentence_that_says_how_long_it_is(
    trial: ReferenceTrial, tmp_path: Path, frames: int, words: str
) -> None:
    rate = round(frames / 0.3) if frames == 30 else trial.run.sampling_rate_hz
    short = replace(cut(trial.run, frames), time_s=np.arange(frames) / rate, sampling_rate_hz=rate)
    file = written(tmp_path, short)
    assert frames == inspect_file(file).frames
    with pytest.raises(TooShortError) as refused:
        read_recording(file, trial.athlete, static=written(tmp_path, trial.static, "static.trc"))
    assert words in str(refused.value)
    assert "whole stride" in str(refused.value)
    if frames < 12:
        with pytest.raises(TooShortError, match="at least 12"):
            read_movement(file, trial.athlete, static=file)


def test_one_frame_of_standing_is_a_standing_trial(trial: ReferenceTrial, tmp_path: Path) -> None:
    run = written(tmp_path, trial.run)
    one = read_recording(run, trial.athlete, static=written(tmp_path, cut(trial.static, 1), "one.trc"))
    many = read_recording(run, trial.athlete, static=written(tmp_path, trial.static, "many.trc"))
    assert one.static is not None
    assert many.static is not None
    assert [note.code for note in one.run.notes] == [note.code for note in many.run.notes]


def c3d(
    points: np.ndarray | None = None,
    *,
    header: Mapping[int, int] | None = None,
    parameters: Mapping[str, Mapping[str, np.ndarray]] | None = None,
    residual: float = 0.0,
) -> FileContent:
    """A C3D file of three markers in mm, as its parameters and header claim it to be."""
    made = np.zeros((FRAMES, MARKERS, 4), dtype=np.float32)
    made[:, :, :3] = 100.0 + np.arange(FRAMES * MARKERS * 3).reshape(FRAMES, MARKERS, 3) if points is None else points
    made[:, :, 3] = residual
    claims: dict[str, dict[str, Value]] = {"POINT": {"LABELS": ["A", "B", "C"], "UNITS": ["mm"]}}
    for group, values in (parameters or {}).items():
        claims[group] = {**claims.get(group, {}), **values}
    trial = Trial(points=made, analogs=np.zeros((FRAMES, 1, 0), dtype=np.float32), parameters=claims, header=header or {})
    return FileContent("run.c3d", file_of(trial))


def test_positions_are_taken_with_a_note_where_every_point_is_flagged_as_unseen() -> None:
    right, flagged = read_c3d(c3d()), read_c3d(c3d(residual=-1.0))
    np.testing.assert_array_equal(right.position_m, flagged.position_m)
    assert "all_flagged_invalid" in codes(flagged)
    nothing = read_c3d(c3d(np.zeros((FRAMES, MARKERS, 3)), residual=-1.0))
    assert np.isnan(nothing.position_m).all()
    assert "all_flagged_invalid" not in codes(nothing)


@pytest.mark.parametrize(
    ("header", "parameters"),
    [
        ({START_FRAME: 0xFFFF, LAST_FRAME: 0xFFFF}, {}),
        ({START_FRAME: 65530, LAST_FRAME: (65530 + FRAMES - 1) % 0x10000}, {}),
        ({START_FRAME: 65500, LAST_FRAME: 65500 + FRAMES - 1}, {}),
        ({START_FRAME: 1, LAST_FRAME: FRAMES + 40}, {}),
        ({START_FRAME: 9, LAST_FRAME: 3}, {}),
        ({START_FRAME: 1, LAST_FRAME: 0}, {"POINT": {"FRAMES": whole(0)}}),
        ({LAST_FRAME: 0xFFFF}, {"POINT": {"FRAMES": whole(0), "LONG_FRAMES": single(FRAMES)}}),
        (
            {START_FRAME: 0xFFFF, LAST_FRAME: 0xFFFF},
            {
                "POINT": {"FRAMES": whole(0)},
                "TRIAL": {"ACTUAL_START_FIELD": whole(0xFFF0, 7), "ACTUAL_END_FIELD": whole(0xFFF0 + FRAMES - 1 - 0x10000, 8)},
            },
        ),
    ],
)
def test_every_frame_of_a_c3d_is_read_whatever_its_frame_numbers(
    header: Mapping[int, int], parameters: Mapping[str, Mapping[str, np.ndarray]]
) -> None:
    np.testing.assert_array_equal(read_c3d(c3d()).position_m, read_c3d(c3d(header=header, parameters=parameters)).position_m)


def test_frames_counted_by_the_size_of_the_file_are_said() -> None:
    uncounted = c3d(header={START_FRAME: 1, LAST_FRAME: 0}, parameters={"POINT": {"FRAMES": whole(0)}})
    assert "frames_by_size" in codes(read_c3d(uncounted))


def test_a_late_clock_changes_nothing(trial: ReferenceTrial, tmp_path: Path) -> None:
    late = read_motion(written(tmp_path, replace(trial.run, time_s=trial.run.time_s + 1000.0)))
    np.testing.assert_allclose(late.time_s, trial.run.time_s + 1000.0, atol=1e-6)
    assert not codes(late)


def test_a_marker_that_is_never_seen_is_named(trial: ReferenceTrial, tmp_path: Path) -> None:
    positions = np.array(trial.run.position_m)
    positions[:, trial.run.labels.index("RMT5")] = np.nan
    report = inspect_file(written(tmp_path, replace(trial.run, position_m=positions)))
    assert ["RMT5" in note.message for note in report.notes if note.code == "marker_never_seen"] == [True]
