"""The safety screen as it stands in JSON: its questions (hipdrive.questions/1), and answers with what they mean (hipdrive.screen/1)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from ...capacity.screen import Consequence, GateKind, Question, ScreenAnswers, ScreenOutcome, is_stale, screen_settings
from ...language import Text, en
from ..wire_model import Wire

NOT_A_DIAGNOSIS = en("This is screening, not a diagnosis.")


class QuestionDocument(Wire):
    """One question, answered yes or no."""

    id: str
    ask: Text
    row: str
    """Id of the safety row behind it."""
    must_be_answered: bool
    consequence: tuple[Consequence, ...]
    """What a yes leads to."""
    says: Text
    """What a yes means, and what to do."""


class QuestionsDocument(Wire):
    """All questions, red flags first."""

    schema_: Literal["hipdrive.questions/1"] = Field("hipdrive.questions/1", alias="schema")
    questions: tuple[QuestionDocument, ...]


class GateDocument(Wire):
    """Something that must not stand in the plan."""

    kind: GateKind
    row: str
    why: Text


class ScreenDocument(Wire):
    """An answered screen: what it means, whose it is and how long it holds."""

    schema_: Literal["hipdrive.screen/1"] = Field("hipdrive.screen/1", alias="schema")
    stop: bool
    """Nothing may be prescribed."""
    refer: tuple[Text, ...]
    """To whom to go first, and why."""
    gates: tuple[GateDocument, ...]
    notes: tuple[Text, ...]
    """Cautions that stand before the plan."""
    athlete: str
    on: date
    age_years: int | None
    holds_until: date
    too_old: bool
    answers: dict[str, bool]
    disclaimer: Text


def questions_document(questions: Iterable[Question]) -> QuestionsDocument:
    """Questions as they stand in JSON."""
    return QuestionsDocument(
        questions=tuple(
            QuestionDocument(
                id=question.id,
                ask=question.ask,
                row=question.row,
                must_be_answered=question.must_be_answered,
                consequence=question.consequence,
                says=question.says,
            )
            for question in questions
        )
    )


def screen_document(answers: ScreenAnswers, outcome: ScreenOutcome, *, athlete: str, today: date) -> ScreenDocument:
    """An answered screen as it stands in JSON."""
    return ScreenDocument(
        stop=outcome.stop,
        refer=outcome.refer,
        gates=tuple(GateDocument(kind=gate.kind, row=gate.row, why=gate.why) for gate in outcome.gates),
        notes=outcome.notes,
        athlete=athlete,
        on=answers.on,
        age_years=answers.age_years,
        holds_until=answers.on + timedelta(weeks=screen_settings().valid_weeks),
        too_old=is_stale(answers, today),
        answers=dict(answers.yes),
        disclaimer=NOT_A_DIAGNOSIS,
    )
