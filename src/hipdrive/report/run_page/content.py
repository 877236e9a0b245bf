"""ReportContent: everything a report shows, gathered by the caller."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...arrays import FloatArray
from ...capacity import CapacityBand
from ...curve import Action, MomentCurve
from ...gait import Run, runners_source, typical_curves, typical_measures
from ...training import Match, Plan


@dataclass(frozen=True, kw_only=True)
class TypicalCurves:
    """Mean and spread between runners at one speed, to lay a runner's own curves beside."""

    speed_m_s: float
    source: str
    mean: Mapping[str, FloatArray]
    """(101,) over the stride, by the names of a run's curves (hip_flexion_rad, hip_flexion_moment_nm_kg, ...)."""
    sd: Mapping[str, FloatArray]
    """(101,) standard deviation between runners, same names."""
    peak_nm_kg: Mapping[Action, tuple[float, float]]
    """Mean and standard deviation between runners of each runner's largest hip moment, sign left off, Nm/kg."""


def typical_runners(speed_m_s: float) -> TypicalCurves:
    """The open reference runners at a speed (m/s), ready for a report.

    Raises:
        ValueOutOfRangeError: Outside the speeds that the reference covers.
    """
    curves, measures = typical_curves(speed_m_s), typical_measures(speed_m_s)
    names: dict[Action, str] = {"flexor": "peak_hip_flexor_moment_nm_kg", "extensor": "largest_hip_extensor_moment_nm_kg"}
    return TypicalCurves(
        speed_m_s=speed_m_s,
        source=runners_source(speed_m_s),
        mean={name: curve.mean for name, curve in curves.items()},
        sd={name: curve.sd for name, curve in curves.items()},
        peak_nm_kg={action: (abs(measures[name].mean), measures[name].sd) for action, name in names.items()},
    )


@dataclass(frozen=True, kw_only=True)
class ReportContent:
    """One report."""

    run: Run | None
    """None where the demand is a typical one, or a recorded one whose recording is not at hand."""
    demand: tuple[MomentCurve, ...]
    demand_source: str
    """Words, such as 'typical at 3.5 m/s, not yours'."""
    synthetic: bool
    """Whether the run was made up from averages; then every section says so."""
    capacity: tuple[CapacityBand, ...]
    capacity_source: str
    match: Match
    plan: Plan | None
    """None where no plan could be made; then `no_plan_because` says why."""
    no_plan_because: str = ""
    typical: TypicalCurves | None = None
    other_segments: Run | None = None
    """The same recording with the other segment table, to state the spread between tables."""
    recording_name: str = ""
    """File name of the recording; shown only with show_names."""
    athlete_name: str = ""
    """Shown only with show_names."""
    show_names: bool = False
    demand_recorded: bool = False
    """Whether the demand was recorded, though the run itself is not at hand."""

    @property
    def typical_demand(self) -> bool:
        """Whether the demand is a typical one and not the reader's."""
        return self.run is None and not self.demand_recorded
