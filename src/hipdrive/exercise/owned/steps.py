"""Families of set-ups: one exercise and means (a weight, a stack, a band, or nothing), in every load that can be put together for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...language import Text, en
from ..declared.catalogue import variant_of
from ..declared.exercise import AMOUNT, Exercise, Value
from ..declared.hardware import NO_BAND, known_bands
from .equipment import Equipment, bands_of, default_equipment, half_stretched_pull_n
from .needs import lacking, owned_loads

OWN_WEIGHT = "own weight"
MASS_KEYS = {key: kind for kind, key in AMOUNT.items() if kind != "band"}
STRANDS = (1, 2)
"""Strands of a band that a plan tries; our choice."""
SetUp = Mapping[str, Value]


@dataclass(frozen=True, kw_only=True)
class SetUpFamily:
    """Set-ups that differ in load only."""

    id: str
    exercise: Exercise
    variant: Exercise
    """The exercise in its variant."""
    steps: tuple[SetUp, ...]
    """The lightest first."""
    owned_kg: tuple[float, ...] | None
    """Masses (kg) of its steps above 0; None where a band or nothing is moved."""
    kept_as: str = ""
    """Name of the kept set-up that it is; empty for those of the catalogue."""


def set_up_families(exercise: Exercise, equipment: Equipment | None) -> tuple[tuple[SetUpFamily, ...], tuple[Text, ...]]:
    """The families of an exercise that can be put together, and what is lacking for the others.

    Each variant of the exercise's grid makes a family for each means that the grid names. Its loads are all that can be made of what
    is owned, inside the setting's limits; the limb alone is a step where the exercise is one against the body's own weight.

    Args:
        exercise: The exercise.
        equipment: What is owned; None asks for nothing and takes the loads of an ordinary gym.
    """
    gym = equipment or default_equipment()
    families: list[SetUpFamily] = []
    lacks: dict[Text, None] = {}
    for number, base_variant in enumerate(exercise.grid.variants):
        entries = [{**base_variant, **step} for step in exercise.grid.resistance]
        for base, steps in _by_base(entries).items():
            variant = variant_of(exercise, steps[0])
            missing = () if equipment is None else lacking(variant, equipment)
            if missing:
                lacks |= dict.fromkeys(missing)
                continue
            for means, made in _by_means(variant, dict(base), steps, gym):
                masses = tuple(float(step[means]) for step in made if means in MASS_KEYS and float(step[means]) > 0)
                name = f"{exercise.id}/{number}{''.join(f'/{word}' for word in (_label(base, base_variant), means) if word)}"
                families.append(SetUpFamily(id=name, exercise=exercise, variant=variant, steps=made, owned_kg=masses or None))
            if not any(family.variant is variant for family in families):
                lacks |= dict.fromkeys([en("a load for '{exercise}'", exercise=variant.name)])
    return tuple(families), tuple(lacks)


def masses_by_kind(exercise: Exercise, equipment: Equipment | None) -> Mapping[str, tuple[float, ...]]:
    """Kind of resistance -> masses (kg) above 0 that can be put together for an exercise in any of its variants, the lightest first.

    Args:
        exercise: The exercise; one of mobility has none.
        equipment: What is owned, whatever else the exercise may need; None for an ordinary gym.
    """
    gym, masses = equipment or default_equipment(), dict[str, set[float]]()
    for base_variant in exercise.grid.variants if exercise.kind == "strength" else ():
        for base, steps in _by_base([{**base_variant, **step} for step in exercise.grid.resistance]).items():
            for means, made in _by_means(variant_of(exercise, steps[0]), dict(base), steps, gym):
                if means in MASS_KEYS:
                    masses.setdefault(MASS_KEYS[means], set()).update(float(step[means]) for step in made if float(step[means]) > 0)
    return {kind: tuple(sorted(of_kind)) for kind, of_kind in masses.items()}


def means_of(variant: Exercise, whole: SetUp) -> tuple[str, ...]:
    """What a set-up is moved against, as keys: masses above 0, and a band.

    Args:
        variant: The exercise in its variant.
        whole: The set-up with all defaults.
    """
    masses = tuple(key for key in MASS_KEYS if key in variant.settings and float(whole[key]) > 0)
    return (*masses, "band") if whole.get("band", NO_BAND) != NO_BAND else masses


def loads_of_means(variant: Exercise, means: str, whole: SetUp, equipment: Equipment | None) -> tuple[SetUp, ...]:
    """What can be put together for the means of a set-up, the lightest first: each time the keys that say how much.

    Args:
        variant: The exercise in its variant.
        means: One of means_of.
        whole: The set-up with all defaults; its own load is among the answers where nothing is said about what is owned.
        equipment: What is owned; None for an ordinary gym.
    """
    gym = equipment or default_equipment()
    if means == "band":
        own_band = [] if equipment is not None else [(str(whole["band"]), int(whole["strands"]))]
        return tuple({"band": band, "strands": count} for band, count in _bands_by_pull(gym, own_band))
    own_kg = [] if equipment is not None else [float(whole[means])]
    return tuple({means: mass} for mass in sorted({*_loads(variant, MASS_KEYS[means], means, whole, gym), *own_kg}))


def _by_base(entries: Sequence[SetUp]) -> dict[tuple[tuple[str, Value], ...], list[SetUp]]:
    """Entries of a grid by what they share besides their load; entries that name no load at all stay together."""
    amounts = {*MASS_KEYS, "band", "strands"}
    if not any(key in entry for entry in entries for key in amounts):
        return {(): list(entries)}
    grouped: dict[tuple[tuple[str, Value], ...], list[SetUp]] = {}
    for entry in entries:
        grouped.setdefault(tuple(sorted((key, value) for key, value in entry.items() if key not in amounts)), []).append(entry)
    return grouped


def _label(base: Sequence[tuple[str, Value]], variant: SetUp) -> str:
    """What tells a base from others of its variant, such as the exercise's own variant."""
    return "-".join(f"{value}" for key, value in base if key not in variant)


def _by_means(
    variant: Exercise, base: dict[str, Value], entries: Sequence[SetUp], equipment: Equipment
) -> list[tuple[str, tuple[SetUp, ...]]]:
    """Means (a key of the set-up, or nothing) with all steps that can be made of it."""
    named = {key for entry in entries for key in entry}
    if not base and not named & {*MASS_KEYS, "band"}:
        return [("", tuple(entries))]
    nothing: dict[str, Value] = {
        **base,
        **{key: 0.0 for key in MASS_KEYS if key in named},
        **({"band": NO_BAND} if "band" in named else {}),
    }
    bare = [nothing] if OWN_WEIGHT in variant.resistance_kinds else []
    made: list[tuple[str, tuple[SetUp, ...]]] = []
    for key, kind in MASS_KEYS.items():
        if any(float(entry.get(key, 0.0)) > 0 for entry in entries):
            loads = [{**nothing, key: mass} for mass in _loads(variant, kind, key, base, equipment)]
            made += [(key, (*bare, *loads))] if loads else []
    if any(entry.get("band", NO_BAND) != NO_BAND for entry in entries):
        bands = [{**nothing, "band": band, "strands": count} for band, count in _bands_by_pull(equipment)]
        made += [("band", (*bare, *bands))] if bands else []
    return made or ([("", tuple(bare))] if bare else [])


def _bands_by_pull(equipment: Equipment, further: Sequence[tuple[str, int]] = ()) -> list[tuple[str, int]]:
    """Bands and strands, with further ones that have a published table, the weakest pull first."""
    strands = [count for count in STRANDS if count <= equipment.most_strands]
    pulls = {(band, count): count * half_stretched_pull_n(table) for band, table in bands_of(equipment).items() for count in strands}
    pulls |= {(band, count): count * half_stretched_pull_n(known_bands()[band]) for band, count in further}
    return sorted(pulls, key=lambda choice: (round(pulls[choice], 6), choice))


def _loads(variant: Exercise, kind: str, key: str, base: SetUp, equipment: Equipment) -> tuple[float, ...]:
    """Masses that can be put together for a means, inside its setting's limits."""
    resistance = next(resistance for resistance in variant.resistances if resistance.kind == kind)
    usual = variant.settings[resistance.attach].default if resistance.attach in variant.settings else resistance.attach
    place = str(base.get(resistance.attach, usual))
    setting = variant.settings[key]
    loads = owned_loads(variant, kind, place, equipment)
    return tuple(load for load in loads if (setting.low or 0.0) <= load <= (setting.high or load))
