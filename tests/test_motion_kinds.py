"""Recordings of every kind that cannot be what they seem: too short, flagged, oddly counted, misnamed, doubled."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from c3d_files import Trial, Value, file_of, single, whole
from motion_files import opened, write_trc

from hipdrive.coach.runs.analyse import read_recording
from hipdrive.coach.runs.movement import read_movement
from hipdrive.errors import InputFileError
from hipdrive.gait.intake.length import TooShortError
from hipdrive.gait.runners.reference import ReferenceTrial, reference_trial
from hipdrive.motion import FileContent, Motion, inspect_file, read_c3d, read_motion
from hipdrive.motion.marker_set.synonym import renamed_labels

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


def changed(tmp_path: Path, motion: Motion, change: Callable[[str], str]) -> Motion:
    """A recording read from a TRC file whose text was changed."""
    write_trc(tmp_path / "changed.trc", motion)
    text = (tmp_path / "changed.trc").read_text(encoding="utf-8")
    return read_motion(FileContent("changed.trc", change(text).encode()))


def rows(text: str, change: Callable[[list[str]], list[str]]) -> str:
    """The text with its lines of frames changed."""
    lines = text.rstrip("\n").split("\n")
    return "\n".join([*lines[:6], *change(lines[6:])]) + "\n"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(".", ","),
        lambda text: rows(text, lambda lines: [f"{line}\t\t" for line in lines]),
        lambda text: rows(text, lambda lines: [line.replace("\t", "  ") for line in lines]),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: rows(text, lambda lines: [line for line in lines for _ in range(2)]),
    ],
    ids=["decimal commas", "trailing tabs", "blanks for tabs", "other line ends", "every row twice"],
)
def test_a_harmless_change_of_a_text_gives_the_same_paths(trial: ReferenceTrial, tmp_path: Path, change: Callable[[str], str]) -> None:
    right, found = changed(tmp_path, trial.run, str), changed(tmp_path, trial.run, change)
    np.testing.assert_allclose(found.position_m, right.position_m, atol=1e-6)
    np.testing.assert_allclose(found.time_s, right.time_s)


def test_a_file_without_unit_is_taken_in_the_one_its_numbers_speak_for(trial: ReferenceTrial, tmp_path: Path) -> None:
    found = changed(tmp_path, trial.run, lambda text: text.replace("\tmm\t", "\t\t"))
    np.testing.assert_array_equal(found.position_m, changed(tmp_path, trial.run, str).position_m)
    assert "unit_guessed" in codes(found)


@pytest.mark.parametrize("copies", [2, 3])
def test_frames_that_stand_there_several_times_are_no_motion_at_that_rate(trial: ReferenceTrial, tmp_path: Path, copies: int) -> None:
    rate_hz = trial.run.sampling_rate_hz * copies
    position_m = np.repeat(trial.run.position_m, copies, axis=0)
    doubled = replace(trial.run, position_m=position_m, time_s=np.arange(len(position_m)) / rate_hz, sampling_rate_hz=rate_hz, plates=())
    found = read_motion(written(tmp_path, doubled))
    np.testing.assert_allclose(found.position_m, trial.run.position_m, atol=1e-6)
    assert found.sampling_rate_hz == pytest.approx(trial.run.sampling_rate_hz)
    assert "frames_doubled" in codes(found)
    assert "frames_doubled" not in codes(read_motion(written(tmp_path, trial.run)))


def test_standing_as_still_as_a_statue_is_not_thinned_out(trial: ReferenceTrial, tmp_path: Path) -> None:
    still = replace(trial.static, position_m=np.repeat(trial.static.position_m[:1], 50, axis=0), time_s=np.arange(50) / 100.0)
    assert 50 == len(read_motion(written(tmp_path, still)).time_s)


def test_a_trial_that_comes_twice_in_one_file_is_refused_with_the_line(trial: ReferenceTrial, tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match=r"in line \d+ the column Time goes back .* the same frames were repeated"):
        changed(tmp_path, trial.run, lambda text: rows(text, lambda lines: lines + lines))
    with pytest.raises(InputFileError, match="another recording begins"):
        changed(tmp_path, trial.run, lambda text: rows(text, lambda lines: lines[100:] + lines[:50]))


def test_a_label_that_stands_twice_is_kept_once_or_renamed(trial: ReferenceTrial, tmp_path: Path) -> None:
    place = trial.run.labels.index("RASI")
    doubled = replace(
        trial.run,
        labels=(*trial.run.labels, "RASI "),
        position_m=np.concatenate([trial.run.position_m, trial.run.position_m[:, [place]]], axis=1),
    )
    same = changed(tmp_path, doubled, str)
    assert trial.run.labels == same.labels
    assert "label_repeated" in codes(same)
    moved = np.array(doubled.position_m)
    moved[:, -1] += 0.01
    other = changed(tmp_path, replace(doubled, position_m=moved), str)
    assert (*trial.run.labels, "RASI_2") == other.labels
    assert "label_twice" in codes(other)


@pytest.mark.parametrize(
    "spelt",
    [
        str.lower,
        lambda label: f"{label} ",
        lambda label: f"{label[0]}_{label[1:]}" if label[0] in "RL" else label,
        lambda label: f"{label[1:]}.{label[0]}" if label[0] in "RL" else label,
        lambda label: {"R": "Right ", "L": "Left "}.get(label[0], "") + label[label[0] in "RL" :],
        lambda label: f"Runner 7:{label}",
        lambda label: label.replace("ASI", ".ASIS").replace("PSI", "-PSIS").replace("CLAV", "Clav"),
    ],
)
def test_labels_are_known_whatever_their_case_separators_and_words_for_the_side(
    trial: ReferenceTrial, tmp_path: Path, spelt: Callable[[str], str]
) -> None:
    order = np.random.default_rng(7).permutation(len(trial.run.labels))
    labels = tuple(spelt(trial.run.labels[place]) for place in order)
    renamed = replace(trial.run, labels=labels, position_m=trial.run.position_m[:, order], plates=())
    static = written(tmp_path, trial.static, "static.trc")
    right = read_recording(written(tmp_path, replace(trial.run, plates=())), trial.athlete, static=static)
    found = read_recording(written(tmp_path, renamed, "renamed.trc"), trial.athlete, static=static)
    assert right.marker_set == found.marker_set
    assert set(right.run.labels) == set(found.run.labels)
    for label in right.run.labels:
        np.testing.assert_allclose(found.run.marker(label), right.run.marker(label), atol=1e-9)
    assert codes(found.run) - {"labels_by_synonym"} == codes(right.run)


def test_a_label_that_could_be_two_is_left_alone() -> None:
    assert {} == renamed_labels(["R.ASI", "R-ASI", "C7"], ["RASI", "C7"])
    assert {} == renamed_labels(["RASI", "rasi"], ["RASI"])
    assert {"rasi": "RASI"} == renamed_labels(["rasi", "T10"], ["RASI"])
