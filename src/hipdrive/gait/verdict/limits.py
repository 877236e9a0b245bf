"""What limits trust in a result: too few strides, markers that are absent, plates that contradict the body mass."""

from collections.abc import Sequence

from ...body import SIDES
from ...body_words import SIDE_WORDS
from ...errors import HipDriveError
from ...language import en, joined
from ...note import Note
from ...units import lb_from_kg
from ..movement.movement import Movement
from ..movement.stride import Stride

MASS_MISMATCH = 0.15
MASS_DOUBT = 0.03
FEW_STRIDES = (
    en("No whole stride of the {side} leg: it has no spread, so the sides are not compared."),
    en("Only one whole stride of the {side} leg: it has no spread, so the sides are not compared."),
    en("Only {count} whole strides of the {side} leg: its spread over strides says little."),
)
"""What a leg's whole strides are too few for, by their number."""


class MassMismatchError(HipDriveError):
    """The force plates contradict the given body mass."""

    code = "mass_mismatch"

    def __init__(self, given_kg: float, measured_kg: float) -> None:
        pounds = abs(given_kg / lb_from_kg(measured_kg) - 1.0) < MASS_MISMATCH
        sentences = (
            en(
                "The body mass given is {given:g} kg, but the force plates measure {measured:.0f} kg over whole strides.",
                given=given_kg,
                measured=measured_kg,
            ),
            en("Did you mean pounds?") if pounds else "",
            en("Give the mass in kilograms, within 15 % of the plates."),
        )
        super().__init__(joined(sentences))


def quality_notes(movement: Movement, strides: Sequence[Stride], weight_share: float | None, *, trunk_recorded: bool) -> list[Note]:
    """Notes on what limits trust in a run.

    Args:
        movement: The run.
        strides: Its strides.
        weight_share: Mean vertical force over whole strides in body weights; None where no stride lay wholly on plates.
        trunk_recorded: Whether the trunk had markers.
    """
    notes = []
    if not trunk_recorded:
        message = en("No trunk markers: the trunk is taken as upright over the pelvis, so the residual on the pelvis judges the legs only.")
        notes.append(Note("legs_only", message))
    notes += [*locked_notes(movement), *few_strides_notes(strides)]
    if weight_share is not None and abs(weight_share - 1.0) > MASS_DOUBT:
        message = en(
            "The plates measure {percent:.1f} % of body weight over whole strides (100 % expected): check mass and plates.",
            percent=100 * weight_share,
        )
        notes.append(Note("force_against_weight", message))
    return notes


def locked_notes(movement: Movement) -> list[Note]:
    """A note on joints that no marker shows."""
    if not movement.skeleton.locked:
        return []
    message = en("Held still because they have no markers: {coordinates}.", coordinates=joined(movement.skeleton.locked, ", "))
    return [Note("coordinates_locked", message)]


def few_strides_notes(strides: Sequence[Stride]) -> list[Note]:
    """A note for each leg of which hardly a stride was recorded."""
    notes = []
    for side in SIDES:
        count = sum(stride.side == side for stride in strides)
        if count < len(FEW_STRIDES):
            notes.append(Note("few_strides", FEW_STRIDES[count].filled(count=count, side=SIDE_WORDS[side])))
    return notes
