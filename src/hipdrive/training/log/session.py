"""What was done: sets, pain and faults of one session as the athlete reports them. Skipped is not failed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, get_args

from ...errors import UnknownNameError, ValueOutOfRangeError
from ...language import Text, en, en_count, layout, verbatim
from .dose import DoseLoad

LoggedSide = Literal["left", "right", "both"]
"""'both' only for an exercise whose repetitions are counted for both legs: alternating, or working together."""
PainWhen = Literal["during", "after", "next_morning"]
_SIDES: tuple[LoggedSide, ...] = get_args(LoggedSide)
PainSite = Literal["front_of_hip", "groin", "side_of_hip", "buttock", "lower_back", "thigh", "knee", "elsewhere"]

EARLIEST = date(2000, 1, 1)
LARGEST = {"reps": 200, "distance_m": 1000.0, "hold_s": 600.0}
"""More than this in one set is a slip of the pen; our choice."""
HEAVIEST_KG = 500.0
"""More than this is a slip of the unit, such as grams; our choice."""
FORM_WORDS = (
    en("neutral spine"),
    en("level pelvis"),
    en("level bar"),
    en("no twist"),
    en("no momentum"),
    en("upright trunk"),
    en("steady stance"),
    en("slow lowering"),
    en("taut cable"),
)
"""Words of form (data/ladders/README.md); as a fault, what was lost."""


def form_word(fault: str) -> Text:
    """A word of form as people read it."""
    return next((word for word in FORM_WORDS if word == fault), verbatim(fault))


@dataclass(frozen=True, kw_only=True)
class SetRecord:
    """One set of one side."""

    exercise: str
    side: LoggedSide
    reps: int | None = None
    """Whole repetitions done; None for a distance, or if the set was skipped."""
    distance_m: float | None = None
    hold_s: float | None = None
    """How long each repetition was held."""
    load: DoseLoad | None = None
    """What was moved besides the limb; None if nothing is said about it."""
    rir: float | None = None
    """Repetitions that would still have been possible, 0 to 10."""
    rpe: float | None = None
    """Perceived exertion, 0 to 10; stands in for rir as 10 - rpe."""
    faults: tuple[str, ...] = ()
    """Words of form that were lost (data/ladders)."""
    skipped: bool = False
    """Left out, for want of time or otherwise: says nothing about what could have been done."""

    def __post_init__(self) -> None:
        if self.side not in _SIDES:
            raise ValueOutOfRangeError(en("side of a set"), f"'{self.side}'", en("'left', 'right' or 'both'"))
        for name, most in LARGEST.items():
            value = getattr(self, name)
            if value is not None and not 0 <= value <= most:
                raise ValueOutOfRangeError(
                    en("{part} of a set", part=name), layout("{value:g}", value=value), en("between 0 and {most:g}", most=most)
                )
        mass_kg = None if self.load is None else self.load.mass_kg
        if mass_kg is not None and mass_kg > HEAVIEST_KG:
            guess = en("did you mean {mass:g} kg?", mass=mass_kg / 1000.0)
            raise ValueOutOfRangeError(
                en("load of a set"), layout("{mass:g} kg", mass=mass_kg), en("at most {most:g} kg", most=HEAVIEST_KG), guess
            )
        for fault in self.faults:
            if fault not in FORM_WORDS:
                raise UnknownNameError(en("word of form"), fault, FORM_WORDS)
        for name in ("rir", "rpe"):
            value = getattr(self, name)
            if value is not None and not 0 <= value <= 10:
                raise ValueOutOfRangeError(en("{part} of a set", part=name), layout("{value:g}", value=value), en("between 0 and 10"))
        if not self.skipped and self.reps is None and self.distance_m is None:
            raise ValueOutOfRangeError(
                en("count of a set of {exercise}", exercise=self.exercise),
                en("missing"),
                en("repetitions or a distance"),
                en("say 'skipped' for a set that was left out"),
            )

    @property
    def reserve(self) -> float | None:
        """Repetitions in reserve, as reported or from the perceived exertion; None if neither was."""
        if self.rir is not None:
            return self.rir
        return None if self.rpe is None else 10.0 - self.rpe


@dataclass(frozen=True, kw_only=True)
class PainRecord:
    """Pain that was felt, with when and where."""

    when: PainWhen
    level: int
    """0 (none) to 10 (worst imaginable)."""
    site: PainSite = "elsewhere"
    side: LoggedSide | None = None
    exercise: str | None = None
    """The exercise it came with; None for the session as a whole."""

    def __post_init__(self) -> None:
        if self.when not in get_args(PainWhen):
            raise UnknownNameError(en("time of pain"), self.when, get_args(PainWhen))
        if self.site not in get_args(PainSite):
            raise UnknownNameError(en("site of pain"), self.site, get_args(PainSite))
        if not 0 <= self.level <= 10:
            raise ValueOutOfRangeError(en("pain"), self.level, en("a whole number from 0 (none) to 10 (worst imaginable)"))


@dataclass(frozen=True, kw_only=True)
class SessionRecord:
    """One session: what was done, and what it felt like."""

    on: date
    sets: tuple[SetRecord, ...] = ()
    pains: tuple[PainRecord, ...] = ()
    skipped: bool = False
    """The whole session was left out."""
    note: str = ""

    def __post_init__(self) -> None:
        if self.on < EARLIEST:
            raise ValueOutOfRangeError(en("date of a session"), self.on, en("from {on} on", on=EARLIEST))
        if self.skipped and self.sets:
            raise ValueOutOfRangeError(
                en("a skipped session"), en_count("{n} set", "{n} sets", n=len(self.sets)), en("without sets"), en("log it as done instead")
            )

    def sets_of(self, exercise: str, side: LoggedSide) -> tuple[SetRecord, ...]:
        """Sets of one exercise and side in their order, left-out ones among them."""
        return self._sets_by_line.get((exercise, side), ())

    @cached_property
    def _sets_by_line(self) -> Mapping[tuple[str, LoggedSide], tuple[SetRecord, ...]]:
        """Exercise and side -> their sets: each line of a plan asks for its own."""
        by_line: dict[tuple[str, LoggedSide], tuple[SetRecord, ...]] = {}
        for logged in self.sets:
            key = logged.exercise, logged.side
            by_line[key] = (*by_line.get(key, ()), logged)
        return by_line

    def worst_pain(self, *when: PainWhen, exercise: str | None = None, side: LoggedSide | None = None) -> int:
        """Largest pain of those moments (0 if none was reported) that concerns an exercise and side, or the session as a whole."""
        return max(
            (
                pain.level
                for pain in self.pains
                if pain.when in when
                and (exercise is None or pain.exercise in (None, exercise))
                and (side is None or pain.side in (None, "both", side) or side == "both")
            ),
            default=0,
        )


def refuse_future(on: date, *, today: date, name: Text) -> None:
    """Refuse a date that has not come yet; a day of grace is left for time zones.

    Raises:
        ValueOutOfRangeError: If the date lies after tomorrow.
    """
    if on > today + timedelta(days=1):
        raise ValueOutOfRangeError(name, on, en("no later than today ({today})", today=today))
