"""Erasing a person leaves no row and no byte of theirs, in the backups too; a backup is a whole store."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import select
from store_scenes import ANNA, BO, a_session, add_anna, add_bo, sheets
from store_work import NOW, ask, do, export_to

from hipdrive.errors import InputFileError, UnknownNameError
from hipdrive.store import (
    Store,
    StoreError,
    add_session,
    backup,
    erase_person,
    find_person,
    list_people,
    list_sessions,
    open_store,
    rename_person,
)
from hipdrive.store.database.schema import Base

TRACES = (b"Quasso", "Überall".encode(), b"sagte", b"grun", "grün".encode(), b"other.c3d")
"""Bytes that stand in the store only because of Anna."""


def traces(*paths: Path) -> list[tuple[str, bytes]]:
    """Where bytes of Anna stand, in files and what SQLite wrote beside them."""
    files = {beside for path in paths for beside in path.parent.glob(f"{path.name}*")}
    return [(file.name, trace) for file in files for trace in TRACES if trace in file.read_bytes()]


def test_erasing_leaves_no_row_of_a_person_and_all_of_the_others(store: Store, tmp_path: Path) -> None:
    add_bo(store)
    before = sheets(store, tmp_path / "before.zip")
    add_anna(store)
    erased = erase_person(store, ANNA.upper(), now=NOW)
    assert before == sheets(store, tmp_path / "after.zip")
    assert 40 <= erased.rows
    assert erased.wiped
    assert [BO] == [one.name for one in ask(store, list_people)]
    with store.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            if "person_id" in table.c:
                owners = set(connection.scalars(select(table.c.person_id)))
                assert len(owners) <= 1, f"{table.name} holds rows of more than the one who is left"
    with pytest.raises(UnknownNameError):
        erase_person(store, ANNA, now=NOW)


def test_no_byte_of_a_person_stays_in_the_file_or_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with open_store(str(path)) as store:
        add_bo(store)
        add_anna(store)
        for _ in range(30):
            do(store, add_session, ANNA, a_session(note="sagte nichts"))
        assert traces(path), "the test must be able to see her"
        assert erase_person(store, ANNA, now=NOW).wiped
        assert [] == traces(path)
        assert ask(store, find_person, BO).name == BO
    assert [] == traces(path)


def test_a_person_is_erased_out_of_the_backups_and_the_others_stay_there(tmp_path: Path) -> None:
    path, copies = tmp_path / "store.sqlite3", [tmp_path / "one.backup", tmp_path / "two.backup"]
    with open_store(str(path)) as store:
        add_bo(store)
        add_anna(store)
        for copy in copies:
            backup(store, copy, now=NOW)
            do(store, rename_person, ANNA, ANNA + " x")
            do(store, rename_person, ANNA + " x", ANNA)
        lost = backup(store, tmp_path / "lost.backup", now=NOW)
        lost.unlink()
        export_to(store, tmp_path / "export.zip")
        export_to(store, tmp_path / "bo.zip", BO)
        do(store, rename_person, ANNA, "Anna Q.")
        assert traces(*copies)
        erased = erase_person(store, "anna q.", now=NOW)
    assert (tuple(copies), (lost,), (tmp_path / "export.zip",)) == (erased.backups, erased.unreached, erased.exports)
    assert [] == traces(path, *copies)
    for copy in copies:
        with open_store(str(copy)) as kept:
            assert [BO] == [one.name for one in ask(kept, list_people)]
            assert 1 == len(ask(kept, list_sessions, BO))


def test_bytes_that_another_reader_holds_go_at_the_next_opening(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with open_store(str(path), busy_timeout_s=0.1) as store:
        add_anna(store)
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM session").fetchone()
        assert not erase_person(store, ANNA, now=NOW).wiped
        assert () == ask(store, list_people)
        reader.close()
    open_store(str(path)).close()
    assert [] == traces(path)


def test_a_backup_is_a_whole_store_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "copy.backup"
    with open_store(str(tmp_path / "store.sqlite3")) as store:
        add_anna(store)
        add_bo(store)
        assert path == backup(store, path, now=NOW)
        assert 0o600 == path.stat().st_mode & 0o777
        assert [path, tmp_path / "store.sqlite3"] == sorted(one for one in tmp_path.iterdir() if "-" not in one.name)
        with open_store(str(path)) as copy:
            assert sheets(store, tmp_path / "a.zip") == sheets(copy, tmp_path / "b.zip")
        with pytest.raises(InputFileError, match="already"):
            backup(store, path, now=NOW)


def test_a_backup_that_cannot_be_made_is_forgotten_again(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.sqlite3")) as store:
        with pytest.raises(InputFileError, match="cannot be written"):
            backup(store, tmp_path / "no folder" / "copy", now=NOW)
        add_bo(store)
        erased = erase_person(store, BO, now=NOW)
    assert ((), ()) == (erased.backups, erased.unreached)


def test_a_backup_can_be_made_while_others_write(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.sqlite3")) as store:
        add_bo(store)
        stop = threading.Event()

        def write() -> None:
            while not stop.is_set():
                do(store, add_session, BO, a_session())

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for number in range(2):
                with open_store(str(backup(store, tmp_path / f"{number}.backup", now=NOW))) as copy:
                    assert all(len(one.value.sets) == len(a_session().sets) for one in ask(copy, list_sessions, BO))
        finally:
            stop.set()
            writer.join()


def test_a_store_on_a_server_says_how_to_back_it_up(postgresql_url: str, tmp_path: Path) -> None:
    with open_store(postgresql_url) as store, pytest.raises(StoreError, match="pg_dump"):
        backup(store, tmp_path / "copy", now=NOW)
    assert [] == list(tmp_path.iterdir())
