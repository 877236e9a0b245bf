"""The words of a session on paper: doses as one says them, what to arrange, and what rests."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...exercise import exercises, variant_of
from ...training import Dose, DoseLoad, PlanLine
from ..words import load_in_words, set_up_in_words

SAID_BY_THE_DOSE = ("weight_at", "sled_kg")
HIP_START, HIP_END = "hip_start_deg", "hip_end_deg"
STRAIGHT_DEG = 0.5


def dose_sentence(line: PlanLine) -> str:
    """'3 sets of 5, each held for 1 s, with 2 kg at the toes'."""
    dose = line.dose
    count = f"{_span(dose.reps)}" if dose.reps else "as many as form allows" if dose.distance_m is None else f"{dose.distance_m:g} m"
    further = ", and on until form goes" if dose.to_fatigue and dose.reps else ""
    sets = "1 set" if dose.sets == (1.0, 1.0) else f"{_span(dose.sets)} sets"
    return f"{sets} of {count}{further}{_hold(dose)}, {_load(line)}"


def _hold(dose: Dose) -> str:
    if not dose.hold_s or dose.hold_s[1] <= 0:
        return ""
    low, high = dose.hold_s
    return f", each held for {high:g} s at most" if low == 0 else f", each held for {_span((low, high))} s"


def _load(line: PlanLine) -> str:
    """The load with where it is, and how it is shared between the legs."""
    load = line.dose.load or DoseLoad()
    if load.mass_kg is None or float(line.set_up.get("stack_kg") or 0.0) > 0:
        words = load_in_words(load, line.set_up)
        return words if words.startswith("no ") else f"with {words}"
    if "sled_kg" in line.set_up:
        return f"with {load.mass_kg:g} kg of sled and plates"
    if _on_both_legs(line):
        each = load_in_words(DoseLoad(mass_kg=load.mass_kg / 2.0), line.set_up)
        return f"with {each.replace(' kg', ' kg on each leg', 1)} ({load.mass_kg:g} kg in all)"
    return f"with {load_in_words(load, line.set_up)}"


def _on_both_legs(line: PlanLine) -> bool:
    """Whether a weight is halved between the legs."""
    known = exercises().get(line.exercise)
    if known is None:
        return False
    return any(resistance.kind == "weight" and resistance.leg == "both" for resistance in variant_of(known, line.set_up).resistances)


def arranged(exercise: str, set_up: Mapping[str, Any]) -> tuple[str, ...]:
    """What to arrange and how far to move, one thing each, without the words of mechanics."""
    knees = {key: value for key, value in set_up.items() if key.startswith("knee_flexion") and isinstance(value, int | float)}
    said = {HIP_START, HIP_END, *SAID_BY_THE_DOSE, *knees}
    rest = {key: value for key, value in set_up.items() if key not in said}
    rows = [words if label == "variant" else f"{label}: {words}" for label, words in set_up_in_words(exercise, rest)]
    if isinstance(set_up.get(HIP_END), int | float):
        rows.append(_way(set_up.get(HIP_START), float(set_up[HIP_END])))
    rows += [_knee(exercise, key, float(value)) for key, value in knees.items()]
    return tuple(_capital(row) for row in rows)


def _way(start_deg: object, end_deg: float) -> str:
    """How far the thigh goes."""
    if not isinstance(start_deg, int | float):
        return f"thigh to {_thigh(end_deg)}"
    if start_deg >= STRAIGHT_DEG and end_deg >= STRAIGHT_DEG:
        return f"thigh from {start_deg:.0f}° to {_thigh(end_deg)}"
    return f"thigh from {_thigh(float(start_deg))} to {_thigh(end_deg)}"


def _thigh(degrees: float) -> str:
    if abs(degrees) < STRAIGHT_DEG:
        return "in line with the trunk"
    return f"{abs(degrees):.0f}° {'behind' if degrees < 0 else 'in front of'} the line of the trunk"


def _knee(exercise: str, key: str, degrees: float) -> str:
    known = exercises().get(exercise)
    setting = known.settings.get(key) if known else None
    label = (setting.label if setting else key.removesuffix("_deg").replace("_", " ")).replace("knee flexion", "knee")
    return f"{label} {'straight' if abs(degrees) < STRAIGHT_DEG else f'bent {degrees:.0f}°'}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def shared_stops(stops: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """What ends a set of every exercise of a session, so that it need be said only once; nothing for a single exercise.

    Args:
        stops: What ends a set of each exercise.
    """
    if len(stops) < 2:
        return ()
    first, *others = stops
    return tuple(words for words in first if all(words in other for other in others))


def _span(span: tuple[float, float]) -> str:
    low, high = span
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
