"""A set-up said as an instruction: what to tie, load and set, and how to move, in plain sentences for any exercise."""

import math
from collections.abc import Mapping

from ..declared.exercise import CUFF, Exercise, Value
from ..declared.expression import evaluate
from ..declared.hand_support import KEY as HAND_KEY
from ..declared.hand_support import hand_supports
from ..declared.hardware import NO_BAND
from ..solve.tempo import EXPLOSIVE_S, read_tempo

ATTACHED = {
    "ankle": "the ankle",
    "toes": "the toes",
    "midfoot": "the middle of the foot",
    "thigh": "the thigh, just above the knee",
    "pelvis": "the hips",
    "chest": "the chest",
    "between_feet": "both feet",
}
"""Places of a resistance in words; those not named stand as they are."""
WEIGHTS = {
    "ankle": "Strap {mass} kg to the {leg} ankle.",
    "toes": "Hang {mass} kg from the toes of the {leg} foot.",
    "midfoot": "Hang {mass} kg from the middle of the {leg} foot.",
    "thigh": "Strap {mass} kg to the {leg} thigh, just above the knee.",
    "pelvis": "Put a total of {mass} kg across the hips.",
    "chest": "Hold {mass} kg against your chest.",
    "between_feet": "Hold {mass} kg between your feet.",
}
LYING_DEG = 45.0
"""Tilt of the pelvis at the start from which a body counts as lying."""
SAME_PLACE_M = 0.025
NEARLY_STRAIGHT_DEG = 10.0


def instruction(exercise: Exercise, set_up: Mapping[str, Value]) -> str:
    """Say a set-up.

    Args:
        exercise: The exercise; where it has variants, that of the set-up is said.
        set_up: All of its set-up values, as resolve_set_up gives them.

    Returns:
        Imperative sentences. Places are measured on the floor from the point below the working hip at the start.
    """
    variant = exercise.variants.get(str(set_up.get("variant")), exercise)
    sentences = [
        f"Version: {variant.label}." if variant.label else "",
        "" if "together" in variant.laterality else f"The {set_up['side']} leg works.",
    ]
    sentences += [
        *_surfaces(variant, set_up),
        *_resistances(variant, set_up),
        *_posture(variant, set_up),
        *_path(variant, set_up),
        _tempo(set_up),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _number(set_up: Mapping[str, Value], key: str) -> float:
    return float(set_up.get(key, 0.0))


def _height(metres: float) -> str:
    """A height or a short length in centimetres, a long one in metres."""
    return f"{100 * metres:.0f} cm" if metres < 1.0 else f"{metres:.2f} m"


def _surfaces(exercise: Exercise, set_up: Mapping[str, Value]) -> list[str]:
    sentences = []
    if "bench_height_m" in set_up:
        height = _number(set_up, "bench_height_m")
        if exercise.position == "seated":
            sentences.append(f"Sit on a seat {_height(height)} high.")
        elif exercise.position == "hanging":
            sentences.append(f"Hang from a bar {_height(height)} high.")
        elif height == 0.0:
            sentences.append("Lie on the floor.")
        else:
            sentences.append(f"Use a bench, or another firm surface, {_height(height)} high.")
    if "box_height_m" in set_up:
        sentences.append(f"Use a box or second bench {_height(_number(set_up, 'box_height_m'))} high.")
    if _number(set_up, "step_height_m") > 0.0:
        sentences.append(f"Stand on a plate or low step {_height(_number(set_up, 'step_height_m'))} high.")
    return sentences


def _resistances(exercise: Exercise, set_up: Mapping[str, Value]) -> list[str]:
    sentences = []
    for resistance in exercise.resistances:
        place = str(set_up.get(resistance.attach, resistance.attach))
        at = ATTACHED.get(place, place)
        leg = {"w": "working", "o": "other", "both": "working"}[resistance.leg]
        if resistance.kind == "weight" and _number(set_up, "weight_kg") > 0:
            mass = _number(set_up, "weight_kg") / (2.0 if resistance.leg == "both" else 1.0)
            sentence = WEIGHTS.get(place, "Fix {mass} kg to " + at + ".").format(mass=f"{mass:g}", leg=leg)
            sentences.append(sentence if resistance.leg != "both" else sentence.replace(".", ", and the same to the other.", 1))
        elif resistance.kind == "band" and str(set_up.get("band", NO_BAND)) != NO_BAND:
            sentences.append(_band(exercise, set_up, at))
        elif resistance.kind == "cable" and _number(set_up, "stack_kg") > 0:
            sentences.append(_cable(exercise, set_up, at))
        elif resistance.kind == "sled" and _number(set_up, "sled_kg") > 0:
            strap = f" on a strap {_height(_number(set_up, 'strap_m'))} long" if "strap_m" in set_up else ""
            sentences.append(f"Load the sled to a total of {_number(set_up, 'sled_kg'):g} kg and tie it to {at}{strap}.")
    if any("ankle" in sentence for sentence in sentences) and _number(set_up, CUFF) > 0:
        sentences.append(f"Place the middle of the cuff {_height(_number(set_up, CUFF))} above the ankle joint.")
    return sentences or ["Use no added resistance: body weight is enough."]


def _band(exercise: Exercise, set_up: Mapping[str, Value], at: str) -> str:
    strands = int(_number(set_up, "strands") or 1)
    band = f"{str(set_up['band']).replace('_', ' ')} band"
    what = f"the {band}" if strands == 1 else f"{strands} strands of the {band} side by side"
    tie = f"Tie {what} {_above_floor(_number(set_up, 'anchor_y_m'))} and {_stand(exercise, set_up, _number(set_up, 'anchor_x_m'))};"
    return f"{tie} the other end goes to {at}, with {_height(_number(set_up, 'rest_length_m'))} of unstretched band in between."


def _cable(exercise: Exercise, set_up: Mapping[str, Value], at: str) -> str:
    ratio, stack = _number(set_up, "ratio") or 1.0, _number(set_up, "stack_kg")
    felt = "" if ratio == 1.0 else f" (a {ratio:g}:1 machine, so you feel {stack / ratio:g} kg)"
    place = f"Set the pulley {_above_floor(_number(set_up, 'pulley_y_m'))} and {_stand(exercise, set_up, _number(set_up, 'pulley_x_m'))};"
    return f"{place} hook the cable to {at} and choose {stack:g} kg on the stack{felt}."


def _above_floor(height_m: float) -> str:
    return f"{_height(height_m)} above the floor" if height_m >= SAME_PLACE_M else "at floor level"


def _stand(exercise: Exercise, set_up: Mapping[str, Value], ahead_m: float) -> str:
    """Where the body goes, seen from a fixed end that lies ahead of the working hip by so much."""
    far = f"{abs(ahead_m):.2f} m".replace("0 m", " m") if abs(ahead_m) >= 1.0 else f"{100 * abs(ahead_m):.0f} cm"
    tilt = evaluate(exercise.start.get("pelvis_tilt", 0.0), dict(set_up))
    if abs(tilt) >= LYING_DEG:
        toward = "feet" if (ahead_m > 0) == (tilt > 0) else "head"
        return (
            "lie with the working hip level with it"
            if abs(ahead_m) < SAME_PLACE_M
            else f"lie so that it is {far} from the working hip, toward your {toward}"
        )
    verb = {"standing": "stand", "seated": "sit", "hanging": "hang"}.get(exercise.position.split()[0], "take your place")
    if abs(ahead_m) < SAME_PLACE_M:
        return f"{verb} with the working hip directly above it" if verb == "stand" else f"{verb} with the working hip level with it"
    return f"{verb} with the working hip {far} {'in front of it, your back to it' if ahead_m < 0 else 'behind it, facing it'}"


def _posture(exercise: Exercise, set_up: Mapping[str, Value]) -> list[str]:
    sentences = []
    if "trunk_lean_deg" in set_up:
        lean = _number(set_up, "trunk_lean_deg")
        spine = _number(set_up, "spine_flexion_deg")
        what, part = ("the trunk", f", {spine:.0f}° of it by rounding the low back") if spine >= 1 else ("trunk and pelvis", "")
        words = f"Lean {what} {abs(lean):.0f}° {'forward' if lean > 0 else 'back'}{part}."
        sentences.append(words if abs(lean) >= 1 else "Keep the trunk upright.")
    elif _number(set_up, "spine_flexion_deg") >= 1:
        sentences.append(f"Round the low back by {_number(set_up, 'spine_flexion_deg'):.0f}° at the top.")
    hand = hand_supports().get(str(set_up.get(HAND_KEY)))
    if hand is not None:
        sentences.append(f"Rest {hand.label}, on the side of the standing leg.")
    if "knee_start_deg" in set_up:
        knee = _number(set_up, "knee_start_deg")
        how = "nearly straight" if knee <= NEARLY_STRAIGHT_DEG else f"bent {knee:.0f}°"
        sentences.append(f"Start with the working knee {how}.")
    if "knee_flexion_deg" in set_up:
        knee = _number(set_up, "knee_flexion_deg")
        from_start = exercise.start.get("knee_flexion_w") == "knee_flexion_deg"
        if knee < 1:
            sentences.append("Keep the working knee straight.")
        elif from_start:
            sentences.append(f"Keep the working knee bent {knee:.0f}°.")
        else:
            sentences.append(f"Bend the working knee to {knee:.0f}° on the way up.")
    return sentences


def _path(exercise: Exercise, set_up: Mapping[str, Value]) -> list[str]:
    if "hip_start_deg" not in set_up or "hip_end_deg" not in set_up:
        return []
    start, end = _number(set_up, "hip_start_deg"), _number(set_up, "hip_end_deg")
    hip = "both hips" if "both" in exercise.laterality and "together" in exercise.laterality else "the working hip"
    return [f"Move {hip} from {_hip(start)} to {_hip(end)}."]


def _hip(degrees: float) -> str:
    if abs(degrees) < 1:
        return "straight"
    return f"{abs(degrees):.0f}° {'of flexion' if degrees > 0 else 'behind straight'}"


def _tempo(set_up: Mapping[str, Value]) -> str:
    tempo = read_tempo(str(set_up["tempo"]))
    parts = str(set_up["tempo"]).upper().split("-")
    lifting = "as fast as you can" if parts[0].strip() == "X" and math.isclose(tempo.up_s, EXPLOSIVE_S) else f"in {tempo.up_s:g} s"
    hold = f"hold for {tempo.hold_s:g} s" if tempo.hold_s > 0 else "no hold"
    return f"Get there {lifting}, {hold}, return in {tempo.down_s:g} s."
