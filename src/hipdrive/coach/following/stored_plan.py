"""A stored plan as following reads it: its document through the contract, and what it starts with."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import ClassVar
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from ...contract.plans.plan import PlanDocument, running_from
from ...contract.plans.programme import ProgrammeLineDocument, programme_from
from ...contract.wire import read_document
from ...errors import HipDriveError
from ...language import en
from ...store import PlanRecord, Stored
from ...store.database.columns import text_of
from ...training import ProgrammeLine
from ...training.running_week.running import Running

PLANS_KEPT = 64
"""Plans that stay read, of some 1.2 MB each; to read one takes half as long as a whole page may."""
_LINES = TypeAdapter(tuple[ProgrammeLineDocument, ...])


class BrokenPlanError(HipDriveError):
    """A stored plan that cannot be read."""

    code: ClassVar[str] = "stored_plan_broken"

    def __init__(self, found: str) -> None:
        super().__init__(en("The stored plan cannot be read ({found}): make a new one.", found=found))


@dataclass(frozen=True, kw_only=True)
class StoredPlan:
    """A plan that is followed."""

    uid: UUID
    starts_on: date
    document: PlanDocument
    """As it was made."""
    programme: tuple[ProgrammeLine, ...] = field(compare=False)
    """What following it starts from, with its load curves; the document says it too."""

    @property
    def first_uid(self) -> UUID:
        """The id that the plan had before its sessions were moved for the first time."""
        return UUID(self.document.earlier[0]) if self.document.earlier else self.uid

    @property
    def weeks(self) -> int:
        """Weeks of the plan, the last one for the retest."""
        return self.document.weeks

    @property
    def running(self) -> Running:
        """The hard runs and races that it stands beside."""
        return running_from(self.document)


def stored_plan(entry: Stored[PlanRecord]) -> StoredPlan:
    """Read a plan out of the store.

    Raises:
        InputFileError: If its document is of a later schema, or a key is missing or cannot be.
        BrokenPlanError: If what it starts with cannot be read.
    """
    document, programme = _read(text_of(entry.value.document), text_of(entry.value.programme))
    return StoredPlan(uid=entry.uid, starts_on=entry.value.starts_on, document=document, programme=programme)


def plan_read(record: PlanRecord) -> PlanDocument:
    """The document of a plan of the store.

    Raises:
        InputFileError: If it is of a later schema, or a key is missing or cannot be.
    """
    return _document(text_of(record.document))


@lru_cache(maxsize=PLANS_KEPT)
def _read(document: str, programme: str) -> tuple[PlanDocument, tuple[ProgrammeLine, ...]]:
    """What the JSON of a plan and of what it starts with says: the same text says the same, whoever keeps it."""
    try:
        lines = _LINES.validate_json(programme)
    except ValidationError as error:
        raise BrokenPlanError(str(error.errors(include_url=False)[0]["msg"])) from None
    return _document(document), programme_from(lines)


def _document(text: str) -> PlanDocument:
    return read_document(PlanDocument, text, name=en("the stored plan"), kind=en("a plan"), advice=en("make a new one"))
