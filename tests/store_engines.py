"""Stores for tests on both engines: a SQLite file, and a PostgreSQL server that is named, or started in a folder of its own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url

from hipdrive.store import Store, open_store

VARIABLE = "HIPDRIVE_TEST_POSTGRESQL"
ABSENT = f"no PostgreSQL here: name a server by {VARIABLE}=postgresql://..., or install one (on Debian and Ubuntu: apt install postgresql)"
USER = "hipdrive"


def server_programs() -> Path | None:
    """Folder of initdb and pg_ctl, the newest if there are several; None if there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path and shutil.which("pg_ctl") else None


@contextmanager
def started_server() -> Iterator[str]:
    """URL of a server that listens on a socket in a temporary folder only; it may lose data at a power cut, and is thrown away."""
    programs = server_programs()
    if programs is None:
        pytest.skip(ABSENT)
    folder = Path(tempfile.mkdtemp(prefix="hipdrive-pg-"))  # short: a socket's path has some 100 letters at most
    owner = _server_user(folder)

    def run(*words: object) -> None:
        command = [str(word) for word in words]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True, user=owner, cwd=folder)

    try:
        run(programs / "initdb", "-D", folder / "data", "-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        # What the server prints must not go into a pipe of ours, which would then never end.
        run(programs / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-o", options, "start")
        try:
            yield f"postgresql://{USER}@/postgres?host={folder}"
        finally:
            run(programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _server_user(folder: Path) -> int | None:
    """PostgreSQL refuses to run as root: then the user that its package made owns the folder and the server."""
    if os.geteuid() != 0:
        return None
    try:
        owner = pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip(ABSENT)
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return owner.pw_uid


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """URL of a PostgreSQL server; a test that asks for it skips where there is none."""
    named = os.environ.get(VARIABLE, "")
    if named:
        yield named
        return
    with started_server() as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """URL of an empty database of its own."""
    name = f"hipdrive_{uuid4().hex}"
    server = make_url(postgresql_server).set(drivername="postgresql+psycopg")
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        yield server.set(database=name).render_as_string(hide_password=False)
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of an empty store, once on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store' / 'hipdrive.sqlite3'}"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An empty open store, once on each engine."""
    with open_store(store_url) as opened:
        yield opened
