"""Files for OpenSim that are kept with a person's newest runs: in their folder beside the store, gone with the person."""

from collections.abc import Collection
from pathlib import Path
from uuid import UUID, uuid4

from .place import FOLDER_MODE
from .transaction import Store
from .working_files import folder_of_person, working_folder

MOST_RUNS = 10
"""So many of the runs analysed last keep them, each person's apart; our choice."""
MOST_BYTES = 8_000_000
"""A larger file is not kept; our choice: a minute of a whole body at 250 Hz takes some 3 MB."""
FOLDER, ENDING = "opensim", ".zip"


def keep_for_opensim(store: Store, person: UUID, run: UUID, content: bytes | None, *, runs: Collection[UUID]) -> None:
    """Keep what belongs to a run, and let go what belongs to none of the newest.

    Args:
        store: The open store.
        person: Whose run it is.
        run: The run that was just analysed.
        content: A zip; None where the run has none. One that is too large is not kept.
        runs: All runs of the person that count now.
    """
    folder = folder_of_person(store, person) / FOLDER
    folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    if content is None or len(content) > MOST_BYTES:
        drop_for_opensim(store, person, run)
    else:
        part = folder / f"{uuid4()}.part"
        part.write_bytes(content)
        part.replace(_path(store, person, run))
    newest = sorted(folder.iterdir(), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    counting = [path for path in newest if path.suffix == ENDING and UUID(path.stem) in runs]
    for path in set(newest) - set(counting[:MOST_RUNS]):
        path.unlink()


def is_kept_for_opensim(store: Store, person: UUID, run: UUID) -> bool:
    """Whether a zip is kept of a run."""
    return _path(store, person, run).is_file()


def kept_for_opensim(store: Store, person: UUID, run: UUID) -> bytes | None:
    """The zip that is kept of a run; None where none is."""
    try:
        return _path(store, person, run).read_bytes()
    except FileNotFoundError:
        return None


def drop_for_opensim(store: Store, person: UUID, run: UUID) -> None:
    """Let go what is kept of a run; nothing is no fault."""
    _path(store, person, run).unlink(missing_ok=True)


def move_for_opensim(store: Store, person: UUID, run: UUID, *, to: UUID) -> None:
    """What is kept of a run goes over to another one of the same person; nothing is no fault."""
    if is_kept_for_opensim(store, person, run):
        _path(store, person, run).replace(_path(store, person, to))


def _path(store: Store, person: UUID, run: UUID) -> Path:
    return working_folder(store) / str(person) / FOLDER / f"{run}{ENDING}"
