"""The user's own folder: exercises and marker sets in it count in every command."""

from pathlib import Path
from typing import TYPE_CHECKING

from ...language import Text, en
from .outlet import show_message

if TYPE_CHECKING:
    from ...coach import OwnFile

FOLDERS = ("exercises", "marker_sets")
SOLVING = frozenset({"match", "plan", "exercises", "tune", "load", "experiment", "evidence"})
"""Commands that work load curves out, so that one's own exercises are tried before."""


def own_folder(kind: str) -> Path:
    """Where one's own files of a kind lie."""
    from ...store import user_folder

    return user_folder() / kind


def count_own_folder(command: str | None) -> None:
    """Let what stands in the user's own folder count; a file that cannot be used is named on standard error and breaks nothing."""
    found = {kind: sorted(own_folder(kind).glob("*.toml")) for kind in FOLDERS}
    if not any(found.values()):
        return
    from ... import coach

    read: dict[str, list[OwnFile]] = {}
    notes: list[Text] = []
    for kind, paths in found.items():
        read[kind] = []
        for path in paths:
            try:
                read[kind].append(coach.OwnFile(name=f"{kind}/{path.name}", content=path.read_bytes()))
            except OSError as error:
                file = f"{kind}/{path.name}"
                notes.append(en("{file} is left out: it cannot be read ({reason}).", file=file, reason=error.strerror))
    kept = coach.count_own_files(exercises=read["exercises"], marker_sets=read["marker_sets"], solved=command in SOLVING)
    for words in (*notes, *(note.message for note in kept)):
        show_message(words, err=True)
