"""Doses, loads and set-ups in the words a coach uses."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from ..band_words import band_name
from ..body_words import SIDE_WORDS
from ..exercise import exercises, variant_of
from ..language import Text, en, joined, layout, number_span, verbatim
from ..language import and_list as and_list  # noqa: PLC0414 - handed on
from ..training import Dose, DoseLoad, PlanLine

EACH_SIDE = en("each side")
_SIDE_OF_DOSE = {
    "L": SIDE_WORDS["left"],
    "R": SIDE_WORDS["right"],
    "LR": EACH_SIDE,
    "alt": en("sides alternating"),
    "both": en("both legs together"),
}
_CHOICES: Mapping[str, Text] = MappingProxyType(
    {"ankle": en("ankle"), "toes": en("toes"), "wall": en("wall"), "rail": en("rail"), "idle": en("idle"), "counter": en("counter")}
)
"""What can be chosen in a set-up, where it is a word."""
_NOTHING_TO_ARRANGE: Mapping[str, tuple[Any, ...]] = MappingProxyType({"hand_support": ("none",), "step_height_m": (0,)})
_WITH_BAND = ("strands", "rest_length_m", "anchor_x_m", "anchor_y_m")
_IN_THE_DOSE = ("side", "tempo", "weight_kg", "stack_kg", "band", "strands")


@lru_cache(maxsize=4096)
def sets_in_words(dose: Dose) -> Text:
    """'3 × 5', with hold: '3 × 5, hold 5 s each'."""
    sets = layout("{sets} × {count}", sets=number_span(*dose.sets), count=_count_of(dose))
    hold = en("hold {seconds} s each", seconds=number_span(*dose.hold_s)) if dose.hold_s and dose.hold_s[1] > 0 else ""
    return joined((sets, hold, en("then on until you lose form") if dose.to_fatigue and dose.reps else ""), ", ")


def _count_of(dose: Dose) -> Text:
    """What one set is."""
    if dose.reps:
        return number_span(*dose.reps)
    return layout("{metres:g} m", metres=dose.distance_m) if dose.distance_m is not None else en("until you lose form")


def side_in_words(dose: Dose) -> Text:
    """'left', 'right', 'each side', 'sides alternating' or 'both legs together'."""
    return _SIDE_OF_DOSE[dose.side]


def amounts_in_words(lines: Sequence[PlanLine]) -> tuple[tuple[Text, Text, Text], ...]:
    """Side, sets and load of the lines of one exercise; one entry where the sides are alike."""
    if not lines:
        return ()
    amounts = [
        (side_in_words(line.dose), sets_in_words(line.dose), load_in_words(line.dose.load, line.set_up, exercise=line.exercise))
        for line in lines
    ]
    if len(amounts) > 1 and len({amount[1:] for amount in amounts}) == 1:
        return ((EACH_SIDE, *amounts[0][1:]),)
    return tuple(amounts)


def load_in_words(load: DoseLoad | None, set_up: Mapping[str, Any], *, exercise: str = "") -> Text:
    """'4 kg at the ankle', '10 kg on the stack', '20 kg including the sled', 'red band, 2 strands', 'no added weight'.

    Args:
        load: The load of a dose.
        set_up: Set-up keys of the outside contract, which say where a weight is.
        exercise: Id, which says whether a weight is shared between the legs: then '2.5 kg at each ankle (5 kg in all)'.
    """
    if load is None or (load.mass_kg is None and load.band is None):
        return en("no added weight")
    parts = [] if load.mass_kg is None else [_mass_in_words(load.mass_kg, set_up, exercise)]
    if load.band is not None:
        band = band_name(load.band)
        parts.append(en("{band}, {strands} strands", band=band, strands=load.strands) if load.strands > 1 else band)
    return and_list(parts)


def _mass_in_words(mass_kg: float, set_up: Mapping[str, Any], exercise: str) -> Text:
    if "sled_kg" in set_up:
        return en("{mass:g} kg including the sled", mass=mass_kg)
    if float(set_up.get("stack_kg") or 0.0) > 0:
        return en("{mass:g} kg on the stack", mass=mass_kg)
    place = str(set_up.get("weight_at") or "")
    if _on_both_legs(exercise, set_up):
        if place == "ankle":
            return en("{mass:g} kg at each ankle ({all:g} kg in all)", mass=mass_kg / 2.0, all=mass_kg)
        return en("{mass:g} kg on each leg ({all:g} kg in all)", mass=mass_kg / 2.0, all=mass_kg)
    if place == "ankle":
        return en("{mass:g} kg at the ankle", mass=mass_kg)
    if place == "toes":
        return en("{mass:g} kg at the toes", mass=mass_kg)
    return en("{mass:g} kg at the {place}", mass=mass_kg, place=place) if place else layout("{mass:g} kg", mass=mass_kg)


def _on_both_legs(exercise: str, set_up: Mapping[str, Any]) -> bool:
    """Whether a weight is halved between the legs."""
    known = exercises().get(exercise)
    if known is None:
        return False
    return any(resistance.kind == "weight" and resistance.leg == "both" for resistance in variant_of(known, set_up).resistances)


@lru_cache(maxsize=1024)
def tempo_in_words(tempo: str | None) -> Text:
    """'2 s up, 1 s hold, 3 s down', '1 s up, 1 s down' without a hold; explosive where the lift is X."""
    if tempo is None:
        return en("your own, controlled")
    up, hold, down = tempo.upper().split("-")
    parts = (
        en("as fast as you can up") if up == "X" else en("{seconds} s up", seconds=_seconds(up)),
        en("{seconds} s hold", seconds=_seconds(hold)) if hold.strip("0.") else "",
        en("fast down") if down == "X" else en("{seconds} s down", seconds=_seconds(down)),
    )
    return joined(parts, ", ")


def _seconds(text: str) -> Text:
    """As many as a tempo says; X stays."""
    return verbatim(text) if text == "X" else layout("{number:g}", number=float(text))


def rest_in_words(dose: Dose) -> Text:
    """'90 s between sets'."""
    return en("as needed") if dose.rest_s is None else en("{seconds:g} s between sets", seconds=dose.rest_s)


def reserve_in_words(dose: Dose) -> Text:
    """'stop each set with 2 clean repetitions left', or nothing."""
    return Text("") if dose.rir is None else en("stop each set with {reps} clean reps in reserve", reps=number_span(*dose.rir))


def set_up_in_words(exercise: str, set_up: Mapping[str, Any]) -> tuple[tuple[Text, Text], ...]:
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
            rows.append((en("variant"), known.label))
            continue
        setting = known.settings.get(key) if known else None
        label = setting.label if setting else verbatim(key.replace("_", " "))
        rows.append((label, _in_readers_units(value, setting.unit if setting else "")))
    return tuple(rows)


def _has_cuff(set_up: Mapping[str, Any]) -> bool:
    """Whether something pulls at a cuff round the ankle."""
    weight = bool(set_up.get("weight_kg")) and set_up.get("weight_at", "ankle") == "ankle"
    return weight or bool(set_up.get("stack_kg"))


def cues_of(exercise: str, set_up: Mapping[str, Any]) -> tuple[Text, ...]:
    """How to do an exercise in the variant of a set-up, step by step; empty if the catalogue does not know it."""
    known = exercises().get(exercise)
    return variant_of(known, set_up).cues if known else ()


def choice_in_words(choice: str) -> Text:
    """What a choice of a set-up is called: 'ankle', 'wall'; the choice itself where it is a name."""
    return _CHOICES.get(choice) or verbatim(choice.replace("_", " "))


def _in_readers_units(value: Any, unit: str) -> Text:  # noqa: ANN401 - a number or a word from a set-up
    if isinstance(value, str):
        return choice_in_words(value)
    if unit == "m":
        return layout("{length:.0f} cm", length=100 * float(value))
    if unit == "deg":
        return layout("{angle:g}°", angle=float(value))
    return layout("{value:g} {unit}", value=float(value), unit=unit) if unit else layout("{value:g}", value=float(value))
