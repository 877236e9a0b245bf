"""The seesaw: what a heavier load on the working hip's flexors asks of the extensors of the hip that one stands on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...band_words import band_words
from ...body import OTHER_SIDE, Athlete
from ...language import Text, and_list, en, joined, layout
from ..declared.exercise import Exercise, Value
from ..declared.variants import variants_of
from ..solve.load import Load
from ..solve.load_curve import solve_load

SEESAW_ROWS = ("P10", "K11", "D10")
"""Rows of the evidence that speak of one hip helping the other."""
NO_LOAD: tuple[Value, ...] = (0, 0.0, "none")
CARRIED: Mapping[str, Text] = {
    "weight_kg": layout("{mass_kg:g} kg"),
    "stack_kg": en("{mass_kg:g} kg on the stack"),
    "sled_kg": en("{mass_kg:g} kg on the sled"),
}
RISES_NM_KG = 0.05
"""A rise below this over all loads is called none: the least moment that counts as one (curve.LOWEST_PEAK_NM_KG)."""
UNPROVEN = en("It is unproven that strength gained in one hip helps the other: we found no trial.")


@dataclass(frozen=True, kw_only=True)
class SeesawStep:
    """One load; magnitudes in Nm/kg."""

    load: Text
    """In words, such as '7.5 kg on the stack'."""
    set_up: Mapping[str, Value]
    """What differs from the exercise's default set-up."""
    flexors_nm_kg: float
    """Largest flexor moment of the working hip."""
    extensors_then_nm_kg: float
    """Extensor moment of the hip that one stands on at that moment; below 0 its flexors work."""
    extensors_nm_kg: float
    """Largest extensor moment of that hip in the whole repetition."""


@dataclass(frozen=True, kw_only=True)
class Seesaw:
    """Both hips of one standing exercise at several loads, the lightest on the flexors first."""

    exercise: str
    variant: str
    """Empty for an exercise without variants."""
    steps: tuple[SeesawStep, ...]
    """Two or more."""

    @property
    def per_flexor(self) -> float:
        """By how much the stance extensors' moment, while the flexors peak, grows for each Nm/kg of the flexors' (a straight line)."""
        flexors, extensors = ([getattr(step, name) for step in self.steps] for name in ("flexors_nm_kg", "extensors_then_nm_kg"))
        return float(np.polyfit(flexors, extensors, 1)[0])

    @property
    def coupled(self) -> bool:
        """Whether each heavier load asks more of the stance extensors while the flexors peak."""
        return _rises([step.extensors_then_nm_kg for step in self.steps])

    @property
    def sentence(self) -> Text:
        """What it comes to, with its numbers."""
        first, last = self.steps[0], self.steps[-1]
        flexors = en(
            "From {lightest} to {heaviest}, the flexor moment of the working hip rises from {low_nm_kg:.2f} to {high_nm_kg:.2f} Nm/kg.",
            lightest=first.load,
            heaviest=last.load,
            low_nm_kg=first.flexors_nm_kg,
            high_nm_kg=last.flexors_nm_kg,
        )
        return joined((flexors, *self._of_extensors(first, last), UNPROVEN))

    def _of_extensors(self, first: SeesawStep, last: SeesawStep) -> tuple[Text, ...]:
        """What the extensors do meanwhile."""
        then = {"low_nm_kg": first.extensors_then_nm_kg, "high_nm_kg": last.extensors_then_nm_kg}
        if not self.coupled:
            words = en(
                "At that moment the extensors of the standing hip go from {low_nm_kg:.2f} to {high_nm_kg:.2f} Nm/kg: "
                "here demand is not coupled.",
                **then,
            )
            return (words,)
        words = en(
            "At that moment the extensors of the standing hip rise from {low_nm_kg:.2f} to {high_nm_kg:.2f} Nm/kg, about {per_flexor:.1f} "
            "for each 1.0 of the flexors. Demand is coupled: the pelvis passes the pull on, so more load on the flexors demands more of "
            "the stance extensors.",
            per_flexor=self.per_flexor,
            **then,
        )
        if last.extensors_nm_kg - first.extensors_nm_kg > RISES_NM_KG:
            return (words,)
        largest = en(
            "The largest moment of the stance extensors ({first_nm_kg:.2f}, then {then_nm_kg:.2f}) does not rise with it, because it comes "
            "at another point of the rep.",
            first_nm_kg=first.extensors_nm_kg,
            then_nm_kg=last.extensors_nm_kg,
        )
        return words, largest


def seesaws_of(exercise: Exercise, athlete: Athlete) -> tuple[Seesaw, ...]:
    """Both hips at each load of the grid, for every variant that stands on one leg and can be done with two loads or more.

    Args:
        exercise: Any exercise; none results from one that does not stand on one leg.
        athlete: Whose body.

    Returns:
        One seesaw a variant.
    """
    found = []
    for name, variant in variants_of(exercise).items():
        if stands_on_one_leg(variant):
            steps = [step for step in (_step(variant, athlete, set_up) for set_up in variant.grid.resistance) if step is not None]
            steps = sorted({step.load: step for step in steps}.values(), key=lambda step: step.flexors_nm_kg)
            if len(steps) > 1:
                found.append(Seesaw(exercise=exercise.id, variant=name, steps=tuple(steps)))
    return tuple(found)


def stands_on_one_leg(exercise: Exercise) -> bool:
    """Whether the one foot that carries the body is that of the leg that does not work; a hand may help."""
    feet = {support.side for support in exercise.supports if support.patch == "sole"}
    return exercise.kind == "strength" and exercise.position == "standing" and feet == {"o"}


def _step(exercise: Exercise, athlete: Athlete, set_up: Mapping[str, Value]) -> SeesawStep | None:
    """One load; None where it is no load, or cannot be done by this body."""
    if not set(set_up) & {*CARRIED, "band"}:
        return None
    load = solve_load(exercise, athlete, set_up)
    if not load.feasible or not len(load.time_s):
        return None
    return _of_load(load, set_up)


def _of_load(load: Load, set_up: Mapping[str, Value]) -> SeesawStep:
    working = load.hip_flexion_moment_nm_kg[load.working_side]
    stance = -load.hip_flexion_moment_nm_kg[OTHER_SIDE[load.working_side]]
    peak = int(np.argmax(working))
    return SeesawStep(
        load=_in_words(set_up),
        set_up=dict(set_up),
        flexors_nm_kg=max(float(working[peak]), 0.0),
        extensors_then_nm_kg=float(stance[peak]),
        extensors_nm_kg=max(float(stance.max()), 0.0),
    )


def _in_words(set_up: Mapping[str, Value]) -> Text:
    words = [text.filled(mass_kg=float(set_up[key])) for key, text in CARRIED.items() if set_up.get(key, 0) not in NO_LOAD]
    band = set_up.get("band", "none")
    words += [] if band in NO_LOAD else [en("the {band} band", band=band_words(str(band)))]
    return and_list(words) or en("no added load")


def _rises(values: Sequence[float]) -> bool:
    """Whether each value is at least the one before, and the last clearly above the first."""
    return bool(np.all(np.diff(values) >= 0.0)) and values[-1] - values[0] > RISES_NM_KG
