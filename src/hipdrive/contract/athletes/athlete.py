"""Stored athletes as they stand in JSON: all in short (hipdrive.athletes/1), one (hipdrive.athlete/1), runs kept, and an erasure."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from ...body import Sex
from ...data.declared import Number
from ...exercise.owned.equipment import Equipment, bands_of
from ...language import Text
from ...store.copies.erase import Erasure
from ...store.entries.overview import PersonOverview
from ...store.entries.person import Stored
from ...store.entries.plans import RunRecord
from ...training.log.session import LoggedSide, PainSite
from ..plans.plan import NextSessionDocument
from ..wire import NoteDocument
from ..wire_model import Wire, is_none
from .next_step import WhatNextDocument
from .result import LatestResultsDocument, UntestedSideDocument
from .screen import ScreenDocument


class DueDocument(Wire):
    """Something that has come and was not done yet."""

    what: Literal["screen", "test", "session"]
    on: date
    """Since when: the day after the answers held, the day of the retest, or the planned day."""


class LastPainDocument(Wire):
    """The worst pain of a session."""

    on: date
    level: int
    """0 (none) to 10 (worst imaginable)."""
    site: PainSite
    side: LoggedSide | None


ReasonKind = Literal["hurts", "stalled", "due", "changed"]


class ReasonDocument(Wire):
    """Why somebody needs a coach."""

    kind: ReasonKind
    says: Text
    on: date | None = None
    """Day of the pain, of the last step forward, since when it is due, or of the test; null where there is none."""


class AthleteRowDocument(Wire):
    """One athlete in short."""

    id: UUID
    name: str
    sex: Sex
    height_m: Number
    born: date | None
    age_years: int | None
    consent_on: date
    mass_kg: Number | None
    """Null if no body mass is stored."""
    screened_on: date | None
    follows_plan: bool
    plan_id: UUID | None = None
    """Of the plan that is followed."""
    blocked: bool
    """Nothing may be prescribed, because of the safety screen or of pain."""
    next_step: WhatNextDocument
    due: tuple[DueDocument, ...]
    last_pain: LastPainDocument | None
    """The worst pain of the last session; null where it hurt nowhere or nothing was logged of late."""
    reasons: tuple[ReasonDocument, ...] = ()
    """Why they need a coach, the most pressing first."""
    next_session_on: date | None
    """Null without a plan, and while it is stopped or rests."""


class AthletesDocument(Wire):
    """Everybody, who needs a coach first first."""

    schema_: Literal["hipdrive.athletes/1"] = Field("hipdrive.athletes/1", alias="schema")
    athletes: tuple[AthleteRowDocument, ...]


class PlanSummaryDocument(Wire):
    """The plan that is followed, and where it stands."""

    id: UUID
    starts_on: date
    goal: str
    weeks: int
    minutes_per_week: Number
    rules_fired: int
    next: NextSessionDocument


class EquipmentDocument(Wire):
    """What is owned."""

    has: tuple[str, ...]
    bands: tuple[str, ...]
    ankle_kg: tuple[Number, ...]
    kettlebell_kg: tuple[Number, ...]
    dumbbell_kg: tuple[Number, ...]


class KeptRunDocument(Wire):
    """An analysed run that is kept with its athlete."""

    id: UUID
    on: date
    file_name: str


class RunsDocument(Wire):
    """Runs that are kept with an athlete, from the oldest to the newest."""

    schema_: Literal["hipdrive.runs/1"] = Field("hipdrive.runs/1", alias="schema")
    athlete: str
    deleted: UUID | None = Field(None, exclude_if=is_none)
    """The run that counts no longer; only where one was just deleted."""
    runs: tuple[KeptRunDocument, ...]


class AthleteDocument(Wire):
    """One athlete with tests, screen, plan, equipment and runs."""

    schema_: Literal["hipdrive.athlete/1"] = Field("hipdrive.athlete/1", alias="schema")
    id: UUID
    name: str
    sex: Sex
    height_m: Number
    born: date | None
    age_years: int | None
    consent_on: date
    mass_kg: Number | None
    mass_on: date | None
    tests: tuple[LatestResultsDocument, ...]
    """The last day of each test, side and angle or exercise."""
    untested: tuple[UntestedSideDocument, ...] = ()
    """Sides that have no result where the other has."""
    screen: ScreenDocument | None
    """The last one."""
    plan: PlanSummaryDocument | None
    equipment: EquipmentDocument | None
    runs: tuple[KeptRunDocument, ...] = ()
    """Analysed runs that are kept, from the oldest to the newest."""
    next_step: WhatNextDocument
    """What to do next."""
    notes: tuple[NoteDocument, ...]


class ErasureDocument(Wire):
    """What erasing an athlete did and left."""

    schema_: Literal["hipdrive.erasure/1"] = Field("hipdrive.erasure/1", alias="schema")
    athlete: str
    rows: int
    backups: tuple[str, ...]
    """Backups out of which the athlete was erased; the others in them stay."""
    unreached: tuple[str, ...]
    """Backups that were not found or could not be opened."""
    exports: tuple[str, ...]
    """Exports with the athlete in them that still stand where they were written."""
    wiped: bool
    """Whether the bytes are gone; else they go when the store is opened next."""


def athlete_row_document(
    overview: PersonOverview,
    *,
    age_years: int | None,
    next_step: WhatNextDocument,
    due: tuple[DueDocument, ...],
    last_pain: LastPainDocument | None,
    reasons: tuple[ReasonDocument, ...],
    next_session_on: date | None,
) -> AthleteRowDocument:
    """One athlete in short, as it stands in JSON."""
    person = overview.person
    return AthleteRowDocument(
        id=person.uid,
        name=person.name,
        sex=person.sex,
        height_m=person.height_m,
        born=person.born,
        age_years=age_years,
        consent_on=person.consent_on,
        mass_kg=overview.mass_kg,
        screened_on=overview.screens[-1].value.on if overview.screens else None,
        follows_plan=overview.plan is not None,
        plan_id=None if overview.plan is None else overview.plan.uid,
        blocked=next_step.blocked,
        next_step=next_step,
        due=due,
        last_pain=last_pain,
        reasons=reasons,
        next_session_on=next_session_on,
    )


def equipment_document(equipment: Equipment) -> EquipmentDocument:
    """What is owned, as it stands in JSON."""
    return EquipmentDocument(
        has=tuple(sorted(equipment.has)),
        bands=tuple(bands_of(equipment)),
        ankle_kg=tuple(equipment.ankle_kg),
        kettlebell_kg=tuple(equipment.kettlebell_kg),
        dumbbell_kg=tuple(equipment.dumbbell_kg),
    )


def kept_run_document(entry: Stored[RunRecord]) -> KeptRunDocument:
    """A run that is kept, as it stands in JSON in short."""
    return KeptRunDocument(id=entry.uid, on=entry.value.on, file_name=entry.value.file_name)


def erasure_document(erasure: Erasure, *, athlete: str) -> ErasureDocument:
    """What erasing an athlete did and left, as it stands in JSON."""
    return ErasureDocument(
        athlete=athlete,
        rows=erasure.rows,
        backups=tuple(str(path) for path in erasure.backups),
        unreached=tuple(str(path) for path in erasure.unreached),
        exports=tuple(str(path) for path in erasure.exports),
        wiped=erasure.wiped,
    )
