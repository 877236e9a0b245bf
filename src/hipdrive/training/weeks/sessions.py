"""The sessions of a plan: the next one exactly, the later ones as the rules of following take them if all goes well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ...errors import NOTHING
from ...language import Text, en
from ..follow.adapt import advance
from ..follow.adapt_rules import AdaptRules, adapt_rules
from ..follow.calendar import Prescribed, prescribed
from ..follow.simulate import play
from ..follow.state import PlanState, initial_state
from ..follow.steps import amount
from ..log.dose import Dose, dose_minutes
from ..log.session import LoggedSide
from ..plan.lines import reasons_of, sides_of
from ..plan.plan import PlanLine, PlanSession, Retest
from ..plan.plan_rules import plan_rules
from ..plan.prescribed import is_trial
from ..plan.programme import ProgrammeLine
from ..plan.progression import DAYS_A_WEEK
from ..plan.schedule import Slot
from ..plan.terms import Mobility, Terms
from ..rules import DoseRules
from ..running_week.days import SessionDay, retest_day
from .finding import finding_words

UNDATED = date(2024, 1, 1)
"""A Monday that stands for the start of a plan without dates."""
Key = tuple[str, LoggedSide]


@dataclass(frozen=True, kw_only=True)
class Course:
    """A plan as it goes if all goes well."""

    sessions: tuple[PlanSession, ...]
    maintenance: tuple[PlanLine, ...]
    """Lines of the weekly session afterwards."""


@dataclass
class _Played:
    """What is remembered while a plan is played; it grows from session to session."""

    state: PlanState
    why: dict[Key, Text]
    """Why each line's dose is what it is."""
    seen: set[Key] = field(default_factory=set)


def day_of(start: date | None, *, week: int, day: int) -> date | None:
    """Date of a day (1 to 7) of a week (from 1); None without a start."""
    return None if start is None else start + timedelta(days=DAYS_A_WEEK * (week - 1) + day - 1)


def retest_of(planned: Sequence[Sequence[SessionDay]], terms: Terms) -> Retest:
    """When to test again: in place of the last session that nothing makes light, or after a race."""
    at = retest_day(planned, running=terms.running, start=terms.start, free=terms.free_days)
    return Retest(week=at.week, day=at.day, on=day_of(terms.start, week=at.week, day=at.day))


def course_of(
    slots: Sequence[Slot],
    programme: Sequence[ProgrammeLine],
    terms: Terms,
    *,
    days: Sequence[Sequence[SessionDay]],
    retest_at: Retest,
    warm_up_minutes: float,
) -> Course:
    """Play a plan with every set done as asked, and write down what each session asks.

    Args:
        slots: The exercises of the week and the sessions in which they stand.
        programme: What following starts from.
        terms: For the start, the running and the mobility work.
        days: Days of each week.
        retest_at: Takes the place of a session on its day, if the plan can spare one.
        warm_up_minutes: The longest warm-up of a session.
    """
    rules, begin, weeks = adapt_rules(), terms.start or UNDATED, len(days)
    first_why = {(line.exercise, line.side): _first_why(line) for line in programme}
    played = _Played(state=initial_state(programme, begin, weeks=weeks, running=terms.running), why=first_why)
    spared = (retest_at.week, retest_at.day) if weeks > 1 and max(len(week) for week in days) > 1 else None
    sessions: list[PlanSession] = []
    for index, at in ((index, at) for week in days for index, at in enumerate(week)):
        on = begin + timedelta(days=DAYS_A_WEEK * (at.week - 1) + at.day - 1)
        due = _due(played.state, on, slots, index, terms, rules)
        if (at.week, at.day) == spared or not any(line.line.exercise in {slot.item.exercise for slot in slots} for line in due):
            continue
        session = PlanSession(
            week=at.week,
            day=at.day,
            on=day_of(terms.start, week=at.week, day=at.day),
            minutes=0.0,
            lines=tuple(_lines(due, slots, played, terms, projected=bool(sessions))),
            projected=bool(sessions),
            light=at.light,
            note=at.note,
        )
        sessions.append(_timed(session, warm_up_minutes, rules))
        _go_on(played, due, on, rules)
    return Course(sessions=tuple(sessions), maintenance=_kept(played, slots, begin, weeks, rules))


def _due(state: PlanState, on: date, slots: Sequence[Slot], index: int, terms: Terms, rules: AdaptRules) -> tuple[Prescribed, ...]:
    """Lines of one session of the week."""
    here = {slot.item.exercise for slot in slots if index in slot.sessions}
    if not here:
        return ()
    here |= {mobility.exercise for mobility in terms.mobility}
    return tuple(line for line in prescribed(state, on, rules=rules) if line.line.exercise in here)


def _lines(due: Sequence[Prescribed], slots: Sequence[Slot], played: _Played, terms: Terms, *, projected: bool) -> list[PlanLine]:
    """The lines of a session as they are printed, mobility work once for both sides."""
    lines = [_mobility_line(mobility) for mobility in terms.mobility if not mobility.last]
    by_exercise = {slot.item.exercise: slot for slot in slots}
    for asked in due:
        line, key = asked.line, (asked.line.exercise, asked.line.side)
        if line.exercise not in by_exercise:
            continue
        new = key not in played.seen
        played.seen.add(key)
        lines.append(
            PlanLine(
                exercise=line.exercise,
                name=line.name,
                side=line.side,
                dose=line.dose,
                set_up=line.set_up,
                stop_for=line.stop_for,
                why=(*reasons_of(by_exercise[line.exercise], line.side), asked.why or played.why[key]),
                says=en("all well: {amount}", amount=amount(line.dose)) if projected else NOTHING,
                finding=finding_words(line, trial=is_trial(by_exercise[line.exercise].item)) if new else NOTHING,
            )
        )
    return [*lines, *(_mobility_line(mobility) for mobility in terms.mobility if mobility.last)]


def _mobility_line(mobility: Mobility) -> PlanLine:
    return PlanLine(
        exercise=mobility.exercise,
        name=mobility.name,
        side="both",
        dose=mobility.dose,
        set_up={},
        stop_for=mobility.stop_for,
        why=(mobility.why,),
    )


def _first_why(line: ProgrammeLine) -> Text:
    if line.allowed.distance_m:
        return en("Start with the source's distance ({source}).", source=line.allowed.source)
    return en("Start with reps that leave room to progress ({source}).", source=line.allowed.source)


def _timed(session: PlanSession, warm_up_minutes: float, rules: AdaptRules) -> PlanSession:
    """A session with its minutes and its warm-up, which is at most its share of it."""
    declared = plan_rules()
    work = _work_minutes(session.lines, rules.dose)
    share = declared.warm_up_most_share
    warm_up = min(warm_up_minutes, work * share / (1.0 - share))
    rounded = int(warm_up * 10.0) / 10.0
    return replace(session, minutes=round(work + rounded, 1), warm_up_minutes=rounded, warm_up=_warm_up_words(rounded, session.lines))


def _work_minutes(lines: Sequence[PlanLine], rules: DoseRules) -> float:
    """Minutes of the lines of a session; of two sides one rests while the other works, and a set more of one side comes at the end."""
    by_exercise: dict[str, list[Dose]] = {}
    for line in lines:
        by_exercise.setdefault(line.exercise, []).append(line.dose)
    minutes = 0.0
    for doses in by_exercise.values():
        fewest, most = (pick(doses, key=lambda dose: dose.sets[1]) for pick in (min, max))
        minutes += dose_minutes(fewest if len(doses) == 1 else replace(fewest, side="LR"), rules=rules)
        minutes += dose_minutes(most, rules=rules) - dose_minutes(replace(most, sets=fewest.sets), rules=rules)
    return minutes


def _warm_up_words(minutes: float, lines: Sequence[PlanLine]) -> Text:
    if minutes <= 0:
        return NOTHING
    loaded = any(line.dose.load is not None and (line.dose.load.mass_kg or line.dose.load.band) for line in lines)
    whole = max(1, round(minutes))  # nobody times tenths of a minute
    if not loaded:
        return en("{minutes:g} min easy: walk or march on the spot and swing each leg back and forth.", minutes=whole)
    return en(
        "{minutes:g} min easy: walk or march on the spot and swing each leg back and forth, then do 5 easy reps of each loaded exercise "
        "with about half its load, or none.",
        minutes=whole,
    )


def _go_on(played: _Played, due: Sequence[Prescribed], on: date, rules: AdaptRules) -> None:
    """Take the session as done exactly as asked."""
    session = play(due, on, (), {})
    if session is None:
        return
    step = advance(played.state, session, rules)
    for change in step.changes:
        if change.side and change.before != change.after:
            played.why[change.exercise, change.side] = change.why
    fired = {(change.exercise, change.side) for change in step.changes}
    for line in due:
        key = (line.line.exercise, line.line.side)
        if key not in fired:
            played.why[key] = en("The same again, to make sure of it before the next step.")
    played.state = step.state


def _kept(played: _Played, slots: Sequence[Slot], begin: date, weeks: int, rules: AdaptRules) -> tuple[PlanLine, ...]:
    """One set of each exercise with the last dose, once a week."""
    doses: Mapping[Key, ProgrammeLine] = {
        (asked.line.exercise, asked.line.side): asked.line
        for asked in prescribed(played.state, begin + timedelta(days=DAYS_A_WEEK * weeks), rules=rules)
    }
    lines = []
    for slot in slots:
        for side, _ in sides_of(slot):
            line = doses.get((slot.item.exercise, side))
            if line is not None:
                lines.append(
                    PlanLine(
                        exercise=line.exercise,
                        name=line.name,
                        side=side,
                        dose=line.dose,
                        set_up=line.set_up,
                        stop_for=line.stop_for,
                        why=(*reasons_of(slot, side), rules.dose.maintenance),
                    )
                )
    return tuple(lines)
