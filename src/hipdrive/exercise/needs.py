"""What an exercise needs, read from its list of equipment, and what of it is lacking."""

from ..errors import UnknownNameError
from .equipment import Equipment, owns
from .exercise import Exercise

OPTIONAL = "(optional)"
WHICH_ONE = ("high", "low", "second")
"""Words that say which one of a kind is meant."""


def needs_of(exercise: Exercise) -> tuple[tuple[str, ...], ...]:
    """What must be there: for each need the things of which one is enough; what is optional is left out."""
    return tuple(tuple(_thing(word) for word in need.split(" or ")) for need in exercise.equipment if not need.strip().endswith(OPTIONAL))


def _thing(words: str) -> str:
    """'cable machine' of 'cable machine with a low pulley', 'bench' of 'second bench'."""
    plain = words.partition(" with ")[0].strip()
    first, _, rest = plain.partition(" ")
    return rest if first in WHICH_ONE and rest else plain


def lacking(exercise: Exercise, equipment: Equipment) -> tuple[str, ...]:
    """What an exercise needs and the athlete does not own, in words; empty if it can be done."""
    return tuple(" or ".join(need) for need in needs_of(exercise) if not any(_owned(equipment, thing) for thing in need))


def _owned(equipment: Equipment, thing: str) -> bool:
    """Whether a thing is there; one that no equipment file can name (such as a crank of its own for each leg) is not."""
    try:
        return owns(equipment, thing)
    except UnknownNameError:
        return False
