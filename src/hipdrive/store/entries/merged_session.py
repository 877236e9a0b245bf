"""Two hands on one session: what a device changed since it last spoke is taken over into what somebody else made of it."""

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from ...training.log.session import SessionRecord

T = TypeVar("T")


def with_changes(stands: SessionRecord, before: SessionRecord | None, after: SessionRecord) -> SessionRecord:
    """A session with the changes from one state to another.

    A set or pain that changed is replaced where it still stands as it was; where somebody changed that very one, theirs stays. What is
    new comes to the end, and what was taken back goes.

    Args:
        stands: What counts now.
        before: What the device said until now; None if it said nothing.
        after: What it says now.
    """
    sets = _changed(stands.sets, () if before is None else before.sets, after.sets)
    return SessionRecord(
        on=after.on if before is not None and stands.on == before.on else stands.on,
        sets=sets,
        pains=_changed(stands.pains, () if before is None else before.pains, after.pains),
        skipped=stands.skipped and not sets,
        note=_note(stands.note, "" if before is None else before.note, after.note),
    )


def _changed(stands: Sequence[T], before: Sequence[T], after: Sequence[T]) -> tuple[T, ...]:
    was, now = Counter(before), Counter(after)
    gone, come, kept = list((was - now).elements()), list((now - was).elements()), list(stands)
    if len(gone) == len(come) == 1:
        if gone[0] in kept:
            kept[kept.index(gone[0])] = come[0]
        return tuple(kept)
    for value in gone:
        if value in kept:
            kept.remove(value)
    return (*kept, *come)


def _note(stands: str, before: str, after: str) -> str:
    if before == after:
        return stands
    if before and before in stands:
        return stands.replace(before, after, 1)
    return "\n".join(text for text in (stands, after) if text)
