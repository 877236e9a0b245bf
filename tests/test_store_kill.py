"""A process that is killed while it writes loses nothing that it had reported as written, and leaves no half session."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from uuid import UUID

from store_scenes import BO, add_bo
from store_work import ask

from hipdrive.store import list_sessions, open_store

WRITES = int(os.environ.get("HIPDRIVE_STORE_WRITES", "12"))
"""`make test-long` asks for more of them."""
MOST_A_ROUND = 8
SETS, PAINS = 12, 3
# Adds a session, and now and then corrects it; says each id only once the store has said that it is written.
WRITER = f"""
import sys
from datetime import UTC, date, datetime
from hipdrive.store import add_session, correct_session, open_store
from hipdrive.training.log.session import PainRecord, SessionRecord, SetRecord
sets = tuple(SetRecord(exercise="a_skip", side="both", reps=number + 1) for number in range({SETS}))
pains = tuple(PainRecord(when="after", level=number) for number in range({PAINS}))
session = SessionRecord(on=date(2026, 3, 2), sets=sets, pains=pains)
NOW = datetime(2026, 11, 2, tzinfo=UTC)
with open_store(sys.argv[1]) as store:
    print("ready", flush=True)
    while True:
        with store.writing(NOW) as unit:
            uid = add_session(unit, "Bo", session).uid
        print(uid, flush=True)
        with store.writing(NOW) as unit:
            corrected = correct_session(unit, "Bo", uid, session).uid
        print(corrected, flush=True)
"""
# Dies when the empty file is there and the tables are about to be made.
DYING_MAKER = """
import os, signal, sys
from hipdrive.store.database import migrate, upgrade
upgrade.command.upgrade = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
migrate.open_store(sys.argv[1])
"""


def killed_writer(path: Path, *, after_writes: int, after_s: float) -> list[UUID]:
    """Start a writer and kill it so long after so many writes; the ids that it told."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(1 + after_writes)]
    time.sleep(after_s)
    process.send_signal(signal.SIGKILL)
    told += process.stdout.readlines()
    process.stdout.close()
    assert -signal.SIGKILL == process.wait()
    assert "ready\n" == told[0]
    return [UUID(line.strip()) for line in told[1:] if line.endswith("\n")]


def test_a_killed_writer_loses_nothing_that_was_written_and_leaves_nothing_half(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with open_store(str(path)) as store:
        add_bo(store)
        before = {one.uid for one in ask(store, list_sessions, BO)}
    chance = random.Random(11)  # noqa: S311  no secret
    told: set[UUID] = set()
    kills = 0
    while len(told) < WRITES:
        told |= set(killed_writer(path, after_writes=chance.randrange(MOST_A_ROUND), after_s=chance.uniform(0, 0.006)))
        kills += 1
        with closing(sqlite3.connect(path)) as database:
            assert ("ok",) == database.execute("PRAGMA integrity_check").fetchone()
            assert [] == database.execute("PRAGMA foreign_key_check").fetchall()
        with open_store(str(path)) as store:
            found = {one.uid: one for one in ask(store, list_sessions, BO, history=True) if one.uid not in before}
        assert told <= set(found), "a session that was reported as written is lost"
        assert len(found) <= len(told) + kills, "at most the one write of each kill may stand without having been reported"
        assert {(SETS, PAINS)} >= {(len(one.value.sets), len(one.value.pains)) for one in found.values()}
        for one in found.values():
            assert one.corrects is None or found[one.corrects].superseded_at is not None
        replaced = {one.corrects for one in found.values() if one.corrects}
        assert replaced == {uid for uid, one in found.items() if one.superseded_at}, "a session was put aside without its correction"


def test_a_store_whose_making_was_killed_can_be_made_again(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    assert -signal.SIGKILL == subprocess.run([sys.executable, "-c", DYING_MAKER, str(path)], check=False).returncode
    with open_store(str(path)) as store:
        add_bo(store)
        assert 1 == len(ask(store, list_sessions, BO))
