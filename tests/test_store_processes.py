"""Several processes use one store: all of them get through, or one is told to try again and has changed nothing."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from store_scenes import BO, DAY, a_session, add_bo
from store_work import ask, do

from hipdrive.errors import HipDriveError
from hipdrive.store import (
    ReplacedEntryError,
    Store,
    StoreBusyError,
    add_person,
    add_session,
    correct_session,
    list_people,
    list_sessions,
    open_store,
)
from hipdrive.store.database.transaction import write_transaction
from hipdrive.training.log.session import SessionRecord

WRITER = """
import sys
from datetime import UTC, date, datetime
from hipdrive.store import add_session, open_store
from hipdrive.training.log.session import SessionRecord, SetRecord
sets = tuple(SetRecord(exercise="a_skip", side="both", reps=number + 1) for number in range(5))
with open_store(sys.argv[1]) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(int(sys.argv[3])):
        session = SessionRecord(on=date(2026, 3, 2), sets=sets, note=f"{sys.argv[2]} {number}")
        with store.writing(datetime(2026, 11, 2, tzinfo=UTC)) as unit:
            uid = add_session(unit, "Bo", session).uid
        print(uid, flush=True)
"""
OPENER = """
import sys
from hipdrive.store import open_store
print("ready", flush=True)
sys.stdin.readline()
open_store(sys.argv[1]).close()
"""


def started(code: str, *words: str) -> subprocess.Popen[str]:
    """A process that is ready and waits for a line."""
    process = subprocess.Popen([sys.executable, "-c", code, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert "ready\n" == process.stdout.readline()
    return process


def run_together(processes: list[subprocess.Popen[str]]) -> list[str]:
    """Let them go at once; what they say."""
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[0] for process in processes]
    assert [0] * len(processes) == [process.returncode for process in processes]
    return said


def test_two_processes_that_write_at_once_both_succeed(store: Store, store_url: str) -> None:
    add_bo(store)
    said = run_together([started(WRITER, store_url, name, "40") for name in ("one", "two")])
    told = {uid for text in said for uid in text.split()}
    assert 80 == len(told)
    assert told == {str(one.uid) for one in ask(store, list_sessions, BO, until=DAY)}
    assert {5} == {len(one.value.sets) for one in ask(store, list_sessions, BO, until=DAY)}


def test_processes_that_open_a_new_store_at_once_make_one(store_url: str) -> None:
    run_together([started(OPENER, store_url) for _ in range(2)])
    with open_store(store_url) as store:
        assert () == ask(store, list_people)


@contextmanager
def held(store: Store) -> Iterator[None]:
    """Another one is in the middle of writing."""
    with write_transaction(store) as connection:
        connection.exec_driver_sql("UPDATE person SET height_m = 1.9")
        yield


def test_whoever_waits_too_long_is_told_to_try_again(store: Store, store_url: str) -> None:
    add_bo(store)
    with open_store(store_url, busy_timeout_s=0.2) as other:
        with held(store), pytest.raises(StoreBusyError, match="try again"):
            rename_bo(other)
        assert [BO] == [person.name for person in ask(other, list_people)]
        rename_bo(other)


def rename_bo(store: Store) -> None:
    with write_transaction(store) as connection:
        connection.exec_driver_sql("UPDATE person SET name = 'Bob', name_key = 'bob'")


def at_once(*works: object) -> list[object]:
    """Results, or errors, of works that start together in threads of their own."""
    gate = threading.Barrier(len(works))
    ends: list[object] = [None] * len(works)

    def run(place: int, work: object) -> None:
        gate.wait()
        try:
            ends[place] = work()  # type: ignore[operator]
        except HipDriveError as error:
            ends[place] = error

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def test_of_two_who_correct_one_session_at_once_one_is_refused(store: Store, store_url: str) -> None:
    add_bo(store)
    with open_store(store_url) as other:
        for _ in range(5):
            uid = do(store, add_session, BO, a_session(DAY)).uid
            works = [lambda one=one, uid=uid: do(one, correct_session, BO, uid, SessionRecord(on=DAY)) for one in (store, other)]
            ends = at_once(*works)
            assert 1 == sum(isinstance(end, ReplacedEntryError | StoreBusyError) for end in ends)
    assert 6 == len(ask(store, list_sessions, BO))


def test_of_two_who_add_one_name_at_once_one_is_refused(store: Store, store_url: str) -> None:
    with open_store(store_url) as other:
        for number in range(5):
            works = [
                lambda one=one, number=number: do(one, add_person, name=f"Al {number}", sex="male", height_m=1.8, consent_on=DAY)
                for one in (store, other)
            ]
            assert 1 == sum(isinstance(end, HipDriveError) for end in at_once(*works))
    assert 5 == len(ask(store, list_people))
