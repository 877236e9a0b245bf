"""Commands on exercises and evidence: exercises, evidence, load."""

from typing import Annotated, Any, Literal

import typer

from .outlet import JsonTarget, hand_out_json, show_table


def exercises(
    query: Annotated[str, typer.Argument(help="Words to look for in name, position, equipment or row.")] = "",
    json: JsonTarget = None,
) -> None:
    """List the exercises, where they load and what they need."""
    from ..coach import exercise_list

    found = exercise_list(query)
    if hand_out_json(json, found):
        return
    if not found["exercises"]:
        print(f"No exercise matches '{query}'.")
        return
    rows = [
        (row["id"], row["name"], row["position"], row["quality"], row["peak_range"] or "-", "both" if row["both_hips"] else "one")
        for row in found["exercises"]
    ]
    show_table("", ("id", "name", "position", "resistance", "loads most", "hips"), rows)


def evidence(
    row: Annotated[str, typer.Argument(metavar="[ID]", help="A row such as K01, D02 or P05; without, all are listed.")] = "",
    json: JsonTarget = None,
) -> None:
    """Show what the claims rest on: who says it, what studies say, the verdict."""
    from ..coach import evidence_list

    found = evidence_list(row)
    if hand_out_json(json, found):
        return
    if not row:
        show_table("", ("id", "claim"), [(one["id"], one["statement"]) for one in found["evidence"]])
        return
    for key, value in found["evidence"][0].items():
        print(f"{key.replace('_', ' ')}: {value}")


def load(
    exercise: Annotated[str, typer.Argument(help="Id of an exercise; 'hipdrive exercises' lists them.")],
    mass_kg: Annotated[float, typer.Option(help="Body mass in kilograms.")] = 70.0,
    height_m: Annotated[float, typer.Option(help="Standing height in metres.")] = 1.75,
    sex: Annotated[Literal["male", "female"], typer.Option(help="Row of the segment table.")] = "male",
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A value of the set-up, such as weight_kg=4; repeatable.")
    ] = None,
    json: JsonTarget = None,
) -> None:
    """Compute what one set-up of an exercise loads, both hips at once."""
    from .. import coach

    result = coach.load(exercise, coach.Athlete(mass_kg=mass_kg, height_m=height_m, sex=sex), coach.read_settings(settings or ()))
    plain = result.as_json()
    if not hand_out_json(json, plain):
        _show_load(plain)


def _show_load(plain: dict[str, Any]) -> None:
    """Print a load by range."""
    chosen = ", ".join(f"{key}={value}" for key, value in plain["set_up"].items())
    print(f"{plain['exercise']}: {chosen}")
    print("Can be done." if plain["feasible"] else "Cannot be done like this.")
    for note in plain["notes"]:
        print(f"Note: {note['message']}")
    rows = [
        (f"{side} hip, {action}", *("-" if value is None else f"{value:+.2f}" for value in by_range.values()))
        for side, actions in plain["by_range"].items()
        for action, by_range in actions.items()
        if any(value is not None for value in by_range.values())
    ]
    if rows:
        columns = ("mean moment, Nm/kg (flexor +)", "early (below 15 deg)", "mid", "end (above 75 deg)")
        show_table("", columns, rows)
