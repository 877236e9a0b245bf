"""A store made by any release comes to the newest layout without loss; what the migrations build is what the models say."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from store_scenes import ANNA, BO, add_anna, add_bo
from store_work import ask

from hipdrive.store import Store, list_people, list_sessions, open_store, progress_by_day
from hipdrive.store.database.migrate import BUSY_TIMEOUT_S, migrate, revision_of
from hipdrive.store.database.place import place_of, prepare_file
from hipdrive.store.database.schema import LAYOUT, VERSION_TABLE, Base
from hipdrive.store.database.transaction import engine_of, read_transaction
from hipdrive.store.database.upgrade import MIGRATIONS

RELEASES = Path(__file__).parent / "store_releases"


def revisions() -> list[str]:
    """Every layout, the oldest first."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][::-1]


def released(revision: str, path: Path) -> Path:
    """A store as that release left it."""
    with closing(sqlite3.connect(path)) as database:
        database.executescript((RELEASES / f"{revision}.sql").read_bytes().decode())
    return path


def rows(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
        return {name: [dict(row) for row in database.execute(f"SELECT * FROM {name} ORDER BY rowid")] for name in tables}  # noqa: S608  own names


def layout(path: Path) -> set[str]:
    """The statements that build a database."""
    with closing(sqlite3.connect(path)) as database:
        return {sql for (sql,) in database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}


def unopened(url: str) -> Store:
    """A store that is not brought to any layout yet."""
    place = place_of(url)
    if place.path is not None:
        prepare_file(place.path)
    return Store(engine=engine_of(place, busy_timeout_s=BUSY_TIMEOUT_S), label=place.label, path=place.path)


def test_the_newest_migration_makes_the_layout_of_the_models() -> None:
    assert LAYOUT == revisions()[-1]


def test_every_layout_has_a_store_kept_from_when_it_was_new() -> None:
    missing = [revision for revision in revisions() if not (RELEASES / f"{revision}.sql").is_file()]
    assert missing == [], "before anything else changes, run: PYTHONPATH=src:tests python tests/test_store_migrations.py"


@pytest.mark.parametrize("revision", revisions())
def test_a_store_of_a_release_comes_to_the_newest_layout_without_loss(revision: str, tmp_path: Path) -> None:
    path = released(revision, tmp_path / "store.sqlite3")
    before = rows(path)
    with open_store(str(path)) as store, read_transaction(store) as connection:
        assert revisions()[-1] == revision_of(store, connection)
    after = rows(path)
    for table, old_rows in before.items():
        if table != VERSION_TABLE:
            assert len(old_rows) == len(after[table])
            for old, new in zip(old_rows, after[table], strict=True):
                assert old == {column: new[column] for column in old}
    with open_store(str(path)) as store:
        assert [ANNA, BO] == [person.name for person in ask(store, list_people)]
        assert [2, 1] == [len(ask(store, list_sessions, name)) for name in (ANNA, BO)]
        assert ask(store, progress_by_day, ANNA)
    assert layout_of_a_new_store(tmp_path) == layout(path)


def layout_of_a_new_store(folder: Path) -> set[str]:
    open_store(str(folder / "new.sqlite3")).close()
    return layout(folder / "new.sqlite3")


@pytest.mark.parametrize("revision", revisions())
def test_a_released_migration_still_builds_what_it_built_then(revision: str, tmp_path: Path) -> None:
    with unopened(str(tmp_path / "built.sqlite3")) as store:
        migrate(store, to=revision)
    assert layout(released(revision, tmp_path / "released.sqlite3")) == layout(tmp_path / "built.sqlite3")


def test_the_migrations_build_what_the_models_say(store_url: str) -> None:
    with unopened(store_url) as store:
        for revision in revisions():
            migrate(store, to=revision)
        with store.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
            assert compare_metadata(context, Base.metadata) == []


def test_a_migration_that_fails_changes_nothing(store_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with unopened(store_url) as store:
        monkeypatch.setattr("hipdrive.store.database.upgrade.command.upgrade", half_way)
        with pytest.raises(RuntimeError, match="half way"):
            migrate(store)
        monkeypatch.undo()
        assert [] == inspect(store.engine).get_table_names()
        migrate(store)
        with read_transaction(store) as connection:
            assert revisions()[-1] == revision_of(store, connection)


def half_way(config: Config, _: str) -> None:
    config.attributes["connection"].exec_driver_sql("CREATE TABLE half (id INTEGER)")
    raise RuntimeError("stopped half way")


def main() -> int:
    """Write the dump of the newest layout, if it has none yet."""
    target = RELEASES / f"{revisions()[-1]}.sql"
    if target.exists():
        print(f"{target.name} is there already and stays as it is.")  # noqa: T201  its work is to say so
        return 1
    path = target.with_suffix(".sqlite3")
    with open_store(str(path)) as store:
        add_anna(store)
        add_bo(store)
    with closing(sqlite3.connect(path)) as database:
        target.write_bytes("\n".join([*database.iterdump(), ""]).encode())
    path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
