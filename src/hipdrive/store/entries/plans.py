"""Plans, of which one at most is followed, and what a plan is made with: equipment, options and recorded runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from ...language import en
from ..database.columns import KeptDocument, KeptLines
from ..database.schema import EquipmentRow, PlanRow, RunRow
from ..database.store_error import DuplicateError, ReplacedEntryError, UnknownEntryError
from ..database.transaction import Unit
from .entry import EntryKind, add_entry, delete_entry, insert_entry, is_stored, list_entries, person_id, supersede
from .person import Stored, tidy_text


@dataclass(frozen=True, kw_only=True)
class PlanRecord:
    """A plan as it was made."""

    starts_on: date
    document: Mapping[str, Any]
    """The plan's JSON (hipdrive.plan/1)."""
    programme: Sequence[Mapping[str, Any]] = ()
    """What it starts with, line by line, as contract/plans/programme.py writes it; kept plain, so that later versions can still read it."""
    active: bool = True
    """Whether it is the one that is followed."""


@dataclass(frozen=True, kw_only=True)
class EquipmentRecord:
    """What a person owns and how they like to plan."""

    on: date
    toml: str = ""
    """Text of an equipment file."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Plain values, such as days, minutes, and pinned or banned exercises."""

    def __post_init__(self) -> None:
        tidy_text(en("the equipment"), self.toml)


@dataclass(frozen=True, kw_only=True)
class RunRecord:
    """A recorded run."""

    on: date
    file_name: str
    document: Mapping[str, Any] | None = None
    """Its analysis (hipdrive.run/1), if it was made."""

    def __post_init__(self) -> None:
        tidy_text(en("file name of a run"), self.file_name)


PLANS: EntryKind[PlanRecord] = EntryKind(
    name=en("plan"),
    model=PlanRow,
    day=lambda plan: plan.starts_on,
    columns=lambda plan: {
        "active": plan.active,
        "document": dict(plan.document),
        "programme": [dict(line) for line in plan.programme],
    },
    value=lambda row: PlanRecord(
        starts_on=row.on_day,
        document=KeptDocument(row.document) if isinstance(row.document, str) else row.document,
        programme=KeptLines(row.programme) if isinstance(row.programme, str) else tuple(row.programme),
        active=row.active,
    ),
    changing=frozenset({"active"}),
    unread=frozenset({"document", "programme"}),
)
EQUIPMENT: EntryKind[EquipmentRecord] = EntryKind(
    name=en("equipment"),
    model=EquipmentRow,
    day=lambda equipment: equipment.on,
    columns=lambda equipment: {"toml": equipment.toml, "options": dict(equipment.options)},
    value=lambda row: EquipmentRecord(on=row.on_day, toml=row.toml, options=row.options),
)
RUNS: EntryKind[RunRecord] = EntryKind(
    name=en("run"),
    model=RunRow,
    day=lambda run: run.on,
    columns=lambda run: {"file_name": run.file_name, "document": None if run.document is None else dict(run.document)},
    value=lambda row: RunRecord(on=row.on_day, file_name=row.file_name, document=row.document),
)


def add_plan(unit: Unit, name: str, plan: PlanRecord, *, uid: UUID | None = None) -> UUID:
    """Add a plan; if it is active, the one followed before no longer is. A plan may start in the future.

    Args:
        unit: A unit for writing.
        name: The person.
        plan: The plan.
        uid: Its id; the same plan put twice under one id is one row. None gives it a new one.

    Raises:
        IdTakenError: If a plan with other content has the id.
    """
    owner = person_id(unit, name)
    if uid is not None and is_stored(unit, PLANS, owner, uid, plan):
        return uid
    if plan.active:
        unit.writer.execute(update(PlanRow).where(PlanRow.person_id == owner, PlanRow.active).values(active=False))
    return insert_entry(unit, PLANS, owner, plan, uid=uid)[1]


def active_plan(unit: Unit, name: str) -> Stored[PlanRecord] | None:
    """The plan that is followed; None if there is none."""
    return next(iter(list_entries(unit, PLANS, name, equal={"active": True})), None)


def has_active_plan(unit: Unit, name: str) -> bool:
    """Whether a plan is followed, without reading it."""
    wanted = select(PlanRow.id).where(PlanRow.person_id == person_id(unit, name), PlanRow.active, PlanRow.superseded_at.is_(None))
    return unit.connection.scalar(wanted.limit(1)) is not None


def plan_with_id(unit: Unit, name: str, uid: UUID) -> Stored[PlanRecord] | None:
    """The plan of a person with an id, followed or not; None if there is none."""
    return next(iter(list_entries(unit, PLANS, name, history=True, equal={"uid": uid})), None)


def delete_plan(unit: Unit, name: str, uid: UUID) -> None:
    """Take a plan out of what counts; it is followed no longer.

    Raises:
        ReplacedEntryError: If it was deleted before.
    """
    key = supersede(unit, PLANS, person_id(unit, name), uid, deleted=True)
    if key is None:
        raise ReplacedEntryError(PLANS.name, uid)
    unit.writer.execute(update(PlanRow).where(PlanRow.id == key).values(active=False))


def set_equipment(unit: Unit, name: str, equipment: EquipmentRecord, *, uid: UUID | None = None) -> UUID:
    """Say what is owned from now on; what was said before is kept as history. Ids as for add_plan."""
    owner = person_id(unit, name)
    if uid is not None and is_stored(unit, EQUIPMENT, owner, uid, equipment):
        return uid
    current = (EquipmentRow.person_id == owner) & EquipmentRow.superseded_at.is_(None)
    before = unit.connection.scalar(select(EquipmentRow.uid).where(current))
    if before is not None:
        supersede(unit, EQUIPMENT, owner, before)
    return insert_entry(unit, EQUIPMENT, owner, equipment, uid=uid, corrects=before)[1]


def equipment_of(unit: Unit, name: str) -> EquipmentRecord | None:
    """What a person owns, as said last; None if nothing was."""
    entries = list_entries(unit, EQUIPMENT, name)
    return entries[-1].value if entries else None


def add_run(unit: Unit, name: str, run: RunRecord, *, uid: UUID | None = None) -> UUID:
    """Add a recorded run; ids as for add_plan.

    Raises:
        DuplicateError: If that file of that day is there already.
        IdTakenError: If a run with other content has the id.
    """
    if uid is not None and is_stored(unit, RUNS, person_id(unit, name), uid, run):
        return uid
    if list_entries(unit, RUNS, name, since=run.on, until=run.on, equal={"file_name": run.file_name}, without=("document",)):
        raise DuplicateError(
            en("The run '{file}' of {on} is already stored", file=run.file_name, on=run.on),
            en("delete it first to store it again"),
        )
    return add_entry(unit, RUNS, name, run, uid=uid)


def list_runs(unit: Unit, name: str, *, history: bool = False, documents: bool = True) -> tuple[Stored[RunRecord], ...]:
    """Recorded runs of a person from the oldest to the newest, with their long documents or without."""
    return list_entries(unit, RUNS, name, history=history, without=() if documents else ("document",))


def run_with_id(unit: Unit, name: str, uid: UUID) -> Stored[RunRecord]:
    """A recorded run of a person that counts.

    Raises:
        UnknownEntryError: If the person has no such run, or it was deleted.
    """
    found = list_entries(unit, RUNS, name, equal={"uid": uid})
    if not found:
        raise UnknownEntryError(RUNS.name, uid)
    return found[0]


def delete_run(unit: Unit, name: str, uid: UUID) -> None:
    """Take a run out of what counts."""
    delete_entry(unit, RUNS, name, uid)
