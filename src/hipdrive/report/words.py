"""Doses, loads and set-ups in the words a coach uses."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from ..exercise import exercises, variant_of
from ..training import Dose, DoseLoad, PlanLine

_SIDE_WORDS = {"L": "left", "R": "right", "LR": "each side", "alt": "sides alternating", "both": "both legs together"}
_NOTHING_TO_ARRANGE: Mapping[str, tuple[Any, ...]] = MappingProxyType({"hand_support": ("none",), "step_height_m": (0,)})
_WITH_BAND = ("strands", "rest_length_m", "anchor_x_m", "anchor_y_m")
_IN_THE_DOSE = ("side", "tempo", "weight_kg", "stack_kg", "band", "strands")


def and_list(words: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def percent_span(low: float, high: float) -> str:
    """'40 to 55 %', or '40 %' where both round to the same."""
    first, last = f"{100 * low:.0f}", f"{100 * high:.0f}"
    return f"{first} %" if first == last else f"{first} to {last} %"


def sets_in_words(dose: Dose) -> str:
    """'3 × 5', with hold: '3 × 5, hold 5 s each'."""
    count = _span(dose.reps) if dose.reps else (f"{dose.distance_m:g} m" if dose.distance_m is not None else "until you lose form")
    hold = f", hold {_span(dose.hold_s)} s each" if dose.hold_s and dose.hold_s[1] > 0 else ""
    further = ", then on until you lose form" if dose.to_fatigue and dose.reps else ""
    return f"{_span(dose.sets)} × {count}{hold}{further}"


def side_in_words(dose: Dose) -> str:
    """'left', 'right', 'each side', 'sides alternating' or 'both legs together'."""
    return _SIDE_WORDS[dose.side]


def amounts_in_words(lines: Sequence[PlanLine]) -> tuple[tuple[str, str, str], ...]:
    """Side, sets and load of the lines of one exercise; one entry where the sides are alike."""
    if not lines:
        return ()
    amounts = [
        (side_in_words(line.dose), sets_in_words(line.dose), load_in_words(line.dose.load, line.set_up, exercise=line.exercise))
        for line in lines
    ]
    if len(amounts) > 1 and len({amount[1:] for amount in amounts}) == 1:
        return (("each side", *amounts[0][1:]),)
    return tuple(amounts)


def load_in_words(load: DoseLoad | None, set_up: Mapping[str, Any], *, exercise: str = "") -> str:
    """'4 kg at the ankle', '10 kg on the stack', '20 kg including the sled', 'red band, 2 strands', 'no added weight'.

    Args:
        load: The load of a dose.
        set_up: Set-up keys of the outside contract, which say where a weight is.
        exercise: Id, which says whether a weight is shared between the legs: then '2.5 kg at each ankle (5 kg in all)'.
    """
    if load is None or (load.mass_kg is None and load.band is None):
        return "no added weight"
    parts = [] if load.mass_kg is None else [_mass_in_words(load.mass_kg, set_up, exercise)]
    if load.band is not None:
        parts.append(f"{load.band.replace('_', ' ')} band" + (f", {load.strands} strands" if load.strands > 1 else ""))
    return " and ".join(parts)


def _mass_in_words(mass_kg: float, set_up: Mapping[str, Any], exercise: str) -> str:
    if "sled_kg" in set_up:
        return f"{mass_kg:g} kg including the sled"
    if float(set_up.get("stack_kg") or 0.0) > 0:
        return f"{mass_kg:g} kg on the stack"
    place = str(set_up.get("weight_at") or "")
    if _on_both_legs(exercise, set_up):
        return f"{mass_kg / 2.0:g} kg {f'at each {place}' if place == 'ankle' else 'on each leg'} ({mass_kg:g} kg in all)"
    return f"{mass_kg:g} kg" + (f" at the {place}" if place else "")


def _on_both_legs(exercise: str, set_up: Mapping[str, Any]) -> bool:
    """Whether a weight is halved between the legs."""
    known = exercises().get(exercise)
    if known is None:
        return False
    return any(resistance.kind == "weight" and resistance.leg == "both" for resistance in variant_of(known, set_up).resistances)


def tempo_in_words(tempo: str | None) -> str:
    """'2 s up, 1 s hold, 3 s down', '1 s up, 1 s down' without a hold; explosive where the lift is X."""
    if tempo is None:
        return "your own, controlled"
    up, hold, down = tempo.upper().split("-")
    held = f"{hold} s hold, " if hold.strip("0.") else ""
    return f"{'as fast as you can' if up == 'X' else f'{up} s'} up, {held}{'fast' if down == 'X' else f'{down} s'} down"


def rest_in_words(dose: Dose) -> str:
    """'90 s between sets'."""
    return "as needed" if dose.rest_s is None else f"{dose.rest_s:g} s between sets"


def reserve_in_words(dose: Dose) -> str:
    """'stop each set with 2 clean repetitions left', or nothing."""
    return f"stop each set with {_span(dose.rir)} clean reps in reserve" if dose.rir is not None else ""


def set_up_in_words(exercise: str, set_up: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What to arrange, as label and value; what the dose already says and what a missing band makes void are left out.

    Args:
        exercise: Id; one unknown to the catalogue keeps its keys as labels.
        set_up: Set-up keys of the outside contract.
    """
    declared = exercises().get(exercise)
    known = variant_of(declared, set_up) if declared else None
    band = str(set_up.get("band") or "none").lower() != "none"
    rows = []
    for key, value in set_up.items():
        if (
            key in _IN_THE_DOSE
            or value in _NOTHING_TO_ARRANGE.get(key, ())
            or (key in _WITH_BAND and not band)
            or (key == "weight_at" and not set_up.get("weight_kg"))
        ):
            continue
        if key == "cuff_above_ankle_m" and not _has_cuff(set_up):
            continue
        if known and key == "variant":
            rows.append(("variant", known.label))
            continue
        setting = known.settings.get(key) if known else None
        label = setting.label if setting else key.replace("_", " ")
        rows.append((label, _in_readers_units(value, setting.unit if setting else "")))
    return tuple(rows)


def _has_cuff(set_up: Mapping[str, Any]) -> bool:
    """Whether something pulls at a cuff round the ankle."""
    weight = bool(set_up.get("weight_kg")) and set_up.get("weight_at", "ankle") == "ankle"
    return weight or bool(set_up.get("stack_kg"))


def cues_of(exercise: str, set_up: Mapping[str, Any]) -> tuple[str, ...]:
    """How to do an exercise in the variant of a set-up, step by step; empty if the catalogue does not know it."""
    known = exercises().get(exercise)
    return variant_of(known, set_up).cues if known else ()


def _in_readers_units(value: Any, unit: str) -> str:  # noqa: ANN401 - a number or a word from a set-up
    if isinstance(value, str):
        return value.replace("_", " ")
    if unit == "m":
        return f"{100 * float(value):.0f} cm"
    return f"{float(value):g}°" if unit == "deg" else f"{float(value):g} {unit}".strip()


def _span(span: tuple[float, float]) -> str:
    low, high = span
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
