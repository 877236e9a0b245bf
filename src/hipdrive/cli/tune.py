"""The command tune: the set-up of an exercise that best covers a range or what a stride asks, said as an instruction."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from .door.inlet import demand_in
from .door.outlet import JsonTarget, hand_out_json, progress_bar, ready_to_write, say, show_paragraph, show_table
from .door.own_file import OwnExerciseFile, chosen_exercise
from .door.owned import OwnedFile, OwnedWords, owned
from .door.prescription_input import WhoseBody
from .door.runner_input import BodyHeight, BodyMass, BodySex, runner_if_named
from .door.set_up_words import read_settings
from .door.stored import Database

if TYPE_CHECKING:
    from ..contract.exercises.tune import TuneDocument, TunedSetUpDocument

RANGES = ("early (<15°)", "mid (15-75°)", "end (>75°)")


def tune(
    exercise: Annotated[str, typer.Argument(metavar="[ID]", help="Id of an exercise: 'hipdrive exercises' lists them.")] = "",
    file: OwnExerciseFile = None,
    range_: Annotated[
        Literal["early", "mid", "end"] | None, typer.Option("--range", help="Range of hip flexion to load; or give --demand.")
    ] = None,
    demand: Annotated[
        Path | None,
        typer.Option(metavar="RUN.json", help="Load what this stride asks for and the hips lack: a file from 'hipdrive analyse --json'."),
    ] = None,
    own: OwnedWords = None,
    equipment: OwnedFile = None,
    intensity: Annotated[float, typer.Option(help="Largest share of strength that the exercise may ask for anywhere, 0.3 to 1.")] = 0.7,
    action: Annotated[Literal["flexor", "extensor"], typer.Option(help="Muscles of the working hip to load.")] = "flexor",
    mass_kg: BodyMass = None,
    height_m: BodyHeight = None,
    sex: BodySex = None,
    athlete: WhoseBody = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A value of the set-up to keep fixed, such as band=green.")
    ] = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Find the set-up that best loads a range, or what a stride asks for, with what you own: where to tie, how heavy, how to stand.

    For example: hipdrive tune standing_march --range mid --own "band red, chair"
    """
    from .. import coach
    from ..contract.exercises.tune import tune_document

    if range_ is not None and demand is not None:
        raise typer.BadParameter("give --range or --demand, not both")
    if range_ is None and demand is None:
        raise typer.BadParameter("say what to load: --range early, mid or end, or --demand RUN.json")
    ready_to_write(json)
    declared = chosen_exercise(exercise, file)
    runner = runner_if_named(mass_kg, height_m, sex, athlete, db)
    have = owned(equipment, own)
    stored = None if runner is None else runner.equipment
    with progress_bar("Load curves of set-ups") as progress:
        result = coach.tune(
            declared,
            range_wanted=range_,
            demand=demand_in(demand) if demand is not None else None,
            athlete=None if runner is None else runner.athlete,
            tests=() if runner is None else runner.tests,
            age_years=None if runner is None else runner.age_years,
            equipment=have.equipment or stored,
            intensity=intensity,
            action=action,
            settings=read_settings(settings or ()),
            progress=progress,
        )
    document = tune_document(result)
    say(have.says, json)
    say("" if runner is None else runner.says, json)
    if not hand_out_json(json, document):
        _show(document, result.target.words)


def _show(document: "TuneDocument", target: str) -> None:
    """Print the instruction first, then its figures, what limits it and the runner-up."""
    show_paragraph(f"{document.exercise} for the {target}")
    best, other = document.best, document.runner_up
    if best is None:
        show_paragraph("No set-up fits.", bold=True)
    else:
        show_paragraph(best.instruction, bold=True)
        _show_figures(best)
    for note in document.notes:
        show_paragraph(note.message, indent=2, first="-")
    if other is not None:
        show_paragraph(f"\nRunner-up, score {other.score:.0%}: {other.instruction}")
    show_paragraph(
        f"\nEquipment: {document.equipment_source}. Strength: {document.capacity_source}. {document.tried} load curves were computed."
    )


def _show_figures(best: "TunedSetUpDocument") -> None:
    figures, where = best.figures, best.intensity_at
    peak = "-" if figures.peak_nm_kg is None else f"{figures.peak_nm_kg:+.2f} Nm/kg at {figures.peak_at_deg:.0f}° of hip flexion"
    means = zip(RANGES, (figures.mean_nm_kg.early, figures.mean_nm_kg.mid, figures.mean_nm_kg.end), strict=True)
    rows = [
        ("score", f"{best.score:.0%}"),
        ("coverage: how much of the target is trained", f"{best.coverage:.0%}"),
        ("specificity: how much of what is trained is asked for", f"{best.specificity:.0%}"),
        ("largest moment of the targeted muscles", peak),
        *((f"mean moment, {words}", "-" if mean is None else f"{mean:+.2f} Nm/kg") for words, mean in means),
        ("largest share of strength", f"{best.intensity_reached:.0%}, {where.side} {where.action}s at {where.hip_flexion_deg}°"),
    ]
    if figures.impulse_share_in_target is not None:
        rows.append(("share of the effort (angular impulse) in the target", f"{figures.impulse_share_in_target:.0%}"))
    show_table("", ("", ""), rows)
