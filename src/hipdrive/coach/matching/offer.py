"""What can be offered for matching: every exercise in every variant and means that what is owned allows, with the loads these hips need."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from ...body import SIDES, Athlete, Side
from ...errors import HipDriveError
from ...exercise import Exercise, Load, exercises, mirrored, own_exercises, share_at_once, solve_load
from ...exercise.declared.exercise import Value
from ...exercise.owned.equipment import Equipment
from ...exercise.owned.steps import SetUp, SetUpFamily, set_up_families
from ...exercise.owned.surfaces import owned_surfaces
from ...exercise.solve.set_up import resolve_set_up
from ...language import Text, en, joined, layout
from ...store import SetUpRecord
from ...training import Candidate, match_rules
from ...training.match.candidate import source_of_dose
from ..athletes.effort_scale import typical_strength
from .kept_set_ups import family_of_kept
from .load_search import searched
from .straight_leg import END, beyond_straight_leg

Progress = Callable[[int, int], None]
"""Called with how many of how many families of set-ups are done."""
Reach = Callable[[Candidate], float]
"""How much of what these hips may be asked a set-up asks; above 1 it is too heavy."""
SAID_ELSEWHERE = ("side", "tempo")
"""Parts of a set-up that a plan's line states outside of it."""
SAME_SHARE = 1e-6
"""Shares of strength nearer to each other than this are the same."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Candidates for matching, and what was left out."""

    candidates: tuple[Candidate, ...]
    refused: tuple[Text, ...]
    """One sentence for each exercise left out, beginning with its id."""


def offered(
    athlete: Athlete,
    *,
    equipment: Equipment | None = None,
    without: Mapping[str, Text] | None = None,
    reach: Reach | None = None,
    straight_leg_deg: float | None = None,
    kept: Sequence[SetUpRecord] = (),
    progress: Progress | None = None,
) -> Offer:
    """Every exercise in every variant and means, for both working sides, in some of the loads that can be put together.

    One side is solved and the other mirrored: the body is symmetric, and a mirrored movement has mirrored moments (the tests hold it).

    Args:
        athlete: The body.
        equipment: What is owned; what it lacks is left out. None asks for nothing and takes the loads of an ordinary gym.
        without: Exercise id -> why it is not offered.
        reach: What these hips may be asked: of each family the heaviest load within it is found for either side, with the one above and
            the one below. None solves a coarse choice of loads.
        straight_leg_deg: Hip flexion to which these legs go with a straight knee: straight-leg lifts end there. None if nothing stops them.
        kept: Set-ups that the athlete keeps; they are offered beside those of the catalogue, under their names.
        progress: Called with how far the load curves are.
    """
    refused = {exercise: why for exercise, why in (without or {}).items() if exercises()[exercise].kind == "strength"}
    families: list[SetUpFamily] = []
    for exercise in exercises().values():
        if exercise.kind == "strength" and exercise.id not in refused:
            own, lacks = set_up_families(exercise, equipment)
            fitted = [on_owned for family in own if (on_owned := _on_owned_surfaces(family, athlete, equipment)) is not None]
            families += fitted
            if not own:
                refused[exercise.id] = en("it needs {things}, which you do not own.", things=joined(lacks, ", "))
            elif not fitted:
                refused[exercise.id] = en("nothing you own is the right height to do it on.")
    own_families, own_refused = _families_of_kept([each for each in kept if each.exercise not in refused], athlete, equipment)
    families += own_families
    candidates: list[Candidate] = []
    for done, family in enumerate(families):
        try:
            fitting = _within_reach(family, athlete, equipment, straight_leg_deg)
            candidates += [] if fitting is None else _solved(fitting, athlete, equipment, reach)
        except HipDriveError as error:
            if family.exercise.id not in own_exercises():
                raise
            refused[family.exercise.id] = en("it cannot be worked out: {error}", error=error.words)
        if progress is not None:
            progress(done + 1, len(families))
    reasons = tuple(layout("{exercise}: {why}", exercise=exercise, why=why) for exercise, why in refused.items())
    return Offer(candidates=tuple(candidates), refused=(*reasons, *own_refused))


def _families_of_kept(
    kept: Sequence[SetUpRecord], athlete: Athlete, equipment: Equipment | None
) -> tuple[list[SetUpFamily], tuple[Text, ...]]:
    """Families of the set-ups that an athlete keeps, and why others are left out."""
    families, refused = list[SetUpFamily](), list[Text]()
    for each in kept:
        try:
            family, lacks = family_of_kept(each, athlete, equipment)
            if family is None:
                why = en("it needs {things}, which you do not own.", things=joined(lacks, ", "))
            elif (family := _on_owned_surfaces(family, athlete, equipment)) is None:
                why = en("nothing you own is the right height to do it on.")
        except HipDriveError as error:
            family, why = None, en("it cannot be worked out: {error}", error=error.words)
        if family is None:
            refused.append(layout("{exercise} ({name}): {why}", exercise=each.exercise, name=each.name, why=why))
        else:
            families.append(family)
    return families, tuple(refused)


def _on_owned_surfaces(family: SetUpFamily, athlete: Athlete, equipment: Equipment | None) -> SetUpFamily | None:
    """A family with benches, boxes and chairs of owned heights; None where none of them will do."""
    if equipment is None:
        return family
    whole = resolve_set_up(family.variant, family.steps[0], athlete, bands=equipment.bands)
    changed = owned_surfaces(family.variant, whole, equipment)
    if changed is None:
        return None
    return replace(family, steps=tuple({**step, **changed} for step in family.steps)) if changed else family


def _within_reach(family: SetUpFamily, athlete: Athlete, equipment: Equipment | None, straight_leg_deg: float | None) -> SetUpFamily | None:
    """A family whose straight-leg lift ends where the back of the thigh stops it; None where the exercise can't end there."""
    setting = family.variant.settings.get(END)
    if straight_leg_deg is None or setting is None:
        return family
    end_deg = beyond_straight_leg(_load(family.exercise, athlete, family.steps[0], equipment), straight_leg_deg)
    if end_deg is None:
        return family
    if setting.low is not None and end_deg < setting.low:
        return None
    return replace(family, steps=tuple({**step, END: end_deg} for step in family.steps))


def _load(exercise: Exercise, athlete: Athlete, set_up: SetUp, equipment: Equipment | None) -> Load:
    """The load curve of a set-up; those without an exercise or a measured band of one's own are kept, so that planning anew is quick."""
    if equipment is not None and set_up.get("band", "none") in equipment.bands:
        return solve_load(exercise, athlete, dict(set_up), bands=equipment.bands)
    if exercise.id in own_exercises():
        return solve_load(exercise, athlete, dict(set_up))
    return _kept_load(exercise.id, athlete, tuple(sorted(set_up.items())))


@lru_cache(maxsize=1024)
def _kept_load(exercise: str, athlete: Athlete, set_up: tuple[tuple[str, Value], ...]) -> Load:
    return solve_load(exercise, athlete, dict(set_up))


def _solved(family: SetUpFamily, athlete: Athlete, equipment: Equipment | None, reach: Reach | None) -> list[Candidate]:
    """Both sides of the set-ups of a family that were looked at, the lightest first."""
    solved: dict[int, dict[Side, Candidate]] = {}

    def both(place: int) -> Mapping[Side, Candidate]:
        if place not in solved:
            load = _load(family.exercise, athlete, family.steps[place], equipment)
            both_hips = _loads_both_hips(family, athlete, load)
            solved[place] = {own.working_side: _candidate(family, place, own, both_hips=both_hips) for own in (load, mirrored(load))}
        return solved[place]

    def asked(place: int, side: Side) -> float | None:
        candidate = both(place)[side]
        return reach(candidate) if reach is not None and candidate.feasible else None

    sizes = _sizes(family)
    for side in SIDES:
        searched(sizes, lambda place, side=side: asked(place, side))  # type: ignore[misc]
    return [solved[place][side] for place in sorted(solved) for side in SIDES]


def _sizes(family: SetUpFamily) -> Sequence[float]:
    """What orders the steps of a family and says how far apart they are: kilograms, else the place."""
    if family.owned_kg is None:
        return [float(place) for place in range(len(family.steps))]
    return [sum(float(step.get(key, 0.0)) for key in ("weight_kg", "stack_kg", "sled_kg")) for step in family.steps]


def _loads_both_hips(family: SetUpFamily, athlete: Athlete, load: Load) -> bool:
    """Whether a set-up does what its exercise's flag says of the default one.

    It asks both hips at once for the share of strength from which training counts, or, where this body's default falls short of that,
    for no less than the default does. A band on the plank, say, takes the work off the working hip's extensors.
    """
    if not family.variant.both_hips:
        return False
    strength, variant = typical_strength(athlete), family.steps[0].get("variant")
    default = _kept_load(family.exercise.id, athlete, () if variant is None else (("variant", variant),))
    return share_at_once(load, strength) >= min(match_rules().stimulus_starts_at, share_at_once(default, strength)) - SAME_SHARE


def _candidate(family: SetUpFamily, place: int, load: Load, *, both_hips: bool) -> Candidate:
    exercise = family.variant
    return Candidate(
        exercise=exercise.id,
        name=layout("{exercise}: {name}", exercise=exercise.name, name=family.kept_as) if family.kept_as else exercise.name,
        kept_as=family.kept_as,
        set_up={key: value for key, value in load.set_up.items() if key not in SAID_ELSEWHERE},
        resistance=float(place),
        family=family.id,
        family_set_ups=family.steps,
        side=load.working_side,
        curves=load.curves,
        feasible=load.feasible,
        notes=tuple(note.message for note in load.notes),
        both_hips=both_hips,
        position=exercise.position,
        prerequisites=exercise.prerequisites,
        evidence=exercise.evidence,
        equipment=exercise.equipment,
        owned_kg=family.owned_kg,
        gates=tuple(who.gate for who in exercise.not_advised if who.gate),
        stop_for=exercise.stop_for,
        not_advised=tuple(en("not advised for {who}. {why}", who=who.who, why=who.why) for who in exercise.not_advised),
        dose=source_of_dose(exercise, tempo=str(load.set_up["tempo"])),
        least_share={side: _least_share(load, side) for side in SIDES},
    )


def _least_share(load: Load, side: Side) -> float:
    """Share of a hip's moment that the most favourable sharing of the supports leaves, at the key frame where the moment is largest."""
    if not load.key_frames:
        return 1.0
    moment = np.abs(load.hip_flexion_moment_nm_kg[side][list(load.key_frames)])
    place = int(moment.argmax())
    low, high = load.moment_band_nm_kg[side][place]
    if moment[place] <= 0 or low <= 0.0 <= high:
        return 0.0 if moment[place] > 0 and low < high else 1.0
    return float(min(min(abs(low), abs(high)) / moment[place], 1.0))
