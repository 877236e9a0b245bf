"""The minutes of an exercise, and the sessions of a week."""

from dataclasses import dataclass

from ...body import Side
from ..log.dose import DoseSide, dose_minutes
from ..match.best_set import SetItem
from ..rules import DoseRules, Preset
from .plan_rules import PlanRules
from .progression import DAYS_A_WEEK, DoseRange, dose_of, load_of
from .terms import Terms

DOSE_SIDES: dict[str, DoseSide] = {"left": "L", "right": "R"}


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One exercise of the week: where it stands and with how many sets."""

    item: SetItem
    allowed: DoseRange
    sets: int
    sessions: tuple[int, ...]
    """Indices of the sessions it stands in, from 0."""
    first_reps: int
    weaker: Side | None = None
    """A side that has one set more."""


def side_of_all(allowed: DoseRange) -> DoseSide:
    """Side of a dose whose repetitions are counted for both legs."""
    return "both" if allowed.together else "alt"


def item_minutes(item: SetItem, allowed: DoseRange, *, sets: int, reps: int, rules: DoseRules) -> float:
    """Minutes of so many sets of so many repetitions of an item on all its sides."""
    counted: DoseSide = "LR" if len(item.by_side) > 1 else DOSE_SIDES[item.candidate.side]
    side = counted if allowed.per_side else side_of_all(allowed)
    dose = dose_of(item.exercise, side, sets=sets, reps=reps, load=load_of(dict(item.candidate.set_up)), allowed=allowed)
    return dose_minutes(dose, rules=rules)


def session_count(amount: Preset, terms: Terms, rules: PlanRules) -> int:
    """Sessions a week: as asked, or as the preset has it unless they would be too short or there are fewer free days."""
    if terms.sessions_per_week is not None:
        return terms.sessions_per_week
    days = len(terms.free_days) or DAYS_A_WEEK
    return max(1, min(amount.sessions_per_week, days, int(amount.minutes_per_week / rules.least_session_minutes)))
