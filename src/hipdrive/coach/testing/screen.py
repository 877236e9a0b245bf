"""The verbs on the safety screen of stored athletes: the questions, an answers file, and judging and storing the answers."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ...capacity import Question, ScreenAnswers, questions, screened
from ...capacity.screen import GUARDIAN, refuse_age, screen_settings
from ...contract.athletes.screen import QuestionsDocument, ScreenDocument, questions_document, screen_document
from ...data.declared import ReadOnly, declared
from ...data.fault import Fault
from ...errors import Advice, ContradictionError, InputFileError
from ...language import en
from ...store import Person, Unit, add_screen, find_person
from ...training.log.session import refuse_future
from ..athletes.known_athlete import Known, age_years

WRITE_ANSWERS = Advice(
    words=en("write age_years = 34 and a line such as back_pain = false for each question of the safety screen"), step="write_answers"
)

AGE = "age_years"


@dataclass(frozen=True, kw_only=True)
class AnswersFile:
    """What a file of answers says."""

    answers: ReadOnly[str, bool]
    """Question id -> answer."""
    age_years: int | None = None


def screen_questions() -> QuestionsDocument:
    """The questions of the safety screen, red flags first."""
    return questions_document(questions().values())


def next_question(answers: Mapping[str, bool], *, age_years: int) -> Question | None:
    """The question to ask next; None once all is said that decides.

    A red flag ends the questions once all red flags were asked; a guardian is asked for only where the age needs one.

    Raises:
        ValueOutOfRangeError: If the age cannot be.
    """
    refuse_age(age_years)
    adult = age_years >= screen_settings().adult_from_years
    for question in questions().values():
        flagged = any(answers.get(red.id, False) for red in questions().values() if "stop" in red.consequence)
        if flagged and "stop" not in question.consequence:
            return None
        if question.id not in answers and not (adult and question.id == GUARDIAN):
            return question
    return None


def with_no_to_rest(answers: Mapping[str, bool]) -> dict[str, bool]:
    """The answers, every question that is not among them answered with no."""
    return {**dict.fromkeys(questions(), False), **answers}


def read_screen_answers(text: str, *, file: str) -> AnswersFile:
    """Read answers from the text of a TOML file: age_years, and true or false for each question by its id.

    Args:
        text: What stands in the file.
        file: What sentences call it.

    Raises:
        InputFileError: If it is no TOML, or an answer is not true or false.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputFileError(file, en("this is not valid TOML ({error})", error=str(error)), WRITE_ANSWERS) from None
    age = {AGE: table.pop(AGE)} if AGE in table else {}
    for name in table:
        if name not in questions():
            raise InputFileError(file, en("there is no question '{name}'", name=name), WRITE_ANSWERS)
    return declared(AnswersFile, {**age, "answers": table}, file=file, refusal=_refusal)


def _refusal(file: str, fault: Fault) -> InputFileError:
    """The error for a file of answers, whose keys all stand at the top."""
    advice = en("write whole years, such as age_years = 34") if fault.key == AGE else en("answer with true or false")
    return InputFileError(file, en("'{key}' is {value}", key=fault.key, value=repr(fault.value)), advice)


def age_at_screen(person: Person, on: date, given_years: int | None) -> int | None:
    """Age on the day of a screen, from the stored day of birth or as given.

    Raises:
        ContradictionError: If both are there and differ.
    """
    stored = age_years(person, on)
    if stored is not None and given_years is not None and stored != given_years:
        found = en(
            "The age is given as {given}, but by the stored date of birth it is {stored} on {on}", given=given_years, stored=stored, on=on
        )
        words = en("leave the age out, or correct the stored date of birth")
        raise ContradictionError(found, Advice(words=words, step="correct_born", facts={"name": person.name}))
    return given_years if stored is None else stored


def enter_screen(
    unit: Unit, name: str, answers: Mapping[str, bool], *, age_years: int | None, on: date, uid: UUID | None = None
) -> ScreenDocument:
    """Judge and store the answers of a day; nothing is stored unless they decide.

    Args:
        unit: A unit for writing.
        name: The athlete.
        answers: Question id -> answer.
        age_years: Age as given; None takes the stored day of birth.
        on: Day of the answers.
        uid: Their id; the same answers put twice under one id are one entry. None gives them a new one.

    Returns:
        The answers as stored, with what they mean.

    Raises:
        UnknownNameError: If the athlete or a question is not known.
        ScreenIncompleteError: If what decides is not answered.
        ContradictionError: If the age given is not that of the stored day of birth.
        IdTakenError: If answers with other content have the id.
    """
    person = find_person(unit, name)
    refuse_future(on, today=unit.today, name=en("date of the screen"))
    whole = ScreenAnswers(on=on, age_years=age_at_screen(person, on, age_years), yes=dict(answers))
    outcome = screened(whole)
    add_screen(unit, name, whole, uid=uid)
    return screen_document(whole, outcome, athlete=person.name, today=unit.today)


def last_screen(athlete: Known, *, today: date) -> ScreenDocument | None:
    """The last screen of an athlete; None if there is none."""
    if athlete.screen is None:
        return None
    return screen_document(athlete.screen, screened(athlete.screen), athlete=athlete.person.name, today=today)
