"""The exercises that are open to an athlete, each in its set-up with what it does for the rules of a plan."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body_words import HIP_MUSCLES
from ...capacity.screen import GateKind
from ...curve import Range
from ..match.best_set import SetItem, items_of, joint_coverage, need_of
from ..match.gap import CENTRE, Gap
from ..match.grid import RANGE_OF_DEG
from ..match.match import Match
from ..rules import DoseRules, Goal, Preset, dose_rules
from .plan_rules import PlanRules, plan_rules
from .progression import DoseRange, dose_range
from .terms import Terms

EARLY: Range = "early"
EARLY_GATE: GateKind = "early_range"
BOTH_HIPS, EARLY_RANGE, QUICK, HOLD = "both_hips", "early_range", "quick", "hold"
"""Wishes beside those for a muscle group and for what answers a test."""


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
    whole = [item for item in items if len(item.by_side) > 1 or not range_of_item(item, frame).per_side]
    return whole or items


def shares_of(item: SetItem, match: Match) -> list[float]:
    """Largest share of strength (central estimate) that an item asks of each muscle group."""
    return [
        max(float(gap.intensity(candidate.loads[gap.side, gap.action])[CENTRE].max()) for candidate in item.by_side.values())
        for gap in match.gaps
    ]


def thresholds(items: Sequence[SetItem], frame: Frame) -> tuple[float, ...]:
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
    return HIP_MUSCLES[gap.side, gap.action]


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


def range_of_item(item: SetItem, frame: Frame) -> DoseRange:
    """Range of doses of an item: its sides share exercise and source."""
    return dose_range(item.candidate, most_sets=frame.amount.most_sets, rules=frame.dose)


def best_of_each(items: Sequence[SetItem], frame: Frame) -> list[SetItem]:
    """Of the set-ups of an exercise that train the same groups and fulfil the same wishes the one that covers most."""
    need = need_of(frame.match, frame.aim)
    best: dict[tuple[str, tuple[int, ...], frozenset[str]], tuple[float, SetItem]] = {}
    for item in items:
        key = (item.exercise, trained_groups(item, frame), traits_of(item, frame))
        covers = joint_coverage(need, [item])
        if key not in best or covers > best[key][0] + 1e-12:
            best[key] = covers, item
    return [item for _, item in best.values()]
