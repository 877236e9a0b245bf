"""Files that nobody vouches for: read or refused in one sentence, in memory and time that follow the file's size, never its promises."""

import os
import struct
import threading
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from c3d_files import DEC, INTEL, MIPS, Trial, Value, entry, file_of, single, whole
from motion_files import opened, write_ground_forces, write_trc

from hipdrive.cli.door.inlet import motion_file
from hipdrive.errors import InputFileError
from hipdrive.motion import ForcePlate, Motion, inspect_file, read_c3d, read_motion
from hipdrive.motion.c3d.layout import read_layout

CASES = int(os.environ.get("HIPDRIVE_FUZZ_CASES", "1500"))
"""`make test-long` asks for more of them."""
FRAMES = 12
MEMORY_PER_BYTE = 64
"""So many bytes may be set aside for each byte of a file: a text of one letter or an integer of one byte becomes a Python object ..."""
MEMORY_BESIDE = 2**21
"""... and so many for whatever the file is, among them the marker sets that it is compared with."""
TIME_PER_BYTE_S = 1e-5
TIME_BESIDE_S = 1.0


@contextmanager
def bounded_by(path: Path) -> Iterator[None]:
    """Fail if what is done inside takes more memory or processor time than the size of the file allows."""
    size = path.stat().st_size
    tracemalloc.start()
    began = time.thread_time()
    try:
        yield
    finally:
        took_s, peak = time.thread_time() - began, tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < MEMORY_BESIDE + MEMORY_PER_BYTE * size, f"{peak} bytes of memory for a file of {size}"
    assert took_s < TIME_BESIDE_S + TIME_PER_BYTE_S * size, f"{took_s} s for a file of {size} bytes"


def assert_one_sentence(error: InputFileError, path: Path) -> None:
    sentence = str(error)
    assert sentence.startswith(path.name)
    assert sentence.endswith(".")
    assert "\n" not in sentence


def small_trial(*, real: bool) -> Trial:
    """A trial of four markers and a plate that gives volts."""
    generator = np.random.default_rng(5)
    kind = np.float32 if real else np.int16
    points = np.ones((FRAMES, 4, 4), dtype=kind)
    points[:, :, :3] = generator.normal(800.0, 300.0, (FRAMES, 4, 3))
    plate: dict[str, Value] = {
        "USED": whole(1),
        "TYPE": whole(4).reshape(1),
        "ZERO": whole(1, 2),
        "CORNERS": np.array([[400.0, 0, 0], [400, 600, 0], [0, 600, 0], [0, 0, 0]], dtype=np.float32).T[:, :, None],
        "ORIGIN": single(0.0, 0.0, -40.0)[:, None],
        "CHANNEL": whole(*range(1, 7))[:, None],
        "CAL_MATRIX": np.diag([200.0, 200.0, 500.0, 4e5, 4e5, 2e5]).astype(np.float32)[:, :, None],
    }
    analog: dict[str, Value] = {"SCALE": single(*[0.01] * 6), "OFFSET": whole(*[0] * 6), "GEN_SCALE": single(1.0), "UNITS": ["V"] * 6}
    return Trial(
        points=points,
        analogs=(100.0 * generator.normal(0.0, 1.0, (FRAMES, 2, 6))).astype(kind),
        scale=1.0,
        parameters={"POINT": {"LABELS": ["A", "B", "C", "D"], "UNITS": ["mm"]}, "ANALOG": analog, "FORCE_PLATFORM": plate},
    )


def small_c3ds() -> list[bytes]:
    """Return the trial in each storage and byte order."""
    return [file_of(small_trial(real=real), processor) for real in (True, False) for processor in (INTEL, DEC, MIPS)]


def small_texts(folder: Path) -> dict[str, bytes]:
    """Return the bytes of a small TRC and of a small MOT."""
    time_s = np.arange(FRAMES) / 100.0
    position_m = np.random.default_rng(6).normal(0.8, 0.3, (FRAMES, 4, 3))
    trial = Motion(file_name="t", format="trc", labels=("A", "B", "C", "D"), time_s=time_s, sampling_rate_hz=100.0, position_m=position_m)
    still = np.zeros((FRAMES, 3))
    plate = ForcePlate(
        name="p", time_s=time_s, force_n=np.tile([0.0, 700.0, 0.0], (FRAMES, 1)), point_m=still, free_moment_nm=still, side="right"
    )
    write_trc(folder / "whole.trc", trial)
    write_ground_forces(folder / "whole.mot", [plate])
    return {suffix: (folder / f"whole.{suffix}").read_bytes() for suffix in ("trc", "mot")}


def harmed(whole: bytes, generator: np.random.Generator) -> bytes:
    """Return a copy that is cut, or has bits, bytes, numbers or a stretch changed, in the whole or in its first part."""
    content = bytearray(whole)
    early = min(int(generator.choice([24, 64, 2048, len(content)])), len(content))
    at = int(generator.integers(early))
    length = int(generator.integers(1, 64))
    match generator.integers(8):
        case 0:
            del content[at:]
        case 1:
            for place in generator.integers(0, early, 4):
                content[place] ^= 1 << int(generator.integers(8))
        case 2:
            content[at] = int(generator.integers(256))
        case 3:
            content[at : at + length] = bytes([int(generator.choice([0, 0x39, 0x7F, 0xFF]))]) * length
        case 4:
            del content[at : at + length]
        case 5:
            extreme = struct.pack("<f", float(generator.choice([np.nan, np.inf, -np.inf, 3e38, -3e38, 1e-45, 0.0])))
            content[at : at + 4] = extreme if generator.integers(2) else extreme[::-1]
        case 6:
            content[at : at + 2] = struct.pack("<H", int(generator.choice([0, 1, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF])))
        case _:
            content[at:at] = content[: 4 * length]
    return bytes(content)


def test_fuzzed_copies_are_read_or_refused_in_one_sentence_within_what_their_size_allows(tmp_path: Path) -> None:
    texts, c3ds = small_texts(tmp_path), small_c3ds()
    for number, whole_file in enumerate([*c3ds, *texts.values()]):
        path = tmp_path / f"whole_{number}.{[*['c3d'] * len(c3ds), *texts][number]}"
        path.write_bytes(whole_file)
        assert FRAMES == inspect_file(opened(path)).frames
    generator = np.random.default_rng(20)
    read = refused = 0
    for case in range(CASES):
        suffix = ("c3d", "c3d", "trc", "c3d", "c3d", "mot", "c3d", "c3d")[case % 8]
        path = tmp_path / f"harmed.{suffix}"
        content = texts[suffix] if suffix in texts else c3ds[int(generator.integers(len(c3ds)))]
        for _ in range(int(generator.integers(1, 4))):
            content = harmed(content, generator) if content else content
        path.write_bytes(content)
        try:
            with bounded_by(path):
                if suffix == "mot":
                    frames, rate_hz = (report := inspect_file(motion_file(path))).frames, report.sampling_rate_hz
                else:
                    frames, rate_hz = len((motion := read_motion(motion_file(path))).time_s), motion.sampling_rate_hz
        except InputFileError as error:
            refused += 1
            assert_one_sentence(error, path)
        else:
            read += 1
            assert frames >= 1
            assert np.isfinite(rate_hz)
    assert read > CASES / 10
    assert refused > CASES / 4


def with_parameters(trial: Trial, group: str, **values: Value) -> Trial:
    """Return the trial with some parameters of a group replaced or added."""
    return replace(trial, parameters={**trial.parameters, group: {**trial.parameters.get(group, {}), **values}})


START_FRAME, LAST_FRAME, POINTS, SAMPLES, DATA_BLOCK, PER_FRAME = 6, 8, 2, 4, 16, 18
"""Places in the header, in bytes."""
MANY_FRAMES = with_parameters(small_trial(real=True), "POINT", FRAMES=whole(0x7FFF))
"""Where this parameter told the right count, it would be taken, for the size of the file bears it out."""
PROMISES = {
    "frames": replace(MANY_FRAMES, header={LAST_FRAME: 0xFFFE}),
    "points": replace(small_trial(real=True), header={POINTS: 0xFFFF}),
    "samples": replace(small_trial(real=True), header={SAMPLES: 0xFFFE}),
    "samples of each channel": replace(small_trial(real=True), header={PER_FRAME: 0xFFFF, SAMPLES: 0xFFFF}),
    "a late start": replace(small_trial(real=True), header={DATA_BLOCK: 0xFFFF}),
    "long frames": with_parameters(replace(MANY_FRAMES, header={LAST_FRAME: 0xFFFF}), "POINT", LONG_FRAMES=single(3e38)),
    "a field": with_parameters(
        replace(MANY_FRAMES, header={LAST_FRAME: 0xFFFF}),
        "TRIAL",
        ACTUAL_START_FIELD=whole(1, 0),
        ACTUAL_END_FIELD=whole(0xFFFF, 0xFFFF),
    ),
    "all of it": replace(small_trial(real=False), header={POINTS: 0xFFFF, SAMPLES: 0xFFFF, LAST_FRAME: 0xFFFE, PER_FRAME: 1}),
}


@pytest.mark.parametrize("promise", sorted(PROMISES))
def test_a_file_that_promises_more_than_it_holds_is_refused_without_memory_for_it(tmp_path: Path, promise: str) -> None:
    path = tmp_path / "promise.c3d"
    path.write_bytes(file_of(PROMISES[promise]))
    with (
        pytest.raises(InputFileError, match=r"is cut short: it should hold \d+ frames \(\d+ bytes\), but it has \d+ bytes") as refusal,
        bounded_by(path),
    ):
        read_c3d(opened(path))
    assert_one_sentence(refusal.value, path)


def test_empty_texts_without_number_take_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "texts.c3d"
    content = bytearray(file_of(small_trial(real=True)))
    notes = entry("NOTES", 1, bytes([255, 7, 0, *[255] * 6, 0]), INTEL)  # 255^6 texts of no letters, which take no bytes
    content[516:516] = notes
    end = 512 * (1 + content[514])
    del content[end : end + len(notes)]  # from the zeros that fill the section's last block
    path.write_bytes(content)
    with bounded_by(path):
        assert FRAMES == len(read_c3d(opened(path)).time_s)
    assert 255 == len(read_layout(opened(path)).groups["POINT"]["NOTES"])


def test_plates_that_share_their_channels_are_left_out_before_they_fill_the_memory(tmp_path: Path) -> None:
    count = 200
    trial = small_trial(real=True)
    plate = trial.parameters["FORCE_PLATFORM"]
    of_all = {name: np.repeat(np.asarray(plate[name]), count, axis=-1) for name in ("TYPE", "CORNERS", "ORIGIN", "CHANNEL")}
    of_all["TYPE"] = np.full(count, 2, dtype=np.int16)
    path = tmp_path / "plates.c3d"
    path.write_bytes(file_of(with_parameters(trial, "FORCE_PLATFORM", **of_all, USED=whole(count))))
    with bounded_by(path):
        motion = read_c3d(opened(path))
    assert 1 == len(motion.plates)
    left_out = next(note for note in motion.notes if note.code == "plate_left_out")
    assert "plate_2 and those after it refer to more analog channels than the 6 in the file" in left_out.message


@pytest.mark.parametrize("real", [True, False])
@pytest.mark.parametrize("processor", [INTEL, DEC, MIPS])
def test_a_long_recording_takes_memory_and_time_in_proportion_to_its_size(tmp_path: Path, processor: int, real: bool) -> None:
    short = small_trial(real=real)
    times = 4000
    path = tmp_path / "long.c3d"
    path.write_bytes(
        file_of(replace(short, points=np.tile(short.points, (times, 1, 1)), analogs=np.tile(short.analogs, (times, 1, 1))), processor)
    )
    with bounded_by(path):
        motion = read_c3d(opened(path))
    assert FRAMES * times == len(motion.time_s)
    np.testing.assert_array_equal(motion.position_m[-FRAMES:], motion.position_m[:FRAMES])
    np.testing.assert_array_equal(motion.plates[0].force_n[-2 * FRAMES :], motion.plates[0].force_n[: 2 * FRAMES])


def test_threads_read_at_the_same_time_and_find_the_same(tmp_path: Path) -> None:
    contents = small_c3ds()
    for number, content in enumerate(contents):
        (tmp_path / f"{number}.c3d").write_bytes(content)
    alone = [read_c3d(opened(tmp_path / f"{number}.c3d")) for number in range(len(contents))]
    together: list[bool] = []

    def read_all() -> None:
        for number, expected in enumerate(alone):
            motion = read_c3d(opened(tmp_path / f"{number}.c3d"))
            together.append(motion.position_m.tobytes() == expected.position_m.tobytes())

    threads = [threading.Thread(target=read_all) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [True] * 8 * len(contents) == together


def test_a_file_with_as_many_equal_names_as_fit_is_read_in_bounded_time(tmp_path: Path) -> None:
    count = 20000
    labels = "\t\t\t".join(f"M{number}" for number in range(count))
    row = "1\t0.0" + "\t1\t2\t3" * count
    promised = "100\t100\t1000000000\t1000000000\tmm"
    keys = "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits"
    head = f"PathFileType\t4\t(X/Y/Z)\tx\n{keys}\n{promised}\nFrame#\tTime\t{labels}\n\n"
    (tmp_path / "many.trc").write_text(head + row + "\n")
    with bounded_by(tmp_path / "many.trc"):
        report = inspect_file(opened(tmp_path / "many.trc"))
    assert (1, count) == (report.frames, len(report.markers))
    assert {"marker_count_differs", "frame_count_differs"} <= {note.code for note in report.notes}
