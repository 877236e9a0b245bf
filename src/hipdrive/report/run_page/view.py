"""RunPage: everything that the report of a run shows, in words and figures; the template only places it."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...body import Side
from ...language import Text
from ..chart.svg import Picture
from ..stride_clock.clock import StrideClock
from .choice_view import ChoiceNumbers, ChoiceRow
from .chosen import TrainedShare
from .content import OtherRun
from .evidence_links import EvidenceLink
from .film_view import ShownFilm
from .filmed_view import FilmedView
from .findings import Findings
from .form_view import FormRow, FormWords
from .front_view import FrontShown
from .plan_view import ExerciseCard, LaterWeeks, PlanWeek
from .quality import QualityReason, QualityWords
from .runner_view import ImpulseRow, MeasureRow
from .sides_view import SidesRow
from .standing_out import StandsOut
from .stills_view import StillShown


@dataclass(frozen=True, kw_only=True)
class SafetyView:
    """What must be read before training."""

    screened: bool
    red_flags: tuple[Text, ...]
    pain_rule: tuple[Text, ...]
    further: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class Scissors:
    """One scissor figure, for a wide screen and for a telephone."""

    wide: Picture
    narrow: Picture


@dataclass(frozen=True, kw_only=True)
class PlanView:
    """The plan."""

    heading: Text
    whose: Text
    """From whose stride and strength it was made."""
    doubt: Text
    """Why to take it with care; empty where there is no reason."""
    minutes: Text
    cards: tuple[ExerciseCard, ...]
    stop_for: tuple[Text, ...]
    """What ends a set of any exercise."""
    first_week: PlanWeek
    later: LaterWeeks
    retest: tuple[Text, ...]
    why: tuple[Text, ...]
    together: tuple[Text, Text]
    """How much of what the goal asks all exercises train, and the best single one."""


@dataclass(frozen=True, kw_only=True)
class RunPage:
    """The report."""

    title: Text
    facts: tuple[Text, ...]
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
    filmed: FilmedView | None
    """What one camera shows; None of any other recording."""
    front: FrontShown | None
    """What only a clip from the front or from behind shows."""
    stills: tuple[StillShown, ...]
    """Moments of the clip with the leg drawn over them."""
    films: tuple[ShownFilm, ...]
    """Copies of its clips that are kept; none in a page that stands alone."""
    steps: Picture | None
    """When each foot stands below the body in a copy of a clip from the front or from behind; None where there is none."""
    pictures_address: str
    """Where what is kept of its clips can be deleted; empty where nothing is."""
    stands_out: tuple[StandsOut, ...]
    nothing_stands_out: Text
    sides: tuple[SidesRow, ...]
    no_sides_because: Text
    """Why sides are not compared; empty where they are."""
    stride: tuple[Picture, ...]
    stride_sides: tuple[Side, ...]
    """Legs that its curves show: of a clip from the side the near one alone."""
    clock: StrideClock | None
    """None in a page that stands alone."""
    others: tuple[OtherRun, ...]
    """Further runs that may be laid behind."""
    coming: tuple[Text, ...]
    """The next sessions of the plan that is followed; none where none is, and in a page that stands alone."""
    plan_address: str
    opensim_address: str
    """Of the run's files for OpenSim; empty where none are kept, and in a page that stands alone."""
    no_opensim: Text
    beside: Text
    """The run that lies behind; empty where none does."""
    norm: Text
    """Who the grey band is; empty where there is none."""
    impulse: tuple[ImpulseRow, ...]
    borrowed_demand: bool
    """Whether the recording told no hip moments, so that those of typical runners stand in the scissor figures."""
    scissors: Scissors | None
    """With the exercises; None where no hip moment is known."""
    exercises: tuple[tuple[int, Text], ...]
    """Number and name of each exercise drawn."""
    bars: Picture | None
    shares: tuple[TrainedShare, ...]
    left_out: Text
    """Muscles that the exercises hardly train; empty where there are none."""
    plan: PlanView | None
    no_plan_because: Text
    runner: tuple[tuple[Text, Text], ...]
    quality: QualityWords | None
    measures: tuple[MeasureRow, ...]
    form: tuple[FormRow, ...]
    form_words: tuple[FormWords, ...]
    role: tuple[Text, ...]
    """What the flexors are for in this stride."""
    choices: tuple[ChoiceRow, ...]
    not_needed: tuple[ChoiceRow, ...]
    numbers: tuple[ChoiceNumbers, ...]
    links: tuple[EvidenceLink, ...]
    method: tuple[tuple[Text, tuple[Text, ...]], ...]
    glossary: Mapping[Text, Text]
