"""What match and plan are given alike: the stride, the body and what was done before."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ...errors import NOTHING
from ...language import Text, en
from ...speed import pace_m_s_of, speed_in_words, speed_m_s_of
from .inlet import athlete_in, demand_in
from .outlet import progress_bar, wrong_usage
from .stored import reading

if TYPE_CHECKING:
    from ...coach import PlanBasis, Prescription, StrideDemand
    from ...exercise import Equipment

RunFile = Annotated[
    Path | None,
    typer.Argument(
        metavar="[RUN.json]",
        help="The file that 'hipdrive analyse' or 'hipdrive movement' wrote with --json. If left out, typical demand is used.",
    ),
]
TypicalSpeed = Annotated[
    float | None,
    typer.Option(
        "--typical",
        metavar="SPEED",
        parser=speed_m_s_of,
        help="Use typical demand at this speed instead of a recording: 5:30/km, 8:50/mi, '12 km/h', '7.5 mph' or 3.2 (m/s); 2 to 10 m/s on "
        "level ground. It is typical, not yours: the output says how far other runners differ from it. Demand uphill is not known here.",
    ),
]
TypicalPace = Annotated[
    float | None,
    typer.Option(
        "--pace",
        metavar="PACE",
        parser=pace_m_s_of,
        help="The same as --typical, for those who think in pace: 5:30 (minutes per kilometre), 5:30/km or 8:50/mi.",
    ),
]
WhoseBody = Annotated[str | None, typer.Option(metavar="NAME|FILE", help="A stored athlete, or a TOML file with body and strength tests.")]
HowMuchBefore = Annotated[Literal["new", "some"], typer.Option(help="'new' stays on the first steps of the ladders.")]


def is_stored_name(athlete: str | None) -> bool:
    """Whether an athlete is named as a stored one and not as a file."""
    return athlete is not None and not athlete.endswith(".toml") and not Path(athlete).is_file()


def stored_basis(db: str | None, name: str) -> "PlanBasis":
    """What is stored of an athlete that matches and plans are made from."""
    from ... import coach

    with reading(db) as unit:
        return coach.plan_basis(unit, name)


def typical_speed(run: Path | None, typical: float | None, pace: float | None) -> float | None:
    """The speed (m/s) of the typical demand that is asked for; None where a recording or no speed is given."""
    if typical is not None and pace is not None:
        raise wrong_usage(en("--typical and --pace mean the same: give only one of them"))
    speed = pace if typical is None else typical
    if run is not None and speed is not None:
        raise wrong_usage(en("give RUN.json, or a speed with --typical or --pace, not both"))
    return speed


def demand_named(run: Path | None, speed_m_s: float | None, *, goal: str = "distance") -> "StrideDemand":
    """Demand of a recording, or the typical one; at a goal's usual speed where none is given."""
    from ... import coach

    return demand_in(run) if run is not None else coach.demand_at(coach.usual_speed_m_s(goal) if speed_m_s is None else speed_m_s)


def unstored_prescription(
    run: Path | None,
    speed_m_s: float | None,
    athlete: str | None,
    owned: "Equipment | None",
    *,
    experience: Literal["new", "some"] = "some",
    goal: str = "distance",
) -> "Prescription":
    """Match for a recording or typical demand, with a body from a file or a typical one."""
    from ... import coach

    entry = athlete_in(Path(athlete)) if athlete is not None else None
    demand = demand_named(run, speed_m_s, goal=goal)
    age_years = None if entry is None else entry.age_years
    with progress_bar(en("Load curves of the exercises")) as progress:
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


def speed_words(demand: "StrideDemand") -> Text:
    """At what speed the demand was measured or taken, in the units that a runner uses; empty for a movement that is no run."""
    if demand.speed_m_s is None:
        return NOTHING
    speed = speed_in_words(demand.speed_m_s)
    return en("Demand of the run at {speed}.", speed=speed) if demand.band is None else en("Typical demand at {speed}.", speed=speed)
