"""The command screen: the safety questions before any plan, asked one by one or answered in words."""

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import typer

from ..language import Text, and_list, en, joined, layout
from .door import clock
from .door.day import day_typed
from .door.inlet import text_in
from .door.outlet import (
    JsonTarget,
    asked,
    confirmed,
    hand_out_json,
    ready_to_write,
    show_heading,
    show_line,
    show_paragraph,
    wrong_usage,
)
from .door.stored import Database, reading, writing
from .views.athlete import GATE_WORDS, typed

if TYPE_CHECKING:
    from ..coach import Person
    from ..contract.athletes.screen import ScreenDocument

CONSEQUENCES: Mapping[str, Text] = MappingProxyType(
    {
        "stop": en("stop, nothing is prescribed"),
        "clearance": en("nothing is prescribed until a clinician agrees"),
        "refer": en("see someone about it"),
        "note": en("a caution"),
        "agreement": en("allows what needs this agreement"),
        "early_range": en("no loading the hip with the thigh behind the body (early range)"),
        "straight_leg_lift": en("no lifts of both straight legs"),
        "sit_up": en("no sit-ups"),
    }
)
"""What a yes leads to."""


def screen(
    athlete: Annotated[str | None, typer.Argument(help="A stored athlete.")] = None,
    yes: Annotated[list[str] | None, typer.Option(metavar="ID", help="Answer yes to this question; repeatable.")] = None,
    no_to_rest: Annotated[bool, typer.Option("--no-to-rest", help="Answer no to all other questions.")] = False,
    age: Annotated[int | None, typer.Option(help="Age in years, if no day of birth is stored.")] = None,
    on: Annotated[datetime | None, typer.Option(parser=day_typed, metavar="DATE", help="Day of the answers; today if left out.")] = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.toml", help="A file of answers: age_years = 34, and a line such as back_pain = false for each question."
        ),
    ] = None,
    questions: Annotated[bool, typer.Option("--questions", help="List the questions and stop.")] = False,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Answer the safety questions that come before any plan. Screening, not a diagnosis.

    At a terminal the questions are asked one by one; otherwise answer with --yes and --no-to-rest, or with --answers.
    """
    from .. import coach

    ready_to_write(json)
    if questions:
        _list_questions(json)
        return
    if athlete is None or (yes and answers is not None):
        raise wrong_usage(en("name the athlete, or give --questions") if athlete is None else en("give --answers or --yes, not both"))
    day, years = clock.day_or_today(on), age
    given: dict[str, bool] = dict.fromkeys(yes or (), True)
    with reading(db) as unit:
        person = coach.find_person(unit, athlete)
    if answers is not None:
        file = coach.read_screen_answers(text_in(answers, advice=coach.WRITE_ANSWERS), file=answers.name)
        given, years = dict(file.answers), file.age_years if age is None else age
    years = coach.age_at_screen(person, day, years)
    if not (yes or no_to_rest or answers):
        given, years = _asked(person, years)
    whole = coach.with_no_to_rest(given) if no_to_rest else given
    with writing(db) as unit:
        answered = coach.enter_screen(unit, athlete, whole, age_years=years, on=day)
    if not hand_out_json(json, answered):
        show_screen(answered)


def _asked(person: "Person", years: int | None) -> tuple[dict[str, bool], int]:
    """Ask one question after the other on standard error; nothing is stored before the last answer."""
    from .. import coach

    if not sys.stdin.isatty():
        raise wrong_usage(en("there is no one to ask here: answer with --yes ID and --no-to-rest, or with --answers FILE.toml"))
    first = en("Safety screen for {name}. This is screening, not a diagnosis; nothing is stored before the last answer.", name=person.name)
    show_line(first, err=True)
    age: int = asked(en("Age in years"), type=int) if years is None else years
    given: dict[str, bool] = {}
    while (question := coach.next_question(given, age_years=age)) is not None:
        given[question.id] = confirmed(question.ask)  # no answer is taken for granted
    return given, age


def _list_questions(json: str | None) -> None:
    from .. import coach

    listed = coach.screen_questions()
    if hand_out_json(json, listed):
        return
    show_paragraph(en("Questions of the safety screen, red flags first. This is screening, not a diagnosis."), bold=True)
    for question in listed.questions:
        show_paragraph(layout("{id} ({row})", id=question.id, row=question.row), bold=True)
        show_paragraph(question.ask, indent=2)
        yes = en(
            "Yes: {consequence}. {says}",
            consequence=joined((CONSEQUENCES[kind] for kind in question.consequence), "; "),
            says=question.says,
        )
        show_paragraph(yes, indent=2)


def show_screen(screen: "ScreenDocument") -> None:
    """Stop and to whom to go, or what is left out, and what to mind."""
    if screen.stop:
        show_paragraph(en("Stop: nothing is prescribed until someone has looked at this."), bold=True)
    else:
        show_paragraph(en("No reason to stop was found."), bold=True)
    for sentence in screen.refer:
        show_paragraph(sentence, indent=4, first="-")
    if not screen.stop and screen.gates:
        show_heading(en("Left out of the plan"))
        for why in dict.fromkeys(gate.why for gate in screen.gates):
            out = layout(
                "{gates:cap}",
                gates=and_list([GATE_WORDS[kind] for kind in dict.fromkeys(gate.kind for gate in screen.gates if gate.why == why)]),
            )
            show_paragraph(out if why in screen.refer else layout("{gates}: {why}", gates=out, why=why), indent=4, first="-")
    show_heading(en("Take care"))
    for sentence in screen.notes:
        show_paragraph(sentence, indent=4, first="-")
    valid = en("The answers of {on} are valid until {until}.", on=screen.on, until=screen.holds_until)
    show_line()
    show_paragraph(joined((screen.disclaimer, valid)))
    if screen.stop:
        show_paragraph(en("Once that is settled, answer again with {command}.", command=typed("screen", screen.athlete)))
    else:
        show_paragraph(en("Next: {command}.", command=typed("plan --athlete", screen.athlete)))
