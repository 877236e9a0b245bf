"""Sessions in words: sets in the log notation, as one would type them, and pains as one would say them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from ...body_words import SIDE_WORDS, SITE_WORDS
from ...exercise import exercises
from ...language import Text, en, joined
from ...training import PainRecord, SetRecord
from ...training.log.notation import parse_pain
from ...training.log.session import LoggedSide, PainWhen

SIDE_LETTERS = {"left": "L", "right": "R", "both": "both"}
SIDES_TYPED: Mapping[str, LoggedSide] = {"L": "left", "left": "left", "R": "right", "right": "right", "both": "both"}
PAINS: Mapping[PainWhen, Text] = {
    "during": en("pain {level} out of 10 during"),
    "after": en("pain {level} out of 10 afterwards"),
    "next_morning": en("pain {level} out of 10 the next morning"),
}


def session_lines(sets: Sequence[SetRecord]) -> tuple[str, ...]:
    """Sets in the log notation; read back by parse_set they are the same sets. What both sides did alike stands once, as LR."""
    runs = [_line(list(run)) for _, run in groupby(sets, key=_alike)]
    lines: list[str] = []
    while runs:
        exercise, side, rest = runs.pop(0)
        if side == "L" and runs[:1] == [(exercise, "R", rest)]:
            side = f"L{runs.pop(0)[1]}"
        lines.append(f"{exercise} {side} {rest}")
    return tuple(lines)


def _alike(logged: SetRecord) -> tuple[object, ...]:
    """What sets of logged line share; a skipped set stands alone, so that each is told."""
    shared = (logged.exercise, logged.side, logged.hold_s, logged.load, logged.rir, logged.rpe, logged.faults)
    return (*shared, id(logged)) if logged.skipped else shared


def _line(run: Sequence[SetRecord]) -> tuple[str, str, str]:
    """Exercise, side, and the rest of the line of sets that share all but their count."""
    first = run[0]
    counts = ["skipped" if row.skipped else f"{row.reps}" if row.distance_m is None else f"{_text(row.distance_m)}m" for row in run]
    amount = f"{len(counts)}x{counts[0]}" if len(set(counts)) == 1 and len(counts) > 1 else ",".join(counts)
    parts = [amount]
    if first.hold_s is not None:
        parts.append(f"hold {_text(first.hold_s)}s")
    if first.load is not None:
        parts.append(f"@{first.load}")
    if first.rir is not None:
        parts.append(f"rir {_text(first.rir)}")
    if first.rpe is not None:
        parts.append(f"rpe {_text(first.rpe)}")
    if first.faults:
        parts.append(f"form {','.join(fault.replace(' ', '-') for fault in first.faults)}")
    return first.exercise, SIDE_LETTERS[first.side], " ".join(parts)


def _text(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def pain_words(pain: PainRecord) -> Text:
    """One pain as one would say it, such as 'pain 3 out of 10 during, front of hip, right, with cable_hip_flexion'."""
    side = "" if pain.side is None else SIDE_WORDS[pain.side]
    where = "" if pain.site == "elsewhere" else SITE_WORDS[pain.site]
    with_what = "" if pain.exercise is None else en("with {exercise}", exercise=pain.exercise)
    return joined((PAINS[pain.when].filled(level=pain.level), where, side, with_what), ", ")


def typed_pain(text: str) -> PainRecord:
    """Pain as typed: a level, then in any order a site, a time, a side (L, R, left, right, both) and an exercise.

    Raises:
        ValueOutOfRangeError: If there is no whole number from 0 to 10.
        UnknownNameError: If a word is none of these.
    """
    words = text.split()
    sides = [word for word in words if word in SIDES_TYPED]
    named = [word for word in words if word in exercises()]
    rest = _without(words, (*sides[:1], *named[:1]))
    return parse_pain(" ".join(rest), exercise=named[0] if named else None, side=SIDES_TYPED[sides[0]] if sides else None)


def _without(words: Sequence[str], taken: Iterable[str]) -> list[str]:
    left = list(words)
    for word in taken:
        left.remove(word)
    return left
