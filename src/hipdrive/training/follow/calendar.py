"""What the calendar does to a plan: easy weeks, the retest, breaks, maintenance; and what is prescribed on a day."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ...errors import NOTHING
from ...language import Text, en, en_count
from ..log.session import LoggedSide
from ..plan.programme import ProgrammeLine
from ..plan.progression import DAYS_A_WEEK, is_deload
from ..running_week.running import before_hard, is_closed, race_weeks, reduced_for, weekday_of
from .adapt_rules import AdaptRules
from .state import LineState, PlanState
from .steps import amount, step_back

NOTHING_NEW = ("race_week", "before_hard")
"""Rules that make a day light and let nothing begin on it."""
WeekKind = Literal["training", "deload_week", "race_week", "retest_week", "maintenance"]


@dataclass(frozen=True, kw_only=True)
class RuleChange:
    """One rule that fired."""

    on: date
    rule: str
    """Id of the rule (data/training/adapt.toml)."""
    exercise: str = ""
    """Empty for the plan as a whole."""
    side: LoggedSide | Literal[""] = ""
    before: Text = NOTHING
    after: Text = NOTHING
    """The same as before where the rule holds the dose."""
    why: Text
    """One plain sentence."""


@dataclass(frozen=True, kw_only=True)
class Advance:
    """A new state and why it is what it is."""

    state: PlanState
    changes: tuple[RuleChange, ...]


@dataclass(frozen=True, kw_only=True)
class Prescribed:
    """One line with its dose on a day."""

    line: ProgrammeLine
    easy: bool
    """Fewer sets than usual, and no step forward."""
    why: Text
    """Why it is easier than usual; empty where it is not."""


def line_change(state: LineState, on: date, rule: str, why: Text, *, before: Text = NOTHING, after: Text = NOTHING) -> RuleChange:
    """A change of one line; without before and after it holds the dose."""
    dose = amount(state.dose)
    return RuleChange(on=on, rule=rule, exercise=state.exercise, side=state.side, before=before or dose, after=after or dose, why=why)


def week_of(state: PlanState, on: date) -> int:
    """Week of the plan on a day, from 1."""
    return max((on - state.start).days // DAYS_A_WEEK + 1, 1)


def kind_of_week(week: int, weeks: int | None, *, rules: AdaptRules, races: Collection[int] = ()) -> WeekKind:
    """What a week of a plan is for.

    Args:
        week: Week of the plan, from 1.
        weeks: Weeks of the plan; None for one without an end.
        rules: How often an easy week comes.
        races: Weeks of a race (plan.running.race_weeks).
    """
    if weeks is not None and week > weeks:
        return "maintenance"
    if weeks is not None and week == weeks and weeks > 1:
        return "retest_week"
    if week in races:
        return "race_week"
    endless = max(week, rules.dose.deload_from_weeks)
    return "deload_week" if is_deload(week, weeks or endless, rules=rules.dose) else "training"


def kind_on(state: PlanState, week: int, *, rules: AdaptRules) -> WeekKind:
    """What a week of a followed plan is for."""
    return kind_of_week(week, state.weeks, rules=rules, races=race_weeks(state.running, state.start))


def arrive(state: PlanState, on: date, *, rules: AdaptRules) -> Advance:
    """The state on a day before anything is done: a new week begins, breaks take doses back.

    The same day, or a day soon after, changes nothing more. A plan that is referred is left as it is.
    """
    if state.status == "referred":
        return Advance(state=state, changes=())
    week = week_of(state, on)
    changes: list[RuleChange] = []
    kind = kind_on(state, week, rules=rules)
    if kind != "training" and kind_on(state, state.week, rules=rules) != kind:
        why = en("Week {week}: {says}", week=week, says=rules.says(kind))
        changes.append(RuleChange(on=on, rule=kind, before=en("week {week}", week=state.week), after=en("week {week}", week=week), why=why))
    lines: list[LineState] = []
    for line_state in state.lines:
        changed, more = _after_break(line_state, on, rules=rules)
        lines.append(changed)
        changes.extend(more)
    return Advance(state=replace(state, week=max(week, state.week), lines=tuple(lines)), changes=tuple(changes))


def _after_break(line_state: LineState, on: date, *, rules: AdaptRules) -> tuple[LineState, tuple[RuleChange, ...]]:
    """A line after a break: one step back for every so many days."""
    if line_state.last_done is None or line_state.status != "active":
        return line_state, ()
    days = (on - max(line_state.last_done, line_state.last_swapped or line_state.last_done)).days
    due = min(days // rules.gap_days, rules.gap_most_steps)
    if due <= line_state.gap_steps:
        return line_state, ()
    changed = line_state
    for _ in range(due - line_state.gap_steps):
        changed = stepped_back(changed, rule="gap_back", rules=rules)
    changed = replace(changed, gap_steps=due, tops=0, spare_tops=0, below=0, idle=0)
    why = en_count(
        "{days} days without it, so the dose goes {n} step back in total; nothing counts as failed.",
        "{days} days without it, so the dose goes {n} steps back in total; nothing counts as failed.",
        n=due,
        days=days,
    )
    if changed.dose == line_state.dose:
        why = en("{days} days without it; the dose is already at its lowest, so it stays.", days=days)
    return changed, (line_change(line_state, on, "gap_back", why, after=amount(changed.dose)),)


def stepped_back(line_state: LineState, *, rule: str, rules: AdaptRules) -> LineState:
    """The line with its dose one step back, or as it is at the lowest dose."""
    step = step_back(line_state.line, rule=rule, rules=rules)
    if step is None:
        return line_state
    return replace(line_state, line=step.line, held=None, gained=line_state.gained + step.load_steps)


def light_rule(state: PlanState, on: date, *, rules: AdaptRules) -> str:
    """Id of the rule that makes a day of the plan lighter for all lines; empty where none does."""
    kind = kind_on(state, week_of(state, on), rules=rules)
    if kind != "training":
        return kind
    if reduced_for(on, state.running) is not None or is_closed(on, state.running):
        return "race_week"
    return "before_hard" if before_hard(weekday_of(on, 1), state.running) else ""


def is_easy(line_state: LineState, on: date, *, light: str) -> bool:
    """Whether a line has fewer sets on a day, and can't step forward; `light` is the day's rule for all lines (light_rule)."""
    own = line_state.easy_until is not None and on <= line_state.easy_until
    return own or light != ""


def line_on(line_state: LineState, on: date, *, light: str, rules: AdaptRules) -> ProgrammeLine:
    """A line with its dose of that day: on an easy day as it was last done, with the fewest sets; one set after the last week.

    Args:
        line_state: The line as it stands.
        on: The day.
        light: The day's rule for all lines (light_rule).
        rules: Numbers of the rules.
    """
    if not is_easy(line_state, on, light=light):
        return line_state.line
    line = line_state.held or line_state.line
    sets = float(rules.maintenance_sets if light == "maintenance" else line.allowed.sets[0])
    return replace(line, dose=replace(line.dose, sets=(sets, sets)))


def prescribed(state: PlanState, on: date, *, rules: AdaptRules) -> tuple[Prescribed, ...]:
    """What may be done on a day: nothing while the plan is referred, otherwise every active line that has begun.

    Work that begins later than the plan does not begin on a light day. In maintenance it stands in one session a week
    (rules.dose.maintenance_sessions).
    """
    if state.status == "referred":
        return ()
    arrived = arrive(state, on, rules=rules).state
    week, light = week_of(state, on), light_rule(state, on, rules=rules)
    asked: list[Prescribed] = []
    for line_state in arrived.lines:
        first = line_state.line.first_week
        waits = light in NOTHING_NEW and line_state.last_done is None and first > 1
        if line_state.status != "active" or first > week or waits:
            continue
        easy = is_easy(line_state, on, light=light)
        why = NOTHING if not easy else rules.says(light or "stall_deload")
        asked.append(Prescribed(line=line_on(line_state, on, light=light, rules=rules), easy=easy, why=why))
    return tuple(asked)
