"""Erasing a person leaves no row and no byte of theirs, in the backups too; a backup is a whole store."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import select
from store_scenes import ANNA, BO, a_session, add_anna, add_bo, sheets

from hipdrive.errors import InputFileError, UnknownNameError
from hipdrive.store import (
    Store,
    StoreError,
    add_session,
    backup,
    erase_person,
    export_all,
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
    erased = erase_person(store, ANNA.upper())
    assert before == sheets(store, tmp_path / "after.zip")
    assert 40 <= erased.rows
    assert erased.wiped
    assert [BO] == [one.name for one in list_people(store)]
    with store.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            if "person_id" in table.c:
                owners = set(connection.scalars(select(table.c.person_id)))
                assert len(owners) <= 1, f"{table.name} holds rows of more than the one who is left"
    with pytest.raises(UnknownNameError):
        erase_person(store, ANNA)


def test_no_byte_of_a_person_stays_in_the_file_or_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with open_store(str(path)) as store:
        add_bo(store)
        add_anna(store)
        for _ in range(30):
            add_session(store, ANNA, a_session(note="sagte nichts"))
        assert traces(path), "the test must be able to see her"
        assert erase_person(store, ANNA).wiped
        assert [] == traces(path)
        assert find_person(store, BO).name == BO
    assert [] == traces(path)


def test_a_person_is_erased_out_of_the_backups_and_the_others_stay_there(tmp_path: Path) -> None:
    path, copies = tmp_path / "store.sqlite3", [tmp_path / "one.backup", tmp_path / "two.backup"]
    with open_store(str(path)) as store:
        add_bo(store)
        add_anna(store)
        for copy in copies:
            backup(store, copy)
            rename_person(store, ANNA, ANNA + " x")
            rename_person(store, ANNA + " x", ANNA)
        lost = backup(store, tmp_path / "lost.backup")
        lost.unlink()
        export_all(store, tmp_path / "export.zip")
        export_all(store, tmp_path / "bo.zip", BO)
        rename_person(store, ANNA, "Anna Q.")
        assert traces(*copies)
        erased = erase_person(store, "anna q.")
    assert (tuple(copies), (lost,), (tmp_path / "export.zip",)) == (erased.backups, erased.unreached, erased.exports)
    assert [] == traces(path, *copies)
    for copy in copies:
        with open_store(str(copy)) as kept:
            assert [BO] == [one.name for one in list_people(kept)]
            assert 1 == len(list_sessions(kept, BO))


def test_bytes_that_another_reader_holds_go_at_the_next_opening(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with open_store(str(path), busy_timeout_s=0.1) as store:
        add_anna(store)
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM session").fetchone()
        assert not erase_person(store, ANNA).wiped
        assert () == list_people(store)
        reader.close()
    open_store(str(path)).close()
    assert [] == traces(path)


def test_a_backup_is_a_whole_store_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "copy.backup"
    with open_store(str(tmp_path / "store.sqlite3")) as store:
        add_anna(store)
        add_bo(store)
        assert path == backup(store, path)
        assert 0o600 == path.stat().st_mode & 0o777
        assert [path, tmp_path / "store.sqlite3"] == sorted(one for one in tmp_path.iterdir() if "-" not in one.name)
        with open_store(str(path)) as copy:
            assert sheets(store, tmp_path / "a.zip") == sheets(copy, tmp_path / "b.zip")
        with pytest.raises(InputFileError, match="already"):
            backup(store, path)


def test_a_backup_that_cannot_be_made_is_forgotten_again(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.sqlite3")) as store:
        with pytest.raises(InputFileError, match="cannot be written"):
            backup(store, tmp_path / "no folder" / "copy")
        add_bo(store)
        erased = erase_person(store, BO)
    assert ((), ()) == (erased.backups, erased.unreached)


def test_a_backup_can_be_made_while_others_write(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.sqlite3")) as store:
        add_bo(store)
        stop = threading.Event()

        def write() -> None:
            while not stop.is_set():
                add_session(store, BO, a_session())

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for number in range(2):
                with open_store(str(backup(store, tmp_path / f"{number}.backup"))) as copy:
                    assert all(len(one.value.sets) == len(a_session().sets) for one in list_sessions(copy, BO))
        finally:
            stop.set()
            writer.join()


def test_a_store_on_a_server_says_how_to_back_it_up(postgresql_url: str, tmp_path: Path) -> None:
    with open_store(postgresql_url) as store, pytest.raises(StoreError, match="pg_dump"):
        backup(store, tmp_path / "copy")
    assert [] == list(tmp_path.iterdir())
