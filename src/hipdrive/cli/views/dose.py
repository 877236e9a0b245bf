"""Doses in words for the terminal."""

from collections.abc import Mapping


def dose_words(text: str, set_up: Mapping[str, object]) -> str:
    """A dose in the notation as one says it: '3 × 8, 5 kg at the ankle; 2 s up, 1 s hold, 3 s down; 90 s between sets'."""
    from ...report.words import load_in_words, rest_in_words, sets_in_words, side_in_words, tempo_in_words
    from ...training.log.dose import parse_dose

    dose = parse_dose(text)
    sides = f"{side_in_words(dose)}, " if dose.side in {"LR", "alt", "both"} else ""
    parts = [f"{sides}{sets_in_words(dose)}, {load_in_words(dose.load, set_up, exercise=dose.exercise)}"]
    parts += [tempo_in_words(dose.tempo)] if dose.tempo else []
    return "; ".join([*parts, rest_in_words(dose)])


def amount_words(text: str) -> str:
    """Sets and repetitions alone: '3x8', '2x15m'."""
    from ...training.log.dose import parse_dose

    dose = parse_dose(text)
    sets = f"{dose.sets[1]:g}"
    if dose.distance_m is not None:
        return f"{sets}x{dose.distance_m:g}m"
    return f"{sets}x{dose.reps[1]:g}" if dose.reps else f"{sets} sets"


def load_words(text: str) -> str:
    """The load alone: '5kg', 'red band', nothing for the limb alone."""
    from ...training.log.dose import parse_dose

    load = parse_dose(text).load
    if load is None or (load.mass_kg is None and load.band is None):
        return ""
    band = "" if load.band is None else f"{load.band.replace('_', ' ')} band" + (f" x{load.strands}" if load.strands > 1 else "")
    return "+".join(part for part in (f"{load.mass_kg:g}kg" if load.mass_kg else "", band) if part)
