"""What match and plan are given alike: the stride, the body, what is owned and what was done before."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from .inlet import athlete_in, demand_in
from .outlet import progress_bar
from .own_file import equipment_in
from .stored import reading

if TYPE_CHECKING:
    from ...coach import PlanBasis, Prescription, StrideDemand

RunFile = Annotated[
    Path | None,
    typer.Argument(
        metavar="[RUN.json]", help="What 'hipdrive analyse' or 'hipdrive movement' wrote with --json; without, typical demand is used."
    ),
]
TypicalSpeed = Annotated[
    float | None,
    typer.Option(
        metavar="SPEED_M_S",
        help="Typical demand at this speed (2 to 10 m/s, on the level) in place of a recording; it is not yours, and its words say how far "
        "others lie from it. What running uphill asks is not known here.",
    ),
]
WhoseBody = Annotated[str | None, typer.Option(metavar="NAME|FILE", help="A stored athlete, or a TOML file with body and strength tests.")]
OwnedThings = Annotated[Path | None, typer.Option(help="TOML file that says what you own; an athlete's stored one is used else.")]
HowMuchBefore = Annotated[Literal["new", "some"], typer.Option(help="'new' keeps to the first steps of the ladders.")]


def is_stored_name(athlete: str | None) -> bool:
    """Whether an athlete is named as a stored one and not as a file."""
    return athlete is not None and not athlete.endswith(".toml") and not Path(athlete).is_file()


def stored_basis(db: str | None, name: str) -> "PlanBasis":
    """What is stored of an athlete that matches and plans are made from."""
    from ... import coach

    with reading(db) as unit:
        return coach.plan_basis(unit, name)


def demand_named(run: Path | None, typical: float | None, *, goal: str = "distance") -> "StrideDemand":
    """Demand of a recording, or the typical one; at a goal's usual speed where none is given."""
    from ... import coach

    if run is not None and typical is not None:
        raise typer.BadParameter("give RUN.json or --typical, not both")
    return demand_in(run) if run is not None else coach.demand_at(coach.usual_speed_m_s(goal) if typical is None else typical)


def unstored_prescription(
    run: Path | None,
    typical: float | None,
    athlete: str | None,
    equipment: Path | None,
    *,
    experience: Literal["new", "some"] = "some",
    goal: str = "distance",
) -> "Prescription":
    """Match for a recording or typical demand, with a body from a file or a typical one."""
    from ... import coach

    entry = athlete_in(Path(athlete)) if athlete is not None else None
    owned = equipment_in(equipment) if equipment is not None else None
    demand = demand_named(run, typical, goal=goal)
    age_years = None if entry is None else entry.age_years
    with progress_bar("Load curves of the exercises") as progress:
        return coach.prescribe(
            demand,
            athlete=entry.athlete if entry else None,
            tests=entry.tests if entry else (),
            equipment=owned,
            age_years=age_years,
            careful=coach.is_careful(age_years, None, experience=experience),
            blocked=coach.waiting((), experience=experience),
            passed=coach.passed_of((), experience=experience),
            progress=progress,
        )
