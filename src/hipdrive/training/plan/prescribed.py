"""What matching says of a set-up that it brought to its first resistance, both sides of an item together."""

from ..match.best_set import SetItem
from ..match.first_load import FirstLoad
from ..rules import DoseRules, MatchRules


def firsts_of(item: SetItem) -> tuple[FirstLoad, ...]:
    """The first load of each of its sides."""
    by_side = {choice.candidate.side: choice.first for choice in item.choices}
    return tuple(by_side.values())


def is_trial(item: SetItem) -> bool:
    """Whether a side of an item is beyond the central estimate and not proven too hard, so that one set of it is to be tried."""
    return any(first.trial for first in firsts_of(item))


def reps_with_reserve(item: SetItem, *, rules: MatchRules, dose: DoseRules) -> int:
    """Repetitions that the central estimate allows with the reserve that is asked, fewest over its sides.

    A hold counts as more repetitions (rules.hold_counts_s); of repetitions that are counted for both legs in turn each leg does half.
    """
    source = item.candidate.dose
    each = max(1.0, (source.hold_s[0] if source.hold_s else 0.0) / rules.hold_counts_s)
    legs = 1 if source.per_side or source.together else 2
    return min(int(max(first.possible_reps - dose.rir, 0) / each) * legs for first in firsts_of(item))
