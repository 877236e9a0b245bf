"""AthleteContent: everything that the page of an athlete is made from, gathered by the caller."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from ...capacity import CapacityBand
from ...language import Text
from ...training import Match
from ..progress_page.content import ProgressContent

StepKind = Literal[
    "settle_screen", "settle_pain", "pain_rests", "new_plan", "answer_screen", "renew_screen", "retest", "make_plan", "train"
]
SESSIONS_SHOWN = 5
"""Of how many sessions, the newest of them, the page lists the sets."""


@dataclass(frozen=True, kw_only=True)
class RunKept:
    """An analysed run."""

    id: UUID
    on: date
    file_name: str


@dataclass(frozen=True, kw_only=True)
class StrengthAgainstDemand:
    """What the stride asks of both hips, and what they can give."""

    match: Match
    """With its gaps alone, and of these what the stride asks."""
    capacity: tuple[CapacityBand, ...]
    """Slow shortening strength of both hips."""
    demand_source: Text
    capacity_source: Text
    typical: bool
    """Whether the stride is that of typical runners."""


@dataclass(frozen=True, kw_only=True)
class AthleteContent:
    """One athlete."""

    address: str
    step: StepKind
    step_says: Text
    step_on: date | None
    """Day of the next session, or since when the retest is due."""
    refer: tuple[Text, ...]
    """To whom the safety screen sends the athlete first, and why."""
    progress: ProgressContent
    strength: StrengthAgainstDemand | None
    """None where no body mass is stored."""
    runs: tuple[RunKept, ...]
    """The newest first."""
    sessions: tuple[UUID, ...] = ()
    """Ids of the sessions of the progress, the newest first."""
