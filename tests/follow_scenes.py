"""Scenes for following a plan: small programmes, and sessions written in the log notation."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hipdrive.contract.plans.programme import programme_line_document
from hipdrive.contract.wire import plain_of
from hipdrive.language import verbatim
from hipdrive.store import PlanRecord
from hipdrive.training.follow.adapt import followed
from hipdrive.training.follow.calendar import Advance, RuleChange
from hipdrive.training.follow.state import LineState
from hipdrive.training.follow.steps import amount
from hipdrive.training.log.dose import DoseLoad, parse_dose, parse_load
from hipdrive.training.log.notation import parse_set
from hipdrive.training.log.session import LoggedSide, PainRecord, SessionRecord, SetRecord
from hipdrive.training.plan.programme import ProgrammeLine
from hipdrive.training.plan.progression import DoseRange

START = date(2026, 1, 5)
WEEKS = 4
SIDE_OF_DOSE: dict[str, LoggedSide] = {"L": "left", "R": "right", "alt": "both", "both": "both"}


def dose_range(
    sets: tuple[int, int] = (2, 3),
    reps: tuple[int, int] = (5, 8),
    hold_s: tuple[float, float] | None = None,
    distance_m: float | None = None,
) -> DoseRange:
    """Where doses may lie: two or three sets of five to eight repetitions."""
    return DoseRange(
        sets=sets,
        reps=reps,
        hold_s=hold_s,
        tempo="2-1-3",
        rest_s=90.0,
        rir=2,
        per_side=True,
        together=False,
        distance_m=distance_m,
        most_per_week=7,
        source=verbatim("made up"),
    )


def line(dose: str, loads: Sequence[str] = (), allowed: DoseRange | None = None) -> ProgrammeLine:
    """A line that starts with a dose, and the loads it may move through."""
    start = parse_dose(dose)
    load = start.load or DoseLoad()
    return ProgrammeLine(
        exercise=start.exercise,
        name=verbatim(start.exercise.replace("_", " ")),
        side=SIDE_OF_DOSE[start.side],
        set_up={"stack_kg": load.mass_kg} if load.mass_kg else {"band": load.band or "none"},
        dose=start,
        allowed=allowed or dose_range(),
        loads=tuple(parse_load(text) for text in loads) or ((start.load,) if start.load else ()),
    )


def cable(
    side: str, load: str = "10kg", loads: Sequence[str] = ("5kg", "9.5kg", "10kg", "10.5kg", "11kg", "15kg"), *, gated: bool = False
) -> ProgrammeLine:
    """A cable line of 3x5 to 3x8 repetitions; up to 11 kg the steps are small, then comes a jump."""
    one = line(f"cable_hip_flexion {side} 3x5 @{load} rir 2", loads)
    return replace(one, gates=("early_range",) if gated else ())


def cables() -> tuple[ProgrammeLine, ProgrammeLine]:
    """The cable line of both sides."""
    return cable("L"), cable("R")


def session(day: int, *lines: str, pains: Sequence[PainRecord] = (), skipped: bool = False) -> SessionRecord:
    """What was done so many days after the start, in the log notation; a line without exercise is of the cable."""
    logged = [parse_set(text, exercise="cable_hip_flexion") for text in lines]
    return SessionRecord(
        on=START + timedelta(days=day),
        sets=tuple(one for part in logged for one in part.sets),
        pains=(*(pain for part in logged for pain in part.pains), *pains),
        skipped=skipped,
    )


def at_top(day: int, side: str = "LR", *, rir: int | None = 2) -> SessionRecord:
    """Three sets of eight, the upper number, at whatever load is asked."""
    return session(day, f"{side} 3x8" + ("" if rir is None else f" rir {rir}"))


def done_sets(one: SessionRecord, exercise: str, side: str) -> list[SetRecord]:
    """Sets of an exercise and side that were not skipped."""
    return [row for row in one.sets if (row.exercise, row.side) == (exercise, side) and not row.skipped]


def after(*sessions: SessionRecord, lines: Sequence[ProgrammeLine] = (), weeks: int | None = None) -> Advance:
    """The state after sessions of a programme, the cable lines if none is given."""
    return followed(lines or cables(), START, sessions, weeks=weeks)


def dose_of(found: Advance, side: str = "left", exercise: str = "") -> str:
    """The present dose of a side."""
    return next(amount(one.dose) for one in found.state.lines if one.side == side and exercise in {"", one.exercise})


def fired(found: Advance, rule: str) -> list[RuleChange]:
    """Every time a rule fired."""
    return [change for change in found.changes if change.rule == rule]


def line_of(found: Advance, side: str = "left") -> LineState:
    """The line of a side."""
    return next(one for one in found.state.lines if one.side == side)


def followed_by_hand() -> PlanRecord:
    """Cable for each side on Mondays and Wednesdays, marching on Mondays alone, for four weeks; the retest takes the last Wednesday."""
    march = line("bent_knee_march alt 2x20 @bodyweight", allowed=dose_range(reps=(10, 20)))
    programme = (*cables(), march)
    days = {1: programme, 3: cables()}
    retest = START + timedelta(days=7 * (WEEKS - 1) + 2)
    sessions = [
        {"week": week, "day": day, "lines": [{"exercise": one.exercise, "side": one.side, "dose": str(one.dose)} for one in lines]}
        for week in range(1, WEEKS + 1)
        for day, lines in days.items()
        if (week, day) != (WEEKS, 3)
    ]
    document = {
        "schema": "hipdrive.plan/1",
        "goal": "distance",
        "weeks": WEEKS,
        "sessions": sessions,
        "retest_at": {"week": WEEKS, "day": 3, "date": retest.isoformat()},
    }
    return PlanRecord(starts_on=START, document=document, programme=tuple(plain_of(programme_line_document(line)) for line in programme))
