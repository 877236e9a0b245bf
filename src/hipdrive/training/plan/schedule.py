"""Which exercise stands in which session of the week, within the minutes there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..log.dose import Dose, DoseSide, dose_minutes
from ..match.best_set import BestSet, SetItem
from ..rules import DoseRules
from .progression import DoseRange, dose_range, load_of

DOSE_SIDES: dict[str, DoseSide] = {"left": "L", "right": "R"}


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One exercise of the week: where it stands and with how many sets."""

    item: SetItem
    allowed: DoseRange
    sets: int
    sessions: tuple[int, ...]
    """Indices of the sessions it stands in, from 0."""


def item_range(item: SetItem, *, most_sets: int, weeks: int, rules: DoseRules) -> DoseRange:
    """Range of doses of an item (its sides share exercise and source)."""
    return dose_range(next(iter(item.by_side.values())), most_sets=most_sets, weeks=weeks, rules=rules)


def side_of_all(allowed: DoseRange) -> DoseSide:
    """Side of a dose whose repetitions are counted for both legs."""
    return "both" if allowed.together else "alt"


def item_minutes(item: SetItem, allowed: DoseRange, *, sets: int, rules: DoseRules) -> float:
    """Minutes of an item on all its sides at the most repetitions that the plan can reach."""
    candidate = next(iter(item.by_side.values()))
    counted: DoseSide = "LR" if len(item.by_side) > 1 else DOSE_SIDES[candidate.side]
    side = counted if allowed.per_side else side_of_all(allowed)
    dose = Dose(
        exercise=item.exercise,
        side=side,
        sets=(sets, sets),
        reps=None if allowed.distance_m else (allowed.reps[1], allowed.reps[1]),
        distance_m=allowed.distance_m,
        hold_s=allowed.hold_s,
        load=load_of(dict(candidate.set_up)),
        tempo=allowed.tempo,
        rest_s=allowed.rest_s,
    )
    return dose_minutes(dose, rules=rules)


def fill_week(chosen: BestSet, *, sessions: int, minutes: float, most_sets: int, weeks: int, rules: DoseRules) -> tuple[Slot, ...]:
    """Place the exercises of a set into the sessions of a week.

    Each stands in the session in which it was found to fit; then again, the most useful first, while a session has room; then with more
    sets, within the range of each source.

    Args:
        chosen: Items, the most useful first, each with a session that has room for it.
        sessions: Sessions a week.
        minutes: Minutes of one session.
        most_sets: Largest number of sets of one exercise in a session.
        weeks: Weeks of the plan, which bound the repetitions that can be reached.
        rules: Time per repetition and set-up.
    """
    items = chosen.items
    ranges = [item_range(item, most_sets=most_sets, weeks=weeks, rules=rules) for item in items]
    sets = [allowed.sets[0] for allowed in ranges]
    places = [[session] for session in chosen.session_of]

    def cost(index: int, count: int) -> float:
        return item_minutes(items[index], ranges[index], sets=count, rules=rules)

    def used(session: int, counts: Sequence[int]) -> float:
        return sum(cost(index, counts[index]) for index in range(len(items)) if session in places[index])

    for index in range(len(items)):
        for session in range(sessions):
            room = session not in places[index] and len(places[index]) < ranges[index].most_per_week
            if room and used(session, sets) + cost(index, sets[index]) <= minutes + 1e-9:
                places[index].append(session)
    for index, allowed in enumerate(ranges):
        while sets[index] < allowed.sets[1]:
            more = [*sets[:index], sets[index] + 1, *sets[index + 1 :]]
            if any(used(session, more) > minutes + 1e-9 for session in places[index]):
                break
            sets = more
    return tuple(
        Slot(item=item, allowed=allowed, sets=count, sessions=tuple(sorted(place)))
        for item, allowed, count, place in zip(items, ranges, sets, places, strict=True)
    )
