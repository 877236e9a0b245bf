"""Dose: sets, repetitions, load, tempo and rest of one exercise, as one readable line that round-trips exactly.

Grammar (one space between parts, options in this order, each at most once)::

    dose    = exercise SP side SP amount {SP option}
    side    = "L" | "R" | "LR" | "alt" | "both"  LR: one after the other; alt: alternating, counted in total; both: both legs at once
    amount  = span "x" count                     sets x count
    count   = span | number "m" | "fatigue"      repetitions, metres of a drill, or as many as form allows
    option  = "to-fatigue"                       the set goes on past the count until form is lost
            | "hold" SP span "s"                 hold of each repetition
            | "@" load
            | "tempo" SP t "-" t "-" t           seconds up, hold, down; X for explosive
            | "rest" SP span "s"                 between sets of one side
            | "rir" SP span                      repetitions in reserve
    load    = "bodyweight" | number ("kg" | "lb") ["+" band] | band
    band    = "band:" id ["*" strands]
    span    = number | number "-" number

Examples: ``cable_hip_flexion R 3x8 @12.5kg tempo 2-1-3 rest 90s rir 2``, ``plank_knee_drive LR 1x5-10 hold 5-10s``, ``a_skip alt 2x20m``,
``bent_knee_march alt 2x20 @band:green tempo X-0-2``.
No load part: the dose says nothing about load. What a sheet or a calendar shows is read too: 3 × 5, en dashes, blanks of any kind.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from ...errors import ValueOutOfRangeError
from ...language import en
from ...units import kg_from_lb
from ..rules import DoseRules, dose_rules
from .signs import plain_signs

DoseSide = Literal["L", "R", "LR", "alt", "both"]
_SIDES: tuple[DoseSide, ...] = ("L", "R", "LR", "alt", "both")
Span = tuple[float, float]

_NUMBER = r"\d+(?:\.\d+)?"
_SPAN = rf"{_NUMBER}(?:-{_NUMBER})?"
_ID = r"[a-z0-9][a-z0-9_.-]*"
_BAND = rf"band:{_ID}(?:\*\d+)?"
_SECONDS = rf"(?:X|{_NUMBER})"
_LINE = re.compile(
    rf"(?P<exercise>[a-z][a-z0-9_]*) (?P<side>LR|L|R|alt|both) "
    rf"(?P<sets>{_SPAN})x(?:(?P<metres>{_NUMBER})m|(?P<fatigue>fatigue)|(?P<reps>{_SPAN}))"
    rf"(?P<to_fatigue> to-fatigue)?(?: hold (?P<hold>{_SPAN})s)?(?: @(?P<load>bodyweight|{_NUMBER}(?:kg|lb)(?:\+{_BAND})?|{_BAND}))?"
    rf"(?: tempo (?P<tempo>{_SECONDS}-{_SECONDS}-{_SECONDS}))?(?: rest (?P<rest>{_SPAN})s)?(?: rir (?P<rir>{_SPAN}))?"
)
_LOAD = re.compile(rf"(?:(?P<mass>{_NUMBER})(?P<unit>kg|lb))?\+?(?:band:(?P<band>{_ID})(?:\*(?P<strands>\d+))?)?")
_EXAMPLE = en("like '{example}'", example="cable_hip_flexion R 3x8 @12.5kg tempo 2-1-3 rest 90s rir 2")


@dataclass(frozen=True, kw_only=True)
class DoseLoad:
    """What is moved besides the limb: a mass, a band, both, or nothing (body weight)."""

    mass_kg: float | None = None
    band: str | None = None
    """Id of a band."""
    strands: int = 1
    mass_lb: float | None = field(default=None, compare=False)
    """The mass as it was typed, where it was typed in pounds; what is compared and computed with is mass_kg, which follows from it."""

    def __post_init__(self) -> None:
        if self.mass_lb is not None:
            object.__setattr__(self, "mass_lb", _exact("load", self.mass_lb))
            object.__setattr__(self, "mass_kg", kg_from_lb(self.mass_lb))
        if self.mass_kg is not None:
            object.__setattr__(self, "mass_kg", _exact("load", self.mass_kg))
        if self.band is not None and not re.fullmatch(_ID, self.band):
            raise ValueOutOfRangeError(en("band of a dose"), f"'{self.band}'", en("a hardware id of small letters, digits, _ - and ."))
        if self.strands < 1 or (self.band is None and self.strands != 1):
            raise ValueOutOfRangeError(en("strands of a dose"), self.strands, en("at least 1, and only with a band"))

    def __str__(self) -> str:
        return self._notation

    @cached_property
    def _notation(self) -> str:
        """Written once, for a load that is read is written thousands of times."""
        typed = f"{_text(self.mass_kg)}kg" if self.mass_lb is None and self.mass_kg is not None else ""
        parts = [typed] if typed else [] if self.mass_lb is None else [f"{_text(self.mass_lb)}lb"]
        if self.band is not None:
            parts.append(f"band:{self.band}" + (f"*{self.strands}" if self.strands > 1 else ""))
        return "+".join(parts) or "bodyweight"


@dataclass(frozen=True, kw_only=True)
class Dose:
    """One line of a plan; str() writes the notation, parse_dose() reads it."""

    exercise: str
    side: DoseSide
    sets: Span
    reps: Span | None = None
    """Repetitions of a set; None for a distance or a set to fatigue without a number."""
    distance_m: float | None = None
    to_fatigue: bool = False
    hold_s: Span | None = None
    load: DoseLoad | None = None
    """None if the dose says nothing about load."""
    tempo: str | None = None
    """Seconds up, hold, down ('2-1-3'), X for explosive."""
    rest_s: float | None = None
    longest_rest_s: float | None = None
    """The longer end where the source gives a range of rests."""
    rir: Span | None = None
    """Repetitions in reserve."""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", self.exercise):
            raise ValueOutOfRangeError(en("exercise of a dose"), f"'{self.exercise}'", en("an id in snake_case"))
        if self.side not in _SIDES:
            raise ValueOutOfRangeError(en("side of a dose"), f"'{self.side}'", en("one of L, R, LR, alt, both"))
        for name in ("sets", "reps", "hold_s", "rir"):
            span = getattr(self, name)
            if span is not None:
                low, high = (_exact(name, value) for value in span)
                if low > high:
                    raise ValueOutOfRangeError(
                        en("{part} of a dose", part=name),
                        f"{_text(low)}-{_text(high)}",
                        en("a lower, then an upper number"),
                    )
                object.__setattr__(self, name, (low, high))
        if self.sets[0] < 1:
            raise ValueOutOfRangeError(en("sets of a dose"), _text(self.sets[0]), en("at least 1"))
        if self.reps is not None and self.distance_m is not None:
            raise ValueOutOfRangeError(en("count of a dose"), en("repetitions and a distance"), en("one of the two"))
        if self.reps is None and self.distance_m is None and not self.to_fatigue:
            raise ValueOutOfRangeError(en("count of a dose"), en("missing"), en("repetitions, a distance or 'fatigue'"))
        for name in ("distance_m", "rest_s", "longest_rest_s"):
            if getattr(self, name) is not None:
                object.__setattr__(self, name, _exact(name, getattr(self, name)))
        if self.longest_rest_s is not None and (self.rest_s is None or self.longest_rest_s <= self.rest_s):
            raise ValueOutOfRangeError(en("rest of a dose"), _text(self.longest_rest_s), en("a lower, then an upper number"))
        if self.tempo is not None and not re.fullmatch(f"{_SECONDS}-{_SECONDS}-{_SECONDS}", self.tempo):
            raise ValueOutOfRangeError(
                en("tempo of a dose"), f"'{self.tempo}'", en("seconds up, hold, down such as '2-1-3', X for explosive")
            )

    def __str__(self) -> str:
        bare_fatigue = self.reps is None and self.distance_m is None
        count = (
            "fatigue"
            if bare_fatigue
            else (f"{_text(self.distance_m)}m" if self.distance_m is not None else _span_text(self.reps or (0, 0)))
        )
        parts = [self.exercise, self.side, f"{_span_text(self.sets)}x{count}"]
        if self.to_fatigue and not bare_fatigue:
            parts.append("to-fatigue")
        if self.hold_s is not None:
            parts.append(f"hold {_span_text(self.hold_s)}s")
        if self.load is not None:
            parts.append(f"@{self.load}")
        if self.tempo is not None:
            parts.append(f"tempo {self.tempo}")
        if self.rest_s is not None:
            parts.append(f"rest {_span_text((self.rest_s, self.longest_rest_s or self.rest_s))}s")
        if self.rir is not None:
            parts.append(f"rir {_span_text(self.rir)}")
        return " ".join(parts)


@lru_cache(maxsize=4096)
def parse_dose(text: str) -> Dose:
    """Read a dose from its notation (grammar at the top of this file); plans say the same ones time and again.

    Raises:
        ValueOutOfRangeError: If the text does not follow the grammar.
    """
    parts = _LINE.fullmatch(plain_signs(text))
    if parts is None:
        raise ValueOutOfRangeError(en("dose"), f"'{text}'", _EXAMPLE)
    metres, reps = parts["metres"], parts["reps"]
    rest = _span(parts["rest"]) if parts["rest"] else None
    return Dose(
        exercise=parts["exercise"],
        side=next(side for side in _SIDES if side == parts["side"]),
        sets=_span(parts["sets"]),
        reps=_span(reps) if reps else None,
        distance_m=float(metres) if metres else None,
        to_fatigue=bool(parts["fatigue"] or parts["to_fatigue"]),
        hold_s=_span(parts["hold"]) if parts["hold"] else None,
        load=parse_load(parts["load"]) if parts["load"] else None,
        tempo=parts["tempo"],
        rest_s=rest[0] if rest else None,
        longest_rest_s=rest[1] if rest and rest[1] != rest[0] else None,
        rir=_span(parts["rir"]) if parts["rir"] else None,
    )


@lru_cache(maxsize=4096)
def parse_load(text: str) -> DoseLoad:
    """Read a load from its notation, such as 12.5kg, bodyweight or 10kg+band:green*2; plans and logs say the same ones time and again.

    Raises:
        ValueOutOfRangeError: If the text does not follow the grammar.
    """
    if text == "bodyweight":
        return DoseLoad()
    parts = _LOAD.fullmatch(text)
    if parts is None:
        raise ValueOutOfRangeError(en("load of a dose"), f"'{text}'", en("bodyweight, 12.5kg, 25lb, band:green or 10kg+band:green*2"))
    mass = {f"mass_{parts['unit']}": float(parts["mass"])} if parts["mass"] else {}
    return DoseLoad(band=parts["band"], strands=int(parts["strands"] or 1), **mass)


def _span(text: str) -> Span:
    low, _, high = text.partition("-")
    return float(low), float(high or low)


def _exact(part: str, value: float) -> float:
    """A number of a part of a dose as the notation can write it: not negative, three decimals."""
    if not 0 <= value < 1e6:
        raise ValueOutOfRangeError(en("{part} of a dose", part=part), value, en("a number from 0 to 1,000,000"))
    return round(float(value), 3)


def _text(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _span_text(span: Span) -> str:
    low, high = span
    return _text(low) if low == high else f"{_text(low)}-{_text(high)}"


def set_seconds(dose: Dose, *, rules: DoseRules | None = None) -> float:
    """Seconds that one set of one side takes at the upper end of its ranges (for 'alt' all repetitions of both sides)."""
    rules = rules or dose_rules()
    if dose.distance_m is not None:
        return dose.distance_m * rules.metre_s
    up, pause, down = (rules.explosive_s if part == "X" else float(part) for part in (dose.tempo or "0-0-0").split("-"))
    hold = max(pause, dose.hold_s[1] if dose.hold_s else 0.0)
    moving = up + down if dose.tempo else rules.default_repetition_s
    reps = dose.reps[1] if dose.reps else rules.fatigue_reps
    return reps * (moving + hold)


def dose_minutes(dose: Dose, *, rules: DoseRules | None = None) -> float:
    """Minutes that a dose takes: setting up, all sets and the rests between them (not after the last one).

    With 'LR' one side works while the other rests, so that only what is missing of the rest is waited for.
    """
    rules = rules or dose_rules()
    rest = dose.longest_rest_s or (rules.rest_s if dose.rest_s is None else dose.rest_s)
    work, sets = set_seconds(dose, rules=rules), dose.sets[1]
    worked, waited = (2.0 * work, max(0.0, rest - work)) if dose.side == "LR" else (work, rest)
    return (rules.set_up_s + sets * worked + (sets - 1.0) * waited) / 60.0
