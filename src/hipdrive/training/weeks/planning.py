"""Making a plan: the week that the rules choose, and its course if all goes well, safety first."""

from ...errors import NOTHING, BudgetTooSmallError, ContradictionError, NothingToPlanError
from ...language import Text, en
from ..match.admission import why_refused
from ..match.match import Match
from ..plan.choice import chosen_week, shortest_minutes, up_to_tenth
from ..plan.lines import programme_lines
from ..plan.open_items import Frame, frame_of, usable_items
from ..plan.plan import Plan
from ..plan.terms import Terms
from ..plan.unmet import unmet_rules
from ..running_week.days import planned_days
from .sessions import course_of, retest_of
from .words import before_words, retest_words, why_words


def make_plan(match: Match, terms: Terms | None = None, *, demand_source: Text = NOTHING, capacity_source: Text = NOTHING) -> Plan:
    """Plan weeks of training by the declared rules (data/training/plan.toml); a rule that cannot be kept is explained.

    Args:
        match: A match of what may be used.
        terms: What is wanted and allowed.
        demand_source: Words for the stride behind the match, for the reasons.
        capacity_source: Words for the capacity behind the match.

    Raises:
        UnknownNameError: If goal, preset or school is unknown.
        ValueOutOfRangeError: If a number is outside what may be asked.
        ContradictionError: If what is pinned cannot stand in the plan.
        BudgetTooSmallError: If not even one set of an exercise fits the minutes.
        NothingToPlanError: If nothing that may be done trains the hips.
    """
    terms = terms or Terms()
    frame = frame_of(match, terms)
    week = chosen_week(frame)
    if week is None:
        raise _no_plan(frame)
    frame = week.frame
    terms, amount, rules = frame.terms, frame.amount, frame.dose
    lines = programme_lines(week.slots, terms, families=match.families, rules=rules)
    planned = planned_days(len(week.days), running=terms.running, start=terms.start, weeks=amount.weeks, free=terms.free_days)
    retest_at = retest_of(planned, terms)
    course = course_of(week.slots, lines, terms, days=planned, retest_at=retest_at, warm_up_minutes=week.warm_up_minutes)
    unmet = unmet_rules(frame, week)
    candidates = [candidate for item in week.chosen.items for candidate in item.by_side.values()]
    return Plan(
        goal=terms.goal,
        preset=terms.preset,
        school=terms.school,
        weeks=amount.weeks,
        minutes_per_week=amount.minutes_per_week,
        start=terms.start,
        running=terms.running,
        free_days=terms.free_days,
        before=before_words(candidates, terms),
        why=why_words(frame, week, unmet, sources=(demand_source, capacity_source)),
        sessions=course.sessions,
        retest_at=retest_at,
        retest=retest_words(retest_at, amount, sessions=len(week.days), rules=rules),
        maintenance=course.maintenance,
        programme=lines,
        chosen=week.chosen,
        unmet=tuple(unmet),
    )


def _no_plan(frame: Frame) -> ContradictionError | NothingToPlanError | BudgetTooSmallError:
    """Why there is none, and what would change that."""
    match, terms = frame.match, frame.terms
    shortest = shortest_minutes(frame)
    if terms.pinned:
        return _pinned(frame)
    if shortest is None:
        offered = sum(len(members) for members in match.families.values())
        return NothingToPlanError(offered, len(match.too_hard), len(terms.refused))
    return BudgetTooSmallError(frame.amount.minutes_per_week, up_to_tenth(shortest[0]), shortest[1])


def _pinned(frame: Frame) -> ContradictionError:
    """Why what was pinned cannot stand in the plan."""
    match, terms = frame.match, frame.terms
    open_now = {item.exercise for item in usable_items(frame)}
    offered = {member.exercise for members in match.families.values() for member in members}
    too_hard = {rejected.candidate.exercise for rejected in match.too_hard}
    for exercise in terms.pinned:
        if exercise in open_now:
            continue
        if exercise in too_hard:
            reason = en("it is too hard now.")
        elif exercise in offered:
            reason = en("it trains hardly anything that this stride and goal ask for, or it is explosive work that is not due yet.")
        else:
            reason = why_refused(exercise, terms.refused) or en("it cannot be done as set out.")
        return ContradictionError(en("{reason:cap} But '{exercise}' is pinned", exercise=exercise, reason=reason), en("unpin it"))
    return ContradictionError(
        en("what is pinned does not fit into the sessions together"), en("pin fewer exercises or give more minutes a week")
    )
