"""Files that wait beside the store, such as recordings to be analysed: each person's in a folder of their own, gone with the person."""

import hashlib
import shutil
from pathlib import Path
from uuid import UUID

from .place import FOLDER_MODE
from .transaction import Store
from .user_folder import user_folder


def working_folder(store: Store) -> Path:
    """Where files of a store wait: beside its SQLite file, for a database on a server in the user's data folder."""
    if store.path is not None:
        return store.path.with_name(f"{store.path.name}.work")
    return user_folder() / f"work-{hashlib.sha256(store.label.encode()).hexdigest()[:16]}"


def folder_of_person(store: Store, uid: UUID) -> Path:
    """The folder of one person's waiting files, made where it is missing, for the owner only."""
    folder = working_folder(store) / str(uid)
    for made in (folder.parent, folder):
        made.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    return folder


def drop_waiting_files(store: Store, uid: UUID) -> None:
    """Delete all that waits of a person."""
    folder = working_folder(store) / str(uid)
    if folder.exists():
        shutil.rmtree(folder)
