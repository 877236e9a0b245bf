"""What matching says of the candidate that it brought to its resistance: repetitions that strength allows, and whether it is only to be tried."""

from ..match.best_set import SetItem
from ..match.match import Match


def possible_reps(match: Match, item: SetItem) -> float | None:
    """Fewest repetitions over its sides that the central estimate of strength allows with the reserve that is asked; None if unknown."""
    del match, item
    return None


def is_trial(match: Match, item: SetItem) -> bool:
    """Whether an item is beyond the central estimate and not proven too hard, so that one set of it is to be tried."""
    del match, item
    return False
