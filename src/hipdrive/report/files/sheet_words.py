"""The words of a session on paper: doses as one says them, what to arrange, and what rests."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...exercise import exercises, variant_of
from ...exercise.declared.exercise import CUFF
from ...training import Dose, DoseLoad, PlanLine
from ..words import load_in_words, set_up_in_words, tempo_in_words

UNSAID = ("weight_at", "sled_kg", "sled_friction", "cable_friction", "ratio", "push", "push_n", "pressure_at")
"""What the dose says already, or what one cannot arrange."""
PLACES = {"pulley": ("pulley_x_m", "pulley_y_m"), "band": ("anchor_x_m", "anchor_y_m")}
"""Thing -> keys of how far it is ahead of the hip, and how high."""
HALF_FELT = "a pulley that halves: half the stack is felt"
NEAR_M = 0.005
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
    angles = {key: float(value) for key, value in set_up.items() if key.endswith("_deg") and isinstance(value, int | float)}
    unsaid = {*angles, *UNSAID, *PLACES["pulley"], *PLACES["band"], *([] if _has_cuff(set_up) else [CUFF])}
    rest = {key: value for key, value in set_up.items() if key not in unsaid}
    rows = [words if label == "variant" else f"{label}: {words}" for label, words in set_up_in_words(exercise, rest)]
    rows += [_place(thing, *keys, set_up) for thing, keys in PLACES.items() if _is_used(thing, set_up)]
    rows += [HALF_FELT] if set_up.get("ratio") == 2 else []
    if HIP_END in angles:
        rows.append(_way(angles.get(HIP_START), angles[HIP_END]))
    rows += [_angle(exercise, set_up, key, degrees) for key, degrees in angles.items() if key not in {HIP_START, HIP_END}]
    return tuple(dict.fromkeys(_capital(row) for row in rows))


def _has_cuff(set_up: Mapping[str, Any]) -> bool:
    """Whether something is strapped round an ankle."""
    pulled = float(set_up.get("stack_kg") or 0.0) > 0 or str(set_up.get("band") or "none").lower() != "none"
    return pulled or (float(set_up.get("weight_kg") or 0.0) > 0 and set_up.get("weight_at", "ankle") == "ankle")


def _is_used(thing: str, set_up: Mapping[str, Any]) -> bool:
    """Whether a set-up has a pulley, or a band that is tied somewhere."""
    across, up = PLACES[thing]
    there = isinstance(set_up.get(across), int | float) and isinstance(set_up.get(up), int | float)
    return there and (thing == "pulley" or str(set_up.get("band") or "none").lower() != "none")


def _place(thing: str, across: str, up: str, set_up: Mapping[str, Any]) -> str:
    """'Pulley 150 cm behind the hip, 10 cm above the floor'."""
    ahead_m, above_m = float(set_up[across]), float(set_up[up])
    way = "under the hip" if abs(ahead_m) < NEAR_M else f"{100 * abs(ahead_m):.0f} cm {'behind' if ahead_m < 0 else 'ahead of'} the hip"
    tied = "the band's anchor" if thing == "band" else thing
    return f"{tied} {way}, {100 * above_m:.0f} cm above the floor"


def _way(start_deg: float | None, end_deg: float) -> str:
    """How far the thigh goes."""
    if start_deg is None:
        return f"thigh to {_thigh(end_deg)}"
    if start_deg >= STRAIGHT_DEG and end_deg >= STRAIGHT_DEG:
        return f"thigh from {start_deg:.0f}° to {_thigh(end_deg)}"
    return f"thigh from {_thigh(start_deg)} to {_thigh(end_deg)}"


def _thigh(degrees: float) -> str:
    if abs(degrees) < STRAIGHT_DEG:
        return "in line with the trunk"
    return f"{abs(degrees):.0f}° {'behind' if degrees < 0 else 'in front of'} the line of the trunk"


def _angle(exercise: str, set_up: Mapping[str, Any], key: str, degrees: float) -> str:
    """A knee, a hip or the trunk, as bent or straight."""
    known = exercises().get(exercise)
    setting = variant_of(known, set_up).settings.get(key) if known else None
    label = setting.label if setting else key.removesuffix("_deg").replace("_", " ")
    if "lean" in label:
        when = label.partition(" at ")[2]
        trunk = (
            "trunk upright" if abs(degrees) < STRAIGHT_DEG else f"trunk leaning {abs(degrees):.0f}° {'back' if degrees < 0 else 'forward'}"
        )
        return f"{trunk} at {when}" if when else trunk
    if "hip flexion" in label:
        return f"{label.replace('hip flexion', 'thigh')}: {_thigh(degrees)}"
    if "knee" not in label:
        return f"{label} {degrees:.0f}°"
    return f"{label.replace('knee flexion', 'knee')} {'straight' if abs(degrees) < STRAIGHT_DEG else f'bent {degrees:.0f}°'}"


def tempo_said(dose: Dose) -> str:
    """'2 s up, 3 s down', with the pause of the tempo where the dose asks for no hold of its own; nothing for a distance."""
    if dose.tempo is None or dose.distance_m is not None:
        return ""
    up, pause, down = tempo_in_words(dose.tempo).split(", ")
    held = dose.hold_s is not None and dose.hold_s[1] > 0
    return f"{up}, {down}" if held or pause.startswith("0 ") else f"{up}, {pause}, {down}"


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
