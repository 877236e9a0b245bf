"""Taking data out and in: export to one zip, import it, back the store up."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ContradictionError, InputFileError, ValueOutOfRangeError
from ..store import Intake, Store, backup, export_all, find_person, import_all, list_people


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file with people's data that was written."""

    path: Path
    bytes: int
    people: tuple[str, ...]
    """Their names."""
    rows: Mapping[str, int]
    """Rows by table; empty for a backup."""

    def as_json(self, schema: str) -> dict[str, Any]:
        """Plain values."""
        plain = {"schema": schema, "path": str(self.path), "bytes": self.bytes, "athletes": list(self.people)}
        return {**plain, "rows": dict(self.rows)} if self.rows else plain


def export_people(store: Store, path: Path, *, athlete: str | None = None, force: bool = False) -> Written:
    """Write all, or all of one athlete, to a zip of plain CSV and JSON.

    Args:
        store: An open store.
        path: The zip file.
        athlete: Only this one; None for everybody.
        force: Whether a file of that name may be replaced; it stays as it was if the export fails.

    Raises:
        UnknownNameError: If nobody has the name.
        InputFileError: If the path is taken, is the store itself, or cannot be written.
    """
    path = path.expanduser().absolute()
    refuse_store_itself(store, path)
    people = tuple(one.name for one in list_people(store)) if athlete is None else (find_person(store, athlete).name,)
    if path.exists() and not force:
        raise InputFileError(path, "there is such a file already", "name another, or replace it with --force")
    with _aside(path):
        rows = export_all(store, path, athlete)
    return Written(path=path, bytes=path.stat().st_size, people=people, rows=rows)


@contextmanager
def _aside(path: Path) -> Iterator[None]:
    """Hold an old file under another name while a new one is made; it comes back if that fails."""
    if not path.is_file():
        yield
        return
    old = path.with_name(f".{path.name}.{os.getpid()}.old")
    try:
        path.rename(old)
    except OSError as error:
        raise InputFileError(path, f"it cannot be replaced ({error.strerror})", "name another file") from None
    try:
        yield
    except BaseException:
        if not path.exists():  # else somebody made one meanwhile
            old.replace(path)
        raise
    finally:
        old.unlink(missing_ok=True)


def refuse_store_itself(store: Store, path: Path) -> None:
    """Refuse to write over the store.

    Raises:
        InputFileError: If the path is the store's own file.
    """
    if store.path is not None and path.exists() and store.path.exists() and path.samefile(store.path):
        raise InputFileError(path, "this is the store itself", "name another file")


def import_people(store: Store, path: Path, *, rename: Mapping[str, str] | None = None) -> Intake:
    """Read an export into the store, everything or nothing.

    Args:
        store: An open store.
        path: The zip file.
        rename: Name in the file -> name in the store, where a name is taken.

    Raises:
        InputFileError: If it is no whole export; then nothing is imported.
        DuplicateError: If a name is taken.
    """
    return import_all(store, path, rename)


def renames(words: Sequence[str]) -> dict[str, str]:
    """Read 'OLD=NEW' words.

    Raises:
        ValueOutOfRangeError: If one has no '=' with a name on both sides.
        ContradictionError: If one name is to be changed twice.
    """
    found: dict[str, str] = {}
    for word in words:
        old, _, new = (part.strip() for part in word.partition("="))
        if not old or not new:
            raise ValueOutOfRangeError("a change of name", f"'{word}'", "OLD=NEW, such as 'Ann=Ann B.'")
        if old in found:
            raise ContradictionError(f"'{old}' is to be changed into '{found[old]}' and into '{new}'", "give it once")
        found[old] = new
    return found


def intake_as_json(intake: Intake, path: Path) -> dict[str, Any]:
    """What was imported, as plain values (schema hipdrive.import/1)."""
    return {"schema": "hipdrive.import/1", "path": str(path), "athletes": list(intake.people), "rows": dict(intake.rows)}


def backup_people(store: Store, path: Path) -> Written:
    """Copy the whole store to a file that opens like it, while it may be in use.

    Raises:
        StoreError: If the store is on a server, which has a tool of its own.
        InputFileError: If the path is taken or cannot be written.
    """
    whole = backup(store, path)
    return Written(path=whole, bytes=whole.stat().st_size, people=tuple(one.name for one in list_people(store)), rows={})
