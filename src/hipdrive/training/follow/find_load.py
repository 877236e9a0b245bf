"""Finding the load: what sets of a line say of the load that belongs there, from its own load curves."""

import statistics
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...capacity import SetEffort
from ...capacity.strength.effort import certain_reserve, effort_of
from ...capacity.strength_rules import strength_rules
from ..log.dose import DoseLoad
from ..log.session import SessionRecord, SetRecord
from ..plan.line_load import LimitPlace, LoadedCurves, curves_with, moment_at, of_hip, other_leg
from ..plan.programme import ProgrammeLine
from .adapt_rules import AdaptRules
from .state import LineState


@dataclass(frozen=True, kw_only=True)
class FoundLoad:
    """The load that belongs to a line by what was done."""

    load: DoseLoad
    ratio: float
    """Its moment over that of the present load, where the line is hardest."""
    wanted: float
    """The moment that belongs there over that of the present load, before owned loads and the largest step."""
    surplus: float
    """What the hip could move once over what doing exactly as asked would have told; 1 where it went as asked."""


def usable_sets(state: LineState, session: SessionRecord) -> tuple[SetRecord, ...]:
    """Sets of a line that tell how near its end a hip came: done, in form, with a reserve told and few enough repetitions."""
    rules = strength_rules()
    return tuple(
        logged
        for logged in session.sets
        if (logged.exercise, logged.side) == (state.exercise, state.side)
        and not logged.skipped
        and not logged.faults
        and logged.reserve is not None
        and logged.reps is not None
        and 1 <= logged.reps <= rules.set_most_reps
    )


def found_load(state: LineState, sets: Sequence[SetRecord], rules: AdaptRules) -> FoundLoad | None:
    """The heaviest load of a line that leaves the reserve asked for at its fewest repetitions; None where the sets do not tell.

    Each set was one of so many repetitions and reserve, so the most that could be moved once is its moment times 1 + (repetitions +
    reserve) / 30 (Epley 1985); a reserve far from the end counts less, because it is told badly. The median over the sets, over the same
    factor of what is asked, is the moment that belongs there. From a guess it may grow by a larger share at once than when strength is
    known; both are shares of the moment, not kilograms.

    Args:
        state: The line, its count of sessions that told something still without this one.
        sets: See usable_sets.
        rules: The sizes of steps.
    """
    line, place = state.line, state.line.limit
    if not sets or place is None or not line.curves or line.dose.load is None:
        return None
    kept = of_hip(line.curves, place)
    moments = [moment_at(curves_with(kept, logged.load or line.dose.load), place) for logged in sets]
    now = moment_at(curves_with(kept, line.dose.load), place)
    if now <= 0 or min(moments) <= 0:
        return None
    single = [
        moment * effort_of(float(logged.reps or 0) + certain_reserve(logged.reserve)) for moment, logged in zip(moments, sets, strict=True)
    ]
    told = statistics.median(single) / now
    wanted = told / effort_of(float(line.allowed.reps[0]) + line.allowed.rir)
    surplus = told / effort_of(float(line.dose.reps[0] if line.dose.reps else line.allowed.reps[0]) + line.allowed.rir)
    most_up = rules.found_step_guess if state.told < rules.found_sessions else rules.dose.load_step_high
    bound = min(wanted, 1.0 + most_up)
    load, ratio = _heaviest(line, kept, place, now, bound)
    return FoundLoad(load=load, ratio=ratio or 1.0, wanted=wanted, surplus=surplus)


def _heaviest(line: ProgrammeLine, kept: Sequence[LoadedCurves], place: LimitPlace, now: float, bound: float) -> tuple[DoseLoad, float]:
    """The load of a line that asks most within a bound, and what it asks; both in shares of the present moment."""

    def reached(index: int) -> float:
        return moment_at(curves_with(kept, line.loads[index]), place) / now

    places = range(len(line.loads))
    masses = len({(load.band, load.strands) for load in line.loads}) == 1
    if masses and 0 < reached(0) <= reached(len(line.loads) - 1):  # one implement: more mass asks more, so halving finds it
        first = bisect_right(places, bound + 1e-9, key=reached)
        index = max(first - 1, 0)
        return line.loads[index], reached(index)
    shares = [reached(index) for index in places]
    fitting = [index for index in places if 0 < shares[index] <= bound + 1e-9]
    index = max(fitting, key=lambda index: (round(shares[index], 9), index)) if fitting else 0
    return line.loads[index], shares[index]


def set_efforts(sessions: Iterable[SessionRecord], lines: Sequence[ProgrammeLine]) -> tuple[SetEffort, ...]:
    """What all logged sets of planned lines asked of the hips; sets of other exercises or of unknown loads are left out.

    Args:
        sessions: What was logged.
        lines: Of the plan that was followed, with their curves.
    """
    efforts: list[SetEffort] = []
    for session in sessions:
        for logged in session.sets:
            line = next((line for line in lines if (line.exercise, line.side) == (logged.exercise, logged.side)), None)
            if line is None or logged.skipped or logged.reps is None:
                continue
            curves = curves_with(line.curves, logged.load or line.dose.load)
            clean = not logged.faults and session.worst_pain("during", exercise=logged.exercise, side=logged.side) == 0
            legs = (curves, other_leg(curves)) if line.side == "both" and not line.allowed.together else (curves,)
            reps = logged.reps if line.side != "both" or line.allowed.together else -(-logged.reps // 2)
            efforts += [
                SetEffort(exercise=logged.exercise, curves=leg, reps=reps, reserve=logged.reserve, clean=clean) for leg in legs if leg
            ]
    return tuple(efforts)
