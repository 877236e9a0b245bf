"""What an exercise needs, read from its list of equipment: what of it is lacking, and which loads can be put together for it."""

from collections.abc import Mapping

from ...errors import UnknownNameError
from ...language import Text, en, or_list
from ..declared.exercise import AMOUNT, Exercise, Value
from ..declared.hardware import typical_heights
from .equipment import Equipment, LoadKind, loads_of, owns
from .thing_names import thing_name

OPTIONAL = "(optional)"
SECOND = "second "
TWO_SURFACES = en("a second bench, box or chair")
WHICH_ONE = ("high", "low", "second")
"""Words that say which one of a kind is meant."""
LOADS_AT: dict[str, tuple[LoadKind, ...]] = {
    "ankle": ("ankle",),
    "thigh": ("ankle",),
    "toes": ("kettlebell",),
    "midfoot": ("kettlebell",),
    "pelvis": ("barbell",),
}
"""What can be fixed where; anywhere else a dumbbell or kettlebell is held."""


def owned_loads(exercise: Exercise, kind: str, place: str, equipment: Equipment) -> tuple[float, ...]:
    """All loads (kg) above 0 that can be put together for a weight, cable or sled of an exercise, lightest first.

    Args:
        exercise: The exercise, in its variant.
        kind: 'weight', 'cable' or 'sled'.
        place: Where on the body a weight sits.
        equipment: What is owned.
    """
    if kind != "weight":
        return loads_of(equipment, "cable" if kind == "cable" else "sled")
    legs = next(resistance.leg for resistance in exercise.resistances if resistance.kind == kind)
    sorts = LOADS_AT.get(place, ("dumbbell", "kettlebell"))
    pieces = 2.0 if legs == "both" and sorts == ("ankle",) else 1.0
    return tuple(sorted({pieces * load for sort in sorts for load in loads_of(equipment, sort)}))


def rounded_to_owned(exercise: Exercise, set_up: Mapping[str, Value], equipment: Equipment) -> dict[str, tuple[float, float]]:
    """Loads of a set-up that can't be put together: set-up key -> (wanted, nearest that can), the lighter of two equally near."""
    rounded: dict[str, tuple[float, float]] = {}
    for resistance in exercise.resistances:
        key = AMOUNT[resistance.kind]
        if resistance.kind == "band" or float(set_up[key]) == 0.0:
            continue
        wanted = float(set_up[key])
        loads = owned_loads(exercise, resistance.kind, str(set_up.get(resistance.attach, resistance.attach)), equipment)
        nearest = min((0.0, *loads), key=lambda load, wanted=wanted: (round(abs(load - wanted), 9), load))  # type: ignore[misc]
        if nearest != wanted:
            rounded[key] = (wanted, nearest)
    return rounded


def needs_of(exercise: Exercise) -> tuple[tuple[str, ...], ...]:
    """What must be there: for each need the things of which one is enough; what is optional is left out."""
    return tuple(tuple(_thing(word) for word in need.split(" or ")) for need in exercise.equipment if not need.strip().endswith(OPTIONAL))


def _thing(words: str) -> str:
    """'cable machine' of 'cable machine with a low pulley', 'bench' of 'second bench'."""
    plain = words.partition(" with ")[0].strip()
    first, _, rest = plain.partition(" ")
    return rest if first in WHICH_ONE and rest else plain


def lacking(exercise: Exercise, equipment: Equipment) -> tuple[Text, ...]:
    """What an exercise needs and the athlete does not own, in words; empty if it can be done."""
    needs = [need for need in needs_of(exercise) if not any(_owned(equipment, thing) for thing in need)]
    missing = tuple(or_list([thing_name(thing) for thing in need]) for need in needs)
    asks_for_two = any(need.startswith(SECOND) for need in exercise.equipment)
    return (*missing, TWO_SURFACES) if asks_for_two and not missing and not _has_two_surfaces(equipment) else missing


def _has_two_surfaces(equipment: Equipment) -> bool:
    """Whether there are two things to lie on and step on: two of bench, box and chair, or benches of two heights that were told."""
    kinds = sum(_owned(equipment, thing) for thing in ("bench", "box", "chair"))
    told = equipment.bench_heights_m != typical_heights("bench")
    return kinds > 1 or (told and len(equipment.bench_heights_m) > 1)


def _owned(equipment: Equipment, thing: str) -> bool:
    """Whether a thing is there; one that no equipment file can name (such as a crank of its own for each leg) is not."""
    try:
        return owns(equipment, thing)
    except UnknownNameError:
        return False
