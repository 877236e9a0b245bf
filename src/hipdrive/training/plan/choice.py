"""Choosing the week: which exercises, with how many sets, in which sessions, by the rules of a plan and their prices."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..log.dose import dose_minutes
from ..match.best_set import BestSet, SetItem, joint_coverage, need_of, set_of
from ..match.gap import CENTRE
from ..match.integer_programme import chosen_options
from ..match.set_option import SetBounds, SetOption, SetWay
from ..rules import match_rules
from ..running_week.days import base_days, close_pairs
from .mobility import with_mobility
from .open_items import (
    BOTH_HIPS,
    EARLY_GATE,
    EARLY_RANGE,
    HOLD,
    QUICK,
    Frame,
    best_of_each,
    does_wish,
    group_wish,
    is_quick,
    may_be_quick,
    range_of_item,
    thresholds,
    trained_groups,
    traits_of,
    usable_items,
)
from .prescribed import is_trial, reps_with_reserve
from .progression import DoseRange, first_reps
from .schedule import Slot, item_minutes, session_count
from .sides import weaker_sides, with_weaker_side
from .terms import Terms

TRIES = 100
"""Choices for the whole week that are placed in sessions before the best of them is taken; our choice."""
WITHIN = 0.001
"""A choice that is worse than the best by no more than so much of the coverage is as good; our choice."""
FEWEST_SESSIONS = 2
"""Sessions below which a week is not thinned out for the sake of more sets in each; our choice."""
ABOUT_AS_MANY = 0.95
"""Share of the minutes that a thinner week must use; our choice."""
ROOMY_MINUTES = 12.0
"""From so many minutes a session on, a single set need not be thought of."""


@dataclass(frozen=True, kw_only=True)
class Week:
    """A choice that fits, and how the week holds it."""

    chosen: BestSet
    slots: tuple[Slot, ...]
    days: tuple[int, ...]
    """Day of the week (1 to 7) of each session."""
    minutes_used: float
    """Of the first week, warm-ups included."""
    warm_up_minutes: float
    """The longest warm-up of a session."""
    unmet: tuple[str, ...]
    """Wishes that it leaves unmet, as named in the choice."""
    reduced: bool
    """Whether an exercise has fewer sets than the fewest of its source, and is no trial."""
    full: tuple[int, ...]
    """Indices of the muscle groups that are at their ceiling."""
    options: tuple[SetItem, ...]
    """Everything that could have been chosen."""
    frame: "Frame"
    """What it was chosen from, with the mobility work that fills up."""


def chosen_week(frame: Frame) -> Week | None:
    """The best week that keeps to time, ceiling and recovery; None if nothing fits.

    Fewer and longer sessions are taken where nothing fits otherwise, or where short ones would not hold the fewest sets of a source.
    Where fewer exercises are open than a plan should have, mobility work fills up.
    """
    items = usable_items(frame)
    frame = replace(frame, trains_from=thresholds(items, frame))
    hard = [item for item in items if trained_groups(item, frame) or item.exercise in frame.terms.answers]
    enough = len({item.exercise for item in hard}) >= frame.rules.fewest_exercises
    items = best_of_each(hard if enough else items, frame)
    count = session_count(frame.amount, frame.terms, frame.rules)
    roomy = frame.amount.minutes_per_week >= count * frame.rules.least_session_minutes
    lacking = frame.rules.fewest_exercises - len({item.exercise for item in items}) - len(frame.terms.mobility) if roomy else 0
    frame = replace(frame, terms=with_mobility(frame.terms, lacking, frame.rules))
    first: Week | None = None
    for sessions in range(count, 0, -1):
        if first is not None and sessions < FEWEST_SESSIONS:
            break
        week = _week_of(frame, items, _days_of(sessions, frame.terms))
        if week is not None and (not week.reduced or frame.terms.sessions_per_week is not None):
            return week if first is None or _is_as_good(week, first) else first
        first = first or week
    return first


def _days_of(sessions: int, terms: Terms) -> tuple[int, ...]:
    return base_days(sessions, running=terms.running, start=terms.start, free=terms.free_days)


def _is_as_good(thinner: Week, week: Week) -> bool:
    """Whether a week of fewer sessions keeps as many rules and uses about as many minutes."""
    return len(thinner.unmet) <= len(week.unmet) and thinner.minutes_used >= ABOUT_AS_MANY * week.minutes_used


def _week_of(frame: Frame, items: Sequence[SetItem], days: tuple[int, ...]) -> Week | None:
    """The best week with sessions on certain days; None if nothing fits."""
    rules, terms, total = frame.rules, frame.terms, frame.amount.minutes_per_week
    before = sum(dose_minutes(mobility.dose, rules=frame.dose) for mobility in terms.mobility)
    room = total / len(days) - before
    warm_up = rules.warm_up_of(room)
    ceiling = rules.ceiling(terms.experience)
    options = [_option(item, frame, roomy=room >= ROOMY_MINUTES) for item in items]
    bounds = SetBounds(
        minutes=(max(room - warm_up, 0.0),) * len(days),
        close=close_pairs(days),
        exercises=(max(rules.fewest_exercises - len(terms.mobility), 0), rules.most_exercises - len(terms.mobility)),
        most_sets=ceiling - (len(days) if weaker_sides(frame.match, rules) else 0),
        least_minutes=max(rules.least_used * total - (before + warm_up) * len(days), 0.0),
        wishes=wishes_of(frame),
        pinned=terms.pinned,
        price=rules.prices["exercise"],
        price_of_fewest=rules.prices["exercises"],
        price_of_minutes=rules.prices["minutes"] / total,
        price_of_seldom=rules.prices["seldom"],
        worth_of_minutes=rules.worth["minutes"] / total,
        worth_of_least=rules.worth["least_trained"],
    )
    places = chosen_options(frame.need, options, bounds, within=WITHIN, tries=TRIES)
    if not places:
        return None
    slots = {index: _slot(items[index], options[index].ways[place.way].sets, place.sessions, frame) for index, place in places.items()}
    chosen = set_of(frame.match, frame.aim, [items[index] for index in sorted(places)], among=items)
    by_family = {slot.item.family: slot for slot in slots.values()}
    ordered = sorted((by_family[item.family] for item in chosen.items), key=lambda slot: not is_quick(slot.item, rules))
    fulfilled = frozenset[str]().union(*(options[index].traits for index in places))
    uses = [(options[index], options[index].ways[place.way], place.sessions) for index, place in places.items()]
    work = sum(way.first_minutes * len(stands) for _, way, stands in uses)
    held = {session for _, _, stands in uses for session in stands}
    left = [most - sum(way.minutes for _, way, stands in uses if k in stands) for k, most in enumerate(bounds.minutes)]
    sets = [sum(way.sets * len(stands) for option, way, stands in uses if group in option.loads) for group in range(len(frame.match.gaps))]
    spare = {(gap.side, gap.action): ceiling - count for gap, count in zip(frame.match.gaps, sets, strict=True)}
    return Week(
        chosen=chosen,
        slots=with_weaker_side(ordered, frame.match, room=left, spare=spare, rules=rules, dose=frame.dose),
        days=days,
        minutes_used=work + (before + warm_up) * len(held),
        warm_up_minutes=warm_up,
        unmet=tuple(wish for wish in bounds.wishes if wish not in fulfilled),
        reduced=any(slot.sets < range_of_item(slot.item, frame).sets[0] and not is_trial(slot.item) for slot in ordered),
        full=tuple(group for group, count in enumerate(sets) if count >= ceiling - 1),
        options=tuple(items),
        frame=frame,
    )


def wishes_of(frame: Frame) -> dict[str, float]:
    """What at least one exercise of the plan should fulfil, each with its price."""
    prices, terms, rules = frame.rules.prices, frame.terms, frame.rules
    wishes = {group_wish(gap): prices["both_actions"] for gap in frame.match.gaps}
    wishes |= {does_wish(exercise): prices["answers"] for exercise in terms.answers}
    wishes[BOTH_HIPS] = prices["both_hips"]
    if terms.goal in rules.early_goals and EARLY_GATE not in terms.gates:
        wishes[EARLY_RANGE] = prices["early_range"]
    if may_be_quick(frame):
        wishes[QUICK] = prices["kinds"]
    if terms.goal in rules.hold_goals:
        wishes[HOLD] = prices["kinds"]
    return wishes


def _option(item: SetItem, frame: Frame, *, roomy: bool) -> SetOption:
    """An item as the choice sees it: its ways, traits and prices."""
    rules, prices, allowed = frame.rules, frame.rules.prices, range_of_item(item, frame)
    fewest, most = allowed.sets
    trial = is_trial(item)
    counts: Sequence[int] = range(fewest, most + 1) if roomy or fewest == 1 else (1, *range(fewest, most + 1))
    if trial:
        counts = (1,)
    covers = joint_coverage(need_of(frame.match, frame.aim), [item])
    worth = rules.worth["sets"] * covers / (2.0 * rules.ceiling(frame.terms.experience))
    preferred = prices["preferred"] if frame.terms.both_hips and item.candidate.both_hips else 0.0
    per_week = item.candidate.dose.per_week or (1, allowed.most_per_week)
    reps = _reps(item, allowed, frame)
    return SetOption(
        exercise=item.exercise,
        stimulus=item.stimulus[:, CENTRE],
        ways=tuple(
            SetWay(
                sets=count,
                minutes=item_minutes(item, allowed, sets=count, reps=allowed.reps[1], rules=frame.dose),
                first_minutes=item_minutes(item, allowed, sets=count, reps=reps, rules=frame.dose),
                price=prices["one_set"] if count < fewest and not trial else 0.0,
                worth=worth * count,
            )
            for count in counts
        ),
        loads=trained_groups(item, frame),
        traits=traits_of(item, frame),
        per_week=(max(per_week[0], 1), allowed.most_per_week),
        price=(prices["trial"] if trial else 0.0) + (prices["spine"] if item.candidate.gates else 0.0) - preferred,
    )


def _reps(item: SetItem, allowed: DoseRange, frame: Frame) -> int:
    return first_reps(allowed, reps_with_reserve(item, rules=match_rules(), dose=frame.dose))


def _slot(item: SetItem, sets: int, sessions: tuple[int, ...], frame: Frame) -> Slot:
    allowed = range_of_item(item, frame)
    if sets < allowed.sets[0]:
        allowed = replace(allowed, sets=(sets, allowed.sets[1]))
    return Slot(item=item, allowed=allowed, sets=sets, sessions=sessions, first_reps=_reps(item, allowed, frame))


def shortest_minutes(frame: Frame) -> tuple[float, str] | None:
    """Minutes a week and name of the shortest exercise on offer, one set of it in one session; None if there is none."""
    before = sum(dose_minutes(mobility.dose, rules=frame.dose) for mobility in frame.terms.mobility)
    costs = []
    for item in usable_items(frame):
        allowed = range_of_item(item, frame)
        costs.append((item_minutes(item, allowed, sets=1, reps=allowed.reps[1], rules=frame.dose) + before, item.exercise))
    return min(costs, default=None)


def up_to_tenth(minutes: float) -> float:
    """Minutes rounded up to a tenth."""
    return math.ceil(round(minutes * 10.0, 6)) / 10.0
