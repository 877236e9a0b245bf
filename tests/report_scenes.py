"""Scenes for the report tests: a made-up run whose numbers can be read off, and contents around it."""

from dataclasses import replace

import numpy as np
from training_scenes import curve, exercise, flat_capacity, gym, mirrored, stride

from hipdrive.body import SIDES, Athlete, Side
from hipdrive.capacity import CapacityBand, capacities
from hipdrive.curve import MomentCurve
from hipdrive.errors import NOTHING
from hipdrive.gait import Run, SideResult, StrideCurve
from hipdrive.gait.measures.measure import Measure
from hipdrive.gait.run import CURVES, ImpulseShare
from hipdrive.language import en, verbatim
from hipdrive.note import Note
from hipdrive.report import ReportContent
from hipdrive.training import Candidate, Plan, make_plan, match

ATHLETE = Athlete(mass_kg=70.0, height_m=1.75)


def side_result(*, strides: int = 10, peak_nm_kg: float = 1.4, sd_nm_kg: float = 0.05) -> SideResult:
    """A side whose hip swings from -12 to 48 deg and whose flexors peak as asked."""
    turn = 2 * np.pi * np.arange(101.0) / 100
    shapes = dict.fromkeys(CURVES, np.cos(turn))
    shapes["hip_flexion_rad"] = np.radians(18 + 30 * np.cos(turn))
    shapes["hip_flexion_moment_nm_kg"] = -peak_nm_kg * np.cos(turn)
    measured = {
        "contact_time_s": (0.230, 0.004),
        "flight_time_s": (0.115, 0.006),
        "stride_time_s": (0.690, 0.009),
        "step_length_m": (1.29, 0.03),
        "foot_ahead_m": (0.205, 0.012),
        "peak_hip_flexor_moment_nm_kg": (peak_nm_kg, sd_nm_kg),
        "hip_flexion_at_peak_flexor_moment_rad": (-0.21, 0.02),
    }
    return SideResult(
        strides=strides,
        measures={name: Measure(mean=mean, sd=sd, n=strides) for name, (mean, sd) in measured.items()},
        curves={name: StrideCurve(mean=shape, sd=np.full(101, 0.02)) for name, shape in shapes.items()},
        flexor_impulse={
            "early": ImpulseShare(share=0.9, low=0.6, high=0.97),
            "mid": ImpulseShare(share=0.1, low=0.03, high=0.4),
            "end": ImpulseShare(share=0.0, low=0.0, high=0.0),
        },
        initial_contact_s=(0.1,),
        toe_off_s=(0.33,),
    )


def run(*, left: SideResult | None = None, right: SideResult | None = None, notes: tuple[Note, ...] = ()) -> Run:
    """A good recording of a runner at 3.5 m/s, both sides alike unless given."""
    return Run(
        athlete=ATHLETE,
        segments="de_leva",
        cutoff_hz=15.0,
        marker_set="rajagopal",
        speed_m_s=3.5,
        cadence_steps_per_min=174.0,
        treadmill=True,
        marker_error_rms_m=0.010,
        marker_error_max_m=0.035,
        residual_rms_bw=0.10,
        force_over_weight=1.0,
        trunk_recorded=True,
        sampling_rate_hz=150.0,
        sides={"left": left or side_result(), "right": right or side_result()},
        demand=stride(),
        form=(),
        notes=notes,
    )


def flexor_stride(left: float, right: float) -> tuple[MomentCurve, ...]:
    """A stride that asks the flexors of each side for a level, only with the thigh behind the body."""
    asked: dict[Side, float] = {"left": left, "right": right}
    return tuple(curve(side, from_deg=-25, to_deg=-5, moment_nm_kg=asked[side]) for side in SIDES if asked[side] > 0)


def content(
    *,
    of_run: Run | None = None,
    demand: tuple[MomentCurve, ...] | None = None,
    capacity: tuple[CapacityBand, ...] | None = None,
    candidates: tuple[Candidate, ...] | None = None,
    synthetic: bool = False,
    planned: bool = True,
) -> ReportContent:
    """A report on the run given, or on a typical stride if there is none."""
    asked = stride() if demand is None else demand
    bands = flat_capacity() if capacity is None else capacity
    found = match(asked, bands, gym() if candidates is None else candidates)
    plan: Plan | None = make_plan(found) if planned else None
    return ReportContent(
        run=of_run,
        demand=asked,
        demand_source=en("your run") if of_run is not None else en("typical at 3.5 m/s, not yours"),
        synthetic=synthetic,
        capacity=bands,
        capacity_source=en("tests of both hips"),
        match=found,
        plan=plan,
        no_plan_because=NOTHING if planned else en("Nothing on offer trains what the stride asks."),
    )


def guessed() -> tuple[CapacityBand, ...]:
    """Capacity without any test."""
    return capacities(ATHLETE)


def hostile_candidates(name: str) -> tuple[Candidate, ...]:
    """The gym, with one exercise that carries a hostile name and hostile notes."""
    cable, typed = exercise("early_cable", curve(from_deg=-20, to_deg=20, moment_nm_kg=1.5)), verbatim(name)
    one = replace(cable, name=typed, notes=(typed,), stop_for=(typed,), position=typed)
    return (one, mirrored(one))
