"""Finding a stored entry by its id, of which the first letters are enough."""

from collections.abc import Sequence
from typing import TypeVar

from ...errors import ValueOutOfRangeError
from ...language import Text, en, layout
from ...store import ReplacedEntryError, Stored, UnknownEntryError

T = TypeVar("T")
SHORT = 8
"""Letters of an id that are shown to people."""
FEWEST = 4
"""Fewer letters are too easily a slip of the pen."""


def short_id(uid: object) -> str:
    """The first letters of an id, as shown to people."""
    return str(uid)[:SHORT]


def entry_named(entries: Sequence[Stored[T]], text: str, *, kind: Text, replaced_too: bool = False) -> Stored[T]:
    """The entry that an id, or its first letters, means.

    Args:
        entries: All of the kind, replaced ones among them.
        text: As typed.
        kind: What sentences call it, such as 'test result'.
        replaced_too: Whether it may be one that was corrected or deleted before.

    Raises:
        ValueOutOfRangeError: If the letters are too few, or fit several entries.
        UnknownEntryError: If there is no such entry.
        ReplacedEntryError: If it was corrected or deleted before.
    """
    wanted = text.strip().lower().replace("-", "")
    if len(wanted) < FEWEST:
        least = en("at least {fewest} letters of it", fewest=FEWEST)
        raise ValueOutOfRangeError(en("id of a {kind}", kind=kind), layout("'{text}'", text=text), least)
    fitting = [entry for entry in entries if entry.uid.hex.startswith(wanted)]
    if not fitting:
        raise UnknownEntryError(kind, text)
    if len(fitting) > 1:
        found = en("'{text}', which matches {count} entries", text=text, count=len(fitting))
        raise ValueOutOfRangeError(en("id of a {kind}", kind=kind), found, en("the id of one"), en("give more letters"))
    if fitting[0].superseded_at is not None and not replaced_too:
        raise ReplacedEntryError(kind, text)
    return fitting[0]
