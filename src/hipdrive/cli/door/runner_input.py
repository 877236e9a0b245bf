"""Whose body it is: a stored athlete, an athlete's file, or body mass, height and sex from the options, which win over both."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ...language import en
from .inlet import athlete_in
from .outlet import wrong_usage
from .prescription_input import is_stored_name
from .stored import reading

if TYPE_CHECKING:
    from ...coach import Runner, TypedBody

BodyMass = Annotated[float | None, typer.Option(help="Body mass in kilograms; overrides the one from --athlete.")]
BodyHeight = Annotated[float | None, typer.Option(help="Standing height in metres; overrides the one from --athlete.")]
BodySex = Annotated[
    Literal["male", "female"] | None,
    typer.Option(help="Sets which body and strength tables are used; male if not given anywhere; overrides the one from --athlete."),
]


def runner_named(
    mass_kg: float | None, height_m: float | None, sex: Literal["male", "female"] | None, athlete: str | None, db: str | None
) -> "Runner":
    """As runner_if_named, where a body must be told."""
    if athlete is None and (mass_kg is None or height_m is None):
        raise wrong_usage(en("body mass and height are needed: --mass-kg and --height-m, or --athlete NAME or FILE"))
    runner = runner_if_named(mass_kg, height_m, sex, athlete, db)
    assert runner is not None  # noqa: S101  a body was typed or named
    return runner


def runner_if_named(
    mass_kg: float | None, height_m: float | None, sex: Literal["male", "female"] | None, athlete: str | None, db: str | None
) -> "Runner | None":
    """Body and tests of a stored athlete or from an athlete's file, with what was typed in their place, or the typed body alone."""
    from ... import coach

    typed: TypedBody = coach.TypedBody(mass_kg=mass_kg, height_m=height_m, sex=sex)
    if athlete is None:
        return coach.typed_runner(typed)
    if is_stored_name(athlete):
        with reading(db) as unit:
            return coach.stored_runner(unit, athlete, typed=typed)
    path = Path(athlete)
    return coach.runner_in_file(athlete_in(path), typed=typed, file=path.name)
