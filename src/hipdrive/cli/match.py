"""The command match, and what it shares with plan: demand, athlete, equipment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from .outlet import JsonTarget, hand_out_json, progress_bar, ready_to_write
from .own_file import equipment_in
from .views.match import show_match

if TYPE_CHECKING:
    from datetime import date

    from ..coach import Demand, Known, Prescription, Store

RunFile = Annotated[
    Path | None, typer.Argument(metavar="[RUN.json]", help="What 'hipdrive analyse --json' wrote; without, typical demand is used.")
]
TypicalSpeed = Annotated[
    float | None, typer.Option(metavar="SPEED_M_S", help="Typical demand at this speed in place of a recording; it is not yours.")
]
WhoseBody = Annotated[str | None, typer.Option(metavar="NAME|FILE", help="A stored athlete, or a TOML file with body and strength tests.")]
Database = Annotated[str | None, typer.Option(metavar="URL", help="The store: a file or a database URL; else HIPDRIVE_DB, else your own.")]
OwnedThings = Annotated[Path | None, typer.Option(help="TOML file that says what you own; an athlete's stored one is used else.")]
HowMuchBefore = Annotated[Literal["new", "some"], typer.Option(help="'new' keeps to the first steps of the ladders.")]


def match(
    run: RunFile = None,
    typical: TypicalSpeed = None,
    athlete: WhoseBody = None,
    equipment: OwnedThings = None,
    experience: HowMuchBefore = "some",
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Rank exercise set-ups by how well they load what the stride asks and the hips lack."""
    from .. import coach

    ready_to_write(json)
    if is_stored(athlete):
        with opened(db, athlete or "", equipment) as (store, known), progress_bar("Load curves of the exercises") as progress:
            demand = demand_named(run, typical)
            prescription = coach.match_known(store, known, demand, today=today(), experience=experience, progress=progress)
    else:
        prescription = unstored_prescription(run, typical, athlete, equipment)
    document = coach.prescription_document(prescription)
    if not hand_out_json(json, document):
        show_match(document)


def is_stored(athlete: str | None) -> bool:
    """Whether an athlete is named as a stored one and not as a file."""
    return athlete is not None and not athlete.endswith(".toml") and not Path(athlete).is_file()


def today() -> "date":
    """The day it is here."""
    return datetime.now(tz=UTC).astimezone().date()


@contextmanager
def opened(db: str | None, name: str, equipment: Path | None = None) -> "Iterator[tuple[Store, Known]]":
    """The open store with what is known of an athlete; an equipment file stands in place of what is stored."""
    from dataclasses import replace

    from .. import coach

    owned = None if equipment is None else equipment_in(equipment)
    with coach.open_store(db) as store:
        known = coach.known(store, name)
        yield store, known if owned is None else replace(known, equipment=owned)


def demand_named(run: Path | None, typical: float | None) -> "Demand":
    """Demand of a recording, or the typical one."""
    from .. import coach

    if run is not None and typical is not None:
        raise typer.BadParameter("give RUN.json or --typical, not both")
    return coach.demand_from_file(run) if run is not None else coach.demand_at(coach.TYPICAL_SPEED_M_S if typical is None else typical)


def unstored_prescription(run: Path | None, typical: float | None, athlete: str | None, equipment: Path | None) -> "Prescription":
    """Match for a recording or typical demand, with a body from a file or a typical one."""
    from .. import coach

    entry = coach.read_athlete(Path(athlete)) if athlete is not None else None
    owned = equipment_in(equipment) if equipment is not None else None
    demand = demand_named(run, typical)
    with progress_bar("Load curves of the exercises") as progress:
        return coach.prescribe(
            demand,
            athlete=entry.athlete if entry else None,
            tests=entry.tests if entry else (),
            equipment=owned,
            progress=progress,
        )
