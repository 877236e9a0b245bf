"""Stills and small copies of clips that are kept with a person's newest runs: in their folder beside the store, gone with the person."""

import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from uuid import UUID, uuid4

from .place import FOLDER_MODE
from .transaction import Store
from .working_files import folder_of_person, working_folder

MOST_RUNS_WITH_CLIP = 10
"""So many of the runs analysed last keep them, each person's apart; our choice."""
MOST_CLIP_BYTES = 30_000_000
"""A larger copy is not kept; our choice: 12 s of a phone held upright take some 3 MB, 30 s of one held across some 15 MB."""
FOLDER, PICTURES, ENDING = "clips", "pictures.json", ".webm"


def keep_clips(store: Store, person: UUID, run: UUID, pictures: str | None, copies: Mapping[int, bytes], *, runs: Collection[UUID]) -> None:
    """Keep what a run has of its clips, and let go what belongs to none of the newest.

    Args:
        store: The open store.
        person: Whose run it is.
        run: The run that was just analysed.
        pictures: JSON of its stills and of what the copies show (hipdrive.clip_pictures/1); None where the run has no clip.
        copies: Number of the clip -> its copy; one that is too large is not kept.
        runs: All runs of the person that count now.
    """
    drop_clips(store, person, run)
    folder = folder_of_person(store, person) / FOLDER
    folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    if pictures is not None:
        part = folder / f"{uuid4()}.part"
        part.mkdir(mode=FOLDER_MODE)
        (part / PICTURES).write_text(pictures, encoding="utf-8")
        for number, content in copies.items():
            if len(content) <= MOST_CLIP_BYTES:
                (part / f"{number}{ENDING}").write_bytes(content)
        part.replace(folder / str(run))
    newest = sorted(folder.iterdir(), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    counting = [path for path in newest if not path.suffix and UUID(path.name) in runs]
    for path in set(newest) - set(counting[:MOST_RUNS_WITH_CLIP]):
        shutil.rmtree(path, ignore_errors=True)


def kept_clip_pictures(store: Store, person: UUID, run: UUID) -> str | None:
    """JSON of what is kept of the clips of a run; None where nothing is."""
    try:
        return (_folder(store, person, run) / PICTURES).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def kept_clip_copy(store: Store, person: UUID, run: UUID, number: int) -> Path | None:
    """Where the small copy of a clip is kept; None where none is."""
    path = _folder(store, person, run) / f"{number}{ENDING}"
    return path if path.is_file() else None


def drop_clips(store: Store, person: UUID, run: UUID) -> None:
    """Let go stills and copies of a run; nothing is no fault."""
    folder = _folder(store, person, run)
    if folder.exists():
        shutil.rmtree(folder)


def move_clips(store: Store, person: UUID, run: UUID, *, to: UUID) -> None:
    """What is kept of the clips of a run goes over to another one of the same person; nothing is no fault."""
    folder = _folder(store, person, run)
    if folder.exists():
        drop_clips(store, person, to)
        folder.replace(_folder(store, person, to))


def _folder(store: Store, person: UUID, run: UUID) -> Path:
    return working_folder(store) / str(person) / FOLDER / str(run)
