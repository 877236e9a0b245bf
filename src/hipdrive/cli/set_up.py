"""The commands set-up keep, list and drop: set-ups of exercises that are kept with an athlete, each under a name."""

from typing import TYPE_CHECKING, Annotated

import typer

from ..language import Text, en, en_count, joined, layout
from .door.outlet import JsonTarget, hand_out_json, ready_to_write, show_paragraph, show_table
from .door.own_file import chosen_exercise, row_settings
from .door.set_up_words import read_settings
from .door.stored import Database, reading, writing

if TYPE_CHECKING:
    from ..contract.athletes.set_ups import SetUpsDocument
    from ..exercise import Value

set_ups = typer.Typer(
    name="set-up", no_args_is_help=True, help="Set-ups of exercises that are kept with an athlete: match, plan, tune and load use them."
)

Athlete = Annotated[str, typer.Argument(metavar="ATHLETE", help="Name of a stored athlete.")]


@set_ups.command()
def keep(
    athlete: Athlete,
    exercise: Annotated[
        str, typer.Argument(metavar="EXERCISE", help="Id, row (X19) or name of an exercise: 'hipdrive exercises' lists them.")
    ],
    called: Annotated[str, typer.Argument(metavar="NAME", help="What you call it, such as 'low pulley'; each name is there once.")],
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A value of the set-up, such as weight_kg=4; repeatable.")
    ] = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Keep a set-up under a name; match, plan and tune then look at it beside those of the catalogue.

    For example: hipdrive set-up keep Ann cable_hip_flexion "low pulley" --set pulley_y_m=0.1 --set stack_kg=10
    """
    from .. import coach

    ready_to_write(json)
    declared = chosen_exercise(exercise, None)
    chosen = {**row_settings(exercise, declared), **read_settings(settings or ())}
    with writing(db) as unit:
        kept = coach.keep_set_up(unit, athlete, exercise=declared.id, called=called, set_up=chosen)
    if not hand_out_json(json, kept):
        show_paragraph(en("'{name}' is kept with {athlete}.", name=kept.set_ups[-1].name, athlete=kept.athlete), bold=True)
        _show(kept)


@set_ups.command("list")
def list_(athlete: Athlete, db: Database = None, json: JsonTarget = None) -> None:
    """List the set-ups that are kept with an athlete."""
    from .. import coach

    ready_to_write(json)
    with reading(db) as unit:
        kept = coach.set_ups_of(unit, athlete)
    if not hand_out_json(json, kept):
        _show(kept)


@set_ups.command()
def drop(
    athlete: Athlete,
    called: Annotated[str, typer.Argument(metavar="NAME|ID", help="What it is called, or its id.")],
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Keep a set-up no longer; its name is free again, and it stays in the history until the athlete is erased."""
    from .. import coach

    ready_to_write(json)
    with writing(db) as unit:
        left = coach.drop_set_up(unit, athlete, called)
    if not hand_out_json(json, left):
        count = en_count("{n} kept set-up is left", "{n} kept set-ups are left", n=len(left.set_ups))
        show_paragraph(en("The set-up is no longer kept; {left}.", left=count))


def _show(kept: "SetUpsDocument") -> None:
    if not kept.set_ups:
        show_paragraph(en("{athlete} keeps no set-up yet: 'hipdrive set-up keep', or the lab of 'hipdrive serve'.", athlete=kept.athlete))
        return
    rows = [(each.name, each.exercise, _values(each.set_up), layout("{on}", on=each.on)) for each in kept.set_ups]
    show_table("", (en("Name"), en("Exercise"), en("Set-up"), en("Kept on")), rows, words=True)


def _values(set_up: "dict[str, Value]") -> Text:
    values = [f"{key}={value:g}" if isinstance(value, float | int) else f"{key}={value}" for key, value in set_up.items()]
    return joined(values, ", ") if values else en("as usual")
