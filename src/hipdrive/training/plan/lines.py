"""The lines of a plan: the programme it starts from, its sessions week by week, and what keeps the gain afterwards."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ...body import SIDES, Side
from ..log.dose import Dose, DoseLoad, dose_minutes
from ..log.session import LoggedSide
from ..match.admission import gates_of
from ..match.candidate import Candidate
from ..match.match import Choice
from ..rules import DoseRules, Goal, Preset
from .days import SessionDay, planned_days, retest_day
from .plan import PlanLine, PlanSession, Retest
from .programme import ProgrammeLine
from .progression import DAYS_A_WEEK, DoseRange, PlannedDose, load_of, loads_for, set_up_with, weekly_doses
from .running import race_weeks
from .schedule import DOSE_SIDES, Slot, side_of_all
from .terms import Mobility, Terms


def day_of(start: date | None, *, week: int, day: int) -> date | None:
    """Date of a day (1 to 7) of a week (from 1); None without a start."""
    return None if start is None else start + timedelta(days=DAYS_A_WEEK * (week - 1) + day - 1)


def days_of(terms: Terms, amount: Preset, *, sessions: int) -> tuple[tuple[SessionDay, ...], ...]:
    """Days of each week with a session, beside hard runs and races."""
    return planned_days(sessions, running=terms.running, start=terms.start, weeks=amount.weeks)


def easy_weeks_of(terms: Terms) -> frozenset[int]:
    """Weeks in which a race lets nothing move forward."""
    return frozenset[int]() if terms.start is None else race_weeks(terms.running, terms.start)


def retest_of(terms: Terms, amount: Preset, *, sessions: int) -> Retest:
    """When to test again: in place of the last session of the last week, or after it in a plan too short to spare one."""
    at = retest_day(days_of(terms, amount, sessions=sessions), running=terms.running, start=terms.start)
    return Retest(week=at.week, day=at.day, on=day_of(terms.start, week=at.week, day=at.day))


def programme_lines(slots: Sequence[Slot], terms: Terms, amount: Preset, *, aim: Goal, rules: DoseRules) -> tuple[ProgrammeLine, ...]:
    """What following the plan starts from: mobility work first, then a line for each exercise and side."""
    lines = [_mobility_line(mobility, side) for mobility in terms.mobility for side in SIDES]
    for slot in slots:
        for side, candidate in _sides(slot):
            first_week = aim.explosive_from_week if candidate.explosive else 1
            loads = loads_for(candidate, rules=rules)
            first = weekly_doses(
                candidate,
                side=side_of_all(slot.allowed) if side == "both" else DOSE_SIDES[side],
                sets=slot.sets,
                weeks=amount.weeks,
                allowed=slot.allowed,
                loads=loads,
                rules=rules,
                first_week=first_week,
            )[0]
            lines.append(
                ProgrammeLine(
                    exercise=candidate.exercise,
                    name=candidate.name,
                    side=side,
                    set_up=dict(candidate.set_up),
                    dose=replace(first.dose, sets=(slot.sets, slot.sets)),
                    allowed=slot.allowed,
                    loads=loads,
                    first_week=first_week,
                    stop_for=(*rules.stop_for, *candidate.stop_for),
                    gates=gates_of(candidate),
                )
            )
    return tuple(lines)


def _mobility_line(mobility: Mobility, side: Side) -> ProgrammeLine:
    """Mobility work of one side; its dose never changes."""
    dose = replace(mobility.dose, side=DOSE_SIDES[side], load=DoseLoad())
    sets, reps = round(dose.sets[1]), round(dose.reps[1]) if dose.reps else 1
    allowed = DoseRange(
        sets=(sets, sets),
        reps=(reps, reps),
        hold_s=dose.hold_s,
        tempo=dose.tempo or "",
        rest_s=dose.rest_s or 0.0,
        rir=0,
        per_side=True,
        together=False,
        distance_m=None,
        most_per_week=DAYS_A_WEEK,
        source=mobility.why,
    )
    return ProgrammeLine(
        exercise=mobility.exercise,
        name=mobility.name,
        side=side,
        set_up={},
        dose=dose,
        allowed=allowed,
        loads=(DoseLoad(),),
        stop_for=mobility.stop_for,
    )


def _sides(slot: Slot) -> list[tuple[LoggedSide, Candidate]]:
    """Each side with its candidate; 'both' where repetitions are counted for both legs."""
    if not slot.allowed.per_side:
        return [("both", next(iter(slot.item.by_side.values())))]
    return [(side, candidate) for side, candidate in slot.item.by_side.items()]


def sessions_of(
    slots: Sequence[Slot],
    programme: Sequence[ProgrammeLine],
    terms: Terms,
    amount: Preset,
    *,
    sessions: int,
    retest_at: Retest,
    rules: DoseRules,
) -> tuple[PlanSession, ...]:
    """Every session of every week as it goes if all goes well; the retest takes the place of the last one."""
    taken_by_retest = (retest_at.week, retest_at.day) if amount.weeks > 1 and sessions > 1 else None
    easy_weeks, planned = easy_weeks_of(terms), []
    for days in days_of(terms, amount, sessions=sessions):
        for session, at in enumerate(days):
            slots_now = [slot for slot in slots if session in slot.sessions]
            lines, minutes = _lines_of(slots_now, programme, amount, at=at, easy_weeks=easy_weeks, rules=rules)
            if lines and (at.week, at.day) != taken_by_retest:
                planned.append(_session(at, lines, minutes, terms, rules=rules))
    return tuple(planned)


def _session(at: SessionDay, lines: tuple[PlanLine, ...], minutes: float, terms: Terms, *, rules: DoseRules) -> PlanSession:
    """A session on its day, mobility work first."""
    first = tuple(_mobility_plan_line(mobility) for mobility in terms.mobility)
    whole = minutes + sum(dose_minutes(mobility.dose, rules=rules) for mobility in terms.mobility)
    return PlanSession(
        week=at.week,
        day=at.day,
        on=day_of(terms.start, week=at.week, day=at.day),
        minutes=round(whole, 1),
        lines=(*first, *lines),
        light=at.light,
        note=at.note,
    )


def _mobility_plan_line(mobility: Mobility) -> PlanLine:
    return PlanLine(
        exercise=mobility.exercise,
        name=mobility.name,
        side="both",
        dose=mobility.dose,
        set_up={},
        stop_for=mobility.stop_for,
        why=(mobility.why,),
    )


def _lines_of(
    slots: Sequence[Slot],
    programme: Sequence[ProgrammeLine],
    amount: Preset,
    *,
    at: SessionDay,
    easy_weeks: Collection[int],
    rules: DoseRules,
) -> tuple[tuple[PlanLine, ...], float]:
    """Lines of one session and the minutes they take; exercises that begin later are absent, and on a light day those that begin then."""
    lines: list[PlanLine] = []
    minutes = 0.0
    for slot in slots:
        sides = _sides(slot)
        for side, candidate in sides:
            start = _start_of(programme, candidate.exercise, side)
            if at.week < start.first_week or (at.light and at.week == start.first_week > 1):
                continue
            dosed = _day_dose(slot, candidate, start, amount, at=at, easy_weeks=easy_weeks, rules=rules)
            lines.append(_line(slot.item.choices, candidate, side, dosed, start.stop_for))
            if side == sides[-1][0]:
                minutes += dose_minutes(replace(dosed.dose, side="LR") if len(sides) > 1 else dosed.dose, rules=rules)
    return tuple(lines), minutes


def _day_dose(
    slot: Slot,
    candidate: Candidate,
    start: ProgrammeLine,
    amount: Preset,
    *,
    at: SessionDay,
    easy_weeks: Collection[int],
    rules: DoseRules,
) -> PlannedDose:
    """The dose of a day: the week of a race and that of the retest move nothing forward, and have the fewest sets as a light day has."""
    last = at.week == amount.weeks > 1
    spent = sum(start.first_week <= week <= at.week for week in {*easy_weeks, *([amount.weeks] if last else [])})
    dosed = _week_dose(slot, candidate, start, amount, week=max(at.week - spent, start.first_week), rules=rules)
    if not at.light and not last:
        return dosed
    fewest = float(slot.allowed.sets[0])
    return PlannedDose(dose=replace(dosed.dose, sets=(fewest, fewest)), why=at.note if at.light else rules.last_week)


def _week_dose(slot: Slot, candidate: Candidate, start: ProgrammeLine, amount: Preset, *, week: int, rules: DoseRules) -> PlannedDose:
    doses = weekly_doses(
        candidate,
        side=start.dose.side,
        sets=slot.sets,
        weeks=amount.weeks,
        allowed=slot.allowed,
        loads=start.loads,
        rules=rules,
        first_week=start.first_week,
    )
    return doses[week - start.first_week]


def _start_of(programme: Sequence[ProgrammeLine], exercise: str, side: LoggedSide) -> ProgrammeLine:
    return next(line for line in programme if (line.exercise, line.side) == (exercise, side))


def _line(choices: tuple[Choice, ...], candidate: Candidate, side: LoggedSide, dosed: PlannedDose, stop_for: tuple[str, ...]) -> PlanLine:
    return PlanLine(
        exercise=candidate.exercise,
        name=candidate.name,
        side=side,
        dose=dosed.dose,
        set_up=set_up_with(candidate, dosed.dose.load),
        stop_for=stop_for,
        why=(*_choice_reasons(choices, candidate, side), dosed.why),
    )


def _choice_reasons(choices: tuple[Choice, ...], candidate: Candidate, side: LoggedSide) -> tuple[str, ...]:
    """The first reasons of what an exercise does for its working side, and what it does for the other hip if it trains that too."""
    of_candidate = sorted(
        (choice for choice in choices if choice.candidate is candidate), key=lambda choice: (choice.side != side, -choice.coverage[1])
    )
    return tuple(reason for choice in of_candidate[:2] for reason in choice.reasons[:2])


def maintenance_of(
    slots: Sequence[Slot], programme: Sequence[ProgrammeLine], amount: Preset, *, easy_weeks: Collection[int] = (), rules: DoseRules
) -> tuple[PlanLine, ...]:
    """One set of each exercise with the last dose, once a week."""
    end = SessionDay(week=amount.weeks, day=DAYS_A_WEEK)
    lines = []
    for slot in slots:
        for side, candidate in _sides(slot):
            start = _start_of(programme, candidate.exercise, side)
            last = _day_dose(slot, candidate, start, amount, at=end, easy_weeks=easy_weeks, rules=rules)
            dose: Dose = replace(last.dose, sets=(1.0, 1.0), load=last.dose.load or load_of(dict(candidate.set_up)))
            lines.append(_line(slot.item.choices, candidate, side, PlannedDose(dose=dose, why=rules.maintenance), start.stop_for))
    return tuple(lines)
