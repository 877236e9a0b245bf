"""The words of a session on paper: doses as one says them, what to arrange, and what rests."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ...exercise import exercises, variant_of
from ...exercise.declared.exercise import CUFF
from ...language import Text, en, joined, layout, number_span
from ...training import Dose, PlanLine
from ..words import load_in_words, set_up_in_words, tempo_in_words
from .sheet_labels import BAND, BANDS, CUFF_LABEL, CUFFS, HEIGHT, KNEES, SURFACES, WHEN

UNSAID = ("weight_at", "sled_kg", "sled_friction", "sled_breakaway", "cable_friction", "ratio", "push", "push_n", "pressure_at")
"""What the dose says already, or what one cannot arrange."""
PLACES = {"pulley": ("pulley_x_m", "pulley_y_m"), "band": ("anchor_x_m", "anchor_y_m")}
"""Thing -> keys of how far it is ahead of the hip, and how high."""
TIED: Mapping[str, Text] = {"pulley": en("pulley"), "band": en("band anchor")}
HALF_FELT = en("2:1 pulley: you feel half the stack")
NEAR_M = 0.005
HIP_START, HIP_END = "hip_start_deg", "hip_end_deg"
STRAIGHT_DEG = 0.5
_KNEE = re.compile(rf"knee(?: flexion)?(?: of ({'|'.join(name for name in KNEES if name)}))?(?::.*| (.*))?")
"""Whose knee, and when."""


def dose_sentence(line: PlanLine) -> Text:
    """'3 sets of 5, each held for 1 s, with 2 kg at the toes'."""
    further = en("then continue until your form goes") if line.dose.to_fatigue and line.dose.reps else ""
    return joined((_sets_of(line.dose), further, _hold(line.dose), _load(line)), ", ")


def _sets_of(dose: Dose) -> Text:
    sets = en("1 set") if dose.sets == (1.0, 1.0) else en("{sets} sets", sets=number_span(*dose.sets))
    if dose.reps:
        return en("{sets} of {count}", sets=sets, count=number_span(*dose.reps))
    if dose.distance_m is None:
        return en("{sets} of as many as you can with good form", sets=sets)
    return en("{sets} of {count}", sets=sets, count=layout("{metres:g} m", metres=dose.distance_m))


def _hold(dose: Dose) -> Text:
    if not dose.hold_s or dose.hold_s[1] <= 0:
        return Text("")
    low, high = dose.hold_s
    if low == 0:
        return en("each held for up to {seconds:g} s", seconds=high)
    return en("each held for {seconds} s", seconds=number_span(low, high))


def _load(line: PlanLine) -> Text:
    """'with 2 kg at the toes'; nothing for mobility work, which has no load."""
    if is_mobility(line.exercise):
        return Text("")
    words = load_in_words(line.dose.load, line.set_up, exercise=line.exercise)
    return layout("{load}", load=words) if words.startswith("no ") else en("with {load}", load=words)


def is_mobility(exercise: str) -> bool:
    """Whether an exercise moves the hip without training strength."""
    known = exercises().get(exercise)
    return known is not None and known.kind == "mobility"


def arranged(exercise: str, set_up: Mapping[str, Any]) -> tuple[Text, ...]:
    """What to arrange and how far to move, one thing each, without the words of mechanics."""
    angles = {key: float(value) for key, value in set_up.items() if key.endswith("_deg") and isinstance(value, int | float)}
    unsaid = {*angles, *UNSAID, *PLACES["pulley"], *PLACES["band"], *([] if _has_cuff(set_up) else [CUFF])}
    rest = {key: value for key, value in set_up.items() if key not in unsaid}
    told = set_up_in_words(exercise, rest)
    rows = [joined((words,)) for label, words in told if label == "variant"] + [_thing(*row) for row in told if row[0] != "variant"]
    rows += [_place(thing, *keys, set_up) for thing, keys in PLACES.items() if _is_used(thing, set_up)]
    rows += [HALF_FELT] if set_up.get("ratio") == 2 and _is_used("pulley", set_up) else []
    if HIP_END in angles:
        rows.append(_way(angles.get(HIP_START), angles[HIP_END]))
    labels = {_label(exercise, set_up, key): degrees for key, degrees in angles.items() if key not in {HIP_START, HIP_END}}
    rows += [*_knees(labels), *(_angle(label, degrees) for label, degrees in labels.items() if not _KNEE.fullmatch(label))]
    return tuple(dict.fromkeys(layout("{words:cap}", words=row) for row in rows if row))


def _thing(label: str, words: str) -> Text:
    """'Bench under the shoulders: 70 cm high', 'cuff 5 cm above the ankle joint', 'unstretched band: 30 cm from its anchor to the foot'."""
    if label.startswith(HEIGHT):
        surface = SURFACES.get(label) or label.removeprefix(HEIGHT).removeprefix("of the ")
        return Text("") if words == "0 cm" else en("{surface}: {height} high", surface=surface, height=words)
    if label.startswith(CUFF_LABEL):
        cuff = CUFFS.get(label) or en("cuff {height} {place}")
        return cuff.filled(height=words, place=label.removeprefix(CUFF_LABEL))
    if label.startswith(BAND):
        band = BANDS.get(label) or en("unstretched band: {length} {place}")
        return band.filled(length=words, place=label.removeprefix(BAND))
    return layout("{label}: {value}", label=label, value=words)


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


def _place(thing: str, across: str, up: str, set_up: Mapping[str, Any]) -> Text:
    """'Pulley 150 cm behind the hip, 10 cm above the floor'."""
    ahead_m = float(set_up[across])
    told = {"thing": TIED[thing], "away_cm": 100 * abs(ahead_m), "height_cm": 100 * float(set_up[up])}
    if abs(ahead_m) < NEAR_M:
        return en("{thing} under the hip, {height_cm:.0f} cm above the floor", **told)
    if ahead_m < 0:
        return en("{thing} {away_cm:.0f} cm behind the hip, {height_cm:.0f} cm above the floor", **told)
    return en("{thing} {away_cm:.0f} cm in front of the hip, {height_cm:.0f} cm above the floor", **told)


def _way(start_deg: float | None, end_deg: float) -> Text:
    """How far the thigh goes."""
    if start_deg is None:
        return en("thigh to {end}", end=_thigh(end_deg))
    if abs(end_deg - start_deg) < STRAIGHT_DEG:
        return en("thigh held {where}", where=_thigh(end_deg))
    if start_deg >= STRAIGHT_DEG and end_deg >= STRAIGHT_DEG:
        return en("thigh from {start_deg:.0f}° to {end}", start_deg=start_deg, end=_thigh(end_deg))
    return en("thigh from {start} to {end}", start=_thigh(start_deg), end=_thigh_again(end_deg))


def _thigh(degrees: float) -> Text:
    if abs(degrees) < STRAIGHT_DEG:
        return en("in line with the trunk")
    if degrees < 0:
        return en("{angle:.0f}° behind the line of the trunk", angle=-degrees)
    return en("{angle:.0f}° in front of the line of the trunk", angle=degrees)


def _thigh_again(degrees: float) -> Text:
    """The same after the trunk was named."""
    if abs(degrees) < STRAIGHT_DEG:
        return en("in line with it")
    return en("{angle:.0f}° behind it", angle=-degrees) if degrees < 0 else en("{angle:.0f}° in front of it", angle=degrees)


def _label(exercise: str, set_up: Mapping[str, Any], key: str) -> str:
    """What a setting is called."""
    known = exercises().get(exercise)
    setting = variant_of(known, set_up).settings.get(key) if known else None
    return setting.label if setting else key.removesuffix("_deg").replace("_", " ")


def _knees(labels: Mapping[str, float]) -> list[Text]:
    """'Working knee bent 5° at the start, bent 80° at the top': a row for each knee."""
    states: dict[Text, list[Text]] = {}
    for label, degrees in labels.items():
        if found := _KNEE.fullmatch(label):
            bent = en("straight") if abs(degrees) < STRAIGHT_DEG else en("bent {angle:.0f}°", angle=degrees)
            states.setdefault(KNEES[found[1] or ""], []).append(joined((bent, _when(found[2] or ""))))
    return [layout("{knee} {states}", knee=knee, states=joined(words, ", ")) for knee, words in states.items()]


def _when(words: str) -> str:
    return WHEN.get(words, words)


def _angle(label: str, degrees: float) -> Text:
    """The trunk, a hip or a rounding, in degrees or as upright."""
    if "lean of" in label:
        lean = (
            en("trunk leaning {angle:.0f}° back", angle=-degrees)
            if degrees < 0
            else en("trunk leaning {angle:.0f}° forward", angle=degrees)
        )
        trunk = en("trunk upright") if abs(degrees) < STRAIGHT_DEG else lean
        when = label.partition(" at ")[2]
        return joined((trunk, _when(f"at {when}") if when else ""))
    if "hip flexion" in label:
        return layout("{label}: {thigh}", label=label.replace("hip flexion", "thigh"), thigh=_thigh(degrees))
    return layout("{label}: {angle:.0f}°", label=label, angle=degrees)


def tempo_said(dose: Dose) -> Text:
    """'2 s up, 3 s down', with the pause of the tempo where the dose asks for no hold of its own; nothing for a distance."""
    if dose.tempo is None or dose.distance_m is not None:
        return Text("")
    up, _, down = dose.tempo.split("-")
    held = dose.hold_s is not None and dose.hold_s[1] > 0
    return joined((tempo_in_words(f"{up}-0-{down}" if held else dose.tempo),))


def shared_stops(stops: Sequence[Sequence[Text]]) -> tuple[Text, ...]:
    """What ends a set of every exercise of a session, so that it need be said only once; nothing for a single exercise.

    Args:
        stops: What ends a set of each exercise.
    """
    if len(stops) < 2:
        return ()
    first, *others = stops
    return tuple(words for words in first if all(words in other for other in others))
