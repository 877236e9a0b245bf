"""ReportContent: everything a report shows, gathered by the caller."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ...arrays import FloatArray
from ...capacity import CapacityBand
from ...curve import Action, MomentCurve
from ...errors import NOTHING
from ...gait import Run, demand_band, runners_source, typical_curves, typical_demand, typical_measures
from ...language import Text
from ...training import Match, Plan
from .film_view import ShownFilm
from .stills_view import ClipStill


@dataclass(frozen=True, kw_only=True)
class TypicalCurves:
    """Mean and spread between runners at one speed, to lay a runner's own curves beside."""

    speed_m_s: float
    source: Text
    mean: Mapping[str, FloatArray]
    """(101,) over the stride, by the names of a run's curves (hip_flexion_rad, hip_flexion_moment_nm_kg, ...)."""
    sd: Mapping[str, FloatArray]
    """(101,) standard deviation between runners, same names."""
    peak_nm_kg: Mapping[Action, tuple[float, float]]
    """Mean and standard deviation between runners of each runner's largest hip moment, sign left off, Nm/kg."""
    measures: Mapping[str, tuple[float, float]]
    """Mean and standard deviation between runners of each measure that is known of them, by name and unit."""
    demand: tuple[MomentCurve, ...]
    """What their mean stride asks of both hips."""
    demand_share: Mapping[Action, float]
    """One standard deviation between runners of what a stride asks, as a share of it."""


def typical_runners(speed_m_s: float) -> TypicalCurves:
    """The open reference runners at a speed (m/s), ready for a report.

    Raises:
        ValueOutOfRangeError: Outside the speeds that the reference covers.
    """
    curves, measures, band = typical_curves(speed_m_s), typical_measures(speed_m_s), demand_band(speed_m_s)
    names: dict[Action, str] = {"flexor": "peak_hip_flexor_moment_nm_kg", "extensor": "largest_hip_extensor_moment_nm_kg"}
    return TypicalCurves(
        speed_m_s=speed_m_s,
        source=runners_source(speed_m_s),
        mean={name: curve.mean for name, curve in curves.items()},
        sd={name: curve.sd for name, curve in curves.items()},
        peak_nm_kg={action: (abs(measures[name].mean), measures[name].sd) for action, name in names.items()},
        measures={name: (measure.mean, measure.sd) for name, measure in measures.items()},
        demand=typical_demand(speed_m_s),
        demand_share={"flexor": band.flexor, "extensor": band.extensor},
    )


@dataclass(frozen=True, kw_only=True)
class OtherRun:
    """A further run of the same athlete, which may be laid behind."""

    id: str
    words: Text
    run: Run | None = None
    """Only of the one that is shown."""

    @property
    def shown(self) -> bool:
        """Whether it lies behind now."""
        return self.run is not None


@dataclass(frozen=True, kw_only=True)
class RunClock:
    """What a served page adds to the report: one clock for figure, contacts and curves."""

    scripts: tuple[str, ...]
    """Addresses of the scripts that move it."""
    others: tuple[OtherRun, ...] = ()
    coming: tuple[Text, ...] = ()
    """The next sessions of the plan that the athlete follows; none where no plan is followed."""
    plan_address: str = ""
    """Of that plan's page."""
    opensim_address: str = ""
    """Of the run's files for OpenSim; empty where none are kept."""
    no_opensim: Text = NOTHING
    """Why none are kept; empty where they are, or where a run can have none."""
    films: tuple[ShownFilm, ...] = ()
    """Copies of its clips that are kept."""
    pictures_address: str = ""
    """Where what is kept of its clips can be deleted; empty where nothing is."""

    @property
    def behind(self) -> OtherRun | None:
        """The run that lies behind; None where none does."""
        return next((other for other in self.others if other.shown), None)


@dataclass(frozen=True, kw_only=True)
class ReportContent:
    """One report."""

    run: Run | None
    """None where the demand is a typical one, or a recorded one whose recording is not at hand."""
    demand: tuple[MomentCurve, ...]
    demand_source: Text
    """Words, such as 'typical at 3.5 m/s, not yours'."""
    synthetic: bool
    """Whether the run was made up from averages; then every section says so."""
    capacity: tuple[CapacityBand, ...]
    capacity_source: Text
    match: Match
    plan: Plan | None
    """None where no plan could be made; then `no_plan_because` says why."""
    no_plan_because: Text = NOTHING
    typical: TypicalCurves | None = None
    other_segments: Run | None = None
    """The same recording with the other segment table, to state the spread between tables."""
    athlete_name: str = ""
    """Set at the head of the page where it is given."""
    on: date | None = None
    """The day on which the page was made; None leaves it out."""
    screened: bool = False
    """Whether the safety screen was answered of late and nothing in it speaks against training."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """SVG documents of the exercises of the plan, by id."""
    clock: RunClock | None = None
    """What makes the page one that moves; None for a page that stands alone."""
    stills: tuple[ClipStill, ...] = ()
    """Of a run on video whose clip is at hand."""
    demand_recorded: bool = False
    """Whether the demand was recorded, though the run itself is not at hand."""

    @property
    def typical_demand(self) -> bool:
        """Whether the demand is a typical one and not the reader's."""
        return self.run is None and not self.demand_recorded

    @property
    def borrowed_demand(self) -> bool:
        """Whether there is a recording, but one that tells no hip moments: what a typical stride asks stands in."""
        return self.run is not None and not self.run.demand
