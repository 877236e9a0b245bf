"""Both hips of a standing exercise at several loads, as they stand in JSON."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...language import Text
from ..set_up import SetUpValue
from ..wire_model import Wire

if TYPE_CHECKING:
    from ...exercise.verdict.seesaw import Seesaw

DIGITS = 4
"""Decimals of moments."""


class SeesawStepDocument(Wire):
    """One load; magnitudes in Nm/kg."""

    load: str
    """In words."""
    set_up: dict[str, SetUpValue]
    """What differs from the default set-up."""
    flexors_nm_kg: float
    """Largest flexor moment of the working hip."""
    extensors_then_nm_kg: float
    """Extensor moment of the hip that one stands on at that moment; below 0 its flexors work."""
    extensors_nm_kg: float
    """Largest extensor moment of that hip in the whole repetition."""


class SeesawDocument(Wire):
    """What a heavier load on the working hip's flexors asks of the extensors of the hip that one stands on."""

    exercise: str
    variant: str
    """Empty for an exercise without variants."""
    steps: tuple[SeesawStepDocument, ...]
    """The lightest on the flexors first."""
    extensors_per_flexor: float
    """By how much the stance extensors' moment, while the flexors peak, grows for each Nm/kg of the flexors'."""
    coupled: bool
    """Whether each heavier load asks more of the stance extensors while the flexors peak; it says nothing of strength gained."""
    says: Text


def seesaw_documents(seesaws: "Sequence[Seesaw]") -> tuple[SeesawDocument, ...]:
    """Seesaws as they stand in JSON."""
    return tuple(
        SeesawDocument(
            exercise=seesaw.exercise,
            variant=seesaw.variant,
            steps=tuple(
                SeesawStepDocument(
                    load=step.load,
                    set_up=dict(step.set_up),
                    flexors_nm_kg=round(step.flexors_nm_kg, DIGITS),
                    extensors_then_nm_kg=round(step.extensors_then_nm_kg, DIGITS),
                    extensors_nm_kg=round(step.extensors_nm_kg, DIGITS),
                )
                for step in seesaw.steps
            ),
            extensors_per_flexor=round(seesaw.per_flexor, DIGITS),
            coupled=seesaw.coupled,
            says=seesaw.sentence,
        )
        for seesaw in seesaws
    )
