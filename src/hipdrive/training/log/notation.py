"""Log notation: sets as one types them after a session, in the words of the dose notation.

Grammar (one space between parts; the exercise first, the other options after the amount in any order, each at most once)::

    line    = [exercise SP] side SP amount {SP option}
    side    = "L" | "R" | "LR" | "alt" | "both"  LR: the same for each side; alt: legs in turn; both: both legs at once
    amount  = number "x" count                   so many equal sets
            | count {"," count}                  one set each
            | "skipped"                          left out, which is not failed
    count   = number | number "m"                repetitions, or metres of a drill
    option  = "hold" SP number "s"               how long each repetition was held
            | "@" load                           as in the dose notation
            | "rir" SP number                    repetitions that would still have been possible
            | "rpe" SP number                    exertion, 0 to 10, instead of rir
            | "form" SP word {"," word}          words of form that were lost, with - for the space: neutral-spine
            | "pain" SP number {SP where}        0 to 10; where: a site (front_of_hip) and a time (during, after, next_morning)
            | "tempo" SP word | "rest" SP word   of a dose that is typed over; not kept

Examples: ``cable_hip_flexion R 3x8 @12.5kg rir 2 pain 1``, ``seated_lift LR 10,9,8 hold 2s``, ``bent_knee_march alt 2x20``,
``plank_hip_flexion L skipped``, ``cable_hip_flexion R 8,8 pain 3 front_of_hip next_morning``.
Signs as a sheet or a calendar shows them are read too: 3 × 8, hold 2 s, @12.5 kg. A load in pounds stays in pounds, and counts as the asked
one if it is that but for what plates are off.
What is not given counts as asked for load and hold, and as unknown for repetitions in reserve.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

from ...errors import UnknownNameError, ValueOutOfRangeError
from ...language import Text, en
from .dose import DoseLoad, parse_load
from .session import FORM_WORDS, LoggedSide, PainRecord, PainSite, PainWhen, SetRecord
from .signs import plain_signs

SIDES: Mapping[str, tuple[LoggedSide, ...]] = {
    "L": ("left",),
    "R": ("right",),
    "LR": ("left", "right"),
    "alt": ("both",),
    "both": ("both",),
}
MOST_SETS = 20
"""More sets than this in one line are a slip of the pen; our choice."""
UNKEPT = ("tempo", "rest")
"""Parts of a dose that a log does not keep; a dose that is typed over may hold them."""
EXAMPLE = en("like '{example}'", example="cable_hip_flexion R 3x8 @12.5kg rir 2 pain 1")
_COUNT = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<metres>m)?")
_SETS = re.compile(r"(?P<sets>\d+)x(?P<count>[\d.]+m?)")
_BARE = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, kw_only=True)
class LoggedLine:
    """What one line of a log says."""

    sets: tuple[SetRecord, ...]
    pains: tuple[PainRecord, ...]


@dataclass(kw_only=True)
class _Options:
    """Options of a line while they are read."""

    hold_s: float | None = None
    load: DoseLoad | None = None
    rir: float | None = None
    rpe: float | None = None
    faults: tuple[str, ...] = ()
    pain: tuple[int, PainSite, PainWhen] | None = None
    given: set[str] = field(default_factory=set)


def parse_set(text: str, *, exercise: str = "") -> LoggedLine:
    """Read one line of a log (grammar at the top of this file).

    Args:
        text: The line.
        exercise: Its exercise where the line itself names none.

    Raises:
        ValueOutOfRangeError: If the line does not follow the grammar, or a number is outside what can be logged.
        UnknownNameError: If a side, a word of form, or the site or time of a pain is not known.
    """
    words = plain_signs(text).split()
    if words and words[0] not in SIDES and re.fullmatch(r"[a-z][a-z0-9_]*", words[0]):
        exercise = words.pop(0)
    if len(words) < 2 or not exercise:
        raise ValueOutOfRangeError(en("line of a log"), f"'{text}'", EXAMPLE)
    side, amount, *rest_words = words
    if side not in SIDES:
        raise UnknownNameError(en("side of a set"), side, SIDES)
    options = _options(rest_words, text)
    counts = () if amount == "skipped" else _counts(amount, text)
    if not counts and options.given:
        raise ValueOutOfRangeError(
            en("a skipped line"),
            f"'{text}'",
            en("without load, reserve, form or pain"),
            en("log pain with a set or on its own"),
        )
    return LoggedLine(
        sets=tuple(_set(exercise, working_side, options, count) for working_side in SIDES[side] for count in (counts or (None,))),
        pains=_pains(exercise, SIDES[side], options),
    )


def parse_pain(text: str, *, exercise: str | None = None, side: LoggedSide | None = None) -> PainRecord:
    """Read pain that stands alone, such as '3 lower_back next_morning'.

    Raises:
        ValueOutOfRangeError: If there is no whole number from 0 to 10.
        UnknownNameError: If a word is neither a site nor a time.
    """
    words = text.split()
    options = _Options()
    if _pain(words, options, text) != len(words) or options.pain is None:
        raise UnknownNameError(en("site or time of pain"), words[-1], (*get_args(PainSite), *get_args(PainWhen)))
    level, site, when = options.pain
    return PainRecord(when=when, level=level, site=site, side=side, exercise=exercise)


def _set(exercise: str, side: LoggedSide, options: _Options, count: tuple[int | None, float | None] | None) -> SetRecord:
    if count is None:
        return SetRecord(exercise=exercise, side=side, skipped=True)
    reps, metres = count
    return SetRecord(
        exercise=exercise,
        side=side,
        reps=reps,
        distance_m=metres,
        hold_s=options.hold_s,
        load=options.load,
        rir=options.rir,
        rpe=options.rpe,
        faults=options.faults,
    )


def _pains(exercise: str, sides: tuple[LoggedSide, ...], options: _Options) -> tuple[PainRecord, ...]:
    if options.pain is None:
        return ()
    level, site, when = options.pain
    return tuple(PainRecord(when=when, level=level, site=site, side=side, exercise=exercise) for side in sides)


def _counts(amount: str, text: str) -> tuple[tuple[int | None, float | None], ...]:
    equal = _SETS.fullmatch(amount)
    parts = [equal["count"]] * min(int(equal["sets"]), MOST_SETS + 1) if equal else amount.split(",")
    if not 1 <= len(parts) <= MOST_SETS:
        raise ValueOutOfRangeError(en("sets of a line"), f"'{amount}'", en("1 to {most} sets", most=MOST_SETS))
    return tuple(_count(part, text) for part in parts)


def _count(part: str, text: str) -> tuple[int | None, float | None]:
    amount = _COUNT.fullmatch(part)
    if amount is None:
        raise ValueOutOfRangeError(en("line of a log"), f"'{text}'", EXAMPLE)
    number = float(amount["number"])
    if amount["metres"]:
        return None, number
    if not number.is_integer():
        raise ValueOutOfRangeError(en("repetitions of a set"), part, en("a whole number; write metres as 20m"))
    return int(number), None


def _options(words: list[str], text: str) -> _Options:
    options = _Options()
    while words:
        name = "@" if words[0].startswith("@") else words[0]
        if name in options.given:
            raise ValueOutOfRangeError(en("line of a log"), f"'{text}'", en("with '{option}' once", option=name))
        options.given.add(name)
        if name == "@":
            options.load = _load(words.pop(0).removeprefix("@"))
            continue
        if name not in {"hold", "rir", "rpe", "form", "pain", *UNKEPT} or len(words) < 2:
            raise ValueOutOfRangeError(en("line of a log"), f"'{text}'", EXAMPLE, en("'{option}' was not understood", option=name))
        if name == "pain":
            del words[: 1 + _pain(words[1:], options, text)]
            continue
        value = words[1]
        del words[:2]
        if name in UNKEPT:
            continue
        if name == "form":
            options.faults = tuple(_form(word) for word in value.split(","))
        elif name == "hold":
            options.hold_s = _number(en("hold of a set"), value.removesuffix("s"))
        elif name == "rir":
            options.rir = _number(en("rir of a set"), value)
        else:
            options.rpe = _number(en("rpe of a set"), value)
    return options


def _pain(words: list[str], options: _Options, text: str) -> int:
    """Read level, site and time of a pain; returns how many words it took."""
    if not words or not re.fullmatch(r"\d+", words[0]):
        raise ValueOutOfRangeError(en("pain"), f"'{text}'", en("a whole number from 0 (none) to 10 (worst imaginable)"))
    sites: dict[str, PainSite] = {site: site for site in get_args(PainSite)}
    times: dict[str, PainWhen] = {when: when for when in get_args(PainWhen)}
    site: PainSite = "elsewhere"
    when: PainWhen = "during"
    taken = 1
    for word in words[1:3]:
        if word in sites:
            site = sites[word]
        elif word in times:
            when = times[word]
        else:
            break
        taken += 1
    options.pain = (int(words[0]), site, when)
    return taken


def _form(word: str) -> str:
    plain = word.replace("-", " ").replace("_", " ")
    if plain not in FORM_WORDS:
        raise UnknownNameError(en("word of form"), word, (known.replace(" ", "-") for known in FORM_WORDS))
    return plain


def _load(text: str) -> DoseLoad:
    if _BARE.fullmatch(text):
        raise ValueOutOfRangeError(
            en("load of a set"),
            en("'{number}' without a unit", number=text),
            en("in kg or lb, such as {number}kg or {number}lb", number=text),
        )
    return parse_load(text)


def _number(name: Text, text: str) -> float:
    if not _BARE.fullmatch(text):
        raise ValueOutOfRangeError(name, f"'{text}'", en("a number"))
    return float(text)
