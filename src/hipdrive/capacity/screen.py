"""The safety screen before any plan: answers to plain questions, and what follows from them. Screening, not diagnosis."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal, get_args

from ..data.declared import declared, named, read_only, shipped_toml
from ..errors import ScreenIncompleteError, UnknownNameError, ValueOutOfRangeError
from ..language import Text, en

GateKind = Literal["early_range", "straight_leg_lift", "sit_up"]
Consequence = Literal["stop", "clearance", "refer", "early_range", "straight_leg_lift", "sit_up", "note", "agreement"]
QUESTIONS = "questions.toml"
CLINICIAN, GUARDIAN = "clinician_agreed", "guardian_agreed"
"""Questions whose yes lifts what needs their agreement; no one's agreement lifts a red flag."""


@dataclass(frozen=True, kw_only=True)
class ScreenAnswers:
    """Answers of one day; a question that was not asked is absent."""

    on: date
    age_years: int | None
    yes: Mapping[str, bool]
    """Question id -> answer."""


@dataclass(frozen=True, kw_only=True)
class Gate:
    """Something that must not stand in the plan."""

    kind: GateKind
    row: str
    """Id of the safety row behind it."""
    why: Text


@dataclass(frozen=True, kw_only=True)
class ScreenOutcome:
    """What the answers mean for a plan."""

    stop: bool
    """Nothing may be prescribed."""
    refer: tuple[Text, ...]
    """Sentences that say to whom to go first, and why; not empty if stop."""
    gates: tuple[Gate, ...]
    notes: tuple[Text, ...]
    """Cautions that stand before the plan."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question, answered yes or no."""

    id: str
    ask: Text
    row: str
    """Id of the safety row behind it (data/safety/screen.toml)."""
    consequence: tuple[Consequence, ...]
    """What a yes leads to."""
    says: Text
    """What a yes means, and what to do."""

    @property
    def must_be_answered(self) -> bool:
        """Whether nothing is decided without an answer: it can stop the plan."""
        return "stop" in self.consequence or "clearance" in self.consequence

    @property
    def gates(self) -> tuple[GateKind, ...]:
        """What a yes keeps out of the plan."""
        return tuple(kind for kind in get_args(GateKind) if kind in self.consequence)


@dataclass(frozen=True, kw_only=True)
class ScreenSettings:
    """Numbers of the screen (data/safety/questions.toml, settings)."""

    valid_weeks: int
    """An older screening is asked again."""
    age_years: tuple[int, int]
    adult_from_years: int
    minor_row: str
    minor_says: Text
    always_rows: tuple[str, ...]
    """Safety rows that stand in every outcome."""


@cache
def questions() -> Mapping[str, Question]:
    """All questions by id, red flags first."""
    return read_only(declared(dict[str, Question], named(shipped_toml("safety", QUESTIONS)["questions"]), file=QUESTIONS))


@cache
def screen_settings() -> ScreenSettings:
    """The shipped settings."""
    return declared(ScreenSettings, shipped_toml("safety", QUESTIONS)["settings"], file=QUESTIONS)


@cache
def _statement(row: str) -> Text:
    return Text(shipped_toml("safety", "screen.toml")[row]["statement"])


def screened(answers: ScreenAnswers) -> ScreenOutcome:
    """What answers mean for a plan.

    A red flag stops and refers. What needs a clinician's agreement stops until that was given; so does an age under 18 until a guardian
    and a clinician have agreed. A question that gates some exercises and was not answered gates them too.

    Args:
        answers: Yes or no by question; age.

    Returns:
        Whether to stop, to whom to go, what is left out, and cautions.

    Raises:
        UnknownNameError: If a question is not known.
        ScreenIncompleteError: If the age, or a question that can stop the plan, was not answered, and no red flag decides already.
        ValueOutOfRangeError: If the age cannot be.
    """
    _check(answers)
    settings = screen_settings()
    yes = [question for question in questions().values() if answers.yes.get(question.id, False)]
    agreed = {question.id for question in yes if "agreement" in question.consequence}
    stops = [question.says for question in yes if "stop" in question.consequence]
    if CLINICIAN not in agreed:
        stops += [question.says for question in yes if "clearance" in question.consequence]
    if (answers.age_years or 0) < settings.adult_from_years and not {CLINICIAN, GUARDIAN} <= agreed:
        stops.append(settings.minor_says)
    refer = stops + [question.says for question in yes if "refer" in question.consequence]
    notes = [question.says for question in yes if {"note", "agreement"} & set(question.consequence)]
    return ScreenOutcome(
        stop=bool(stops),
        refer=tuple(dict.fromkeys(refer)),
        gates=_gates(answers),
        notes=tuple(notes + [_statement(row) for row in settings.always_rows]),
    )


def _gates(answers: ScreenAnswers) -> tuple[Gate, ...]:
    """Gates of questions answered with yes, or not answered; a kind may come up for several reasons."""
    gates: list[Gate] = []
    for question in questions().values():
        answer = answers.yes.get(question.id)
        if answer is None or answer:
            careful = en("Left out to be careful, because this question is not answered: {question}", question=question.ask)
            why = question.says if answer else careful
            gates += [Gate(kind=kind, row=question.row, why=why) for kind in question.gates]
    return tuple(gates)


def _check(answers: ScreenAnswers) -> None:
    for name in answers.yes:
        if name not in questions():
            raise UnknownNameError(en("screen question"), name, questions())
    missing = [question.id for question in questions().values() if question.must_be_answered and question.id not in answers.yes]
    if answers.age_years is None:
        missing.insert(0, "age_years")
    red_flag = any(answers.yes.get(question.id, False) for question in questions().values() if "stop" in question.consequence)
    if missing and not red_flag:
        raise ScreenIncompleteError(missing)
    if answers.age_years is not None:
        refuse_age(answers.age_years)


def refuse_age(age_years: int) -> None:
    """Refuse an age that cannot be.

    Raises:
        ValueOutOfRangeError: If it lies outside the believable ages.
    """
    low, high = screen_settings().age_years
    if not low <= age_years <= high:
        allowed = en("between {low} and {high} years", low=low, high=high)
        raise ValueOutOfRangeError(en("age"), en("{age} years", age=age_years), allowed)


def is_stale(answers: ScreenAnswers, today: date) -> bool:
    """Whether a screening must be asked again: older than the declared weeks, or dated in the future."""
    return not timedelta(0) <= today - answers.on <= timedelta(weeks=screen_settings().valid_weeks)
