"""What somebody has to train with: said in words, read from a file, or asked for at a terminal."""

import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from ...errors import NOTHING, HipDriveError
from ...language import Text, en, joined
from .inlet import text_in
from .outlet import asked as asked_for
from .outlet import show_line, wrong_usage
from .stored import writing

if TYPE_CHECKING:
    from ...coach import EquipmentText, SaidEquipment
    from ...exercise import Equipment

EXAMPLE = '"band red, ankle weights 2x1 kg, chair 45 cm"'
OwnedFile = Annotated[
    Path | None,
    typer.Option("--equipment", metavar="FILE.toml", help="Your equipment, from a file that 'hipdrive equipment --out FILE.toml' wrote."),
]
OwnedWords = Annotated[
    str | None,
    typer.Option("--own", metavar="WORDS", help=f"Your equipment, in plain words: {EXAMPLE}. You can also answer 'gym' or 'nothing'."),
]
ASSUMED = en("Assuming an ordinary gym. Say what you have with --own {example}, or --own nothing.", example=EXAMPLE)
QUESTION = en(
    "What do you have to train with? [Enter: nothing but a floor and a chair; 'gym'; or a list such as {example}]", example=EXAMPLE
)
ON_ENTER = "nothing, chair"


@dataclass(frozen=True, kw_only=True)
class Owned:
    """What somebody has to train with."""

    equipment: "Equipment | None"
    """None where nothing was said."""
    says: Text
    """What was understood, or taken for granted, as a line for whoever asked; empty where a file or the store said it all."""


def owned_text(equipment: Path | None, own: str | None) -> "tuple[EquipmentText | None, Text]":
    """The equipment file that was named or said, and what was understood of words; None where there is neither.

    Raises:
        HipDriveError: If it cannot be used.
    """
    from ... import coach

    if equipment is not None and own is not None:
        raise wrong_usage(en("give --own or --equipment, not both"))
    if own is not None:
        said = coach.said_equipment(own)
        return said.text, said.says
    if equipment is None:
        return None, NOTHING
    text = text_in(equipment, advice=en("give a TOML file that says what you own"))
    return coach.EquipmentText(text=text, file=equipment.name), NOTHING


def owned(equipment: Path | None, own: str | None) -> Owned:
    """What was named or said."""
    text, says = owned_text(equipment, own)
    return Owned(equipment=None if text is None else text.equipment(), says=says)


def owned_or_asked(
    equipment: Path | None, own: str | None, *, stored: "Equipment | None" = None, athlete: str = "", db: str | None
) -> Owned:
    """What was named or said, else what is stored; else asked for at a terminal, and an ordinary gym where nobody can be asked.

    Args:
        equipment: A file.
        own: Words.
        stored: What is stored of the athlete.
        athlete: Name of a stored athlete, with whom an answer is kept; empty for none.
        db: The store.
    """
    told = owned(equipment, own)
    if told.equipment is not None or stored is not None:
        return told
    if not somebody_there():
        return Owned(equipment=None, says=joined((ASSUMED, _how_to_keep(athlete))))
    said = asked(QUESTION, on_enter=ON_ENTER)
    says = said.says
    if athlete:
        _keep(said, athlete, db)
        kept = en("Kept with {athlete}; change it with '{command}'.", athlete=athlete, command=_edit(athlete))
        says = joined((says, kept))
    return Owned(equipment=said.text.equipment(), says=says)


def asked(question: Text, *, on_enter: str, about: str = "", yes: Collection[str] = ()) -> "SaidEquipment":
    """The answer to a question about equipment, asked again until it can be understood.

    Args:
        question: The question.
        on_enter: What Enter stands for.
        about: The thing that is asked for; an answer may leave it out.
        yes: Answers that stand for that thing without more.
    """
    from ... import coach

    while True:
        answer: str = asked_for(question, default=on_enter, show_default=False)
        try:
            return coach.said_equipment(about if about and answer.strip().lower() in yes else answer, about=about)
        except HipDriveError as error:
            show_line(error.words, err=True)


def somebody_there() -> bool:
    """Whether somebody can be asked: standard input and standard error are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _keep(said: "SaidEquipment", athlete: str, db: str | None) -> None:
    from ... import coach

    with writing(db) as unit:
        coach.edit_athlete(unit, athlete, equipment=said.text)


def _how_to_keep(athlete: str) -> Text:
    return en("To keep it with {athlete}, use '{command}'.", athlete=athlete, command=_edit(athlete)) if athlete else NOTHING


def _edit(athlete: str) -> str:
    """The command that stores what an athlete owns."""
    return f"hipdrive athlete edit {quote(athlete)} --own WORDS"
