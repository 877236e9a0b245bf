"""Days, doses, loads and sets in the words of a page, without ids."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from ...capacity import Protocol
from ...errors import ValueOutOfRangeError
from ...exercise import exercises
from ...training import Dose, PainRecord, SessionRecord, SetRecord, parse_dose
from ...training.log.dose import parse_load
from ..words import load_in_words, sets_in_words

WHEN_WORDS = {"during": "during", "after": "afterwards", "next_morning": "the next morning"}
_ID = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")

_DAY = re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b")


def day_in_words(on: date) -> str:
    """'Monday 30 November'."""
    return f"{on:%A} {on.day} {on:%B}"


def short_day(on: date) -> str:
    """'30 Nov 2026'."""
    return f"{on.day} {on:%b} {on.year}"


def exercise_name(exercise: str) -> str:
    """What people call an exercise; one that is not known keeps its id without underscores."""
    known = exercises().get(exercise)
    return known.name if known else exercise.replace("_", " ")


def with_names(text: str) -> str:
    """A sentence written elsewhere, with names in place of ids and days as people write them."""
    named = _ID.sub(lambda found: exercise_name(found[0]), text)
    return _DAY.sub(lambda found: short_day(date.fromisoformat(found[0])), named)


def typed_dose(text: str) -> str:
    """A dose of the notation in words: '2 × 10, hold 2 to 3 s each, yellow band'.

    Args:
        text: A whole dose ('seated_lift L 2x10 @band:yellow'), an amount with or without its exercise ('2x10 @band:yellow',
            'seated_lift 2x10'), or a word such as 'paused', which stays.
    """
    first, _, rest = text.partition(" ")
    for dose, name in ((text, ""), (f"exercise L {text}", ""), (f"{first} L {rest}", f"{exercise_name(first)}: ")):
        try:
            return name + dose_in_words(parse_dose(dose))
        except ValueOutOfRangeError:
            continue
    return with_names(text)


def dose_in_words(dose: Dose) -> str:
    """Sets and load of a dose."""
    return sets_in_words(dose) if dose.load is None else f"{sets_in_words(dose)}, {load_in_words(dose.load, {})}"


def typed_load(text: str) -> str:
    """A load of the notation in words: 'yellow band', '4 kg', 'no added weight'."""
    return load_in_words(parse_load(text), {})


def same_in_words(same: Mapping[str, float | str]) -> str:
    """What must be the same to compare results: 'hip flexion 0°'."""
    parts = []
    for key, value in same.items():
        if key.endswith("_deg") and not isinstance(value, str):
            parts.append(f"{key.removesuffix('_deg').replace('_', ' ')} {value:g}°")
        elif key == "exercise":
            parts.append(exercise_name(str(value)))
        else:
            parts.append(f"{key.replace('_', ' ')} {value if isinstance(value, str) else f'{value:g}'}")
    return ", ".join(parts)


def in_unit(value: float, protocol: Protocol) -> str:
    """A value of a test with its unit, three figures."""
    return f"{value:.3g} {protocol.change_unit}".replace("-", "\N{MINUS SIGN}")


def pain_in_words(pain: PainRecord) -> str:
    """'3 out of 10 afterwards, front of hip, right, with Seated hip-flexor lift'."""
    where = "" if pain.site == "elsewhere" else pain.site.replace("_", " ")
    with_what = "" if pain.exercise is None else f"with {exercise_name(pain.exercise)}"
    said = [f"{pain.level} out of 10 {WHEN_WORDS[pain.when]}", where, pain.side or "", with_what]
    return ", ".join(word for word in said if word)


def sets_done(session: SessionRecord) -> tuple[str, ...]:
    """The sets of a session in words, what both sides did alike said once."""
    if session.skipped:
        return ("left out",)
    by_line: dict[tuple[str, str], list[str]] = {}
    for (exercise, side), sets in groupby(session.sets, key=lambda logged: (logged.exercise, logged.side)):
        by_line.setdefault((exercise, _sets_in_words(list(sets))), []).append(side)
    return tuple(f"{exercise_name(exercise)}, {' and '.join(sides)}: {words}" for (exercise, words), sides in by_line.items())


def _sets_in_words(sets: Sequence[SetRecord]) -> str:
    """'3 × 10, hold 1 s, 1 kg, 2 left'; sets that differ stand one after the other."""
    parts = [(_count(logged), _how(logged)) for logged in sets]
    words = []
    for how, alike in groupby(parts, key=lambda part: part[1]):
        counts = [count for count, _ in alike]
        amount = f"{len(counts)} × {counts[0]}" if len(set(counts)) == 1 else ", ".join(counts)
        words.append(", ".join(word for word in (amount, how) if word))
    return "; ".join(words)


def _count(logged: SetRecord) -> str:
    if logged.skipped:
        return "left out"
    return f"{logged.distance_m:g} m" if logged.distance_m is not None else f"{logged.reps}"


def _how(logged: SetRecord) -> str:
    """Hold, load, reserve and lost form of a set."""
    reserve = logged.reserve
    parts = [
        "" if not logged.hold_s else f"hold {logged.hold_s:g} s",
        "" if logged.load is None else load_in_words(logged.load, {}),
        "" if reserve is None else f"{reserve:g} more possible",
        f"form lost: {', '.join(logged.faults)}" if logged.faults else "",
    ]
    return ", ".join(part for part in parts if part)
