"""The files that a command names: opened with one sentence for what is wrong, written whole or not at all."""

import errno
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from c3d_files import Trial, file_of
from motion_files import opened

from hipdrive.cli.door.inlet import athlete_in, demand_in, motion_file
from hipdrive.cli.door.writing import new_folder, refuse_unwritable, write_bytes, write_text
from hipdrive.errors import InputFileError
from hipdrive.motion import inspect_file


def test_a_motion_file_is_opened_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "run.C3D"
    path.write_bytes(file_of(small_trial()))
    assert opened(path) == motion_file(path)
    assert "run.C3D" == motion_file(path).name
    assert "c3d" == motion_file(path).suffix


def test_what_cannot_be_opened_is_one_sentence_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "runs.c3d").mkdir()
    folder = tmp_path.name
    for name, sentence in {
        "none.c3d": f"none.c3d: there is no such file in {folder}; check the name.",
        "runs.c3d": "runs.c3d: this is a folder; give one .c3d, .trc, .tsv, .csv or .mot file in it.",
    }.items():
        with pytest.raises(InputFileError) as caught:
            motion_file(tmp_path / name)
        assert sentence == str(caught.value)
    for opens in (athlete_in, demand_in):
        with pytest.raises(InputFileError, match=r"^none\.c3d: there is no such file"):
            opens(tmp_path / "none.c3d")
    with pytest.raises(InputFileError, match=r"^runs\.c3d: this is a folder; "):
        demand_in(tmp_path / "runs.c3d")


def test_a_file_that_may_not_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.toml"
    path.write_text("mass_kg = 70\nheight_m = 1.75\n", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputFileError) as caught:
        motion_file(path)
    assert "locked.toml: the file cannot be opened (Permission denied); check that you have permission to read it." == str(caught.value)
    with pytest.raises(InputFileError, match=r"^locked\.toml: there is no such file, or you may not read it; write mass_kg"):
        athlete_in(path)


def test_a_large_file_of_another_kind_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.write(bytes(4) + b"ftypisom")
        file.truncate(2**28)
    tracemalloc.start()
    try:
        with pytest.raises(InputFileError, match="this is not a motion file that can be read"):
            motion_file(path)
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()


def test_opening_a_recording_takes_memory_for_its_size_once(tmp_path: Path) -> None:
    path = tmp_path / "long.c3d"
    trial = small_trial()
    path.write_bytes(file_of(Trial(points=np.tile(trial.points, (500, 1, 1)), analogs=np.tile(trial.analogs, (500, 1, 1)))))
    size = path.stat().st_size
    tracemalloc.start()
    try:
        held = motion_file(path)
        assert size <= tracemalloc.get_traced_memory()[1] < 1.1 * size + 2**19
        assert 500 * len(trial.points) == inspect_file(held).frames
    finally:
        tracemalloc.stop()


def small_trial() -> Trial:
    """Twenty frames of forty markers, as reals."""
    points = np.ones((20, 40, 4), dtype=np.float32)
    points[:, :, :3] = np.random.default_rng(3).normal(800.0, 300.0, (20, 40, 3))
    return Trial(points=points, analogs=np.zeros((20, 1, 0), dtype=np.float32), scale=1.0, parameters={"POINT": {"UNITS": ["mm"]}})


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Path, _target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "run.json"
    write_text(path, "old")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputFileError, match="No space left"):
        write_text(path, "new")
    assert "old" == path.read_text(encoding="utf-8")
    assert [path] == list(tmp_path.iterdir())


def test_a_file_takes_its_name_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    write_bytes(path, b"first")
    write_bytes(path, b"second")
    assert b"second" == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())
    assert 0o644 == path.stat().st_mode & 0o777


def test_writing_into_an_absent_folder_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="cannot be written"):
        write_text(tmp_path / "no" / "run.json", "{}")


def test_what_cannot_be_written_is_said_before_long_work(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(InputFileError, match="this is a folder, but a file is needed"):
        refuse_unwritable(tmp_path / "run.json", tmp_path)
    with pytest.raises(InputFileError, match="the folder cannot be created"):
        new_folder(tmp_path / "taken")
    new_folder(tmp_path / "new" / "folder")
    assert (tmp_path / "new" / "folder").is_dir()
    refuse_unwritable(tmp_path / "run.json")
