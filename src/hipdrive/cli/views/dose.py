"""Doses in words for the terminal."""

from collections.abc import Mapping

from ...band_words import band_name
from ...language import Text, en, joined, layout, verbatim


def dose_words(text: str, set_up: Mapping[str, object]) -> Text:
    """A dose in the notation as one says it: '3 × 8, 5 kg at the ankle; 2 s up, 1 s hold, 3 s down; 90 s between sets'."""
    from ...report.words import load_in_words, rest_in_words, sets_in_words, side_in_words, tempo_in_words
    from ...training.log.dose import parse_dose

    dose = parse_dose(text)
    sides = side_in_words(dose) if dose.side in {"LR", "alt", "both"} else ""
    amount = joined((sides, sets_in_words(dose), load_in_words(dose.load, set_up, exercise=dose.exercise)), ", ")
    return joined((amount, tempo_in_words(dose.tempo) if dose.tempo else "", rest_in_words(dose)), "; ")


def amount_words(text: str) -> Text:
    """Sets and repetitions alone: '3x8', '2x15m'."""
    from ...training.log.dose import parse_dose

    dose = parse_dose(text)
    if dose.distance_m is not None:
        return layout("{sets:g}x{distance_m:g}m", sets=dose.sets[1], distance_m=dose.distance_m)
    return layout("{sets:g}x{reps:g}", sets=dose.sets[1], reps=dose.reps[1]) if dose.reps else en("{sets:g} sets", sets=dose.sets[1])


def in_notation(text: str) -> Text:
    """A load of the notation ('5kg', '10kg+band:red*2') with its mass in the reader's units; anything else as it is.

    A load that was typed in pounds stays as it was typed.
    """
    from ...errors import ValueOutOfRangeError
    from ...training.log.dose import parse_load

    try:
        load = parse_load(text)
    except ValueOutOfRangeError:
        return verbatim(text)
    if load.mass_kg is None or load.mass_lb is not None:
        return verbatim(text)
    _, kg, rest = text.partition("kg")
    return layout("{mass:g}kg{rest}", mass=load.mass_kg, rest=rest) if kg else verbatim(text)


def load_words(text: str) -> Text:
    """The load alone: '5kg', 'red band', nothing for the limb alone."""
    from ...training.log.dose import parse_dose

    load = parse_dose(text).load
    if load is None or (load.mass_kg is None and load.band is None):
        return Text("")
    band = "" if load.band is None else band_name(load.band)
    if band and load.strands > 1:
        band = layout("{band} x{strands}", band=band, strands=load.strands)
    return joined((layout("{mass:g}kg", mass=load.mass_kg) if load.mass_kg else "", band), "+")
