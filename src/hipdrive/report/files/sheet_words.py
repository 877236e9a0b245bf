"""The words of a session on paper: doses as one says them, what to arrange, and what rests."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ...exercise import exercises, variant_of
from ...exercise.declared.exercise import CUFF
from ...training import Dose, PlanLine
from ..words import load_in_words, set_up_in_words, tempo_in_words

UNSAID = ("weight_at", "sled_kg", "sled_friction", "sled_breakaway", "cable_friction", "ratio", "push", "push_n", "pressure_at")
"""What the dose says already, or what one cannot arrange."""
PLACES = {"pulley": ("pulley_x_m", "pulley_y_m"), "band": ("anchor_x_m", "anchor_y_m")}
"""Thing -> keys of how far it is ahead of the hip, and how high."""
HALF_FELT = "2:1 pulley: you feel half the stack"
NEAR_M = 0.005
HIP_START, HIP_END = "hip_start_deg", "hip_end_deg"
STRAIGHT_DEG = 0.5
KNEES = {"the working leg": "working knee", "the free leg": "free knee", "the idle leg": "idle knee", "both legs": "both knees"}
_KNEE = re.compile(rf"knee(?: flexion)?(?: of ({'|'.join(KNEES)}))?(?::.*| (.*))?")
"""Whose knee, and when."""


def dose_sentence(line: PlanLine) -> str:
    """'3 sets of 5, each held for 1 s, with 2 kg at the toes'."""
    dose = line.dose
    count = (
        f"{_span(dose.reps)}" if dose.reps else "as many as you can with good form" if dose.distance_m is None else f"{dose.distance_m:g} m"
    )
    further = ", then continue until your form goes" if dose.to_fatigue and dose.reps else ""
    sets = "1 set" if dose.sets == (1.0, 1.0) else f"{_span(dose.sets)} sets"
    return f"{sets} of {count}{further}{_hold(dose)}{_load(line)}"


def _hold(dose: Dose) -> str:
    if not dose.hold_s or dose.hold_s[1] <= 0:
        return ""
    low, high = dose.hold_s
    return f", each held for up to {high:g} s" if low == 0 else f", each held for {_span((low, high))} s"


def _load(line: PlanLine) -> str:
    """', with 2 kg at the toes'; nothing for mobility work, which has no load."""
    if is_mobility(line.exercise):
        return ""
    words = load_in_words(line.dose.load, line.set_up, exercise=line.exercise)
    return f", {words}" if words.startswith("no ") else f", with {words}"


def is_mobility(exercise: str) -> bool:
    """Whether an exercise moves the hip without training strength."""
    known = exercises().get(exercise)
    return known is not None and known.kind == "mobility"


def arranged(exercise: str, set_up: Mapping[str, Any]) -> tuple[str, ...]:
    """What to arrange and how far to move, one thing each, without the words of mechanics."""
    angles = {key: float(value) for key, value in set_up.items() if key.endswith("_deg") and isinstance(value, int | float)}
    unsaid = {*angles, *UNSAID, *PLACES["pulley"], *PLACES["band"], *([] if _has_cuff(set_up) else [CUFF])}
    rest = {key: value for key, value in set_up.items() if key not in unsaid}
    told = set_up_in_words(exercise, rest)
    rows = [words for label, words in told if label == "variant"] + [_thing(*row) for row in told if row[0] != "variant"]
    rows += [_place(thing, *keys, set_up) for thing, keys in PLACES.items() if _is_used(thing, set_up)]
    rows += [HALF_FELT] if set_up.get("ratio") == 2 and _is_used("pulley", set_up) else []
    if HIP_END in angles:
        rows.append(_way(angles.get(HIP_START), angles[HIP_END]))
    labels = {_label(exercise, set_up, key): degrees for key, degrees in angles.items() if key not in {HIP_START, HIP_END}}
    rows += [*_knees(labels), *(_angle(label, degrees) for label, degrees in labels.items() if not _KNEE.fullmatch(label))]
    return tuple(dict.fromkeys(_capital(row) for row in rows if row))


def _thing(label: str, words: str) -> str:
    """'Bench under the shoulders: 70 cm high', 'cuff 5 cm above the ankle joint', 'unstretched band: 30 cm from its anchor to the foot'."""
    if label.startswith("height "):
        return "" if words == "0 cm" else f"{label.removeprefix('height of the ').removeprefix('height ')}: {words} high"
    if label.startswith("middle of the ankle cuff "):
        return f"cuff {words} {label.removeprefix('middle of the ankle cuff ')}"
    if label.startswith("length of the slack band "):
        return f"unstretched band: {words} {label.removeprefix('length of the slack band ')}"
    return f"{label}: {words}"


def _has_cuff(set_up: Mapping[str, Any]) -> bool:
    """Whether something is strapped round an ankle."""
    pulled = float(set_up.get("stack_kg") or 0.0) > 0 or str(set_up.get("band") or "none").lower() != "none"
    return pulled or (float(set_up.get("weight_kg") or 0.0) > 0 and set_up.get("weight_at", "ankle") == "ankle")


def _is_used(thing: str, set_up: Mapping[str, Any]) -> bool:
    """Whether a set-up has a pulley, or a band that is tied somewhere."""
    across, up = PLACES[thing]
    there = isinstance(set_up.get(across), int | float) and isinstance(set_up.get(up), int | float)
    pulls = float(set_up.get("stack_kg") or 0.0) > 0 if thing == "pulley" else str(set_up.get("band") or "none").lower() != "none"
    return there and pulls


def _place(thing: str, across: str, up: str, set_up: Mapping[str, Any]) -> str:
    """'Pulley 150 cm behind the hip, 10 cm above the floor'."""
    ahead_m, above_m = float(set_up[across]), float(set_up[up])
    way = "under the hip" if abs(ahead_m) < NEAR_M else f"{100 * abs(ahead_m):.0f} cm {'behind' if ahead_m < 0 else 'in front of'} the hip"
    tied = "band anchor" if thing == "band" else thing
    return f"{tied} {way}, {100 * above_m:.0f} cm above the floor"


def _way(start_deg: float | None, end_deg: float) -> str:
    """How far the thigh goes."""
    if start_deg is None:
        return f"thigh to {_thigh(end_deg)}"
    if abs(end_deg - start_deg) < STRAIGHT_DEG:
        return f"thigh held {_thigh(end_deg)}"
    if start_deg >= STRAIGHT_DEG and end_deg >= STRAIGHT_DEG:
        return f"thigh from {start_deg:.0f}° to {_thigh(end_deg)}"
    return f"thigh from {_thigh(start_deg)} to {_thigh(end_deg, 'it', 'it')}"


def _thigh(degrees: float, trunk: str = "the trunk", line: str = "the line of the trunk") -> str:
    if abs(degrees) < STRAIGHT_DEG:
        return f"in line with {trunk}"
    return f"{abs(degrees):.0f}° {'behind' if degrees < 0 else 'in front of'} {line}"


def _label(exercise: str, set_up: Mapping[str, Any], key: str) -> str:
    """What a setting is called."""
    known = exercises().get(exercise)
    setting = variant_of(known, set_up).settings.get(key) if known else None
    return setting.label if setting else key.removesuffix("_deg").replace("_", " ")


def _knees(labels: Mapping[str, float]) -> list[str]:
    """'Working knee bent 5° at the start, bent 80° at the top': a row for each knee."""
    states: dict[str, list[str]] = {}
    for label, degrees in labels.items():
        if found := _KNEE.fullmatch(label):
            state = "straight" if abs(degrees) < STRAIGHT_DEG else f"bent {degrees:.0f}°"
            states.setdefault(KNEES.get(found[1], "knee"), []).append(f"{state} {found[2] or ''}".strip())
    return [f"{knee} {', '.join(words)}" for knee, words in states.items()]


def _angle(label: str, degrees: float) -> str:
    """The trunk, a hip or a rounding, in degrees or as upright."""
    if "lean of" in label:
        when = label.partition(" at ")[2]
        trunk = (
            "trunk upright" if abs(degrees) < STRAIGHT_DEG else f"trunk leaning {abs(degrees):.0f}° {'back' if degrees < 0 else 'forward'}"
        )
        return f"{trunk} at {when}" if when else trunk
    if "hip flexion" in label:
        return f"{label.replace('hip flexion', 'thigh')}: {_thigh(degrees)}"
    return f"{label}: {degrees:.0f}°"


def tempo_said(dose: Dose) -> str:
    """'2 s up, 3 s down', with the pause of the tempo where the dose asks for no hold of its own; nothing for a distance."""
    if dose.tempo is None or dose.distance_m is not None:
        return ""
    up, *pause, down = tempo_in_words(dose.tempo).split(", ")
    held = dose.hold_s is not None and dose.hold_s[1] > 0
    return ", ".join([up, *([] if held else pause), down])


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
