"""Work in processes of its own ends within its limits, and what goes wrong there comes back as a sentence."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import anyio
import pytest

from hipdrive.errors import HipDriveError
from hipdrive.motion import FileContent, inspect_file
from hipdrive.web.jobs.drawn_clip import DRAWING_INTO_CLIP
from hipdrive.web.jobs.heavy import in_process
from hipdrive.web.jobs.limits import ANALYSIS, LOOK, SEARCH, Limits
from hipdrive.web.jobs.refused import TooLargeError, TooLongError, WorkBrokenError

GB = 1_000_000_000


def outcome(work: Callable[..., object], *args: object, within_s: float = 60.0, memory_bytes: int = 2 * GB) -> object:
    """What work in another process returns."""

    async def called() -> object:
        return await in_process(work, *args, limits=replace(ANALYSIS, within_s=within_s, memory_bytes=memory_bytes))

    return anyio.run(called)


def test_work_comes_back_from_another_process() -> None:
    assert os.getpid() != outcome(os.getpid)


@pytest.mark.parametrize("limits", [ANALYSIS, LOOK, SEARCH])
def test_work_steps_back_for_whoever_asks_for_a_page(limits: Limits) -> None:
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    further = min(ours + limits.niceness, 19)

    async def niceness() -> int:
        return await in_process(os.getpriority, os.PRIO_PROCESS, 0, limits=replace(limits, niceness=further))

    assert anyio.run(niceness) == further > ours


def test_a_process_stays_for_the_next_work_unless_it_stepped_back_further() -> None:
    async def of(limits: Limits) -> int:
        return await in_process(os.getpid, limits=limits)

    kept, ended, drawing = ([anyio.run(of, limits) for _ in range(2)] for limits in (LOOK, ANALYSIS, DRAWING_INTO_CLIP))
    assert (1, 2, 2) == (len(set(kept)), len(set(ended)), len(set(drawing)))


def test_who_waits_no_longer_ends_work_in_a_kept_process(tmp_path: Path) -> None:
    async def given_up() -> None:
        with anyio.move_on_after(10.0) as waiting:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(partial(in_process, begun, str(tmp_path / "begun"), limits=LOOK))
                while not (tmp_path / "begun").exists():  # noqa: ASYNC110  another process says so
                    await anyio.sleep(0.02)
                tasks.cancel_scope.cancel()
        assert not waiting.cancelled_caught

    anyio.run(given_up)
    pid = int((tmp_path / "begun").read_text())
    last = time.monotonic() + 10.0
    while is_there(pid):
        assert time.monotonic() < last, "it still works"
        time.sleep(0.02)


def is_there(pid: int) -> bool:
    """Whether there is a process of that number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def begun(mark: str) -> None:
    """Say which process is at work, and stay at it."""
    half = Path(f"{mark}.half")
    half.write_text(str(os.getpid()))
    half.rename(mark)
    time.sleep(600.0)


def test_work_that_takes_too_long_is_ended() -> None:
    began = time.monotonic()
    with pytest.raises(TooLongError, match="longer than 0 minutes and was ended; send a shorter part"):
        outcome(time.sleep, 600.0, within_s=0.5)
    assert time.monotonic() - began < 60.0


def test_work_that_asks_for_too_much_memory_is_ended() -> None:
    with pytest.raises(TooLargeError, match=r"more than 1.0 GB of memory"):
        outcome(bytearray, 2 * GB, memory_bytes=GB)


def test_a_process_that_dies_leaves_a_sentence() -> None:
    with pytest.raises(WorkBrokenError, match="ended without a result"):
        outcome(os.abort)


def test_a_fault_of_the_program_leaves_a_sentence() -> None:
    with pytest.raises(WorkBrokenError, match="ended without a result"):
        outcome(int, "no number")


def test_an_error_keeps_its_code_and_its_words() -> None:
    with pytest.raises(HipDriveError) as raised:
        outcome(inspect_file, FileContent("run.c3d", b"MZ" + bytes(4000)))
    assert ("input_file", "run.c3d") == (raised.value.code, raised.value.about)
    assert str(raised.value).startswith("run.c3d: ")
