"""The command equipment: what somebody has to train with, asked in plain words and written as a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..language import en
from .door.outlet import JsonTarget, hand_out_json, ready_to_write, show_line, show_paragraph, words_for, wrong_usage
from .door.owned import OwnedWords, asked, somebody_there
from .door.stored import Database, writing
from .door.writing import write_text
from .views.athlete import typed

if TYPE_CHECKING:
    from ..coach import SaidEquipment

NONE = "nothing"
QUESTIONS = (
    ("band", en("Bands: which colours? (such as red, green; loop band light; tube blue)")),
    ("ankle weight", en("Ankle weights: how heavy? (such as 2x1 kg)")),
    ("kettlebell", en("Kettlebells: how heavy? (such as 8 kg, 12 kg)")),
    ("dumbbell", en("Dumbbells: how heavy? (such as 2x5 kg, 2x10 kg)")),
    ("barbell", en("A barbell: how heavy, and which plates? (such as 20 kg, plates 2x5 kg, 2x10 kg)")),
    ("cable machine", en("A cable machine: how heavy is its stack? (such as 60 kg, ankle cuff)")),
    ("bench", en("Something firm to lie on, and how high? (such as bench 43 cm, bed, couch)")),
    ("box", en("A box or step, and how high? (such as box 30 cm, stairs)")),
    ("chair", en("A chair or stool, and how high? (such as 45 cm)")),
    ("", en("Anything else? (ball, mat, pull-up bar, power rack, roman chair, sled, door anchor)")),
)
"""What is spoken of, and how it is asked."""


def equipment(
    own: OwnedWords = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE.toml", help="Write it to a file for the --equipment option of plan, match, tune, load and exercises."),
    ] = None,
    athlete: Annotated[str | None, typer.Option(metavar="NAME", help="Keep it with this stored athlete.")] = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Say what you have to train with, in plain words, and keep it as a file or with an athlete.

    At a terminal it asks about one thing after another; with --own it asks nothing, for example:
    hipdrive equipment --own "band red, ankle weights 2x1 kg, chair 45 cm" --out mine.toml
    """
    from .. import coach

    ready_to_write(json, out)
    if own is None and not somebody_there():
        raise wrong_usage(en('there is no one to ask here: say what you have with --own "band red, chair"'))
    said = _asked() if own is None else coach.said_equipment(own)
    if athlete is not None:
        with writing(db) as unit:
            athlete = coach.edit_athlete(unit, athlete, equipment=said.text).name
    if out is not None:
        write_text(out, said.text.text)
    if not hand_out_json(json, coach.said_equipment_document(said)):
        _show(said, out=out, athlete=athlete)


def _asked() -> "SaidEquipment":
    """One question after the other on standard error; Enter stands for none."""
    from .. import coach

    first = en("What do you have to train with? Press Enter if you have none; answer 'yes' if you do not know the size.")
    show_line(first, err=True)
    said = [asked(question, on_enter=NONE, about=about, yes=words_for(yes=True)) for about, question in QUESTIONS]
    return coach.said_together(said)


def _show(said: "SaidEquipment", *, out: Path | None, athlete: str | None) -> None:
    """What was understood, and where it is kept; the file's text where it is kept nowhere."""
    show_paragraph(en("Understood"), bold=True)
    for thing in said.understood:
        show_paragraph(thing, indent=4, first="-")
    if athlete is not None:
        show_paragraph(en("Kept with {athlete}; {command} will use only this.", athlete=athlete, command=typed("plan --athlete", athlete)))
    if out is not None:
        written = en(
            "Written to {file}. Use it with --equipment {file}, or keep it with an athlete: hipdrive athlete edit NAME --equipment {file}",
            file=out,
        )
        show_paragraph(written)
    if out is None and athlete is None:
        show_paragraph(en("Not saved yet: --out FILE.toml writes this file, --athlete NAME keeps it with an athlete."))
        print(f"\n{said.text.text}", end="")
