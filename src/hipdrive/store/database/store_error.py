"""What can go wrong with a store: each error writes its own sentence, and none of them holds a name or a figure out of the store."""

from collections.abc import Mapping
from typing import ClassVar

from ...errors import Advice, HipDriveError
from ...language import Text, en


class StoreError(HipDriveError):
    """A store that cannot be used, with what was found and what to do.

    Args:
        store: What it is called; empty for one that was named and can't be opened.
        found: What it is or does, after its name.
        advice: What to do.
    """

    code: ClassVar[str] = "store_unusable"

    def __init__(self, store: str, found: Text, advice: Text) -> None:
        sentence = en("The store {store} {found}", store=store, found=found) if store else en("The store named {found}", found=found)
        super().__init__(sentence, advice)


BUSY = en("is busy: another process is writing")


class StoreBusyError(StoreError):
    """Another process writes, or changed the same entries; nothing was written."""

    code: ClassVar[str] = "store_busy"

    def __init__(self, store: str, found: Text = BUSY) -> None:
        super().__init__(store, found, en("nothing was changed here, try again"))


class StoreNewerError(StoreError):
    """A database made by a version of Hipdrive that this one does not know."""

    code: ClassVar[str] = "store_newer"

    def __init__(self, store: str, revision: str, known: str) -> None:
        super().__init__(
            store,
            en("has the layout {revision}, but this version of Hipdrive knows only up to {known}", revision=revision, known=known),
            en("install a newer Hipdrive"),
        )


class DuplicateError(HipDriveError):
    """Something that is stored already and can be there only once."""

    code: ClassVar[str] = "duplicate"

    def __init__(self, what: Text, advice: Text) -> None:
        super().__init__(what, advice)


class ConsentMissingError(HipDriveError):
    """A person who has not agreed."""

    code: ClassVar[str] = "consent_missing"

    def __init__(self) -> None:
        super().__init__(
            en("No consent is given. Body, tests, pain and training are health data and are stored only after the person has agreed"),
            Advice(words=en("give the date of that (consent_on)"), step="give_consent"),
            between=": ",
        )


class UnknownEntryError(HipDriveError):
    """An entry that this person does not have, or has no longer."""

    code: ClassVar[str] = "unknown_entry"

    def __init__(self, kind: Text, uid: object) -> None:
        self.about = str(uid)
        super().__init__(en("There is no {kind} {uid} of this athlete; list them to see which there are.", kind=kind, uid=str(uid)))


class UnknownPersonError(HipDriveError):
    """An id that nobody has."""

    code: ClassVar[str] = "unknown_person"

    def __init__(self, uid: object) -> None:
        self.about = str(uid)
        super().__init__(en("There is no athlete with the id {uid}.", uid=str(uid)))


class ReplacedEntryError(HipDriveError):
    """An entry that was corrected or deleted before, which stays as it is."""

    code: ClassVar[str] = "entry_replaced"

    def __init__(self, kind: Text, uid: object) -> None:
        self.about = str(uid)
        super().__init__(
            en(
                "The {kind} {uid} was corrected or deleted before and is kept as it was; change the entry that replaced it.",
                kind=kind,
                uid=str(uid),
            )
        )


class IdTakenError(HipDriveError):
    """An id that another entry has, or the same entry with other content."""

    code: ClassVar[str] = "id_taken"

    def __init__(self, kind: Text, uid: object) -> None:
        self.about = str(uid)
        super().__init__(
            en("The {kind} {uid} is already stored and says something else: give the new entry an id of its own.", kind=kind, uid=str(uid))
        )


class ReadingOnlyError(HipDriveError):
    """A change in a unit of work that was opened for reading."""

    code: ClassVar[str] = "reading_only"

    def __init__(self) -> None:
        super().__init__(en("This unit of work was opened for reading, so nothing may be changed in it: open one for writing."))


SQLITE_WORDS: Mapping[int, tuple[Text, Text]] = {
    8: (en("may not be written"), en("make the file and its folder writable, or name another store")),
    10: (en("could not be read or written: the disk reports an error"), en("check the disk, and put back a backup if need be")),
    11: (en("is damaged"), en("put back a backup")),
    13: (en("has no more room on its disk"), en("free some space")),
    14: (en("cannot be opened"), en("check that the file and its folder may be read and written, or name another store")),
    26: (en("is not a Hipdrive database"), en("give another file")),
}
"""SQLite's result codes (sqlite.org/rescode.html) -> what was found, what to do."""
SQLITE_BUSY = frozenset({5, 6})
POSTGRESQL_BUSY = frozenset({"40001", "40P01", "55P03"})
"""Serialisation failure, deadlock, lock not available (postgresql.org, appendix A)."""
