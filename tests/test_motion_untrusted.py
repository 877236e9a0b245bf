"""Files that nobody vouches for: a reader that crashes, hangs or swells is stopped with a sentence; so end fuzzed copies, if not read."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import ezc3d
import numpy as np
import pytest

from hipdrive.errors import InputFileError
from hipdrive.motion import ForcePlate, Motion, c3d, inspect_file, read_c3d, write_ground_forces, write_trc
from hipdrive.motion.untrusted import ChildError, ChildReader

CASES = int(os.environ.get("HIPDRIVE_FUZZ_CASES", "200"))
"""`make test-long` asks for more of them."""
FRAMES = 12
ANSWER = """
import json, os, sys
for line in sys.stdin.buffer:
    word = json.loads(line).rsplit("/")[-1]
    if word == "crash":
        os.abort()
    if word == "hang":
        while True: pass
    if word == "swell":
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
        try:
            bytearray(int(sys.argv[2]))
        except MemoryError:
            sys.stdout.buffer.write(b'{"error": "memory"}\\n')
    elif word == "promise":
        sys.stdout.buffer.write(b'{"shapes": [[1000000000, 1000]]}\\n')
    elif word == "babble":
        sys.stdout.buffer.write(b"x" * 200000)
    elif word == "refuse":
        sys.stdout.buffer.write(b'{"error": "no such thing."}\\n')
    else:
        sys.stdout.buffer.write(b'{"shapes": [[1, 2]]}\\n' + bytes(16))
    sys.stdout.buffer.flush()
"""


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ChildReader]:
    """A reader whose child does what the file's name says."""
    (tmp_path / "child.py").write_text(ANSWER)
    reader = ChildReader(tmp_path / "child.py", time_limit_s=1, memory_limit_bytes=2**30)
    yield reader
    reader.close()


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("crash", f"broke down with signal {int(signal.SIGABRT)}; 1 s and 1 GiB are allowed"),
        ("hang", "longer than the 1 s that are allowed"),
        ("swell", "more than the 1 GiB of memory"),
        ("promise", "more than the 1 GiB of memory"),
        ("babble", "an answer without end"),
    ],
)
def test_a_child_that_goes_wrong_is_stopped_with_a_reason_and_the_next_file_gets_a_new_one(
    reader: ChildReader, word: str, sentence: str
) -> None:
    reader.read(Path("fine"))
    first = reader.process_id
    began = time.monotonic()
    with pytest.raises(ChildError, match=sentence):
        reader.read(Path(word))
    assert time.monotonic() - began < 4.0
    assert reader.process_id is None
    np.testing.assert_array_equal(reader.read(Path("fine"))[0], np.zeros((1, 2)))
    assert reader.process_id not in {None, first}


def test_a_refused_file_keeps_the_child_and_one_that_died_between_two_files_is_replaced(reader: ChildReader) -> None:
    reader.read(Path("fine"))
    first = reader.process_id
    assert first is not None
    with pytest.raises(ChildError, match=r"^no such thing$"):
        reader.read(Path("refuse"))
    assert first == reader.process_id
    os.kill(first, signal.SIGKILL)
    while reader.process_id == first:
        time.sleep(0.01)
    assert (1, 2) == reader.read(Path("fine"))[0].shape


def test_threads_share_one_child_and_closing_it_leaves_no_process_behind(reader: ChildReader) -> None:
    sizes: list[int] = []
    threads = [threading.Thread(target=lambda: sizes.extend(len(reader.read(Path("fine"))) for _ in range(20))) for _ in range(4)]
    reader.read(Path("fine"))
    child = reader.process_id
    assert child is not None
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [1] * 80 == sizes
    assert child == reader.process_id
    reader.close()
    gc.collect()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def small_c3d(path: Path) -> bytes:
    """Write a trial of four markers and a plate that gives volts; return its bytes."""
    file = ezc3d.c3d()
    generator = np.random.default_rng(5)
    file["parameters"]["POINT"]["RATE"]["value"] = [100.0]
    file["parameters"]["POINT"]["LABELS"]["value"] = ["A", "B", "C", "D"]
    file["parameters"]["POINT"]["UNITS"]["value"] = ["mm"]
    points = np.ones((4, 4, FRAMES))
    points[:3] = generator.normal(800.0, 300.0, (3, 4, FRAMES))
    file["data"]["points"] = points
    file["parameters"]["ANALOG"]["RATE"]["value"] = [200.0]
    file["parameters"]["ANALOG"]["LABELS"]["value"] = [f"C{number}" for number in range(6)]
    file["parameters"]["ANALOG"]["UNITS"]["value"] = ["V"] * 6
    file["data"]["analogs"] = generator.normal(0.0, 1.0, (1, 6, 2 * FRAMES))
    for name, value in {
        "USED": [1],
        "TYPE": [4],
        "ZERO": [1, 2],
        "CORNERS": np.array([[400.0, 0, 0], [400, 600, 0], [0, 600, 0], [0, 0, 0]]).T[:, :, None],
        "ORIGIN": np.array([[0.0], [0.0], [-40.0]]),
        "CHANNEL": np.arange(1.0, 7.0)[:, None],
        "CAL_MATRIX": np.diag([200.0, 200.0, 500.0, 4e5, 4e5, 2e5])[:, :, None],
    }.items():
        file.add_parameter("FORCE_PLATFORM", name, value)
    file.write(str(path))
    return path.read_bytes()


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
    """Return a copy that is cut, or has bits, bytes or a stretch changed, in the whole or in its first part."""
    content = bytearray(whole)
    early = int(generator.choice([64, 2048, len(content)]))
    at = int(generator.integers(min(early, len(content))))
    length = int(generator.integers(1, 64))
    match generator.integers(6):
        case 0:
            del content[at:]
        case 1:
            for place in generator.integers(0, min(early, len(content)), 4):
                content[place] ^= 1 << int(generator.integers(8))
        case 2:
            content[at] = int(generator.integers(256))
        case 3:
            content[at : at + length] = bytes([int(generator.choice([0, 0x39, 0xFF]))]) * length
        case 4:
            del content[at : at + length]
        case _:
            content[at:at] = content[: 4 * length]
    return bytes(content)


def test_fuzzed_copies_are_read_or_refused_in_one_sentence_by_one_recycled_child(tmp_path: Path) -> None:
    wholes = {"c3d": small_c3d(tmp_path / "whole.c3d"), **small_texts(tmp_path)}
    assert all(inspect_file(tmp_path / f"whole.{suffix}").frames == FRAMES for suffix in wholes)
    child = c3d._READER.process_id
    generator = np.random.default_rng(20)
    opened = refused = 0
    for case in range(CASES):
        suffix = ("c3d", "trc", "c3d", "mot", "c3d")[case % 5]
        path = tmp_path / f"harmed.{suffix}"
        path.write_bytes(harmed(wholes[suffix], generator))
        began = time.monotonic()
        try:
            report = inspect_file(path)
        except InputFileError as error:
            refused += 1
            sentence = str(error)
            assert sentence.startswith(path.name)
            assert sentence.endswith(".")
            assert "\n" not in sentence
        else:
            opened += 1
            assert report.frames >= 1
            assert np.isfinite(report.sampling_rate_hz)
        assert time.monotonic() - began < 5.0, f"case {case}"
    assert opened > CASES / 10
    assert refused > CASES / 4
    assert child == c3d._READER.process_id


def test_a_file_with_as_many_equal_names_as_fit_is_read_in_bounded_time(tmp_path: Path) -> None:
    count = 20000
    labels = "\t\t\t".join(f"M{number}" for number in range(count))
    row = "1\t0.0" + "\t1\t2\t3" * count
    promised = "100\t100\t1000000000\t1000000000\tmm"
    keys = "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits"
    head = f"PathFileType\t4\t(X/Y/Z)\tx\n{keys}\n{promised}\nFrame#\tTime\t{labels}\n\n"
    (tmp_path / "many.trc").write_text(head + row + "\n")
    began = time.monotonic()
    report = inspect_file(tmp_path / "many.trc")
    assert (1, count) == (report.frames, len(report.markers))
    assert {"marker_count_differs", "frame_count_differs"} <= {note.code for note in report.notes}
    assert time.monotonic() - began < 5.0


def test_a_program_that_read_a_c3d_ends_cleanly_without_leaving_its_child(tmp_path: Path) -> None:
    small_c3d(tmp_path / "whole.c3d")
    code = (
        "from pathlib import Path; from hipdrive.motion import c3d, read_c3d; "
        f"read_c3d(Path({str(tmp_path / 'whole.c3d')!r})); print(c3d._READER.process_id)"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (0, "") == (done.returncode, done.stderr)
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


def test_a_long_recording_is_handed_over_in_parts_that_fit_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_c3d(tmp_path / "whole.c3d")
    whole = read_c3d(tmp_path / "whole.c3d")
    monkeypatch.setattr("hipdrive.motion.c3d_plain._MOST_PART_FRAMES", 5)
    parts = read_c3d(tmp_path / "whole.c3d")
    np.testing.assert_array_equal(parts.position_m, whole.position_m)
    np.testing.assert_array_equal(parts.plates[0].force_n, whole.plates[0].force_n)
