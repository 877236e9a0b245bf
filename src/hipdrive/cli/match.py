"""The command match."""

from typing import Annotated

import typer

from .door import clock
from .door.next_step import show_next_if_held
from .door.outlet import JsonTarget, hand_out_json, progress_bar, ready_to_write
from .door.own_file import equipment_in
from .door.prescription_input import (
    HowMuchBefore,
    OwnedThings,
    RunFile,
    TypicalSpeed,
    WhoseBody,
    demand_named,
    is_stored_name,
    stored_basis,
    unstored_prescription,
)
from .door.stored import Database
from .views.combined import show_combined
from .views.match import show_match


def match(
    run: RunFile = None,
    typical: TypicalSpeed = None,
    athlete: WhoseBody = None,
    equipment: OwnedThings = None,
    experience: HowMuchBefore = "some",
    combined_or_separate: Annotated[
        bool, typer.Option("--combined-or-separate", help="Set one exercise for both hips beside a flexor and an extensor exercise.")
    ] = False,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Rank exercise set-ups by how well they load what the stride asks and the hips lack."""
    from .. import coach

    ready_to_write(json)
    if is_stored_name(athlete):
        owned = None if equipment is None else equipment_in(equipment)
        basis = stored_basis(db, athlete or "")
        with progress_bar("Load curves of the exercises") as progress:
            prescription = coach.match_known(
                basis,
                demand_named(run, typical),
                today=clock.now().date(),
                experience=experience,
                equipment=owned,
                progress=progress,
            )
    else:
        prescription = unstored_prescription(run, typical, athlete, equipment)
    if combined_or_separate:
        compared = coach.combined_training(prescription)
        if not hand_out_json(json, compared):
            show_combined(compared)
        return
    document = coach.prescription_document(prescription)
    if not hand_out_json(json, document):
        show_match(document)
        if athlete is not None and is_stored_name(athlete):
            show_next_if_held(db, athlete)
