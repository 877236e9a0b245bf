"""Command `marker-set check`: hold a marker set against a recording."""

from pathlib import Path
from typing import Annotated

import typer

from .door.inlet import marker_set_of, motion_file
from .door.outlet import JsonTarget, hand_out_json, show_table

marker_sets = typer.Typer(name="marker-set", no_args_is_help=True, help="Marker sets: what a laboratory calls its markers.")


@marker_sets.callback()
def marker_set_commands() -> None:
    """Marker sets: what a laboratory calls its markers."""


@marker_sets.command("check")
def check(
    file: Annotated[str, typer.Argument(help="A marker set: the name of a shipped one or a TOML file.")],
    run: Annotated[Path, typer.Argument(help="A recording: C3D, TRC, Qualisys .tsv or Vicon .csv.")],
    json: JsonTarget = None,
) -> None:
    """Say which markers of a set a recording has, which it lacks, and what then can't be measured."""
    from ..coach import check_recording
    from ..contract.runs.marker_set_check import marker_set_check_document

    checked = check_recording(marker_set_of(file), motion_file(run))
    if hand_out_json(json, marker_set_check_document(checked)):
        return
    print(checked.summary)
    rows = [
        (body.body, f"{len(body.found)} of {len(body.found) + len(body.missing)}", ", ".join(body.missing) or "-", body.lost or "-")
        for body in checked.bodies
    ]
    show_table("", ("body", "markers", "missing", "can't be measured"), rows)
    for missing, near in checked.near:
        print(f"'{missing}' is missing and '{near}' is not in the set: misspelt?")
    if checked.missing_landmarks:
        print(f"Landmarks without their markers: {', '.join(checked.missing_landmarks)}")
    if checked.beyond:
        print(f"Markers beyond the set: {', '.join(checked.beyond)}")
    if checked.never_seen:
        print(f"Named but never seen: {', '.join(checked.never_seen)}")
