"""What logged sets tell of strength: planned lines through the curves that they keep, other exercises through curves solved now."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from ... import exercise as exercise_room  # load curves bring mechanics along, so they are asked for by the room's name when used
from ...body import Athlete
from ...capacity import SetEffort, StrengthPoint, StrengthTest, set_points, strengths
from ...curve import MomentCurve
from ...errors import HipDriveError
from ...exercise.declared.hardware import known_bands
from ...training import ProgrammeLine, SessionRecord, SetRecord
from ...training.follow.find_load import set_efforts
from ...training.plan.progression import loaded


def learnt_strength(
    sessions: Sequence[SessionRecord],
    lines: Sequence[ProgrammeLine],
    athlete: Athlete,
    tests: Sequence[StrengthTest | StrengthPoint],
    *,
    age_years: float | None,
) -> tuple[StrengthPoint, ...]:
    """Points of strength and lower bounds from what was logged.

    Args:
        sessions: Of the last weeks (strength.toml, logged_set).
        lines: Of the plan that is followed.
        athlete: The body.
        tests: Strength tests, which say which hip is nearer to its limit.
        age_years: For the norms.
    """
    known = strengths(athlete, tests, age_years=age_years)
    planned = {(line.exercise, line.side) for line in lines if line.curves}
    efforts = (*set_efforts(sessions, lines), *_unplanned(sessions, planned, athlete))
    points = [point for effort in efforts for point in set_points(effort, known, athlete, age_years=age_years)]
    return (*(point for point in points if not point.bound), *_highest(point for point in points if point.bound))


def _highest(bounds: Iterable[StrengthPoint]) -> tuple[StrengthPoint, ...]:
    """Of lower bounds of one side, action and kind the highest, which holds the others."""
    highest: dict[tuple[str, str, str], StrengthPoint] = {}
    for bound in bounds:
        key = (bound.side, bound.action, bound.kind)
        if key not in highest or bound.nm_kg > highest[key].nm_kg:
            highest[key] = bound
    return tuple(highest.values())


def _unplanned(sessions: Iterable[SessionRecord], planned: Collection[tuple[str, str]], athlete: Athlete) -> tuple[SetEffort, ...]:
    """Efforts of sets that no planned line tells of, in the exercise's own set-up with the load that was logged."""
    efforts: list[SetEffort] = []
    for session in sessions:
        for logged in session.sets:
            if (logged.exercise, logged.side) in planned or logged.skipped or logged.reps is None:
                continue
            clean = not logged.faults and session.worst_pain("during", exercise=logged.exercise, side=logged.side) == 0
            for side in ("left", "right") if logged.side == "both" else (logged.side,):
                curves = _curves(logged, side, athlete)
                if curves:
                    efforts.append(
                        SetEffort(exercise=logged.exercise, curves=curves, reps=logged.reps, reserve=logged.reserve, clean=clean)
                    )
    return tuple(efforts)


def _curves(logged: SetRecord, side: str, athlete: Athlete) -> tuple[MomentCurve, ...]:
    """Load curves of a set; empty where the exercise is none of ours, its load does not fit it, or it can't be solved."""
    declared = exercise_room.exercises().get(logged.exercise)
    if declared is None or declared.kind != "strength":
        return ()
    usual = {key: setting.default for key, setting in declared.settings.items()}
    wanted = {key: value for key, value in loaded(usual, logged.load).items() if value != usual.get(key)}
    if not set(wanted) <= set(declared.settings) or str(wanted.get("band", "none")) not in {"none", *known_bands()}:
        return ()
    solve = _solved if logged.exercise in exercise_room.own_exercises() else _kept
    return solve(logged.exercise, athlete, (("side", side), *sorted(wanted.items())))


@lru_cache(maxsize=256)
def _kept(exercise: str, athlete: Athlete, set_up: tuple[tuple[str, float | str], ...]) -> tuple[MomentCurve, ...]:
    return _solved(exercise, athlete, set_up)


def _solved(exercise: str, athlete: Athlete, set_up: tuple[tuple[str, float | str], ...]) -> tuple[MomentCurve, ...]:
    try:
        load = exercise_room.solve_load(exercise, athlete, dict(set_up))
    except HipDriveError:
        return ()
    return load.curves if load.feasible else ()
