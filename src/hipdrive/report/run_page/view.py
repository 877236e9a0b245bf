"""RunPage: everything that the report of a run shows, in words and figures; the template only places it."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..chart.svg import Picture
from .choice_view import ChoiceNumbers, ChoiceRow
from .chosen import TrainedShare
from .evidence_links import EvidenceLink
from .findings import Findings
from .form_view import FormRow, FormWords
from .plan_view import ExerciseCard, LaterWeeks, PlanWeek
from .quality import QualityReason, QualityWords
from .runner_view import ImpulseRow, MeasureRow
from .sides_view import SidesRow
from .standing_out import StandsOut


@dataclass(frozen=True, kw_only=True)
class SafetyView:
    """What must be read before training."""

    screened: bool
    red_flags: tuple[str, ...]
    pain_rule: tuple[str, ...]
    further: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Scissors:
    """One scissor figure, for a wide screen and for a telephone."""

    wide: Picture
    narrow: Picture


@dataclass(frozen=True, kw_only=True)
class PlanView:
    """The plan."""

    heading: str
    whose: str
    """From whose stride and strength it was made."""
    doubt: str
    """Why to take it with care; empty where there is no reason."""
    minutes: str
    cards: tuple[ExerciseCard, ...]
    stop_for: tuple[str, ...]
    """What ends a set of any exercise."""
    first_week: PlanWeek
    later: LaterWeeks
    retest: tuple[str, ...]
    why: tuple[str, ...]
    together: tuple[str, str]
    """How much of what the goal asks all exercises train, and the best single one."""


@dataclass(frozen=True, kw_only=True)
class RunPage:
    """The report."""

    title: str
    facts: tuple[str, ...]
    synthetic: bool
    typical_demand: bool
    recorded: bool
    """Whether there is a run with curves to show."""
    findings: Findings
    first_scissors: Scissors | None
    """Small, with the one arrow; None where no hip moment is known."""
    safety: SafetyView
    mend: tuple[QualityReason, ...]
    """What would make the recording better."""
    stands_out: tuple[StandsOut, ...]
    nothing_stands_out: str
    sides: tuple[SidesRow, ...]
    no_sides_because: str
    """Why sides are not compared; empty where they are."""
    stride: tuple[Picture, ...]
    norm: str
    """Who the grey band is; empty where there is none."""
    impulse: tuple[ImpulseRow, ...]
    borrowed_demand: bool
    """Whether the recording told no hip moments, so that those of typical runners stand in the scissor figures."""
    scissors: Scissors | None
    """With the exercises; None where no hip moment is known."""
    exercises: tuple[tuple[int, str], ...]
    """Number and name of each exercise drawn."""
    bars: Picture | None
    shares: tuple[TrainedShare, ...]
    left_out: str
    """Muscles that the exercises hardly train; empty where there are none."""
    plan: PlanView | None
    no_plan_because: str
    runner: tuple[tuple[str, str], ...]
    quality: QualityWords | None
    measures: tuple[MeasureRow, ...]
    form: tuple[FormRow, ...]
    form_words: tuple[FormWords, ...]
    role: tuple[str, ...]
    """What the flexors are for in this stride."""
    choices: tuple[ChoiceRow, ...]
    not_needed: tuple[ChoiceRow, ...]
    numbers: tuple[ChoiceNumbers, ...]
    links: tuple[EvidenceLink, ...]
    method: tuple[tuple[str, tuple[str, ...]], ...]
    glossary: Mapping[str, str]
