"""Our C3D reader against the library ezc3d: the same bits for points, gaps and analog samples, whatever the storage and byte order."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from by_ezc3d import Reading, by_ezc3d
from c3d_files import DEC, INTEL, MIPS, Trial, Value, file_of, single, whole
from motion_files import opened
from numpy.typing import NDArray

from hipdrive.motion import read_c3d
from hipdrive.motion.c3d.layout import Layout, read_layout
from hipdrive.motion.c3d.parameters import Values
from hipdrive.motion.c3d.samples import analog_samples, point_positions

Array = NDArray[np.float64]
NOT_READ_BY_EZC3D = {
    **dict.fromkeys(("Eb015si.c3d", "Eb015sr.c3d", "sgi_int.c3d", "sgi_real.c3d", "MACsample.c3d"), "MIPS processor type not supported"),
    **dict.fromkeys(("Dance.c3d", "golfswing.c3d"), "OFFSET parameter is not an INT"),
    **dict.fromkeys(("bad_parameter_section.c3d", "BKINtechnologies.c3d"), ""),  # it wants more memory than there is, or ends in a signal
}
READ_WRONG_BY_EZC3D = {"phasespace_sample.c3d", "dynamic.C3D", "standing.C3D", "type1.C3D"}
"""It takes POINT:USED or ANALOG:USED for 0 where header and data have points or channels, and so reads nothing, or from wrong places."""
USED = {
    "POINT": ("LABELS", "LABELS2", "UNITS", "RATE", "SCALE", "FRAMES", "ANGLES", "FORCES", "MOMENTS", "POWERS", "SCALARS"),
    "ANALOG": ("SCALE", "OFFSET", "GEN_SCALE", "UNITS"),
    "FORCE_PLATFORM": ("USED", "TYPE", "ZERO", "CORNERS", "ORIGIN", "CHANNEL", "CAL_MATRIX", "MATRIX_STORE"),
}


def by_us(path: Path) -> tuple[Array, Array]:
    """Return points (n, m, 3) and analog samples (c, k)."""
    layout = read_layout(opened(path))
    return point_positions(layout), analog_samples(layout)


def assert_same(ours: tuple[Array, Array], theirs: Reading | str) -> None:
    assert isinstance(theirs, Reading), theirs
    np.testing.assert_array_equal(ours[0], theirs.points)
    if ours[1].size or theirs.analogs.size:
        np.testing.assert_array_equal(ours[1], theirs.analogs)


def assert_read_as_by_ezc3d(path: Path, *, other: Path | None = None) -> None:
    """Compare a file, or another one with the same content that ezc3d can read."""
    (theirs,) = by_ezc3d([other or path], path.parent)
    assert_same(by_us(path), theirs)


@pytest.fixture(scope="module")
def readings(recordings: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Reading | str]:
    """Every C3D file of the recordings as ezc3d reads it."""
    paths = sorted(path for path in recordings.rglob("*") if path.suffix.lower() == ".c3d")
    return dict(zip(paths, by_ezc3d(paths, tmp_path_factory.mktemp("answers")), strict=True))


def as_plain(layout: Layout) -> Trial:
    """Return what a file stores, to be written as the plain Intel file that ezc3d reads, whatever the file itself was."""
    cut = 4 * layout.points
    analog: dict[str, Value] = {}
    for name, kind in (("SCALE", np.float32), ("GEN_SCALE", np.float32), ("OFFSET", np.int16)):
        stated = layout.groups.get("ANALOG", {})
        value = stated.get(name, stated.get(f"{name}S"))
        if isinstance(value, np.ndarray):
            analog[name] = value.astype(kind)
    return Trial(
        points=layout.data[:, :cut].reshape(layout.frames, -1, 4),
        analogs=layout.data[:, cut:].reshape(layout.frames, layout.per_frame, -1),
        scale=abs(layout.scale),
        parameters={"ANALOG": {"GEN_SCALE": single(1.0), **analog}},
    )


@pytest.mark.recordings
def test_every_recording_has_the_points_gaps_and_samples_that_ezc3d_finds(readings: dict[Path, Reading | str], tmp_path: Path) -> None:
    plain = []
    for path, theirs in readings.items():
        if path.name in NOT_READ_BY_EZC3D:
            assert isinstance(theirs, str)
            assert NOT_READ_BY_EZC3D[path.name] in theirs
        elif path.name in READ_WRONG_BY_EZC3D:
            assert isinstance(theirs, Reading)
            assert [part.shape for part in by_us(path)] != [theirs.points.shape, theirs.analogs.shape]
        else:
            assert_same(by_us(path), theirs)
            continue
        if path.name != "bad_parameter_section.c3d":
            plain.append(path)
            (tmp_path / path.name).write_bytes(file_of(as_plain(read_layout(opened(path)))))
    assert len(readings) - len(plain) > 70
    for path, theirs in zip(plain, by_ezc3d([tmp_path / path.name for path in plain], tmp_path), strict=True):
        assert_same(by_us(path), theirs)


@pytest.mark.recordings
def test_every_parameter_that_we_use_is_what_ezc3d_finds(readings: dict[Path, Reading | str]) -> None:
    compared = 0
    for path, theirs in readings.items():
        if isinstance(theirs, str):
            continue
        ours = read_layout(opened(path)).groups
        for group, names in USED.items():
            for name in names:
                if name in ours.get(group, {}):
                    assert_same_parameter(ours[group][name], theirs.parameters[group][name])
                    compared += 1
    assert compared > 1000


def assert_same_parameter(ours: Values, theirs: list[str] | Array) -> None:
    if isinstance(ours, list):
        assert ours == [text.strip(" \0\t\r\n") for text in theirs]
    else:
        np.testing.assert_array_equal(ours.ravel(order="F"), np.asarray(theirs, dtype=np.float64).ravel(order="F"))


def small(kind: str) -> Trial:
    """A trial of 3 points and 5 channels whose every 16-bit or 32-bit pattern may occur, with gaps, zeros and all sorts of offsets."""
    generator = np.random.default_rng(11)
    frames, points, per_frame, channels = 400, 3, 2, 5
    parameters: dict[str, Value] = {
        "SCALE": single(0.5, -2.0, 1e-3, 7.1, 0.0),
        "OFFSET": whole(0, 2048, -2048, 32767, -32768),
        "GEN_SCALE": single(0.0048828125),
        "LABELS": [f"C{number}" for number in range(channels)],
    }
    labels: dict[str, Value] = {"LABELS": ["A", "B", "C"], "UNITS": ["mm"]}
    stored: NDArray[np.generic]
    if kind == "integers":
        stored = generator.integers(-32768, 32768, (frames, 4 * points + per_frame * channels)).astype(np.int16)
    else:
        stored = (generator.normal(size=(frames, 4 * points + per_frame * channels)) * 1e3).astype(np.float32)
        stored[::7, 3] = -0.5
        stored[::11, 3] = np.float32(-0.0)
    stored[::5, :4] = 0
    return Trial(
        points=stored[:, : 4 * points].reshape(frames, points, 4),
        analogs=stored[:, 4 * points :].reshape(frames, per_frame, channels),
        parameters={"POINT": labels, "ANALOG": parameters},
    )


@pytest.mark.parametrize("kind", ["integers", "reals"])
@pytest.mark.parametrize("processor", [INTEL, DEC, MIPS])
def test_a_small_file_of_any_storage_and_byte_order_reads_as_ezc3d_reads_it(tmp_path: Path, kind: str, processor: int) -> None:
    (tmp_path / "ours.c3d").write_bytes(file_of(small(kind), processor))
    # ezc3d refuses MIPS files, so there it reads the same trial from an Intel file.
    (tmp_path / "theirs.c3d").write_bytes(file_of(small(kind), INTEL if processor == MIPS else processor))
    assert_read_as_by_ezc3d(tmp_path / "ours.c3d", other=tmp_path / "theirs.c3d")
    points = by_us(tmp_path / "ours.c3d")[0]
    missing = np.isnan(points).any(axis=2)
    assert 0.05 < missing.mean() < 0.6
    np.testing.assert_array_equal(missing, np.isnan(points).all(axis=2))


def test_any_32_bits_are_the_real_that_ezc3d_takes_them_for(tmp_path: Path) -> None:
    bits = np.random.default_rng(12).integers(0, 2**32, (3000, 1, 4), dtype=np.uint32)
    samples = np.random.default_rng(13).integers(0, 2**32, (3000, 2, 1), dtype=np.uint32)
    trial = replace(small("reals"), points=bits.view(np.float32), analogs=samples.view(np.float32))
    (tmp_path / "bits.c3d").write_bytes(file_of(trial))
    assert_read_as_by_ezc3d(tmp_path / "bits.c3d")


def test_exact_zeros_are_read_as_zeros_and_only_marked_as_missing_later(tmp_path: Path) -> None:
    trial = small("reals")
    (tmp_path / "zeros.c3d").write_bytes(file_of(trial))
    assert (by_us(tmp_path / "zeros.c3d")[0][::5, 0] == 0.0).all(axis=1).sum() > 60


def test_more_channels_than_one_parameter_can_name_are_scaled_by_the_parameters_that_go_on(tmp_path: Path) -> None:
    channels = 300
    generator = np.random.default_rng(14)
    scale = generator.normal(size=channels)
    analog: dict[str, Value] = {
        "SCALE": single(*scale[:255]),
        "SCALE2": single(*scale[255:]),
        "OFFSET": whole(*range(255)),
        "OFFSET2": whole(*range(255, channels)),
        "GEN_SCALE": single(1.0),
        "LABELS": [""] * 255,
        "LABELS2": [""] * 45,
    }
    trial = Trial(
        points=np.ones((3, 1, 4), dtype=np.float32),
        analogs=generator.normal(size=(3, 2, channels)).astype(np.float32),
        parameters={"POINT": {"LABELS": ["A"], "UNITS": ["mm"]}, "ANALOG": analog},
    )
    (tmp_path / "wide.c3d").write_bytes(file_of(trial))
    assert_read_as_by_ezc3d(tmp_path / "wide.c3d")


def test_channels_without_a_scale_are_no_numbers_and_keep_no_marker_from_being_read(tmp_path: Path) -> None:
    trial = replace(small("reals"), parameters={"POINT": {"LABELS": ["A"], "UNITS": ["mm"]}})
    (tmp_path / "bare.c3d").write_bytes(file_of(trial))
    assert np.isnan(analog_samples(read_layout(opened(tmp_path / "bare.c3d")))).all()
    assert ("A",) == read_c3d(opened(tmp_path / "bare.c3d")).labels[:1]
