"""A stored plan as following reads it: its course through the contract, what it starts with, and its document where somebody asks."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import ClassVar
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from ...contract.plans.course import PlanCourseDocument
from ...contract.plans.plan import PlanDocument
from ...contract.plans.programme import ProgrammeLineDocument, programme_from
from ...contract.wire import read_document
from ...errors import HipDriveError
from ...language import en
from ...store import PlanRecord, Stored
from ...store.database.columns import text_of
from ...training import ProgrammeLine
from ...training.running_week.running import Running

PLANS_KEPT = 64
"""Plans that stay read, of some 1.2 MB each."""
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
    course: PlanCourseDocument
    """Its weeks and days."""
    programme: tuple[ProgrammeLine, ...] = field(compare=False)
    """What following it starts from, with its load curves; the document says it too."""
    text: str = field(repr=False)
    """JSON of its document."""

    @property
    def document(self) -> PlanDocument:
        """As it was made, with its sentences; who follows it alone need not read it.

        Raises:
            InputFileError: If a key is missing or cannot be.
        """
        return _document(self.text)

    @property
    def first_uid(self) -> UUID:
        """The id that the plan had before its sessions were moved for the first time."""
        return UUID(self.course.earlier[0]) if self.course.earlier else self.uid

    @property
    def weeks(self) -> int:
        """Weeks of the plan, the last one for the retest."""
        return self.course.weeks

    @property
    def running(self) -> Running:
        """The hard runs and races that it stands beside."""
        return self.course.running


def stored_plan(entry: Stored[PlanRecord]) -> StoredPlan:
    """Read a plan out of the store.

    Raises:
        InputFileError: If its document is of a later schema, or a key is missing or cannot be.
        BrokenPlanError: If what it starts with cannot be read.
    """
    text = text_of(entry.value.document)
    course, programme = _read(text, text_of(entry.value.programme))
    return StoredPlan(uid=entry.uid, starts_on=entry.value.starts_on, course=course, programme=programme, text=text)


def plan_read(record: PlanRecord) -> PlanDocument:
    """The document of a plan of the store.

    Raises:
        InputFileError: If it is of a later schema, or a key is missing or cannot be.
    """
    return _document(text_of(record.document))


@lru_cache(maxsize=PLANS_KEPT)
def _read(document: str, programme: str) -> tuple[PlanCourseDocument, tuple[ProgrammeLine, ...]]:
    """What the JSON of a plan and of what it starts with says: the same text says the same, whoever keeps it."""
    try:
        course = PlanCourseDocument.model_validate_json(document, strict=True)
    except ValidationError as error:
        _document(document)  # says what is wrong with it
        raise _broken(error) from None
    try:
        lines = _LINES.validate_json(programme)
    except ValidationError as error:
        raise _broken(error) from None
    return course, programme_from(lines)


def _broken(error: ValidationError) -> BrokenPlanError:
    return BrokenPlanError(str(error.errors(include_url=False)[0]["msg"]))


@lru_cache(maxsize=PLANS_KEPT)
def _document(text: str) -> PlanDocument:
    return read_document(PlanDocument, text, name=en("the stored plan"), kind=en("a plan"), advice=en("make a new one"))
