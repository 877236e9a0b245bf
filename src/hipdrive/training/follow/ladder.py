"""Ladders in a running plan: where a line stands, which harder steps it has earned, and the easier exercise to fall back to."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from ...exercise import NO_BAND, Exercise, exercises, steps_of, variant_of
from ...exercise.declared.ladder import Edge, Ladder, LadderStep
from ...exercise.owned.needs import needs_of
from ..log.dose import Dose, DoseLoad, DoseSide
from ..match.candidate import Candidate, source_of_dose
from ..plan.programme import ProgrammeLine
from ..plan.progression import DoseRange, dose_range, load_of, mass_carrier
from ..plan.schedule import DOSE_SIDES
from ..rules import dose_rules
from .judge import LineVerdict
from .state import LineState

MASSES = ("weight_kg", "stack_kg", "sled_kg")


def rungs_of(line: ProgrammeLine) -> Iterator[tuple[Ladder, LadderStep]]:
    """Where a line stands: in each ladder the step of its exercise that fits its set-up, the heaviest that is not heavier than it."""
    yield from _rungs(line.exercise, line.dose.tempo, tuple(line.set_up.items()))


@lru_cache(maxsize=4096)
def _rungs(exercise: str, tempo: str | None, set_up: tuple[tuple[str, Any], ...]) -> tuple[tuple[Ladder, LadderStep], ...]:
    heaviest: dict[str, tuple[float, Ladder, LadderStep]] = {}
    present = {**dict(set_up), "tempo": tempo}
    for ladder, step in steps_of(exercise):
        mass_kg = sum(float(step.set_up.get(key, 0.0)) for key in MASSES)
        if _fits(present, step) and (ladder.id not in heaviest or mass_kg > heaviest[ladder.id][0]):
            heaviest[ladder.id] = (mass_kg, ladder, step)
    return tuple((ladder, step) for _, ladder, step in heaviest.values())


def _fits(set_up: Mapping[str, Any], step: LadderStep) -> bool:
    for key, value in step.set_up.items():
        present: Any = set_up.get(key, NO_BAND if key == "band" else None)
        if key in MASSES:
            if float(present or 0.0) < float(value):
                return False
        elif isinstance(value, str):
            if str(present).lower() != value.lower():
                return False
        elif not isinstance(present, int | float) or abs(present - value) > 1e-6:
            return False
    return True


def edges_up(line: ProgrammeLine) -> tuple[tuple[str, Ladder, Edge], ...]:
    """Edges that lead up from where a line stands, with their names."""
    return _edges(line.exercise, line.dose.tempo, tuple(line.set_up.items()))


@lru_cache(maxsize=4096)
def _edges(exercise: str, tempo: str | None, set_up: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Ladder, Edge], ...]:
    return tuple(
        (f"{ladder.id}/{edge.from_step}>{edge.to_step}", ladder, edge)
        for ladder, step in _rungs(exercise, tempo, set_up)
        for edge in ladder.edges
        if edge.from_step == step.id
    )


def met(edge: Edge, verdict: LineVerdict, state: LineState, *, on: date, tests_passed: Collection[str]) -> bool:
    """Whether a session met all criteria of an edge, but for how many sessions running must do so."""
    asks = edge.unlock
    since = state.painless_since
    return (
        verdict.complete
        and not verdict.painful
        and (verdict.at_top or not asks.get("all_sets_at_top_of_reps", False))
        and ("reps_in_reserve" not in asks or (verdict.reserve is not None and verdict.reserve >= asks["reps_in_reserve"]))
        and verdict.hold_s >= asks.get("hold_s", 0)
        and verdict.pain <= asks.get("most_pain", 10)
        and not set(asks.get("form_kept", ())) & set(verdict.faults)
        and set(asks.get("tests_passed", ())) <= set(tests_passed)
        and ("painless_weeks" not in asks or (since is not None and (on - since).days >= 7 * asks["painless_weeks"]))
    )


def counted(state: LineState, verdict: LineVerdict, *, on: date, tests_passed: Collection[str]) -> LineState:
    """The line with its sessions running towards each harder step; once enough they stay until pain or lost form."""
    before = dict(state.towards)
    counts: dict[str, int] = {}
    for name, _, edge in edges_up(state.line):
        enough = edge.unlock.get("sessions", 1)
        earlier = before.get(name, 0)
        meets = met(edge, verdict, state, on=on, tests_passed=tests_passed)
        counts[name] = enough if earlier >= enough else earlier + 1 if meets else 0
    return replace(state, towards=tuple(sorted(counts.items())))


def earned(lines: Collection[LineState], opened: Collection[str]) -> Iterator[tuple[LineState, Ladder, Edge]]:
    """Harder steps that every side of an exercise has just earned, each once; a side that had to leave the exercise has not."""
    seen = set(opened)
    for state in lines:
        for name, ladder, edge in edges_up(state.line):
            enough = edge.unlock.get("sessions", 1)
            goal = f"{ladder.id}/{edge.to_step}"
            sides = [] if goal in seen else [other for other in lines if state.exercise in (other.line.exercise, *other.left)]
            if sides and all(dict(other.towards).get(name, 0) >= enough for other in sides):
                seen.add(goal)
                yield state, ladder, edge


def lower_line(line: ProgrammeLine, taken: Collection[tuple[str, str]], *, faults: Collection[str] = ()) -> ProgrammeLine | None:
    """The easier exercise, or variant, to which the ladders lead back from a line, at its lowest dose.

    Steps that differ in load alone are left to the dose, and so are exercises that count differently (both sides together) or need
    equipment that the present one does not. The first ladder in order of names decides.

    Args:
        line: The present line.
        taken: (exercise, side) of the other lines, which must not come twice.
        faults: Words of form that were lost; only edges that name one of them count, if there are any.

    Returns:
        The line of the easier step, or None if there is none.
    """
    for ladder, step in rungs_of(line):
        for edge in ladder.edges:
            if edge.to_step != step.id or (faults and not set(faults) & set(edge.regress.get("form_lost", ()))):
                continue
            lower = _line_of(line, ladder.steps[edge.from_step])
            if lower is not None and (lower.exercise, lower.side) not in taken:
                return lower
    return None


def _line_of(line: ProgrammeLine, step: LadderStep) -> ProgrammeLine | None:
    """A line of an easier step, or None if it can't take the place of the present line."""
    here = variant_of(exercises()[line.exercise], line.set_up)
    set_up = {**exercises()[step.exercise].grid.resistance[0], **step.set_up}
    there = variant_of(exercises()[step.exercise], set_up)
    if (there.id, there.label) == (here.id, here.label) or not set(needs_of(there)) <= set(needs_of(here)):
        return None
    if there.dose.per_side != (line.side != "both"):
        return None
    tempo = str(set_up.pop("tempo", there.settings["tempo"].default if "tempo" in there.settings else dose_rules().tempo))
    allowed = _range_of(there, set_up, tempo=tempo, line=line)
    load, loads = _lightest(line, set_up)
    return ProgrammeLine(
        exercise=there.id,
        name=there.name,
        side=line.side,
        set_up=set_up,
        dose=_lowest(there, line, allowed, load),
        allowed=allowed,
        loads=loads,
        first_week=line.first_week,
        stop_for=(*dose_rules().stop_for, *there.stop_for),
        gates=line.gates,
    )


def _range_of(there: Exercise, set_up: Mapping[str, Any], *, tempo: str, line: ProgrammeLine) -> DoseRange:
    """Where the doses of the easier exercise may lie, with the most sets that the present line may have."""
    source = source_of_dose(there, tempo=tempo)
    bare = Candidate(
        exercise=there.id, name=there.name, set_up=set_up, resistance=0.0, family=there.id, side="right", curves=(), dose=source
    )
    return dose_range(bare, most_sets=line.allowed.sets[1], rules=dose_rules())


def _lightest(line: ProgrammeLine, set_up: dict[str, Any]) -> tuple[DoseLoad, tuple[DoseLoad, ...]]:
    """The load of the easier step and what it may become: owned loads where both are loaded alike, its own alone otherwise."""
    load = load_of(set_up)
    same = mass_carrier(set_up) == mass_carrier(line.set_up) and all(other.band is None for other in (*line.loads, load))
    if load.mass_kg is None or not same or not line.loads:
        return load, (load,)
    owned = [other for other in line.loads if (other.mass_kg or 0.0) <= load.mass_kg]
    lightest = owned[-1] if owned else line.loads[0]
    set_up[mass_carrier(set_up)] = lightest.mass_kg or 0.0
    return lightest, line.loads


def _lowest(there: Exercise, line: ProgrammeLine, allowed: DoseRange, load: DoseLoad) -> Dose:
    """The lowest dose that the source of the easier exercise allows."""
    both: DoseSide = "both" if allowed.together else "alt"
    fewest, least = float(allowed.sets[0]), float(allowed.reps[0])
    return Dose(
        exercise=there.id,
        side=DOSE_SIDES.get(line.side, both),
        sets=(fewest, fewest),
        reps=None if allowed.distance_m else (least, least),
        distance_m=allowed.distance_m,
        hold_s=allowed.hold_s,
        load=load,
        tempo=allowed.tempo,
        rest_s=allowed.rest_s,
        rir=(float(allowed.rir), float(allowed.rir)),
    )
