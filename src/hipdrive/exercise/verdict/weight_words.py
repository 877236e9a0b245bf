"""Where a weight goes, said as an instruction."""

from collections.abc import Mapping
from typing import Literal

from ...language import Text, en

ON_TRUNK: Mapping[str, Text] = {
    "pelvis": en("Put a total of {mass_kg:g} kg across the hips."),
    "chest": en("Hold {mass_kg:g} kg against your chest."),
    "between_feet": en("Hold {mass_kg:g} kg between your feet."),
}
"""Places that both legs share."""
ON_LEG: Mapping[tuple[str, Literal["w", "o", "both"]], Text] = {
    ("ankle", "w"): en("Strap {mass_kg:g} kg to the working ankle."),
    ("ankle", "o"): en("Strap {mass_kg:g} kg to the other ankle."),
    ("ankle", "both"): en("Strap {mass_kg:g} kg to the working ankle, and the same to the other."),
    ("toes", "w"): en("Hang {mass_kg:g} kg from the toes of the working foot."),
    ("toes", "o"): en("Hang {mass_kg:g} kg from the toes of the other foot."),
    ("toes", "both"): en("Hang {mass_kg:g} kg from the toes of the working foot, and the same from the other."),
    ("midfoot", "w"): en("Hang {mass_kg:g} kg from the middle of the working foot."),
    ("midfoot", "o"): en("Hang {mass_kg:g} kg from the middle of the other foot."),
    ("midfoot", "both"): en("Hang {mass_kg:g} kg from the middle of the working foot, and the same from the other."),
    ("thigh", "w"): en("Strap {mass_kg:g} kg to the working thigh, just above the knee."),
    ("thigh", "o"): en("Strap {mass_kg:g} kg to the other thigh, just above the knee."),
    ("thigh", "both"): en("Strap {mass_kg:g} kg to the working thigh, just above the knee, and the same to the other."),
}
"""Where both carry a part, the mass is that of one leg."""


def weight_sentence(place: str, leg: Literal["w", "o", "both"], mass_kg: float, *, at: Text) -> Text:
    """What to do with a weight.

    Args:
        place: Where on the body it goes.
        leg: Which leg carries it; where both do, half each.
        mass_kg: All of it.
        at: The place in words.
    """
    if place in ON_TRUNK:
        return ON_TRUNK[place].filled(mass_kg=mass_kg)
    fixed = en("Fix {mass_kg:g} kg to {place}, and the same to the other.") if leg == "both" else en("Fix {mass_kg:g} kg to {place}.")
    return ON_LEG.get((place, leg), fixed).filled(mass_kg=mass_kg / (2.0 if leg == "both" else 1.0), place=at)
