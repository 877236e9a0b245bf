"""C3D files: a known push at a known point comes back for every plate type; damaged files give one clear sentence."""

from dataclasses import dataclass
from pathlib import Path

import ezc3d
import numpy as np
import pytest
from motion_files import opened
from numpy.typing import NDArray

from hipdrive.errors import InputFileError
from hipdrive.motion import Motion, read_c3d

Array = NDArray[np.float64]
FRAMES = 20
PER_FRAME = 4
TOP_FROM_SENSOR_MM = np.array([3.0, -2.0, -40.0])
KISTLER_A_B_AZ0_MM = np.array([120.0, 200.0, -54.0])


@dataclass(frozen=True, kw_only=True)
class Push:
    """A steady push of the ground on a runner, in lab axes."""

    force_n: Array
    point_m: Array
    twist_nm: float


def lab(up: str) -> tuple[Array, Array]:
    """Return corners (4, 3) mm of a 400 x 600 mm plate whose z points down, and its axes as columns."""
    if up == "z":
        axes = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, -1.0]])
    else:
        axes = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, -1.0], [-1.0, 0.0, 0.0]])
    corners = np.array([[200.0, 300.0, 0.0], [-200.0, 300.0, 0.0], [-200.0, -300.0, 0.0], [200.0, -300.0, 0.0]])
    return corners @ axes.T + np.array([500.0, 0.0, 700.0]) * (np.abs(axes[:, 2]) < 0.5), axes


def channels_of(kind: int, force: Array, point_mm: Array, twist_nmm: float) -> Array:
    """Return what the channels of a plate of this type record, by the C3D user guide; plate axes, force as given."""
    about_top = np.cross(point_mm, force) + np.array([0.0, 0.0, twist_nmm])
    if kind == 1:
        return np.array([*force, point_mm[0], point_mm[1], twist_nmm])
    if kind == 3:
        a, b, az0 = KISTLER_A_B_AZ0_MM
        moment = about_top + np.cross([0.0, 0.0, az0], force)
        z = np.linalg.solve([[1, 1, 1, 1], [b, b, -b, -b], [-a, a, a, -a], [1, -1, 1, -1]], [force[2], moment[0], moment[1], 0.0])
        y = np.linalg.solve([[1, 1], [a, -a]], [force[1], moment[2] + b * force[0]])
        return np.array([force[0], 0.0, *y, *z])
    return np.array([*force, *(about_top + np.cross(TOP_FROM_SENSOR_MM, force))])


def write_c3d(path: Path, *, kind: int, up: str, push: Push, sign: float = 1.0, moment_unit: str = "Nmm", top: Array | None = None) -> None:
    """Write a trial: rest for half the time, then one push; two markers above the plate."""
    corners, axes = lab(up)
    plate_force = sign * axes.T @ push.force_n
    plate_point = axes.T @ (1000.0 * push.point_m - corners.mean(axis=0))
    channels = channels_of(kind, plate_force, plate_point, sign * 1000.0 * push.twist_nm * -1.0)
    matrix = np.diag([200.0, 250.0, 500.0, 4e5, 3e5, 2e5]) + np.arange(36.0).reshape(6, 6)
    if kind == 4:
        channels = np.linalg.solve(matrix, channels)
    if moment_unit == "Nm":
        channels = channels * np.array([1.0, 1.0, 1.0, 0.001, 0.001, 0.001])
    file = ezc3d.c3d()
    file["parameters"]["POINT"]["RATE"]["value"] = [100.0]
    file["parameters"]["POINT"]["LABELS"]["value"] = ["A", "B"]
    file["parameters"]["POINT"]["UNITS"]["value"] = ["mm"]
    points = np.ones((4, 2, FRAMES))
    points[:3] = (corners.mean(axis=0) - 900.0 * axes[:, 2])[:, None, None]
    file["data"]["points"] = points
    file["parameters"]["ANALOG"]["RATE"]["value"] = [100.0 * PER_FRAME]
    file["parameters"]["ANALOG"]["LABELS"]["value"] = [f"C{number}" for number in range(len(channels))]
    file["parameters"]["ANALOG"]["UNITS"]["value"] = [*["N"] * (len(channels) - 3), *[moment_unit] * 3]
    analogs = np.zeros((1, len(channels), FRAMES * PER_FRAME))
    analogs[0, :, FRAMES * PER_FRAME // 2 :] = channels[:, None]
    file["data"]["analogs"] = analogs
    origin = top if top is not None else (KISTLER_A_B_AZ0_MM if kind == 3 else TOP_FROM_SENSOR_MM)
    for name, value in {
        "USED": [1],
        "TYPE": [kind],
        "ZERO": [1, 5],
        "CORNERS": corners.T[:, :, None],
        "ORIGIN": origin[:, None],
        "CHANNEL": np.arange(1.0, len(channels) + 1.0)[:, None],
        "CAL_MATRIX": matrix[:, :, None],
    }.items():
        file.add_parameter("FORCE_PLATFORM", name, value)
    file.write(str(path))


def push_up(up: str) -> Push:
    """A push up and sideways inside the plate, with a twist about the upward axis."""
    if up == "z":
        return Push(force_n=np.array([60.0, -150.0, 1500.0]), point_m=np.array([0.62, 0.11, 0.0]), twist_nm=6.0)
    return Push(force_n=np.array([-150.0, 1500.0, 60.0]), point_m=np.array([0.61, 0.0, 0.78]), twist_nm=6.0)


def assert_is(motion: Motion, push: Push, up: str) -> None:
    plate = motion.plates[0]
    half = FRAMES * PER_FRAME // 2
    np.testing.assert_allclose(plate.force_n[:half], 0.0, atol=1e-3)
    assert np.isnan(plate.point_m[:half]).all()
    np.testing.assert_allclose(plate.force_n[half:], np.tile(push.force_n, (half, 1)), atol=1e-3)
    np.testing.assert_allclose(plate.point_m[half:], np.tile(push.point_m, (half, 1)), atol=1e-6)
    twist = np.zeros(3)
    twist["xyz".index(up)] = push.twist_nm
    np.testing.assert_allclose(plate.free_moment_nm[half:], np.tile(twist, (half, 1)), atol=1e-4)


@pytest.mark.parametrize("up", ["y", "z"])
@pytest.mark.parametrize("kind", [1, 2, 3, 4])
@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_known_push_comes_back_at_its_point_whatever_type_axis_or_sign_the_plate_has(
    tmp_path: Path, kind: int, up: str, sign: float
) -> None:
    write_c3d(tmp_path / "push.c3d", kind=kind, up=up, push=push_up(up), sign=sign)
    motion = read_c3d(opened(tmp_path / "push.c3d"))
    assert_is(motion, push_up(up), up)
    assert (sign < 0.0) == ("plate_sign_turned" in [note.code for note in motion.notes])


def test_moments_in_newton_metres_are_told_by_their_unit(tmp_path: Path) -> None:
    write_c3d(tmp_path / "push.c3d", kind=2, up="z", push=push_up("z"), moment_unit="Nm")
    assert_is(read_c3d(opened(tmp_path / "push.c3d")), push_up("z"), "z")


def test_an_origin_above_the_plate_is_turned_with_a_note(tmp_path: Path) -> None:
    write_c3d(tmp_path / "push.c3d", kind=2, up="z", push=push_up("z"), top=-TOP_FROM_SENSOR_MM)
    motion = read_c3d(opened(tmp_path / "push.c3d"))
    assert_is(motion, push_up("z"), "z")
    assert ["plate_origin_turned"] == [note.code for note in motion.notes]


def test_moment_about_a_fixed_point_is_arm_times_force_plus_the_free_moment(tmp_path: Path) -> None:
    push, origin_m = push_up("z"), np.array([0.1, -0.2, 0.3])
    write_c3d(tmp_path / "push.c3d", kind=2, up="z", push=push)
    plate = read_c3d(opened(tmp_path / "push.c3d")).plates[0]
    expected = np.cross(push.point_m - origin_m, push.force_n) + np.array([0.0, 0.0, push.twist_nm])
    np.testing.assert_allclose(plate.moment_about(origin_m)[-1], expected, atol=1e-3)
    np.testing.assert_allclose(plate.moment_about(origin_m)[0], 0.0, atol=1e-3)


def test_a_file_cut_anywhere_gives_one_clear_sentence(tmp_path: Path) -> None:
    write_c3d(tmp_path / "whole.c3d", kind=2, up="z", push=push_up("z"))
    whole = (tmp_path / "whole.c3d").read_bytes()
    cut = tmp_path / "cut.c3d"
    assert 0.88 * len(whole) < 4096  # where its data ends; what follows fills the last block
    for share in (0.01, 0.1, 0.3, 0.5, 0.8, 0.88):
        cut.write_bytes(whole[: int(share * len(whole))])
        with pytest.raises(InputFileError, match=r"^cut\.c3d: .*;.*\.$"):
            read_c3d(opened(cut))


def in_byte_order(content: bytes, processor: int) -> bytes:
    """Return an Intel file of reals in the byte order of DEC (85) or MIPS (86)."""

    def words(raw: bytes) -> bytes:
        return raw if processor == 85 else np.frombuffer(raw, dtype="<u2").byteswap().tobytes()

    def reals(raw: bytes) -> bytes:
        if processor == 86:
            return np.frombuffer(raw, dtype="<u4").byteswap().tobytes()
        bits = np.frombuffer(raw, dtype="<u4")
        return (np.where(bits & 0x7F800000, bits + (2 << 23), 0).astype("<u4").view("<u2").reshape(-1, 2)[:, ::-1]).tobytes()

    start = 512 * (int.from_bytes(content[16:18], "little") - 1)
    turned = bytearray(content)
    turned[2:12], turned[12:16], turned[16:20], turned[20:24] = words(content[2:12]), reals(content[12:16]), words(content[16:20]), b""
    turned[20:20] = reals(content[20:24])
    turned[start:] = reals(content[start:])
    turned[512 + 3] = processor
    at = 512 + 4
    while content[at]:
        link = at + 2 + abs(int.from_bytes(content[at : at + 1], "little", signed=True))
        turned[link : link + 2] = words(content[link : link + 2])
        if content[at + 1] < 128:
            kind, count = content[link + 2], content[link + 3]
            first = link + 4 + count
            last = first + int(np.prod(list(content[link + 4 : first]))) * (kind if kind < 128 else 1)
            if kind in {2, 4}:
                turned[first:last] = (words if kind == 2 else reals)(content[first:last])
        at = link + int.from_bytes(content[link : link + 2], "little")
    return bytes(turned)


@pytest.mark.parametrize("processor", [85, 86])
def test_the_byte_order_of_a_file_changes_nothing(tmp_path: Path, processor: int) -> None:
    write_c3d(tmp_path / "intel.c3d", kind=4, up="z", push=push_up("z"))
    (tmp_path / "other.c3d").write_bytes(in_byte_order((tmp_path / "intel.c3d").read_bytes(), processor))
    assert_is(read_c3d(opened(tmp_path / "other.c3d")), push_up("z"), "z")


def test_a_broken_chain_of_parameters_is_refused_instead_of_read_forever(tmp_path: Path) -> None:
    write_c3d(tmp_path / "whole.c3d", kind=2, up="z", push=push_up("z"))
    content = bytearray((tmp_path / "whole.c3d").read_bytes())
    at = content.index(b"POINT") + len(b"POINT")
    content[at : at + 2] = (-1).to_bytes(2, "little", signed=True)
    (tmp_path / "broken.c3d").write_bytes(content)
    with pytest.raises(InputFileError, match="parameter section"):
        read_c3d(opened(tmp_path / "broken.c3d"))


def test_a_plate_that_asks_for_a_channel_that_is_not_there_is_left_out_by_name(tmp_path: Path) -> None:
    write_c3d(tmp_path / "push.c3d", kind=2, up="z", push=push_up("z"))
    file = ezc3d.c3d(str(tmp_path / "push.c3d"))
    file["parameters"]["FORCE_PLATFORM"]["CHANNEL"]["value"] = np.arange(5.0, 11.0)[:, None]
    file.write(str(tmp_path / "asks.c3d"))
    motion = read_c3d(opened(tmp_path / "asks.c3d"))
    assert () == motion.plates
    left_out = next(note for note in motion.notes if note.code == "plate_left_out")
    assert "plate_1 refers to analog channel 10, but there are 6" in left_out.message


@pytest.mark.parametrize(("scale", "unit"), [(1000.0, "mm"), (1.0, "m")])
def test_without_a_unit_the_size_of_the_numbers_decides_and_a_note_says_so(tmp_path: Path, scale: float, unit: str) -> None:
    file = ezc3d.c3d()
    file["parameters"]["POINT"]["RATE"]["value"] = [100.0]
    file["parameters"]["POINT"]["LABELS"]["value"] = ["A", "A"]
    file["parameters"]["POINT"]["UNITS"]["value"] = [""]
    points = np.ones((4, 2, 5))
    points[:3] = np.array([0.5, 1.0, 1.5])[:, None, None] * scale
    file["data"]["points"] = points
    file.write(str(tmp_path / "unit.c3d"))
    motion = read_c3d(opened(tmp_path / "unit.c3d"))
    np.testing.assert_allclose(motion.marker("A_2")[0], [0.5, 1.0, 1.5], atol=1e-6)
    assert {"unit_guessed", "label_twice"} == {note.code for note in motion.notes}
    assert unit == motion.length_unit


def test_any_single_damaged_byte_before_the_data_is_survived_or_refused(tmp_path: Path) -> None:
    write_c3d(tmp_path / "whole.c3d", kind=2, up="z", push=push_up("z"))
    whole = (tmp_path / "whole.c3d").read_bytes()
    damaged = tmp_path / "damaged.c3d"
    refused = 0
    for at in range(1, 1600, 5):
        content = bytearray(whole)
        content[at] ^= 0xFF
        damaged.write_bytes(content)
        try:
            assert read_c3d(opened(damaged)).position_m.shape[0] > 0
        except InputFileError:
            refused += 1
    assert refused > 20
