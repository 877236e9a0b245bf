"""What may be begun: no implement without its load, and no step of a ladder before the steps below it are passed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from ...errors import NOTHING
from ...exercise import NO_BAND, exercises, steps_of
from ...exercise.declared.ladder import Ladder, LadderStep, ladders
from ...exercise.owned.needs import OPTIONAL
from ...language import Text, en
from .admission import Admission, refusal
from .candidate import Candidate

IMPLEMENTS = ("band", "cable", "kettlebell", "ankle weight", "barbell", "dumbbell", "sled")
"""Words of a list of equipment that name something which loads."""
MASSES = ("weight_kg", "stack_kg", "sled_kg")
OF_LOADS = "load"
"""The ladder whose steps differ in load alone: strength decides on them, not the athlete's word."""


@dataclass(frozen=True, kw_only=True)
class Passed:
    """What an athlete has behind him."""

    new: bool = False
    """Whether such training is new to him: first steps only."""
    word_covers: int = 99
    """Steps above the first for which his word of experience stands."""
    exercises: frozenset[str] = field(default=frozenset())
    """Exercises that a followed plan has opened or that a test proves."""
    steps: frozenset[str] = field(default=frozenset())
    """Ladder steps that a followed plan has opened, as 'ladder/step'."""
    at_first_step: frozenset[str] = field(default=frozenset())
    """Exercises that answer a failed test: they begin at their first step."""


def may_begin(candidates: Sequence[Candidate], passed: Passed) -> Admission:
    """Keep the set-ups that may be begun; an exercise of which none is left is refused with the reason of its heaviest."""
    kept: list[Candidate] = []
    reasons: dict[str, Text] = {}
    for candidate in candidates:
        why = _reason(candidate, passed)
        if why:
            reasons[candidate.exercise] = why
        else:
            kept.append(candidate)
    left = {candidate.exercise for candidate in kept}
    refused = tuple(refusal(exercise, why) for exercise, why in reasons.items() if exercise not in left)
    return Admission(candidates=tuple(kept), refused=refused)


def _reason(candidate: Candidate, passed: Passed) -> Text:
    """Why a set-up may not be begun; empty if it may."""
    if candidate.exercise not in exercises():
        return NOTHING
    if needs_load(candidate.exercise, str(candidate.set_up.get("variant", ""))) and not _load_kg(candidate) and _band(candidate) == NO_BAND:
        return en("you own none of the loads it is made for, or even the lightest is too heavy.")
    if is_weighted_straight_raise(candidate) and not any(step.startswith("load/hanging_") for step in passed.steps):
        return en("straight-leg raises of both legs with weight come after you have passed those without weight in a plan you follow.")
    if candidate.exercise in passed.at_first_step:
        return NOTHING if is_lowest_step(candidate) else en("it answers a failed test, so it starts at its first step.")
    if candidate.exercise in passed.exercises:
        return NOTHING
    if passed.new:
        first = is_lowest_step(candidate) and all(not depths(ladder.id)[step.id] for ladder, step in lowest_rungs(candidate.exercise))
        return NOTHING if first else en("it is not the first step of a ladder; it comes once you have passed the steps below it.")
    if min((depths(ladder.id)[step.id] for ladder, step in rungs_of(candidate)), default=0) > passed.word_covers:
        return en("it is high on its ladder, so you first need to pass the step below it in a plan you follow.")
    return NOTHING


def needs_load(exercise: str, variant: str = "") -> bool:
    """Whether an exercise, in a variant, is made for a load: it has no other resistance, or needs something that loads."""
    declared = exercises()[exercise].variants.get(variant, exercises()[exercise])
    needs = [word for need in declared.equipment if not need.strip().endswith(OPTIONAL) for word in (need.lower(),)]
    return bool(declared.resistances) and (
        "own weight" not in declared.resistance_kinds or any(word in need for need in needs for word in IMPLEMENTS)
    )


def is_weighted_straight_raise(candidate: Candidate) -> bool:
    """Whether both straight legs are raised with weight."""
    straight = "straight_leg_lift" in candidate.gates and candidate.dose.together
    return straight and float(candidate.set_up.get("weight_kg") or 0.0) > 0


def rungs_of(candidate: Candidate) -> list[tuple[Ladder, LadderStep]]:
    """Where a set-up stands on each ladder that orders exercises: the highest step that it fits, else the lowest of its exercise."""
    highest = {ladder.id: (ladder, step) for ladder, step in lowest_rungs(candidate.exercise)}
    for ladder, step in steps_of(candidate.exercise):
        if ladder.id != OF_LOADS and _fits(candidate, step) and depths(ladder.id)[step.id] > depths(ladder.id)[highest[ladder.id][1].id]:
            highest[ladder.id] = (ladder, step)
    return list(highest.values())


def lowest_rungs(exercise: str) -> list[tuple[Ladder, LadderStep]]:
    """The lowest step of an exercise on each of the ladders that order exercises."""
    lowest: dict[str, tuple[Ladder, LadderStep]] = {}
    for ladder, step in steps_of(exercise):
        before = lowest.get(ladder.id)
        if ladder.id != OF_LOADS and (before is None or depths(ladder.id)[step.id] < depths(ladder.id)[before[1].id]):
            lowest[ladder.id] = (ladder, step)
    return list(lowest.values())


def is_lowest_step(candidate: Candidate) -> bool:
    """Whether a set-up is the lowest step of its exercise on every ladder, without a load that is a step of its own."""
    lowest = lowest_rungs(candidate.exercise)
    for ladder, step in lowest:
        alike = [other for other in ladder.steps.values() if other.exercise == candidate.exercise and _only_tempo(other, step)]
        if not any(_fits(candidate, other) for other in alike):
            return False
    light = [step for ladder, step in steps_of(candidate.exercise) if ladder.id == OF_LOADS and not depths(OF_LOADS)[step.id]]
    return bool(lowest) and (not light or any(_fits(candidate, step, exactly=True) for step in light))


def _only_tempo(step: LadderStep, other: LadderStep) -> bool:
    """Whether two steps of an exercise differ in tempo at most."""
    bare, rest = ({key: value for key, value in one.set_up.items() if key != "tempo"} for one in (step, other))
    return bare == rest


def _fits(candidate: Candidate, step: LadderStep, *, exactly: bool = False) -> bool:
    """Whether a set-up is that of a step, its masses aside or exactly the step's; tempo aside."""
    for key, value in step.set_up.items():
        if key == "tempo":
            continue
        present = candidate.set_up.get(key, NO_BAND if key == "band" else None)
        if key in MASSES:
            if exactly and abs(float(present or 0.0) - float(value)) > 1e-6:
                return False
        elif isinstance(value, str):
            if str(present).lower() != value.lower() and not (key == "band" and value != NO_BAND and str(present).lower() != NO_BAND):
                return False
        elif not isinstance(present, int | float) or abs(present - float(value)) > 1e-6:
            return False
    return True


def _load_kg(candidate: Candidate) -> float:
    return sum(float(candidate.set_up.get(key) or 0.0) for key in MASSES)


def _band(candidate: Candidate) -> str:
    return str(candidate.set_up.get("band") or NO_BAND).lower()


@cache
def depths(ladder_id: str) -> dict[str, int]:
    """Steps of a ladder -> how many steps lie below each on the shortest way from a first step or an entry."""
    ladder = ladders()[ladder_id]
    below = {step: {edge.from_step for edge in ladder.edges if edge.to_step == step} for step in ladder.steps}
    strength = {step for step in ladder.steps if exercises()[ladder.steps[step].exercise].kind == "strength"}
    found = {step: 0 for step in ladder.steps if ladder.steps[step].entry or not below[step] & strength}
    while len(found) < len(ladder.steps):
        more = {
            step: 1 + min(found[one] for one in below[step] if one in found)
            for step in ladder.steps
            if step not in found and below[step] & found.keys()
        }
        if not more:
            break
        found |= more
    return found
