"""Making a plan: the best complementary set within the time there is, dosed week by week, safety first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...errors import BudgetTooSmallError, ContradictionError, NothingToPlanError
from ..log.dose import dose_minutes
from ..match.best_set import BestSet, SetItem, WeekRoom, best_set, useful_items
from ..match.match import Match
from ..rules import DoseRules, Goal, Preset, dose_rules, plan_limits
from .lines import easy_weeks_of, maintenance_of, programme_lines, retest_of, sessions_of
from .plan import Plan
from .schedule import Slot, fill_week, item_minutes, item_range
from .terms import Terms
from .words import before_words, retest_words, why_words


@dataclass(frozen=True, kw_only=True)
class _Week:
    """A set that fits, and how the week holds it."""

    chosen: BestSet
    slots: tuple[Slot, ...]
    sessions: int


def make_plan(match: Match, terms: Terms | None = None, *, demand_source: str = "", capacity_source: str = "") -> Plan:
    """Plan weeks of training: the exercises that together cover most of the need within the budget, dosed within each source's range.

    Args:
        match: A match of what may be used.
        terms: What is wanted and allowed.
        demand_source: Words for the stride behind the match, for the reasons.
        capacity_source: Words for the capacity behind the match.

    Raises:
        UnknownNameError: If goal, preset or school is unknown.
        ValueOutOfRangeError: If a number is outside what may be asked.
        ContradictionError: If what is pinned cannot stand in the plan.
        BudgetTooSmallError: If no useful exercise fits the minutes.
        NothingToPlanError: If no set-up trains what the stride asks.
    """
    terms, rules = terms or Terms(), dose_rules()
    aim, amount = terms.aim(), terms.amount()
    week = _fitting(match, aim, amount, terms, rules)
    candidates = [candidate for item in week.chosen.items for candidate in item.by_side.values()]
    retest_at = retest_of(terms, amount, sessions=week.sessions)
    lines = programme_lines(week.slots, terms, amount, aim=aim, rules=rules)
    return Plan(
        goal=terms.goal,
        preset=terms.preset,
        school=terms.school,
        weeks=amount.weeks,
        minutes_per_week=amount.minutes_per_week,
        start=terms.start,
        running=terms.running,
        before=before_words(candidates, terms),
        why=why_words(match, week.chosen, terms, amount, sessions=week.sessions, sources=(demand_source, capacity_source), rules=rules),
        sessions=sessions_of(week.slots, lines, terms, amount, sessions=week.sessions, retest_at=retest_at, rules=rules),
        retest_at=retest_at,
        retest=retest_words(retest_at, amount, sessions=week.sessions, rules=rules),
        maintenance=maintenance_of(week.slots, lines, amount, easy_weeks=easy_weeks_of(terms), rules=rules),
        programme=lines,
        chosen=week.chosen,
    )


def _fitting(match: Match, aim: Goal, amount: Preset, terms: Terms, rules: DoseRules) -> _Week:
    """The best set that fits; with fewer sessions a week only if nothing fits otherwise."""
    limits = plan_limits()
    asked: dict[str, Any] = {
        "goal": aim,
        "least_gain": limits.least_gain,
        "without": terms.banned,
        "explosive": 0 < aim.explosive_from_week <= amount.weeks,
    }
    first = sum(dose_minutes(mobility.dose, rules=rules) for mobility in terms.mobility)

    def minutes_of(item: SetItem) -> float:
        allowed = item_range(item, most_sets=amount.most_sets, weeks=amount.weeks, rules=rules)
        return item_minutes(item, allowed, sets=allowed.sets[0], rules=rules)

    counts = [amount.sessions_per_week] if terms.sessions_per_week is not None else range(amount.sessions_per_week, 0, -1)
    for sessions in counts:
        minutes = amount.minutes_per_week / sessions - first
        room = WeekRoom(sessions=sessions, minutes=max(minutes, 0.0), minutes_of=minutes_of)
        chosen = best_set(match, pinned=terms.pinned, at_most=limits.most_exercises, room=room, **asked)
        if chosen.items:
            slots = fill_week(chosen, sessions=sessions, minutes=minutes, most_sets=amount.most_sets, weeks=amount.weeks, rules=rules)
            return _Week(chosen=chosen, slots=slots, sessions=sessions)
    useful = useful_items(match, **asked)
    _refuse_pinned(match, terms, [item.exercise for item in useful])
    if not useful:
        offered = sum(len(members) for members in match.families.values())
        raise NothingToPlanError(offered, len(match.too_hard), len(terms.refused))
    shortest = min(useful, key=lambda item: (minutes_of(item), item.exercise))
    raise BudgetTooSmallError(amount.minutes_per_week, _up_to_tenth((minutes_of(shortest) + first) * min(counts)), shortest.exercise)


def _refuse_pinned(match: Match, terms: Terms, useful: Sequence[str]) -> None:
    """Say why what was pinned cannot stand in the plan."""
    offered = {member.exercise for members in match.families.values() for member in members}
    too_hard = {rejected.candidate.exercise for rejected in match.too_hard}
    for exercise in terms.pinned:
        if exercise in useful:
            continue
        if exercise in too_hard:
            reason = "it is too hard now"
        elif exercise in offered:
            reason = "it trains hardly anything that this stride and goal ask"
        else:
            reason = next((words for words in terms.refused if words.startswith(f"{exercise}: ")), "it cannot be done as declared")
        raise ContradictionError(f"'{exercise}' is pinned, but {reason.removeprefix(f'{exercise}: ').rstrip('.')}", "unpin it")
    if terms.pinned:
        raise ContradictionError(
            "what is pinned does not fit into the sessions together", "pin fewer exercises or give more minutes a week"
        )


def _up_to_tenth(minutes: float) -> float:
    return -(-round(minutes * 1000) // 100) / 10
