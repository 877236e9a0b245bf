"""The command match."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..language import en
from .door import clock
from .door.next_step import show_next_if_held
from .door.outlet import JsonTarget, hand_out_json, progress_bar, ready_to_write, say
from .door.owned import OwnedFile, OwnedWords, owned_or_asked
from .door.prescription_input import (
    HowMuchBefore,
    RunFile,
    TypicalPace,
    TypicalSpeed,
    WhoseBody,
    demand_named,
    is_stored_name,
    speed_words,
    stored_basis,
    typical_speed,
    unstored_prescription,
)
from .door.stored import Database
from .views.combined import show_combined
from .views.match import show_match

if TYPE_CHECKING:
    from ..coach import PlanBasis, Prescription
    from ..exercise.owned.equipment import Equipment


def match(
    run: RunFile = None,
    typical: TypicalSpeed = None,
    pace: TypicalPace = None,
    athlete: WhoseBody = None,
    own: OwnedWords = None,
    equipment: OwnedFile = None,
    experience: HowMuchBefore = "some",
    combined_or_separate: Annotated[
        bool, typer.Option("--combined-or-separate", help="Compare one exercise for both hips with a flexor and an extensor exercise.")
    ] = False,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Rank exercise set-ups by how well they load what the stride asks for and the hips lack.

    For example: hipdrive match --pace 5:30/km --own "band red, ankle weights 2x1 kg, chair"
    """
    from .. import coach

    ready_to_write(json)
    speed_m_s = typical_speed(run, typical, pace)
    if is_stored_name(athlete):
        basis = stored_basis(db, athlete or "")
        owned = owned_or_asked(equipment, own, stored=basis.athlete.equipment, athlete=basis.athlete.person.name, db=db)
        prescription = _of_stored(basis, run, speed_m_s, owned.equipment, experience)
    else:
        owned = owned_or_asked(equipment, own, db=db)
        prescription = unstored_prescription(run, speed_m_s, athlete, owned.equipment, experience=experience)
    say(owned.says, json)
    say(speed_words(prescription.demand), json)
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


def _of_stored(
    basis: "PlanBasis", run: Path | None, speed_m_s: float | None, equipment: "Equipment | None", experience: Literal["new", "some"]
) -> "Prescription":
    """The match for a stored athlete."""
    from .. import coach

    demand, today = demand_named(run, speed_m_s), clock.now().date()
    with progress_bar(en("Load curves of the exercises")) as progress:
        return coach.match_known(basis, demand, today=today, experience=experience, equipment=equipment, progress=progress)
