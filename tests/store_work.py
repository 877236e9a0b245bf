"""Calling a verb in a unit of work of its own, at an instant that the test names."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import event

from hipdrive.store import Intake, Store, Unit, add_person, export_all, import_all, new_file, remember_export

P = ParamSpec("P")
T = TypeVar("T")
NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
"""Later than every day in the scenes of the store."""


def noon(on: date) -> datetime:
    """Noon of a day."""
    return datetime.combine(on, time(12), tzinfo=UTC)


def do(store: Store, verb: Callable[Concatenate[Unit, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Let a verb write."""
    with store.writing(NOW) as unit:
        return verb(unit, *args, **kwargs)


def ask(store: Store, verb: Callable[Concatenate[Unit, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Let a verb read."""
    with store.reading(NOW) as unit:
        return verb(unit, *args, **kwargs)


def do_on(on: date, store: Store, verb: Callable[Concatenate[Unit, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Let a verb write on another day."""
    with store.writing(noon(on)) as unit:
        return verb(unit, *args, **kwargs)


def ask_on(on: date, store: Store, verb: Callable[Concatenate[Unit, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Let a verb read on another day."""
    with store.reading(noon(on)) as unit:
        return verb(unit, *args, **kwargs)


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """What is asked of the database meanwhile, without the beginnings of transactions."""
    asked: list[str] = []

    def note(*words: object) -> None:
        if not str(words[2]).startswith("BEGIN"):
            asked.append(str(words[2]))

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(store.engine, "before_cursor_execute", note)


def export_to(store: Store, path: Path, person: str | None = None) -> dict[str, int]:
    """Write an export to a new file, as a door does."""
    with new_file(path) as part:
        with part.open("wb") as target:
            counts = ask(store, export_all, target, person)
        do(store, remember_export, path, person)
    return counts


def import_from(store: Store, path: Path, rename: Mapping[str, str] | None = None) -> Intake:
    """Read an export from a file, as a door does."""
    with path.open("rb") as content:
        return do(store, import_all, content, name=path.name, rename=rename)


def add_ann_and_bo(store: Store, on: date) -> None:
    """Two women alike in everything but their names."""
    for name in ("Ann", "Bo"):
        do_on(
            on,
            store,
            add_person,
            name=name,
            sex="female",
            height_m=1.70,
            consent_on=date(2025, 1, 5),
            born=date(1990, 5, 4),
            mass_kg=62.0,
        )
