"""Plans, of which one at most is followed, and what a plan is made with: equipment, options and recorded runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from ..database.schema import EquipmentRow, PlanRow, RunRow
from ..database.store_error import DuplicateError
from ..database.transaction import Store, writing
from .entry import Kind, add_entry, delete_entry, insert_entry, list_entries, person_id, supersede
from .person import Stored, tidy_text


@dataclass(frozen=True, kw_only=True)
class PlanRecord:
    """A plan as it was made."""

    starts_on: date
    document: Mapping[str, Any]
    """The plan's JSON (hipdrive.plan/1)."""
    programme: tuple[Mapping[str, Any], ...] = ()
    """What it starts with, line by line, as ProgrammeLine.as_json writes it; kept plain, so that later versions can still read it."""
    active: bool = True
    """Whether it is the one that is followed."""


@dataclass(frozen=True, kw_only=True)
class Equipment:
    """What a person owns and how they like to plan."""

    on: date
    toml: str = ""
    """Text of an equipment file."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Plain values, such as days, minutes, and pinned or banned exercises."""

    def __post_init__(self) -> None:
        tidy_text("the equipment", self.toml)


@dataclass(frozen=True, kw_only=True)
class RunRecord:
    """A recorded run."""

    on: date
    file_name: str
    document: Mapping[str, Any] | None = None
    """Its analysis (hipdrive.run/1), if it was made."""

    def __post_init__(self) -> None:
        tidy_text("file name of a run", self.file_name)


PLANS = Kind(
    name="plan",
    model=PlanRow,
    day=lambda one: one.starts_on,
    columns=lambda one: {
        "active": one.active,
        "document": dict(one.document),
        "programme": [dict(line) for line in one.programme],
    },
    value=lambda row: PlanRecord(
        starts_on=row.on_day,
        document=row.document,
        programme=tuple(row.programme),
        active=row.active,
    ),
)
EQUIPMENT = Kind(
    name="equipment",
    model=EquipmentRow,
    day=lambda one: one.on,
    columns=lambda one: {"toml": one.toml, "options": dict(one.options)},
    value=lambda row: Equipment(on=row.on_day, toml=row.toml, options=row.options),
)
RUNS = Kind(
    name="run",
    model=RunRow,
    day=lambda one: one.on,
    columns=lambda one: {"file_name": one.file_name, "document": None if one.document is None else dict(one.document)},
    value=lambda row: RunRecord(on=row.on_day, file_name=row.file_name, document=row.document),
)


def add_plan(store: Store, name: str, plan: PlanRecord) -> UUID:
    """Add a plan; if it is active, the one followed before no longer is. A plan may start in the future."""
    with writing(store) as connection:
        owner = person_id(connection, name)
        if plan.active:
            connection.execute(update(PlanRow).where(PlanRow.person_id == owner, PlanRow.active).values(active=False))
        return insert_entry(connection, PLANS, owner, plan)[1]


def list_plans(store: Store, name: str, *, history: bool = False) -> tuple[Stored[PlanRecord], ...]:
    """Plans of a person by the day on which they start."""
    return list_entries(store, PLANS, name, history=history)


def active_plan(store: Store, name: str) -> Stored[PlanRecord] | None:
    """The plan that is followed; None if there is none."""
    return next(iter(list_entries(store, PLANS, name, equal={"active": True})), None)


def delete_plan(store: Store, name: str, uid: UUID) -> None:
    """Take a plan out of what counts."""
    with writing(store) as connection:
        key = supersede(connection, PLANS, person_id(connection, name), uid, deleted=True)
        connection.execute(update(PlanRow).where(PlanRow.id == key).values(active=False))


def set_equipment(store: Store, name: str, equipment: Equipment) -> UUID:
    """Say what is owned from now on; what was said before is kept as history."""
    with writing(store) as connection:
        owner = person_id(connection, name)
        current = (EquipmentRow.person_id == owner) & EquipmentRow.superseded_at.is_(None)
        before = connection.scalar(select(EquipmentRow.uid).where(current))
        if before is not None:
            supersede(connection, EQUIPMENT, owner, before)
        return insert_entry(connection, EQUIPMENT, owner, equipment, corrects=before)[1]


def equipment_of(store: Store, name: str) -> Equipment | None:
    """What a person owns, as said last; None if nothing was."""
    found = list_entries(store, EQUIPMENT, name)
    return found[-1].value if found else None


def add_run(store: Store, name: str, run: RunRecord) -> UUID:
    """Add a recorded run.

    Raises:
        DuplicateError: If that file of that day is there already.
    """
    if list_entries(store, RUNS, name, since=run.on, until=run.on, equal={"file_name": run.file_name}):
        raise DuplicateError(f"The run '{run.file_name}' of {run.on.isoformat()} is stored already", "delete it first to store it anew")
    return add_entry(store, RUNS, name, run)


def list_runs(store: Store, name: str, *, since: date | None = None, history: bool = False) -> tuple[Stored[RunRecord], ...]:
    """Recorded runs of a person from the oldest to the newest."""
    return list_entries(store, RUNS, name, since=since, history=history)


def delete_run(store: Store, name: str, uid: UUID) -> None:
    """Take a run out of what counts."""
    delete_entry(store, RUNS, name, uid)
