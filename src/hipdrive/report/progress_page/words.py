"""Days, doses, loads and sets in the words of a page, without ids."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from ...body_words import SIDE_WORDS, SITE_WORDS
from ...capacity import Protocol
from ...errors import ValueOutOfRangeError
from ...language import Text, and_list, en, joined, layout, reader, verbatim
from ...training import Dose, PainRecord, SessionRecord, SetRecord, parse_dose
from ...training.log.dose import DoseLoad, parse_load
from ...training.log.session import FORM_WORDS, PainWhen
from ..named import exercise_name, with_names
from ..words import load_in_words, sets_in_words

WHEN_WORDS: Mapping[PainWhen, Text] = {"during": en("during"), "after": en("afterwards"), "next_morning": en("the next morning")}
LEVEL_WORDS: Mapping[PainWhen, Text] = {
    "during": en("{level} out of 10 during"),
    "after": en("{level} out of 10 afterwards"),
    "next_morning": en("{level} out of 10 the next morning"),
}
SAME_WORDS: Mapping[str, Text] = {
    "hip_flexion_deg": en("hip flexion {value:g}°"),
    "knee_flexion_deg": en("knee flexion {value:g}°"),
    "timing": en("timing {value}"),
    "method": en("method {value}"),
    "device": en("device {value}"),
    "set_up": en("set up {value}"),
}
"""What tests share, by key of a result's details."""
UNITS: Mapping[str, Text] = {
    "repetitions": en("repetitions"),
    "kg (one-rep max, estimated)": layout("kg {what}", what=en("(one-rep max, estimated)")),
}
"""Units of tests that are words."""
LEFT_OUT = en("left out")


def day_in_words(on: date) -> Text:
    """'Monday 30 November'."""
    return en("{on:EEEE d MMMM}", on=on)


def typed_dose(text: str) -> Text:
    """A dose of the notation in words: '2 × 10, hold 2 to 3 s each, yellow band'.

    Args:
        text: A whole dose ('seated_lift L 2x10 @band:yellow'), an amount with or without its exercise ('2x10 @band:yellow',
            'seated_lift 2x10'), or a word such as 'paused', which stays.
    """
    first, _, rest = text.partition(" ")
    for dose, name in ((text, ""), (f"exercise L {text}", ""), (f"{first} L {rest}", exercise_name(first))):
        try:
            return joined((name, dose_in_words(parse_dose(dose))), ": ")
        except ValueOutOfRangeError:
            continue
    return with_names(text)


def dose_in_words(dose: Dose) -> Text:
    """Sets and load of a dose."""
    return joined((sets_in_words(dose), "" if dose.load is None else load_in_words(dose.load, {})), ", ")


def typed_load(text: str) -> Text:
    """A load of the notation in words: 'yellow band', '4 kg', 'no added weight'."""
    return load_in_words(parse_load(text), {})


def same_in_words(same: Mapping[str, float | str]) -> Text:
    """What must be the same to compare results: 'hip flexion 0°'."""
    parts = []
    for key, value in same.items():
        if key == "exercise":
            parts.append(exercise_name(str(value)))
        elif key in SAME_WORDS:
            parts.append(SAME_WORDS[key].filled(value=value))
        else:
            parts.append(layout("{key} {value}", key=key.replace("_", " "), value=value if isinstance(value, str) else f"{value:g}"))
    return joined(parts, ", ")


def unit_of(protocol: Protocol) -> Text:
    """The unit in which changes of a test are judged."""
    return UNITS.get(protocol.change_unit) or verbatim(protocol.change_unit)


def readers_number(value: float, protocol: Protocol) -> float:
    """A value of a test without its unit, in the reader's unit: for axes, whose ticks are round in it."""
    return reader().units.of_mass(value) if protocol.change_unit.startswith("kg ") else value


def in_unit(value: float, protocol: Protocol) -> Text:
    """A value of a test with its unit, three figures."""
    pattern = "\N{MINUS SIGN}{size:.3g} {unit}" if value < 0 else "{size:.3g} {unit}"
    return layout(pattern, size=abs(value), unit=unit_of(protocol))


def pain_in_words(pain: PainRecord) -> Text:
    """'3 out of 10 afterwards, front of hip, right, with Seated hip-flexor lift'."""
    parts = (
        LEVEL_WORDS[pain.when].filled(level=pain.level),
        "" if pain.site == "elsewhere" else SITE_WORDS[pain.site],
        "" if pain.side is None else SIDE_WORDS[pain.side],
        "" if pain.exercise is None else en("with {exercise}", exercise=exercise_name(pain.exercise)),
    )
    return joined(parts, ", ")


def sets_done(session: SessionRecord) -> tuple[Text, ...]:
    """The sets of a session in words, what both sides did alike said once."""
    if session.skipped:
        return (LEFT_OUT,)
    by_line: dict[tuple[str, Text], list[Text]] = {}
    for (exercise, side), sets in groupby(session.sets, key=lambda logged: (logged.exercise, logged.side)):
        by_line.setdefault((exercise, _sets_in_words(tuple(_amount(one) for one in sets))), []).append(SIDE_WORDS[side])
    return tuple(
        layout("{exercise}, {sides}: {sets}", exercise=exercise_name(exercise), sides=and_list(sides), sets=words)
        for (exercise, words), sides in by_line.items()
    )


class _Amount(NamedTuple):
    """A set but for its exercise and side."""

    skipped: bool
    reps: int | None
    distance_m: float | None
    hold_s: float | None
    load: DoseLoad | None
    reserve: float | None
    faults: tuple[str, ...]


def _amount(logged: SetRecord) -> _Amount:
    return _Amount(logged.skipped, logged.reps, logged.distance_m, logged.hold_s, logged.load, logged.reserve, logged.faults)


@lru_cache(maxsize=4096)
def _sets_in_words(sets: tuple[_Amount, ...]) -> Text:
    """'3 × 10, hold 1 s, 1 kg, 2 left'; sets that differ stand one after the other. Both sides, and most days, do the same."""
    parts = [(_count(logged), _how(logged)) for logged in sets]
    words = []
    for how, alike in groupby(parts, key=lambda part: part[1]):
        counts = [count for count, _ in alike]
        amount = layout("{sets} × {count}", sets=len(counts), count=counts[0]) if len(set(counts)) == 1 else joined(counts, ", ")
        words.append(joined((amount, how), ", "))
    return joined(words, "; ")


def _count(logged: _Amount) -> Text:
    if logged.skipped:
        return LEFT_OUT
    return layout("{reps}", reps=logged.reps) if logged.distance_m is None else layout("{metres:g} m", metres=logged.distance_m)


def _how(logged: _Amount) -> Text:
    """Hold, load, reserve and lost form of a set."""
    faults = [word for fault in logged.faults for word in FORM_WORDS if word == fault]
    parts = (
        "" if not logged.hold_s else en("hold {seconds:g} s", seconds=logged.hold_s),
        "" if logged.load is None else load_in_words(logged.load, {}),
        "" if logged.reserve is None else en("{reps:g} more possible", reps=logged.reserve),
        en("form lost: {faults}", faults=joined(faults, ", ")) if faults else "",
    )
    return joined(parts, ", ")
