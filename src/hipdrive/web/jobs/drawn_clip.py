"""Drawing into the small copy of a clip, in a process of its own."""

from dataclasses import dataclass

from ... import coach
from ...language import reading_in
from .limits import Limits
from .worker import WaitingFile

DRAWING_INTO_CLIP = Limits(within_s=600.0, niceness=10)
"""30 s of a copy take a minute of one core."""


@dataclass(frozen=True, kw_only=True)
class AskedClip:
    """A copy that is to be drawn into."""

    copy: WaitingFile
    pictures: str
    """JSON of what is kept of the clips of its run (hipdrive.clip_pictures/1)."""
    number: int
    """Which of these clips it is of."""
    language: str
    """Of the words in it."""


def drawn_into(asked: AskedClip) -> bytes:
    """The copy with lines, angles, landings and toe-offs in its pictures (WebM).

    Raises:
        NoClipKeptError: Nothing says what the copy shows.
        InputFileError: The copy is damaged.
    """
    film = coach.kept_film(asked.pictures, asked.number, name=asked.copy.name)
    with reading_in(asked.language), asked.copy.path.open("rb") as copy:
        return coach.annotated_copy(copy, film, name=asked.copy.name)
