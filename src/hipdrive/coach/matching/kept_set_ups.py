"""Set-ups that an athlete keeps, as families that are matched beside those of the catalogue: as they are, in every load that is owned."""

from collections.abc import Sequence

from ...body import Athlete
from ...errors import UnknownNameError
from ...exercise import NO_BAND, Value, exercise_of, lacking, resolve_set_up, variant_of
from ...exercise.declared.exercise import Exercise
from ...exercise.owned.equipment import Equipment
from ...exercise.owned.steps import SetUp, SetUpFamily, loads_of_means, means_of
from ...language import Text, en
from ...store import SetUpRecord
from ...store.entries.person import name_key

CHOSEN_ELSEWHERE = "side"
"""A plan asks both sides of every exercise."""


def kept_set_up(kept: Sequence[SetUpRecord], called: str, *, exercise: str) -> SetUpRecord:
    """The set-up of an exercise that an athlete keeps under a name.

    Raises:
        UnknownNameError: If none of that exercise has the name; names those that have one.
    """
    own = [each for each in kept if each.exercise == exercise]
    found = next((each for each in own if name_key(each.name) == name_key(called)), None)
    if found is None:
        raise UnknownNameError(en("kept set-up of {exercise}", exercise=exercise), called, [each.name for each in own])
    return found


def family_of_kept(kept: SetUpRecord, athlete: Athlete, equipment: Equipment | None) -> tuple[SetUpFamily | None, tuple[Text, ...]]:
    """The family of a set-up that is kept, and what is lacking for it; None where something is.

    What it is moved against stays: a weight, a stack or a sled in every load that can be put together, its own among them where nothing
    is said about what is owned; a band in every strength that is owned; more than one of these as they are.

    Raises:
        HipDriveError: If the exercise is not known any more, or a value is not allowed any more.
    """
    exercise = exercise_of(kept.exercise)
    chosen: dict[str, Value] = {key: value for key, value in kept.set_up.items() if key != CHOSEN_ELSEWHERE}
    variant = variant_of(exercise, chosen)
    whole = resolve_set_up(variant, chosen, athlete, bands=None if equipment is None else equipment.bands)
    missing = () if equipment is None else lacking(variant, equipment)
    steps = () if missing else _steps(variant, chosen, whole, equipment)
    if not steps:
        return None, missing or (en("a load for '{exercise}'", exercise=variant.name),)
    mass_key = next((key for key in means_of(variant, whole) if key != "band"), "")
    masses = tuple(float(step[mass_key]) for step in steps) if mass_key and len(means_of(variant, whole)) == 1 else None
    name = f"{exercise.id}/kept/{name_key(kept.name)}"
    return SetUpFamily(id=name, exercise=exercise, variant=variant, steps=steps, owned_kg=masses, kept_as=kept.name), ()


def _steps(variant: Exercise, chosen: SetUp, whole: SetUp, equipment: Equipment | None) -> tuple[SetUp, ...]:
    """Its loads, the lightest first; none where it cannot be put together."""
    means = means_of(variant, whole)
    if len(means) == 1:
        loads = loads_of_means(variant, means[0], whole, equipment)
        return tuple({**chosen, **load} for load in loads)
    banned = equipment is not None and str(whole.get("band", NO_BAND)) not in {NO_BAND, *equipment.bands}
    return () if banned else (chosen,)
