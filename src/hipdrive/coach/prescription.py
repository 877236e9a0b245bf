"""The verbs match and plan: demand (own or typical) against capacity (tested or guessed), over every exercise and set-up of its grid."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..body import Athlete, Side
from ..capacity import CapacityBand, StrengthTest, capacities
from ..curve import MomentCurve, curve_from_json
from ..errors import HipDriveError, InputFileError
from ..exercise import BOTH_LEGS, Exercise, Load, exercises, mirrored, solve_load, variant_of
from ..gait import Run, typical_demand, typical_source
from ..training import Candidate, DoseSource, Match, Plan, make_plan, match
from .run_file import RUN_FILE_ADVICE, read_run_file

Progress = Callable[[int, int], None]
"""Told how many of how many load curves are done."""

TYPICAL_ATHLETE = Athlete(mass_kg=70.0, height_m=1.75)
TYPICAL_SPEED_M_S = 3.0
SAID_ELSEWHERE = ("side", "tempo")
"""Parts of a set-up that a plan's line states outside of it."""


@dataclass(frozen=True, kw_only=True)
class Demand:
    """What the stride asks, and whose stride it is."""

    curves: tuple[MomentCurve, ...]
    source: str
    speed_m_s: float
    athlete: Athlete | None = None
    """The runner, where a recording says so."""


@dataclass(frozen=True, kw_only=True)
class Prescription:
    """A match with what went into it."""

    athlete: Athlete
    demand: Demand
    capacity: tuple[CapacityBand, ...]
    capacity_source: str
    found: Match

    def as_json(self) -> dict[str, Any]:
        """The match in the outside contract's form, schema hipdrive.match/1."""
        return self.found.as_json(demand_source=self.demand.source, capacity_source=self.capacity_source)

    def plan(self, *, goal: str, preset: str, minutes_per_week: float | None = None, weeks: int | None = None) -> Plan:
        """A dosed plan from the best complementary set; see training.make_plan."""
        return make_plan(
            self.found,
            goal=goal,
            preset=preset,
            minutes_per_week=minutes_per_week,
            weeks=weeks,
            demand_source=self.demand.source,
            capacity_source=self.capacity_source,
        )


def demand_of_run(run: Run) -> Demand:
    """The demand of an analysed run; a side without a whole stride is taken to be asked the same as the other, and the source says so."""
    return _own_demand(run.demand, speed_m_s=run.speed_m_s, athlete=run.athlete)


def _own_demand(curves: tuple[MomentCurve, ...], *, speed_m_s: float, athlete: Athlete) -> Demand:
    source = f"own run at {speed_m_s:.2f} m/s"
    pairs: tuple[tuple[Side, Side], ...] = (("left", "right"), ("right", "left"))
    for side, other in pairs:
        if all(curve.side == other for curve in curves):
            curves += tuple(replace(curve, side=side) for curve in curves)
            source += f"; no whole stride of the {side} leg was recorded, so it is taken to be asked the same as the {other}"
            break
    return Demand(curves=curves, source=source, speed_m_s=speed_m_s, athlete=athlete)


def demand_at(speed_m_s: float) -> Demand:
    """The demand of the reference runner at a speed: typical, not yours."""
    return Demand(curves=typical_demand(speed_m_s), source=typical_source(speed_m_s), speed_m_s=speed_m_s)


def demand_from_file(path: Path) -> Demand:
    """The demand in a RUN.json that `hipdrive analyse --json` wrote.

    Raises:
        InputFileError: If the file is absent, no JSON, or no run of a schema known here.
    """
    plain = read_run_file(path)
    try:
        body = plain["athlete"]
        athlete = Athlete(mass_kg=body["mass_kg"], height_m=body["height_m"], sex=body["sex"])
        curves = tuple(curve_from_json(curve) for curve in plain["demand"])
        speed = float(plain["speed_m_s"])
    except (KeyError, TypeError, ValueError, HipDriveError) as error:
        raise InputFileError(path, f"the run is incomplete or broken ({error})", RUN_FILE_ADVICE) from None
    if not curves:
        raise InputFileError(path, "the run holds no demand curves", "analyse a recording with whole strides")
    return _own_demand(curves, speed_m_s=speed, athlete=athlete)


def prescribe(
    demand: Demand, *, athlete: Athlete | None = None, tests: Sequence[StrengthTest] = (), progress: Progress | None = None
) -> Prescription:
    """Match every exercise and set-up with what the stride asks of these hips.

    Args:
        demand: The stride's demand.
        athlete: Body; None takes the recorded runner's, or a typical one (70 kg, 1.75 m).
        tests: Strength tests; without any, published norms stand in and are called a guess.
        progress: Told how far the load curves are.

    Returns:
        The match with its sources.
    """
    known = athlete or demand.athlete
    body = known or TYPICAL_ATHLETE
    bands = capacities(body, tests)
    return Prescription(
        athlete=body,
        demand=demand,
        capacity=bands,
        capacity_source=capacity_source(tests, known=known is not None),
        found=match(demand.curves, bands, candidates(body, progress=progress)),
    )


def capacity_source(tests: Sequence[StrengthTest], *, known: bool) -> str:
    """Words for where the capacity comes from."""
    if tests:
        sides = ", ".join(f"{test.side} {test.action}" for test in tests)
        return f"{len(tests)} strength test(s): {sides}; the rest from published shapes and norms"
    if known:
        return "a guess from published norms for this body; no strength test was given"
    return "a guess from published norms for a typical body (70 kg, 1.75 m, male); neither body nor strength test was given"


def candidates(athlete: Athlete, *, progress: Progress | None = None) -> tuple[Candidate, ...]:
    """Every exercise in every set-up of its small grid, for both working sides.

    One side is solved and the other mirrored: the body is symmetric, and a mirrored movement has mirrored moments (the tests hold it).
    """
    todo = [
        (exercise, variant, rank, set_up)
        for exercise in exercises().values()
        if exercise.kind == "strength"
        for variant, set_ups in enumerate(exercise.grid_set_ups())
        for rank, set_up in enumerate(set_ups)
    ]
    found: list[Candidate] = []
    for done, (exercise, variant, rank, set_up) in enumerate(todo):
        load, way = solve_load(exercise, athlete, set_up), variant_of(exercise, set_up)
        found += [_candidate(way, one, rank=rank, family=f"{exercise.id}/{variant}") for one in (load, mirrored(load))]
        if progress is not None:
            progress(done + 1, len(todo))
    return tuple(found)


def _candidate(exercise: Exercise, load: Load, *, rank: int, family: str) -> Candidate:
    dose = exercise.dose
    return Candidate(
        exercise=exercise.id,
        name=exercise.name,
        set_up={key: value for key, value in load.set_up.items() if key not in SAID_ELSEWHERE},
        resistance=float(rank),
        family=family,
        side=load.working_side,
        curves=load.curves,
        feasible=load.feasible,
        notes=tuple(note.message for note in load.notes),
        both_hips=exercise.both_hips,
        position=exercise.position,
        prerequisites=exercise.prerequisites,
        evidence=exercise.evidence,
        equipment=exercise.equipment,
        stop_for=exercise.stop_for,
        not_advised=tuple(f"not advised for {one.who}: {one.why}" for one in exercise.not_advised),
        dose=DoseSource(
            sets=dose.sets,
            reps=dose.reps,
            hold_s=dose.hold_s,
            tempo=str(load.set_up["tempo"]),
            rest_s=dose.rest_s,
            per_side=dose.per_side,
            together=exercise.laterality == BOTH_LEGS,
            distance_m=dose.distance_m,
            per_week=dose.per_week,
            source=dose.source,
            ours=dose.ours,
        ),
    )
