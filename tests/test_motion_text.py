"""TRC, MOT and STO files: what is written is read back, the odd spellings of other programs are understood, text in a number is named."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from motion_files import opened, write_ground_forces, write_sto, write_trc

from hipdrive.cli.door.inlet import motion_file
from hipdrive.contract.runs.file import file_document
from hipdrive.contract.wire import plain_of
from hipdrive.errors import InputFileError
from hipdrive.motion import (
    ForcePlate,
    Motion,
    format_of,
    inspect_file,
    read_ground_forces,
    read_motion,
    read_sto,
    read_trc,
)
from hipdrive.motion.text import force_columns

HEAD = (
    "PathFileType\t4\t(X/Y/Z)\tx.trc\nDataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n"
)


def trc(tmp_path: Path, body: str, *, unit: str = "mm", rate: str = "100", names: str = "A\t\t\tB b") -> Path:
    path = tmp_path / "x.trc"
    text = f"{HEAD}{rate}\t{rate}\t2\t2\t{unit}\t{rate}\t1\t2\nFrame#\tTime\t{names}\t\t\n\t\tX1\tY1\tZ1\tX2\tY2\tZ2\n\n{body}"
    path.write_bytes(text.encode())
    return path


def walk_past(frames: int) -> Motion:
    """Two markers at constant velocity, the second unseen in the second frame."""
    time_s = 0.5 + np.arange(frames) / 120.0
    position_m = np.stack([np.outer(time_s, [1.0, 0.1, 0.0]), np.outer(time_s, [1.0, 0.0, -0.3])], axis=1)
    position_m[1, 1] = np.nan
    return Motion(file_name="w", format="trc", labels=("A", "B b"), time_s=time_s, sampling_rate_hz=120.0, position_m=position_m)


def test_a_written_trc_is_read_back_to_a_nanometre(tmp_path: Path) -> None:
    motion = walk_past(9)
    write_trc(tmp_path / "w.trc", motion)
    back = read_trc(opened(tmp_path / "w.trc"))
    assert (motion.labels, motion.sampling_rate_hz) == (back.labels, back.sampling_rate_hz)
    np.testing.assert_allclose(back.position_m, motion.position_m, atol=1e-9)
    np.testing.assert_allclose(back.time_s, motion.time_s, atol=1e-8)
    assert () == back.notes


@pytest.mark.parametrize("spelling", ["", "NaN", "nan", "NAN", "INan", "  NaN", "-nan(ind)", "1.#QNAN", " "])
def test_every_spelling_of_missing_is_missing_except_one_that_is_none(tmp_path: Path, spelling: str) -> None:
    path = trc(tmp_path, f"1\t0.00\t{spelling}\t{spelling}\t{spelling}\t1\t2\t3\n2\t0.01\t1\t2\t3\t1\t2\t3\n")
    if spelling == "INan":
        with pytest.raises(InputFileError, match=r"line 7 has the text 'INan' in marker A \(X\)"):
            read_trc(opened(path))
        return
    motion = read_trc(opened(path))
    assert np.isnan(motion.marker("A")[0]).all()
    np.testing.assert_allclose(motion.marker("B b"), [[0.001, 0.002, 0.003]] * 2)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("unit", "metres"), [("mm", 0.001), ("m", 1.0)])
def test_line_ends_exponents_trailing_tabs_and_units_do_not_matter(tmp_path: Path, end: str, unit: str, metres: float) -> None:
    path = trc(tmp_path, "1\t0.00\t1.5E+02\t-2e0\t3\t4\t5\t6\t\t\n2\t0.01\t1.5E+02\t-2e0\t3\t4\t5\t6\t\t\n", unit=unit)
    path.write_bytes(path.read_bytes().replace(b"\n", end.encode()))
    motion = read_trc(opened(path))
    np.testing.assert_allclose(motion.position_m[1] / metres, [[150.0, -2.0, 3.0], [4.0, 5.0, 6.0]])
    assert () == motion.notes


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("1\t0.00\t1\t2\t3\t4\t5\t6\n2\t0.01\t1\t2\t3\t4\tfive\t6\n", r"line 8 has the text 'five' in marker B b \(Y\); put a number"),
        ("1\t0.00\t1\t2\t3\t4\t5\t6\n2\t0.01\t1\t2\n", "line 8 has 4 values instead of 8"),
        ("1\t0.00\t1\t2\t3\t4\t5\t6\n2\t0.00\t1\t2\t3\t4\t5\t7\n", "Time is not increasing"),
        (
            "1\t0\t1\t2\t3\t4\t5\t6\n2\t.01\t1\t2\t3\t4\t5\t6\n3\t.02\t1\t2\t3\t4\t5\t6\n9\t.2\t1\t2\t3\t4\t5\t6\n10\t.21\t1\t2\t3\t4\t5\t6\n",
            "missing",
        ),
        ("", "no frames"),
    ],
)
def test_what_is_wrong_in_a_trc_is_said_with_its_line(tmp_path: Path, body: str, sentence: str) -> None:
    with pytest.raises(InputFileError, match=sentence):
        read_trc(opened(trc(tmp_path, body)))


def test_rounded_times_are_made_even_at_the_rate_of_the_header(tmp_path: Path) -> None:
    body = "".join(f"{frame + 1}\t{round(frame / 60, 3)}\t1\t2\t3\t4\t5\t6\n" for frame in range(30))
    motion = read_trc(opened(trc(tmp_path, body, rate="60")))
    np.testing.assert_allclose(motion.time_s, np.arange(30) / 60.0, atol=1e-12)
    assert "time_rounded" in [note.code for note in motion.notes]


@given(
    values=st.lists(
        st.tuples(*[st.floats(-1e6, 1e6) | st.just(float("nan"))] * 3),
        min_size=2,
        max_size=8,
    )
)
def test_a_written_table_is_read_back_to_nine_digits(tmp_path_factory: pytest.TempPathFactory, values: list[tuple[float, ...]]) -> None:
    path = tmp_path_factory.mktemp("sto") / "t.sto"
    data = np.array(values)
    write_sto(path, ["time", "a", "b"], data, in_degrees=True)
    table = read_sto(opened(path))
    assert (("time", "a", "b"), True) == (table.names, table.in_degrees)
    np.testing.assert_allclose(table.data, data, rtol=1e-8, atol=0.0)


def plates_of_two_feet() -> tuple[ForcePlate, ForcePlate]:
    time_s = np.arange(5) / 1000.0
    force_n = np.tile([10.0, 900.0, -5.0], (5, 1))
    force_n[0] = 0.0
    point_m = np.where(force_n[:, 1:2] > 0.0, [0.4, 0.0, 0.1], np.nan)
    moment = np.where(force_n[:, 1:2] > 0.0, [0.0, 3.0, 0.0], 0.0)
    right = ForcePlate(name="right", time_s=time_s, force_n=force_n, point_m=point_m, free_moment_nm=moment, side="right")
    left = ForcePlate(name="left", time_s=time_s, force_n=2.0 * force_n, point_m=point_m, free_moment_nm=moment, side="left")
    return right, left


def test_written_ground_forces_are_read_back_with_their_sides(tmp_path: Path) -> None:
    plates = plates_of_two_feet()
    write_ground_forces(tmp_path / "grf.mot", plates)
    for wrote, back in zip(plates, read_ground_forces(opened(tmp_path / "grf.mot")), strict=True):
        assert wrote.side == back.side
        for name in ("time_s", "force_n", "point_m", "free_moment_nm"):
            np.testing.assert_allclose(getattr(back, name), getattr(wrote, name), rtol=1e-8)


@pytest.mark.parametrize(
    ("names", "marks"),
    [
        (("R_ground_force_vx", "L_ground_force_vx", "R_ground_torque_x"), {"R", "L"}),
        (("ground_force_vx", "1_ground_force_vx", "1_ground_torque_z", "hip_flexion_r"), {"", "1"}),
        (("ground_force_r_vx", "ground_force_l_px", "ground_moment_r_mx"), {"r", "l"}),
        (("ground_force_1_vx", "ground_torque_1_x", "ground_force_2_vx"), {"1", "2"}),
        (("pelvis_tx", "time", "knee_angle_r"), set()),
    ],
)
def test_force_columns_are_told_apart_by_their_marks(names: tuple[str, ...], marks: set[str]) -> None:
    assert marks == set(force_columns(names))


def test_unmarked_beside_1_means_right_and_left(tmp_path: Path) -> None:
    names = ["time", *(f"{mark}ground_force_{part}{axis}" for mark in ("", "1_") for part in "vp" for axis in "xyz")]
    write_sto(tmp_path / "g.mot", names, np.tile(np.arange(13.0), (3, 1)) + np.arange(3.0)[:, None], in_degrees=False)
    assert ["right", "left"] == [plate.side for plate in read_ground_forces(opened(tmp_path / "g.mot"))]


def test_an_incomplete_ground_force_is_named(tmp_path: Path) -> None:
    write_sto(tmp_path / "g.mot", ["time", "R_ground_force_vx", "R_ground_force_vy"], np.arange(9.0).reshape(3, 3), in_degrees=False)
    with pytest.raises(InputFileError, match="'R' lacks the columns vz, px, py, pz"):
        read_ground_forces(opened(tmp_path / "g.mot"))


def test_each_unusable_file_gives_one_sentence_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "empty.c3d").touch()
    (tmp_path / "folder.trc").mkdir()
    (tmp_path / "notes.trc").write_text("hello\n")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    for name, problem in {
        "absent.c3d": "there is no such file",
        "empty.c3d": "empty",
        "folder.trc": "folder",
        "notes.trc": "does not start like such a file",
        "picture.png": "not a motion file",
    }.items():
        with pytest.raises(InputFileError, match=problem) as caught:
            read_motion(motion_file(tmp_path / name))
        assert str(caught.value).startswith(f"{name}: ")
        assert "\n" not in str(caught.value)


def test_the_content_decides_over_the_suffix(tmp_path: Path) -> None:
    write_trc(tmp_path / "w.txt", walk_past(5))
    assert "trc" == format_of(opened(tmp_path / "w.txt"))
    assert 5 == read_motion(opened(tmp_path / "w.txt")).position_m.shape[0]


def test_a_table_in_place_of_markers_and_markers_in_place_of_forces_are_said(tmp_path: Path) -> None:
    write_trc(tmp_path / "w.trc", walk_past(60))
    write_ground_forces(tmp_path / "g.mot", plates_of_two_feet())
    with pytest.raises(InputFileError, match="holds a table, not markers"):
        read_motion(opened(tmp_path / "g.mot"))
    with pytest.raises(InputFileError, match="holds markers, not ground forces"):
        read_motion(opened(tmp_path / "w.trc"), grf=opened(tmp_path / "w.trc"))
    with pytest.raises(InputFileError, match="do not overlap"):
        read_motion(opened(tmp_path / "w.trc"), grf=opened(tmp_path / "g.mot"))


def test_the_report_of_a_file_has_the_keys_of_its_schema(tmp_path: Path) -> None:
    write_trc(tmp_path / "w.trc", walk_past(5))
    write_ground_forces(tmp_path / "g.mot", plates_of_two_feet())
    markers, table = (plain_of(file_document(inspect_file(opened(tmp_path / name)))) for name in ("w.trc", "g.mot"))
    needed = {"schema", "format", "frames", "sampling_rate_hz", "markers", "plates", "marker_set", "notes"}
    assert needed <= set(markers)
    assert needed <= set(table)
    assert ("hipdrive.file/1", "trc", 5, 120.0, ["A", "B b"], 0, None, 0.1) == tuple(
        markers[key] for key in ("schema", "format", "frames", "sampling_rate_hz", "markers", "plates", "marker_set", "missing_share")
    )
    assert ("mot", 5, [], 2) == tuple(table[key] for key in ("format", "frames", "markers", "plates"))
    assert 1000.0 == pytest.approx(table["sampling_rate_hz"])
    assert ["marker_set_unknown"] == [note["code"] for note in markers["notes"]]
