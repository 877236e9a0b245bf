"""What a new store of a test is: a copy of one that the migrations made once in this process, which take a tenth of a second each time."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hipdrive.store import Store, open_store
from hipdrive.store.database import upgrade
from hipdrive.store.database.migrate import revision_of
from hipdrive.store.database.schema import LAYOUT
from hipdrive.store.database.transaction import read_transaction

MIGRATE = upgrade.upgrade


@pytest.fixture(scope="session")
def newest_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite store of the newest layout with nothing in it."""
    path = tmp_path_factory.mktemp("newest") / "store.sqlite3"
    open_store(str(path)).close()
    return path


@pytest.fixture(autouse=True)
def new_stores_are_copies(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, newest_store: Path) -> None:
    """A new SQLite store is copied, except in the tests of the store itself, where the migrations make each."""
    if request.path.name.startswith("test_store"):
        return

    def copied(store: Store, to: str) -> None:
        with read_transaction(store) as connection:
            is_new = revision_of(store, connection) is None
        if not is_new or to != LAYOUT or store.path is None:
            MIGRATE(store, to)
            return
        with closing(sqlite3.connect(newest_store)) as made, closing(sqlite3.connect(store.path)) as file:
            file.execute("PRAGMA synchronous=OFF")
            made.backup(file)

    monkeypatch.setattr(upgrade, "upgrade", copied)
