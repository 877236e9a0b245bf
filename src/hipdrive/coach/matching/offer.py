"""What can be offered for matching: every exercise in every set-up of its grid that what is owned allows, with its load curves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...body import Athlete
from ...exercise import Exercise, Load, exercises, mirrored, solve_load, variant_of
from ...exercise.declared.exercise import Value
from ...exercise.owned.equipment import Equipment, bands_of
from ...exercise.owned.needs import lacking, owned_loads, rounded_to_owned
from ...exercise.solve.set_up import resolve_set_up
from ...training import Candidate
from ...training.match.candidate import source_of_dose

Progress = Callable[[int, int], None]
"""Called with how many of how many load curves are done."""
SAID_ELSEWHERE = ("side", "tempo")
"""Parts of a set-up that a plan's line states outside of it."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Candidates for matching, and what was left out."""

    candidates: tuple[Candidate, ...]
    refused: tuple[str, ...]
    """One sentence for each exercise left out, beginning with its id."""


@dataclass(frozen=True, kw_only=True)
class _SetUpOfFamily:
    """One set-up to be solved."""

    exercise: Exercise
    variant: Exercise
    """The exercise in its variant."""
    family: str
    rank: int
    values: Mapping[str, Value]


def offered(
    athlete: Athlete,
    *,
    equipment: Equipment | None = None,
    without: Mapping[str, str] | None = None,
    light_enough: Callable[[Candidate], bool] | None = None,
    progress: Progress | None = None,
) -> Offer:
    """Every exercise in every set-up of its small grid, for both working sides.

    One side is solved and the other mirrored: the body is symmetric, and a mirrored movement has mirrored moments (the tests hold it).

    Args:
        athlete: The body.
        equipment: What is owned; loads are rounded to it and what it lacks is left out. None asks for nothing.
        without: Exercise id -> why it is not offered.
        light_enough: Whether these hips may be loaded so; once both sides have passed it, heavier set-ups of the family are not solved.
            None solves all.
        progress: Called with how far the load curves are.
    """
    refused = {exercise: why for exercise, why in (without or {}).items() if exercises()[exercise].kind == "strength"}
    families: list[list[_SetUpOfFamily]] = []
    for exercise in exercises().values():
        if exercise.kind == "strength" and exercise.id not in refused:
            own, lacks = _families(exercise, athlete, equipment)
            families += own
            if not own:
                refused[exercise.id] = f"it needs {', '.join(lacks)}, which you do not own."
    candidates: list[Candidate] = []
    for done, family in enumerate(families):
        candidates += _solved(family, athlete, equipment, light_enough)
        if progress is not None:
            progress(done + 1, len(families))
    return Offer(candidates=tuple(candidates), refused=tuple(f"{exercise}: {why}" for exercise, why in refused.items()))


def _load(exercise: Exercise, athlete: Athlete, set_up: Mapping[str, Value], equipment: Equipment | None) -> Load:
    """The load curve of a set-up; those without measured bands of one's own are kept, so that planning anew is quick."""
    if equipment is not None and set_up.get("band", "none") in equipment.bands:
        return solve_load(exercise, athlete, dict(set_up), bands=equipment.bands)
    return _kept_load(exercise.id, athlete, tuple(sorted(set_up.items())))


@lru_cache(maxsize=1024)
def _kept_load(exercise: str, athlete: Athlete, set_up: tuple[tuple[str, Value], ...]) -> Load:
    return solve_load(exercise, athlete, dict(set_up))


def _solved(
    family: Sequence[_SetUpOfFamily], athlete: Athlete, equipment: Equipment | None, light_enough: Callable[[Candidate], bool] | None
) -> list[Candidate]:
    """Both sides of the set-ups of a family, from the lightest up to the first that is too heavy for either side."""
    candidates: list[Candidate] = []
    set_ups = tuple(set_up.values for set_up in family)
    for set_up in family:
        load = _load(set_up.exercise, athlete, set_up.values, equipment)
        owned = None if equipment is None else _owned_kg(set_up.variant, load.set_up, equipment)
        both = [_candidate(set_up, side, owned_kg=owned, family_set_ups=set_ups) for side in (load, mirrored(load))]
        candidates += both
        if light_enough is not None and load.feasible and not any(light_enough(side) for side in both):
            break
    return candidates


def _families(exercise: Exercise, athlete: Athlete, equipment: Equipment | None) -> tuple[list[list[_SetUpOfFamily]], tuple[str, ...]]:
    """Set-ups of an exercise that can be put together, by family, the lightest first; and what is lacking for the others."""
    families: list[list[_SetUpOfFamily]] = []
    lacks: dict[str, None] = {}
    for number, set_ups in enumerate(exercise.grid_set_ups()):
        variant = variant_of(exercise, set_ups[0])
        missing = () if equipment is None else lacking(variant, equipment)
        lacks |= dict.fromkeys(missing)
        if missing:
            continue
        family: list[_SetUpOfFamily] = []
        for rank, set_up in enumerate(set_ups):
            own = set_up if equipment is None else _as_owned(variant, set_up, athlete, equipment)
            if own is None:
                lacks[f"a {set_up['band']} band"] = None
            elif own not in [other.values for other in family]:
                family.append(_SetUpOfFamily(exercise=exercise, variant=variant, family=f"{exercise.id}/{number}", rank=rank, values=own))
        families += [family] if family else []
    return families, tuple(lacks)


def _as_owned(variant: Exercise, set_up: Mapping[str, Value], athlete: Athlete, equipment: Equipment) -> Mapping[str, Value] | None:
    """The set-up with its loads rounded to what can be put together; None if its band is not there."""
    band = set_up.get("band", "none")
    if band != "none" and band not in bands_of(equipment):
        return None
    whole = resolve_set_up(variant, set_up, athlete, bands=equipment.bands)
    return {**set_up, **{key: nearest for key, (_, nearest) in rounded_to_owned(variant, whole, equipment).items()}}


def _owned_kg(variant: Exercise, set_up: Mapping[str, Value], equipment: Equipment) -> tuple[float, ...] | None:
    """Loads that can be put together for the one mass of a set-up; None where there is none."""
    for resistance in variant.resistances:
        if resistance.kind != "band":
            return owned_loads(variant, resistance.kind, str(set_up.get(resistance.attach, resistance.attach)), equipment)
    return None


def _candidate(
    set_up: _SetUpOfFamily, load: Load, *, owned_kg: tuple[float, ...] | None, family_set_ups: tuple[Mapping[str, Value], ...]
) -> Candidate:
    exercise = set_up.variant
    return Candidate(
        exercise=exercise.id,
        name=exercise.name,
        set_up={key: value for key, value in load.set_up.items() if key not in SAID_ELSEWHERE},
        resistance=float(set_up.rank),
        family=set_up.family,
        family_set_ups=family_set_ups,
        side=load.working_side,
        curves=load.curves,
        feasible=load.feasible,
        notes=tuple(note.message for note in load.notes),
        both_hips=exercise.both_hips,
        position=exercise.position,
        prerequisites=exercise.prerequisites,
        evidence=exercise.evidence,
        equipment=exercise.equipment,
        owned_kg=owned_kg,
        gates=tuple(who.gate for who in exercise.not_advised if who.gate),
        stop_for=exercise.stop_for,
        not_advised=tuple(f"not advised for {who.who}: {who.why}" for who in exercise.not_advised),
        dose=source_of_dose(exercise, tempo=str(load.set_up["tempo"])),
    )
