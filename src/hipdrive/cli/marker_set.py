"""Command `marker-set check`: hold a marker set against a recording."""

from pathlib import Path
from typing import Annotated

import typer

from .outlet import JsonTarget, hand_out_json, show_table

marker_sets = typer.Typer(name="marker-set", no_args_is_help=True, help="Marker sets: what a laboratory calls its markers.")


@marker_sets.callback()
def marker_set_commands() -> None:
    """Marker sets: what a laboratory calls its markers."""


@marker_sets.command("check")
def check(
    file: Annotated[str, typer.Argument(help="A marker set: the name of a shipped one or a TOML file.")],
    run: Annotated[Path, typer.Argument(help="A recording: C3D or TRC.")],
    json: JsonTarget = None,
) -> None:
    """Say which markers of a set a recording has, which it lacks, and what then can't be measured."""
    from ..coach import check_marker_set

    found = check_marker_set(file, run)
    if hand_out_json(json, found.as_json()):
        return
    print(found.summary)
    rows = [
        (body.body, f"{len(body.found)} of {len(body.found) + len(body.missing)}", ", ".join(body.missing) or "-", body.lost or "-")
        for body in found.bodies
    ]
    show_table("", ("body", "markers", "missing", "can't be measured"), rows)
    for missing, near in found.near:
        print(f"'{missing}' is missing and '{near}' is not in the set: misspelt?")
    if found.missing_landmarks:
        print(f"Landmarks without their markers: {', '.join(found.missing_landmarks)}")
    if found.beyond:
        print(f"Markers beyond the set: {', '.join(found.beyond)}")
    if found.never_seen:
        print(f"Named but never seen: {', '.join(found.never_seen)}")
