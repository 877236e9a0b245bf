"""Finding a stored entry by its id, of which the first letters are enough."""

from collections.abc import Sequence
from typing import TypeVar

from ...errors import ValueOutOfRangeError
from ...store import ReplacedEntryError, Stored, UnknownEntryError

T = TypeVar("T")
SHORT = 8
"""Letters of an id that are shown to people."""
FEWEST = 4
"""Fewer letters are too easily a slip of the pen."""


def short_id(uid: object) -> str:
    """The first letters of an id, as shown to people."""
    return str(uid)[:SHORT]


def entry_named(entries: Sequence[Stored[T]], text: str, *, kind: str) -> Stored[T]:
    """The entry that an id, or its first letters, means.

    Args:
        entries: All of the kind, replaced ones among them.
        text: As typed.
        kind: What sentences call it, such as 'test result'.

    Raises:
        ValueOutOfRangeError: If the letters are too few, or fit several entries.
        UnknownEntryError: If there is no such entry.
        ReplacedEntryError: If it was corrected or deleted before.
    """
    wanted = text.strip().lower().replace("-", "")
    if len(wanted) < FEWEST:
        raise ValueOutOfRangeError(f"id of a {kind}", f"'{text}'", f"at least {FEWEST} letters of it")
    found = [one for one in entries if one.uid.hex.startswith(wanted)]
    if not found:
        raise UnknownEntryError(kind, text)
    if len(found) > 1:
        raise ValueOutOfRangeError(f"id of a {kind}", f"'{text}', which fits {len(found)} entries", "the id of one", "give more letters")
    if found[0].superseded_at is not None:
        raise ReplacedEntryError(kind, text)
    return found[0]
