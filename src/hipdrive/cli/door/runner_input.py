"""Whose recording it is: a stored athlete, an athlete's file, or body mass and height from the options."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from .inlet import athlete_in
from .prescription_input import is_stored_name
from .stored import reading

if TYPE_CHECKING:
    from ...coach import Runner


def runner_named(
    mass_kg: float | None, height_m: float | None, sex: Literal["male", "female"], athlete: str | None, db: str | None
) -> "Runner":
    """Body and tests of a stored athlete or from an athlete's file, or the body from the options."""
    from ... import coach

    if athlete is not None and is_stored_name(athlete):
        with reading(db) as unit:
            return coach.stored_runner(unit, athlete)
    if athlete is not None:
        return coach.runner_in_file(athlete_in(Path(athlete)))
    if mass_kg is None or height_m is None:
        raise typer.BadParameter("body mass and height are needed: --mass-kg and --height-m, or --athlete NAME or FILE")
    return coach.Runner(athlete=coach.Athlete(mass_kg=mass_kg, height_m=height_m, sex=sex))
