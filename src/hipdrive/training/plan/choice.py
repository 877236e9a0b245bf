"""Choosing the week: which exercises, with how many sets, in which sessions, by the rules of a plan and their prices."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...arrays import FloatArray
from ...capacity.screen import GateKind
from ...curve import Range
from ..log.dose import dose_minutes
from ..match.best_set import BestSet, SetItem, items_of, joint_coverage, need_of, set_of
from ..match.gap import CENTRE, Gap
from ..match.grid import RANGE_OF_DEG
from ..match.integer_programme import chosen_options
from ..match.match import Match
from ..match.set_option import SetBounds, SetOption, SetWay
from ..rules import DoseRules, Goal, Preset, dose_rules, match_rules
from .days import base_days, close_pairs
from .mobility import with_mobility
from .plan_rules import PlanRules, plan_rules
from .prescribed import is_trial, reps_with_reserve
from .progression import DoseRange, dose_range, first_reps
from .schedule import Slot, item_minutes, session_count
from .terms import Terms

EARLY: Range = "early"
EARLY_GATE: GateKind = "early_range"
BOTH_HIPS, EARLY_RANGE, QUICK, HOLD = "both_hips", "early_range", "quick", "hold"
TRIES = 8
"""Choices for the whole week that are placed in sessions before the best of them is taken; our choice."""
WITHIN = 0.02
"""A choice that is worse than the best by no more than so much of the coverage is as good; our choice."""
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
    full: tuple[int, ...]
    """Indices of the muscle groups that are at their ceiling."""
    options: tuple[SetItem, ...]
    """Everything that could have been chosen."""
    frame: "Frame"
    """What it was chosen from, with the mobility work that fills up."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What every part of the choice needs."""

    match: Match
    terms: Terms
    aim: Goal
    amount: Preset
    rules: PlanRules
    dose: DoseRules
    need: FloatArray
    """(groups, modes, degrees) on the central estimate."""
    trains_from: tuple[float, ...]
    """(groups) share of strength from which an exercise counts as training a group."""


def frame_of(match: Match, terms: Terms) -> Frame:
    """What a choice is made from.

    Raises:
        UnknownNameError: If goal, preset or school is unknown.
        ValueOutOfRangeError: If a number is outside what may be asked.
    """
    aim, rules = terms.aim(), plan_rules()
    return Frame(
        match=match,
        terms=terms,
        aim=aim,
        amount=terms.amount(),
        rules=rules,
        dose=dose_rules(),
        trains_from=(rules.trains_from,) * len(match.gaps),
        need=need_of(match, aim)[:, CENTRE],
    )


def chosen_week(frame: Frame) -> Week | None:
    """The best week that keeps to time, ceiling and recovery; with fewer sessions only if nothing fits otherwise; None if nothing does.

    Where fewer exercises are open than a plan should have, mobility work fills up.
    """
    items = usable_items(frame)
    frame = replace(frame, trains_from=_thresholds(items, frame))
    items = _best_of_each([item for item in items if trained_groups(item, frame)], frame)
    lacking = frame.rules.fewest_exercises - len({item.exercise for item in items}) - len(frame.terms.mobility)
    frame = replace(frame, terms=with_mobility(frame.terms, lacking, frame.rules))
    for sessions in range(session_count(frame.amount, frame.terms, frame.rules), 0, -1):
        week = _week_of(frame, items, base_days(sessions, running=frame.terms.running, start=frame.terms.start))
        if week is not None:
            return week
    return None


def usable_items(frame: Frame) -> list[SetItem]:
    """Items that may stand in the plan: not banned, on both sides where sides are counted, no quick work where that is not due."""
    terms, rules = frame.terms, frame.rules
    quick = may_be_quick(frame)
    explosive = quick and 0 < frame.aim.explosive_from_week <= frame.amount.weeks
    items = []
    for item in items_of(frame.match):
        early_enough = explosive if item.candidate.explosive else quick or not is_quick(item, rules)
        if item.exercise not in terms.banned and early_enough:
            items.append(item)
    whole = [item for item in items if len(item.by_side) > 1 or not _of(item, frame).per_side]
    return whole or items


def shares_of(item: SetItem, match: Match) -> list[float]:
    """Largest share of strength (central estimate) that an item asks of each muscle group."""
    return [
        max(float(gap.intensity(candidate.loads[gap.side, gap.action])[CENTRE].max()) for candidate in item.by_side.values())
        for gap in match.gaps
    ]


def _thresholds(items: Sequence[SetItem], frame: Frame) -> tuple[float, ...]:
    """Share of strength from which an item counts as training each group: as declared, or what the best of the open items reaches."""
    shares = [shares_of(item, frame.match) for item in items]
    most = [max((own[group] for own in shares), default=0.0) for group in range(len(frame.match.gaps))]
    return tuple(min(frame.rules.trains_from, share) if share > 0 else math.inf for share in most)


def may_be_quick(frame: Frame) -> bool:
    """Whether quick work is due: by the goal, and to whom it may be given."""
    return frame.terms.quick and frame.terms.experience != "new" and frame.terms.goal in frame.rules.quick_goals


def trained_groups(item: SetItem, frame: Frame) -> tuple[int, ...]:
    """Indices of the muscle groups that an item trains."""
    shares = shares_of(item, frame.match)
    return tuple(group for group, least in enumerate(frame.trains_from) if shares[group] >= least - 1e-9)


def is_quick(item: SetItem, rules: PlanRules) -> bool:
    """Whether an item is lifted quickly."""
    if item.candidate.explosive:
        return True
    up = str(item.candidate.set_up.get("tempo") or item.candidate.dose.tempo or "").partition("-")[0]
    return bool(up) and float(up) <= rules.quick_up_s


def traits_of(item: SetItem, frame: Frame) -> frozenset[str]:
    """Names of the wishes that an item fulfils."""
    rules = frame.rules
    traits = {group_wish(frame.match.gaps[index]) for index in trained_groups(item, frame)} | {does_wish(item.exercise)}
    hold = item.candidate.dose.hold_s
    if item.candidate.both_hips:
        traits.add(BOTH_HIPS)
    if is_quick(item, rules):
        traits.add(QUICK)
    if hold is not None and hold[1] >= rules.hold_from_s:
        traits.add(HOLD)
    if early_share(item, frame) >= rules.early_served:
        traits.add(EARLY_RANGE)
    return frozenset(traits)


def group_wish(gap: Gap) -> str:
    """Name of the wish that a muscle group is trained, such as 'left hip flexors'."""
    return f"{gap.side} hip {gap.action}s"


def does_wish(exercise: str) -> str:
    """Name of the wish for an exercise that answers a test."""
    return f"answer:{exercise}"


def early_share(item: SetItem, frame: Frame) -> float:
    """Share of the flexors' need in the early range that an item trains; of the side that gets less of it."""
    early = np.array([name == EARLY for name in RANGE_OF_DEG])
    shares = []
    for index, gap in enumerate(frame.match.gaps):
        need = frame.need[index] * early
        if gap.action == "flexor" and need.sum() > 0:
            shares.append(float((need * item.stimulus[index, CENTRE]).sum() / need.sum()))
    return min(shares, default=0.0)


def _of(item: SetItem, frame: Frame) -> DoseRange:
    return dose_range(item.candidate, most_sets=frame.amount.most_sets, rules=frame.dose)


def _best_of_each(items: Sequence[SetItem], frame: Frame) -> list[SetItem]:
    """Of the set-ups of an exercise that train the same groups and fulfil the same wishes the one that covers most."""
    need = need_of(frame.match, frame.aim)
    best: dict[tuple[str, tuple[int, ...], frozenset[str]], tuple[float, SetItem]] = {}
    for item in items:
        key = (item.exercise, trained_groups(item, frame), traits_of(item, frame))
        covers = joint_coverage(need, [item])
        if key not in best or covers > best[key][0] + 1e-12:
            best[key] = covers, item
    return [item for _, item in best.values()]


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
        most_sets=ceiling,
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
    fulfilled = frozenset[str]().union(*(options[index].traits for index in places))
    work = sum(options[index].ways[place.way].first_minutes * len(place.sessions) for index, place in places.items())
    used = {session for place in places.values() for session in place.sessions}
    sets = [
        sum(options[index].ways[place.way].sets * len(place.sessions) for index, place in places.items() if group in options[index].loads)
        for group in range(len(frame.match.gaps))
    ]
    return Week(
        chosen=chosen,
        slots=tuple(sorted((by_family[item.family] for item in chosen.items), key=lambda slot: not is_quick(slot.item, rules))),
        days=days,
        minutes_used=work + (before + warm_up) * len(used),
        warm_up_minutes=warm_up,
        unmet=tuple(wish for wish in bounds.wishes if wish not in fulfilled),
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
    rules, prices, allowed = frame.rules, frame.rules.prices, _of(item, frame)
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
        price=(prices["trial"] if trial else 0.0) - preferred,
    )


def _reps(item: SetItem, allowed: DoseRange, frame: Frame) -> int:
    return first_reps(allowed, reps_with_reserve(item, rules=match_rules(), dose=frame.dose))


def _slot(item: SetItem, sets: int, sessions: tuple[int, ...], frame: Frame) -> Slot:
    allowed = _of(item, frame)
    if sets < allowed.sets[0]:
        allowed = replace(allowed, sets=(sets, allowed.sets[1]))
    return Slot(item=item, allowed=allowed, sets=sets, sessions=sessions, first_reps=_reps(item, allowed, frame))


def shortest_minutes(frame: Frame) -> tuple[float, str] | None:
    """Minutes a week and name of the shortest exercise on offer, one set of it in one session; None if there is none."""
    before = sum(dose_minutes(mobility.dose, rules=frame.dose) for mobility in frame.terms.mobility)
    costs = []
    for item in usable_items(frame):
        allowed = _of(item, frame)
        costs.append((item_minutes(item, allowed, sets=1, reps=allowed.reps[1], rules=frame.dose) + before, item.exercise))
    return min(costs, default=None)


def up_to_tenth(minutes: float) -> float:
    """Minutes rounded up to a tenth."""
    return math.ceil(round(minutes * 10.0, 6)) / 10.0
