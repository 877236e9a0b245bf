"""A set-up said as an instruction: what to tie, load and set, and how to move, in plain sentences for any exercise."""

import math
from collections.abc import Mapping

from ...band_words import band_words
from ...body_words import SIDE_WORDS
from ...language import Text, en, joined, layout, verbatim
from ..declared.exercise import CUFF, Exercise, Resistance, Value
from ..declared.expression import evaluate
from ..declared.hand_support import KEY as HAND_KEY
from ..declared.hand_support import hand_supports
from ..declared.hardware import NO_BAND
from ..solve.tempo import EXPLOSIVE_S, read_tempo
from .weight_words import weight_sentence

ATTACHED = {
    "ankle": en("the ankle"),
    "toes": en("the toes"),
    "midfoot": en("the middle of the foot"),
    "thigh": en("the thigh, just above the knee"),
    "pelvis": en("the hips"),
    "chest": en("the chest"),
    "between_feet": en("both feet"),
}
"""Places of a resistance in words; those not named stand as they are."""
STAND: Mapping[str, Mapping[str, Text]] = {
    "standing": {
        "at": en("stand with the working hip directly above it"),
        "ahead": en("stand with the working hip {distance} in front of it, your back to it"),
        "behind": en("stand with the working hip {distance} behind it, facing it"),
    },
    "seated": {
        "at": en("sit with the working hip level with it"),
        "ahead": en("sit with the working hip {distance} in front of it, your back to it"),
        "behind": en("sit with the working hip {distance} behind it, facing it"),
    },
    "hanging": {
        "at": en("hang with the working hip level with it"),
        "ahead": en("hang with the working hip {distance} in front of it, your back to it"),
        "behind": en("hang with the working hip {distance} behind it, facing it"),
    },
    "": {
        "at": en("take your place with the working hip level with it"),
        "ahead": en("take your place with the working hip {distance} in front of it, your back to it"),
        "behind": en("take your place with the working hip {distance} behind it, facing it"),
    },
}
"""Where a body that does not lie goes, by how it is placed and where it is to what is fixed."""
LYING_DEG = 45.0
"""Tilt of the pelvis at the start from which a body counts as lying."""
SAME_PLACE_M = 0.025
NEARLY_STRAIGHT_DEG = 10.0


def instruction(exercise: Exercise, set_up: Mapping[str, Value]) -> Text:
    """Say a set-up.

    Args:
        exercise: The exercise; where it has variants, that of the set-up is said.
        set_up: All of its set-up values, as resolve_set_up gives them.

    Returns:
        Imperative sentences. Places are measured on the floor from the point below the working hip at the start.
    """
    variant = exercise.variants.get(str(set_up.get("variant")), exercise)
    sentences = [
        en("Version: {variant}.", variant=variant.label) if variant.label else "",
        "" if "together" in variant.laterality else _working_leg(set_up),
    ]
    sentences += [
        *_surfaces(variant, set_up),
        *_resistances(variant, set_up),
        *_posture(variant, set_up),
        *_path(variant, set_up),
        _tempo(set_up),
    ]
    return joined(sentences)


def _working_leg(set_up: Mapping[str, Value]) -> Text:
    return en("The {side} leg works.", side=SIDE_WORDS["left" if set_up["side"] == "left" else "right"])


def _number(set_up: Mapping[str, Value], key: str) -> float:
    return float(set_up.get(key, 0.0))


def _height(metres: float) -> Text:
    """A height or a short length in centimetres, a long one in metres."""
    return layout("{length_cm:.0f} cm", length_cm=100 * metres) if metres < 1.0 else layout("{length_m:.2f} m", length_m=metres)


def _surfaces(exercise: Exercise, set_up: Mapping[str, Value]) -> list[Text]:
    sentences = []
    if "bench_height_m" in set_up:
        metres = _number(set_up, "bench_height_m")
        height = _height(metres)
        if exercise.position == "seated":
            sentences.append(en("Sit on a seat {height} high.", height=height))
        elif exercise.position == "hanging":
            sentences.append(en("Hang from a bar {height} high.", height=height))
        elif metres == 0.0:
            sentences.append(en("Lie on the floor."))
        else:
            sentences.append(en("Use a bench, or another firm surface, {height} high.", height=height))
    if "box_height_m" in set_up:
        sentences.append(en("Use a box or second bench {height} high.", height=_height(_number(set_up, "box_height_m"))))
    if _number(set_up, "step_height_m") > 0.0:
        sentences.append(en("Stand on a plate or low step {height} high.", height=_height(_number(set_up, "step_height_m"))))
    return sentences


def _resistances(exercise: Exercise, set_up: Mapping[str, Value]) -> list[Text]:
    said = [_resistance(exercise, resistance, set_up) for resistance in exercise.resistances]
    sentences = [sentence for sentence in said if sentence is not None]
    if any("ankle" in sentence for sentence in sentences) and _number(set_up, CUFF) > 0:
        sentences.append(en("Place the middle of the cuff {height} above the ankle joint.", height=_height(_number(set_up, CUFF))))
    return sentences or [en("Use no added resistance: body weight is enough.")]


def _resistance(exercise: Exercise, resistance: Resistance, set_up: Mapping[str, Value]) -> Text | None:
    """What to do for one resistance; None where it is not used."""
    place = str(set_up.get(resistance.attach, resistance.attach))
    at = ATTACHED.get(place) or verbatim(place)
    if resistance.kind == "weight" and _number(set_up, "weight_kg") > 0:
        return weight_sentence(place, resistance.leg, _number(set_up, "weight_kg"), at=at)
    if resistance.kind == "band" and str(set_up.get("band", NO_BAND)) != NO_BAND:
        return _band(exercise, set_up, at)
    if resistance.kind == "cable" and _number(set_up, "stack_kg") > 0:
        return _cable(exercise, set_up, at)
    if resistance.kind == "sled" and _number(set_up, "sled_kg") > 0:
        mass_kg = _number(set_up, "sled_kg")
        if "strap_m" not in set_up:
            return en("Load the sled to a total of {mass_kg:g} kg and tie it to {place}.", mass_kg=mass_kg, place=at)
        return en(
            "Load the sled to a total of {mass_kg:g} kg and tie it to {place} on a strap {length} long.",
            mass_kg=mass_kg,
            place=at,
            length=_height(_number(set_up, "strap_m")),
        )
    return None


def _band(exercise: Exercise, set_up: Mapping[str, Value], at: Text) -> Text:
    strands, band = int(_number(set_up, "strands") or 1), band_words(str(set_up["band"]))
    single = en("the {band} band", band=band)
    return en(
        "Tie {band} {height} and {stand}; the other end goes to {place}, with {length} of unstretched band in between.",
        band=single if strands == 1 else en("{strands} strands of the {band} band side by side", strands=strands, band=band),
        height=_above_floor(_number(set_up, "anchor_y_m")),
        stand=_stand(exercise, set_up, _number(set_up, "anchor_x_m")),
        place=at,
        length=_height(_number(set_up, "rest_length_m")),
    )


def _cable(exercise: Exercise, set_up: Mapping[str, Value], at: Text) -> Text:
    ratio, stack = _number(set_up, "ratio") or 1.0, _number(set_up, "stack_kg")
    place = en(
        "Set the pulley {height} and {stand};",
        height=_above_floor(_number(set_up, "pulley_y_m")),
        stand=_stand(exercise, set_up, _number(set_up, "pulley_x_m")),
    )
    if ratio == 1.0:
        chosen = en("hook the cable to {place} and choose {stack_kg:g} kg on the stack.", place=at, stack_kg=stack)
    else:
        chosen = en(
            "hook the cable to {place} and choose {stack_kg:g} kg on the stack (a {ratio:g}:1 machine, so you feel {felt_kg:g} kg).",
            place=at,
            stack_kg=stack,
            ratio=ratio,
            felt_kg=stack / ratio,
        )
    return joined((place, chosen))


def _above_floor(height_m: float) -> Text:
    return en("{height} above the floor", height=_height(height_m)) if height_m >= SAME_PLACE_M else en("at floor level")


def _stand(exercise: Exercise, set_up: Mapping[str, Value], ahead_m: float) -> Text:
    """Where the body goes, seen from a fixed end that lies ahead of the working hip by so much."""
    tilt = evaluate(exercise.start.get("pelvis_tilt", 0.0), dict(set_up))
    far, here = _distance(abs(ahead_m)), abs(ahead_m) < SAME_PLACE_M
    if abs(tilt) < LYING_DEG:
        stand = STAND.get(exercise.position.split()[0], STAND[""])
        return stand["at"] if here else stand["ahead" if ahead_m < 0 else "behind"].filled(distance=far)
    if here:
        return en("lie with the working hip level with it")
    if (ahead_m > 0) == (tilt > 0):
        return en("lie so that it is {distance} from the working hip, toward your feet", distance=far)
    return en("lie so that it is {distance} from the working hip, toward your head", distance=far)


def _distance(metres: float) -> Text:
    """A distance on the floor, without a zero at its end where it is in metres."""
    if metres < 1.0:
        return layout("{length_cm:.0f} cm", length_cm=100 * metres)
    tenths = f"{metres:.2f}".endswith("0")
    return layout("{length_m:.1f} m", length_m=round(metres, 2)) if tenths else layout("{length_m:.2f} m", length_m=metres)


def _posture(exercise: Exercise, set_up: Mapping[str, Value]) -> list[Text]:
    sentences = []
    if "trunk_lean_deg" in set_up:
        sentences.append(_lean(_number(set_up, "trunk_lean_deg"), _number(set_up, "spine_flexion_deg")))
    elif _number(set_up, "spine_flexion_deg") >= 1:
        sentences.append(en("Round the low back by {angle_deg:.0f}° at the top.", angle_deg=_number(set_up, "spine_flexion_deg")))
    hand = hand_supports().get(str(set_up.get(HAND_KEY)))
    if hand is not None:
        sentences.append(en("Rest {hand}, on the side of the standing leg.", hand=hand.label))
    if "knee_start_deg" in set_up:
        knee = _number(set_up, "knee_start_deg")
        bent = en("Start with the working knee bent {angle_deg:.0f}°.", angle_deg=knee)
        sentences.append(en("Start with the working knee nearly straight.") if knee <= NEARLY_STRAIGHT_DEG else bent)
    if "knee_flexion_deg" in set_up:
        knee = _number(set_up, "knee_flexion_deg")
        from_start = exercise.start.get("knee_flexion_w") == "knee_flexion_deg"
        if knee < 1:
            sentences.append(en("Keep the working knee straight."))
        elif from_start:
            sentences.append(en("Keep the working knee bent {angle_deg:.0f}°.", angle_deg=knee))
        else:
            sentences.append(en("Bend the working knee to {angle_deg:.0f}° on the way up.", angle_deg=knee))
    return sentences


def _lean(lean: float, spine: float) -> Text:
    """How far to lean (deg), and how much of it (deg) comes from the low back."""
    if abs(lean) < 1:
        return en("Keep the trunk upright.")
    if spine < 1:
        whole = en("Lean trunk and pelvis {angle_deg:.0f}° forward.") if lean > 0 else en("Lean trunk and pelvis {angle_deg:.0f}° back.")
        return whole.filled(angle_deg=abs(lean))
    forward = en("Lean the trunk {angle_deg:.0f}° forward, {rounding_deg:.0f}° of it by rounding the low back.")
    back = en("Lean the trunk {angle_deg:.0f}° back, {rounding_deg:.0f}° of it by rounding the low back.")
    return (forward if lean > 0 else back).filled(angle_deg=abs(lean), rounding_deg=spine)


def _path(exercise: Exercise, set_up: Mapping[str, Value]) -> list[Text]:
    if "hip_start_deg" not in set_up or "hip_end_deg" not in set_up:
        return []
    start, end = _hip(_number(set_up, "hip_start_deg")), _hip(_number(set_up, "hip_end_deg"))
    if "both" in exercise.laterality and "together" in exercise.laterality:
        return [en("Move both hips from {start} to {end}.", start=start, end=end)]
    return [en("Move the working hip from {start} to {end}.", start=start, end=end)]


def _hip(degrees: float) -> Text:
    if abs(degrees) < 1:
        return en("straight")
    return (en("{angle_deg:.0f}° of flexion") if degrees > 0 else en("{angle_deg:.0f}° behind straight")).filled(angle_deg=abs(degrees))


def _tempo(set_up: Mapping[str, Value]) -> Text:
    tempo = read_tempo(str(set_up["tempo"]))
    parts = str(set_up["tempo"]).upper().split("-")
    explosive = parts[0].strip() == "X" and math.isclose(tempo.up_s, EXPLOSIVE_S)
    hold = en("hold for {hold_s:g} s", hold_s=tempo.hold_s) if tempo.hold_s > 0 else en("no hold")
    if explosive:
        return en("Get there as fast as you can, {hold}, return in {down_s:g} s.", hold=hold, down_s=tempo.down_s)
    return en("Get there in {up_s:g} s, {hold}, return in {down_s:g} s.", up_s=tempo.up_s, hold=hold, down_s=tempo.down_s)
